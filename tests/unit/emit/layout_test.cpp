// The layout of clang-format at the edges of a line, which no readable case reaches.

#include "emit/cpp/layout.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace ormc::emit::cpp;

TEST_CASE("a list stands on one line or an element a line") {
  CHECK(braced_list("int a[]", {"1", "2"}, 0) == "int a[]{1, 2};\n");
  auto wide = std::string(60, 'x');
  CHECK(braced_list("int a[]", {wide, wide}, 0) ==
        "int a[]{\n    " + wide + ",\n    " + wide + ",\n};\n");
}

TEST_CASE("members go to the next line, then below each other") {
  CHECK(members_alias("fields", {}, 2) == "using fields = orm::members<>;\n");
  CHECK(members_alias("fields", {"&A::x", "&A::y"}, 2) ==
        "using fields = orm::members<&A::x, &A::y>;\n");
  auto member = "&" + std::string(34, 'x');
  CHECK(members_alias("f", {member, member}, 2) ==
        "using f = orm::members<" + member + ", " + member + ">;\n");
  CHECK(members_alias("fields_of_it", {member, member}, 2) ==
        "using fields_of_it =\n    orm::members<" + member + ", " + member + ">;\n");
  CHECK(members_alias("f", {member, member, member}, 2) ==
        "using f = orm::members<" + member + ",\n" + std::string(23, ' ') + member + ",\n" +
            std::string(23, ' ') + member + ">;\n");
}

TEST_CASE("a value that is too long stands on a line of its own") {
  CHECK(designated("name", "\"x\"", 4) == ".name = \"x\",\n");
  auto wide = "\"" + std::string(90, 'x') + "\"";
  CHECK(designated("name", wide, 4) == ".name =\n    " + wide + ",\n");
}
