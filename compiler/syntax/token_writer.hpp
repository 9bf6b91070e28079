#pragma once

#include <OrmParser.h>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "source/source.hpp"
#include "syntax/comments.hpp"
#include "syntax/layout_document.hpp"
#include "syntax/offsets.hpp"
#include "syntax/token_source.hpp"
#include "syntax/token_spacing.hpp"

namespace ormc::syntax {

/// Whether empty lines of the source are kept where a line ends.
enum class EmptyLines : std::uint8_t { drop, keep };

/// Writes the tokens of a file into a document, in order, each with the comments before it and the
/// break that was wished for, or the space that always stands between two such tokens.
class TokenWriter {
 public:
  TokenWriter(const source::SourceFile& file, const Tokens& tokens, LayoutDocument& document)
      : file_(file), tokens_(tokens), offsets_(file.text()), document_(document) {}

  // What stands between the last token and the next. See LayoutDocument.
  void wish(Break kind, EmptyLines empty = EmptyLines::drop);
  void fork(std::size_t columns);
  void open() { add({.kind = Kind::open}); }
  void close() { add({.kind = Kind::close}); }
  void boundary() { add({.kind = Kind::boundary}); }
  void force() { add({.kind = Kind::force}); }
  void indent(std::size_t columns) { add({.kind = Kind::indent, .columns = columns}); }
  void nest(std::size_t columns) { add({.kind = Kind::nest, .columns = columns}); }
  void hang(std::size_t columns) { add({.kind = Kind::hang, .columns = columns}); }
  void dedent() { add({.kind = Kind::dedent}); }
  void pad(std::size_t columns) { add({.kind = Kind::pad, .columns = columns}); }
  void if_broken(std::string_view text) { add({.kind = Kind::if_broken, .text = text}); }
  /// Writes a token that the source has not, right behind the last.
  void append(std::string_view text) { add({.kind = Kind::append, .text = text}); }
  /// Comments on lines of their own before the next token stand here: in a block, not behind it.
  void comments_here() { add({.kind = Kind::comments_here}); }

  /// Writes a token.
  void token(antlr4::tree::TerminalNode& node);
  /// Leaves a token out; its comments stay.
  void drop(antlr4::tree::TerminalNode& node);
  /// Writes the comments at the end of the file.
  void finish();

  /// Whether a token begins a line in the source.
  auto begins_line(std::size_t token) const -> bool;
  /// Whether an empty line stands before a token, or among the comments before it.
  auto begins_paragraph(std::size_t token) const -> bool;
  /// Columns of the source's text from the beginning of one token to the end of another.
  auto columns(std::size_t first, std::size_t last) const -> std::size_t;

 private:
  enum class Kind : std::uint8_t {
    wish,
    fork,
    open,
    close,
    boundary,
    force,
    indent,
    nest,
    hang,
    dedent,
    pad,
    if_broken,
    append,
    comments_here
  };
  struct Operation {
    Kind kind;
    Break wish = Break::none;
    std::size_t columns = 0;
    std::string_view text = {};
  };
  /// The comments of a gap: [0, trailing) end the line of the token before, [leading, ...) stand
  /// before the token behind on its line, those between on lines of their own.
  struct Placement {
    std::size_t trailing = 0;
    std::size_t leading = 0;
    bool ends_line = false;  // behind the trailing ones
  };

  void add(Operation operation) { pending_.push_back(operation); }
  auto begin_of(std::size_t token) const -> std::size_t;
  auto end_of(std::size_t token) const -> std::size_t;
  auto gap_before(std::size_t token) const -> Gap;
  void take_gap(std::size_t token);
  auto place_comments(std::size_t next_type) const -> Placement;
  void write_comments(std::size_t begin, std::size_t end, EmptyLines empty);
  void write_trailing(std::size_t count);
  void write_gap(Break usual, std::size_t next_type);
  void write_break(const Operation& wish, const Placement& placement, bool is_forced);
  void write_leading(std::size_t begin, std::size_t next_type);
  void replay(const Operation& operation);
  void word(antlr4::tree::TerminalNode& node, const TokenPlace& place);

  const source::SourceFile& file_;
  const Tokens& tokens_;
  Offsets offsets_;
  LayoutDocument& document_;
  std::vector<Operation> pending_;
  EmptyLines empty_lines_ = EmptyLines::drop;  // of the break that is wished for
  Gap gap_;  // before the next token, with the comments of those that were left out
  bool gap_is_joined_ = false;  // tokens were left out in it
  std::optional<TokenPlace> last_;
};

}  // namespace ormc::syntax
