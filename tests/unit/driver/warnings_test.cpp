// What the command line makes of warnings: `--allow`, `--deny`, and what is said of them. What
// `@allow` does in the source is shown by the cases below tests/cases/*/allow.

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "run_ormc.hpp"

using orm_tests::run_ormc;
using orm_tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

/// A foreign key without an index, and a comparison with NULL.
constexpr auto doubtful =
    "model A { id: bigint @id; name: text?; }\n"
    "model B { id: bigint @id; a: A; }\n"
    "query q { select id from A where name = null }\n";

auto contains(const std::string& text, const std::string& part) -> bool {
  return text.find(part) != std::string::npos;
}

class Checked {
 public:
  explicit Checked(const std::string& text) : file_(folder_.write("a.orm", text)) {}

  auto run(std::vector<std::string> options) const -> orm_tests::Run {
    options.insert(options.begin(), {"check", file_});
    return run_ormc(options);
  }

 private:
  TemporaryFolder folder_;
  std::string file_;
};

}  // namespace

TEST_CASE("--allow silences a warning, and no other") {
  const auto program = Checked(doubtful);
  auto run = program.run({});
  CHECK(run.exit_code == 0);
  CHECK(contains(run.err, "2 warnings\n"));
  run = program.run({"--allow", "ORM0250"});
  CHECK(run.exit_code == 0);
  CHECK_FALSE(contains(run.err, "ORM0250"));
  CHECK(contains(run.err, "ORM0560"));
  CHECK(program.run({"--allow", "ORM0250", "--allow", "ORM0560"}).err.empty());
  CHECK(program.run({"--allow", "warnings"}).err.empty());
}

TEST_CASE("--deny makes an error of a warning, and no other") {
  const auto program = Checked(doubtful);
  auto run = program.run({"--deny", "ORM0250"});
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "error ORM0250 (a denied warning): no index"));
  CHECK(contains(run.err, "warning ORM0560"));
  CHECK(contains(run.err, "1 error and 1 warning\n"));
  run = program.run({"--deny", "warnings"});
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "2 errors\n"));
}

TEST_CASE("what is named by its code goes before `warnings`") {
  const auto program = Checked(doubtful);
  auto run = program.run({"--deny", "warnings", "--allow", "ORM0250"});
  CHECK(run.exit_code == 1);
  CHECK_FALSE(contains(run.err, "ORM0250"));
  CHECK(contains(run.err, "1 error\n"));
  run = program.run({"--allow", "warnings", "--deny", "ORM0250"});
  CHECK(run.exit_code == 1);
  CHECK_FALSE(contains(run.err, "ORM0560"));
}

TEST_CASE("nothing is written where a denied warning is found") {
  auto folder = TemporaryFolder();
  const auto file = folder.write("a.orm", doubtful);
  const auto out = (folder.path() / "out").string();
  CHECK(run_ormc({file, "--out", out, "--deny", "warnings"}).exit_code == 1);
  CHECK_FALSE(fs::exists(out));
  CHECK(run_ormc({"describe", "--json", file, "--deny", "ORM0560"}).out.empty());
  CHECK(run_ormc({file, "--out", out, "--allow", "warnings"}).exit_code == 0);
  CHECK(fs::exists(out));
}

TEST_CASE("JSON has what is left, as severe as it became") {
  auto run =
      Checked(doubtful).run({"--diagnostics", "json", "--allow", "ORM0250", "--deny", "ORM0560"});
  const auto found = nlohmann::json::parse(run.err).at("diagnostics");
  REQUIRE(found.size() == 1);
  CHECK(found[0].at("code") == "ORM0560");
  CHECK(found[0].at("severity") == "error");
}

TEST_CASE("the source goes before the command line, and what is stale is told all the same") {
  auto run = Checked(
                 "model A { id: bigint @id; }\n"
                 "model B { id: bigint @id; a: A @allow(ORM0250); }\n")
                 .run({"--deny", "warnings", "--diagnostics", "text"});
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  const auto stale = Checked("model A { id: bigint @id @allow(ORM0250); }\n");
  CHECK(contains(stale.run({"--allow", "ORM0250"}).err, "warning ORM0272"));
  CHECK(stale.run({"--allow", "ORM0272"}).err.empty());
  CHECK(stale.run({"--deny", "ORM0272"}).exit_code == 1);
}

TEST_CASE("what may be stale because of an error is not told") {
  auto run = Checked(
                 "model A { id: bigint @id; name: txt; }\n"
                 "model B { id: bigint @id; a: A; }\n"
                 "query q @allow(ORM0560) { select id from A where name = null }\n")
                 .run({});
  CHECK(run.exit_code == 1);
  CHECK_FALSE(contains(run.err, "ORM0272"));
}

TEST_CASE("only codes of warnings are taken") {
  const auto program = Checked(doubtful);
  for (const auto& [options, what] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"--allow", "orm0250"},
            "--allow: `orm0250` is no code of a warning; did you mean `ORM0250`?"},
           {{"--deny", "warning"},
            "--deny: `warning` is no code of a warning; did you mean `warnings`?"},
           {{"--deny", "ORM0201"}, "--deny: `ORM0201` is an error, not a warning"},
           {{"--allow", "ORM0250", "--deny", "ORM0250"},
            "`ORM0250` cannot be both allowed and denied"}}) {
    const auto run = program.run(options);
    INFO(run.err);
    CHECK(run.exit_code == 2);
    CHECK(contains(run.err, what));
  }
}

TEST_CASE("people are told how to silence a warning") {
  const auto help = run_ormc({"--help"}).out;
  CHECK(contains(help, "--allow CODE"));
  CHECK(contains(help, "--deny CODE"));
  const auto explained = run_ormc({"--explain", "ORM0250"}).out;
  CHECK(contains(explained, "`@allow(ORM0250)` on the declaration or member"));
  CHECK(contains(explained, "`--allow ORM0250`"));
  CHECK_FALSE(contains(run_ormc({"--explain", "ORM0702"}).out, "@allow"));
  CHECK_FALSE(contains(run_ormc({"--explain", "ORM0201"}).out, "--allow"));
  CHECK(contains(run_ormc({"completions", "bash"}).out,
                 "--allow|--deny) COMPREPLY=($(compgen -W \"warnings ORM0"));
}
