#include "introspect/print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "introspect/text.hpp"
#include "schema/naming.hpp"

namespace ormc::introspect {
namespace {

/// What PostgreSQL calls at length.
constexpr auto short_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"character varying", "varchar"},
    {"character", "char"},
    {"bit varying", "varbit"},
    {"integer", "int"},
    {"boolean", "bool"},
    {"double precision", "float8"},
    {"real", "float4"},
});

/// `timestamp(3) with time zone` -> `timestamptz(3)`, `character varying(20)` -> `varchar(20)`.
auto shortened(std::string text) -> std::string {
  for (const auto& [ending, word] :
       {std::pair{" with time zone", "tz"}, {" without time zone", ""}}) {
    const auto place = text.find(ending);
    if (place == std::string::npos || !text.starts_with("time")) continue;
    text.erase(place, std::string_view{ending}.size());
    text.insert(std::min(text.find_first_of("(["), text.size()), word);
    return text;
  }
  for (const auto& [name, word] : short_names) {
    const auto ends =
        text.size() == name.size() || text.find_first_of("([", name.size()) == name.size();
    if (text.starts_with(name) && ends) return std::string{word} + text.substr(name.size());
  }
  return text;
}

/// Words that begin a type of SQL's wherever a type stands.
constexpr auto type_words = std::to_array<std::string_view>({"bit",
                                                             "char",
                                                             "character",
                                                             "double",
                                                             "interval",
                                                             "national",
                                                             "nchar",
                                                             "setof",
                                                             "time",
                                                             "timestamp"});

/// `(20)` of `public.tally(20)`.
auto modifier_of(const std::string& type) -> std::string {
  return type.ends_with(')') ? type.substr(type.rfind('(')) : std::string{};
}

auto model_reference(const std::string& name) -> std::string {
  const auto is_type_word = std::ranges::find(type_words, schema::fold(name)) != type_words.end();
  return is_type_word ? "\"" + name + "\"" : name;
}

}  // namespace

PrintContext::PrintContext(const Database& all, const Names& called, const Relations& related)
    : database(all), names(called), relations(related) {
  for (const auto& each : database.relations) {
    relations_.emplace(each.id, &each);
    type_schemas_.emplace(each.row_type, each.name.schema);
  }
  for (const auto& each : database.enums) type_schemas_.emplace(each.id, each.name.schema);
  for (const auto& each : database.domains) type_schemas_.emplace(each.id, each.name.schema);
  for (const auto& each : database.ranges) type_schemas_.emplace(each.id, each.name.schema);
  for (const auto& each : database.base_types) type_schemas_.emplace(each.id, each.name.schema);
  for (const auto& each : database.constraints) {
    constraints_[each.table].push_back(&each);
    const auto table = relations_.find(each.table);
    if (table != relations_.end()) ++constraint_counts_[{table->second->name.schema, each.name}];
  }
  for (const auto& each : database.domains) {
    for (const auto& check : each.checks) ++constraint_counts_[{each.name.schema, check.name}];
  }
  for (const auto& each : database.indexes) {
    indexes_[each.table].push_back(&each);
    indexes_by_id_.emplace(each.id, &each);
  }
  for (const auto& each : database.triggers) triggers_[each.table].push_back(&each);
  for (const auto& each : database.rules) rules_[each.table].push_back(&each);
  for (const auto& each : database.policies) policies_[each.table].push_back(&each);
  for (const auto& each : database.statistics) statistics_[each.table].push_back(&each);
  for (const auto& each : database.sequences) {
    if (each.owner != 0) sequences_[each.owner].push_back(&each);
  }
}

auto PrintContext::key_of(const Index& index) const -> const Constraint* {
  for (const auto* each : constraints_of(index.table)) {
    const auto is_key =
        each->kind == Constraint::Kind::primary_key || each->kind == Constraint::Kind::unique;
    if (is_key && each->index == index.id) return each;
  }
  return nullptr;
}

auto PrintContext::is_only_constraint(const std::string& schema, const std::string& name) const
    -> bool {
  const auto place = constraint_counts_.find({schema, name});
  return place != constraint_counts_.end() && place->second == 1;
}

