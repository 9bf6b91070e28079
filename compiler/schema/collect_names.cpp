#include <map>

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/base_type_clauses.hpp"
#include "schema/declared_names.hpp"
#include "schema/naming.hpp"
#include "schema/overloaded.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::BuiltinTypeName;
using diagnostics::DuplicateName;
using diagnostics::InvalidSqlName;

struct SqlName {
  std::string schema;
  std::string name;
};

class Collector {
 public:
  explicit Collector(Resolution& resolution) : resolution_(resolution) {}

  void collect(ModuleId module, const syntax::Declaration& declaration) {
    module_ = module;
    declaration_ = &declaration;
    std::visit(Overloaded{[&](const syntax::Enum& node) { add(node); },
                          [&](const syntax::Domain& node) { add(node); },
                          [&](const syntax::Composite& node) { add(node); },
                          [&](const syntax::Model& node) { add(node); },
                          [&](const syntax::View& node) { add(node); },
                          [&](const syntax::Function& node) { add(node); },
                          [&](const syntax::Aggregate& node) { add(node); },
                          [&](const syntax::OperatorDeclaration& node) { add(node); },
                          [](const syntax::Extension&) {},     // resolved already
                          [](const syntax::OpaqueObject&) {},  // names of the database only
                          [](const syntax::Sequence&) {},
                          [](const syntax::Definition&) {},
                          [](const syntax::CastDeclaration&) {},
                          [](const syntax::OperatorClass&) {},
                          // these stand on a table
                          [](const syntax::Index&) {},
                          [](const syntax::Trigger&) {},
                          [](const syntax::Policy&) {},
                          [](const syntax::Rule&) {},
                          [](const syntax::Statistics&) {},
                          [&](const syntax::RangeType& node) { add(node); },
                          [&](const syntax::BaseType& node) { add(node); },
                          [&](const syntax::NamedQuery& node) {
                            check(node.attributes, Place::query);
                            take_name(node.name);
                          },
                          [&](const syntax::Predicate& node) {
                            check(node.attributes, Place::predicate);
                            take_name(node.name);
                          },
                          [&](const syntax::NamedShape& node) {
                            check(node.attributes, Place::shape);
                            take_name(node.name);
                          },
                          [&](const syntax::TypeAlias& node) { add(node); }},
               declaration.node);
  }

 private:
  void add(const syntax::Enum& node) {
    check(node.attributes, Place::enumeration);
    if (!take_type_name(node.name)) return;
    resolution_.enums.push_back(&node);
    auto& things = resolution_.schema.enums;
    things.push_back({.module = module_,
                      .name = node.name.text,
                      .sql_name = own_sql_name(node.name, node.attributes),
                      .values = {},
                      .type = {},
                      .doc = declaration_->doc,
                      .was = attribute_text(node.attributes, "was"),
                      .span = node.name.span});
    enter<EnumId>(things);
  }

  void add(const syntax::Domain& node) {
    check(node.attributes, Place::domain);
    if (!take_type_name(node.name)) return;
    resolution_.domains.push_back(&node);
    auto& things = resolution_.schema.domains;
    things.push_back({.module = module_,
                      .name = node.name.text,
                      .sql_name = own_sql_name(node.name, node.attributes),
                      .base = {},
                      .not_null = node.not_null,
                      .collation = {},
                      .default_value = {},
                      .checks = {},
                      .type = {},
                      .doc = declaration_->doc,
                      .span = node.name.span});
    enter<DomainId>(things);
  }

  void add(const syntax::BaseType& node) {
    check(node.attributes, Place::range_type);
    if (!take_type_name(node.name)) return;
    auto& things = resolution_.schema.base_types;
    things.push_back({.module = module_,
                      .name = node.name.text,
                      .sql_name = own_sql_name(node.name, node.attributes),
                      .definition = node.definition,
                      .type = {},
                      .doc = declaration_->doc,
                      .span = node.name.span});
    things.back().type =
        resolution_.schema.catalog.add_opaque_type(resolution_.schema.at(module_).sql_schema,
                                                   things.back().sql_name,
                                                   category_of(things.back().definition));
    enter<BaseTypeId>(things);
  }

