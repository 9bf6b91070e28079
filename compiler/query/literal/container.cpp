#include "query/literal/container.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "query/literal/scan.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

// ---- arrays

/// A whole number in front, with a sign. What is too large the server cuts to 32 bits (atoi).
auto take_bound(std::string_view& text) -> std::optional<std::int32_t> {
  const auto end = text.find_first_not_of("0123456789+-");
  if (end == 0 || end == std::string_view::npos) return std::nullopt;
  const auto value = std::strtol(std::string{text.substr(0, end)}.c_str(), nullptr, 10);
  text.remove_prefix(end);
  return static_cast<std::int32_t>(value);
}

/// Reads an array. The server's rules for what is odd (empty arrays in others, spaces in between)
/// are many: what this does not know, it lets pass.
class ArrayReader {
 public:
  ArrayReader(std::string_view text, char delimiter, const IsValue& is_element)
      : rest_(text), delimiter_(delimiter), is_element_(is_element) {}

  auto read() -> bool {
    rest_ = trim(rest_);
    const auto bounded = rest_.starts_with('[');
    auto bounds = std::vector<std::size_t>{};
    while (take(rest_, '[')) {
      const auto size = take_bounds();
      if (!size) return false;
      bounds.push_back(*size);
      skip_spaces(rest_);
    }
    if (bounded) {
      if (!take(rest_, '=')) return false;
      skip_spaces(rest_);
    }
    return level(0) && trim(rest_).empty() && (!bounded || fits(bounds));
  }

 private:
  /// `2:3]` or `3]`: how many elements there are to be. The number behind the last must be one.
  auto take_bounds() -> std::optional<std::size_t> {
    auto lower = std::optional<std::int32_t>{1};
    auto upper = take_bound(rest_);
    if (upper && take(rest_, ':')) lower = std::exchange(upper, take_bound(rest_));
    if (!upper || !take(rest_, ']') || *upper < *lower) return std::nullopt;
    if (*upper == std::numeric_limits<std::int32_t>::max()) return std::nullopt;
    return static_cast<std::size_t>(std::int64_t{*upper} - *lower + 1);
  }

  auto fits(const std::vector<std::size_t>& bounds) const -> bool {
    if (sizes_.size() != bounds.size()) return false;
    for (auto i = std::size_t{0}; i < bounds.size(); ++i) {
      if (sizes_[i] != bounds[i]) return false;
    }
    return true;
  }

  /// One pair of braces. All of one depth have the same size.
  auto level(std::size_t depth) -> bool {
    constexpr auto most_dimensions = std::size_t{6};
    if (depth >= most_dimensions || !take(rest_, '{')) return false;
    auto count = std::size_t{0};
    auto holds_arrays = std::optional<bool>{};
    skip_spaces(rest_);
    if (take(rest_, '}')) return depth == 0 || note_size(depth, 0);
    do {
      skip_spaces(rest_);
      const auto is_array = rest_.starts_with('{');
      if (holds_arrays && *holds_arrays != is_array) return false;
      holds_arrays = is_array;
      if (!(is_array ? level(depth + 1) : element())) return false;
      ++count;
      skip_spaces(rest_);
    } while (take(rest_, delimiter_));
    return take(rest_, '}') && note_size(depth, count);
  }

  auto note_size(std::size_t depth, std::size_t size) -> bool {
    if (sizes_.size() <= depth) sizes_.resize(depth + 1);
    if (!sizes_[depth]) sizes_[depth] = size;
    return size > 0 && *sizes_[depth] == size;
  }

  auto element() -> bool {
    auto value = std::string{};
    if (take(rest_, '"')) {
      while (!rest_.starts_with('"')) {
        if (rest_.size() < 2) return false;
        take(rest_, '\\');
        if (rest_.empty()) return false;
        value += rest_.front();
        rest_.remove_prefix(1);
      }
      rest_.remove_prefix(1);
      return is_element_(value);
    }
    auto escaped = false;
    auto kept = std::size_t{0};  // spaces at the end do not count, unless they are escaped
    while (!rest_.empty() && !rest_.starts_with(delimiter_) && !rest_.starts_with('}')) {
      if (rest_.front() == '"' || rest_.front() == '{') return false;
      if (take(rest_, '\\')) {
        escaped = true;
        if (rest_.empty()) return false;
        kept = value.size() + 1;
      }
      value += rest_.front();
      if (!is_space(rest_.front())) kept = value.size();
      rest_.remove_prefix(1);
    }
    value.resize(kept);
    if (value.empty()) return false;
    if (!escaped && source::fold(value) == "null") return is_element_(std::nullopt);
    return is_element_(value);
  }

