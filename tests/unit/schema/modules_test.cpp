// What takes several files: a language case is one.

#include <catch2/catch.hpp>

#include "schema/lookup.hpp"
#include "tests/unit/schema/resolved.hpp"

using namespace ormc::schema;
using ormc::schema_test::dotted;
using ormc::schema_test::Resolved;
using Codes = std::vector<std::string>;

TEST_CASE("files see each other in any order, near names before far ones") {
  const auto program = Resolved{{{"blog.orm",
                                  "module blog;\n"
                                  "model Post { id: bigint @id; user: User @index; "
                                  "owner: auth.User @index; }\n"
                                  "model User { id: int @id; }\n"
                                  "model Note { id: int @id; role: Role; }\n"},
                                 {"auth.orm",
                                  "module auth schema \"auth\";\n"
                                  "model User { id: bigint @id; }\n"
                                  "enum Role { admin, reader }\n"}}};
  REQUIRE(program.codes().empty());
  const auto& schema = program.schema;
  const auto& user = schema.at(program.relation("Post", "user").target);
  const auto& owner = schema.at(program.relation("Post", "owner").target);
  CHECK(user.sql_schema == "public");
  CHECK(owner.sql_schema == "auth");
  CHECK(schema.catalog.type(program.model("Note").columns[1].type.oid).schema == "auth");
}

TEST_CASE("a junction may be of another module") {
  const auto program = Resolved{
      {{"a.orm",
        "module a; model User { id: int @id; groups: b.Group[] @through(b.Member, user, group); }"},
       {"b.orm",
        "module b schema \"b\"; model Group { id: int @id; } model Member { user: a.User; group: "
        "Group; }"},
       {"c.orm", "module c schema \"c\"; model Member { id: int @id; }"}}};
  CHECK_FALSE(program.diagnostics.has_errors());
  CHECK(program.model("User").relations.front().junction.has_value());
}

TEST_CASE("a view of the module itself is meant before a model of another") {
  const auto program =
      Resolved{{{"a.orm", "module a schema \"a\"; model Item { id: int @id; }"},
                {"b.orm",
                 "module b schema \"b\"; view Item as select 1 as n;"
                 "function first() -> Item language sql \"\"\" select 1 \"\"\";"}}};
  CHECK(program.codes().empty());
  const auto& catalog = program.schema.catalog;
  CHECK(catalog.type(program.schema.functions.front().result.oid).schema == "b");
}

TEST_CASE("a name that several other modules have must be qualified") {
  const auto program = Resolved{{{"a.orm", "enum Role { x }"},
                                 {"b.orm", "module b schema \"b\"; enum Role { y }"},
                                 {"c.orm", "model User { id: int @id; role: Role; }"}}};
  CHECK(program.codes() == Codes{"ORM0255"});
  CHECK(program.diagnostics.all().front().message == "`Role` could be `a.Role` and `b.Role`");
}

TEST_CASE("one module in several files is one scope and one schema") {
  const auto program = Resolved{{{"a.orm", "module shop; model Item { id: int @id; }"},
                                 {"b.orm", "module shop; model Item { id: int @id; }"}}};
  CHECK(program.codes() == Codes{"ORM0202"});
  const auto other =
      Resolved{{{"a.orm", "module shop; model Item { id: int @id; }"},
                {"b.orm", "module shop schema \"x\"; model Price { id: int @id; }"}}};
  CHECK(other.codes() == Codes{"ORM0253"});
}

TEST_CASE("relations are found by either name, and as SQL folds them") {
  const auto program = Resolved{{{"auth.orm",
                                  "module auth schema \"a\";\n"
                                  "model UserProfile @table(\"profiles\") { id: int @id; }\n"
                                  "view Names as select id from UserProfile;"},
                                 {"b.orm", "model X { id: int @id; }"}}};
  REQUIRE(program.codes().empty());
  const auto found = [&](const std::string& name) {
    return find_relation(program.schema, ModuleId{1}, dotted(name)).has_value();
  };
  CHECK(found("UserProfile"));
  CHECK(found("auth.UserProfile"));
  CHECK(found("profiles"));
  CHECK(found("PROFILES"));
  CHECK(found("a.profiles"));
  CHECK(found("Names"));
  CHECK(found("names"));
  CHECK_FALSE(found("userprofile"));
  CHECK_FALSE(found("b.UserProfile"));
}

TEST_CASE("fields are found by either name; a relation wins over a column") {
  const auto program = Resolved{
      "model Author { id: int @id; }\n"
      "model Post { id: int @id; fullTitle: text; by: Author @column(\"by\") @index; }"};
  REQUIRE(program.codes().empty());
  const auto post = program.model_id("Post");
  const auto find = [&](const std::string& name, bool quoted = false) {
    return find_field(program.schema, post, {name, quoted, {}});
  };
  CHECK(find("fullTitle")->index() == 0);
  CHECK(find("full_title")->index() == 0);
  CHECK(find("FULL_TITLE")->index() == 0);
  CHECK_FALSE(find("FULL_TITLE", true));
  CHECK(find("by")->index() == 1);
  CHECK(find("by_id")->index() == 0);
  CHECK_FALSE(find("title"));
}

TEST_CASE("types are the program's, PostgreSQL's, or a field's") {
  auto program = Resolved{
      "enum Box { a }\n"
      "model Author { id: bigint @id; name: varchar(10); }\n"
      "model Post { id: bigint @id; author: Author @index; }"};
  REQUIRE(program.codes().empty());
  const auto resolve = [&](const std::string& name, std::uint32_t dimensions = 0) {
    auto type = ormc::syntax::TypeName{};
    type.name = dotted(name);
    type.array_dimensions = dimensions;
    return resolve_type(program.schema, ModuleId{0}, type, program.diagnostics);
  };
  using namespace ormc::catalog;
  CHECK(resolve("Box")->oid >= first_user_oid);
  CHECK(resolve("box")->oid == oid::box);
  CHECK(resolve("BIGINT")->oid == oid::int8);
  CHECK(resolve("pg_catalog.int4", 1)->oid == program.schema.catalog.array_of(oid::int4));
  CHECK(resolve("Author.id")->oid == oid::int8);
  CHECK(resolve("Author.name")->modifier == 14);
  CHECK(resolve("Post.author")->oid == oid::int8);
  CHECK(resolve("Post.author_id")->oid == oid::int8);
  CHECK(resolve("Author")->oid == program.model("Author").row_type);
  CHECK_FALSE(program.diagnostics.has_errors());
  CHECK_FALSE(resolve("Author.age"));
  CHECK_FALSE(resolve("serial"));
  CHECK(program.codes() == Codes{"ORM0215", "ORM0220"});
}
