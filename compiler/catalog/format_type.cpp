#include <fmt/format.h>

#include <algorithm>

#include "catalog/modifiers.hpp"
#include "catalog/type_name.hpp"

namespace ormc::catalog {

namespace {

constexpr auto is_lower(char c) -> bool { return c >= 'a' && c <= 'z'; }
constexpr auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }

auto format_interval(std::int32_t packed) -> std::string {
  const std::int32_t mask = (packed >> 16) & modifier::all_interval_fields;
  const std::int32_t precision = packed & modifier::full_interval_precision;
  std::string text = "interval";
  const auto place =
      std::ranges::find(modifier::interval_fields, mask, &modifier::IntervalFields::mask);
  if (place != modifier::interval_fields.end()) text.append(" ").append(place->words);
  if (precision != modifier::full_interval_precision) text += fmt::format("({})", precision);
  return text;
}

/// A name of SQL with its modifier: most have it behind, time types behind the first word.
auto format_builtin(const Type& row, std::int32_t packed) -> std::string {
  const std::string_view name = row.sql_name.empty() ? row.name : row.sql_name;
  switch (row.oid) {
    case oid::varchar:
    case oid::bpchar:
      if (packed > modifier::text_overhead) {
        return fmt::format("{}({})", name, packed - modifier::text_overhead);
      }
      break;
    case oid::bit:
    case oid::varbit:
      return fmt::format("{}({})", name, packed);
    case oid::numeric:
      if (packed < modifier::text_overhead) break;
      return fmt::format(
          "{}({},{})", name, modifier::numeric_precision(packed), modifier::numeric_scale(packed));
    case oid::time:
    case oid::timetz:
    case oid::timestamp:
    case oid::timestamptz: {
      const auto blank = name.find(' ');
      return fmt::format("{}({}){}", name.substr(0, blank), packed, name.substr(blank));
    }
    case oid::interval:
      return format_interval(packed);
    default:
      break;
  }
  return std::string{name};
}

auto is_qualified(const Catalog& catalog, const Type& row, Qualification qualification) -> bool {
  switch (qualification) {
    case Qualification::never:
      return false;
    case Qualification::always:
      return row.schema != "pg_catalog";
    case Qualification::search_path:
      return catalog.find_type({}, row.name, Quoting::quoted) != row.oid;
  }
  return false;
}

auto takes_sql_name(const Type& row, std::int32_t packed) -> bool {
  // `character` and `bit` alone mean a length of 1, so without a modifier they go by another name.
  const bool length_implied = row.oid == oid::bpchar || row.oid == oid::bit;
  return !row.sql_name.empty() && !(length_implied && packed < 0);
}

auto format_element(const Catalog& catalog, const Type& row, std::int32_t packed, Qualification how)
    -> std::string {
  if (row.oid < first_extension_oid && row.schema == "pg_catalog") {
    if (packed >= 0 && row.has_modifier) return format_builtin(row, packed);
    if (takes_sql_name(row, packed)) return std::string{row.sql_name};
  }
  std::string text = quote_identifier(row.name);
  if (is_qualified(catalog, row, how)) {
    text = fmt::format("{}.{}", quote_identifier(row.schema), text);
  }
  // Types of extensions print their one number as they were given it.
  if (packed >= 0 && row.oid >= first_extension_oid) text += fmt::format("({})", packed);
  return text;
}

}  // namespace

auto quote_identifier(std::string_view name) -> std::string {
  const bool plain =
      !name.empty() && (is_lower(name.front()) || name.front() == '_') &&
      std::ranges::all_of(name, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
  const Keyword* keyword = Catalog::find_keyword(name);
  if (plain && (!keyword || keyword->category == KeywordCategory::unreserved)) {
    return std::string{name};
  }
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

auto format_type(const Catalog& catalog, TypeRef type, Qualification qualification) -> std::string {
  const Type& row = catalog.type(type.oid);
  // int2vector and oidvector are arrays too, of fixed names.
  const bool vector = type.oid == oid::int2vector || type.oid == oid::oidvector;
  if (!row.is_array() || vector) return format_element(catalog, row, type.modifier, qualification);
  const Type& element = catalog.type(row.element);
  return format_element(catalog, element, type.modifier, qualification) + "[]";
}

}  // namespace ormc::catalog
