// Spelling rules, name by name: a case shows a few of them, and only as they come out in SQL.

#include "schema/naming.hpp"

#include <catch2/catch.hpp>

#include "schema/object_name.hpp"

using namespace ormc::schema;
using Strings = std::vector<std::string>;

TEST_CASE("names of the language become names of the database") {
  CHECK(snake_case("Post") == "post");
  CHECK(snake_case("UserProfile") == "user_profile");
  CHECK(snake_case("HTTPServer") == "http_server");
  CHECK(snake_case("userID") == "user_id");
  CHECK(snake_case("userID2") == "user_id2");
  CHECK(snake_case("x2Go") == "x2_go");
  CHECK(snake_case("already_snake") == "already_snake");
  CHECK(snake_case("Mixed_Case") == "mixed_case");
  CHECK(snake_case("A") == "a");
  CHECK(snake_case("ABC") == "abc");
  CHECK(snake_case("") == "");
  CHECK(snake_case("Größe") == "größe");
}

TEST_CASE("a quoted name is taken as it stands") {
  CHECK(sql_name_of({"UserProfile", true, {}}) == "UserProfile");
  CHECK(sql_name_of({"UserProfile", false, {}}) == "user_profile");
}

TEST_CASE("junctions get a model's name from their table's") {
  CHECK(pascal_case("post_tag") == "PostTag");
  CHECK(pascal_case("user_2_group") == "User2Group");
}

TEST_CASE("a file without module is called by its stem") {
  CHECK(module_name_of("models/blog.orm") == "blog");
  CHECK(module_name_of("my-shop.orm") == "my_shop");
  CHECK(module_name_of("2024.orm") == "m2024");
  CHECK(module_name_of("dir.d/plain") == "plain");
  CHECK(module_name_of(".orm") == "_orm");
}

TEST_CASE("names of the database are split at dots outside of quotes") {
  CHECK(split_sql_name("posts") == Strings{"posts"});
  CHECK(split_sql_name("blog.posts") == Strings{"blog", "posts"});
  CHECK(split_sql_name(R"("odd.name"."a""b")") == Strings{"odd.name", "a\"b"});
  CHECK(split_sql_name("").empty());
  CHECK(split_sql_name("a..b").empty());
  CHECK(split_sql_name("\"open").empty());
}

TEST_CASE("made names are cut to 63 bytes, from the longer part, between characters") {
  CHECK(make_object_name("post", "author_id", "fkey") == "post_author_id_fkey");
  CHECK(make_object_name("post", "", "pkey") == "post_pkey");
  const auto a40 = std::string(40, 'a');
  const auto b40 = std::string(40, 'b');
  CHECK(make_object_name(a40, b40, "key") ==
        std::string(29, 'a') + "_" + std::string(29, 'b') + "_key");
  CHECK(make_object_name(a40, "id", "idx") == a40 + "_id_idx");
  // Two bytes a character: 58 bytes for the first part would end in the middle of one.
  auto umlauts = std::string{};
  for (auto i = 0; i < 40; ++i) umlauts += "ä";
  CHECK(make_object_name(umlauts, "", "pkey").size() == 63);
  CHECK(make_object_name("x" + umlauts, "", "pkey").size() == 62);
}

TEST_CASE("a taken name gets a number at its label") {
  auto taken = std::vector<std::string>{"post_title_idx", "post_title_idx1"};
  const auto is_taken = [&](const std::string& name) {
    return std::find(taken.begin(), taken.end(), name) != taken.end();
  };
  CHECK(choose_name("post", "title", "idx", is_taken) == "post_title_idx2");
  CHECK(choose_name("post", "body", "idx", is_taken) == "post_body_idx");
}

TEST_CASE("columns of an index differ in name") {
  CHECK(unique_column_names({"a", "", "a", "", "lower"}) ==
        Strings{"a", "expr", "a1", "expr1", "lower"});
  const auto long_name = std::string(63, 'x');
  CHECK(unique_column_names({long_name, long_name})[1] == std::string(62, 'x') + "1");
}
