// Names that C++ does not take, wherever they come from: keyword by keyword, position by position.

#include "emit/cpp/identifier.hpp"

#include <catch2/catch.hpp>
#include <string>

using ormc::emit::cpp::identifier;
using ormc::emit::cpp::is_reserved;
using ormc::emit::cpp::UniqueNames;

TEST_CASE("what C++ takes stays as it is") {
  for (const auto* name :
       {"id", "author_id", "createdAt", "x1", "_private", "order", "from", "id_"}) {
    CHECK(identifier(name) == name);
  }
}

TEST_CASE("keywords, alternative tokens, macros and names of the runtime get an underscore") {
  for (const auto* name :
       {"class",  "and",   "xor",    "co_await", "public",  "import", "requires", "major",
        "minor",  "linux", "unix",   "errno",    "NULL",    "EOF",    "min",      "max",
        "assert", "stdin", "SIGINT", "EPERM",    "INT_MAX", "PRId64", "std",      "orm"}) {
    CHECK(identifier(name) == std::string(name) + "_");
  }
}

TEST_CASE("what C++ does not take is replaced") {
  CHECK(identifier("?column?") == "column");
  CHECK(identifier("first name") == "first_name");
  CHECK(identifier("a__b") == "a_b");
  CHECK(identifier("_Upper") == "Upper");
  CHECK(identifier("1st") == "_1st");
  CHECK(identifier("gr\xC3\xB6\xC3\x9F"
                   "e") == "gr_e");
  CHECK(identifier("*/ int x; //") == "int_x");
  CHECK(identifier("") == "unnamed");
  CHECK(identifier("!!!") == "unnamed");
}

TEST_CASE("every name becomes an identifier that is not reserved, and stays it") {
  for (const auto* name : {"class", "a-b", "__x", "_X", "9", "and", "", "\"", "a\nb", "NULL"}) {
    auto once = identifier(name);
    CHECK_FALSE(is_reserved(once));
    CHECK(once.find("__") == std::string::npos);
    CHECK(identifier(once) == once);
  }
}

TEST_CASE("columns of one name get numbers") {
  auto names = UniqueNames{};
  CHECK(names.add("id") == "id");
  CHECK(names.add("id") == "id_2");
  CHECK(names.add("id_2") == "id_2_2");
  CHECK(names.add("id") == "id_3");
}
