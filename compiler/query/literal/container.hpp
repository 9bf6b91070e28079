#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// Whether texts are values of types that are made of others, as their input functions read them.
namespace ormc::query {

/// Says whether one of the values inside is one of its type. Nothing is NULL.
using IsValue = std::function<bool(std::optional<std::string_view> text)>;

/// `{a, b}`, `{{a}, {b}}`, `[2:3]={a, b}`; elements are separated by `delimiter`.
auto is_array_text(std::string_view text, char delimiter, const IsValue& is_element) -> bool;

/// The bounds of a range that has some; one that is not there is without end.
struct RangeBounds {
  std::optional<std::string> lower;
  std::optional<std::string> upper;
  bool has_lower = false;  // `[`
  bool has_upper = false;  // `]`
};
/// `[a, b)`, `(, b]`, `empty`. Of all bounds together `are_bounds` is asked.
auto is_range_text(std::string_view text,
                   const IsValue& is_bound,
                   const std::function<bool(const RangeBounds&)>& are_bounds) -> bool;

/// `{[a, b), (c, d]}`.
auto is_multirange_text(std::string_view text, const IsValue& is_range) -> bool;

/// `(a, "b", )`; the values are asked about by their places.
auto is_record_text(
    std::string_view text,
    std::size_t fields,
    const std::function<bool(std::size_t, std::optional<std::string_view>)>& is_field) -> bool;

}  // namespace ormc::query
