// Runs the language cases below tests/cases: `case_tests [--update] [PATH...]`. With --update the
// expectations are rewritten; read the diff.

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cases/case_file.hpp"
#include "cases/dump.hpp"

namespace {

namespace fs = std::filesystem;

auto cases_root() -> fs::path { return fs::path(ORM_SOURCE_DIR) / "tests" / "cases"; }

auto find_cases(const std::vector<std::string>& paths) -> std::vector<fs::path> {
  auto roots = std::vector<fs::path>(paths.begin(), paths.end());
  if (roots.empty()) roots.push_back(cases_root());
  auto found = std::vector<fs::path>{};
  for (const auto& root : roots) {
    if (!fs::is_directory(root)) {
      found.push_back(fs::absolute(root));
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() == ".orm") found.push_back(fs::absolute(entry.path()));
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

auto render(const fs::path& path, const std::string& text) -> std::string {
  auto sources = ormc::source::SourceSet{};
  auto diagnostics = ormc::diagnostics::Diagnostics{};
  auto source = orm_tests::strip_expectations(text);
  sources.add(path.filename().string(), source);
  auto stage = fs::relative(path, cases_root()).begin()->string();
  auto dump = orm_tests::dump_stage(stage, sources, diagnostics);
  diagnostics.sort();
  return orm_tests::render_case(source, sources, diagnostics, dump);
}

}  // namespace

auto main(int argc, char** argv) -> int {
  auto update = false;
  auto paths = std::vector<std::string>{};
  for (auto i = 1; i < argc; ++i) {
    auto argument = std::string_view(argv[i]);
    if (argument == "--update") {
      update = true;
    } else {
      paths.emplace_back(argument);
    }
  }
  auto passed = 0;
  auto failed = 0;
  for (const auto& path : find_cases(paths)) {
    auto expected = orm_tests::read_file(path);
    auto actual = std::string{};
    try {
      actual = render(path, expected);
    } catch (const std::exception& error) {
      fmt::print("{}: threw {}\n", path.string(), error.what());
      ++failed;
      continue;
    }
    if (actual == expected) {
      ++passed;
    } else if (update) {
      orm_tests::write_file(path, actual);
      ++passed;
    } else {
      ++failed;
      fmt::print("{}\n{}\n", path.string(), orm_tests::line_diff(expected, actual));
    }
  }
  if (failed > 0) fmt::print("to accept: cmake --build build --target refresh-cases\n");
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
