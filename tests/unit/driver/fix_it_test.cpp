// What a fix-it says is tried: over all language cases, each is carried out by itself, and then its
// finding is gone and the text has no new syntax error.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "driver/compile.hpp"

namespace {

namespace fs = std::filesystem;
using ormc::diagnostics::Diagnostic;
using ormc::diagnostics::FixIt;
using Findings = std::vector<Diagnostic>;

auto read(const fs::path& path) -> std::string {
  auto file = std::ifstream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

auto findings_of(const std::string& text) -> Findings {
  auto sources = ormc::source::SourceSet{};
  sources.add("case.orm", text);
  return ormc::driver::compile(sources).diagnostics.all();
}

auto applied(std::string text, std::vector<FixIt> fixits) -> std::string {
  std::sort(fixits.begin(), fixits.end(), [](const FixIt& a, const FixIt& b) {
    return a.span.begin > b.span.begin;
  });
  for (const auto& fixit : fixits) {
    text.replace(fixit.span.begin, fixit.span.end - fixit.span.begin, fixit.replacement);
  }
  return text;
}

auto count_same(const Findings& findings, const Diagnostic& wanted) -> std::ptrdiff_t {
  return std::count_if(findings.begin(), findings.end(), [&](const Diagnostic& found) {
    return found.info.code == wanted.info.code && found.message == wanted.message;
  });
}

auto count_syntax(const Findings& findings) -> std::ptrdiff_t {
  return std::count_if(findings.begin(), findings.end(), [](const Diagnostic& found) {
    return found.info.code.starts_with("ORM01");
  });
}

}  // namespace

TEST_CASE("a fix-it takes its finding away", "[fix]") {
  auto tried = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(ORM_SOURCE_DIR) / "tests/cases")) {
    if (entry.path().extension() != ".orm") continue;
    const auto text = read(entry.path());
    const auto before = findings_of(text);
    for (const auto& finding : before) {
      if (finding.fixits.empty()) continue;
      ++tried;
      INFO(entry.path().filename().string() << ": " << finding.message);
      const auto fixed = applied(text, finding.fixits);
      const auto after = findings_of(fixed);
      INFO("writes `" << finding.fixits.front().replacement << "`");
      CHECK(count_same(after, finding) < count_same(before, finding));
      CHECK(count_syntax(after) <= count_syntax(before));
    }
  }
  CHECK(tried >= 80);
}
