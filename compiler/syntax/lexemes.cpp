#include "syntax/lexemes.hpp"

#include "syntax/comments.hpp"
#include "syntax/offsets.hpp"
#include "syntax/token_source.hpp"

namespace ormc::syntax {

auto read_lexemes(const source::SourceFile& file) -> std::vector<Lexeme> {
  auto ignored = diagnostics::Diagnostics{};
  const auto tokens = read_tokens(file, ignored, {});
  const auto offsets = Offsets(file.text());
  auto lexemes = std::vector<Lexeme>{};
  auto end = offsets.byte(0);
  for (const auto& token : tokens.tokens) {
    const auto begin = offsets.byte(token->getStartIndex());
    for (const auto& comment : read_gap(file.text().substr(end, begin - end)).comments) {
      const auto at = static_cast<std::uint32_t>(comment.text.data() - file.text().data());
      const auto size = static_cast<std::uint32_t>(comment.text.size());
      lexemes.push_back({{file.id(), at, at + size}, true});
    }
    if (token->getType() == antlr4::Token::EOF) break;
    end = offsets.byte(token->getStopIndex() + 1);
    lexemes.push_back({{file.id(), begin, end}, false});
  }
  return lexemes;
}

}  // namespace ormc::syntax
