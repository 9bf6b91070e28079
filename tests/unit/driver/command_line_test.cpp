// The command line as a shell sees it: exit codes, streams, files that are not what they should be.

#include <sys/stat.h>

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

constexpr auto good =
    "model A { id: bigint @id; name: text; }\n"
    "query find_a(id: bigint) -> A? { select * from A where id = $id }\n";
constexpr auto bad = "model A { id: bigint @id; name: txt; }\n";

auto contains(const std::string& text, const std::string& part) -> bool {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a build writes a header a file, the schema and the program") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm", good);
  auto out = (folder.path() / "out").string();
  auto run = run_ormc({file, "--out", out});
  INFO(run.err);
  CHECK(run.exit_code == 0);
  CHECK(run.out.empty());
  CHECK(run.err.empty());
  CHECK(contains(folder.read("out/a.orm.hpp"), "struct find_a"));
  CHECK(contains(folder.read("out/schema.sql"), "create table"));
  CHECK(nlohmann::json::parse(folder.read("out/program.json")).at("queries").size() == 1);
  CHECK(run_ormc({"build", file, "--out", out}).exit_code == 0);
}

TEST_CASE("I24: input with errors writes nothing and exits with 1", "[I24]") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm", bad);
  auto run = run_ormc({file, "--out", (folder.path() / "out").string()});
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "ORM0201"));
  CHECK_FALSE(fs::exists(folder.path() / "out"));
  CHECK(run_ormc({"check", file}).exit_code == 1);
  CHECK(run_ormc({"describe", file, "--json"}).exit_code == 1);
}

TEST_CASE("I23: wrong usage exits with 2 and says what there is", "[I23]") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm", good);
  for (const auto& arguments : std::vector<std::vector<std::string>>{{},
                                                                     {file},
                                                                     {"--nonsense"},
                                                                     {"check"},
                                                                     {"check", file, "--nonsense"},
                                                                     {"describe", file},
                                                                     {"check", file, "--lock"},
                                                                     {"catalog", "-o", file},
                                                                     {"catalog", "--database", ""},
                                                                     {"--color", "pink", file},
                                                                     {"--explain", "ORM9999"},
                                                                     {"completions", "fish"}}) {
    auto run = run_ormc(arguments);
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    CHECK_FALSE(run.err.empty());
  }
  auto run = run_ormc({"format", file});
  CHECK(run.exit_code == 2);
  CHECK(contains(run.err, "unknown command `format`"));
  CHECK(contains(run.err, "build, check, describe"));
}

TEST_CASE("help and the version are results") {
  for (const auto* argument : {"--help", "--version"}) {
    auto run = run_ormc({argument});
    CHECK(run.exit_code == 0);
    CHECK(contains(run.out, "ormc"));
    CHECK(run.err.empty());
  }
  CHECK(contains(run_ormc({"check", "--help"}).out, "--database"));
  CHECK(contains(run_ormc({"completions", "bash"}).out, "complete "));
  CHECK(contains(run_ormc({"completions", "zsh"}).out, "#compdef ormc"));
}

TEST_CASE("a file that is not there is an error with a suggestion") {
  auto folder = TemporaryFolder();
  folder.write("models.orm", good);
  auto run = run_ormc({"check", (folder.path() / "model.orm").string()});
  CHECK(run.exit_code == 3);
  CHECK(contains(run.err, "ORM0901"));
  CHECK(contains(run.err, "models.orm"));
}

TEST_CASE("only regular files are read") {
  auto folder = TemporaryFolder();
  auto pipe = (folder.path() / "pipe.orm").string();
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  for (const auto& path : {pipe, folder.path().string() + "/", std::string("/dev/zero")}) {
    auto run = run_ormc({"check", path});
    CHECK(run.exit_code == 3);
    CHECK(contains(run.err, "ORM0902"));
  }
}

TEST_CASE("I07: a file above the limit is not read", "[I07]") {
  auto folder = TemporaryFolder();
  auto path = folder.write("big.orm", "");
  fs::resize_file(path, (std::uintmax_t{64} << 20U) + 1);
  auto run = run_ormc({"check", path});
  CHECK(run.exit_code == 3);
  CHECK(contains(run.err, "ORM0903"));
}

TEST_CASE("a file that is named twice is read once") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm", good);
  fs::create_symlink(file, folder.path() / "b.orm");
  auto run = run_ormc({"check", file, file, (folder.path() / "b.orm").string()});
  INFO(run.err);
  CHECK(run.exit_code == 0);
}

TEST_CASE("two files of one header name are an error") {
  auto folder = TemporaryFolder();
  auto one = folder.write("one/a.orm", "module one; enum E { a }\n");
  auto two = folder.write("two/a.orm", "module two; enum E { a }\n");
  auto out = (folder.path() / "out").string();
  auto run = run_ormc({one, two, "--out", out});
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "ORM0904"));
  CHECK_FALSE(fs::exists(out));
}

