#include "query/literal/object_name.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "query/literal/scan.hpp"
#include "query/literal/system.hpp"

namespace ormc::query {
namespace {

/// `"a b"` or all up to a space or a point.
auto take_name(std::string_view& text) -> bool {
  if (!take(text, '"')) {
    const auto end = std::find_if(
        text.begin(), text.end(), [](char c) { return c == '.' || (is_space(c) && c != '\v'); });
    const auto is_empty = end == text.begin();
    text = std::string_view(end, text.end());
    return !is_empty;
  }
  while (true) {
    const auto end = text.find('"');
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
    if (!take(text, '"')) return true;
  }
}

/// How many names there are, with points between; nothing when they are malformed.
auto count_names(std::string_view text) -> std::optional<std::size_t> {
  auto count = std::size_t{0};
  do {
    skip_spaces(text);
    if (text.empty() || !take_name(text)) return std::nullopt;
    ++count;
    skip_spaces(text);
  } while (take(text, '.'));
  return text.empty() ? std::optional{count} : std::nullopt;
}

auto is_numeric(std::string_view text) -> bool {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

auto has_names(std::string_view text, std::size_t most) -> bool {
  if (text == "-") return true;
  if (is_numeric(text)) return is_oid(text);
  const auto names = count_names(text);
  return names && *names <= most;
}

}  // namespace

auto is_object_name(std::string_view text) -> bool { return has_names(text, 3); }

auto is_plain_object_name(std::string_view text) -> bool { return has_names(text, 1); }

auto is_object_signature(std::string_view text) -> bool {
  constexpr auto most_names = std::size_t{3};
  if (text == "-" || text == "0") return true;
  if (is_numeric(text)) return is_oid(text);
  auto in_quotes = false;
  const auto open = std::find_if(text.begin(), text.end(), [&](char c) {
    if (c == '"') in_quotes = !in_quotes;
    return c == '(' && !in_quotes;
  });
  if (open == text.end()) return false;
  const auto names = count_names(std::string_view(text.begin(), open));
  return names && *names <= most_names && trim(std::string_view(open, text.end())).ends_with(')');
}

}  // namespace ormc::query
