#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// Whether texts are values of types that are made of others, as their input functions read them.
namespace ormc::query {

/// Says whether one of the values inside is one of its type.
using IsValue = std::function<bool(std::string_view text)>;

/// `{a, b}`, `{{a}, {b}}`, `[2:3]={a, b}`; elements are separated by `delimiter`.
auto is_array_text(std::string_view text, char delimiter, const IsValue& is_element) -> bool;

/// `[a, b)`, `(, b]`, `empty`. Numbers are compared: the lower bound may not be above the other.
enum class Bounds : std::uint8_t { numbers, others };
auto is_range_text(std::string_view text, Bounds bounds, const IsValue& is_bound) -> bool;

/// `{[a, b), (c, d]}`.
auto is_multirange_text(std::string_view text, const IsValue& is_range) -> bool;

/// `(a, "b", )`; the values that are not NULL are asked about by their places.
auto is_record_text(std::string_view text,
                    std::size_t fields,
                    const std::function<bool(std::size_t, std::string_view)>& is_field) -> bool;

}  // namespace ormc::query
