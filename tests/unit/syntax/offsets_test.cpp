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

TEST_CASE("a byte order mark shifts all") {
  CHECK(Offsets("abc", 3).byte(2) == 5);
  CHECK(Offsets("aéc", 3).byte(2) == 6);
}

TEST_CASE("past the last code point is the end") {
  CHECK(Offsets("é").byte(1) == 2);
  CHECK(Offsets("é").byte(2) == 2);
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
      at += ormc::source::decode_utf8(text, at).length;
    }
    REQUIRE(offsets.byte(index) == text.size());
  }
}
