#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ormc::syntax {

/// What stands between two words. Up to `space` it never ends a line.
enum class Break : std::uint8_t {
  none,
  space,
  fill,  // a space; a line end where what follows, up to the next break of its group, does not fit
         // but would on the next line, or where not even the next words fit
  soft,  // nothing; a line end where its group is broken
  line,  // a space; a line end where its group is broken
  hard,  // a line end
};

/// Whether an empty line stands before what a break puts on a line of its own.
enum class EmptyLine : std::uint8_t { no, yes };

/// Words, the breaks between them and the groups that stay on one line if they fit, laid out over
/// lines in time linear in their number. Comments at the ends of neighbouring lines are aligned.
class LayoutDocument {
 public:
  explicit LayoutDocument(std::size_t width) : width_(width) {}

  /// A word. Line ends in it are kept as they are.
  void text(std::string_view text);
  /// A comment over several lines: lines that begin with `*` are aligned below its beginning.
  void block_comment(std::string_view text);
  /// A comment that ends its line and takes no width.
  void trailing(std::string_view comment);
  /// Stands there only where its group is broken.
  void if_broken(std::string_view text);
  /// So many spaces where the group is broken.
  void pad(std::size_t columns);
  void wish(Break kind, EmptyLine empty = EmptyLine::no);
  /// `fill`; where it ends the line, this and the next lines are indented, until `dedent`.
  void fork(std::size_t columns);
  void open();
  void close();
  /// What stands before this fits or does not, whatever follows.
  void boundary();
  /// Breaks the innermost group and those around it.
  void force();
  /// Lines begin so many columns further to the right than those around, until `dedent`.
  void indent(std::size_t columns);
  /// The same, if the innermost group is broken.
  void nest(std::size_t columns);
  /// Lines begin so many columns behind the place of what follows, until `dedent`.
  void hang(std::size_t columns);
  void dedent();

  /// The text, with a line end behind its last line; nothing for nothing.
  auto print() const -> std::string;

  enum class Kind : std::uint8_t {
    text,
    comment,
    trailing,
    if_broken,
    pad,
    wish,
    fork,
    open,
    close,
    boundary,
    force,
    indent,
    nest,
    hang,
    dedent
  };
  struct Item {
    Kind kind = Kind::text;
    Break wish = Break::none;
    EmptyLine empty = EmptyLine::no;
    std::size_t begin = 0;   // in the words
    std::size_t size = 0;    // of the text, in bytes
    std::size_t number = 0;  // columns
  };

 private:
  void add_text(Kind kind, std::string_view text);

  std::size_t width_;
  std::string words_;
  std::vector<Item> items_;
};

/// Columns that a text takes: its code points.
auto columns_of(std::string_view text) -> std::size_t;

}  // namespace ormc::syntax
