// What formatting promises of every file: all language cases, models, programs and the fuzzer's
// favourites. What it makes of each construct is shown by tests/cases/format.

#include "syntax/format.hpp"

#include <OrmLexer.h>
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/allow_diagnostics.hpp"
#include "diagnostics/syntax_diagnostics.hpp"
#include "driver/compile.hpp"
#include "emit/json/describe.hpp"
#include "source/fold.hpp"
#include "syntax/comments.hpp"
#include "syntax/offsets.hpp"
#include "syntax/token_source.hpp"

namespace {

namespace fs = std::filesystem;
using namespace ormc;

auto read_file(const fs::path& path) -> std::string {
  auto in = std::ifstream(path, std::ios::binary);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

/// A language case without its expectations.
auto without_expectations(const std::string& text) -> std::string {
  auto kept = std::string{};
  auto lines = std::istringstream(text);
  for (auto line = std::string{}; std::getline(lines, line);) {
    if (!line.starts_with("//~")) kept += line + "\n";
  }
  return kept;
}

auto all_files() -> std::vector<fs::path> {
  auto files = std::vector<fs::path>{};
  for (const auto* folder : {"models", "examples", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ORM_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".orm") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

auto format(const std::string& text) -> std::optional<std::string> {
  auto sources = source::SourceSet{};
  sources.add("a.orm", text);
  auto diagnostics = diagnostics::Diagnostics{};
  auto formatted = syntax::format(sources.files().front(), diagnostics);
  CHECK(formatted.has_value() != diagnostics.has_errors());
  return formatted;
}

/// The words of a file, keywords in lower case, without the semicolons and commas that may be left
/// out, and its comments, in order.
struct Substance {
  std::vector<std::string> words;
  std::vector<std::string> comments;
};

auto substance_of(const std::string& text) -> Substance {
  auto sources = source::SourceSet{};
  const auto& file = sources.file(sources.add("a.orm", text));
  auto diagnostics = diagnostics::Diagnostics{};
  auto tokens = syntax::read_tokens(file, diagnostics, {});
  auto offsets = syntax::Offsets(file.text());
  auto result = Substance{};
  auto end = static_cast<std::size_t>(offsets.byte(0));
  for (const auto& token : tokens.tokens) {
    auto begin = static_cast<std::size_t>(offsets.byte(token->getStartIndex()));
    for (const auto& comment : syntax::read_gap(file.text().substr(end, begin - end)).comments) {
      auto words = std::istringstream(std::string(comment.text));
      auto kept = std::string{};
      for (auto word = std::string{}; words >> word;) kept += word + " ";
      result.comments.push_back(kept);
    }
    if (token->getType() == antlr4::Token::EOF) break;
    end = offsets.byte(token->getStopIndex() + 1);
    auto word = text.substr(begin, end - begin);
    auto is_keyword = token->getType() < OrmLexer::STAR;
    if (word == "}" && !result.words.empty() &&
        (result.words.back() == ";" || result.words.back() == ","))
      result.words.pop_back();
    auto ends_body = !result.words.empty() &&
                     (result.words.back() == "}" || result.words.back().ends_with("\"\"\"") ||
                      result.words.back().ends_with('$'));
    if (word == ";" && ends_body) continue;
    // `@x` as an operator is set apart: for attributes that would say the same.
    if (token->getType() == OrmLexer::ATTRIBUTE) {
      result.words.push_back("@");
      word.erase(0, 1);
    }
    result.words.push_back(is_keyword ? source::fold(word) : word);
  }
  return result;
}

void drop_lines(nlohmann::json& json) {
  if (json.is_object()) json.erase("line");
  for (auto& each : json) {
    if (each.is_structured()) drop_lines(each);
  }
}

/// What the compiler says of a program, apart from lines: its description and its findings.
auto meaning_of(const std::string& text) -> nlohmann::json {
  auto sources = source::SourceSet{};
  sources.add("a.orm", text);
  auto compiled = driver::compile(sources);
  auto json = nlohmann::json::parse(emit::json::describe(
      sources, compiled.schema, compiled.program, compiled.names, emit::json::FileNames::as_given));
  drop_lines(json);
  auto findings = std::vector<std::string>{};
  for (const auto& found : compiled.diagnostics.all()) {
    // That `@x` is an operator is said until it stands apart, and need not be allowed then.
    const auto code = diagnostics::AttributeAsOperator::info.code;
    const auto is_stale = found.info.code == diagnostics::NothingToAllow::info.code;
    if (found.info.code == code) continue;
    if (is_stale && found.message.find(code) != std::string::npos) continue;
    findings.push_back(std::string(found.info.code) + " " + source::fold(found.message));
  }
  std::sort(findings.begin(), findings.end());
  json["findings"] = findings;
  return json;
}

auto seconds() -> double {
  auto now = timespec{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// The best of three: what else the machine does must not count.
auto seconds_to_format(const std::string& text) -> double {
  auto best = 1e9;
  for (auto i = 0; i < 3; ++i) {
    auto start = seconds();
    REQUIRE(format(text).has_value());
    best = std::min(best, seconds() - start);
  }
  return best;
}

auto repeated(std::string_view text, std::size_t times) -> std::string {
  auto result = std::string{};
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("formatting changes nothing but the layout of any file, and is done once", "[format]") {
  auto formatted = std::size_t{0};
  for (const auto& path : all_files()) {
    INFO(path);
    auto text = without_expectations(read_file(path));
    auto once = format(text);
    if (!once) continue;
    ++formatted;
    CHECK(format(*once) == once);
    auto before = substance_of(text);
    auto after = substance_of(*once);
    CHECK(after.words == before.words);
    CHECK(after.comments == before.comments);
    CHECK(meaning_of(*once) == meaning_of(text));
    CHECK((once->empty() || once->ends_with('\n')));
    CHECK(once->find("\n\n\n") == std::string::npos);
  }
  CHECK(formatted > 700);
}

TEST_CASE("line ends, byte order marks and empty files", "[format]") {
  CHECK(format("") == "");
  CHECK(format("\n\n  \t\n") == "");
  CHECK(format("// only a comment") == "// only a comment\n");
  CHECK(format("\xEF\xBB\xBF"
               "enum E { a }") == "enum E { a }\n");
  CHECK(format("enum E { a }\r\n// x \r\n\r\n\r\nenum F { b }\r\n") ==
        "enum E { a }\n// x\n\nenum F { b }\n");
  CHECK(format("enum E { \xC3\xA9t\xC3\xA9, b }") == std::nullopt);
  CHECK(format("enum E { '\xC3\xA9t\xC3\xA9' , b } // \xE2\x82\xAC") ==
        "enum E { '\xC3\xA9t\xC3\xA9', b }  // \xE2\x82\xAC\n");
}

TEST_CASE("an operator that looks like an attribute stands apart", "[format]") {
  CHECK(format("query q { select @x as x from Point }") ==
        "query q { select @ x as x from Point }\n");
  CHECK(format("query q { select @x as x from Point where }") == std::nullopt);
}

TEST_CASE("a file with a syntax error is not formatted", "[format]") {
  CHECK(format("model A { id: bigint }") == std::nullopt);
  CHECK(format("query q { select 'a }") == std::nullopt);
  CHECK(format("enum E { a } /* open") == std::nullopt);
}

TEST_CASE("formatting takes time in proportion to the file", "[format][scale]") {
  struct Shape {
    std::string_view what, before, unit, behind;
  };
  for (const auto& shape : {
           Shape{"fields", "model m {", "f: text = 'x' @check(f > 'a');\n", "}"},
           Shape{"terms", "query q { select 1", " + 1", " }"},
           Shape{"conditions",
                 "query q { select 1 where true",
                 " and a = 1 or b between 1 and 2",
                 " }"},
           Shape{"items", "query q { select 1", ", f(a, b) as c, d", " }"},
           Shape{"elements", "query q { select 1 where a in (1", ", 2", ") }"},
           Shape{"joins", "query q { select 1 from a", " join b on b.c = a.d", " }"},
           Shape{"rows", "query q { insert into a values (1, 2)", ", (1, 'two')", " }"},
           Shape{"labels", "enum e { a", ", b /* c */", " }"},
           Shape{"comments", "", "// a\n/* b */ enum e { a } // c\n", ""},
           Shape{"branches", "query q { select case", " when a then b", " end }"},
       }) {
    INFO(shape.what);
    auto text = [&](std::size_t times) {
      return fmt::format("{}{}{}", shape.before, repeated(shape.unit, times), shape.behind);
    };
    auto small = seconds_to_format(text(1000));
    auto large = seconds_to_format(text(10000));
    INFO(small << " s and " << large << " s");
    // Ten times as much leaves the caches and takes up to twenty times as long; a hundred times
    // would be quadratic.
    CHECK(large < small * 30 + 0.05);
  }
}

TEST_CASE("nesting up to the parser's limit is formatted", "[format][scale]") {
  for (auto [open, close] : {std::pair{"(", ")"},
                             std::pair{"f(", ")"},
                             std::pair{"(select ", ")"},
                             std::pair{"case when a then ", " end"},
                             std::pair{"array[", "]"},
                             std::pair{"exists (select 1 where ", ")"}}) {
    auto text = "query q { select " + repeated(open, 250) + "1" + repeated(close, 250) + " }";
    INFO(text.substr(0, 60));
    auto start = seconds();
    auto once = format(text);
    REQUIRE(once.has_value());
    CHECK(format(*once) == once);
    CHECK(seconds() - start < 5);
  }
}
