// `ormc pull` over models that are there: what changed in the database, and only the lines of it,
// differ.

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "database/pull_again.hpp"

using namespace pull_again;

TEST_CASE("only the lines of what changed differ", "[pull][again]") {
  struct Change {
    std::string sql;
    Lines gone;
    Lines come;
  };
  const auto changes = std::vector<Change>{
      {"alter table author add website text", {}, {"website: text?;"}},
      {"alter table author drop born", {"// Of no use to anybody.", "born: date?;"}, {}},
      {"alter table author alter full_name drop not null",
       {"name: text @column(\"full_name\"); // never empty"},
       {"name: text? @column(\"full_name\"); // never empty"}},
      {"alter table post alter price set not null",
       {"price: Money?; // in euros"},
       {"price: Money; // in euros"}},
      {"alter table post alter price type numeric(14,2)",
       {"price: Money?; // in euros"},
       {"price: numeric(14, 2)?; // in euros"}},
      {"comment on column author.full_name is 'What it says.'", {}, {"/// What it says."}},
      {"comment on table author is 'People.'", {}, {"/// People."}},
      {"alter type status add value 'gone' before 'out'", {}, {"gone,"}},
      {"alter type place add attribute zip text", {}, {"zip: text?;"}},
      {"alter table post drop constraint post_title_check",
       {"check post_title_check: length(title) > 1;"},
       {}},
      {"drop index post_author_id_idx",
       {"// What is looked for most.", "index post_author_id_idx (by);"},
       {}},
      {"create index on post (status)",
       {"status: State? = 'draft';"},
       {"status: State? = 'draft' @index;"}},
      {"drop policy own on post", {"policy own using (by = 1);"}, {}},
      {"alter table post force row level security",
       {"model Text : Dated @table(\"post\") @row_security {"},
       {"model Text : Dated @table(\"post\") @row_security(forced) {"}},
      {"alter table author alter made drop default",
       {"model Writer : Dated @table(\"author\") {"},
       {"model Writer @table(\"author\") {",
        "// When it was made.",
        "made: timestamptz @on_update(now());"}},
      {"alter sequence numbers increment 5",
       {"sequence counter @name(\"numbers\");"},
       {"sequence counter increment by 5 @name(\"numbers\");"}},
      {"create or replace function twice(n int) returns int language sql immutable as "
       "'select n + n'",
       {"function doubled(n: int) -> int language sql immutable @name(\"twice\") \"\"\"select n * "
        "2\"\"\";"},
       {"function doubled(n: int) -> int language sql immutable @name(\"twice\") \"\"\"select n + "
        "n\"\"\";"}},
      {"drop view names", {"view Names as select name as full_name from Writer;"}, {}},
      {"alter table post drop constraint post_author_id_fkey, add foreign key (author_id) "
       "references author on delete cascade",
       {"by: Writer @column(\"author_id\") @constraint(\"post_author_id_fkey\");"},
       {"by: Writer @column(\"author_id\") @on_delete(cascade);"}},
      {"create table note (id int primary key, author_id int references author)",
       {},
       {"notes: Note[] @inverse(author);",
        "model Note {",
        "id: int @id;",
        "author: Writer?;",
        "}"}},
      {"create extension hstore", {}, {"extension hstore @version(\"1.8\");"}},
  };
  for (const auto& change : changes) {
    DYNAMIC_SECTION(change.sql) {
      auto database = Pulled(std::string{shop_sql});
      database.write(std::string{shop_models});
      database.run(change.sql);
      REQUIRE(database.trip() == "");
      const auto differs = difference(std::string{shop_models}, database.text());
      CHECK(differs.gone == change.gone);
      CHECK(differs.come == change.come);
      const auto text = database.text();
      REQUIRE(database.trip() == "");
      CHECK(database.text() == text);
    }
  }
}

