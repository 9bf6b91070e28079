#include "emit/cpp/template.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <stdexcept>
#include <utility>

namespace ormc::emit::cpp {
namespace {

/// Stands before a line that must begin at column 0. It cannot come from user text: control
/// characters never reach C++ unescaped.
constexpr char column_zero = '\x02';

/// Fills one picture; knows which holes were used.
class Filler {
 public:
  explicit Filler(std::initializer_list<Hole> holes)
      : holes_(holes.begin(), holes.end()), used_(holes_.size(), false) {}

  auto fill_line(std::string_view line) -> void {
    auto begin = line.find_first_not_of(' ');
    if (begin != std::string_view::npos && line[begin] == '$' && line.size() > begin + 2 &&
        line.find('$', begin + 1) == line.size() - 1) {
      return fill_block(line.substr(0, begin),
                        hole(line.substr(begin + 1, line.size() - begin - 2)));
    }
    fill_inline(line);
    out_ += '\n';
  }

  auto take() -> std::string {
    for (std::size_t i = 0; i < holes_.size(); ++i) {
      if (!used_[i]) fail("is filled but not in the picture", holes_[i].name);
    }
    return std::move(out_);
  }

 private:
  [[noreturn]] static auto fail(const char* what, std::string_view name) -> void {
    throw std::logic_error(fmt::format("template: hole `{}` {}", name, what));
  }

  auto hole(std::string_view name) -> const std::string& {
    for (std::size_t i = 0; i < holes_.size(); ++i) {
      if (holes_[i].name != name) continue;
      used_[i] = true;
      return holes_[i].text;
    }
    fail("is in the picture but not filled", name);
  }

  auto fill_block(std::string_view indentation, std::string_view block) -> void {
    while (!block.empty()) {
      auto end = block.find('\n');
      auto line = block.substr(0, end);
      if (!line.empty() && line[0] != column_zero) out_ += indentation;
      out_ += line;
      out_ += '\n';
      block.remove_prefix(end == std::string_view::npos ? block.size() : end + 1);
    }
  }

  auto fill_inline(std::string_view line) -> void {
    while (true) {
      auto begin = line.find('$');
      out_ += line.substr(0, begin);
      if (begin == std::string_view::npos) return;
      auto end = line.find('$', begin + 1);
      if (end == std::string_view::npos) fail("is not closed", line.substr(begin));
      const auto& text = hole(line.substr(begin + 1, end - begin - 1));
      auto newline = text.find('\n');
      if (newline != std::string::npos && text.find(column_zero) != newline + 1) {
        fail("takes a block, which needs a line of its own", line.substr(begin, end - begin + 1));
      }
      out_ += text;
      line.remove_prefix(end + 1);
    }
  }

  std::vector<Hole> holes_;
  std::vector<bool> used_;
  std::string out_;
};

}  // namespace

auto fill(std::string_view picture, std::initializer_list<Hole> holes) -> std::string {
  if (!picture.empty() && picture.front() == '\n') picture.remove_prefix(1);
  auto filler = Filler(holes);
  while (!picture.empty()) {
    auto end = picture.find('\n');
    filler.fill_line(picture.substr(0, end));
    picture.remove_prefix(end == std::string_view::npos ? picture.size() : end + 1);
  }
  return filler.take();
}

auto join_blocks(const std::vector<std::string>& blocks, std::string_view separator)
    -> std::string {
  auto out = std::string{};
  for (const auto& block : blocks) {
    if (block.empty()) continue;
    if (!out.empty()) out += separator;
    out += block;
    if (out.back() != '\n') out += '\n';
  }
  return out;
}

auto keep_columns(std::string_view text) -> std::string {
  auto out = std::string{};
  for (auto c : text) {
    out += c;
    if (c == '\n') out += column_zero;
  }
  return out;
}

auto finish(std::string_view text) -> std::string {
  auto out = std::string{};
  auto previous = std::string_view("{");  // nothing is like the begin of a block
  auto blank_waits = false;
  while (!text.empty()) {
    auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) {
      blank_waits = true;
      continue;
    }
    auto opened = previous.ends_with('{') && !previous.starts_with("namespace ");
    auto closes = line[line.find_first_not_of(' ')] == '}' && !line.starts_with("}  // namespace");
    if (blank_waits && !opened && !closes) out += '\n';
    blank_waits = false;
    previous = line;
    for (auto c : line) {
      if (c != column_zero) out += c;
    }
    out += '\n';
  }
  return out;
}

}  // namespace ormc::emit::cpp
