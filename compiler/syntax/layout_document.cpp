#include "syntax/layout_document.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace ormc::syntax {

namespace {

using Kind = LayoutDocument::Kind;
using Item = LayoutDocument::Item;

/// More than any line: what contains a forced line end.
constexpr auto too_wide = std::numeric_limits<std::size_t>::max() / 4;

/// The spaces between code and the comment at the end of its line.
constexpr auto before_comment = std::size_t{2};

auto first_line(std::string_view text) -> std::string_view {
  return text.substr(0, text.find('\n'));
}

/// Whether a line may end in an item.
auto may_end_line(const Item& item) -> bool {
  return item.kind == Kind::fork || (item.kind == Kind::wish && item.wish > Break::space);
}

/// What an item takes on one line, and whether a line may or must end in it.
class Widths {
 public:
  Widths(const std::vector<Item>& items, std::string_view words) : items_(items), words_(words) {
    positions_.resize(items.size() + 1, 0);
    for (std::size_t i = 0; i < items.size(); ++i) positions_[i + 1] = positions_[i] + own(i);
    measure_stuck();
    measure_extents();
  }

  /// Of a group: the columns that it takes on one line, with the words stuck to its end. Of a
  /// break: those up to the next break of its group.
  auto extent(std::size_t item) const -> std::size_t { return extents_[item]; }
  /// The columns of a break and the words behind it, up to any next break.
  auto stuck(std::size_t item) const -> std::size_t { return 1 + stuck_[item + 1]; }

 private:
  struct Level {
    std::size_t open;
    std::size_t last_break;
    bool forced = false;        // holds a forced line end
    bool chunk_forced = false;  // holds one since its last break
  };

  auto text_of(std::size_t i) const -> std::string_view {
    return words_.substr(items_[i].begin, items_[i].size);
  }

  auto own(std::size_t i) const -> std::size_t {
    const auto& item = items_[i];
    if (item.kind == Kind::text || item.kind == Kind::comment)
      return columns_of(first_line(text_of(i)));
    if (item.kind == Kind::fork) return 1;
    if (item.kind != Kind::wish) return 0;
    return item.wish == Break::none || item.wish == Break::soft ? 0 : 1;
  }

  /// The words behind each item up to the next place where a line may end.
  void measure_stuck() {
    stuck_.resize(items_.size() + 1, 0);
    for (auto i = items_.size(); i-- > 0;) {
      const auto& item = items_[i];
      if (may_end_line(item)) continue;
      auto is_text = item.kind == Kind::text || item.kind == Kind::comment;
      auto goes_on = !is_text || text_of(i).find('\n') == std::string_view::npos;
      stuck_[i] = own(i) + (goes_on ? stuck_[i + 1] : 0);
    }
  }

  void end_chunk(Level& level, std::size_t end, std::size_t behind) {
    if (level.last_break != none_) {
      extents_[level.last_break] =
          level.chunk_forced ? too_wide : positions_[end] - positions_[level.last_break] + behind;
    }
    level.chunk_forced = false;
  }

  void measure_break(std::vector<Level>& levels, std::size_t i) {
    if (!may_end_line(items_[i])) return;
    auto& level = levels.back();
    end_chunk(level, i, 0);
    level.last_break = i;
    if (items_[i].wish != Break::hard) return;
    level.last_break = none_;
    level.forced = true;
  }

  void measure_extents() {
    extents_.resize(items_.size(), 0);
    auto levels = std::vector<Level>{{none_, none_}};
    for (std::size_t i = 0; i < items_.size(); ++i) {
      switch (items_[i].kind) {
        case Kind::open:
          levels.push_back({i, none_});
          break;
        case Kind::close: {
          auto level = levels.back();
          levels.pop_back();
          end_chunk(level, i, stuck_[i]);
          extents_[level.open] =
              level.forced ? too_wide : positions_[i] - positions_[level.open] + stuck_[i];
          if (level.forced) levels.back().forced = levels.back().chunk_forced = true;
          break;
        }
        case Kind::boundary:
          end_chunk(levels.back(), i, stuck_[i]);
          levels.back().last_break = none_;
          break;
        case Kind::force:
          levels.back().forced = levels.back().chunk_forced = true;
          break;
        case Kind::wish:
        case Kind::fork:
          measure_break(levels, i);
          break;
        case Kind::text:
        case Kind::comment:
        case Kind::trailing:
        case Kind::if_broken:
        case Kind::pad:
        case Kind::indent:
        case Kind::nest:
        case Kind::hang:
        case Kind::dedent:
          break;
      }
    }
  }

  static constexpr auto none_ = std::numeric_limits<std::size_t>::max();

