#include <set>

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/collation.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::BaseType;
using diagnostics::CyclicType;

/// A domain, a range or an alias: what has exactly one type below it.
using Node = std::variant<DomainId, AliasId, RangeTypeId>;

auto as_object(Node node) -> NamedObject {
  return std::visit([](auto id) { return NamedObject{id}; }, node);
}

auto as_node(NamedObject object) -> std::optional<Node> {
  if (const auto* id = std::get_if<DomainId>(&object)) return *id;
  if (const auto* id = std::get_if<AliasId>(&object)) return *id;
  if (const auto* id = std::get_if<RangeTypeId>(&object)) return *id;
  return std::nullopt;
}

class DomainResolver {
 public:
  explicit DomainResolver(Resolution& resolution) : resolution_(resolution) {}

  /// Resolves `first` after what it is based on: a chain, since each has one base.
  void resolve(Node first) {
    auto chain = std::vector<Node>{};
    auto place = std::optional<Node>{first};
    while (place && !finished_.contains(*place)) {
      if (on_chain_.contains(*place)) {
        report_cycle(chain, *place);
        break;
      }
      chain.push_back(*place);
      on_chain_.insert(*place);
      place = base_of(*place);
    }
    for (; !chain.empty(); chain.pop_back()) {
      on_chain_.erase(chain.back());
      if (!finished_.insert(chain.back()).second) continue;
      std::visit([&](auto id) { finish(id); }, chain.back());
    }
  }

 private:
  auto type_name(Node node) const -> const syntax::TypeName& {
    if (const auto* id = std::get_if<DomainId>(&node)) {
      return resolution_.domains[static_cast<std::size_t>(*id)]->type;
    }
    if (const auto* id = std::get_if<RangeTypeId>(&node)) {
      return resolution_.range_types[static_cast<std::size_t>(*id)]->subtype;
    }
    return resolution_.aliases[static_cast<std::size_t>(std::get<AliasId>(node))]->type;
  }

  auto module(Node node) const -> ModuleId {
    return module_of(resolution_.schema, as_object(node));
  }

  auto base_of(Node node) const -> std::optional<Node> {
    auto silent = diagnostics::Diagnostics{};
    const auto meaning =
        find_type_meaning(resolution_.schema, module(node), type_name(node).name, silent);
    const auto* object = std::get_if<NamedObject>(&meaning);
    return object ? as_node(*object) : std::nullopt;
  }

  /// Marks the members of the cycle, so that no further error comes of them.
  void report_cycle(const std::vector<Node>& chain, Node start) {
    auto what = CyclicType{};
    auto inside = false;
    for (const auto node : chain) {
      inside = inside || node == start;
      if (!inside) continue;
      finished_.insert(node);
      what.names.push_back(name_of(resolution_.schema, as_object(node)));
    }
    what.names.push_back(what.names.front());
    resolution_.diagnostics.report(type_name(start).span, what);
  }

  /// The type below a domain or an alias; reports what cannot be one.
  auto base_type(Node node) -> std::optional<TypeRef> {
    auto& schema = resolution_.schema;
    const auto& written = type_name(node);
    auto silent = diagnostics::Diagnostics{};
    const auto meaning = find_type_meaning(schema, module(node), written.name, silent);
    auto usable = !std::holds_alternative<TypeOfField>(meaning);
    auto result = std::optional<TypeRef>{};
    if (usable) {
      result = resolve_type(schema, module(node), written, resolution_.diagnostics);
      if (!result) return std::nullopt;
      usable = schema.catalog.type(result->oid).kind != catalog::TypeKind::pseudo;
    }
    if (usable) return result;
    resolution_.diagnostics.report(
        written.span, BaseType{name_of(schema, as_object(node)), spelled(written.name)});
    return std::nullopt;
  }

  void finish(AliasId id) {
    if (const auto type = base_type(id)) {
      resolution_.schema.aliases[static_cast<std::size_t>(id)].type = *type;
    }
  }

  void finish(RangeTypeId id) {
    auto& schema = resolution_.schema;
    const auto base = base_type(id);
    if (!base) return;
    const auto& node = *resolution_.range_types[static_cast<std::size_t>(id)];
    auto& range = schema.range_types[static_cast<std::size_t>(id)];
    range.subtype = *base;
    for (const auto& [name, value] : node.options) {
      const auto text =
          value ? std::string{resolution_.sources.text(value->span)} : std::string{"true"};
      if (fold(name.text) == "multirange_type_name") {
        const auto parts = parts_of(value, text);
        if (!parts.empty()) range.multirange_sql_name = parts.back();
        if (parts.size() > 1) range.multirange_sql_schema = parts.front();
      } else {
        range.options.emplace_back(fold(name.text), text);
      }
    }
    const auto& sql_schema = schema.at(range.module).sql_schema;
    range.type = schema.catalog.add_range(sql_schema,
                                          range.sql_name,
                                          base->oid,
                                          range.multirange_sql_name,
                                          range.multirange_sql_schema);
    schema.names.types.emplace(range.type, id);
    schema.names.types.emplace(schema.catalog.type(range.type).multirange, id);
  }

  /// A name as the database has it, whatever escapes it was written with.
  static auto parts_of(syntax::ExprPtr value, const std::string& text) -> std::vector<std::string> {
    const auto* name = value ? std::get_if<syntax::NameRef>(&value->node) : nullptr;
    if (name == nullptr) return split_sql_name(text);
    auto parts = std::vector<std::string>{};
    for (const auto& part : name->name.parts) parts.push_back(sql_name_of(part));
    return parts;
  }

  void finish(DomainId id) {
    auto& schema = resolution_.schema;
    const auto base = base_type(id);
    if (!base) return;
    const auto& node = *resolution_.domains[static_cast<std::size_t>(id)];
    auto& domain = schema.domains[static_cast<std::size_t>(id)];
    domain.base = *base;
    if (node.collation) domain.collation = resolve_collation(resolution_, *node.collation, *base);
    domain.type = schema.catalog.add_domain(
        schema.at(domain.module).sql_schema, domain.sql_name, *base, domain.not_null);
    schema.names.types.emplace(domain.type, id);
    if (node.default_value) {
      domain.default_value = resolution_.add_expr({.use = SchemaExpr::Use::domain_default,
                                                   .syntax = node.default_value,
                                                   .model = {},
                                                   .domain = id,
                                                   .expected = *base});
    }
    for (const auto& check : node.checks) {
      domain.checks.push_back(
          {.sql_name = check.name ? check.name->text : std::string{},
           .expr = resolution_.add_expr({.use = SchemaExpr::Use::domain_check,
                                         .syntax = check.expr,
                                         .model = {},
                                         .domain = id,
                                         .expected = TypeRef{catalog::oid::bool_}}),
           .not_valid = check.not_valid,
           .doc = check.doc,
           .span = check.span});
    }
  }

  Resolution& resolution_;
  std::set<Node> finished_;
  std::set<Node> on_chain_;
};

}  // namespace

void resolve_domains(Resolution& resolution) {
  auto resolver = DomainResolver{resolution};
  for (auto i = std::uint32_t{0}; i < resolution.domains.size(); ++i) resolver.resolve(DomainId{i});
  for (auto i = std::uint32_t{0}; i < resolution.range_types.size(); ++i) {
    resolver.resolve(RangeTypeId{i});
  }
  for (auto i = std::uint32_t{0}; i < resolution.aliases.size(); ++i) resolver.resolve(AliasId{i});
}

}  // namespace ormc::schema
