#include "schema/object_name.hpp"

#include <algorithm>

namespace ormc::schema {
namespace {

/// pg_mbcliplen for UTF-8: at most `limit` bytes, and whole characters.
auto clip(std::string_view text, std::size_t limit) -> std::string_view {
  if (text.size() <= limit) return text;
  const auto continues = [&](std::size_t i) {
    return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  while (limit > 0 && continues(limit)) --limit;
  return text.substr(0, limit);
}

}  // namespace

auto make_object_name(std::string_view first, std::string_view second, std::string_view label)
    -> std::string {
  const auto overhead = (second.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  const auto available = longest_name - overhead;
  auto first_size = first.size();
  auto second_size = second.size();
  while (first_size + second_size > available) {
    if (first_size > second_size) {
      --first_size;
    } else {
      --second_size;
    }
  }
  auto result = std::string{clip(first, first_size)};
  if (!second.empty()) result.append("_").append(clip(second, second_size));
  if (!label.empty()) result.append("_").append(label);
  return result;
}

auto choose_name(std::string_view first,
                 std::string_view second,
                 std::string_view label,
                 const std::function<bool(const std::string&)>& is_taken) -> std::string {
  auto own_label = std::string{label};
  for (auto pass = 1;; ++pass) {
    auto name = make_object_name(first, second, own_label);
    if (!is_taken(name)) return name;
    own_label = std::string{label} + std::to_string(pass);
  }
}

auto join_column_names(const std::vector<std::string>& columns) -> std::string {
  auto result = std::string{};
  for (const auto& column : columns) {
    if (!result.empty()) result += '_';
    result += column;
    if (result.size() > longest_name) break;
  }
  return result;
}

auto unique_column_names(const std::vector<std::string>& names) -> std::vector<std::string> {
  auto result = std::vector<std::string>{};
  for (const auto& given : names) {
    const auto& origin = given.empty() ? std::string{"expr"} : given;
    auto name = origin;
    for (auto i = 1; std::ranges::find(result, name) != result.end(); ++i) {
      const auto number = std::to_string(i);
      name = std::string{clip(origin, longest_name - number.size())} + number;
    }
    result.push_back(std::move(name));
  }
  return result;
}

}  // namespace ormc::schema