  const std::vector<Item>& items_;
  std::string_view words_;
  std::vector<std::size_t> positions_;
  std::vector<std::size_t> stuck_;
  std::vector<std::size_t> extents_;
};

/// A line of the output, or several where a word has line ends of its own.
struct Line {
  std::string text;
  std::size_t columns = 0;  // of its last line
  std::string comment;      // at its end
};

auto closes(const Line& line) -> bool {
  auto first = line.text.find_first_not_of(' ');
  return first != std::string::npos && (line.text[first] == '}' || line.text[first] == ')');
}

/// Whether two neighbouring lines may share a column of comments: not around an empty line, nor
/// where brackets open and close.
auto belong_together(const Line& line, const Line& next) -> bool {
  if (line.text.empty() || next.text.empty() || closes(line) || closes(next)) return false;
  auto last = line.text.back();
  return last != '{' && last != '(' && last != '[';
}

/// How much further to the right than its line a comment may stand, and where it should end.
constexpr auto farthest_comment = std::size_t{40};
constexpr auto comment_end = std::size_t{100};

/// Lines in a row whose comments stand below each other, and where: one long line does not move
/// those of all its neighbours.
struct CommentGroup {
  std::size_t least = std::string::npos;
  std::size_t most = 0;
  std::size_t widest = 0;  // comment

  /// Takes a line in, unless comments would then stand too far away.
  auto add(const Line& line) -> bool {
    if (line.comment.empty()) return true;
    auto larger = CommentGroup{std::min(least, line.columns),
                               std::max(most, line.columns),
                               std::max(widest, columns_of(line.comment))};
    const auto is_first = least == std::string::npos;
    const auto fits = larger.most - larger.least <= farthest_comment &&
                      larger.column() + larger.widest <= comment_end;
    if (!is_first && larger.most != larger.least && !fits) return false;
    *this = larger;
    return true;
  }
  auto column() const -> std::size_t { return most + before_comment; }
};

auto join(const std::vector<Line>& lines) -> std::string {
  auto text = std::string{};
  for (auto begin = std::size_t{0}; begin < lines.size();) {
    auto group = CommentGroup{};
    group.add(lines[begin]);
    auto end = begin + 1;
    while (end < lines.size() && belong_together(lines[end - 1], lines[end]) &&
           group.add(lines[end])) {
      ++end;
    }
    for (; begin < end; ++begin) {
      const auto& line = lines[begin];
      text += line.text;
      if (!line.comment.empty()) {
        if (line.columns > 0) text.append(group.column() - line.columns, ' ');
        text += line.comment;
      }
      text += '\n';
    }
  }
  return text;
}

/// Goes over the items once and decides, at each group and break, by what still fits.
class Printer {
 public:
  Printer(const std::vector<Item>& items, std::string_view words, std::size_t width)
      : items_(items), words_(words), width_(width), widths_(items, words) {}

  auto print() -> std::vector<Line> {
    for (std::size_t i = 0; i < items_.size(); ++i) item(i);
    if (line_.text.empty() && line_.comment.empty()) return std::move(lines_);
    lines_.push_back(std::move(line_));
    return std::move(lines_);
  }

 private:
  auto text_of(const Item& item) const -> std::string_view {
    return words_.substr(item.begin, item.size);
  }
  auto is_broken() const -> bool { return broken_.back() != 0; }
  /// Where the next word would begin.
  auto column() const -> std::size_t {
    return (line_.text.empty() ? line_begin_ : line_.columns) + spaces_;
  }

  void item(std::size_t i) {
    const auto& item = items_[i];
    switch (item.kind) {
      case Kind::text:
        return word(text_of(item));
      case Kind::comment:
        return comment(text_of(item));
      case Kind::trailing:
        if (!line_.comment.empty()) line_.comment += ' ';
        line_.comment += text_of(item);
        return;
      case Kind::if_broken:
        if (is_broken()) word(text_of(item));
        return;
      case Kind::pad:
        if (is_broken()) spaces_ += item.number;
        return;
      case Kind::wish:
        return wish(i);
      case Kind::fork:
        return fork(i);
      case Kind::open:
        broken_.push_back(is_broken() && column() + widths_.extent(i) > width_ ? 1 : 0);
        return;
      case Kind::close:
        broken_.pop_back();
        return;
      case Kind::boundary:
      case Kind::force:
        return;
      case Kind::indent:
        indents_.push_back(indents_.back() + item.number);
        return;
      case Kind::nest:
        indents_.push_back(indents_.back() + (is_broken() ? item.number : 0));
        return;
      case Kind::hang:
        indents_.push_back(column() + item.number);
        return;
      case Kind::dedent:
        indents_.pop_back();
        return;
    }
  }

  /// Whether what follows a break goes to the next line, which begins at `begin`.
  auto moves(std::size_t i, std::size_t begin) const -> bool {
    if (!is_broken() || column() + widths_.extent(i) <= width_) return false;
    return begin + widths_.extent(i) <= width_ + 1 || column() + widths_.stuck(i) > width_;
  }