TEST_CASE("an order of rows goes with the column that it names", "[pull][again]") {
  auto database = Pulled("create table a (id int primary key, name text, born date)");
  database.write(
      "module shop;\n\nmodel A {\n  id: int @id;\n  name: text?;\n  born: date?;\n\n  order by "
      "name;\n}\n");
  database.run("alter table a drop born");
  REQUIRE(database.trip() == "");
  CHECK(database.text() ==
        "module shop;\n\nmodel A {\n  id: int @id;\n  name: text?;\n\n  order by name;\n}\n");
  database.run("alter table a drop name");
  REQUIRE(database.trip() == "");
  CHECK(database.text() == "module shop;\n\nmodel A {\n  id: int @id;\n}\n");
}

TEST_CASE("new names make way for those of the program alone", "[pull][again]") {
  auto database = Pulled("create table a (id int primary key, price numeric)");
  database.write(
      "module shop;\n\ntype Money = numeric as \"acme::Money\" from \"acme/money.hpp\";\n\n"
      "abstract model Dated { made: date; }\n\n"
      "model A { id: int @id; price: Money?; }\n\n"
      "shape Card of A { id }\n");
  database.run(
      "create table money (id int primary key); create table card (id int primary key);"
      "create table dated (id int primary key)");
  REQUIRE(database.trip() == "");
  CHECK(database.text().find("model Money2 @table(\"money\")") != std::string::npos);
  CHECK(database.text().find("model Card2 @table(\"card\")") != std::string::npos);
  CHECK(database.text().find("model Dated2 @table(\"dated\")") != std::string::npos);
}

TEST_CASE("a change in nothing but the type of a constant is pulled", "[pull][again]") {
  auto database = Pulled(
      "create table a (id int primary key, name varchar(20) default 'a', note text default 'b',"
      " price numeric, at timestamptz, constraint c check (note <> 'x' and price > 0));"
      "create index i on a (name) where note = 'y' and price < 10;"
      "create view v as select id, 'one' as one, note || 'z' as two from a where name = 'a';"
      "create domain d as varchar default 'd' check (value <> 'x');"
      "create function f(x varchar default 'f') returns text language sql as 'select x'");
  REQUIRE(database.trip() == "");
  for (const auto* change :
       {"alter table a alter name set default 'a'::text",
        "alter table a alter name set default 'a'::char(1)",
        "alter table a alter note set default 'b'::varchar",
        "alter table a drop constraint c, add constraint c check (note <> 'x'::varchar and price > "
        "0)",
        "alter table a drop constraint c, add constraint c check (note <> 'x' and price > "
        "0::bigint)",
        "drop index i; create index i on a (name) where note = 'y' and price < 10::smallint",
        "drop index i; create index i on a (name) where note = 'y'::varchar and price < "
        "10::smallint",
        "create or replace view v as select id, 'one' as one, note || 'z'::varchar as two"
        " from a where name = 'a'",
        "create or replace view v as select id, 'one' as one, note || 'z'::varchar as two"
        " from a where name = 'a'::varchar",
        "drop view v; create view v as select id, 'one'::varchar as one, note || 'z' as two"
        " from a where name = 'a'::varchar",
        "alter domain d set default 'd'::text",
        "alter table a add constraint n check (1 = 3 and coalesce(price, 0) < abs(5) and "
        "(case when id > 1 then 2 else 3 end) > 0 and price between 0 and 9 and "
        "price in (1, 2) and id is distinct from 4)",
        "alter table a drop constraint n, add constraint n check (1::numeric = 3 and "
        "coalesce(price, 0) < abs(5) and (case when id > 1 then 2 else 3 end) > 0 and price "
        "between 0 and 9 and price in (1, 2) and id is distinct from 4)",
        "alter table a drop constraint n, add constraint n check (1::numeric = 3 and "
        "coalesce(price, 0) < abs(5::bigint) and (case when id > 1 then 2 else 3::numeric end) > 0 "
        "and price between 0 and 9 and price in (1, 2) and id is distinct from 4::bigint)",
        "alter table a alter price set default 5::bigint",
        "alter table a alter price set default 5::smallint",
        "alter table a alter price set default 5",
        "create index k on a ((id + 1))",
        "drop index k; create index k on a ((id + 1::bigint))",
        "create view w as select 1 as n, abs(2) as m from a",
        "drop view w; create view w as select 1::bigint as n, abs(2) as m from a",
        "create or replace view w as select 1::bigint as n, abs(2::smallint)::int as m from a",
        "create or replace function f(x varchar default 'f'::text) returns text language sql"
        " as 'select x'"}) {
    INFO(change);
    database.run(change);
    REQUIRE(database.trip() == "");
    const auto pulled = database.texts();
    REQUIRE(database.trip() == "");
    CHECK(database.texts() == pulled);
  }
}