  /// The category that a definition says, which decides between functions.
  static auto category_of(const std::string& definition) -> char {
    for (const auto& clause : base_type_clauses(definition)) {
      // In quotes, one character.
      if (clause.word == "category" && clause.value.size() == 3) return clause.value[1];
    }
    return catalog::category::user;
  }

  void add(const syntax::RangeType& node) {
    check(node.attributes, Place::range_type);
    if (!take_type_name(node.name)) return;
    resolution_.range_types.push_back(&node);
    auto& things = resolution_.schema.range_types;
    things.push_back({.module = module_,
                      .name = node.name.text,
                      .sql_name = own_sql_name(node.name, node.attributes),
                      .subtype = {},
                      .multirange_sql_name = {},
                      .options = {},
                      .type = {},
                      .doc = declaration_->doc,
                      .span = node.name.span});
    enter<RangeTypeId>(things);
  }

  void add(const syntax::Composite& node) {
    check(node.attributes, Place::composite);
    if (!take_type_name(node.name)) return;
    resolution_.composites.push_back(&node);
    auto& things = resolution_.schema.composites;
    things.push_back({.module = module_,
                      .name = node.name.text,
                      .sql_name = own_sql_name(node.name, node.attributes),
                      .fields = {},
                      .type = {},
                      .doc = declaration_->doc,
                      .span = node.name.span});
    auto& added = things.back();
    // Registered without fields, so that types can be of each other's.
    added.type = resolution_.schema.catalog.add_composite(
        resolution_.schema.at(module_).sql_schema, added.sql_name, {});
    enter<CompositeId>(things);
  }

  void add(const syntax::TypeAlias& node) {
    check(node.attributes, Place::alias);
    if (!take_type_name(node.name)) return;
    resolution_.aliases.push_back(&node);
    auto& things = resolution_.schema.aliases;
    things.push_back({.module = module_,
                      .name = node.name.text,
                      .type = {},
                      .cpp_type = node.cpp_type,
                      .cpp_header = node.cpp_header,
                      .doc = declaration_->doc,
                      .span = node.name.span});
    const auto id = AliasId{static_cast<std::uint32_t>(things.size() - 1)};
    resolution_.schema.names.names[node.name.text].emplace_back(id);
  }

  void add(const syntax::Model& node) {
    check(node.attributes, node.is_abstract ? Place::abstract_model : Place::model);
    if (!take_type_name(node.name)) return;
    if (node.is_abstract) {
      resolution_.mixin_places[node.name.text].push_back(resolution_.mixins.size());
      resolution_.mixins.push_back({module_, &node});
      return;
    }
    resolution_.models.push_back({});
    resolution_.models.back().syntax = &node;
    auto [sql_schema, sql_name] = table_name(node.name, node.attributes);
    auto& things = resolution_.schema.models;
    auto& added = things.emplace_back();
    added.module = module_;
    added.name = node.name.text;
    added.sql_schema = std::move(sql_schema);
    added.sql_name = std::move(sql_name);
    added.was = attribute_text(node.attributes, "was");
    added.doc = declaration_->doc;
    added.span = node.name.span;
    added.row_type =
        resolution_.schema.catalog.add_table_row_type(added.sql_schema, added.sql_name, {});
    enter<ModelId>(things);
  }

  void add(const syntax::View& node) {
    check(node.attributes, Place::view);
    if (!take_name(node.name)) return;
    resolution_.views.push_back(
        {.syntax = &node, .indexes = {}, .statistics = {}, .triggers = {}, .rules = {}});
    auto [sql_schema, sql_name] = table_name(node.name, node.attributes);
    auto& things = resolution_.schema.views;
    things.push_back({.module = module_,
                      .name = node.name.text,
                      .sql_schema = std::move(sql_schema),
                      .sql_name = std::move(sql_name),
                      .materialized = node.materialized,
                      .syntax = node.query,
                      .doc = declaration_->doc,
                      .span = node.name.span,
                      .columns = node.columns});
    // Its fields are known only when the query is: they are its columns.
    things.back().row_type = resolution_.schema.catalog.add_table_row_type(
        things.back().sql_schema, things.back().sql_name, {});
    const auto id = ViewId{static_cast<std::uint32_t>(things.size() - 1)};
    resolution_.schema.names.types.emplace(things.back().row_type, id);
    resolution_.schema.names.names[things.back().name].emplace_back(id);
    resolution_.schema.names.sql_names[things.back().sql_name].emplace_back(id);
  }

