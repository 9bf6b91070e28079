// The ways in which two models can be related, as a matrix; and that one mistake is reported once.

#include <catch2/catch.hpp>

#include "tests/unit/schema/resolved.hpp"

using namespace ormc::schema;
using ormc::schema_test::Resolved;
using Codes = std::vector<std::string>;
using Kind = Relation::Kind;

namespace {

/// The codes for fields of two models, `a` in A and `b` in B; keys are given.
auto codes(const std::string& a, const std::string& b) -> Codes {
  return Resolved{"model A { id: int @id; " + a + " }\nmodel B { id: int @id; " + b + " }"}.codes();
}

}  // namespace

TEST_CASE("each pair of sides is right or wrong for one reason") {
  CHECK(codes("bs: B[];", "a: A @index;") == Codes{});
  CHECK(codes("bs: B[];", "a: A? @index;") == Codes{});
  CHECK(codes("bs: B[];", "a: A @unique;") == Codes{"ORM0226"});
  CHECK(codes("b: B? @inverse(a);", "a: A @unique;") == Codes{});
  CHECK(codes("b: B? @inverse(a);", "a: A @index;") == Codes{"ORM0226"});
  CHECK(codes("b: B @inverse(a);", "a: A @unique;") == Codes{"ORM0227"});
  CHECK(codes("b: B? @inverse(a);", "a: A[];") == Codes{"ORM0225"});
  CHECK(codes("bs: B[];", "others: A[];") == Codes{});
  CHECK(codes("bs: B[]; cs: B[];", "others: A[];") == Codes{"ORM0224"});
  CHECK(codes("bs: B[] @inverse(others); cs: B[];", "others: A[];") == Codes{"ORM0229"});
  CHECK(codes("bs: B[];", "") == Codes{"ORM0223"});
  CHECK(codes("bs: B[] @inverse(x);", "a: A @index;") == Codes{"ORM0215"});
  CHECK(codes("bs: B[] @inverse(id);", "a: A @index;") == Codes{"ORM0225"});
  CHECK(codes("b: B @index;", "a: A @index;") == Codes{"ORM0251"});
  CHECK(codes("b: B? @index;", "a: A @index;") == Codes{});
  CHECK(codes("b: B @initially_deferred @index;", "a: A @index;") == Codes{});
}

TEST_CASE("a field that failed is not blamed again") {
  CHECK(codes("bs: B[];", "a: Aa @index;") == Codes{"ORM0201"});
  CHECK(codes("bs: B[] @inverse(a);", "a: Aa @index;") == Codes{"ORM0201"});
  CHECK(codes("b: Bb @id; index (b);", "") == Codes{"ORM0201"});
  CHECK(Resolved{"domain D = nonsense; model A { id: D @id; } model B { a: A @id; }"}.codes() ==
        Codes{"ORM0201"});
  CHECK(Resolved{"model A { id: nonsense @id; } model B { a: A @id; c: A @index; }"}.codes() ==
        Codes{"ORM0201"});
}

TEST_CASE("failed fields are listed, so that queries do not report them again") {
  const auto program = Resolved{"model A { id: int @id; x: nonsense; }"};
  CHECK(program.model("A").failed_fields == std::vector<std::string>{"x"});
}

TEST_CASE("both sides know each other and the columns between them") {
  const auto program = Resolved{
      "model Author { id: int @id; posts: Post[]; }\n"
      "model Post { id: int @id; author: Author @index; }"};
  const auto& posts = program.relation("Author", "posts");
  const auto& author = program.relation("Post", "author");
  CHECK(posts.kind == Kind::inverse_many);
  CHECK(author.kind == Kind::to_one);
  CHECK(posts.inverse == RelationIndex{0});
  CHECK(author.inverse == RelationIndex{0});
  CHECK(posts.local_columns == author.target_columns);
  CHECK(posts.target_columns == author.local_columns);
  CHECK(program.model("Post").columns[1].relation == RelationIndex{0});
}

TEST_CASE("a junction is the same whoever is declared first") {
  const auto one = Resolved{
      "model Post { id: int @id; tags: Tag[]; } model Tag { id: bigint @id; posts: Post[]; }"};
  const auto other = Resolved{
      "model Tag { id: bigint @id; posts: Post[]; } model Post { id: int @id; tags: Tag[]; }"};
  for (const auto* program : {&one, &other}) {
    REQUIRE(program->codes().empty());
    const auto& junction = program->model("PostTag");
    CHECK(junction.junction);
    CHECK(junction.sql_name == "post_tag");
    REQUIRE(junction.columns.size() == 2);
    CHECK(junction.columns[0].sql_name == "post_id");
    CHECK(junction.columns[1].sql_name == "tag_id");
    CHECK(junction.primary_key->columns == std::vector<ColumnIndex>{0, 1});
    CHECK(junction.foreign_keys[0].on_delete == Action::cascade);
    CHECK(junction.indexes[0].sql_name == "post_tag_tag_id_idx");
    const auto& tags = program->relation("Post", "tags");
    CHECK(tags.kind == Kind::many_to_many);
    CHECK(tags.junction_local == std::vector<ColumnIndex>{0});
    CHECK(tags.junction_target == std::vector<ColumnIndex>{1});
  }
}

TEST_CASE("a model's relation to itself runs one way for each side") {
  const auto program = Resolved{
      "model User { id: int @id; followers: User[] @inverse(following); following: User[]; }"};
  REQUIRE(program.codes().empty());
  const auto& following = program.relation("User", "following");
  const auto& followers = program.relation("User", "followers");
  CHECK(program.model("UserFollowing").columns[1].sql_name == "following_id");
  CHECK(following.junction_local == std::vector<ColumnIndex>{0});
  CHECK(followers.junction_local == std::vector<ColumnIndex>{1});
  CHECK(following.inverse == RelationIndex{0});
  CHECK(Resolved{"model User { id: int @id; friends: User[]; }"}.codes() == Codes{"ORM0223"});
}

TEST_CASE("junctions may be declared, by name or with their sides") {
  CHECK(Resolved{"model User { id: int @id; friends: User[] @through(Friend); }\n"
                 "model Friend { a: User @id; b: User @id @index; }"}
            .codes() == Codes{"ORM0230"});
  CHECK(Resolved{"model User { id: int @id; friends: User[] @through(Friend, a, b); }\n"
                 "model Friend { a: User @id; b: User @id @index; }"}
            .codes() == Codes{});
  CHECK(Resolved{"model User { id: int @id; friends: User[] @through(Frend, a, b); }\n"
                 "model Friend { a: User @id; b: User @id @index; }"}
            .codes() == Codes{"ORM0209"});
}

TEST_CASE("keys may be chains of relations") {
  const auto program = Resolved{
      "model C { b: B @id; n: int @id; }\n"
      "model B { a: A @id; m: int @id; }\n"
      "model A { id: uuid @id; }"};
  REQUIRE(program.codes().empty());
  const auto& columns = program.model("C").columns;
  REQUIRE(columns.size() == 3);
  CHECK(columns[0].name == "b_a_id");
  CHECK(columns[0].type.oid == ormc::catalog::oid::uuid);
  CHECK(columns[1].name == "b_m");
}
