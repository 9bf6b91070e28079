#include "diagnostics/diagnostic.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace ormc::diagnostics {

auto Diagnostic::label(Span span, std::string text) -> Diagnostic& {
  labels.push_back({span, std::move(text)});
  return *this;
}

auto Diagnostic::fixit(Span span, std::string replacement) -> Diagnostic& {
  fixits.push_back({span, std::move(replacement)});
  return *this;
}

namespace {

/// A message about a name of a megabyte need not be as long: the middle of it goes.
void shorten(std::string& text) {
  constexpr auto longest = std::size_t{2000};
  constexpr auto kept = std::size_t{800};  // at each end
  if (text.size() <= longest) return;
  const auto is_inside = [&](std::size_t at) {  // of a character
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  auto begin = kept;
  auto end = text.size() - kept;
  while (is_inside(begin)) --begin;
  while (end < text.size() && is_inside(end)) ++end;
  text.replace(begin, end - begin, " ... ");
}

/// Of a name that is used thousands of times, the first uses are enough.
constexpr auto most_repetitions = std::size_t{20};

}  // namespace

auto Diagnostics::add(Diagnostic diagnostic) -> Diagnostic& {
  shorten(diagnostic.message);
  if (diagnostic.help) shorten(*diagnostic.help);
  const auto& at = diagnostic.primary;
  auto is_new = known_.emplace(diagnostic.info.code, at.file, at.begin, at.end).second;
  // The caller may still add labels to what it reported: those of a repetition must not end up on
  // the finding that is kept.
  if (!is_new) return repeated_ = std::move(diagnostic);
  if (auto* first = find_in_declaration(diagnostic)) {
    if (first->labels.size() < most_repetitions) first->label(at, "and here");
    for (auto& fix : diagnostic.fixits) first->fixits.push_back(std::move(fix));
    return repeated_ = std::move(diagnostic);
  }
  if (diagnostic.info.severity == Severity::error) ++errors_;
  return all_.emplace_back(std::move(diagnostic));
}

void Diagnostics::begin_declaration(Span first_token) {
  declarations_.emplace_back(first_token.file, first_token.begin);
}

auto Diagnostics::declaration_at(Span span) const -> Place {
  auto behind =
      std::upper_bound(declarations_.begin(), declarations_.end(), Place{span.file, span.begin});
  return behind == declarations_.begin() ? Place{span.file, 0} : *std::prev(behind);
}

auto Diagnostics::find_in_declaration(const Diagnostic& diagnostic) -> Diagnostic* {
  if (diagnostic.info.repeats == Repeats::at_each_place) return nullptr;
  auto [known, is_new] = told_.try_emplace(
      {diagnostic.info.code, declaration_at(diagnostic.primary), diagnostic.message}, all_.size());
  return is_new ? nullptr : &all_[known->second];
}

void Diagnostics::sort() {
  auto key = [](const Diagnostic& d) {
    return std::tuple(d.primary.file, d.primary.begin, d.info.severity, d.info.code);
  };
  told_.clear();  // its places in `all_` are no longer those
  std::stable_sort(all_.begin(), all_.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    return key(a) < key(b);
  });
}

}  // namespace ormc::diagnostics
