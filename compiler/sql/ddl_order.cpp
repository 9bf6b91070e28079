#include "sql/ddl_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "catalog/oids.hpp"
#include "catalog/type_name.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"
#include "schema/base_type_clauses.hpp"
#include "schema/lookup.hpp"
#include "schema/naming.hpp"

namespace ormc::sql {

namespace {

/// What types and functions may be made of, each kind after those that it is made of.
constexpr auto early_kinds = std::to_array<std::string_view>({"language",
                                                              "access method",
                                                              "collation",
                                                              "text search parser",
                                                              "text search template",
                                                              "text search dictionary",
                                                              "text search configuration",
                                                              "text search mapping",
                                                              "operator family"});
auto is_early(const schema::Definition& definition) -> bool {
  return std::ranges::find(early_kinds, definition.kind) != early_kinds.end();
}

/// The graph of what needs what. Needs are strict, wishes (foreign keys) give way to cycles.
class Order {
 public:
  explicit Order(const DdlContext& context) : context_(context) {
    const auto& schema = context.schema;
    // What names no dependency comes first: nothing here can be needed by it.
    add_opaque([](const auto& object) { return object.depends_on.empty(); });
    for (const auto kind : early_kinds) {
      add_definitions([&](const auto& definition) { return definition.kind == kind; });
    }
    add_all<ShellTypeId>(schema.base_types.size());
    for (std::size_t i = 0; i < schema.range_types.size(); ++i) {
      if (has_canonical(schema.range_types[i])) add(static_cast<ShellRangeId>(i));
    }
    add_all<schema::EnumId>(schema.enums.size());
    add_all<schema::CompositeId>(schema.composites.size());
    add_all<schema::DomainId>(schema.domains.size());
    add_all<schema::RangeTypeId>(schema.range_types.size());
    add_all<schema::FunctionId>(schema.functions.size());
    add_all<schema::BaseTypeId>(schema.base_types.size());
    add_all<schema::AggregateId>(schema.aggregates.size());
    add_all<schema::OperatorId>(schema.operators.size());
    add_definitions(
        [](const auto& definition) { return !is_early(definition) && !is_late(definition); });
    add_all<schema::SequenceId>(schema.sequences.size());
    add_all<schema::ModelId>(schema.models.size());
    add_all<schema::ViewId>(schema.views.size());
    add_opaque([](const auto& object) { return !object.depends_on.empty(); });
    needs_.resize(objects_.size());
    bare_needs_.resize(objects_.size());
    wishes_.resize(objects_.size());
    for (at_ = 0; at_ < objects_.size(); ++at_) {
      std::visit([this](auto id) { collect(id); }, objects_[at_]);
    }
  }

  /// The first object, in the order that they were added in, all of whose needs are met; if all
  /// wait for each other, wishes give way first; then a table leaves its checks and defaults to
  /// later, and a view its place to an empty one.
  auto sorted() const -> std::vector<SchemaObject> {
    auto done = std::vector<bool>(objects_.size(), false);
    auto is_there = done;  // as itself, or as a placeholder
    auto result = std::vector<SchemaObject>{};
    auto met = [&](const std::set<std::size_t>& of) {
      return std::all_of(of.begin(), of.end(), [&](auto index) { return is_there[index]; });
    };
    auto left = objects_.size();
    while (left > 0) {
      auto best = std::optional<std::size_t>{};
      auto best_rank = 5;
      for (std::size_t i = 0; i < objects_.size(); ++i) {
        if (done[i]) continue;
        const auto is_view = std::holds_alternative<schema::ViewId>(objects_[i]) && !is_there[i];
        const auto is_table = std::holds_alternative<schema::ModelId>(objects_[i]) && !is_there[i];
        const auto rank = met(needs_[i])                    ? (met(wishes_[i]) ? 0 : 1)
                          : is_table && met(bare_needs_[i]) ? 2
                          : is_view                         ? 3
                                                            : 4;
        if (rank < best_rank) {
          best = i;
          best_rank = rank;
        }
        if (rank == 0) break;
      }
      is_there[*best] = true;
      if (best_rank == 2) {
        const auto table = std::get<schema::ModelId>(objects_[*best]);
        result.emplace_back(static_cast<BareTableId>(table));
        continue;
      }
      if (best_rank == 3) {
        const auto view = std::get<schema::ViewId>(objects_[*best]);
        result.emplace_back(static_cast<PlaceholderId>(view));
        continue;
      }
      done[*best] = true;
      --left;
      result.push_back(objects_[*best]);
    }
    return result;
  }

