#include "introspect/boolean_groups.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "introspect/text.hpp"

namespace ormc::introspect {
namespace {

constexpr auto npos = std::string_view::npos;

enum class Parentheses : std::uint8_t { kept, needed };

/// Behind the parenthesis that closes the one at `open`; npos where none does.
auto end_of_group(std::string_view sql, std::size_t open) -> std::size_t {
  auto depth = 0;
  for (auto at = open; at < sql.size();) {
    if (sql[at] == '\'' || sql[at] == '"') {
      at = end_of_quoted(sql, at);
      continue;
    }
    if (sql[at] == '(') ++depth;
    if (sql[at] == ')' && --depth == 0) return at + 1;
    ++at;
  }
  return npos;
}

/// What stands in the parentheses that are all of `sql`.
auto inside(std::string_view sql) -> std::optional<std::string_view> {
  if (!sql.starts_with('(') || end_of_group(sql, 0) != sql.size()) return std::nullopt;
  return sql.substr(1, sql.size() - 2);
}

auto find_outside(std::string_view sql, std::string_view word, std::size_t from) -> std::size_t {
  const auto place = find_word(sql.substr(from), word);
  return place == npos ? npos : from + place;
}

/// The operands of `a AND b AND c`, or of `or`; one where it is no chain.
struct Chain {
  std::string_view word;
  std::vector<std::string_view> operands;
};
auto chain_of(std::string_view sql, std::string_view word) -> Chain {
  auto chain = Chain{word, {}};
  auto begin = std::size_t{0};
  for (auto end = find_word(sql, word); end != npos; end = find_outside(sql, word, begin)) {
    chain.operands.push_back(sql.substr(begin, end - begin));
    begin = end + word.size();
  }
  chain.operands.push_back(sql.substr(begin));
  return chain;
}
auto chain_of(std::string_view sql) -> Chain {
  auto chain = chain_of(sql, " AND ");
  return chain.operands.size() > 1 ? chain : chain_of(sql, " OR ");
}

/// Whether an operand of a chain is a chain of the same word in parentheses.
auto inner_chain(std::string_view operand, std::string_view word) -> std::optional<Chain> {
  const auto text = inside(operand);
  if (!text) return std::nullopt;
  auto chain = chain_of(*text, word);
  return chain.operands.size() > 1 ? std::optional{chain} : std::nullopt;
}

/// Whether `sql` itself is a chain with a chain of the same word in it.
auto is_nested(std::string_view sql) -> bool {
  const auto chain = chain_of(sql);
  const auto is_group = [&](auto operand) { return inner_chain(operand, chain.word).has_value(); };
  return chain.operands.size() > 1 && std::ranges::any_of(chain.operands, is_group);
}

auto has_groups(std::string_view sql) -> bool {
  if (is_nested(sql)) return true;
  for (auto at = std::size_t{0}; at < sql.size();) {
    if (sql[at] == '\'' || sql[at] == '"') {
      at = end_of_quoted(sql, at);
      continue;
    }
    if (sql[at] == '(') {
      const auto end = end_of_group(sql, at);
      if (end == npos) return false;
      if (is_nested(sql.substr(at + 1, end - at - 2))) return true;
    }
    ++at;
  }
  return false;
}

class Rewriter {
 public:
  explicit Rewriter(Parentheses parentheses) : parentheses_(parentheses) {}

  /// What is a condition as a whole, or stands in parentheses.
  auto group(std::string_view sql) -> std::string {
    const auto chain = chain_of(sql);
    if (chain.operands.size() == 1) return rewrite(sql);
    auto result = std::string{};
    for (auto i = std::size_t{0}; i < chain.operands.size(); ++i) {
      if (i > 0) result += chain.word;
      result += operand(chain, i);
    }
    return result;
  }

 private:
  /// Every group in `sql`, those in groups too.
  auto rewrite(std::string_view sql) -> std::string {
    auto result = std::string{};
    for (auto at = std::size_t{0}; at < sql.size();) {
      if (sql[at] == '\'' || sql[at] == '"') {
        const auto end = end_of_quoted(sql, at);
        result += sql.substr(at, end - at);
        at = end;
      } else if (sql[at] != '(') {
        result += sql[at++];
      } else {
        const auto end = end_of_group(sql, at);
        if (end == npos) return result += sql.substr(at);
        auto text = group(sql.substr(at + 1, end - at - 2));
        result += is_needless(result, sql.substr(end)) ? text : "(" + text + ")";
        at = end;
      }
    }
    return result;
  }

  auto operand(const Chain& chain, std::size_t place) -> std::string {
    const auto text = chain.operands[place];
    if (const auto inner = inner_chain(text, chain.word)) {
      if (auto range = range_of(*inner)) return *range;
      return rewrite(text) + (place == 0 ? "::boolean" : "");
    }
    const auto content = inside(text);
    const auto is_bare = parentheses_ == Parentheses::needed && content &&
                         chain_of(*content).operands.size() == 1 && !content->starts_with("SELECT");
    return rewrite(is_bare ? *content : text);
  }

  /// `(x >= a) AND (x <= b)` as `x BETWEEN a AND b`, `(x < a) OR (x > b)` as its opposite.
  auto range_of(const Chain& chain) -> std::optional<std::string> {
    if (chain.operands.size() != 2) return std::nullopt;
    const auto is_within = chain.word == " AND ";
    const auto least = comparison(chain.operands[0], is_within ? " >= " : " < ");
    const auto most = comparison(chain.operands[1], is_within ? " <= " : " > ");
    if (!least || !most || least->operands[0] != most->operands[0]) return std::nullopt;
    return rewrite(least->operands[0]) + (is_within ? " BETWEEN " : " NOT BETWEEN ") +
           rewrite(least->operands[1]) + " AND " + rewrite(most->operands[1]);
  }

  static auto comparison(std::string_view operand, std::string_view op) -> std::optional<Chain> {
    const auto text = inside(operand);
    if (!text) return std::nullopt;
    auto chain = chain_of(*text, op);
    const auto is_plain = [](std::string_view part) {
      return find_word(part, "CASE ") == npos && find_word(part, " AND ") == npos;
    };
    if (chain.operands.size() != 2 || !std::ranges::all_of(chain.operands, is_plain)) {
      return std::nullopt;
    }
    return chain;
  }

  /// Parentheses around the whole of a clause.
  auto is_needless(std::string_view before, std::string_view behind) const -> bool {
    if (parentheses_ == Parentheses::kept) return false;
    constexpr auto words = std::to_array<std::string_view>({" WHERE ", " HAVING ", " ON "});
    const auto ends_before = [&](std::string_view word) { return before.ends_with(word); };
    const auto ends =
        behind.empty() || behind.front() == '\n' || behind.front() == ')' || behind.front() == ';';
    return ends && std::ranges::any_of(words, ends_before);
  }

  Parentheses parentheses_;
};

}  // namespace

auto with_boolean_groups(std::string_view sql) -> std::string {
  if (!has_groups(sql)) return std::string{sql};
  return Rewriter{Parentheses::kept}.group(sql);
}

auto query_with_boolean_groups(std::string_view query) -> std::optional<std::string> {
  if (!has_groups(query)) return std::nullopt;
  return Rewriter{Parentheses::needed}.group(query);
}

}  // namespace ormc::introspect