  void add(const syntax::Function& node) {
    check(node.attributes, Place::function);
    // Functions are told apart by their arguments too, once those are known.
    resolution_.functions.emplace_back(&node, module_);
    resolution_.function_docs.push_back(declaration_->doc);
  }

  void add(const syntax::Aggregate& node) {
    check(node.attributes, Place::aggregate);
    resolution_.aggregates.push_back({&node, module_, declaration_->doc});
  }

  void add(const syntax::OperatorDeclaration& node) {
    check(node.attributes, Place::operation);
    resolution_.operators.push_back({&node, module_, declaration_->doc});
  }

  void check(const Attributes& attributes, Place place) {
    check_attributes(attributes, place, resolution_.diagnostics);
  }

  /// Enters the last of `things`, one of the database's own, under both of its names.
  template <class Id, class Things>
  void enter(const Things& things) {
    const auto id = Id{static_cast<std::uint32_t>(things.size() - 1)};
    resolution_.schema.names.names[things.back().name].emplace_back(id);
    resolution_.schema.names.sql_names[things.back().sql_name].emplace_back(id);
    if (things.back().*type_member(things) != catalog::no_oid) {
      resolution_.schema.names.types.emplace(things.back().*type_member(things), id);
    }
  }
  static auto type_member(const std::vector<Enum>&) { return &Enum::type; }
  static auto type_member(const std::vector<Domain>&) { return &Domain::type; }
  static auto type_member(const std::vector<BaseType>&) { return &BaseType::type; }
  static auto type_member(const std::vector<RangeType>&) { return &RangeType::type; }
  static auto type_member(const std::vector<Composite>&) { return &Composite::type; }
  static auto type_member(const std::vector<Model>&) { return &Model::row_type; }

  /// Whether the name is free in this module; reports it when it is not.
  auto take_name(const syntax::Name& name) -> bool {
    const auto& module = resolution_.schema.at(module_).name;
    const auto [first, is_new] = taken_.emplace(std::pair{module, name.text}, name.span);
    if (is_new) return true;
    resolution_.diagnostics.report(name.span, DuplicateName{name.text, module})
        .label(first->second, DuplicateName::first);
    return false;
  }

  auto take_type_name(const syntax::Name& name) -> bool {
    const auto quoting = catalog::Quoting::unquoted;
    const auto known = resolution_.schema.catalog.find_type({}, name.text, quoting);
    if (known && *known < catalog::first_extension_oid) {
      resolution_.diagnostics.report(name.span, BuiltinTypeName{name.text, pascal_case(name.text)});
      return false;
    }
    return take_name(name);
  }

  static auto own_sql_name(const syntax::Name& name, const Attributes& attributes) -> std::string {
    return declared_sql_name(attributes, name);
  }

  auto table_name(const syntax::Name& name, const Attributes& attributes) -> SqlName {
    auto result = SqlName{resolution_.schema.at(module_).sql_schema, sql_name_of(name)};
    if (const auto text = attribute_text(attributes, "schema")) result.schema = *text;
    const auto* attribute = find_attribute(attributes, "table");
    if (!attribute) return result;
    const auto text = text_argument(*attribute).value_or("");
    auto parts = split_sql_name(text);
    if (parts.empty() || parts.size() > 2) {
      resolution_.diagnostics.report(attribute->arguments.front()->span, InvalidSqlName{text});
      return result;
    }
    result.name = parts.back();
    if (parts.size() == 2) result.schema = parts.front();
    return result;
  }

  Resolution& resolution_;
  ModuleId module_{};
  const syntax::Declaration* declaration_ = nullptr;
  std::map<std::pair<std::string, std::string>, Span> taken_;
};

}  // namespace

void collect_names(Resolution& resolution) {
  auto collector = Collector{resolution};
  for (auto i = std::uint32_t{0}; i < resolution.trees.size(); ++i) {
    for (const auto& declaration : resolution.trees[i].declarations) {
      collector.collect(ModuleId{i}, declaration);
    }
  }
}

}  // namespace ormc::schema
