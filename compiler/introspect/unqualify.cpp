#include "introspect/unqualify.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "introspect/text.hpp"

namespace ormc::introspect {
namespace {

auto is_name_char(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// The end of the name that begins at `at`, quoted or not; `at` itself for none.
auto end_of_name(std::string_view sql, std::size_t at) -> std::size_t {
  if (at < sql.size() && sql[at] == '"') return end_of_quoted(sql, at);
  while (at < sql.size() && is_name_char(sql[at])) ++at;
  return at;
}

/// What a name as the server spells it is.
auto meaning(std::string_view spelled) -> std::string {
  if (!spelled.starts_with('"')) return std::string{spelled};
  auto name = std::string{};
  for (auto i = std::size_t{1}; i + 1 < spelled.size(); ++i) {
    name += spelled[i];
    if (spelled[i] == '"') ++i;
  }
  return name;
}

class Unqualifier {
 public:
  Unqualifier(Database& database, const Names& names) : database_(database) {
    for (const auto& each : database.enums) enter(each.name, each.id, names.types);
    for (const auto& each : database.domains) enter(each.name, each.id, names.types);
    for (const auto& each : database.ranges) enter(each.name, each.id, names.types);
    for (const auto& each : database.base_types) enter(each.name, each.id, names.types);
    for (const auto& each : database.relations) enter(each.name, each.row_type, names.types);
    for (const auto& each : database.routines) enter(each.name, each.id, names.routines);
  }

  void run() {
    for (auto& domain : database_.domains) {
      shorten(domain.default_value, domain.name.schema);
      for (auto& check : domain.checks) shorten(check.expression, domain.name.schema);
    }
    for (auto& relation : database_.relations) {
      schemas_[relation.id] = relation.name.schema;
      shorten(relation.definition, relation.name.schema);
      relation.definition = without_table(relation.definition);
      shorten(relation.partition_key, relation.name.schema);
      for (auto& column : relation.columns) {
        // The default of a serial is known by its text.
        if (column.default_value.starts_with("nextval(")) continue;
        shorten(column.default_value, relation.name.schema);
      }
    }
    for (auto& each : database_.constraints) {
      shorten(each.expression, schemas_[each.table]);
      if (each.kind == Constraint::Kind::exclusion) shorten(each.definition, schemas_[each.table]);
    }
    for (auto& each : database_.indexes) shorten(each.definition, schemas_[each.table]);
    for (auto& each : database_.policies) {
      shorten(each.using_condition, schemas_[each.table]);
      shorten(each.check_condition, schemas_[each.table]);
    }
    for (auto& routine : database_.routines) {
      for (auto& each : routine.parameters) shorten(each.default_value, routine.name.schema);
    }
  }

 private:
  void enter(const SqlName& name, Oid id, const std::map<Oid, std::string>& called) {
    schemas_of_names_.insert({name.schema, name.name});
    const auto place = called.find(id);
    if (place != called.end() && place->second != name.name) spoken_.insert(place->second);
  }

  /// Whether a name of the schema by itself means what is called so there: not something else in
  /// another schema, in PostgreSQL's own, or in the language, and no word of SQL.
  auto is_clear(const std::string& schema, const std::string& name, std::string_view spelled)
      -> bool {
    if (!schemas_of_names_.contains({schema, name})) return false;
    const auto place = clear_.find(name);
    if (place != clear_.end()) return place->second;
    const auto is_overloaded = [&] {
      auto others = std::set<std::string>{};
      for (const auto& [other, each] : schemas_of_names_) {
        if (each == name) others.insert(other);
      }
      return others.size() > 1;
    };
    const auto result = !spoken_.contains(name) && !spelled.starts_with('"') && !is_overloaded() &&
                        catalog::Catalog::find_keyword(name) == nullptr &&
                        !catalog_.find_type("pg_catalog", name) &&
                        catalog_.functions("pg_catalog", name).empty();
    return clear_.emplace(name, result).first->second;
  }

  /// Takes `schema.` off the names of that schema.
  void shorten(std::string& sql, const std::string& schema) {
    if (sql.find('.') == std::string::npos) return;
    // What a query of `with` is called hides tables.
    const auto has_with = find_anywhere(sql, "WITH ") || find_anywhere(sql, "WITH\n");
    auto result = std::string{};
    for (auto at = std::size_t{0}; at < sql.size();) {
      if (sql[at] == '\'') {
        const auto end = end_of_quoted(sql, at);
        result.append(sql, at, end - at);
        at = end;
        continue;
      }
      const auto end = end_of_name(sql, at);
      if (end == at) {
        result += sql[at++];
        continue;
      }
      const auto first = std::string_view{sql}.substr(at, end - at);
      const auto is_qualifier = end < sql.size() && sql[end] == '.' && !result.ends_with('.');
      const auto last = is_qualifier ? end_of_name(sql, end + 1) : end;
      const auto second =
          is_qualifier ? std::string_view{sql}.substr(end + 1, last - end - 1) : std::string_view{};
      const auto goes = !second.empty() && meaning(first) == schema && !has_with &&
                        is_clear(schema, meaning(second), second);
      result.append(goes ? second : first);
      at = goes ? last : end;
    }
    sql = std::move(result);
  }

  static auto find_anywhere(std::string_view sql, std::string_view word) -> bool {
    return sql.find(word) != std::string_view::npos;
  }

  /// ` SELECT post.id FROM post WHERE ...`: one table, which nothing needs to be told from.
  static auto without_table(const std::string& sql) -> std::string {
    constexpr auto from = std::string_view{"\n   FROM "};
    const auto place = sql.find(from);
    const auto is_single = place != std::string::npos &&
                           sql.find("SELECT", 8) == std::string::npos &&
                           !find_anywhere(sql, "JOIN") && !find_anywhere(sql, "WITH") &&
                           !find_anywhere(sql, "LATERAL") && !find_anywhere(sql, "ROW(");
    // An order, or what is distinct, names what is selected before what is there.
    const auto is_renamed = (find_anywhere(sql, "ORDER BY") || find_anywhere(sql, "DISTINCT ON")) &&
                            find_anywhere(sql, " AS ");
    if (!is_single || is_renamed) return sql;
    auto at = place + from.size();
    auto end = end_of_name(sql, at);
    auto name = sql.substr(at, end - at);
    if (end < sql.size() && sql[end] == '.') {
      at = end + 1;
      end = end_of_name(sql, at);
      name = sql.substr(at, end - at);
    }
    // Another name for the table, or more than one.
    const auto stops = end == sql.size() || sql[end] == '\n' || sql[end] == ';';
    if (name.empty() || name.starts_with('"') || !stops) return sql;
    auto result = std::string{};
    for (auto i = std::size_t{0}; i < sql.size();) {
      if (sql[i] == '\'' || sql[i] == '"') {
        const auto quoted = end_of_quoted(sql, i);
        result.append(sql, i, quoted - i);
        i = quoted;
        continue;
      }
      const auto word = end_of_name(sql, i);
      if (word == i) {
        result += sql[i++];
        continue;
      }
      const auto is_table = sql.compare(i, word - i, name) == 0 && word + 1 < sql.size() &&
                            sql[word] == '.' && sql[word + 1] != '*' && !result.ends_with('.');
      if (!is_table) result.append(sql, i, word - i);
      i = is_table ? word + 1 : word;
    }
    return result;
  }

  Database& database_;
  catalog::Catalog catalog_;
  std::set<std::pair<std::string, std::string>> schemas_of_names_;
  std::set<std::string> spoken_;  // names of the language
  std::map<std::string, bool> clear_;
  std::map<Oid, std::string> schemas_;  // by relation
};

}  // namespace

void unqualify(Database& database, const Names& names) { Unqualifier{database, names}.run(); }

}  // namespace ormc::introspect