auto PrintContext::place_of(Oid table, int number) const -> std::size_t {
  const auto& columns = relation(table).columns;
  return static_cast<std::size_t>(std::ranges::find(columns, number, &Column::number) -
                                  columns.begin());
}

auto PrintContext::relations_of(Oid table) const -> const TableRelations& {
  static const auto none = TableRelations{};
  const auto place = relations.find(table);
  return place == relations.end() ? none : place->second;
}

auto PrintContext::field_of(Oid table, std::size_t place) const -> const std::string& {
  for (const auto& each : relations_of(table).to_one) {
    if (each.own_column == place) return each.name;
  }
  return names.columns.at(table)[place];
}

auto PrintContext::fields_of(Oid table, const std::vector<int>& numbers) const -> std::string {
  auto list = std::vector<std::string>{};
  for (const auto number : numbers) list.push_back(field_of(table, place_of(table, number)));
  return fmt::format("{}", fmt::join(list, ", "));
}

auto PrintContext::model_name(Oid table, const std::string& from) const -> std::string {
  const auto& name = names.relations.at(table);
  const auto& schema = relation(table).name.schema;
  if (schema == from) return model_reference(name);
  return model_reference(names.modules.at(schema)) + "." + name;
}

auto PrintContext::type_name(Oid type, const std::string& from) const -> std::string {
  const auto name = names.types.find(type);
  if (name == names.types.end()) return {};
  const auto& schema = type_schemas_.at(type);
  if (schema == from) return model_reference(name->second);
  return model_reference(names.modules.at(schema)) + "." + name->second;
}

auto PrintContext::is_row_type(Oid type) const -> bool {
  const auto element = database.arrays.find(type);
  const auto row = element == database.arrays.end() ? type : element->second;
  return row != 0 && std::ranges::any_of(database.relations, [&](const Relation& relation) {
           return relation.row_type == row && relation.kind != Relation::Kind::composite;
         });
}

auto PrintContext::type_text(const TypeUse& type, const std::string& from) const -> std::string {
  if (auto name = type_name(type.type, from); !name.empty()) return name + modifier_of(type.text);
  if (const auto element = database.arrays.find(type.type); element != database.arrays.end()) {
    auto name = type_name(element->second, from);
    if (!name.empty()) return name + modifier_of(type.text.substr(0, type.text.rfind("[]"))) + "[]";
  }
  auto text = type.text;
  if (text.starts_with("public.")) text.erase(0, 7);  // of an extension
  return sql_text(shortened(text));
}

auto name_attribute(std::string_view attribute,
                    const std::string& name,
                    const std::string& sql_name) -> std::string {
  if (schema::snake_case(name) == sql_name) return {};
  return fmt::format(" @{}({})", attribute, quoted_text(sql_name));
}

auto table_attribute(const std::string& name, const std::string& sql_name) -> std::string {
  if (schema::snake_case(name) == sql_name) return {};
  const auto is_plain = sql_name.find_first_of(".\"") == std::string::npos;
  if (is_plain) return fmt::format(" @table({})", quoted_text(sql_name));
  // A name with dots or quotes would be taken apart.
  auto quoted = std::string{"\""};
  for (const auto c : sql_name) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return fmt::format(" @table({})", quoted_text(quoted + "\""));
}

auto doc_of(const std::string& comment, std::string_view indent) -> std::string {
  return doc_text(comment, indent);
}

auto default_text(const std::string& expression, const TypeUse& type) -> std::string {
  const auto text = sql_text(expression);
  if (!text.starts_with('\'')) return text;
  const auto cast = find_word(expression, "::");
  if (cast == std::string_view::npos) return text;
  const auto literal = std::string_view{expression}.substr(0, cast);
  if (std::ranges::count(literal, '\'') % 2 != 0) return text;
  const auto named = std::string_view{expression}.substr(cast + 2);
  const auto bare = type.text.substr(0, type.text.find('('));
  const auto is_own =
      named == type.text || named == bare || (bare == "character" && named == "bpchar");
  return is_own ? sql_text(literal) : text;
}

namespace {

class DatabasePrinter {
 public:
  DatabasePrinter(const Database& database, const Names& names, const Relations& relations)
      : context_(database, names, relations), database_(database) {}

