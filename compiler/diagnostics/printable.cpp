#include "diagnostics/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "source/utf8.hpp"

namespace ormc::diagnostics {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

auto contains(std::span<const Range> ranges, char32_t c) -> bool {
  return std::any_of(
      ranges.begin(), ranges.end(), [c](Range r) { return r.first <= c && c <= r.last; });
}

/// What a terminal obeys instead of showing, and what it does not show at all.
constexpr auto hidden = std::to_array<Range>({
    {0x0000, 0x001F},
    {0x007F, 0x009F},
    {0x061C, 0x061C},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x2069},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},
    {0xFFFE, 0xFFFF},
    {0xE0000, 0xE007F},
});

/// Marks that are drawn over the character before them.
constexpr auto combining = std::to_array<Range>({
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x064B, 0x065F},
    {0x0E34, 0x0E3A},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},
});

/// East Asian characters and emoji, which take two columns.
constexpr auto wide = std::to_array<Range>({
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE4F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
});

auto plain_width(char32_t c) -> std::size_t {
  if (c < 0x300) return 1;
  if (contains(combining, c)) return 0;
  return contains(wide, c) ? 2 : 1;
}

/// One code point, or one run of wrong bytes, as it is shown.
struct Cell {
  Printable shown;
  std::size_t length;  // in bytes of the source
};

auto cell_at(std::string_view text, std::size_t offset) -> Cell {
  auto step = source::decode_utf8(text, offset);
  auto bytes = text.substr(offset, step.length);
  if (step.status != source::Utf8Step::Status::valid) {
    auto shown = std::string{};
    for (auto byte : bytes) shown += fmt::format("<{:02X}>", static_cast<unsigned char>(byte));
    return {{shown, shown.size()}, step.length};
  }
  if (step.code_point == U'\t') return {{"    ", 4}, 1};
  if (contains(hidden, step.code_point)) {
    auto shown = fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(step.code_point));
    return {{shown, shown.size()}, step.length};
  }
  return {{std::string(bytes), plain_width(step.code_point)}, step.length};
}

/// Where the code point that ends at byte `end` begins.
auto step_back(std::string_view text, std::size_t end) -> std::size_t {
  auto begin = end - 1;
  while (begin > 0 && end - begin < 4 && !source::begins_code_point(text[begin])) --begin;
  auto whole = source::decode_utf8(text.substr(0, end), begin);
  return begin + whole.length == end ? begin : end - 1;
}

/// Marks without width could make an endless cell: what is cut by columns is cut by bytes too.
auto byte_limit(std::size_t columns) -> std::size_t { return columns * 8; }

}  // namespace

auto printable(std::string_view text) -> Printable {
  auto whole = Printable{};
  for (auto at = std::size_t{0}; at < text.size();) {
    auto cell = cell_at(text, at);
    whole.text += cell.shown.text;
    whole.width += cell.shown.width;
    at += cell.length;
  }
  return whole;
}

auto fitting_prefix(std::string_view text, std::size_t columns) -> std::size_t {
  auto width = std::size_t{0};
  for (auto at = std::size_t{0}; at < text.size();) {
    auto cell = cell_at(text, at);
    width += cell.shown.width;
    if (width > columns || at + cell.length > byte_limit(columns)) return at;
    at += cell.length;
  }
  return text.size();
}

auto fitting_suffix(std::string_view text, std::size_t columns) -> std::size_t {
  auto width = std::size_t{0};
  for (auto at = text.size(); at > 0;) {
    auto begin = step_back(text, at);
    width += cell_at(text.substr(0, at), begin).shown.width;
    if (width > columns || text.size() - begin > byte_limit(columns)) return text.size() - at;
    at = begin;
  }
  return text.size();
}

}  // namespace ormc::diagnostics
