#include "query/literal/scan.hpp"

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <string>

namespace ormc::query {
namespace {

/// One that is too large, or so small that it would be zero. Subnormal numbers are marked by the C
/// library too, and are numbers.
template <class Float>
auto is_out_of_range(Float value) -> bool {
  return errno == ERANGE && (value == Float{0} || std::isinf(value));
}

}  // namespace

auto take_double(std::string_view& text) -> std::optional<double> {
  skip_spaces(text);
  const auto number = std::string{text};
  char* end = nullptr;
  errno = 0;
  const auto value = std::strtod(number.c_str(), &end);
  if (end == number.c_str() || is_out_of_range(value)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - number.c_str()));
  skip_spaces(text);
  return value;
}

auto take_strict_double(std::string_view& text) -> std::optional<double> {
  const auto number = std::string{text};
  char* end = nullptr;
  errno = 0;
  const auto value = std::strtod(number.c_str(), &end);
  if (end == number.c_str() || errno != 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - number.c_str()));
  return value;
}

auto fits_float(std::string_view text) -> bool {
  const auto number = std::string{trim(text)};
  char* end = nullptr;
  errno = 0;
  const auto value = std::strtof(number.c_str(), &end);
  return end != number.c_str() && *end == '\0' && !is_out_of_range(value);
}

}  // namespace ormc::query