  std::string_view rest_;
  char delimiter_;
  const IsValue& is_element_;
  std::vector<std::optional<std::size_t>> sizes_;  // by depth
};

// ---- ranges and records

/// One value up to one of `ends`, quoted anywhere in it; nothing when it is not ended. Empty and
/// not quoted means none.
struct Part {
  std::string text;
  bool quoted = false;
};
auto take_part(std::string_view& rest, std::string_view ends) -> std::optional<Part> {
  auto part = Part{};
  auto inside = false;
  while (inside || rest.empty() || ends.find(rest.front()) == std::string_view::npos) {
    if (rest.empty()) return std::nullopt;
    const auto c = rest.front();
    rest.remove_prefix(1);
    if (c == '\\') {
      if (rest.empty()) return std::nullopt;
      part.text += rest.front();
      rest.remove_prefix(1);
    } else if (c == '"') {
      part.quoted = true;
      if (inside && rest.starts_with('"')) {
        part.text += c;
        rest.remove_prefix(1);
      } else {
        inside = !inside;
      }
    } else {
      part.text += c;
    }
  }
  return part;
}

auto is_absent(const Part& part) -> bool { return part.text.empty() && !part.quoted; }

auto is_part(const Part& part, const IsValue& is_value) -> bool {
  return is_absent(part) || is_value(part.text);
}

}  // namespace

auto is_array_text(std::string_view text, char delimiter, const IsValue& is_element) -> bool {
  return ArrayReader{text, delimiter, is_element}.read();
}

auto is_range_text(std::string_view text,
                   const IsValue& is_bound,
                   const std::function<bool(const RangeBounds&)>& are_bounds) -> bool {
  text = trim(text);
  if (source::fold(text) == "empty") return true;
  auto bounds = RangeBounds{};
  bounds.has_lower = take(text, '[');
  if (!bounds.has_lower && !take(text, '(')) return false;
  const auto lower = take_part(text, ",)]");
  if (!lower || !take(text, ',')) return false;
  const auto upper = take_part(text, ",)]");
  if (!upper) return false;
  bounds.has_upper = take(text, ']');
  if ((!bounds.has_upper && !take(text, ')')) || !text.empty()) return false;
  if (!is_part(*lower, is_bound) || !is_part(*upper, is_bound)) return false;
  if (!is_absent(*lower)) bounds.lower = lower->text;
  if (!is_absent(*upper)) bounds.upper = upper->text;
  return are_bounds(bounds);
}

auto is_multirange_text(std::string_view text, const IsValue& is_range) -> bool {
  text = trim(text);
  if (!take(text, '{')) return false;
  skip_spaces(text);
  if (take(text, '}')) return text.empty();
  do {
    skip_spaces(text);
    const auto whole = text;
    if (source::fold(text.substr(0, 5)) == "empty") {
      text.remove_prefix(5);
    } else {
      if (!take(text, '[') && !take(text, '(')) return false;
      if (!take_part(text, ")]")) return false;
      text.remove_prefix(1);
    }
    if (!is_range(whole.substr(0, whole.size() - text.size()))) return false;
    skip_spaces(text);
  } while (take(text, ','));
  return take(text, '}') && text.empty();
}

auto is_record_text(
    std::string_view text,
    std::size_t fields,
    const std::function<bool(std::size_t, std::optional<std::string_view>)>& is_field) -> bool {
  text = trim(text);
  if (!take(text, '(')) return false;
  for (auto i = std::size_t{0}; i < fields; ++i) {
    if (i > 0 && !take(text, ',')) return false;
    const auto part = take_part(text, ",)");
    if (!part) return false;
    if (!is_field(i,
                  is_absent(*part) ? std::nullopt : std::optional{std::string_view{part->text}})) {
      return false;
    }
  }
  return take(text, ')') && text.empty();
}

}  // namespace ormc::query
