#include "sql/layout.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace ormc::sql {

namespace {

/// More than any line: what contains a forced line end.
constexpr auto too_wide = std::numeric_limits<std::size_t>::max() / 4;

/// Columns that a text takes: its code points.
auto columns_of(std::string_view text) -> std::size_t {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

void Layout::text(std::string_view text) {
  if (text.empty()) return;
  if (!tokens_.empty() && tokens_.back().kind == Kind::text) {
    tokens_.back().size += text.size();
  } else {
    add({.kind = Kind::text, .begin = words_.size(), .size = text.size()});
  }
  words_ += text;
}

/// For a group: the columns it takes on one line, with the words stuck to its end. For a break:
/// those up to the next break of its group.
auto Layout::extents() const -> std::vector<std::size_t> {
  auto result = std::vector<std::size_t>(tokens_.size(), 0);
  auto position = std::vector<std::size_t>(tokens_.size() + 1, 0);
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    auto step = std::size_t{0};
    if (tokens_[i].kind == Kind::text) {
      step = columns_of(std::string_view{words_}.substr(tokens_[i].begin, tokens_[i].size));
    } else if (tokens_[i].kind == Kind::space) {
      step = 1;
    }
    position[i + 1] = position[i] + step;
  }
  // Words behind token i up to the next break, whichever group that belongs to.
  auto stuck = std::vector<std::size_t>(tokens_.size() + 1, 0);
  for (auto i = tokens_.size(); i-- > 0;) {
    switch (tokens_[i].kind) {
      case Kind::space:
      case Kind::soft:
      case Kind::line:
        stuck[i] = 0;
        break;
      case Kind::text:
      case Kind::open_all:
      case Kind::open_fill:
      case Kind::close:
      case Kind::indent:
      case Kind::mark:
        stuck[i] = stuck[i + 1] + position[i + 1] - position[i];
        break;
    }
  }
  struct Level {
    std::size_t open;
    std::size_t last_break;
    bool forced = false;        // holds a forced line end
    bool chunk_forced = false;  // holds one since its last break
  };
  const auto none = tokens_.size();
  auto levels = std::vector<Level>{{none, none}};
  auto end_chunk = [&](Level& level, std::size_t end, std::size_t behind) {
    if (level.last_break != none) {
      result[level.last_break] =
          level.chunk_forced ? too_wide : position[end] - position[level.last_break] + behind;
    }
    level.chunk_forced = false;
  };
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    switch (tokens_[i].kind) {
      case Kind::open_all:
      case Kind::open_fill:
        levels.push_back({i, none});
        break;
      case Kind::close: {
        auto level = levels.back();
        levels.pop_back();
        end_chunk(level, i, stuck[i]);
        result[level.open] =
            level.forced ? too_wide : position[i] - position[level.open] + stuck[i];
        if (level.forced) levels.back().forced = levels.back().chunk_forced = true;
        break;
      }
      case Kind::space:
      case Kind::soft:
        end_chunk(levels.back(), i, 0);
        levels.back().last_break = i;
        break;
      case Kind::line:
        end_chunk(levels.back(), i, 0);
        levels.back().last_break = none;
        levels.back().forced = true;
        break;
      case Kind::text:
      case Kind::indent:
      case Kind::mark:
        break;
    }
  }
  return result;
}

void Layout::mark(Mark mark) {
  add({.kind = Kind::mark, .begin = marks_.size()});
  marks_.push_back(std::move(mark));
}

auto Layout::finish_marked() const -> Marked {
  auto marks = std::vector<Mark>{};
  auto extent = extents();
  auto text = std::string{};
  auto column = std::size_t{0};
  auto indentation = 0;
  enum class State : std::uint8_t { flat, broken, fill };
  auto states = std::vector<State>{State::broken};
  auto break_line = [&] {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    for (auto mark = marks.rbegin(); mark != marks.rend() && mark->place > text.size(); ++mark) {
      mark->place = text.size();
    }
    text += '\n';
    text.append(static_cast<std::size_t>(indentation), ' ');
    column = static_cast<std::size_t>(indentation);
  };
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const auto& token = tokens_[i];
    switch (token.kind) {
      case Kind::text: {
        auto words = std::string_view{words_}.substr(token.begin, token.size);
        text += words;
        auto line = words.rfind('\n');
        column = line == std::string_view::npos ? column + columns_of(words)
                                                : columns_of(words.substr(line + 1));
        break;
      }
      case Kind::open_all:
      case Kind::open_fill: {
        auto fits = states.back() == State::flat || column + extent[i] <= width_;
        states.push_back(fits                           ? State::flat
                         : token.kind == Kind::open_all ? State::broken
                                                        : State::fill);
        break;
      }
      case Kind::close:
        states.pop_back();
        break;
      case Kind::space:
      case Kind::soft:
        if (states.back() == State::broken ||
            (states.back() == State::fill && column + extent[i] > width_)) {
          break_line();
        } else if (token.kind == Kind::space) {
          text += ' ';
          ++column;
        }
        break;
      case Kind::line:
        break_line();
        break;
      case Kind::indent:
        indentation += token.width;
        break;
      case Kind::mark:
        marks.push_back(marks_[token.begin]);
        marks.back().place = text.size();
        break;
    }
  }
  return {std::move(text), std::move(marks)};
}

}  // namespace ormc::sql
