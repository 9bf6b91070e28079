#include "syntax/token_writer.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "source/fold.hpp"

namespace ormc::syntax {

namespace {

using antlr4::tree::TerminalNode;

auto empty_line(std::uint8_t lines, EmptyLines empty) -> EmptyLine {
  return lines > 1 && empty == EmptyLines::keep ? EmptyLine::yes : EmptyLine::no;
}

auto closes(std::size_t type) -> bool {
  return type == OrmParser::CLOSE_PAREN || type == OrmParser::CLOSE_BRACKET ||
         type == OrmParser::CLOSE_BRACE;
}

/// A word that the lexer takes for a keyword by its letters, in whatever case.
auto is_keyword(std::size_t type) -> bool {
  return type >= OrmParser::K_ALL && type < OrmParser::STAR;
}

}  // namespace

auto TokenWriter::begin_of(std::size_t token) const -> std::size_t {
  return offsets_.byte(tokens_.tokens[token]->getStartIndex());
}

auto TokenWriter::end_of(std::size_t token) const -> std::size_t {
  return offsets_.byte(tokens_.tokens[token]->getStopIndex() + 1);
}

auto TokenWriter::columns(std::size_t first, std::size_t last) const -> std::size_t {
  return columns_of(file_.text().substr(begin_of(first), end_of(last) - begin_of(first)));
}

auto TokenWriter::gap_before(std::size_t token) const -> Gap {
  auto begin = token == 0 ? offsets_.byte(0) : end_of(token - 1);
  return read_gap(file_.text().substr(begin, begin_of(token) - begin));
}

auto TokenWriter::begins_line(std::size_t token) const -> bool {
  auto gap = gap_before(token);
  auto has_line = [](const Comment& comment) { return comment.lines_before > 0; };
  return gap.lines_before > 0 || std::ranges::any_of(gap.comments, has_line);
}

auto TokenWriter::begins_paragraph(std::size_t token) const -> bool {
  auto gap = gap_before(token);
  auto has_empty = [](const Comment& comment) { return comment.lines_before > 1; };
  return gap.lines_before > 1 || std::ranges::any_of(gap.comments, has_empty);
}

void TokenWriter::wish(Break kind, EmptyLines empty) {
  auto stronger = kind;
  for (const auto& operation : pending_) {
    if (operation.kind == Kind::wish) stronger = std::max(stronger, operation.wish);
  }
  std::erase_if(pending_, [](const Operation& each) { return each.kind == Kind::wish; });
  add({.kind = Kind::wish, .wish = stronger});
  if (empty == EmptyLines::keep) empty_lines_ = EmptyLines::keep;
}

void TokenWriter::fork(std::size_t columns) { add({.kind = Kind::fork, .columns = columns}); }

void TokenWriter::take_gap(std::size_t token) {
  auto gap = gap_before(token);
  if (gap_is_joined_ && gap.comments.empty()) {
    gap_.lines_before = std::max(gap_.lines_before, gap.lines_before);
    return;
  }
  if (gap_is_joined_ && !gap.comments.empty()) {
    auto& first = gap.comments.front().lines_before;
    first = std::max(first, gap_.lines_before);
  }
  gap_.lines_before = gap.lines_before;
  std::ranges::move(gap.comments, std::back_inserter(gap_.comments));
}

void TokenWriter::token(TerminalNode& node) {
  auto index = node.getSymbol()->getTokenIndex();
  take_gap(index);
  auto place = place_of(node);
  auto written =
      index > 0 && begin_of(index) == end_of(index - 1) ? Written::together : Written::apart;
  auto usual = last_ ? usual_space(*last_, place, written) : Break::none;
  write_gap(usual, place.type);
  word(node, place);
  last_ = place;
}

void TokenWriter::drop(TerminalNode& node) {
  take_gap(node.getSymbol()->getTokenIndex());
  gap_is_joined_ = true;
}

void TokenWriter::finish() {
  take_gap(tokens_.tokens.size() - 1);
  auto placement = place_comments(antlr4::Token::EOF);
  write_trailing(placement.trailing);
  for (const auto& operation : std::exchange(pending_, {})) replay(operation);
  write_comments(placement.trailing, gap_.comments.size(), EmptyLines::keep);
}

void TokenWriter::word(TerminalNode& node, const TokenPlace& place) {
  auto index = node.getSymbol()->getTokenIndex();
  auto text = file_.text().substr(begin_of(index), end_of(index) - begin_of(index));
  if (is_keyword(place.type) && !place.is_name) {
    document_.text(source::fold(text));
  } else {
    document_.text(text);
  }
}

/// A comment ends the line of the token before when it stands on it and a line or a list ends
/// behind it; a doc comment never does, since it is about what follows.
auto TokenWriter::place_comments(std::size_t next_type) const -> Placement {
  const auto& comments = gap_.comments;
  const auto is_end = closes(next_type) || next_type == antlr4::Token::EOF;
  auto result = Placement{.leading = comments.size()};
  auto count = std::size_t{0};
  auto is_doc = [&](std::size_t i) { return comments[i].kind == Comment::Kind::doc; };
  while (last_ && count < comments.size() && comments[count].lines_before == 0 && !is_doc(count))
    ++count;
  if (count < comments.size()) {
    result.ends_line = is_doc(count) || comments[count].lines_before > 0;
  } else {
    result.ends_line = gap_.lines_before > 0;
  }
  if (result.ends_line || is_end) result.trailing = count;
  if (is_end || gap_.lines_before > 0) return result;
  while (result.leading > result.trailing &&
         comments[result.leading - 1].kind == Comment::Kind::block) {
    --result.leading;
    if (comments[result.leading].lines_before > 0) break;
  }
  return result;
}

void TokenWriter::write_trailing(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto& comment = gap_.comments[i];
    if (comment.kind == Comment::Kind::block) {
      document_.wish(Break::space);
      document_.block_comment(normalized(comment));
    } else {
      document_.trailing(normalized(comment));
    }
  }
}

