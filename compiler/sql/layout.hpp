#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/tree.hpp"

namespace ormc::sql {

/// Something that takes no place in a text: where a part, a list or an item begins or ends.
struct Mark {
  enum class Kind : std::uint8_t {
    part_begin,  // of what is there only with `presence`
    part_end,
    list_begin,  // up to the first item stands what introduces the list
    list_end,
    item_begin,  // between two items stands what separates them
    item_end,
    otherwise,  // an item, `text`, for when no other is there
    parameter,  // the next `length` bytes are the number of parameter `index`
  };
  Kind kind;
  tree::Presence presence = {};
  std::string text = {};
  std::uint32_t index = 0;
  std::size_t length = 0;
  std::size_t place = 0;  // in the laid out text
};

/// Lays a stream of words out over lines, in time linear in their number. Groups that fit the line
/// stay on it; of those that do not, `all` breaks at each of its own breaks, `fill` only where the
/// line ends.
class Layout {
 public:
  enum class Mode : std::uint8_t { all, fill };

  explicit Layout(std::size_t width = 92) : width_(width) {}

  void text(std::string_view text);
  /// A break that is a space on the line.
  void space() { add({.kind = Kind::space}); }
  /// A break that is nothing on the line.
  void soft() { add({.kind = Kind::soft}); }
  /// A line end, whatever fits.
  void line() { add({.kind = Kind::line}); }
  void open(Mode mode) { add({.kind = mode == Mode::all ? Kind::open_all : Kind::open_fill}); }
  void close() { add({.kind = Kind::close}); }
  void indent(int columns = 2) { add({.kind = Kind::indent, .width = columns}); }
  void dedent(int columns = 2) { add({.kind = Kind::indent, .width = -columns}); }
  /// Marks do not change the text.
  void mark(Mark mark);

  /// The laid out text, without a line end behind it.
  auto finish() const -> std::string { return finish_marked().text; }

  struct Marked {
    std::string text;
    std::vector<Mark> marks;  // in order
  };
  auto finish_marked() const -> Marked;

 private:
  enum class Kind : std::uint8_t {
    text,
    space,
    soft,
    line,
    open_all,
    open_fill,
    close,
    indent,
    mark
  };
  struct Token {
    Kind kind;
    std::size_t begin = 0;  // in words_
    std::size_t size = 0;
    int width = 0;  // of indent
  };

  void add(Token token) { tokens_.push_back(token); }
  auto extents() const -> std::vector<std::size_t>;

  std::size_t width_;
  std::string words_;
  std::vector<Token> tokens_;
  std::vector<Mark> marks_;
};

}  // namespace ormc::sql