TEST_CASE("the name of a file must be fit for an include") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a\"b.orm", "module a; enum E { a }\n");
  auto run = run_ormc({file, "--out", (folder.path() / "out").string()});
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "ORM0905"));
}

TEST_CASE("I23: names that are not UTF-8 are shown safely", "[I23]") {
  auto folder = TemporaryFolder();
  auto run = run_ormc({"check", (folder.path() / "\xFF\x1B[31m.orm").string()});
  CHECK(run.exit_code == 3);
  CHECK_FALSE(contains(run.err, "\x1B"));
  CHECK_FALSE(contains(run.err, "\xFF"));
}

TEST_CASE("I24: output that cannot be written exits with 3", "[I24]") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm", good);
  folder.write("blocked", "");
  auto run = run_ormc({file, "--out", (folder.path() / "blocked").string()});
  CHECK(run.exit_code == 3);
  CHECK(contains(run.err, "ORM0906"));
}

TEST_CASE("I23: standard input is a file, and -- ends the options", "[I23]") {
  auto folder = TemporaryFolder();
  CHECK(run_ormc({"check", "-"}, {.input = good}).exit_code == 0);
  auto run = run_ormc({"check", "-"}, {.input = bad});
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "stdin:1"));
  folder.write("--x.orm", good);
  run = run_ormc({"check", "--", "--x.orm"}, {.folder = folder.path()});
  INFO(run.err);
  CHECK(run.exit_code == 0);
}

TEST_CASE("findings can be JSON, also when there are none") {
  auto folder = TemporaryFolder();
  auto run = run_ormc({"check", folder.write("a.orm", bad), "--diagnostics=json"});
  CHECK(run.exit_code == 1);
  CHECK(nlohmann::json::parse(run.err).at("diagnostics").at(0).at("code") == "ORM0201");
  run = run_ormc({"--diagnostics=json", "check", folder.write("a.orm", good)});
  CHECK(run.exit_code == 0);
  CHECK(nlohmann::json::parse(run.err).at("diagnostics").empty());
}

TEST_CASE("colour is asked for, and NO_COLOR is honoured where it is not") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm", bad);
  CHECK(contains(run_ormc({"check", file, "--color=always"}).err, "\x1B["));
  CHECK_FALSE(contains(run_ormc({"check", file}, {.variables = {"NO_COLOR=1"}}).err, "\x1B["));
  CHECK_FALSE(contains(run_ormc({"check", file, "--color=never"}).err, "\x1B["));
}

TEST_CASE("a description of what is sound is printed beside the errors") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm",
                           "model A { id: bigint @id; }\n"
                           "query one { select id from A }\n"
                           "query two { select nothing from A }\n");
  auto run = run_ormc({"describe", file, "--json", "--keep-going"});
  CHECK(run.exit_code == 1);
  CHECK_FALSE(run.err.empty());
  auto queries = nlohmann::json::parse(run.out).at("queries");
  REQUIRE(queries.size() == 1);
  CHECK(queries[0].at("name") == "one");
  CHECK(queries[0].at("line") == 2);
  CHECK(queries[0].at("file") == file);
}

TEST_CASE("a code is explained by its comment and its case") {
  auto run = run_ormc({"--explain", "orm0201"});
  CHECK(run.exit_code == 0);
  CHECK(contains(run.out, "ORM0201, an error"));
  CHECK(contains(run.out, "for example:"));
}

TEST_CASE("I23: without a database nothing of libpq's environment matters", "[I23]") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm", good);
  auto run =
      run_ormc({"check", file},
               {.variables = {"PGHOST=/nonexistent", "DATABASE_URL=postgresql://no.such/x"}});
  CHECK(run.exit_code == 0);
  run = run_ormc({"check", file, "--database", "host=/nonexistent dbname=x"});
  CHECK(run.exit_code == 3);
  CHECK(contains(run.err, "ORM0910"));
}

TEST_CASE("a wrong connection string is not repeated") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm", good);
  auto run = run_ormc({"check", file, "--database", "postgresql://u:secret%zz@h/x"});
  CHECK(run.exit_code == 3);
  CHECK_FALSE(contains(run.err, "secret"));
}

TEST_CASE("a depfile names what was read") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a b.orm", "module a; enum E { a }\n");
  auto out = (folder.path() / "out").string();
  auto run = run_ormc({file,
                       "--out",
                       out,
                       "--depfile",
                       (folder.path() / "d").string(),
                       "--depfile-target",
                       "the stamp"});
  CHECK(run.exit_code == 0);
  CHECK(contains(folder.read("d"), "the\\ stamp:"));
  CHECK(contains(folder.read("d"), "a\\ b.orm"));
}