void TokenWriter::write_comments(std::size_t begin, std::size_t end, EmptyLines empty) {
  for (auto i = begin; i < end; ++i) {
    const auto& comment = gap_.comments[i];
    if (last_ || i > 0) document_.wish(Break::hard, empty_line(comment.lines_before, empty));
    if (comment.kind == Comment::Kind::block) {
      document_.block_comment(normalized(comment));
    } else {
      document_.text(normalized(comment));
    }
  }
}

void TokenWriter::write_leading(std::size_t begin, std::size_t next_type) {
  for (auto i = begin; i < gap_.comments.size(); ++i) {
    document_.block_comment(normalized(gap_.comments[i]));
    auto is_last = i + 1 == gap_.comments.size();
    auto is_glued = next_type == OrmParser::COMMA || next_type == OrmParser::SEMICOLON;
    if (!is_last || !is_glued) document_.wish(Break::space);
  }
}

void TokenWriter::replay(const Operation& operation) {
  switch (operation.kind) {
    case Kind::open:
      return document_.open();
    case Kind::close:
      return document_.close();
    case Kind::boundary:
      return document_.boundary();
    case Kind::force:
      return document_.force();
    case Kind::indent:
      return document_.indent(operation.columns);
    case Kind::nest:
      return document_.nest(operation.columns);
    case Kind::hang:
      return document_.hang(operation.columns);
    case Kind::dedent:
      return document_.dedent();
    case Kind::pad:
      return document_.pad(operation.columns);
    case Kind::if_broken:
      return document_.if_broken(operation.text);
    case Kind::append:
      return document_.text(operation.text);
    case Kind::wish:
    case Kind::fork:
    case Kind::comments_here:
      return;
  }
}

/// The break itself, with the comments on lines of their own that stand before it.
void TokenWriter::write_break(const Operation& wish, const Placement& placement, bool is_forced) {
  auto empty = wish.wish == Break::hard ? EmptyLines::keep : empty_lines_;
  auto own = placement.leading > placement.trailing;
  if (own) write_comments(placement.trailing, placement.leading, empty);
  auto next_lines = placement.leading < gap_.comments.size()
                        ? gap_.comments[placement.leading].lines_before
                        : gap_.lines_before;
  auto must_end = is_forced || own || (placement.trailing > 0 && placement.ends_line) ||
                  (placement.leading < gap_.comments.size() && next_lines > 0);
  if (wish.kind == Kind::fork) {
    if (!must_end) return document_.fork(wish.columns);
    document_.indent(wish.columns);
  }
  if (!last_ && !own) return;  // the beginning of the file
  document_.wish(must_end ? Break::hard : wish.wish, empty_line(next_lines, empty));
}

void TokenWriter::write_gap(Break usual, std::size_t next_type) {
  auto placement = place_comments(next_type);
  write_trailing(placement.trailing);
  auto has_wish = std::ranges::any_of(pending_, [](const Operation& each) {
    return each.kind == Kind::wish || each.kind == Kind::fork;
  });
  if (!has_wish) {
    auto opens = std::ranges::find_if(pending_, [](const Operation& each) {
      return each.kind == Kind::open || each.kind == Kind::nest || each.kind == Kind::hang;
    });
    auto leads = placement.leading < gap_.comments.size();
    auto opening =
        last_ && (last_->type == OrmParser::OPEN_PAREN || last_->type == OrmParser::OPEN_BRACKET);
    if (leads && usual == Break::none && !opening && last_) usual = Break::space;
    pending_.insert(opens, {.kind = Kind::wish, .wish = usual});
  }
  auto comments_stand = false;
  for (const auto& operation : std::exchange(pending_, {})) {
    if (operation.kind == Kind::comments_here && placement.leading > placement.trailing) {
      write_comments(placement.trailing, placement.leading, empty_lines_);
      placement.trailing = placement.leading;
      comments_stand = true;
    } else if (operation.kind == Kind::wish || operation.kind == Kind::fork) {
      write_break(operation, placement, comments_stand);
    } else {
      replay(operation);
    }
  }
  write_leading(placement.leading, next_type);
  gap_ = {};
  gap_is_joined_ = false;
  empty_lines_ = EmptyLines::drop;
}

}  // namespace ormc::syntax
