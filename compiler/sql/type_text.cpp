#include "sql/type_text.hpp"

#include <array>
#include <string_view>

#include "catalog/type_name.hpp"

namespace ormc::sql {

namespace {

/// The standard's long names and what PostgreSQL calls them for short; a modifier stands behind the
/// first word of those that have two parts.
struct LongName {
  std::string_view begin;
  std::string_view end;  // behind the modifier
  std::string_view short_name;
};
constexpr auto long_names = std::array<LongName, 7>{{
    {"character varying", "", "varchar"},
    {"timestamp", " with time zone", "timestamptz"},
    {"timestamp", " without time zone", "timestamp"},
    {"time", " with time zone", "timetz"},
    {"time", " without time zone", "time"},
    {"bit varying", "", "varbit"},
    {"character", "", "char"},
}};

}  // namespace

auto type_text(const catalog::Catalog& catalog, catalog::TypeRef type) -> std::string {
  auto text = catalog::format_type(catalog, type, catalog::Qualification::always);
  for (const auto& name : long_names) {
    if (!text.starts_with(name.begin)) continue;
    auto rest = std::string_view{text}.substr(name.begin.size());
    auto modifier = std::string_view{};
    if (rest.starts_with('(')) modifier = rest.substr(0, rest.find(')') + 1);
    rest.remove_prefix(modifier.size());
    if (!rest.starts_with(name.end)) continue;
    rest.remove_prefix(name.end.size());
    if (!rest.empty() && rest.front() != '[') continue;
    // `bpchar` without a length is spelled `character`, which as `char` would mean one of length 1.
    if (name.short_name == "char" && modifier.empty()) continue;
    return std::string{name.short_name}.append(modifier).append(rest);
  }
  return text;
}

}  // namespace ormc::sql
