// Which of a statement's texts are looked at: the choice matters where there are too many for a
// case.

#include "emit/variants.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace {

using ormc::sql::StatementText;

/// A text that spells its bits.
auto text_of(std::size_t switches) -> StatementText {
  auto text = StatementText{};
  for (std::size_t i = 0; i < switches; ++i) {
    auto bit = std::uint64_t{1} << i;
    text.fragments.push_back({.mask = bit, .value = bit, .text = std::to_string(i)});
    text.switches.push_back({{0, bit}, 1});
  }
  return text;
}

auto has(const std::vector<ormc::emit::Variant>& variants, std::uint64_t presence) -> bool {
  return std::ranges::any_of(variants,
                             [&](const auto& variant) { return variant.presence == presence; });
}

}  // namespace

TEST_CASE("of few parts all combinations are looked at", "[emit]") {
  CHECK(ormc::emit::variants(text_of(6)).size() == 64);
  CHECK(ormc::emit::variants(text_of(0)).size() == 1);
}

TEST_CASE("of many parts each is looked at alone and left out alone", "[emit]") {
  auto variants = ormc::emit::variants(text_of(40));
  auto all = (std::uint64_t{1} << 40) - 1;
  CHECK(variants.size() == 82);
  CHECK(has(variants, 0));
  CHECK(has(variants, all));
  for (auto i = 0; i < 40; ++i) {
    CHECK(has(variants, std::uint64_t{1} << i));
    CHECK(has(variants, all & ~(std::uint64_t{1} << i)));
  }
}

TEST_CASE("the whole text has every part, and the first of all orders", "[emit]") {
  auto text = text_of(2);
  text.fragments.push_back({.mask = 4, .value = 0, .text = " up"});
  text.fragments.push_back({.mask = 4, .value = 4, .text = " down"});
  text.switches.push_back({{0, 4}, 0});
  CHECK(ormc::emit::whole(text).sql == "01 up");
}