TEST_CASE("schemas that come, go and change their comments are pulled again", "[pull][again]") {
  auto database = Pulled(
      "create table a (id int primary key); create schema other; comment on schema other is 'One.';"
      "create table other.b (id int primary key, a_id int references a)");
  REQUIRE(database.trip() == "");
  for (const auto* change : {"comment on schema other is 'Two.'",
                             "comment on schema other is null",
                             "comment on schema other is E'three\\nlines'",
                             "create schema late create table c (id int)",
                             "alter schema other rename to another",
                             "drop schema another cascade",
                             "create schema empty",
                             "drop schema empty"}) {
    INFO(change);
    database.run(change);
    CHECK(database.trip() == "");
    const auto pulled = database.texts();
    REQUIRE(database.trip() == "");
    CHECK(database.texts() == pulled);
  }
}

TEST_CASE("the order of a partition's columns outlives a field that goes", "[pull][again]") {
  auto database = Pulled(
      "create table whole (part int, id int, c text) partition by list (part);"
      "create table piece (id int, c text default 'v', part int);"
      "alter table whole attach partition piece for values in (1)");
  REQUIRE(database.trip() == "");
  database.run("alter table piece alter c drop default");
  CHECK(database.trip() == "");
}

TEST_CASE("an index keeps the name of a function that has another name now", "[pull][again]") {
  auto database = Pulled(
      "create function twice(n int) returns int language sql immutable as 'select n * 2';"
      "create table a (id int); create index on a (twice(id))");
  REQUIRE(database.trip() == "");
  database.run("alter function twice rename to doubled");
  CHECK(database.trip() == "");
}

TEST_CASE("parts of keys and copies of triggers are pulled again", "[pull][again]") {
  auto database = Pulled();
  REQUIRE(database.run_file(std::filesystem::path{ORM_SOURCE_DIR} /
                            "tests/database/schemas/partition_parts.sql") == "");
  REQUIRE(database.trip() == "");
  for (const auto* change : {"drop table visit_later",
                             "alter table visit_b drop constraint visit_b_own, add constraint "
                             "visit_b_new primary key (id, site)",
                             "alter index visit_pkey attach partition visit_b_new",
                             "alter table visit_c add constraint visit_c_k unique (id, site)",
                             "alter index visit_pkey attach partition visit_c_k",
                             "alter table log enable trigger first",
                             "alter table log_a0 disable trigger third",
                             "comment on trigger third on log_a0 is 'x'",
                             "alter table square alter name set not null",
                             "alter table only shape alter note set not null",
                             "alter table job drop constraint job_pkey cascade",
                             "alter table only tree drop constraint tree_key",
                             "alter table only job add constraint again unique (k, id)",
                             "alter index again attach partition job_a_pkey"}) {
    INFO(change);
    database.run(change);
    CHECK(database.trip() == "");
  }
}

TEST_CASE("a relation on fields is absent where they may be NULL", "[pull][again]") {
  auto database = Pulled(
      "create table t (a int, b int, primary key (a, b));"
      "create table u (id int primary key, a int, b int, foreign key (a, b) references t)");
  REQUIRE(database.trip() == "");
  const auto has = [&](const std::string& line) {
    return database.texts().begin()->second.find(line) != std::string::npos;
  };
  CHECK(has("t:  T? @fields(a, b);"));
  database.run("alter table u alter a set not null, alter b set not null");
  REQUIRE(database.trip() == "");
  CHECK(has("t:  T @fields(a, b);"));
  database.run("alter table u alter a drop not null");
  REQUIRE(database.trip() == "");
  CHECK(has("t:  T? @fields(a, b);"));
}
