#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <orm/chrono.hpp>
#include <orm/database.hpp>
#include <orm/json.hpp>
#include <orm/numeric.hpp>
#include <orm/query.hpp>
#include <orm/range.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// The rows of a query as psql shows them, once through the generated C++ and once through psql
/// itself, to be compared line by line.
namespace test_support {

/// Everything that a database says of its tables, columns, constraints and indexes, one line each.
inline constexpr auto catalogue_query = R"sql(
select string_agg(line, E'\n' order by line) from (
  select format('column %s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then 'not null' end) as line
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
  union all
  select format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  from pg_constraint where connamespace = 'public'::regnamespace
  union all
  select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
) lines)sql";

// ---- values as psql shows them

inline auto text(const std::string& value) -> std::string { return value; }
inline auto text(bool value) -> std::string { return value ? "t" : "f"; }
inline auto text(std::int16_t value) -> std::string { return std::to_string(value); }
inline auto text(std::int32_t value) -> std::string { return std::to_string(value); }
inline auto text(std::int64_t value) -> std::string { return std::to_string(value); }
inline auto text(float value) -> std::string { return fmt::format("{}", value); }
inline auto text(double value) -> std::string { return fmt::format("{}", value); }
inline auto text(const orm::numeric& value) -> std::string { return to_string(value); }
inline auto text(const orm::timestamp& value) -> std::string { return to_string(value); }
inline auto text(const orm::timestamptz& value) -> std::string { return to_string(value); }
inline auto text(const orm::date& value) -> std::string { return to_string(value); }
inline auto text(const orm::interval& value) -> std::string { return to_string(value); }
inline auto text(const orm::json& value) -> std::string { return value.text; }
inline auto text(const orm::jsonb& value) -> std::string { return value.text; }
template <class Enum>
requires std::is_enum_v<Enum>
auto text(Enum value) -> std::string { return std::string(to_string(value)); }
template <class T>
auto text(const std::optional<T>& value) -> std::string;
template <class T>
auto text(const std::vector<T>& values) -> std::string;
template <class T>
auto text(const orm::range<T>& value) -> std::string;

/// A value inside of an array or a range: quoted where it would be read as something else.
inline auto element(std::string value) -> std::string {
  if (!value.empty() && value != "NULL" && value.find_first_of(" {}(),\"\\") == std::string::npos)
    return value;
  auto quoted = std::string{"\""};
  for (auto each : value) {
    if (each == '"' || each == '\\') quoted += '\\';
    quoted += each;
  }
  return quoted + '"';
}

template <class T>
auto text(const std::optional<T>& value) -> std::string {
  return value ? text(*value) : "<null>";
}

template <class T>
auto text(const std::vector<T>& values) -> std::string {
  auto all = std::string{"{"};
  for (const auto& value : values) {
    if (all.size() > 1) all += ',';
    all += element(text(value));
  }
  return all + "}";
}

template <class T>
auto text(const orm::range<T>& value) -> std::string {
  if (value.empty) return "empty";
  auto bound = [](const std::optional<T>& each) { return each ? element(text(*each)) : ""; };
  return fmt::format("{}{},{}{}",
                     value.lower_inclusive ? '[' : '(',
                     bound(value.lower),
                     bound(value.upper),
                     value.upper_inclusive ? ']' : ')');
}

// ---- rows as psql shows them

template <class Row, auto... Members>
auto line(const Row& row, orm::members<Members...>) -> std::string {
  auto all = std::string{};
  auto separator = "";
  ((all += separator + text(row.*Members), separator = "|"), ...);
  return all;
}

template <class Query, class Row>
auto lines(const std::vector<Row>& rows) -> std::vector<std::string> {
  auto all = std::vector<std::string>{};
  for (const auto& row : rows) all.push_back(line(row, typename Query::columns{}));
  return all;
}
template <class Query, class Row>
auto lines(const std::optional<Row>& row) -> std::vector<std::string> {
  if (!row) return {};
  return {line(*row, typename Query::columns{})};
}
template <class Query>
auto lines(std::int64_t count) -> std::vector<std::string> {
  return {std::to_string(count)};
}
template <class Query, class Row>
auto lines(const Row& row) -> std::vector<std::string> {
  return {line(row, typename Query::columns{})};
}

// ---- the two sides

/// What the generated C++ gives; nothing of it stays in the database.
template <class Query>
auto through_cpp(orm::database& database, const Query& query) -> std::vector<std::string> {
  struct Rollback {};
  auto found = std::vector<std::string>{};
  try {
    database.transaction([&](orm::transaction& tx) {
      found = lines<Query>(tx.run(query));
      throw Rollback{};
    });
  } catch (const Rollback&) {
  }
  return found;
}

enum class Shows { rows, row_count };

/// What psql gives for a statement and its arguments; nothing of it stays in the database.
inline auto through_psql(const std::string& conninfo,
                         std::string_view sql,
                         const std::string& arguments,
                         Shows shows) -> std::vector<std::string> {
  // Intervals as the runtime prints them.
  auto script = std::string{"set intervalstyle = iso_8601;\nbegin;\n"};
  if (arguments.empty()) {
    script += fmt::format("{}\n;\n", sql);
  } else {
    script += fmt::format("prepare q as {}\n;\nexecute q({});\n", sql, arguments);
  }
  auto folder = (std::filesystem::temp_directory_path() / "psql-XXXXXX").string();
  if (!mkdtemp(folder.data())) throw std::runtime_error("no temporary folder");
  auto file = std::filesystem::path(folder) / "statement.sql";
  std::ofstream(file) << script << "rollback;\n";
  auto command =
      fmt::format("psql -X -A -t -P null='<null>' {} -v ON_ERROR_STOP=1 -f '{}' '{}' 2>&1",
                  shows == Shows::row_count ? "" : "-q",
                  file.string(),
                  conninfo);
  auto output = std::string{};
  {
    auto pipe = std::unique_ptr<FILE, int (*)(FILE*)>(popen(command.c_str(), "r"), pclose);
    auto buffer = std::array<char, 4096>{};
    while (auto size = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
      output.append(buffer.data(), size);
  }
  std::filesystem::remove_all(folder);
  auto found = std::vector<std::string>{};
  auto in = std::istringstream(output);
  for (auto row = std::string{}; std::getline(in, row);) {
    if (shows == Shows::rows) {
      found.push_back(row);
    } else if (row.starts_with("INSERT 0 ") || row.starts_with("UPDATE ") ||
               row.starts_with("DELETE ")) {
      found.push_back(row.substr(row.rfind(' ') + 1));
    }
  }
  return found;
}

inline auto read_file(const std::filesystem::path& path) -> std::string {
  auto in = std::ifstream(path);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

}  // namespace test_support
