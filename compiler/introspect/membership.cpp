#include "introspect/membership.hpp"

#include <array>
#include <optional>

#include "introspect/text.hpp"

namespace ormc::introspect {
namespace {

struct Spelling {
  std::string_view begins;  // behind the left operand
  std::string_view ends;
  std::string_view word;
};

/// With and without the parentheses that pretty printing leaves out.
constexpr auto spellings = std::to_array<Spelling>({
    {"::text = ANY ((ARRAY[", "])::text[])", " IN "},
    {"::text = ANY (ARRAY[", "]::text[])", " IN "},
    {"::text <> ALL ((ARRAY[", "])::text[])", " NOT IN "},
    {"::text <> ALL (ARRAY[", "]::text[])", " NOT IN "},
});

struct Found {
  std::size_t begin;
  const Spelling* spelling;
};

/// The first of the spellings at or behind `from`, outside of quotes.
auto find_spelling(std::string_view sql, std::size_t from) -> std::optional<Found> {
  for (auto at = from; at < sql.size();) {
    if (sql[at] == '\'' || sql[at] == '"') {
      at = end_of_quoted(sql, at);
      continue;
    }
    for (const auto& spelling : spellings) {
      if (sql.substr(at).starts_with(spelling.begins)) return Found{at, &spelling};
    }
    ++at;
  }
  return std::nullopt;
}

/// The bracket that closes the one before `at`.
auto closing_bracket(std::string_view sql, std::size_t at) -> std::size_t {
  auto depth = 1;
  while (at < sql.size()) {
    if (sql[at] == '\'' || sql[at] == '"') {
      at = end_of_quoted(sql, at);
      continue;
    }
    if (sql[at] == '[') ++depth;
    if (sql[at] == ']' && --depth == 0) return at;
    ++at;
  }
  return std::string_view::npos;
}

/// Every element of a list is of varchar.
auto is_of_varchar(std::string_view list) -> bool {
  while (!list.empty()) {
    const auto comma = find_word(list, ", ");
    if (!list.substr(0, comma).ends_with("::character varying")) return false;
    if (comma == std::string_view::npos) return true;
    list.remove_prefix(comma + 2);
  }
  return false;
}

}  // namespace

auto with_in_lists(std::string_view sql) -> std::string {
  auto result = std::string{};
  auto copied = std::size_t{0};
  for (auto found = find_spelling(sql, 0); found; found = find_spelling(sql, found->begin + 1)) {
    const auto& [begin, spelling] = *found;
    const auto first = begin + spelling->begins.size();
    const auto last = closing_bracket(sql, first);
    if (last == std::string_view::npos || !sql.substr(last).starts_with(spelling->ends)) continue;
    const auto list = sql.substr(first, last - first);
    if (!is_of_varchar(list)) continue;
    result.append(sql.substr(copied, begin - copied));
    result.append(spelling->word).append("(").append(list).append(")");
    copied = last + spelling->ends.size();
    found->begin = copied;
    --found->begin;
  }
  return result.append(sql.substr(copied));
}

}  // namespace ormc::introspect
