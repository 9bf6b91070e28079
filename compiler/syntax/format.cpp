#include "syntax/format.hpp"

#include <OrmParser.h>

#include <stdexcept>
#include <utility>
#include <vector>

#include "diagnostics/syntax_diagnostics.hpp"
#include "source/fold.hpp"
#include "syntax/bytes_gate.hpp"
#include "syntax/comments.hpp"
#include "syntax/formatter.hpp"
#include "syntax/layout_document.hpp"
#include "syntax/offsets.hpp"
#include "syntax/token_source.hpp"
#include "syntax/token_writer.hpp"
#include "syntax/unit_parser.hpp"
#include "syntax/units.hpp"

namespace ormc::syntax {

namespace {

using diagnostics::Diagnostics;
using source::SourceFile;

/// What formatting must not change of a file.
struct Substance {
  struct Word {
    std::size_t type;
    std::string text;
    auto operator==(const Word&) const -> bool = default;
  };
  std::vector<Word> words;
  std::vector<std::string> comments;
  auto operator==(const Substance&) const -> bool = default;
};

/// Whether a token may be left out: a comma or a semicolon before `}`, a semicolon behind a body.
auto may_be_left_out(const Tokens& tokens, std::size_t index) -> bool {
  auto type_of = [&](std::size_t i) { return tokens.tokens[i]->getType(); };
  auto type = type_of(index);
  if (type != OrmParser::COMMA && type != OrmParser::SEMICOLON) return false;
  if (type_of(index + 1) == OrmParser::CLOSE_BRACE) return true;
  if (type == OrmParser::COMMA || index == 0) return false;
  auto before = type_of(index - 1);
  return before == OrmParser::CLOSE_BRACE || before == OrmParser::RAW_TEXT ||
         before == OrmParser::DOLLAR_STRING;
}

/// A comment with its lines moved to the left: a layout may move them together.
auto substance_of(const Comment& comment) -> std::string {
  auto text = std::string{};
  auto begins_line = false;
  for (auto c : normalized(comment)) {
    if (begins_line && (c == ' ' || c == '\t')) continue;
    begins_line = c == '\n';
    text += c;
  }
  return text;
}

auto substance_of(const SourceFile& file, const Tokens& tokens) -> Substance {
  auto result = Substance{};
  auto offsets = Offsets(file.text());
  auto end = static_cast<std::size_t>(offsets.byte(0));
  for (std::size_t i = 0; i < tokens.tokens.size(); ++i) {
    const auto& token = *tokens.tokens[i];
    auto begin = static_cast<std::size_t>(offsets.byte(token.getStartIndex()));
    for (const auto& comment : read_gap(file.text().substr(end, begin - end)).comments)
      result.comments.push_back(substance_of(comment));
    if (token.getType() == antlr4::Token::EOF) break;
    end = offsets.byte(token.getStopIndex() + 1);
    if (may_be_left_out(tokens, i)) continue;
    auto text = file.text().substr(begin, end - begin);
    auto is_keyword = token.getType() >= OrmParser::K_ALL && token.getType() < OrmParser::STAR;
    result.words.push_back({token.getType(), is_keyword ? source::fold(text) : std::string(text)});
  }
  return result;
}

/// A mistake of the formatter must not cost anybody a line of code.
void check_substance(const SourceFile& file, const Tokens& tokens, const std::string& text) {
  auto sources = source::SourceSet{};
  const auto& formatted = sources.file(sources.add(file.path(), text));
  auto ignored = Diagnostics{};
  auto again = read_tokens(formatted, ignored, {});
  if (!again.sound || substance_of(file, tokens) != substance_of(formatted, again))
    throw std::logic_error("the formatter changes more of " + file.path() + " than its layout");
}

/// A file that does not parse with `@x` as attributes, with a space where `@` is the operator. None
/// when it does not parse so either: then `diagnostics` says why.
auto with_operators_apart(const SourceFile& file, Diagnostics& diagnostics, const Limits& limits)
    -> std::optional<std::string> {
  auto found = Diagnostics{};
  parse(file, found, limits);
  found.sort();
  auto text = std::string{file.text()};
  for (auto i = found.all().size(); i-- > 0;) {
    const auto& each = found.all()[i];
    if (each.info.code != diagnostics::AttributeAsOperator::info.code) continue;
    text.insert(each.primary.begin + 1, " ");
  }
  if (!found.has_errors() && text.size() != file.text().size()) return text;
  parse(file, diagnostics, limits);
  return std::nullopt;
}

}  // namespace

auto format(const SourceFile& file, Diagnostics& diagnostics, const Limits& limits)
    -> std::optional<std::string> {
  if (!check_bytes(file, diagnostics, limits)) return std::nullopt;
  auto tokens = read_tokens(file, diagnostics, limits);
  if (!tokens.sound) return std::nullopt;
  auto document = LayoutDocument(format_width);
  auto writer = TokenWriter(file, tokens, document);
  auto formatter = Formatter(writer);
  auto parser = UnitParser(tokens);
  for (auto unit : split_units(tokens)) {
    auto* context = parser.attempt(parser.slice(unit), unit.end, &OrmParser::unit);
    if (context == nullptr) {
      const auto apart = with_operators_apart(file, diagnostics, limits);
      if (!apart) return std::nullopt;
      auto sources = source::SourceSet{};
      return format(sources.file(sources.add(file.path(), *apart)), diagnostics, limits);
    }
    formatter.unit(*context);
  }
  writer.finish();
  auto text = document.print();
  check_substance(file, tokens, text);
  return text;
}

}  // namespace ormc::syntax