  auto print() -> Printed {
    for (const auto& each : database_.namespaces) {
      places_.emplace(each.name, printed_.modules.size());
      printed_.modules.push_back(
          {each.name, context_.names.modules.at(each.name), doc_of(each.comment), {}});
    }
    print_extensions();
    for (const auto& each : database_.enums) add(each.name, print_enum(context_, each));
    for (const auto& each : database_.domains) add(each.name, print_domain(context_, each));
    for (const auto& each : database_.relations) {
      if (each.kind == Relation::Kind::composite) add(each.name, print_composite(context_, each));
    }
    for (const auto& each : database_.ranges) add(each.name, print_range(context_, each));
    for (const auto& each : database_.base_types) add(each.name, print_base_type(context_, each));
    for (const auto& each : database_.sequences) {
      if (!is_said_by_column(context_, each)) add(each.name, print_sequence(context_, each));
    }
    for (const auto& each : database_.routines) add(each.name, print_routine(context_, each));
    for (const auto& each : database_.operators) add(each.name, print_operator(context_, each));
    for (const auto& each : database_.relations) {
      if (is_table(each.kind)) add(each.name, print_model(context_, each));
    }
    for (const auto& each : database_.relations) {
      if (is_table(each.kind) || each.kind == Relation::Kind::composite) continue;
      add(each.name, print_view(context_, each));
      for (auto& member : print_view_members(context_, each)) add(each.name, std::move(member));
    }
    for (const auto& each : database_.statements) print_statement(each);
    for (auto& module : printed_.modules) {
      for (auto& each : print_comments(context_, module.sql_schema, opaque_names_)) {
        module.declarations.push_back(std::move(each));
        ++printed_.opaque_objects;
      }
    }
    return std::move(printed_);
  }

 private:
  void add(const SqlName& name, Declaration declaration) {
    printed_.modules[places_.at(name.schema)].declarations.push_back(std::move(declaration));
  }

  static auto is_table(Relation::Kind kind) -> bool {
    return kind == Relation::Kind::table || kind == Relation::Kind::partitioned ||
           kind == Relation::Kind::foreign;
  }

  /// What has no namespace stands in the first module.
  void print_statement(const Statement& statement) {
    if (printed_.modules.empty()) return;
    const auto place = places_.find(statement.name.schema);
    auto& module = printed_.modules[place == places_.end() ? 0 : place->second];
    if (statement.kind == Statement::Kind::opaque) {
      const auto name = opaque_names_.choose(field_name_of(statement.name.name), {});
      module.declarations.push_back({"sql", statement.text, opaque_text(statement, name)});
      ++printed_.opaque_objects;
      return;
    }
    module.declarations.push_back({"statement",
                                   statement.name.name,
                                   doc_of(statement.comment) + sql_text(statement.text) + ";\n"});
  }

  static auto opaque_text(const Statement& statement, const std::string& name) -> std::string {
    const auto needs = statement.needs.empty() ? "" : " depends on " + statement.needs;
    return fmt::format(
        "sql {}{} {}\n", name, needs, body_text(fmt::format(" {} ", statement.text)));
  }

  /// Extensions belong to no namespace: the first module declares them.
  void print_extensions() {
    if (printed_.modules.empty()) return;
    for (const auto& each : database_.extensions) {
      auto text = fmt::format("extension {}", name_text(each.name));
      if (each.schema != "public") text += fmt::format(" @schema({})", quoted_text(each.schema));
      if (!each.version.empty()) text += fmt::format(" @version({})", quoted_text(each.version));
      if (!each.file.empty()) text += fmt::format(" from {}", quoted_text(each.file));
      printed_.modules.front().declarations.push_back(
          {"extension", each.name, doc_of(each.comment) + text + ";\n"});
    }
  }

  PrintContext context_;
  const Database& database_;
  Printed printed_;
  std::map<std::string, std::size_t> places_;
  NameScope opaque_names_;  // one for all modules
};

}  // namespace

auto print_database(const Database& database, const Names& names, const Relations& relations)
    -> Printed {
  return DatabasePrinter{database, names, relations}.print();
}

}  // namespace ormc::introspect
