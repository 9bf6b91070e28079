#include "database/random_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace random_schema {
namespace {

/// Names that are words of C++, of SQL or of the language, that are no words at all, or that look
/// like something else.
constexpr auto hostile_names = std::to_array<std::string_view>({
    "class",
    "namespace",
    "template",
    "int",
    "this",
    "new",
    "delete",
    "union",
    "order",
    "select",
    "from",
    "user",
    "table",
    "group",
    "case",
    "Case",
    "default",
    "Mixed Case",
    "two  spaces",
    "semi;colon",
    "a.b",
    "dash-ed",
    "$1",
    "1st",
    "_",
    "__x",
    "\xc3\xbc"
    "ber",
    "na\xc3\xafve",
    "\xe6\x95\xb0",
    "back\\slash",
    "sla//sh",
    "/*x*/",
    "--x",
    "per%cent",
    "{}",
    "@at",
    "true",
    "null",
    "std",
    "orm",
    "columns",
    "key",
    "value",
    "count",
    "row",
    "index",
    "check",
    "primary",
    "model",
    "query",
    "view",
    "quo\"te",
    "it's",
    "operator",
    "char",
    "timestamp",
    "setof",
    "interval",
    "string",
    "bool",
    "private",
    "create",
    "insert",
    "update",
    "merge",
    "draft",
    "find",
    "erase",
    "id_",
    "a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_xxxx",
    "UPPER",
    "trailing ",
    " leading",
    "tag$x$",
    "\"",
    "''",
    "enum",
    "domain",
    "type",
    "references",
    "constraint",
    "unique",
    "where",
    "limit",
    "exists",
    "cast",
    "co\xcc\x88mbined",
    "\xf0\x9f\x90\x98",
    "old",
    "excluded",
    "public",
    "partition",
});

auto quoted(std::string_view name) -> std::string {
  auto text = std::string{"\""};
  for (const auto c : name) text += c == '"' ? std::string{"\"\""} : std::string{c};
  return text + "\"";
}

}  // namespace

auto Writer::name(std::string_view hint, unsigned percent_hostile) -> std::string {
  return name(hint, percent_hostile, taken_);
}

auto Writer::name(std::string_view hint, unsigned percent_hostile, std::set<std::string>& taken)
    -> std::string {
  if (chance(percent_hostile)) {
    auto hostile = quoted(hostile_names[pick(hostile_names.size())]);
    if (taken.insert(hostile).second) return hostile;
  }
  auto result = std::string{hint};
  for (auto number = 2; !taken.insert(result).second; ++number) {
    result = fmt::format("{}_{}", hint, number);
  }
  return result;
}

auto Writer::comment() -> std::string {
  return one_of({"'It''s \"quoted\"'",
                 "E'two\\nlines'",
                 "'*/ // -- /* '",
                 "'ends with a backslash \\'",
                 "'$$ $body$ \"\"\" '",
                 "' spaces around '",
                 "E'tab\\there'",
                 "'\xc3\xbc\xe6\x95\xb0\xf0\x9f\x90\x98'",
                 "E'an empty line\\n\\nbetween'",
                 "'@attribute'",
                 "E'  '",
                 "E'\\n \\n'",
                 "E'ends with spaces  \\nand a tab\\t'",
                 "E'\\x01 \\r \\u202e \\u200b'",
                 "'e''looks like a string\\n'''"});
}

void Writer::comment_on(const std::string& what, unsigned percent) {
  if (chance(percent)) say(fmt::format("comment on {} is {}", what, comment()));
}

auto condition(const Column& of) -> std::string {
  auto result = std::string{};
  auto rest = std::string_view{of.kind.condition};
  for (auto at = rest.find("{}"); at != std::string_view::npos; at = rest.find("{}")) {
    result += rest.substr(0, at);
    result += of.name;
    rest.remove_prefix(at + 2);
  }
  return result + std::string{rest};
}

auto conditions(Writer& writer,
                const std::vector<Column>& columns,
                const std::string& before,
                int depth) -> std::string {
  if (depth == 0 || writer.chance(40)) {
    auto of = writer.any(columns);
    of.name = before + of.name;
    if (writer.chance(40)) return condition(of);
    if (writer.chance(15)) return of.name + " is not null";
    return writer.one_of({"1 between 0 and 2",
                          "3 not between 1 and 2",
                          "(1, 2) = (3, 4)",
                          "(1, 2) <> (3, 4)",
                          "1 between symmetric 3 and 0",
                          "5 in (1, 2, abs(3))"});
  }
  const auto word = writer.one_of({"and", "or"});
  auto text = std::string{};
  for (auto i = 2 + writer.pick(2); i > 0; --i) {
    const auto part = conditions(writer, columns, before, depth - 1);
    text += fmt::format("{}{}({})",
                        text.empty() ? std::string{} : fmt::format(" {} ", word),
                        writer.chance(10) ? "not " : "",
                        part);
  }
  return text;
}

auto find_column(Writer& writer, const Table& table, unsigned traits) -> const Column* {
  auto fitting = std::vector<const Column*>{};
  for (const auto& column : table.columns) {
    if ((column.kind.traits & traits) == traits) fitting.push_back(&column);
  }
  return fitting.empty() ? nullptr : writer.any(fitting);
}

}  // namespace random_schema
