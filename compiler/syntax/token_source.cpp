#include "syntax/token_source.hpp"

#include <OrmLexer.h>
#include <OrmParser.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "diagnostics/syntax_diagnostics.hpp"
#include "source/fold.hpp"
#include "syntax/offsets.hpp"
#include "syntax/string_literal.hpp"

namespace ormc::syntax {

namespace {

using antlr4::CommonToken;
using diagnostics::Diagnostics;
using source::Span;

/// Token types of keywords by their words in lower case, from the names of the K_ tokens.
auto keyword_types() -> const std::unordered_map<std::string_view, std::size_t>& {
  static const auto words = [] {
    // The vocabulary outlives the map: the lexer's tables are static.
    static auto spelled = std::vector<std::string>{};
    auto input = antlr4::ANTLRInputStream("");
    auto lexer = OrmLexer(&input);
    const auto& vocabulary = lexer.getVocabulary();
    auto types = std::vector<std::size_t>{};
    for (auto type = std::size_t{1}; type <= vocabulary.getMaxTokenType(); ++type) {
      auto name = vocabulary.getSymbolicName(type);
      if (!name.starts_with("K_")) continue;
      spelled.push_back(source::fold(name.substr(2)));
      types.push_back(type);
    }
    auto map = std::unordered_map<std::string_view, std::size_t>{};
    for (auto i = std::size_t{0}; i < spelled.size(); ++i) map.emplace(spelled[i], types[i]);
    return map;
  }();
  return words;
}

/// How much of an operator's characters is one operator: a comment inside ends it, and it may end
/// in
/// `+` or `-` only if it holds one of the characters that no SQL-standard operator has
/// (PostgreSQL documentation, 4.1.3).
auto operator_length(std::string_view text) -> std::size_t {
  auto length = text.size();
  for (auto mark : {"--", "/*", "//"}) length = std::min(length, text.find(mark, 1));
  auto head = text.substr(0, length);
  if (head.find_first_of("~!@#%^&|`?") == std::string_view::npos) {
    while (length > 1 && (text[length - 1] == '+' || text[length - 1] == '-')) --length;
  }
  return length;
}

auto operator_type(std::string_view text) -> std::size_t {
  if (text == "*") return OrmParser::STAR;
  if (text == "=") return OrmParser::EQUALS;
  if (text == "->") return OrmParser::ARROW;
  if (text == "?") return OrmParser::QUESTION;
  if (text == "!") return OrmParser::BANG;
  if (text == "-") return OrmParser::MINUS;
  if (text == "+") return OrmParser::PLUS;
  if (text == "=>") return OrmParser::NAMED_ARGUMENT;
  return OrmParser::OPERATOR;
}

class TokenReader {
 public:
  TokenReader(const source::SourceFile& file, Diagnostics& diagnostics, const Limits& limits)
      : file_(file), diagnostics_(diagnostics), limits_(limits), offsets_(file.text()) {}

  auto read() -> Tokens {
    auto text = file_.text();
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    result_.input = std::make_unique<antlr4::ANTLRInputStream>(std::string(text));
    auto lexer = std::make_unique<OrmLexer>(result_.input.get());
    lexer->removeErrorListeners();
    result_.lexer = std::move(lexer);
    for (auto more = true; more;) {
      auto token = result_.lexer->nextToken();
      more = token->getType() != antlr4::Token::EOF;
      if (more && !settle(static_cast<CommonToken&>(*token))) continue;
      if (more && ends_quoted_name(*token)) continue;
      if (token->getType() == OrmLexer::DOC) {
        collect_doc(*token);
        continue;
      }
      if (!pending_doc_.empty()) {
        result_.docs.emplace(result_.tokens.size(), std::exchange(pending_doc_, {}));
      }
      static_cast<CommonToken&>(*token).setTokenIndex(result_.tokens.size());
      result_.tokens.push_back(std::move(token));
    }
    return std::move(result_);
  }

