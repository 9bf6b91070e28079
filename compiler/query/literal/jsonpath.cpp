#include "query/literal/jsonpath.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "query/literal/jsonpath_tokens.hpp"
#include "query/literal/number.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

using Kind = PathToken::Kind;

struct Keyword {
  std::string_view word;
  bool in_small_letters_only = false;
};
constexpr auto keywords = std::to_array<Keyword>({
    {"abs"},        {"ceiling"},    {"datetime"}, {"double"},   {"exists"}, {"false", true},
    {"flag"},       {"floor"},      {"is"},       {"keyvalue"}, {"last"},   {"lax"},
    {"like_regex"}, {"null", true}, {"size"},     {"starts"},   {"strict"}, {"to"},
    {"true", true}, {"type"},       {"unknown"},  {"with"},
});
constexpr auto methods = std::to_array<std::string_view>(
    {"abs", "ceiling", "datetime", "double", "floor", "keyvalue", "size", "type"});
constexpr auto comparisons =
    std::to_array<std::string_view>({"==", "<>", "!=", "<", "<=", ">", ">="});

/// A keyword in small letters, or nothing for other words.
auto keyword_of(const PathToken& token) -> std::string_view {
  if (token.kind != Kind::word) return {};
  const auto folded = source::fold(token.text);
  const auto* const found = std::ranges::find(keywords, folded, &Keyword::word);
  if (found == keywords.end()) return {};
  if (found->in_small_letters_only && token.text != folded) return {};
  return found->word;
}

/// What a part of a path is: conditions are no values, unless something is asked of them.
enum class Part : std::uint8_t { broken, value, condition, parenthesized_condition };

auto is_condition(Part part) -> bool {
  return part == Part::condition || part == Part::parenthesized_condition;
}

class PathReader {
 public:
  explicit PathReader(std::vector<PathToken> tokens) : tokens_(std::move(tokens)) {}

  auto read() -> Fault {
    if (is_keyword("strict") || is_keyword("lax")) ++at_;
    const auto part = either();
    if (part != Part::broken && at().kind != Kind::end) unexpected();
    return too_deep_ ? Fault{} : std::move(fault_);
  }

 private:
  auto at() const -> const PathToken& { return tokens_[at_]; }
  auto is_mark(std::string_view mark) const -> bool {
    return at().kind == Kind::mark && at().text == mark;
  }
  auto is_keyword(std::string_view word) const -> bool { return keyword_of(at()) == word; }
  auto take_mark(std::string_view mark) -> bool {
    if (!is_mark(mark)) return false;
    ++at_;
    return true;
  }
  auto take_keyword(std::string_view word) -> bool {
    if (!is_keyword(word)) return false;
    ++at_;
    return true;
  }
  auto take_kind(Kind kind) -> bool {
    if (at().kind != kind) return false;
    ++at_;
    return true;
  }

  auto fail(std::string reason) -> Part {
    if (!fault_) fault_ = malformed(std::move(reason));
    return Part::broken;
  }
  auto unexpected() -> Part {
    if (at().kind == Kind::end) return fail("it ends too early");
    return fail(fmt::format("`{}` has no meaning there", at().text));
  }
  auto expect(std::string_view mark) -> bool {
    if (take_mark(mark)) return true;
    unexpected();
    return false;
  }

  /// Conditions joined by `||`, or one value.
  auto either() -> Part { return joined("||", &PathReader::both); }
  auto both() -> Part { return joined("&&", &PathReader::comparison); }
  auto joined(std::string_view mark, Part (PathReader::*operand)()) -> Part {
    const auto first = (this->*operand)();
    if (first == Part::broken || !is_mark(mark)) return first;
    if (!is_condition(first)) return unexpected();
    while (take_mark(mark)) {
      const auto next = (this->*operand)();
      if (next == Part::broken) return next;
      if (!is_condition(next)) return fail(fmt::format("`{}` needs conditions", mark));
    }
    return Part::condition;
  }

  auto comparison() -> Part {
    if (take_mark("!")) {
      if (!is_mark("(") && !is_keyword("exists")) return unexpected();
      const auto part = primary();
      if (part == Part::value) return fail("`!` needs a condition");
      return part == Part::broken ? part : Part::condition;
    }
    const auto left = sum();
    if (left == Part::parenthesized_condition && take_keyword("is")) {
      return take_keyword("unknown") ? Part::condition : unexpected();
    }
    if (left != Part::value) return left;
    if (at().kind == Kind::mark && std::ranges::find(comparisons, at().text) != comparisons.end()) {
      ++at_;
      return value_of(&PathReader::sum) ? Part::condition : Part::broken;
    }
    if (take_keyword("starts")) {
      const auto is_complete =
          take_keyword("with") && (take_kind(Kind::string) || take_kind(Kind::variable));
      return is_complete ? Part::condition : unexpected();
    }
    return take_keyword("like_regex") ? regular_expression() : Part::value;
  }

  auto regular_expression() -> Part {
    if (!take_kind(Kind::string)) return unexpected();
    if (!take_keyword("flag")) return Part::condition;
    const auto flags = at().text;
    if (!take_kind(Kind::string)) return unexpected();
    const auto unknown = flags.find_first_not_of("ismxq");
    if (unknown != std::string::npos) {
      return fail(fmt::format("`{}` is no flag of regular expressions", flags[unknown]));
    }
    if (flags.find('x') != std::string::npos && flags.find('q') == std::string::npos) {
      return fail("the server has no flag `x`");
    }
    return Part::condition;
  }

