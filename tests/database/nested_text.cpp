#include "database/nested_text.hpp"

#include <algorithm>
#include <stdexcept>

namespace orm_tests {

NestedText::NestedText(std::string both) {
  auto copy = both;
  pieces_.push_back({std::move(copy), std::move(both)});
}

NestedText::NestedText(std::string written, std::string plain) {
  pieces_.push_back({std::move(written), std::move(plain)});
}

auto NestedText::operator+=(const NestedText& other) -> NestedText& {
  const auto copy = other.pieces_;
  pieces_.insert(pieces_.end(), copy.begin(), copy.end());
  return *this;
}

auto NestedText::when_given(std::size_t parameter) const -> NestedText {
  auto result = *this;
  for (auto& piece : result.pieces_) piece.needs.push_back(parameter);
  return result;
}

auto NestedText::when_chosen(std::size_t choice, std::size_t label) const -> NestedText {
  auto result = *this;
  for (auto& piece : result.pieces_) piece.choices.emplace_back(choice, label);
  return result;
}

auto NestedText::only_written() const -> NestedText {
  auto result = *this;
  for (auto& piece : result.pieces_) piece.plain.clear();
  return result;
}

auto NestedText::only_plain() const -> NestedText {
  auto result = *this;
  for (auto& piece : result.pieces_) piece.written.clear();
  return result;
}

auto NestedText::written() const -> std::string {
  auto text = std::string{};
  for (const auto& piece : pieces_) text += piece.written;
  return text;
}

auto NestedText::plain(const PartsState& state) const -> std::string {
  auto text = std::string{};
  for (const auto& piece : pieces_) {
    const auto is_there =
        std::ranges::all_of(piece.needs,
                            [&](auto place) { return static_cast<bool>(state.given.at(place)); }) &&
        std::ranges::all_of(piece.choices, [&](const auto& choice) {
          return state.chosen.at(choice.first) == choice.second;
        });
    if (is_there) text += piece.plain;
  }
  return text;
}

auto put(std::string_view pattern, std::initializer_list<NestedText> texts) -> NestedText {
  auto result = NestedText{};
  for (const auto& text : texts) {
    const auto hole = pattern.find("{}");
    if (hole == std::string_view::npos) throw std::logic_error{"a pattern without a hole"};
    result += NestedText{std::string{pattern.substr(0, hole)}} + text;
    pattern.remove_prefix(hole + 2);
  }
  return result + NestedText{std::string{pattern}};
}

auto join(const std::vector<NestedText>& texts, std::string_view between) -> NestedText {
  auto result = NestedText{};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) result += NestedText{std::string{between}};
    result += texts[i];
  }
  return result;
}

}  // namespace orm_tests