 private:
  /// Gives a token its final type and extent; false when it is not a token after all (a comment).
  auto settle(CommonToken& token) -> bool {
    switch (token.getType()) {
      case OrmLexer::IDENTIFIER:
        settle_word(token);
        break;
      case OrmLexer::OPERATOR:
        if (text_of(token).starts_with("/*")) {
          skip_comment(token);
          return false;
        }
        settle_operator(token);
        break;
      case OrmLexer::COMMENT_OPEN:
        skip_comment(token);
        return false;
      case OrmLexer::DOLLAR_OPEN:
        settle_dollar_quote(token);
        break;
      case OrmLexer::UNTERMINATED_STRING:
        fail(token, diagnostics::UnterminatedString{});
        return false;
      case OrmLexer::UNTERMINATED_QUOTED:
        if (text_of(token).starts_with("\"\"\"")) {
          fail(token, diagnostics::UnterminatedRawText{});
          return false;
        }
        fail(token, diagnostics::UnterminatedIdentifier{});
        return false;
      case OrmLexer::MALFORMED_NUMBER:
        diagnostics_.report(span(token), diagnostics::MalformedNumber{text_of(token)});
        token.setType(OrmLexer::INTEGER);
        result_.sound = false;
        break;
      case OrmLexer::NOT_ASCII:
        diagnostics_.report(
            span(token), diagnostics::NotAsciiName{text_of(token), source::fold(text_of(token))});
        token.setType(OrmLexer::IDENTIFIER);
        result_.sound = false;
        break;
      case OrmLexer::UNEXPECTED:
        diagnostics_.report(span(token), diagnostics::UnexpectedCharacter{text_of(token)});
        result_.sound = false;
        return false;
      default:
        break;
    }
    count_nesting(token);
    return true;
  }

  /// `U&"d!0061ta" uescape '!'` is one token.
  auto ends_quoted_name(const antlr4::Token& token) -> bool {
    auto& tokens = result_.tokens;
    if (token.getType() != OrmLexer::STRING || tokens.size() < 2 ||
        tokens.back()->getType() != OrmLexer::K_UESCAPE ||
        tokens[tokens.size() - 2]->getType() != OrmLexer::UNICODE_QUOTED) {
      return false;
    }
    tokens.pop_back();
    static_cast<CommonToken&>(*tokens.back()).setStopIndex(token.getStopIndex());
    return true;
  }

  void settle_word(CommonToken& token) {
    auto found = keyword_types().find(source::fold(text_of(token)));
    if (found != keyword_types().end()) token.setType(found->second);
  }

  void settle_operator(CommonToken& token) {
    auto text = text_of(token);
    auto length = operator_length(text);
    if (length < text.size()) {
      cut(token, length);
      text.resize(length);
    }
    token.setType(operator_type(text));
  }

  /// `$tag$` to the next `$tag$`; an opening tag without a closing one is reported at its
  /// beginning.
  void settle_dollar_quote(CommonToken& token) {
    auto tag = text_of(token);
    auto begin = offsets_.byte(token.getStopIndex() + 1);
    auto end = file_.text().find(tag, begin);
    if (end == std::string_view::npos) {
      fail(token, diagnostics::UnterminatedDollarQuote{tag});
      return;
    }
    token.setStopIndex(offsets_.code_point(end + tag.size()) - 1);
    result_.input->seek(token.getStopIndex() + 1);
    token.setType(OrmParser::DOLLAR_STRING);
  }

  /// Comments nest, as in SQL.
  void skip_comment(CommonToken& token) {
    auto text = file_.text();
    auto depth = 1;
    auto at = offsets_.byte(token.getStartIndex()) + 2;
    while (at < text.size() && depth > 0) {
      if (text.substr(at, 2) == "/*") {
        ++depth;
        at += 2;
      } else if (text.substr(at, 2) == "*/") {
        --depth;
        at += 2;
      } else {
        ++at;
      }
    }
    if (depth > 0) {
      cut(token, 2);
      fail(token, diagnostics::UnterminatedComment{});
      return;
    }
    result_.input->seek(offsets_.code_point(at));
  }

