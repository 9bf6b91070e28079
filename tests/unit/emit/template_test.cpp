// The template engine is below every case: a mistake in it would show as a diff in all of them.

#include "emit/cpp/template.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

using ormc::emit::cpp::fill;
using ormc::emit::cpp::finish;
using ormc::emit::cpp::join_blocks;
using ormc::emit::cpp::keep_columns;

TEST_CASE("a hole in a line is replaced by text") {
  CHECK(fill("using $name$ = $type$;\n", {{"name", "a"}, {"type", "int"}}) == "using a = int;\n");
}

TEST_CASE("a hole alone in its line takes a block at its indentation") {
  auto text = fill(R"(
struct A {
  $members$
};
)",
                   {{"members", "int a;\n\nint b;\n"}});
  CHECK(text == "struct A {\n  int a;\n\n  int b;\n};\n");
}

TEST_CASE("an empty block swallows its line") {
  CHECK(fill("a\n  $b$\nc\n", {{"b", ""}}) == "a\nc\n");
}

TEST_CASE("a dollar in what is filled in means nothing") {
  CHECK(fill("$a$ $b$\n", {{"a", "$b$"}, {"b", "$1"}}) == "$b$ $1\n");
}

TEST_CASE("an unknown and an unused hole are mistakes") {
  CHECK_THROWS_AS(fill("$a$\n", {}), std::logic_error);
  CHECK_THROWS_AS(fill("a\n", {{"a", "b"}}), std::logic_error);
  CHECK_THROWS_AS(fill("x = $a\n", {{"a", "b"}}), std::logic_error);
}

TEST_CASE("a block inside of a line is a mistake") {
  CHECK_THROWS_AS(fill("x = $a$;\n", {{"a", "1\n2"}}), std::logic_error);
}

TEST_CASE("lines of a raw string are not indented") {
  auto raw = "text = R\"(" + keep_columns("a\n\n  b") + ")\";";
  auto text = fill("{\n  $x$\n}\n", {{"x", raw}});
  CHECK(finish(text) == "{\n  text = R\"(a\n\n  b)\";\n}\n");
}

TEST_CASE("finishing removes the blank lines that empty blocks leave") {
  CHECK(finish("struct A {\n\n  int a;\n\n\n  int b;\n\n};\n") ==
        "struct A {\n  int a;\n\n  int b;\n};\n");
  CHECK(finish("namespace a {\n\nint b;\n\n}  // namespace a\n") ==
        "namespace a {\n\nint b;\n\n}  // namespace a\n");
}

TEST_CASE("blocks are parted, empty ones vanish") {
  CHECK(join_blocks({"a\n", "", "b"}, "\n") == "a\n\nb\n");
  CHECK(join_blocks({}).empty());
}