 private:
  template <class Id>
  void add_all(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) add(static_cast<Id>(i));
  }
  template <class Keep>
  void add_opaque(Keep keep) {
    const auto& objects = context_.schema.opaque_objects;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      if (keep(objects[i]) && !is_last(context_.schema, objects[i])) add(static_cast<OpaqueId>(i));
    }
  }
  template <class Keep>
  void add_definitions(Keep keep) {
    const auto& definitions = context_.schema.definitions;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      if (keep(definitions[i])) add(static_cast<schema::DefinitionId>(i));
    }
  }
  void add(SchemaObject object) {
    places_[object] = objects_.size();
    objects_.push_back(object);
  }

  // -- needs

  void need(SchemaObject object) {
    auto place = places_.find(object);
    if (place != places_.end() && place->second != at_) needs_[at_].insert(place->second);
  }

  /// The view that a type is the rows of.
  static auto has_canonical(const schema::RangeType& range) -> bool {
    return std::ranges::any_of(range.options,
                               [](const auto& option) { return option.first == "canonical"; });
  }

  /// Functions that types are made of are made of types that are only names yet; the database takes
  /// these in languages without a body of their own.
  auto takes_shells() const -> bool {
    const auto* id = std::get_if<schema::FunctionId>(&objects_[at_]);
    if (id == nullptr) return false;
    const auto& language = context_.schema.at(*id).language;
    return language == "c" || language == "internal";
  }

  void need(catalog::TypeRef type) {
    auto oid = type.oid;
    if (oid == catalog::no_oid || !context_.schema.catalog.has_type(oid)) return;
    const auto& row = context_.schema.catalog.type(oid);
    auto object = schema::find_object(context_.schema, row.is_array() ? row.element : oid);
    if (!object) return;
    const auto* base = std::get_if<schema::BaseTypeId>(&*object);
    const auto* range = std::get_if<schema::RangeTypeId>(&*object);
    if (base != nullptr && takes_shells()) {
      need(SchemaObject{static_cast<ShellTypeId>(*base)});
    } else if (range != nullptr && has_canonical(context_.schema.at(*range)) && takes_shells()) {
      need(SchemaObject{static_cast<ShellRangeId>(*range)});
    } else {
      std::visit([this](auto id) { need(SchemaObject{id}); }, *object);
    }
  }

  void need(const catalog::Function& function) {
    if (function.schema == "pg_catalog") return;
    const auto& functions = context_.schema.functions;
    for (std::size_t i = 0; i < functions.size(); ++i) {
      if (functions[i].sql_name == function.name && functions[i].sql_schema == function.schema) {
        need(SchemaObject{static_cast<schema::FunctionId>(i)});
      }
    }
    const auto& aggregates = context_.schema.aggregates;
    for (std::size_t i = 0; i < aggregates.size(); ++i) {
      if (aggregates[i].function == function.oid) {
        need(SchemaObject{static_cast<schema::AggregateId>(i)});
      }
    }
  }

  void need(const catalog::Operator& op) {
    const auto& operators = context_.schema.operators;
    for (std::size_t i = 0; i < operators.size(); ++i) {
      if (operators[i].op == op.oid) need(SchemaObject{static_cast<schema::OperatorId>(i)});
    }
  }

  /// The relation that `'public.ticket'::regclass` speaks of.
  void need_relation(const query::Expr& expr) {
    const auto* cast = std::get_if<query::Cast>(&expr.node);
    const auto* constant =
        std::get_if<query::Constant>(cast != nullptr ? &cast->operand->node : &expr.node);
    if (constant == nullptr || expr.type.oid != catalog::oid::regclass) return;
    const auto name = fmt::format("{}", fmt::join(schema::split_sql_name(constant->text), "."));
    need_named({name});
    need_serial(name);
  }

  /// The table whose serial column's sequence is called so.
  void need_serial(const std::string& name) {
    const auto& models = context_.schema.models;
    for (std::size_t i = 0; i < models.size(); ++i) {
      for (const auto& column : models[i].columns) {
        if (!column.local || column.identity != schema::Column::Identity::serial) continue;
        const auto sequence = schema::sequence_of(models[i], column);
        const auto is_it =
            name == sequence.back() || name == fmt::format("{}", fmt::join(sequence, "."));
        if (is_it) need(SchemaObject{static_cast<schema::ModelId>(i)});
      }
    }
  }

  void need_parts(const query::Expr& expr) {
    need_relation(expr);
    if (const auto* call = std::get_if<query::Call>(&expr.node)) need(*call->function);
    if (const auto* call = std::get_if<query::OperatorCall>(&expr.node)) need(*call->op);
    if (const auto* cast = std::get_if<query::Cast>(&expr.node)) need(cast->type);
    if (const auto* constant = std::get_if<query::Constant>(&expr.node);
        constant && constant->written_type) {
      need(*constant->written_type);
    }
  }

  void need(schema::ExprId id) {
    const auto& bound = context_.program.schema_exprs[static_cast<std::size_t>(id)];
    if (!bound.expr) return;
    query::walk(*bound.expr, [this](const query::Expr& expr) { need_parts(expr); });
  }
  void need(const std::optional<schema::ExprId>& id) {
    if (id) need(*id);
  }

  void need_named(const std::vector<std::string>& names) {
    for (const auto& name : names) {
      for (const auto& other : objects_) {
        if (is_named(other, name)) need(other);
      }
    }
  }

  void collect(schema::EnumId) {}
  void collect(schema::SequenceId) {}
  void collect(ShellTypeId) {}
  void collect(ShellRangeId) {}
  void collect(PlaceholderId) {}
  void collect(BareTableId) {}
  /// Its definition names functions, and the type that it has the elements or the layout of.
  void collect(schema::BaseTypeId id) {
    need(SchemaObject{static_cast<ShellTypeId>(id)});
    for (const auto& clause : schema::base_type_clauses(context_.schema.at(id).definition)) {
      if (clause.names.empty()) continue;
      const auto name = fmt::format("{}", fmt::join(clause.names, "."));
      const auto is_type = clause.word == "like" || clause.word == "element";
      for (const auto& other : objects_) {
        const auto is_function = std::holds_alternative<schema::FunctionId>(other);
        if (is_function != is_type && is_named(other, name)) need(other);
      }
    }
  }
  /// What a function returns need not be what a cast makes of it: casts that only say so come
  /// first.
  void collect(schema::DefinitionId id) {
    const auto& definition = context_.schema.at(id);
    need_named(definition.depends_on);
    if (definition.kind != "cast" || is_relabelling(definition)) return;
    const auto& definitions = context_.schema.definitions;
    for (auto i = std::size_t{0}; i < definitions.size(); ++i) {
      if (is_relabelling(definitions[i])) need(SchemaObject{static_cast<schema::DefinitionId>(i)});
    }
  }
  static auto is_relabelling(const schema::Definition& definition) -> bool {
    return definition.kind == "cast" &&
           schema::fold(definition.text).find("without function") != std::string::npos;
  }
  void collect(schema::RangeTypeId id) {
    const auto& range = context_.schema.at(id);
    need(range.subtype);
    if (has_canonical(range)) need(SchemaObject{static_cast<ShellRangeId>(id)});
    if (const auto subtype = schema::find_object(context_.schema, range.subtype.oid)) {
      std::visit([this](auto type) { need_operator_classes(SchemaObject{type}); }, *subtype);
    }
    for (const auto& [option, value] : range.options) need_named({value});
  }

  void collect(schema::CompositeId id) {
    for (const auto& field : context_.schema.at(id).fields) need(field.type);
  }

  void collect(schema::DomainId id) {
    const auto& domain = context_.schema.at(id);
    need(domain.base);
    need(domain.default_value);
    for (const auto& check : domain.checks) need(check.expr);
  }

  /// Those for a type: one of them may be its default.
  void need_operator_classes(const SchemaObject& type) {
    const auto& definitions = context_.schema.definitions;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      const auto is_for_it = [&](const std::string& name) { return is_named(type, name); };
      if (definitions[i].kind == "operator class" &&
          std::ranges::any_of(definitions[i].depends_on, is_for_it)) {
        need(SchemaObject{static_cast<schema::DefinitionId>(i)});
      }
    }
  }

  void need_transforms(const std::string& language) {
    const auto& definitions = context_.schema.definitions;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      const auto is_of_it =
          definitions[i].kind == "transform" &&
          definitions[i].name.ends_with(" language " + catalog::quote_identifier(language));
      if (is_of_it) need(SchemaObject{static_cast<schema::DefinitionId>(i)});
    }
  }

  void need_definition(std::string_view kind, std::string_view name) {
    const auto& definitions = context_.schema.definitions;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      const auto is_it =
          definitions[i].kind == kind && definitions[i].name == catalog::quote_identifier(name);
      if (is_it) need(SchemaObject{static_cast<schema::DefinitionId>(i)});
    }
  }

  void collect(schema::FunctionId id) {
    const auto& function = context_.schema.at(id);
    need_definition("language", function.language);
    const auto& words = function.properties;
    const auto support = std::ranges::find(words, "support");
    if (support != words.end() && support + 1 != words.end()) need_named({*(support + 1)});
    if (!function.transforms.empty()) need_transforms(function.language);
    need_named(function.depends_on);
    need(function.result);
    for (const auto& parameter : function.parameters) {
      need(parameter.type);
      need(parameter.default_value);
    }
  }

  /// Of what its definition speaks of only the operator is read that it sorts by: all functions of
  /// the program come before it.
  void collect(schema::AggregateId id) {
    const auto& aggregate = context_.schema.at(id);
    need(aggregate.result);
    for (const auto& parameter : aggregate.parameters) need(parameter.type);
    for (const auto& parameter : aggregate.ordered_parameters) need(parameter.type);
    const auto sorting = schema::fold(aggregate.definition).find("sortop");
    if (sorting != std::string::npos) {
      const auto clause = aggregate.definition.substr(sorting);
      for (std::size_t i = 0; i < context_.schema.operators.size(); ++i) {
        const auto is_named = clause.find(context_.schema.operators[i].symbol) != std::string::npos;
        if (is_named) need(SchemaObject{static_cast<schema::OperatorId>(i)});
      }
    }
    for (std::size_t i = 0; i < context_.schema.functions.size(); ++i) {
      need(SchemaObject{static_cast<schema::FunctionId>(i)});
    }
  }

  void collect(schema::OperatorId id) {
    const auto& op = context_.schema.at(id);
    if (op.left) need(*op.left);
    need(op.right);
    need(context_.schema.catalog.function(op.function));
  }

  void collect(schema::ModelId id) {
    const auto& model = context_.schema.at(id);
    for (const auto& column : model.columns) {
      need(column.type);
      need(column.generated);
    }
    for (const auto& exclusion : model.exclusions) {
      need(exclusion.where);
      for (const auto& element : exclusion.elements) {
        if (const auto* expr = std::get_if<schema::ExprId>(&element.value)) need(*expr);
      }
    }
    for (const auto parent : model.parents) need(SchemaObject{parent});
    if (model.partition_of) need(SchemaObject{model.partition_of->parent});
    if (model.of_type) need(SchemaObject{*model.of_type});
    if (model.server) need_definition("server", *model.server);
    if (model.access_method) need_definition("access method", *model.access_method);
    bare_needs_[at_] = needs_[at_];
    for (const auto& column : model.columns) need(column.default_value);
    for (const auto& check : model.checks) need(check.expr);
    for (const auto& key : model.foreign_keys) {
      auto place = places_.find(SchemaObject{key.target});
      if (place != places_.end() && place->second != at_) wishes_[at_].insert(place->second);
    }
  }

  void need_sequence(const query::CatalogSource& source) {
    if (const auto* sequence = std::get_if<schema::SequenceId>(&source.sequence)) {
      need(SchemaObject{*sequence});
    }
    if (const auto* owner = std::get_if<schema::ModelId>(&source.sequence)) {
      need(SchemaObject{*owner});
    }
  }

  void collect(schema::ViewId id) {
    const auto& view = context_.program.at(id);
    if (!view.query) return;
    for (const auto& range : view.unit->ranges) {
      const auto* system = std::get_if<query::CatalogSource>(&range.source);
      if (system != nullptr) need_sequence(*system);
      if (const auto* table = std::get_if<query::TableSource>(&range.source)) {
        need(SchemaObject{table->model});
      } else if (const auto* path = std::get_if<query::PathSource>(&range.source)) {
        need(SchemaObject{path->model});
      } else if (const auto* other = std::get_if<query::ViewSource>(&range.source)) {
        need(SchemaObject{other->view});
      }
    }
    query::walk_deep(
        *view.unit, *view.query, [this](const query::Expr& expr) { need_parts(expr); });
  }

  void collect(OpaqueId id) { need_named(context_.schema.at(id).depends_on); }

  /// Whether a name as written means an object: by the language's or the database's name, with or
  /// without its module or schema.
  auto is_named(const SchemaObject& object, const std::string& name) const -> bool {
    const auto& schema = context_.schema;
    auto matches = [&](const std::string& module,
                       const std::string& sql_schema,
                       const std::string& own,
                       const std::string& sql_name) {
      return name == own || name == sql_name || name == module + "." + own ||
             name == sql_schema + "." + sql_name || name == module + "." + sql_name ||
             name == sql_schema + "." + own;
    };
    return std::visit(
        [&](auto id) {
          if constexpr (std::is_same_v<decltype(id), ShellTypeId> ||
                        std::is_same_v<decltype(id), ShellRangeId> ||
                        std::is_same_v<decltype(id), PlaceholderId> ||
                        std::is_same_v<decltype(id), BareTableId>) {
            return false;
          } else if constexpr (std::is_same_v<decltype(id), OpaqueId> ||
                               std::is_same_v<decltype(id), schema::DefinitionId>) {
            return schema.at(id).name == name ||
                   schema.at(id).name == catalog::quote_identifier(name);
          } else {
            const auto& named = schema.at(id);
            const auto& module = schema.at(named.module);
            if constexpr (std::is_same_v<decltype(id), schema::OperatorId>) {
              return name == named.symbol || name == named.sql_schema + "." + named.symbol;
            } else if constexpr (requires { named.sql_schema; }) {
              return matches(module.name, named.sql_schema, named.name, named.sql_name);
            } else {
              return matches(module.name, module.sql_schema, named.name, named.sql_name);
            }
          }
        },
        object);
  }

  const DdlContext& context_;
  std::vector<SchemaObject> objects_;
  std::map<SchemaObject, std::size_t> places_;
  std::vector<std::set<std::size_t>> needs_;
  std::vector<std::set<std::size_t>> bare_needs_;  // of tables: those without checks and defaults
  std::vector<std::set<std::size_t>> wishes_;
  std::size_t at_ = 0;
};

}  // namespace