  /// Brackets, `case`, and prefix operators in a row are what the parser recurses on.
  void count_nesting(const CommonToken& token) {
    auto type = token.getType();
    auto after_dot = !result_.tokens.empty() && result_.tokens.back()->getType() == OrmLexer::DOT;
    auto opens = type == OrmLexer::OPEN_PAREN || type == OrmLexer::OPEN_BRACKET ||
                 type == OrmLexer::OPEN_BRACE || (type == OrmLexer::K_CASE && !after_dot);
    auto closes = type == OrmLexer::CLOSE_PAREN || type == OrmLexer::CLOSE_BRACKET ||
                  type == OrmLexer::CLOSE_BRACE || (type == OrmLexer::K_END && !after_dot);
    if (opens) {
      if (open_.size() >= limits_.nesting) too_deep(token);
      open_.push_back(span(token));
    }
    if (closes && !open_.empty()) open_.pop_back();
    auto prefix = type == OrmLexer::K_NOT || type == OrmLexer::MINUS || type == OrmLexer::PLUS ||
                  type == OrmLexer::OPERATOR || type == OrmLexer::K_JOIN;
    // Joins without their conditions nest to the right: `a join b join c on ... on ...`.
    if (type == OrmLexer::K_JOIN) {
      if (++open_joins_ > limits_.nesting) too_deep(token);
    } else if (type == OrmLexer::K_ON || type == OrmLexer::K_USING || type == OrmLexer::K_CROSS ||
               type == OrmLexer::K_NATURAL || type == OrmLexer::SEMICOLON) {
      if (open_joins_ > 0) --open_joins_;
    }
    prefixes_ = prefix && type != OrmLexer::K_JOIN ? prefixes_ + 1 : 0;
    if (prefixes_ > limits_.nesting) {
      result_.sound = false;
      if (std::exchange(reported_depth_, true)) return;
      diagnostics_.report(span(token), diagnostics::TooManyPrefixOperators{limits_.nesting});
    }
  }

  void too_deep(const CommonToken& token) {
    result_.sound = false;
    if (std::exchange(reported_depth_, true)) return;
    auto& finding = diagnostics_.report(span(token), diagnostics::NestingTooDeep{limits_.nesting});
    if (!open_.empty()) finding.label(open_.front(), diagnostics::NestingTooDeep::outermost);
  }

  template <class What>
  void fail(const CommonToken& token, const What& what) {
    auto at = span(token);
    at.end = std::min(at.end, at.begin + 1);
    diagnostics_.report(at, what);
    result_.sound = false;
    result_.input->seek(result_.input->size());
  }

  /// Shortens a token to `length` characters and continues behind it. Operators are ASCII.
  void cut(CommonToken& token, std::size_t length) {
    token.setStopIndex(token.getStartIndex() + length - 1);
    result_.input->seek(token.getStopIndex() + 1);
  }

  /// Joins the lines of a `///` comment, each without its marker and one leading space.
  /// Right behind the slashes there may be a string with escapes, for what a line cannot hold.
  void collect_doc(const antlr4::Token& token) {
    auto line = text_of(token).substr(3);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.pop_back();
    const auto is_string = (line.starts_with("e'") || line.starts_with("E'")) && line.size() > 2 &&
                           line.ends_with('\'');
    // What is no string after all is text.
    if (auto decoded = is_string ? decode_string(line) : std::nullopt) {
      line = std::move(*decoded);
    } else if (line.starts_with(' ')) {
      line.erase(0, 1);
    }
    if (!pending_doc_.empty()) pending_doc_ += '\n';
    pending_doc_ += line;
  }

  auto span(const antlr4::Token& token) const -> Span {
    return {file_.id(),
            static_cast<std::uint32_t>(offsets_.byte(token.getStartIndex())),
            static_cast<std::uint32_t>(offsets_.byte(token.getStopIndex() + 1))};
  }

  auto text_of(const antlr4::Token& token) const -> std::string {
    auto at = span(token);
    return std::string(file_.text().substr(at.begin, at.end - at.begin));
  }

  const source::SourceFile& file_;
  Diagnostics& diagnostics_;
  const Limits& limits_;
  Offsets offsets_;
  Tokens result_;
  std::vector<Span> open_;  // brackets and `case` that are open here
  std::size_t prefixes_ = 0;
  std::size_t open_joins_ = 0;
  bool reported_depth_ = false;
  std::string pending_doc_;
};

}  // namespace

auto read_tokens(const source::SourceFile& file, Diagnostics& diagnostics, const Limits& limits)
    -> Tokens {
  return TokenReader(file, diagnostics, limits).read();
}

}  // namespace ormc::syntax
