// The same input gives the same bytes, wherever and however the compiler runs (RELIABILITY I22; I03
// and I21 for line ends and second builds).

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "run_ormc.hpp"

using orm_tests::run_ormc;
using orm_tests::Surroundings;
using orm_tests::TemporaryFolder;

namespace {

const auto outputs = {"shop.orm.hpp", "stock.orm.hpp", "schema.sql", "program.json"};

constexpr auto shop =
    "module shop;\n"
    "model Sale { id: bigint @id @identity; item: stock.Item @index; }\n"
    "query sales -> row[] { select s.id, i.name from Sale s join stock.Item i on i.id = s.item }\n";
constexpr auto stock =
    "module stock;\n"
    "enum Kind { b, a }\n"
    "model Item { id: bigint @id; name: text; kind: Kind; }\n";

auto build(const std::vector<std::string>& files,
           const TemporaryFolder& out,
           Surroundings surroundings = {}) -> std::map<std::string, std::string> {
  auto arguments = files;
  arguments.insert(arguments.end(), {"--out", out.path().string()});
  auto run = run_ormc(arguments, surroundings);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  auto texts = std::map<std::string, std::string>{};
  for (const auto* name : outputs) {
    texts[name] = out.read(name);
    CHECK_FALSE(texts[name].empty());
  }
  return texts;
}

}  // namespace

TEST_CASE(
    "I22: output does not depend on the order of files, the folder, the locale, the time zone",
    "[I22]") {
  auto folder = TemporaryFolder();
  auto one = folder.write("models/shop.orm", shop);
  auto two = folder.write("models/stock.orm", stock);
  auto out = TemporaryFolder();
  auto expected = build({one, two}, out);
  CHECK(build({two, one}, out) == expected);
  CHECK(build({"models/stock.orm", "models/shop.orm"}, out, {.folder = folder.path()}) == expected);
  CHECK(build({"./shop.orm", "../models/stock.orm"}, out, {.folder = folder.path() / "models"}) ==
        expected);
  CHECK(build({one, two},
              out,
              {.variables = {"LC_ALL=tr_TR.UTF-8", "TZ=Asia/Kathmandu", "LANG=de_DE"}}) ==
        expected);
  CHECK(build({one, two}, TemporaryFolder(), {.mask = 077}) == expected);
  // Where nothing is that a run may take for its own, and where other names stand in memory.
  CHECK(build({one, two}, out, {.variables = {"MALLOC_PERTURB_=165", "HOME=/nonexistent"}}) ==
        expected);
}

TEST_CASE("I03: line ends do not show in the output", "[I03]") {
  auto out = TemporaryFolder();
  auto with_ends = [&](const std::string& line_end) {
    auto folder = TemporaryFolder();
    auto converted = [&](std::string text) {
      for (auto at = text.find('\n'); at != std::string::npos;
           at = text.find('\n', at + line_end.size())) {
        text.replace(at, 1, line_end);
      }
      return text;
    };
    return build(
        {folder.write("shop.orm", converted(shop)), folder.write("stock.orm", converted(stock))},
        out);
  };
  auto expected = with_ends("\n");
  CHECK(with_ends("\r\n") == expected);
  CHECK(with_ends("\r") == expected);
  auto folder = TemporaryFolder();
  auto mixed = std::string(shop);
  mixed.replace(mixed.find('\n'), 1, "\r\n");
  mixed.pop_back();  // and none at the end
  CHECK(build({folder.write("shop.orm", mixed), folder.write("stock.orm", stock)}, out) ==
        expected);
}

TEST_CASE("I21: a second build touches nothing", "[I21]") {
  auto folder = TemporaryFolder();
  auto one = folder.write("shop.orm", shop);
  auto two = folder.write("stock.orm", stock);
  auto out = TemporaryFolder();
  build({one, two}, out);
  auto times = std::map<std::string, std::filesystem::file_time_type>{};
  for (const auto* name : outputs) {
    auto long_ago = std::filesystem::last_write_time(out.path() / name) - std::chrono::hours(1);
    std::filesystem::last_write_time(out.path() / name, long_ago);
    times[name] = long_ago;
  }
  build({two, one}, out);
  for (const auto* name : outputs) {
    CHECK(std::filesystem::last_write_time(out.path() / name) == times[name]);
  }
}
