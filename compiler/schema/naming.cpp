#include "schema/naming.hpp"

#include <algorithm>

namespace ormc::schema {
namespace {

auto is_upper(char c) -> bool { return c >= 'A' && c <= 'Z'; }
auto is_lower(char c) -> bool { return c >= 'a' && c <= 'z'; }
auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }
auto to_lower(char c) -> char { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
auto to_upper(char c) -> char { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
auto is_identifier_char(char c) -> bool {
  return is_upper(c) || is_lower(c) || is_digit(c) || c == '_';
}

auto begins_word(std::string_view name, std::size_t i) -> bool {
  if (i == 0 || !is_upper(name[i])) return false;
  const auto before = name[i - 1];
  if (is_lower(before) || is_digit(before)) return true;
  return is_upper(before) && i + 1 < name.size() && is_lower(name[i + 1]);
}

}  // namespace

auto snake_case(std::string_view name) -> std::string {
  auto result = std::string{};
  for (auto i = std::size_t{0}; i < name.size(); ++i) {
    if (begins_word(name, i)) result += '_';
    result += to_lower(name[i]);
  }
  return result;
}

auto sql_name_of(const syntax::Name& name) -> std::string {
  return name.quoted ? name.text : snake_case(name.text);
}

auto pascal_case(std::string_view name) -> std::string {
  auto result = std::string{};
  auto begins = true;
  for (const auto c : name) {
    if (c == '_') {
      begins = true;
      continue;
    }
    result += begins ? to_upper(c) : c;
    begins = false;
  }
  return result;
}

auto fold(std::string_view name) -> std::string {
  auto result = std::string{name};
  std::ranges::transform(result, result.begin(), to_lower);
  return result;
}

auto module_name_of(std::string_view path) -> std::string {
  if (const auto slash = path.find_last_of("/\\"); slash != path.npos)
    path.remove_prefix(slash + 1);
  if (const auto dot = path.find_last_of('.'); dot != path.npos && dot > 0)
    path = path.substr(0, dot);
  auto result = std::string{};
  for (const auto c : path) result += is_identifier_char(c) ? c : '_';
  if (result.empty() || is_digit(result.front())) result.insert(result.begin(), 'm');
  return result;
}

auto split_sql_name(std::string_view text) -> std::vector<std::string> {
  auto parts = std::vector<std::string>{{}};
  auto quoted = false;
  for (auto i = std::size_t{0}; i < text.size(); ++i) {
    const auto c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      parts.back() += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  const auto broken = quoted || std::ranges::any_of(parts, &std::string::empty);
  return broken ? std::vector<std::string>{} : parts;
}

}  // namespace ormc::schema