  void wish(std::size_t i) {
    const auto& item = items_[i];
    switch (item.wish) {
      case Break::none:
        return;
      case Break::space:
        ++spaces_;
        return;
      case Break::fill:
        if (moves(i, indents_.back())) return break_line(item.empty);
        ++spaces_;
        return;
      case Break::soft:
        if (is_broken()) break_line(item.empty);
        return;
      case Break::line:
        if (is_broken()) return break_line(item.empty);
        ++spaces_;
        return;
      case Break::hard:
        return break_line(item.empty);
    }
  }

  void fork(std::size_t i) {
    auto begin = indents_.back() + items_[i].number;
    auto ends_line = moves(i, begin);
    indents_.push_back(ends_line ? begin : indents_.back());
    if (ends_line) return break_line(EmptyLine::no);
    ++spaces_;
  }

  void break_line(EmptyLine empty) {
    spaces_ = 0;
    line_begin_ = indents_.back();
    if (line_.text.empty() && line_.comment.empty()) return;  // a line has begun already
    lines_.push_back(std::exchange(line_, {}));
    if (empty == EmptyLine::yes) lines_.emplace_back();
  }

  void begin_word() {
    auto before = line_.text.empty() ? line_begin_ + spaces_ : spaces_;
    line_.text.append(before, ' ');
    line_.columns += before;
    spaces_ = 0;
  }

  void word(std::string_view text) {
    begin_word();
    line_.text += text;
    auto last = text.rfind('\n');
    line_.columns = last == std::string_view::npos ? line_.columns + columns_of(text)
                                                   : columns_of(text.substr(last + 1));
  }

  void comment(std::string_view text) {
    begin_word();
    auto below = line_.columns + 1;
    for (auto is_first = true; !text.empty() || is_first; is_first = false) {
      auto part = first_line(text);
      text.remove_prefix(std::min(text.size(), part.size() + 1));
      if (!is_first) {
        line_.text += '\n';
        line_.columns = 0;
        auto begin = std::min(part.find_first_not_of(" \t"), part.size());
        if (begin < part.size() && part[begin] == '*') {
          line_.text.append(below, ' ');
          line_.columns = below;
          part.remove_prefix(begin);
        }
      }
      line_.text += part;
      line_.columns += columns_of(part);
    }
  }

  const std::vector<Item>& items_;
  std::string_view words_;
  std::size_t width_;
  Widths widths_;
  std::vector<Line> lines_;
  Line line_;
  std::size_t line_begin_ = 0;  // where the first word of this line stands
  std::size_t spaces_ = 0;      // before the next word
  std::vector<std::size_t> indents_ = {0};
  std::vector<std::uint8_t> broken_ = {1};
};

}  // namespace

auto columns_of(std::string_view text) -> std::size_t {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void LayoutDocument::add_text(Kind kind, std::string_view text) {
  items_.push_back({.kind = kind, .begin = words_.size(), .size = text.size()});
  words_ += text;
}

void LayoutDocument::text(std::string_view text) { add_text(Kind::text, text); }
void LayoutDocument::block_comment(std::string_view text) { add_text(Kind::comment, text); }
void LayoutDocument::trailing(std::string_view comment) { add_text(Kind::trailing, comment); }
void LayoutDocument::if_broken(std::string_view text) { add_text(Kind::if_broken, text); }

void LayoutDocument::pad(std::size_t columns) {
  items_.push_back({.kind = Kind::pad, .number = columns});
}

void LayoutDocument::wish(Break kind, EmptyLine empty) {
  items_.push_back({.kind = Kind::wish, .wish = kind, .empty = empty});
}

void LayoutDocument::fork(std::size_t columns) {
  items_.push_back({.kind = Kind::fork, .number = columns});
}

void LayoutDocument::open() { items_.push_back({.kind = Kind::open}); }
void LayoutDocument::close() { items_.push_back({.kind = Kind::close}); }
void LayoutDocument::boundary() { items_.push_back({.kind = Kind::boundary}); }
void LayoutDocument::force() { items_.push_back({.kind = Kind::force}); }

void LayoutDocument::indent(std::size_t columns) {
  items_.push_back({.kind = Kind::indent, .number = columns});
}

void LayoutDocument::nest(std::size_t columns) {
  items_.push_back({.kind = Kind::nest, .number = columns});
}

void LayoutDocument::hang(std::size_t columns) {
  items_.push_back({.kind = Kind::hang, .number = columns});
}

void LayoutDocument::dedent() { items_.push_back({.kind = Kind::dedent}); }

auto LayoutDocument::print() const -> std::string {
  return join(Printer(items_, words_, width_).print());
}

}  // namespace ormc::syntax
