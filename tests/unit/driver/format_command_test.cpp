// `ormc fmt` as a shell sees it.

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "run_ormc.hpp"

using orm_tests::run_ormc;
using orm_tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

constexpr auto untidy = "ENUM  E{a,b}\n";
constexpr auto tidy = "enum E { a, b }\n";

auto contains(const std::string& text, const std::string& part) -> bool {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("fmt rewrites files in place, and leaves alone what is formatted", "[format]") {
  auto folder = TemporaryFolder();
  auto one = folder.write("one.orm", untidy);
  auto two = folder.write("two.orm", tidy);
  auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(24);
  fs::last_write_time(two, long_ago);
  REQUIRE(::chmod(one.c_str(), 0640) == 0);
  auto run = run_ormc({"fmt", one, two});
  INFO(run.err);
  CHECK(run.exit_code == 0);
  CHECK(run.out.empty());
  CHECK(run.err.empty());
  CHECK(folder.read("one.orm") == tidy);
  CHECK(folder.read("two.orm") == tidy);
  CHECK(fs::last_write_time(two) == long_ago);
  CHECK(fs::status(one).permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));
  CHECK(folder.names().size() == 2);
}

TEST_CASE("fmt --check changes nothing and says what is not formatted", "[format]") {
  auto folder = TemporaryFolder();
  auto one = folder.write("one.orm", std::string(tidy) + untidy);
  auto two = folder.write("two.orm", tidy);
  auto run = run_ormc({"fmt", "--check", one, two});
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "ORM0916"));
  CHECK(contains(run.err, "one.orm:2:1"));
  CHECK_FALSE(contains(run.err, "two.orm"));
  CHECK(folder.read("one.orm") == std::string(tidy) + untidy);
  CHECK(run_ormc({"fmt", "--check", two}).exit_code == 0);
  auto json = nlohmann::json::parse(run_ormc({"fmt", "--check", "--diagnostics=json", one}).err);
  CHECK(json.dump().find("ORM0916") != std::string::npos);
}

TEST_CASE("fmt - formats standard input to standard output", "[format]") {
  auto run = run_ormc({"fmt", "-"}, {.input = untidy});
  CHECK(run.exit_code == 0);
  CHECK(run.out == tidy);
  CHECK(run_ormc({"fmt", "--check", "-"}, {.input = untidy}).exit_code == 1);
  CHECK(run_ormc({"fmt", "--check", "-"}, {.input = tidy}).exit_code == 0);
  auto broken = run_ormc({"fmt", "-"}, {.input = "enum E {"});
  CHECK(broken.exit_code == 1);
  CHECK(broken.out.empty());
}

TEST_CASE("fmt does not change a file with errors, but the others", "[format]") {
  auto folder = TemporaryFolder();
  auto good = folder.write("good.orm", untidy);
  auto bad = folder.write("bad.orm", "ENUM  E{a,b}\nmodel {\n");
  auto run = run_ormc({"fmt", good, bad});
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "bad.orm:2"));
  CHECK(folder.read("good.orm") == tidy);
  CHECK(folder.read("bad.orm") == "ENUM  E{a,b}\nmodel {\n");
}

TEST_CASE("fmt needs no meaning", "[format]") {
  auto run = run_ormc({"fmt", "-"}, {.input = "model A { a: nothing; }query q{select x.y from z}"});
  CHECK(run.exit_code == 0);
  CHECK(run.out == "model A { a: nothing; }\nquery q { select x.y from z }\n");
}

TEST_CASE("fmt rewrites what a symbolic link points at", "[format]") {
  auto folder = TemporaryFolder();
  folder.write("real/one.orm", untidy);
  auto link = folder.path() / "link.orm";
  fs::create_symlink("real/one.orm", link);
  CHECK(run_ormc({"fmt", link.string()}).exit_code == 0);
  CHECK(fs::is_symlink(link));
  CHECK(folder.read("real/one.orm") == tidy);
}

TEST_CASE("fmt without files is wrong usage, a file that is not there a failure", "[format]") {
  CHECK(run_ormc({"fmt"}).exit_code == 2);
  auto folder = TemporaryFolder();
  auto one = folder.write("one.orm", untidy);
  CHECK(run_ormc({"fmt", one, (folder.path() / "none.orm").string()}).exit_code == 3);
  CHECK(folder.read("one.orm") == untidy);
}
