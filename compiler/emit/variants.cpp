#include "emit/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <set>

namespace ormc::emit {
namespace {

/// Prints fragments one after the other, as the runtime does.
class Assembler {
 public:
  explicit Assembler(std::uint64_t presence) { variant_.presence = presence; }

  auto add(const sql::Fragment& fragment) -> void {
    using List = sql::Fragment::List;
    if ((variant_.presence & fragment.mask) != fragment.value) return;
    if (fragment.list == List::begin) {
      opening_ = fragment.text;
      first_ = true;
      return;
    }
    if (fragment.list == List::item) {
      variant_.sql += first_ ? opening_ : ", ";
      first_ = false;
    }
    variant_.sql += fragment.text;
    if (fragment.parameter) variant_.sql += fmt::format("${}", number(*fragment.parameter));
    variant_.sql += fragment.suffix;
  }

  auto take() -> Variant { return std::move(variant_); }

 private:
  /// Parameters are numbered by first use.
  auto number(std::uint32_t parameter) -> std::size_t {
    auto& used = variant_.parameters;
    auto at = std::ranges::find(used, parameter);
    if (at == used.end()) at = used.insert(at, parameter);
    return static_cast<std::size_t>(at - used.begin()) + 1;
  }

  Variant variant_;
  std::string opening_;
  bool first_ = false;
};

}  // namespace

auto assemble(const sql::StatementText& text, std::uint64_t presence) -> Variant {
  auto assembler = Assembler(presence);
  for (const auto& fragment : text.fragments) assembler.add(fragment);
  return assembler.take();
}

auto optional_count(const sql::StatementText& text) -> std::uint32_t {
  auto bits = std::uint64_t{0};
  for (const auto& fragment : text.fragments) bits |= fragment.mask;
  return static_cast<std::uint32_t>(std::bit_width(bits));
}

auto variants(const sql::StatementText& text, std::uint32_t limit) -> std::vector<Variant> {
  auto count = optional_count(text);
  auto all = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  auto chosen = std::set<std::uint64_t>{0, all};
  if (count <= limit) {
    for (std::uint64_t presence = 0; presence < all; ++presence) chosen.insert(presence);
  } else {
    for (std::uint32_t bit = 0; bit < count; ++bit) {
      chosen.insert(std::uint64_t{1} << bit);
      chosen.insert(all & ~(std::uint64_t{1} << bit));
    }
  }
  auto found = std::vector<Variant>{};
  for (auto presence : chosen) found.push_back(assemble(text, presence));
  return found;
}

}  // namespace ormc::emit
