#include "diagnostics/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "source/utf8.hpp"

namespace ormc::diagnostics {

namespace {

/// The code points of a name, ASCII letters in lower case; bytes that are no UTF-8 stand for
/// themselves.
auto fold(std::string_view name) -> std::u32string {
  auto folded = std::u32string{};
  for (auto at = std::size_t{0}; at < name.size();) {
    auto step = source::decode_utf8(name, at);
    auto valid = step.status == source::Utf8Step::Status::valid;
    auto c = valid ? step.code_point : static_cast<unsigned char>(name[at]);
    folded += c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
    at += step.length;
  }
  return folded;
}

/// How many edits a person may be off by.
auto tolerance(std::size_t length) -> std::size_t {
  if (length <= 4) return 1;
  return length <= 8 ? 2 : 3;
}

/// Three rows of the table of distances, which is all that a transposition looks back on.
struct Rows {
  explicit Rows(std::size_t columns, std::size_t fill)
      : before(columns, fill), above(columns, fill), current(columns, fill) {}

  void advance() {
    std::swap(before, above);
    std::swap(above, current);
  }

  std::vector<std::size_t> before;
  std::vector<std::size_t> above;
  std::vector<std::size_t> current;
};

/// The optimal string alignment distance of `a` and `b` where it is at most `limit`, else something
/// larger. Only the cells within `limit` of the diagonal are looked at, so the cost grows with the
/// length and not with its square.
auto distance(std::u32string_view a, std::u32string_view b, std::size_t limit) -> std::size_t {
  auto shorter = std::min(a.size(), b.size());
  if (std::max(a.size(), b.size()) - shorter > limit) return limit + 1;
  auto rows = Rows(b.size() + 1, limit + 1);
  for (auto j = std::size_t{0}; j <= std::min(b.size(), limit); ++j) rows.above[j] = j;
  for (auto i = std::size_t{1}; i <= a.size(); ++i) {
    auto first = i > limit ? i - limit : 0;
    auto last = std::min(b.size(), i + limit);
    auto best = limit + 1;
    for (auto j = first; j <= last; ++j) {
      auto cell = j == 0 ? i : limit + 1;
      if (j > first) cell = std::min(cell, rows.current[j - 1] + 1);
      if (j < i + limit) cell = std::min(cell, rows.above[j] + 1);
      if (j > 0) cell = std::min(cell, rows.above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cell = std::min(cell, rows.before[j - 2] + 1);
      }
      rows.current[j] = cell;
      best = std::min(best, cell);
    }
    if (best > limit) return limit + 1;
    rows.advance();
  }
  return rows.above[b.size()];
}

template <class Candidates>
auto find_nearest(std::string_view name, const Candidates& candidates)
    -> std::optional<std::string> {
  auto wanted = fold(name);
  if (wanted.empty()) return std::nullopt;
  // At least one character must be kept, or any one-letter name would be near any other.
  auto limit = std::min(tolerance(wanted.size()), wanted.size() - 1);
  auto found = std::optional<std::string>{};
  for (const auto& candidate : candidates) {
    auto edits = distance(wanted, fold(candidate), limit);
    if (edits > limit) continue;
    found = std::string(candidate);
    if (edits == 0) break;
    limit = edits - 1;
  }
  return found;
}

}  // namespace

auto nearest(std::string_view name, std::span<const std::string_view> candidates)
    -> std::optional<std::string> {
  return find_nearest(name, candidates);
}

auto nearest(std::string_view name, std::span<const std::string> candidates)
    -> std::optional<std::string> {
  return find_nearest(name, candidates);
}

auto did_you_mean(const std::optional<std::string>& suggestion) -> std::optional<std::string> {
  if (!suggestion) return std::nullopt;
  return fmt::format("did you mean `{}`?", *suggestion);
}

}  // namespace ormc::diagnostics
