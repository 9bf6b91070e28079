#include "schema/base_type_clauses.hpp"

#include <algorithm>

#include "schema/naming.hpp"

namespace ormc::schema {
namespace {

auto trimmed(std::string_view text) -> std::string_view {
  constexpr auto space = " \n\t\r";
  text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
  return text.substr(0, text.find_last_not_of(space) + 1);
}

/// The place of `wanted` outside of quotes and parentheses, or the end.
auto find_outside(std::string_view text, char wanted) -> std::size_t {
  auto depth = 0;
  auto quote = '\0';
  for (auto at = std::size_t{0}; at < text.size(); ++at) {
    const auto c = text[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == wanted && depth == 0) {
      return at;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      --depth;
    }
  }
  return text.size();
}

}  // namespace

auto base_type_clauses(std::string_view definition) -> std::vector<BaseTypeClause> {
  auto clauses = std::vector<BaseTypeClause>{};
  while (!trimmed(definition).empty()) {
    const auto end = find_outside(definition, ',');
    const auto text = definition.substr(0, end);
    definition.remove_prefix(std::min(end + 1, definition.size()));
    const auto equals = find_outside(text, '=');
    auto& clause = clauses.emplace_back();
    clause.word = fold(trimmed(text.substr(0, equals)));
    if (equals == text.size()) continue;
    clause.value = trimmed(text.substr(equals + 1));
    clause.names = split_sql_name(clause.value);
    if (clause.value.find('"') != std::string::npos) continue;
    for (auto& name : clause.names) name = fold(name);
  }
  return clauses;
}

}  // namespace ormc::schema
