// Bytes that cannot stand in a text file, and so in no language case (RELIABILITY I01, I02, I13).

#include "syntax/bytes_gate.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using ormc::diagnostics::Diagnostics;
using ormc::source::SourceSet;
using ormc::syntax::check_bytes;
using ormc::syntax::Limits;

namespace {

struct Finding {
  std::string code;
  std::uint32_t begin;
  std::uint32_t end;
  auto operator==(const Finding&) const -> bool = default;
};

auto operator<<(std::ostream& out, const Finding& f) -> std::ostream& {
  return out << f.code << "@" << f.begin << "-" << f.end;
}

auto run(std::string text, Diagnostics& diagnostics, const Limits& limits = {}) -> bool {
  auto sources = SourceSet{};
  auto id = sources.add("a.orm", std::move(text));
  return check_bytes(sources.file(id), diagnostics, limits);
}

auto findings(std::string text) -> std::vector<Finding> {
  auto diagnostics = Diagnostics{};
  auto sound = run(std::move(text), diagnostics);
  CHECK(sound == diagnostics.all().empty());
  auto found = std::vector<Finding>{};
  for (const auto& d : diagnostics.all()) {
    found.push_back({std::string(d.info.code), d.primary.begin, d.primary.end});
  }
  return found;
}

auto message(std::string text) -> std::string {
  auto diagnostics = Diagnostics{};
  run(std::move(text), diagnostics);
  return diagnostics.all().empty() ? "" : diagnostics.all().front().message;
}

using Findings = std::vector<Finding>;

}  // namespace

TEST_CASE("I01: text of every script passes, and the white space of SQL", "[I01]") {
  CHECK(findings("").empty());
  CHECK(findings("model A { name: text; }\r\n\t\f -- é 表 😀 \xED\x9F\xBF \xEE\x80\x80\r").empty());
  CHECK(findings("\xF4\x8F\xBF\xBD").empty());  // U+10FFFD, the last character
}

TEST_CASE("I01: each way of not being UTF-8 is named, with the byte", "[I01]") {
  CHECK(findings("ab\x80z") == Findings{{"ORM0104", 2, 3}});
  CHECK(message("ab\x80z") ==
        "the file is not UTF-8: a continuation byte without a beginning at byte 2");
  CHECK(message("\xC0\xAF") == "the file is not UTF-8: an overlong encoding at byte 0");
  CHECK(message("\xE0\x80\xAF") == "the file is not UTF-8: an overlong encoding at byte 0");
  CHECK(message("\xF0\x80\x80\xAF") == "the file is not UTF-8: an overlong encoding at byte 0");
  CHECK(message("\xED\xA0\x80") == "the file is not UTF-8: an encoded surrogate at byte 0");
  CHECK(message("\xF4\x90\x80\x80") ==
        "the file is not UTF-8: a code point above U+10FFFF at byte 0");
  CHECK(message("a\xFF") == "the file is not UTF-8: a byte that no character has at byte 1");
  CHECK(message("ab\xE2\x82") == "the file is not UTF-8: a character that is cut off at byte 2");
  CHECK(message("ab\xE2\x82z") == "the file is not UTF-8: a character that is cut off at byte 2");
  CHECK(findings("ab\xF0\x9F\x98") == Findings{{"ORM0104", 2, 5}});
}

TEST_CASE("I01: a run of wrong bytes is one finding", "[I01]") {
  CHECK(findings("a\xFF\xFE\xC3(\x80") == Findings{{"ORM0104", 1, 4}, {"ORM0104", 5, 6}});
}

TEST_CASE("I02: a byte order mark is allowed at the beginning only", "[I02]") {
  CHECK(findings("\xEF\xBB\xBFmodel").empty());
  CHECK(findings("\xEF\xBB\xBF\xEF\xBB\xBFm") == Findings{{"ORM0110", 3, 6}});
  CHECK(findings("a\xEF\xBB\xBF") == Findings{{"ORM0110", 1, 4}});
  CHECK(ormc::syntax::byte_order_mark_size("\xEF\xBB\xBFmodel") == 3);
  CHECK(ormc::syntax::byte_order_mark_size("model") == 0);
}

TEST_CASE("I02: UTF-16 has a message of its own, and only that", "[I02]") {
  CHECK(findings(std::string("\xFF\xFEm\0o\0", 6)) == Findings{{"ORM0105", 0, 2}});
  CHECK(findings(std::string("\xFE\xFF\0m\0o", 6)) == Findings{{"ORM0105", 0, 2}});
}

TEST_CASE("I01: NUL and noncharacters are refused", "[I01]") {
  CHECK(findings(std::string("a\0\0b", 4)) == Findings{{"ORM0106", 1, 3}});
  CHECK(findings("\xEF\xBF\xBE") == Findings{{"ORM0107", 0, 3}});
  CHECK(findings("\xEF\xBF\xBF") == Findings{{"ORM0107", 0, 3}});
  CHECK(message("\xEF\xBF\xBF") == "U+FFFF is not a character");
}

TEST_CASE("I13: bidirectional controls are refused in comments and strings too", "[I13]") {
  for (auto control : {"\xD8\x9C",
                       "\xE2\x80\x8E",
                       "\xE2\x80\x8F",
                       "\xE2\x80\xAA",
                       "\xE2\x80\xAB",
                       "\xE2\x80\xAC",
                       "\xE2\x80\xAD",
                       "\xE2\x80\xAE",
                       "\xE2\x81\xA6",
                       "\xE2\x81\xA7",
                       "\xE2\x81\xA8",
                       "\xE2\x81\xA9"}) {
    auto found = findings(std::string("// a") + control + "b");
    REQUIRE(found.size() == 1);
    CHECK(found.front().code == "ORM0108");
    CHECK(findings(std::string("'") + control + "'").front().code == "ORM0108");
  }
}

TEST_CASE("I13: invisible characters are refused", "[I13]") {
  for (auto hidden : {"\xE2\x80\x8B",
                      "\xE2\x80\x8C",
                      "\xE2\x80\x8D",
                      "\xE2\x81\xA0",
                      "\xE2\x80\xA8",
                      "\xE2\x80\xA9"}) {
    CHECK(findings(std::string("/* ") + hidden + " */") == Findings{{"ORM0109", 3, 6}});
  }
}

TEST_CASE("I01: control characters are refused", "[I01]") {
  CHECK(findings("a\x1b[31m") == Findings{{"ORM0111", 1, 2}});
  CHECK(findings("\x7F\v\b") == Findings{{"ORM0111", 0, 1}, {"ORM0111", 1, 2}, {"ORM0111", 2, 3}});
  CHECK(findings("\xC2\x85") == Findings{{"ORM0111", 0, 2}});
  CHECK(message("\x07") == "control character U+0007");
}

TEST_CASE("I04: no file has more than 20 findings", "[I04]") {
  auto text = std::string{};
  for (auto i = 0; i < 1000; ++i) text += "a\xFF";
  CHECK(findings(text).size() == 20);
}

TEST_CASE("I07: a file over the limit is refused unread", "[I07]") {
  auto diagnostics = Diagnostics{};
  CHECK(run("1234\xFF", diagnostics, {.file_bytes = 4}) == false);
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all().front().info.code == "ORM0101");
  CHECK(diagnostics.all().front().message == "the file has 5 bytes; at most 4 are read");
  CHECK(run("1234", diagnostics, {.file_bytes = 4}));
}
