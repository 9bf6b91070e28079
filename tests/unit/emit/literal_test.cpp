// What no case can hold: bytes that the parser refuses, and texts made to break out of C++.

#include "emit/cpp/literal.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "emit/cpp/template.hpp"

using ormc::emit::cpp::doc_comment;
using ormc::emit::cpp::sql_literal;
using ormc::emit::cpp::string_literal;

TEST_CASE("a string literal holds printable ASCII and octal escapes, nothing else") {
  CHECK(string_literal("plain, (x) = 1") == "\"plain, (x) = 1\"");
  CHECK(string_literal("a\"b\\c") == R"("a\042b\134c")");
  CHECK(string_literal("?\?/") == R"("\077\077/")");
  CHECK(string_literal("x\n1") == R"("x\0121")");
  CHECK(string_literal("\xC3\xA9") == R"("\303\251")");
  CHECK(string_literal(std::string_view("\0"
                                        "7",
                                        2)) == R"("\0007")");
  auto every_byte = std::string{};
  for (auto byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  for (auto c : string_literal(every_byte)) CHECK((c >= ' ' && c <= '~'));
}

TEST_CASE("SQL is a raw string whose end cannot occur in it") {
  CHECK(sql_literal("select 1") == "R\"sql(select 1)sql\"");
  CHECK(sql_literal("select ')sql\"'") == "R\"sql1(select ')sql\"')sql1\"");
  CHECK(sql_literal(")sql\" )sql1\"") == "R\"sql2()sql\" )sql1\")sql2\"");
}

TEST_CASE("SQL with control characters is escaped") {
  CHECK(sql_literal("select '\x01'") == R"("select '\001'")");
  CHECK(sql_literal("select\r\n1") == R"("select\015\0121")");
}

TEST_CASE("documentation cannot leave its comment") {
  CHECK(doc_comment("ends */ here", 0) == "/// ends */ here\n");
  CHECK(doc_comment("a\\\nint b;", 0) == "/// a\\.\n/// int b;\n");
  CHECK(doc_comment("a\\  \nb", 0) == "/// a\\.\n/// b\n");
  CHECK(doc_comment("a?\?/\nb", 0) == "/// a?\?/.\n/// b\n");
  CHECK(doc_comment("a\rb\tc", 0) == "/// a b c\n");
  CHECK(doc_comment("", 0).empty());
}

TEST_CASE("documentation is wrapped behind its indentation") {
  auto words = std::string{};
  for (auto i = 0; i < 60; ++i) words += "word ";
  auto text = doc_comment(words, 4);
  auto at = std::size_t{0};
  while (at < text.size()) {
    auto end = text.find('\n', at);
    CHECK(end - at <= 96);
    at = end + 1;
  }
  CHECK(doc_comment("a\n\nb", 0) == "/// a\n///\n/// b\n");
}
