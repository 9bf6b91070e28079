#include "syntax/units.hpp"

#include <OrmParser.h>

namespace ormc::syntax {

namespace {

auto begins_declaration(std::size_t type) -> bool {
  switch (type) {
    case OrmParser::K_MODULE:
    case OrmParser::K_ENUM:
    case OrmParser::K_DOMAIN:
    case OrmParser::K_TYPE:
    case OrmParser::K_ABSTRACT:
    case OrmParser::K_MODEL:
    case OrmParser::K_VIEW:
    case OrmParser::K_FUNCTION:
    case OrmParser::K_AGGREGATE:
    case OrmParser::K_EXTENSION:
    case OrmParser::K_QUERY:
    case OrmParser::K_PREDICATE:
    case OrmParser::K_SHAPE:
    case OrmParser::K_SEQUENCE:
    case OrmParser::K_PROCEDURE:
      return true;
    default:
      return false;
  }
}

auto is_string(std::size_t type) -> bool {
  return type == OrmParser::STRING || type == OrmParser::ESCAPE_STRING ||
         type == OrmParser::UNICODE_STRING || type == OrmParser::QUOTED;
}

class Splitter {
 public:
  explicit Splitter(const Tokens& tokens) : tokens_(tokens) {}

  auto split() -> std::vector<Unit> {
    auto count = tokens_.tokens.size() - 1;  // without EOF
    for (auto i = std::size_t{0}; i < count; ++i) {
      auto type = type_of(i);
      if (i > begin_ && depth_ > 0 && breaks_in(i)) finish(i);
      if (is_open(type)) ++depth_;
      if (is_close(type) && depth_ > 0) --depth_;
      if (depth_ > 0) continue;
      auto ends = type == OrmParser::SEMICOLON || type == OrmParser::CLOSE_BRACE || ends_body(i);
      // A `;` behind the end belongs to it.
      if (ends && !(i + 1 < count && type_of(i + 1) == OrmParser::SEMICOLON)) finish(i + 1);
    }
    if (begin_ < count) finish(count);
    return std::move(units_);
  }

 private:
  auto type_of(std::size_t index) const -> std::size_t { return tokens_.tokens[index]->getType(); }

  /// Functions, aggregates, raw queries and opaque objects end with their text.
  auto ends_body(std::size_t index) const -> bool {
    auto type = type_of(index);
    auto text = type == OrmParser::RAW_TEXT || type == OrmParser::DOLLAR_STRING;
    auto first = type_of(begin_);
    auto is_raw = first == OrmParser::K_QUERY && index > begin_ &&
                  type_of(index - 1) == OrmParser::K_SQL && is_string(type);
    // `as 'library', 'symbol'` goes on.
    auto ends = text && type_of(index + 1) != OrmParser::COMMA;
    return is_raw || (ends && (first == OrmParser::K_FUNCTION || first == OrmParser::K_PROCEDURE ||
                               first == OrmParser::K_AGGREGATE || first == OrmParser::K_SQL ||
                               first == OrmParser::K_QUERY));
  }

  /// A word that begins a declaration, first on its line and followed by a name rather than a
  /// colon.
  auto breaks_in(std::size_t index) const -> bool {
    const auto& token = *tokens_.tokens[index];
    if (!begins_declaration(token.getType()) || token.getCharPositionInLine() != 0) return false;
    auto next = type_of(index + 1);
    return next != OrmParser::COLON && next != OrmParser::DOT && next != OrmParser::COMMA &&
           next != OrmParser::EQUALS && next != antlr4::Token::EOF;
  }

  void finish(std::size_t end) {
    units_.push_back({begin_, end});
    begin_ = end;
    depth_ = 0;
  }

  const Tokens& tokens_;
  std::vector<Unit> units_;
  std::size_t begin_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

auto is_open(std::size_t type) -> bool {
  return type == OrmParser::OPEN_PAREN || type == OrmParser::OPEN_BRACKET ||
         type == OrmParser::OPEN_BRACE;
}

auto is_close(std::size_t type) -> bool {
  return type == OrmParser::CLOSE_PAREN || type == OrmParser::CLOSE_BRACKET ||
         type == OrmParser::CLOSE_BRACE;
}

auto split_units(const Tokens& tokens) -> std::vector<Unit> { return Splitter(tokens).split(); }

auto split_members(const Tokens& tokens, Unit unit) -> Members {
  auto type_of = [&](std::size_t index) { return tokens.tokens[index]->getType(); };
  auto first = type_of(unit.begin);
  if (first != OrmParser::K_MODEL && first != OrmParser::K_ABSTRACT && first != OrmParser::K_TYPE &&
      first != OrmParser::K_FOREIGN) {
    return {};
  }
  auto result = Members{};
  result.open = unit.begin;
  auto parentheses = 0;
  while (result.open < unit.end &&
         (type_of(result.open) != OrmParser::OPEN_BRACE || parentheses > 0)) {
    if (type_of(result.open) == OrmParser::OPEN_PAREN) ++parentheses;
    if (type_of(result.open) == OrmParser::CLOSE_PAREN) --parentheses;
    ++result.open;
  }
  result.close = unit.end;
  auto depth = 0;
  auto begin = result.open + 1;
  for (auto i = begin; i < unit.end; ++i) {
    auto type = type_of(i);
    if (type == OrmParser::CLOSE_BRACE && depth == 0) {
      result.close = i;
      break;
    }
    if (is_open(type)) ++depth;
    if (is_close(type) && depth > 0) --depth;
    if (type == OrmParser::SEMICOLON) {
      result.units.push_back({begin, i + 1});
      begin = i + 1;
      depth = 0;
    }
  }
  if (begin < result.close) result.units.push_back({begin, result.close});
  return result;
}

}  // namespace ormc::syntax
