#include "introspect/names.hpp"

#include <algorithm>

#include "schema/naming.hpp"

namespace ormc::introspect {
namespace {

auto is_lower(char c) -> bool { return c >= 'a' && c <= 'z'; }
auto is_upper(char c) -> bool { return c >= 'A' && c <= 'Z'; }
auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }

/// What no identifier holds becomes `_`, a run of it one.
auto words_of(std::string_view name) -> std::string {
  auto result = std::string{};
  for (const auto c : name) {
    const auto keeps = is_lower(c) || is_upper(c) || is_digit(c) || c == '_';
    if (keeps) {
      result += c;
    } else if (!result.ends_with('_')) {
      result += '_';
    }
  }
  return result;
}

/// All modules' names, and in each those of its types, models and views.
class NameChooser {
 public:
  NameChooser(const Database& database, const ChosenNames& chosen)
      : database_(database), chosen_(chosen) {}

  auto choose() -> Names {
    choose_modules();
    reserve_all();
    take_chosen();
    for (const auto& each : database_.enums) choose_type(each.id, each.name);
    for (const auto& each : database_.domains) choose_type(each.id, each.name);
    for (const auto& each : database_.ranges) choose_type(each.id, each.name);
    for (const auto& each : database_.base_types) choose_type(each.id, each.name);
    for (const auto& each : database_.relations) choose_relation(each);
    for (const auto& each : database_.relations) choose_columns(each);
    for (const auto& each : database_.routines) names_.routines[each.id] = routine_name(each);
    for (const auto& each : database_.sequences) {
      const auto kept = chosen_.objects.find(each.name);
      names_.sequences[each.id] =
          kept == chosen_.objects.end() ? field_name_of(each.name.name) : kept->second;
    }
    names_.chosen = chosen_;
    return std::move(names_);
  }

 private:
  void choose_modules() {
    auto scope = NameScope{};
    for (const auto& [sql_name, name] : chosen_.modules) scope.take(name);
    for (const auto& each : database_.namespaces) {
      const auto kept = chosen_.modules.find(each.name);
      names_.modules[each.name] = kept != chosen_.modules.end()
                                      ? kept->second
                                      : scope.choose(field_name_of(each.name), each.name);
    }
  }

  void reserve_all() {
    for (const auto& each : database_.enums) reserve(each.name);
    for (const auto& each : database_.domains) reserve(each.name);
    for (const auto& each : database_.ranges) reserve(each.name);
    for (const auto& each : database_.base_types) reserve(each.name);
    for (const auto& each : database_.relations) reserve(each.name);
  }
  void reserve(const SqlName& name) { scopes_[name.schema].reserve(name.name); }

  /// What is kept comes before what is made up.
  void take_chosen() {
    for (const auto& [sql_name, name] : chosen_.objects) scopes_[sql_name.schema].take(name);
    for (const auto& [sql_schema, name] : chosen_.others) scopes_[sql_schema].take(name);
  }

  auto name_of(const SqlName& sql_name) -> std::string {
    const auto kept = chosen_.objects.find(sql_name);
    if (kept != chosen_.objects.end()) return kept->second;
    return scopes_[sql_name.schema].choose(type_name_of(sql_name.name), sql_name.name);
  }

  void choose_type(Oid id, const SqlName& name) { names_.types[id] = name_of(name); }

  void choose_relation(const Relation& relation) {
    auto name = name_of(relation.name);
    names_.types[relation.row_type] = name;
    if (relation.kind != Relation::Kind::composite) names_.relations[relation.id] = std::move(name);
  }

  void choose_columns(const Relation& relation) {
    auto& scope = names_.fields[relation.id];
    auto& names = names_.columns[relation.id];
    auto kept_name = [&](const Column& column) -> const std::string* {
      const auto kept = chosen_.fields.find({relation.name, column.name});
      return kept == chosen_.fields.end() ? nullptr : &kept->second;
    };
    for (const auto& column : relation.columns) {
      scope.reserve(column.name);
      if (const auto* kept = kept_name(column)) scope.take(*kept);
    }
    for (const auto& column : relation.columns) {
      const auto* kept = kept_name(column);
      names.push_back(kept ? *kept : scope.choose(field_name_of(column.name), column.name));
    }
  }

  auto routine_name(const Routine& routine) const -> std::string {
    auto types = std::vector<std::string>{};
    for (const auto& each : routine.parameters) {
      if (each.mode != "o" && each.mode != "t") types.push_back(each.type.text);
    }
    const auto kept = chosen_.routines.find({routine.name, types});
    return kept == chosen_.routines.end() ? field_name_of(routine.name.name) : kept->second;
  }

  const Database& database_;
  const ChosenNames& chosen_;
  Names names_;
  std::map<std::string, NameScope> scopes_;  // by namespace
};

}  // namespace

auto collision_key(std::string_view name) -> std::string {
  auto key = std::string{};
  for (const auto c : words_of(name)) {
    if (c != '_' || (!key.empty() && key.back() != '_')) key += c;
  }
  while (key.ends_with('_')) key.pop_back();
  return key;
}

auto NameScope::is_free(const std::string& candidate, const std::string& sql_name) const -> bool {
  if (taken_.contains(collision_key(candidate))) return false;
  return candidate == sql_name || !sql_names_.contains(candidate);
}

void NameScope::take(const std::string& name) { taken_.insert(collision_key(name)); }

auto NameScope::choose(const std::string& candidate, const std::string& sql_name) -> std::string {
  auto name = candidate;
  for (auto number = 2; !is_free(name, sql_name); ++number) {
    const auto separator = is_upper(candidate.front()) ? "" : "_";
    name = candidate + separator + std::to_string(number);
  }
  take(name);
  return name;
}

auto choose_names(const Database& database, const ChosenNames& chosen) -> Names {
  return NameChooser{database, chosen}.choose();
}

auto field_name_of(std::string_view sql_name) -> std::string {
  auto name = schema::snake_case(words_of(sql_name));
  if (collision_key(name).empty()) return "unnamed";
  if (is_digit(name.front())) name.insert(name.begin(), '_');
  return name;
}

auto type_name_of(std::string_view sql_name) -> std::string {
  auto words = words_of(sql_name);
  if (std::ranges::none_of(words, is_lower)) words = schema::fold(words);
  auto name = schema::pascal_case(words);
  if (name.empty()) return "Unnamed";
  if (!is_upper(name.front())) name.insert(0, "T");
  return name;
}

auto plural_of(const std::string& name) -> std::string {
  const auto ends_with_any = [&](std::initializer_list<std::string_view> endings) {
    return std::ranges::any_of(endings, [&](auto ending) { return name.ends_with(ending); });
  };
  if (name.ends_with('s') && !ends_with_any({"ss", "us", "is"})) return name;  // is one already
  if (ends_with_any({"ss", "us", "is", "x", "ch", "sh"})) return name + "es";
  const auto vowel_before = ends_with_any({"ay", "ey", "iy", "oy", "uy"});
  if (name.ends_with('y') && !vowel_before) return name.substr(0, name.size() - 1) + "ies";
  return name + "s";
}

}  // namespace ormc::introspect
