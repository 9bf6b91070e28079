// Literals that ormc reads itself, right and mutated, held against the input functions of the
// server. What ormc refuses the server must refuse; for most types the reverse holds too.
//
// ORM_LITERALS sets how many for each type, ORM_RANDOM_SEED which, ORM_LITERAL_TYPE one type.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "database/literal_cases.hpp"
#include "database/literal_judge.hpp"
#include "database/literal_mutator.hpp"
#include "support/postgres_server.hpp"

namespace {

using orm_tests::Covered;

auto number_from(const char* variable, std::size_t otherwise) -> std::size_t {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Counts {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  std::vector<std::string> too_strict;
  std::vector<std::string> too_lax;
};

void compare(orm_tests::LiteralJudge& judge,
             const orm_tests::LiteralCase& of,
             const std::vector<std::string>& texts,
             Counts& counts) {
  const auto type = std::string{of.written.empty() ? of.type : of.written};
  const auto server = judge.server_accepts(type, texts);
  auto lax = std::size_t{0};
  for (auto i = std::size_t{0}; i < texts.size(); ++i) {
    ++(server[i] ? counts.accepted : counts.refused);
    const auto ours = judge.is_value(of, texts[i]);
    const auto written = fmt::format("{} `{}`", type, texts[i]);
    if (server[i] && !(ours && judge.may_be_value(of, texts[i]))) {
      counts.too_strict.push_back(written);
    }
    if (server[i] || !ours) continue;
    if (judge.depends_on_zone(type, texts[i]) || judge.depends_on_hour(texts[i])) continue;
    ++lax;
    if (of.covered == Covered::whole) counts.too_lax.push_back(written);
  }
  if (lax > 0) fmt::print("{}: ormc lets {} pass that the server refuses\n", type, lax);
}

}  // namespace

TEST_CASE("literals are refused where the server refuses them") {
  const auto count = number_from("ORM_LITERALS", 2000);
  const auto seed = number_from("ORM_RANDOM_SEED", 1);
  const auto* const only = std::getenv("ORM_LITERAL_TYPE");
  auto mutator = orm_tests::LiteralMutator{seed};
  const auto conninfo = test_support::postgres_server::shared().create_database();
  auto connection = orm_tests::connect(conninfo);
  auto judge = orm_tests::LiteralJudge{connection.get()};
  auto counts = Counts{};
  for (const auto& of : orm_tests::literal_cases()) {
    if (only != nullptr && of.type != only) continue;
    compare(judge, of, mutator.texts(of, count), counts);
  }
  fmt::print(
      "literals, seed {}: the server accepts {}, refuses {}; of these ormc refuses {} and lets {} "
      "pass\n",
      seed,
      counts.accepted,
      counts.refused,
      counts.too_strict.size(),
      counts.too_lax.size());
  for (auto i = std::size_t{0}; i < counts.too_strict.size() && i < 60; ++i) {
    fmt::print("  refused: {}\n", counts.too_strict[i]);
  }
  for (auto i = std::size_t{0}; i < counts.too_lax.size() && i < 60; ++i) {
    fmt::print("  passed: {}\n", counts.too_lax[i]);
  }
  CHECK(counts.too_strict.empty());
  CHECK(counts.too_lax.empty());
  connection.reset();
  test_support::postgres_server::shared().drop_database(conninfo);
}
