// The table between ANTLR's code points and our bytes; a mistake here would move every caret.

#include "syntax/offsets.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "source/utf8.hpp"

using ormc::syntax::Offsets;

TEST_CASE("in ASCII an index is a byte") {
  auto offsets = Offsets("model A {}");
  CHECK(offsets.byte(0) == 0);
  CHECK(offsets.byte(6) == 6);
  CHECK(offsets.byte(10) == 10);
  CHECK(offsets.byte(99) == 10);
  CHECK(Offsets("").byte(0) == 0);
}

TEST_CASE("a byte order mark is not counted") {
  for (auto text : {"\xEF\xBB\xBF"
                    "abc",
                    "\xEF\xBB\xBF"
                    "aéc"}) {
    auto offsets = Offsets(text);
    CHECK(offsets.byte(0) == 3);
    CHECK(offsets.byte(1) == 4);
    CHECK(offsets.byte(2) == std::string(text).find('c'));
    CHECK(offsets.code_point(0) == 0);
    CHECK(offsets.code_point(3) == 0);
    CHECK(offsets.code_point(4) == 1);
    CHECK(offsets.code_point(std::string(text).size()) == 3);
  }
}

TEST_CASE("past the last code point is the end") {
  CHECK(Offsets("é").byte(1) == 2);
  CHECK(Offsets("é").byte(2) == 2);
  CHECK(Offsets("é").code_point(2) == 1);
  CHECK(Offsets("é").code_point(99) == 1);
  CHECK(Offsets("abc").code_point(99) == 3);
  CHECK(Offsets("é").byte(1000) == 2);
}

TEST_CASE("every index of a mixed text is where the code point begins") {
  auto random = std::mt19937{7};
  auto pieces = std::vector<std::string>{"a", "é", "表", "😀", "ab"};
  for (auto length : {1, 63, 64, 65, 127, 128, 129, 1000}) {
    auto text = std::string{};
    for (auto i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
    auto offsets = Offsets(text);
    auto index = std::size_t{0};
    for (auto at = std::size_t{0}; at < text.size(); ++index) {
      REQUIRE(offsets.byte(index) == at);
      REQUIRE(offsets.code_point(at) == index);
      at += ormc::source::decode_utf8(text, at).length;
    }
    REQUIRE(offsets.byte(index) == text.size());
  }
}
