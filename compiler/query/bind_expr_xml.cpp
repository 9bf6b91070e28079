#include <algorithm>
#include <string>
#include <utility>

#include "diagnostics/query_place_diagnostics.hpp"
#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_statement.hpp"
#include "query/expr_traits.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {

namespace oid = catalog::oid;
using catalog::CoercionContext;

namespace {

/// The types of the arguments that are not taken as they are.
auto argument_type(syntax::XmlCall::Kind kind, std::size_t place) -> Oid {
  using Kind = syntax::XmlCall::Kind;
  switch (kind) {
    case Kind::element:
    case Kind::forest:
      return catalog::no_oid;
    case Kind::concat:
    case Kind::serialize:
      return oid::xml;
    case Kind::root:
      return place == 0 ? oid::xml : oid::text;
    case Kind::parse:
    case Kind::pi:
      return oid::text;
  }
  return catalog::no_oid;
}

}  // namespace

/// Attributes, and elements of a forest: named, or called like the column that they are.
auto ExprBinder::bind_xml_values(const syntax::XmlCall& node, std::vector<XmlCall::Value>& values)
    -> bool {
  const auto element = node.kind == syntax::XmlCall::Kind::element;
  auto sound = true;
  for (const auto& written : node.values) {
    auto* value = bind(*written.value);
    sound = sound && !is_error(*value);
    if (std::holds_alternative<Constant>(value->node)) binder_.resolve_unknown(value);
    auto name = written.name ? fold(*written.name) : std::string{};
    if (!written.name) {
      if (std::holds_alternative<syntax::NameRef>(written.value->node)) {
        name = binder_.output_name(*written.value, *value);
      } else {
        fail(written.value->span,
             diagnostics::InvalidXml{element ? "an attribute without a name must be a column"
                                             : "an element without a name must be a column"});
        sound = false;
      }
    }
    const auto twice = std::any_of(
        values.begin(), values.end(), [&](const auto& other) { return other.name == name; });
    if (element && twice) {
      fail(written.value->span,
           diagnostics::InvalidXml{"the attribute `" + name + "` is given twice"});
      sound = false;
    }
    values.push_back({value, std::move(name), written.name.has_value()});
  }
  return sound;
}

auto ExprBinder::bind_xml_arguments(const syntax::XmlCall& node, std::vector<ExprPtr>& arguments)
    -> bool {
  auto sound = true;
  for (const auto* written : node.arguments) {
    auto* value = bind(*written);
    const auto type = argument_type(node.kind, arguments.size());
    if (type != catalog::no_oid) {
      value = binder_.coerce(value, {type, -1}, CoercionContext::assignment, "the argument");
      if (returns_set(*value)) {
        value = fail(written->span, diagnostics::MisplacedSetReturning{"this argument", "XML"});
      }
    } else if (std::holds_alternative<Constant>(value->node)) {
      binder_.resolve_unknown(value);
    }
    sound = sound && !is_error(*value);
    arguments.push_back(value);
  }
  return sound;
}

auto ExprBinder::bind_node(const syntax::XmlCall& node, const Site& site) -> ExprPtr {
  auto call = XmlCall{};
  call.kind = node.kind;
  if (node.name) call.name = fold(*node.name);
  call.document = node.document;
  call.preserves = node.preserves;
  call.standalone = node.standalone;
  const auto values_sound = bind_xml_values(node, call.values);
  const auto arguments_sound = bind_xml_arguments(node, call.arguments);
  auto type = TypeRef{oid::xml, -1};
  if (node.type) {
    type = resolve_type(*node.type);
    if (type.oid == error_type) return error(site);
    const auto base = binder_.catalog().base_type(type.oid);
    if (base != oid::text && base != oid::varchar && base != oid::bpchar) {
      return fail(site.span,
                  diagnostics::InvalidXml{"xmlserialize gives text, not `" +
                                          binder_.type_name(type) + "`"});
    }
  }
  if (!values_sound || !arguments_sound) return error(site);
  return make(site, type, std::move(call));
}

}  // namespace ormc::query