auto is_late(const schema::Definition& definition) -> bool {
  const auto& kind = definition.kind;
  return kind == "event trigger" || kind == "publication" || kind == "subscription" ||
         kind == "grant" || kind == "revoke" || kind == "default privileges";
}

namespace {

/// Nothing needs a comment.
auto is_comment(const schema::OpaqueObject& object) -> bool {
  const auto begin = object.text.find_first_not_of(" \n\t\r");
  if (begin == std::string::npos) return false;
  constexpr auto words = std::string_view{"comment on "};
  return schema::fold(object.text.substr(begin, words.size())) == words;
}

/// Whether `name` ends with the name of something that stands on `owner`, with a name of that
/// before it.
template <class Owner>
auto is_member(const Owner& owner, std::string_view name) -> bool {
  const auto is_one_of = [&](const auto& members) {
    return std::ranges::any_of(members, [&](const auto& member) {
      return std::ranges::any_of(std::array{owner.name, owner.sql_name}, [&](const auto& table) {
        const auto dotted = table + "." + member.sql_name;
        return name == dotted || name.ends_with("." + dotted);
      });
    });
  };
  return is_one_of(owner.triggers) || is_one_of(owner.rules);
}

}  // namespace

auto is_last(const schema::Schema& schema, const schema::OpaqueObject& object) -> bool {
  if (is_comment(object)) return true;
  return std::ranges::any_of(object.depends_on, [&](const std::string& name) {
    const auto is_definition = [&](const schema::Definition& each) {
      return is_late(each) && each.name == catalog::quote_identifier(name);
    };
    const auto has_member = [&](const auto& owner) { return is_member(owner, name); };
    return std::ranges::any_of(schema.definitions, is_definition) ||
           std::ranges::any_of(schema.models, has_member) ||
           std::ranges::any_of(schema.views, has_member);
  });
}

auto creation_order(const DdlContext& context) -> std::vector<SchemaObject> {
  return Order{context}.sorted();
}

}  // namespace ormc::sql
