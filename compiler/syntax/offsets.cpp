#include "syntax/offsets.hpp"

#include <algorithm>

#include "source/utf8.hpp"
#include "syntax/bytes_gate.hpp"

namespace ormc::syntax {

namespace {

constexpr auto stride = std::size_t{64};

auto is_ascii(std::string_view text) -> bool {
  return std::all_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

}  // namespace

Offsets::Offsets(std::string_view text)
    : base_(byte_order_mark_size(text)), text_(text.substr(base_)) {
  if (is_ascii(text_)) return;
  auto index = std::size_t{0};
  for (auto at = std::size_t{0}; at < text_.size(); ++at) {
    if (!source::begins_code_point(text_[at])) continue;
    if (index++ % stride == 0) marks_.push_back(static_cast<std::uint32_t>(at));
  }
}

auto Offsets::byte(std::size_t index) const -> std::uint32_t {
  auto at = std::min(index, text_.size());
  if (!marks_.empty()) {
    auto mark = index / stride;
    at = mark < marks_.size() ? marks_[mark] : text_.size();
    for (auto left = index % stride; left > 0 && at < text_.size(); --left) {
      ++at;
      while (at < text_.size() && !source::begins_code_point(text_[at])) ++at;
    }
  }
  return static_cast<std::uint32_t>(base_ + at);
}

auto Offsets::code_point(std::size_t offset) const -> std::size_t {
  auto at = std::min(offset - std::min(offset, base_), text_.size());
  auto behind = std::upper_bound(marks_.begin(), marks_.end(), at);
  if (behind == marks_.begin()) return at;
  auto mark = std::prev(behind);
  auto before = static_cast<std::size_t>(mark - marks_.begin()) * stride;
  auto rest = text_.substr(*mark, at - *mark);
  return before + static_cast<std::size_t>(
                      std::count_if(rest.begin(), rest.end(), source::begins_code_point));
}

}  // namespace ormc::syntax
