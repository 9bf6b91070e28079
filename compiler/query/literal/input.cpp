#include "query/literal/input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "diagnostics/query_expr_diagnostics.hpp"
#include "query/literal/bounds.hpp"
#include "query/literal/builtin.hpp"
#include "query/literal/container.hpp"
#include "query/literal/extension.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

auto report_unknown_label(Binder& binder, Oid enumeration, const std::string& text, Span span)
    -> void {
  auto labels = std::vector<std::string>{};
  for (const auto label : binder.catalog().labels(enumeration)) labels.emplace_back(label);
  if (std::find(labels.begin(), labels.end(), text) != labels.end()) return;
  auto nearest = diagnostics::nearest(text, labels);
  binder.diagnostics().report(
      span,
      diagnostics::UnknownLabel{
          text, binder.type_name({enumeration, -1}), std::move(nearest), std::move(labels)});
}

/// Values inside of one, which keeps what is wrong with the first that is none.
class Inside {
 public:
  explicit Inside(const catalog::Catalog& catalog) : catalog_(catalog) {}

  auto is_value(TypeRef type, std::optional<std::string_view> text) -> bool {
    if (!text) {
      const auto may_be_null = !catalog_.type(type.oid).not_null;
      if (!may_be_null) note("in it NULL is no value of a domain that is never NULL");
      return may_be_null;
    }
    const auto fault = find_literal_fault(catalog_, type, *text);
    if (fault) note(fmt::format("in it '{}' is no value: {}", *text, fault->expected));
    return !fault;
  }
  auto is_value_of(TypeRef type) -> IsValue {
    return [this, type](std::optional<std::string_view> text) { return is_value(type, text); };
  }
  void note(std::string reason) {
    if (!fault_) fault_ = LiteralFault{std::move(reason)};
  }
  auto fault_unless(bool valid, std::string_view expected) const -> std::optional<LiteralFault> {
    if (valid) return std::nullopt;
    return fault_ ? fault_ : LiteralFault{std::string{expected}};
  }

 private:
  const catalog::Catalog& catalog_;
  std::optional<LiteralFault> fault_;
};

/// The fields of a view's row are not in the catalogue: nothing is said of it.
auto find_record_fault(const catalog::Catalog& catalog, Oid type, std::string_view text)
    -> std::optional<LiteralFault> {
  const auto fields = catalog.fields(type);
  if (fields.empty()) return std::nullopt;
  auto inside = Inside{catalog};
  const auto is_field = [&](std::size_t field, std::optional<std::string_view> value) {
    return inside.is_value(fields[field].type, value);
  };
  return inside.fault_unless(is_record_text(text, fields.size(), is_field),
                             "it must be the fields in parentheses, such as '(1,\"a b\",)'");
}

}  // namespace

auto find_literal_fault(const catalog::Catalog& catalog, TypeRef type, std::string_view text)
    -> std::optional<LiteralFault> {
  const auto base = catalog.base_type(type);
  if (auto fault = find_builtin_fault(base, text)) return fault;
  const auto& definition = catalog.type(base.oid);
  if (base.oid >= catalog::first_extension_oid && base.oid < catalog::first_described_oid) {
    if (auto fault = find_extension_fault(definition.name, text)) return fault;
  }
  auto inside = Inside{catalog};
  // Not `int2vector` and its like, which are written without braces.
  if (definition.is_array() && catalog.array_of(base.oid) == base.oid) {
    const auto delimiter = definition.element == oid::box ? ';' : ',';
    const auto is_element = inside.is_value_of({definition.element, base.modifier});
    return inside.fault_unless(is_array_text(text, delimiter, is_element),
                               "it must be an array in braces, such as '{1,2}'");
  }
  switch (definition.kind) {
    case catalog::TypeKind::enumeration: {
      const auto labels = catalog.labels(base.oid);
      return inside.fault_unless(std::find(labels.begin(), labels.end(), text) != labels.end(),
                                 "it must be one of the labels");
    }
    case catalog::TypeKind::range: {
      const auto subtype = catalog.base_type(definition.subtype);
      const auto are_bounds = [&](const RangeBounds& bounds) {
        if (may_be_bounds(base.oid, subtype, bounds)) return true;
        inside.note("its lower bound is above the other, or no value stands behind its last");
        return false;
      };
      return inside.fault_unless(
          is_range_text(text, inside.is_value_of({definition.subtype, -1}), are_bounds),
          "it must be a range, such as '[1,5)'");
    }
    case catalog::TypeKind::multirange:
      return inside.fault_unless(
          is_multirange_text(text, inside.is_value_of({definition.range, -1})),
          "it must be ranges in braces, such as '{[1,3), [5,9)}'");
    case catalog::TypeKind::composite:
      return find_record_fault(catalog, base.oid, text);
    case catalog::TypeKind::base:
    case catalog::TypeKind::domain:
    case catalog::TypeKind::pseudo:
      return std::nullopt;
  }
  return std::nullopt;
}

void check_literal(Binder& binder, const Constant& constant, TypeRef target, Span span) {
  if (constant.kind != syntax::Literal::Kind::string) return;
  const auto& catalog = binder.catalog();
  auto type = catalog.base_type(target);
  if (!catalog.labels(type.oid).empty()) {
    report_unknown_label(binder, type.oid, constant.text, span);
    return;
  }
  // Other modifiers are applied to the value, when the statement runs.
  if (type.oid != oid::interval) type.modifier = -1;
  const auto fault = find_literal_fault(catalog, type, constant.text);
  if (!fault) return;
  binder.diagnostics().report(
      span,
      diagnostics::InvalidLiteral{
          constant.text, binder.type_name({type.oid, -1}), fault->expected});
}

}  // namespace ormc::query