  /// Whether a value is there, where no condition may be.
  auto value_of(Part (PathReader::*part)()) -> bool {
    const auto found = (this->*part)();
    if (is_condition(found)) fail("a condition is no value");
    return found == Part::value;
  }

  auto sum() -> Part { return chain({"+", "-"}, &PathReader::product); }
  auto product() -> Part { return chain({"*", "/", "%"}, &PathReader::signed_value); }
  auto chain(std::initializer_list<std::string_view> marks, Part (PathReader::*operand)()) -> Part {
    const auto is_any = [&] {
      return std::any_of(marks.begin(), marks.end(), [&](auto mark) { return is_mark(mark); });
    };
    const auto first = (this->*operand)();
    if (first == Part::broken || !is_any()) return first;
    if (first != Part::value) return fail("a condition is no value");
    while (is_any()) {
      ++at_;
      if (!value_of(operand)) return Part::broken;
    }
    return Part::value;
  }

  auto signed_value() -> Part {
    auto is_signed = false;
    while (take_mark("+") || take_mark("-")) is_signed = true;
    if (!is_signed) return primary();
    return value_of(&PathReader::primary) ? Part::value : Part::broken;
  }

  /// A value with what is taken of it.
  auto primary() -> Part {
    constexpr auto deepest = std::size_t{500};
    if (depth_ >= deepest) {  // no path of a person; the server's stack decides
      too_deep_ = true;
      return Part::broken;
    }
    ++depth_;
    auto part = Part::value;
    if (take_mark("(")) {
      const auto inner = either();
      if (inner == Part::broken || !expect(")")) return Part::broken;
      part = is_condition(inner) ? Part::parenthesized_condition : Part::value;
    } else if (take_keyword("exists")) {
      if (!expect("(") || !value_of(&PathReader::sum) || !expect(")")) return Part::broken;
      --depth_;
      return Part::condition;
    } else if (!scalar()) {
      return Part::broken;
    }
    while (is_mark(".") || is_mark("[") || is_mark("?")) {
      if (!accessor()) return Part::broken;
      part = Part::value;
    }
    --depth_;
    return part;
  }

  auto scalar() -> bool {
    const auto& token = at();
    if (token.kind == Kind::integer || token.kind == Kind::numeric) {
      if (find_numeric_fault(token.text, -1)) fail(fmt::format("`{}` is out of range", token.text));
    } else if (is_mark("@")) {
      if (filters_ == 0) fail("`@` is what a filter looks at: there is none around it");
    } else if (is_keyword("last")) {
      if (subscripts_ == 0) fail("`last` has a meaning in brackets only");
    } else if (token.kind != Kind::string && token.kind != Kind::variable && !is_mark("$") &&
               !is_keyword("null") && !is_keyword("true") && !is_keyword("false")) {
      unexpected();
    }
    ++at_;
    return !fault_;
  }

  auto accessor() -> bool {
    if (take_mark("[")) return subscript();
    if (take_mark("?")) {
      if (!expect("(")) return false;
      ++filters_;
      const auto part = either();
      --filters_;
      if (part == Part::value) fail("a filter needs a condition");
      return is_condition(part) && expect(")");
    }
    ++at_;  // the point
    if (take_mark("*")) return true;
    if (take_mark("**")) return levels();
    if (at().kind == Kind::string) return ++at_ > 0;
    const auto method = std::string{keyword_of(at())};
    if (!take_kind(Kind::word)) return unexpected() != Part::broken;
    if (!is_mark("(")) return true;
    if (std::ranges::find(methods, method) == methods.end()) return unexpected() != Part::broken;
    ++at_;
    if (method == "datetime") take_kind(Kind::string);
    return expect(")");
  }

  auto subscript() -> bool {
    if (take_mark("*")) return expect("]");
    ++subscripts_;
    do {
      if (!value_of(&PathReader::sum)) return false;
      if (take_keyword("to") && !value_of(&PathReader::sum)) return false;
    } while (take_mark(","));
    --subscripts_;
    return expect("]");
  }

  /// `{2 to last}` behind `**`.
  auto levels() -> bool {
    if (!take_mark("{")) return true;
    if (!level()) return false;
    if (take_keyword("to") && !level()) return false;
    return expect("}");
  }
  auto level() -> bool {
    constexpr auto largest = std::uint64_t{2147483647};
    if (take_keyword("last")) return true;
    if (at().kind != Kind::integer) return unexpected() != Part::broken;
    if (!is_integer(at().text, largest)) fail(fmt::format("`{}` is out of range", at().text));
    ++at_;
    return !fault_;
  }

  std::vector<PathToken> tokens_;
  std::size_t at_ = 0;
  Fault fault_;
  std::size_t depth_ = 0;
  int filters_ = 0;
  int subscripts_ = 0;
  bool too_deep_ = false;
};

}  // namespace

auto find_jsonpath_fault(std::string_view text) -> Fault {
  auto [tokens, fault] = split_jsonpath(text);
  if (fault) return fault;
  return PathReader{std::move(tokens)}.read();
}

}  // namespace ormc::query
