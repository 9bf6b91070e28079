#include "emit/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace ormc::emit {
namespace {

/// Prints fragments one after the other, as the runtime does.
class Assembler {
 public:
  explicit Assembler(std::uint64_t presence) { variant_.presence = presence; }

  auto add(const sql::Fragment& fragment) -> void {
    using Role = sql::Fragment::Role;
    if ((variant_.presence & fragment.mask) != fragment.value) return;
    switch (fragment.role) {
      case Role::text:
        break;
      case Role::list:
        lists_.push_back({fragment.text});
        return;
      case Role::item:
        variant_.sql += lists_.back().has_items ? fragment.separator : lists_.back().introduction;
        lists_.back().has_items = true;
        break;
      case Role::otherwise:
        if (lists_.back().has_items) return;
        variant_.sql += lists_.back().introduction;
        lists_.back().has_items = true;
        break;
      case Role::end:
        lists_.pop_back();
        break;
    }
    variant_.sql += fragment.text;
    if (fragment.parameter) variant_.sql += fmt::format("${}", number(*fragment.parameter));
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

  struct OpenList {
    std::string introduction;
    bool has_items = false;
  };

  Variant variant_;
  std::vector<OpenList> lists_;
};

}  // namespace

auto assemble(const sql::StatementText& text, std::uint64_t presence) -> Variant {
  auto assembler = Assembler(presence);
  for (const auto& fragment : text.fragments) assembler.add(fragment);
  return assembler.take();
}

auto variants(const sql::StatementText& text, std::size_t limit) -> std::vector<Variant> {
  auto chosen = std::set<std::uint64_t>{0};
  auto count = std::size_t{1};
  for (const auto& [states, given] : text.switches)
    count = std::min(limit + 1, count * states.size());
  if (count <= limit) {
    for (const auto& [states, given] : text.switches) {
      auto before = std::exchange(chosen, {});
      for (auto presence : before) {
        for (auto state : states) chosen.insert(presence | state);
      }
    }
  } else {
    auto least = std::uint64_t{0};
    auto most = std::uint64_t{0};
    for (const auto& [states, given] : text.switches) {
      least |= states.front();
      most |= states.back();
    }
    chosen = {least, most};
    for (const auto& [states, given] : text.switches) {
      for (auto state : states) {
        chosen.insert((least & ~states.front()) | state);
        chosen.insert((most & ~states.back()) | state);
      }
    }
  }
  auto found = std::vector<Variant>{};
  for (auto presence : chosen) found.push_back(assemble(text, presence));
  return found;
}

auto whole(const sql::StatementText& text) -> Variant {
  auto presence = std::uint64_t{0};
  for (const auto& [states, given] : text.switches) presence |= states[given];
  return assemble(text, presence);
}

}  // namespace ormc::emit
