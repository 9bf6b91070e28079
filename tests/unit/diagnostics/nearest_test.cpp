// Suggestions are shown inside other diagnostics; their limits are too many for language cases.

#include "diagnostics/nearest.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

using ormc::diagnostics::did_you_mean;
using ormc::diagnostics::nearest;

namespace {

auto suggest(std::string_view name, const std::vector<std::string>& candidates) -> std::string {
  return nearest(name, candidates).value_or("-");
}

}  // namespace

TEST_CASE("a name that is off by one edit is found") {
  CHECK(suggest("Usr", {"Post", "User"}) == "User");      // insertion
  CHECK(suggest("Userr", {"Post", "User"}) == "User");    // deletion
  CHECK(suggest("Uzer", {"Post", "User"}) == "User");     // substitution
  CHECK(suggest("Uesr", {"Post", "User"}) == "User");     // transposition counts once
  CHECK(suggest("tilte", {"title", "tile"}) == "title");  // both are one off: the first wins
}

TEST_CASE("letter case is no edit") {
  CHECK(suggest("user", {"User"}) == "User");
  CHECK(suggest("CREATED_AT", {"created_at"}) == "created_at");
  CHECK(suggest("authr", {"AUTHOR", "author"}) == "AUTHOR");
}

TEST_CASE("how far a suggestion may be off depends on the length") {
  CHECK(suggest("abcd", {"abxy"}) == "-");                 // 4: one edit
  CHECK(suggest("abcdefgh", {"abcdefxy"}) == "abcdefxy");  // 8: two edits
  CHECK(suggest("abcdefgh", {"abcdexyz"}) == "-");
  CHECK(suggest("abcdefghi", {"abcdefxyz"}) == "abcdefxyz");  // 9: three edits
  CHECK(suggest("abcdefghi", {"abcdewxyz"}) == "-");
}

TEST_CASE("the nearest wins over an earlier one that is farther off") {
  CHECK(suggest("publishd", {"publish", "published"}) == "publish");
  CHECK(suggest("publisheed", {"publish", "published"}) == "published");
}

TEST_CASE("nothing is suggested where nothing is left of the name") {
  CHECK(suggest("x", {"y", "id"}) == "-");
  CHECK(suggest("", {"a"}) == "-");
  CHECK(suggest("name", {}) == "-");
  CHECK(suggest("x", {"X"}) == "X");
}

TEST_CASE("characters are counted, not bytes") {
  CHECK(suggest("größe", {"grösse", "große"}) == "große");
  CHECK(suggest("\xFF\xFE", {"ab"}) == "-");
}

TEST_CASE("very long names cost time in proportion to their length") {
  auto name = std::string(std::size_t{1} << 20U, 'a');
  auto other = name;
  other[5] = 'b';
  auto start = std::chrono::steady_clock::now();
  CHECK(nearest(name, std::vector<std::string>{other}).has_value());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
}

TEST_CASE("a suggestion becomes a question") {
  CHECK(did_you_mean("User") == "did you mean `User`?");
  CHECK_FALSE(did_you_mean(std::nullopt));
}
