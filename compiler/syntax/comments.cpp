#include "syntax/comments.hpp"

#include <algorithm>

namespace ormc::syntax {

namespace {

auto is_line_end(char c) -> bool { return c == '\n' || c == '\r'; }

/// Behind the `*/` that closes the comment at the beginning of `text`. Comments nest, as in SQL.
auto block_size(std::string_view text) -> std::size_t {
  auto depth = 0;
  auto at = std::size_t{0};
  while (at < text.size()) {
    auto pair = text.substr(at, 2);
    if (pair == "/*") {
      ++depth;
      at += 2;
    } else if (pair == "*/") {
      --depth;
      at += 2;
      if (depth == 0) return at;
    } else {
      ++at;
    }
  }
  return text.size();
}

auto comment_at(std::string_view text) -> Comment {
  if (text.starts_with("/*")) return {Comment::Kind::block, text.substr(0, block_size(text))};
  auto end = std::find_if(text.begin(), text.end(), is_line_end);
  auto line = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  return {line.starts_with("///") ? Comment::Kind::doc : Comment::Kind::line, line};
}

}  // namespace

auto read_gap(std::string_view text) -> Gap {
  auto gap = Gap{};
  auto lines = std::uint8_t{0};
  for (auto at = std::size_t{0}; at < text.size();) {
    auto c = text[at];
    if (is_line_end(c)) {
      if (lines < 2) ++lines;
      at += text.substr(at, 2) == "\r\n" ? 2 : 1;
    } else if (c == '/' || c == '-') {
      auto comment = comment_at(text.substr(at));
      comment.lines_before = lines;
      at += comment.text.size();
      gap.comments.push_back(comment);
      lines = 0;
    } else {
      ++at;
    }
  }
  gap.lines_before = lines;
  return gap;
}

auto normalized(const Comment& comment) -> std::string {
  auto text = std::string{};
  auto trim = [&] {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\f'))
      text.pop_back();
  };
  for (auto at = std::size_t{0}; at < comment.text.size(); ++at) {
    if (is_line_end(comment.text[at])) {
      if (comment.text.substr(at, 2) == "\r\n") ++at;
      trim();
      text += '\n';
    } else {
      text += comment.text[at];
    }
  }
  trim();
  return text;
}

}  // namespace ormc::syntax
