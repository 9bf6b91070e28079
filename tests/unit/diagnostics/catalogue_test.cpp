// Every code has a case: a file tests/cases/**/errors/<CODE>_<what>.orm that shows it. What no
// single text file can show is listed here, with the test that does.

#include "diagnostics/catalogue.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

auto source_dir() -> fs::path { return ORM_SOURCE_DIR; }

auto read_file(const fs::path& path) -> std::string {
  auto in = std::ifstream(path, std::ios::binary);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

/// What a case file cannot hold, by code: the test that shows it.
auto shown_elsewhere() -> const std::map<std::string, std::string>& {
  static const auto tests = std::map<std::string, std::string>{
      {"ORM0101", "tests/unit/syntax/bytes_gate_test.cpp"},
      {"ORM0104", "tests/unit/syntax/bytes_gate_test.cpp"},
      {"ORM0105", "tests/unit/syntax/bytes_gate_test.cpp"},
      {"ORM0106", "tests/unit/syntax/bytes_gate_test.cpp"},
      {"ORM0253", "tests/unit/schema/modules_test.cpp"},
      {"ORM0255", "tests/unit/schema/modules_test.cpp"},
      {"ORM0556", "tests/unit/query/predicate_test.cpp"},
      {"ORM0582", "tests/unit/query/predicate_test.cpp"},
      {"ORM0901", "tests/unit/driver/command_line_test.cpp"},
      {"ORM0902", "tests/unit/driver/command_line_test.cpp"},
      {"ORM0903", "tests/unit/driver/command_line_test.cpp"},
      {"ORM0904", "tests/unit/driver/command_line_test.cpp"},
      {"ORM0905", "tests/unit/driver/command_line_test.cpp"},
      {"ORM0906", "tests/unit/driver/command_line_test.cpp"},
      {"ORM0910", "tests/unit/driver/command_line_test.cpp"},
      {"ORM0911", "tests/database/check_command_test.cpp"},
      {"ORM0912", "tests/database/check_command_test.cpp"},
      {"ORM0913", "tests/database/check_command_test.cpp"},
      {"ORM0914", "tests/database/check_command_test.cpp"},
      {"ORM0915", "tests/database/check_command_test.cpp"},
      {"ORM0917", "tests/database/drift_test.cpp"},
      {"ORM0916", "tests/unit/driver/format_command_test.cpp"},
      {"ORM0538", "tests/database/lock_and_catalog_test.cpp"},
      {"ORM0701", "tests/database/pull_test.cpp"},
      {"ORM0702", "tests/database/pull_test.cpp"},
      {"ORM0703", "tests/database/pull_test.cpp"},
      {"ORM0704", "tests/database/pull_test.cpp"},
      {"ORM0705", "tests/database/pull_test.cpp"},
      {"ORM0706", "tests/unit/driver/kept_models_test.cpp"},
      {"ORM0707", "tests/database/pull_faults_test.cpp"},
      {"ORM0544", "tests/unit/query/raw_sql_test.cpp"},
      {"ORM0545", "tests/unit/query/raw_sql_test.cpp"},
  };
  return tests;
}

/// The codes of all lists, in order.
auto listed_codes() -> std::vector<std::string> {
  auto codes = std::vector<std::string>{};
  for (const auto& entry : ormc::diagnostics::catalogue()) codes.emplace_back(entry.code);
  return codes;
}

/// The codes that the headers define, read from their text.
auto defined_codes() -> std::vector<std::string> {
  auto codes = std::vector<std::string>{};
  auto definition = std::regex(R"(Info info\{"(ORM[0-9]{4})\")");
  for (const auto& entry : fs::directory_iterator(source_dir() / "compiler" / "diagnostics")) {
    if (!entry.path().filename().string().ends_with("_diagnostics.hpp")) continue;
    auto text = read_file(entry.path());
    for (auto it = std::sregex_iterator(text.begin(), text.end(), definition);
         it != std::sregex_iterator();
         ++it) {
      codes.push_back((*it)[1]);
    }
  }
  return codes;
}

auto as_set(const std::vector<std::string>& codes) -> std::set<std::string> {
  return {codes.begin(), codes.end()};
}

/// The codes that case files are named for and do expect.
auto codes_with_case() -> std::set<std::string> {
  auto codes = std::set<std::string>{};
  for (const auto& entry : fs::recursive_directory_iterator(source_dir() / "tests" / "cases")) {
    const auto& path = entry.path();
    if (path.extension() != ".orm" || path.parent_path().filename() != "errors") continue;
    auto code = path.filename().string().substr(0, 7);
    auto shows = std::regex("(^|\n)//~[^\n]* (error|warning) " + code + ": ");
    INFO(path << " does not expect " << code);
    CHECK(std::regex_search(read_file(path), shows));
    codes.insert(code);
  }
  return codes;
}

}  // namespace

TEST_CASE("no code is used twice") {
  auto codes = defined_codes();
  CHECK(codes.size() == as_set(codes).size());
}

TEST_CASE("every diagnostic is in the list of its stage") {
  auto defined = as_set(defined_codes());
  auto listed = as_set(listed_codes());
  for (const auto& code : defined) {
    INFO(code << " is missing in the TypeList at the end of its header");
    CHECK(listed.contains(code));
  }
  CHECK(listed.size() == listed_codes().size());
}

TEST_CASE("every code has a case") {
  auto with_case = codes_with_case();
  for (const auto& code : listed_codes()) {
    if (shown_elsewhere().contains(code)) continue;
    INFO("no tests/cases/**/errors/" << code << "_*.orm");
    CHECK(with_case.contains(code));
  }
}

TEST_CASE("no case is named for a code that does not exist") {
  auto listed = as_set(listed_codes());
  for (const auto& code : codes_with_case()) {
    INFO(code);
    CHECK(listed.contains(code));
  }
}

TEST_CASE("what no file can show is shown by the test that is named") {
  for (const auto& [code, test] : shown_elsewhere()) {
    INFO(code << " in " << test);
    CHECK(read_file(source_dir() / test).find(code) != std::string::npos);
  }
}
