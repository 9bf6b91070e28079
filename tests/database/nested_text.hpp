#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orm_tests {

/// Which optional parameters of a query are given, by their place, and which of its orders each
/// choice says: as many as there are when it is absent.
struct PartsState {
  std::vector<bool> given;
  std::vector<std::size_t> chosen;
};

/// A text as it is written in a query, and what it is in plain SQL in each state.
class NestedText {
 public:
  NestedText() = default;
  NestedText(std::string both);
  NestedText(const char* both) : NestedText(std::string{both}) {}
  NestedText(std::string written, std::string plain);

  auto operator+=(const NestedText& other) -> NestedText&;
  friend auto operator+(NestedText left, const NestedText& right) -> NestedText {
    return left += right;
  }

  /// In plain SQL only when a parameter is given.
  auto when_given(std::size_t parameter) const -> NestedText;
  /// In plain SQL only when an order is chosen.
  auto when_chosen(std::size_t choice, std::size_t label) const -> NestedText;
  auto only_written() const -> NestedText;
  auto only_plain() const -> NestedText;

  auto written() const -> std::string;
  auto plain(const PartsState& state) const -> std::string;

 private:
  struct Piece {
    std::string written;
    std::string plain;
    std::vector<std::size_t> needs = {};
    std::vector<std::pair<std::size_t, std::size_t>> choices = {};
  };
  std::vector<Piece> pieces_;
};

/// `pattern` with a text for each `{}`.
auto put(std::string_view pattern, std::initializer_list<NestedText> texts) -> NestedText;
auto join(const std::vector<NestedText>& texts, std::string_view between) -> NestedText;

}  // namespace orm_tests
