// `ormc pull` over models that are there: what somebody wrote in them stays, byte for byte, and
// only the lines of what changed in the database differ.

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "database/round_trip.hpp"
#include "driver/run.hpp"
#include "support/postgres_server.hpp"
#include "syntax/lexemes.hpp"

namespace {

namespace fs = std::filesystem;
using namespace ormc;
using round_trip::Folder;
using test_support::postgres_server;

const auto source_folder = fs::path{ORM_SOURCE_DIR};

auto read(const fs::path& file) -> std::string {
  auto in = std::ifstream(file);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

auto read_all(const fs::path& folder) -> std::map<std::string, std::string> {
  auto texts = std::map<std::string, std::string>{};
  for (const auto& entry : fs::directory_iterator(folder)) {
    texts[entry.path().filename().string()] = read(entry.path());
  }
  return texts;
}

/// A database with models of it.
class Pulled {
 public:
  Pulled() : conninfo_(postgres_server::shared().create_database()) {}
  explicit Pulled(const std::string& sql) : Pulled() { run(sql); }
  Pulled(const Pulled&) = delete;
  auto operator=(const Pulled&) -> Pulled& = delete;
  ~Pulled() { postgres_server::shared().drop_database(conninfo_); }

  void run(const std::string& sql) const { test_support::run_sql(conninfo_, sql); }
  auto run_file(const fs::path& file) const -> std::string {
    return round_trip::run_file(conninfo_, file);
  }
  auto conninfo() const -> const std::string& { return conninfo_; }
  auto models() const -> fs::path { return folder_.path() / "models"; }
  /// Pulls, over what is there; what the models make is the database.
  auto trip() const -> std::string {
    fs::remove_all(folder_.path() / "out");
    return round_trip::round_trip(conninfo_, folder_.path());
  }
  auto pull(const std::vector<std::string>& options = {}) -> int {
    auto arguments =
        std::vector<std::string>{"pull", "--database", conninfo_, "-o", models().string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const auto errors = round_trip::Captured{};
    const auto status = driver::run(arguments);
    errors_ = errors.text();
    return status;
  }
  auto errors() const -> const std::string& { return errors_; }
  auto check() const -> std::string {
    const auto said = round_trip::Captured{};
    auto arguments = std::vector<std::string>{"check"};
    for (const auto& file : fs::directory_iterator(models())) {
      arguments.push_back(file.path().string());
    }
    return driver::run(arguments) == 0 ? std::string{} : said.text();
  }
  void write(const std::string& text, const std::string& name = "shop.orm") const {
    fs::create_directories(models());
    std::ofstream(models() / name) << text;
  }
  auto text(const std::string& name = "shop.orm") const -> std::string {
    return read(models() / name);
  }

 private:
  std::string conninfo_;
  Folder folder_;
  std::string errors_;
};

// -- what a person does to pulled models

struct Word {
  std::string text;
  std::size_t begin;
  std::size_t end;
  bool is_comment;
};

auto words_of(const std::string& text) -> std::vector<Word> {
  auto sources = source::SourceSet{};
  const auto& file = sources.file(sources.add("models.orm", text));
  auto words = std::vector<Word>{};
  for (const auto& lexeme : syntax::read_lexemes(file)) {
    words.push_back({std::string{sources.text(lexeme.span)},
                     lexeme.span.begin,
                     lexeme.span.end,
                     lexeme.is_comment});
  }
  return words;
}

/// Comments before declarations and members, and at the ends of their lines.
auto commented(const std::string& text) -> std::string {
  auto result = std::string{};
  auto at = std::size_t{0};
  auto number = 0;
  const auto words = words_of(text);
  for (auto i = std::size_t{0}; i < words.size(); ++i) {
    const auto& word = words[i];
    const auto end = std::min(text.find('\n', word.end), text.size());
    const auto is_last = i + 1 == words.size() || words[i + 1].begin > end;
    result += text.substr(at, word.end - at);
    at = word.end;
    if (!is_last || word.is_comment || (word.text != ";" && word.text != "{")) continue;
    result += fmt::format("  // behind {}\n", ++number);
    const auto next = text.find_first_not_of('\n', end);
    if (next == std::string::npos) continue;
    const auto indent = text.find_first_not_of(' ', next) - next;
    result += text.substr(end + 1, next - end - 1);
    result += fmt::format("{}// before {}\n", std::string(indent, ' '), number);
    at = next;
  }
  return result + text.substr(at);
}

auto snake_case(const std::string& name) -> std::string {
  auto result = std::string{};
  for (const auto c : name) {
    const auto is_upper = c >= 'A' && c <= 'Z';
    if (is_upper && !result.empty()) result += '_';
    result += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

/// Every model with a plain name gets another.
auto renamed(const std::string& text) -> std::string {
  const auto words = words_of(text);
  auto names = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i + 1 < words.size(); ++i) {
    const auto& name = words[i + 1].text;
    const auto is_plain = std::ranges::all_of(
        name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    const auto end = std::min(text.find('{', words[i].begin), text.find(';', words[i].begin));
    const auto head = text.substr(words[i].begin, end - words[i].begin);
    if (words[i].text == "model" && is_plain && head.find("@table") == std::string::npos) {
      names.push_back(name);
    }
  }
  auto result = std::string{};
  auto at = std::size_t{0};
  for (auto i = std::size_t{0}; i < words.size(); ++i) {
    // Some names of types are quoted: `time: "Time"`.
    const auto is_quoted = i > 0 && words[i - 1].text == ":" && words[i].text.starts_with('"');
    const auto name = is_quoted ? words[i].text.substr(1, words[i].text.size() - 2) : words[i].text;
    if (std::ranges::find(names, name) == names.end()) continue;
    const auto end = words[i].end - (is_quoted ? 1 : 0);
    result += text.substr(at, end - at) + "Kept";
    at = end;
    const auto is_declared = i > 0 && words[i - 1].text == "model";
    if (is_declared) result += fmt::format(" @table(\"{}\")", snake_case(words[i].text));
  }
  return result + text.substr(at);
}

/// The schemas of this repository, in order.
auto schemas() -> std::vector<fs::path> {
  auto files = std::vector<fs::path>{};
  for (const auto& entry : fs::directory_iterator(source_folder / "tests/database/schemas")) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// -- what a pull changes

struct Difference {
  std::vector<std::string> gone;
  std::vector<std::string> come;
};

auto lines_of(const std::string& text) -> std::vector<std::string> {
  auto lines = std::vector<std::string>{};
  auto in = std::istringstream{text};
  for (auto line = std::string{}; std::getline(in, line);) {
    auto words = std::istringstream{line};
    auto joined = std::string{};
    for (auto word = std::string{}; words >> word;) joined += (joined.empty() ? "" : " ") + word;
    lines.push_back(joined);
  }
  return lines;
}

/// Lines by the longest sequence that both have, whatever space is in them.
auto difference(const std::string& before, const std::string& after) -> Difference {
  const auto old = lines_of(before);
  const auto now = lines_of(after);
  auto lengths = std::vector<std::vector<std::size_t>>(old.size() + 1,
                                                       std::vector<std::size_t>(now.size() + 1, 0));
  for (auto i = old.size(); i-- > 0;) {
    for (auto j = now.size(); j-- > 0;) {
      lengths[i][j] = old[i] == now[j] ? lengths[i + 1][j + 1] + 1
                                       : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  auto result = Difference{};
  auto i = std::size_t{0};
  auto j = std::size_t{0};
  while (i < old.size() || j < now.size()) {
    if (i < old.size() && j < now.size() && old[i] == now[j]) {
      ++i;
      ++j;
    } else if (j == now.size() || (i < old.size() && lengths[i + 1][j] >= lengths[i][j + 1])) {
      if (!old[i].empty()) result.gone.push_back(old[i]);
      ++i;
    } else {
      if (!now[j].empty()) result.come.push_back(now[j]);
      ++j;
    }
  }
  return result;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("pulling again without a change writes the same bytes", "[pull][again]") {
  for (const auto& file : schemas()) {
    DYNAMIC_SECTION(file.stem().string()) {
      auto database = Pulled();
      REQUIRE(database.run_file(file) == "");
      REQUIRE(database.trip() == "");
      const auto pulled = read_all(database.models());
      REQUIRE(database.trip() == "");
      CHECK(read_all(database.models()) == pulled);
      for (const auto& [name, text] : pulled) {
        database.write(
            commented(renamed(text)) + "\nquery one -> row[] { select 1 as n }  // kept\n", name);
      }
      REQUIRE(database.check() == "");
      const auto edited = read_all(database.models());
      REQUIRE(database.trip() == "");
      CHECK(read_all(database.models()) == edited);
    }
  }
}

namespace {

constexpr auto shop_sql = std::string_view{R"(
create type status as enum ('draft', 'out');
create type place as (street text, city text);
create domain email as text check (length(value) > 3);
create sequence numbers;
create table author (made timestamptz not null default now(), id int primary key,
  full_name text not null, mail email, born date, home place);
create table post (made timestamptz not null default now(), id int primary key, author_id int not null references author,
  status status default 'draft', title text not null, price numeric(12,2),
  check (length(title) > 1));
create index on post (author_id);
create table tag (id int primary key, name text not null);
create table tag_text (tag_id int references tag on delete cascade,
  text_id int references post on delete cascade, primary key (tag_id, text_id));
create index on tag_text (text_id);
create function twice(n int) returns int language sql immutable as 'select n * 2';
create view names as select full_name from author;
alter table post enable row level security;
create policy own on post using (author_id = 1);
)"};

constexpr auto shop_models = std::string_view{R"(// The models of a shop.
module shop;

// How far a text is.
enum State @name("status") {
  draft,    // not seen by anybody
  // In the world.
  out_ @name("out"),
}

type Home @name("place") {
  street: text;  // with its number
  city: text;
}

domain Email = text check (length(value) > 3);
sequence counter @name("numbers");
type Money = numeric(12, 2) as "acme::Money" from "acme/money.hpp";

abstract model Dated {
  // When it was made.
  made: timestamptz = now() @on_update(now());
}

// Who writes.
model Writer : Dated @table("author") {
  id: int @id;
  // As on the cover.
  name: text @column("full_name");  // never empty
  mail: Email?;

  // Of no use to anybody.
  born: date?;
  home: Home?;

  works: Text[] @inverse(by);
  order by name;
}

query writers -> row[] { select id, name from Writer order by name }

function doubled(n: int) -> int language sql immutable @name("twice") """select n * 2""";

model Text : Dated @table("post") @row_security {
  id: int @id;
  by: Writer @column("author_id") @constraint("post_author_id_fkey");
  status: State? = 'draft';
  title: text;
  price: Money?;  // in euros
  labels: Tag[];

  // What is looked for most.
  index post_author_id_idx (by);
  check post_title_check: length(title) > 1;
  policy own using (by = 1);
}

model Tag {
  id: int @id;
  name: text;
  texts: Text[];
}

view Names as select name as full_name from Writer;

// The end.
)"};

}  // namespace

TEST_CASE("hand-made names, mixins, types and lists stay", "[pull][again]") {
  auto database = Pulled(std::string{shop_sql});
  database.write(std::string{shop_models});
  REQUIRE(database.trip() == "");
  CHECK(database.text() == shop_models);
}

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

TEST_CASE("files of one schema stay apart", "[pull][again]") {
  auto database =
      Pulled("create table a (id int primary key); create table b (id int primary key)");
  const auto queries = std::string{
      "module queries;\n\n// All of them.\nquery all_a -> row[] { select id from shop.A }\n"};
  database.write(queries, "queries.orm");
  database.write("module shop;\n\nmodel A {\n  id: int @id;\n}\n\nmodel B {\n  id: int @id;\n}\n");
  database.run(
      "alter table a add name text; create table c (id int primary key, a int references a)");
  REQUIRE(database.trip() == "");
  CHECK(database.text("queries.orm") == queries);
  CHECK(database.text().find("model C {") != std::string::npos);
  CHECK(read_all(database.models()).size() == 2);
}

TEST_CASE("what is left out of a pull stays in the models", "[pull][again]") {
  auto database = Pulled(
      "create table a (id int primary key); create table b (id int primary key, a_id int "
      "references "
      "a); create schema other; create table other.c (id int primary key, b_id int references b)");
  REQUIRE(database.trip() == "");
  const auto before = read_all(database.models());
  REQUIRE(database.pull({"--include", "b"}) == 0);
  CHECK(read_all(database.models()) == before);
  REQUIRE(database.pull({"--exclude", "a"}) == 0);
  CHECK(read_all(database.models()) == before);
  REQUIRE(database.pull({"--schema", "public"}) == 0);
  CHECK(read_all(database.models()) == before);
  REQUIRE(database.pull({"--schema", "other"}) == 0);
  CHECK(read_all(database.models()) == before);
  database.run("alter table b add name text");
  REQUIRE(database.pull({"--schema", "other"}) == 0);
  CHECK(read_all(database.models()) == before);
  REQUIRE(database.pull({"--include", "b"}) == 0);
  auto after = std::string{};
  auto old = std::string{};
  for (const auto& [name, text] : read_all(database.models())) after += text;
  for (const auto& [name, text] : before) old += text;
  const auto differs = difference(old, after);
  CHECK(differs.gone == Lines{});
  CHECK(differs.come == Lines{"name: text?;"});
}

TEST_CASE("models that were written by hand stay when their own database is pulled",
          "[pull][again]") {
  for (const auto& entry : fs::directory_iterator(source_folder / "models")) {
    if (entry.path().extension() != ".orm") continue;
    DYNAMIC_SECTION(entry.path().stem().string()) {
      auto folder = Folder{};
      REQUIRE(driver::run(std::vector<std::string>{
                  "build", entry.path().string(), "--out", folder.path().string()}) == 0);
      auto database = Pulled();
      REQUIRE(database.run_file(folder.path() / "schema.sql") == "");
      database.write(read(entry.path()), entry.path().filename().string());
      REQUIRE(database.trip() == "");
      CHECK(database.text(entry.path().filename().string()) == read(entry.path()));
    }
  }
}

TEST_CASE("conditions stay as they were written", "[pull][again]") {
  const auto models = std::string{
      "module shop;\n\nenum Kind { big, small }\n\nmodel A {\n  id: int @id;\n  name: varchar(20) "
      "@check(name like 'a%');\n"
      "  kind: Kind? = 'big' @check(kind in ('big', 'small'));\n  age: int @check(age between 1 "
      "and 9);\n"
      "  at: timestamptz = current_timestamp;\n\n  index (name) where kind = 'big' and name <> "
      "'';\n}\n\n"
      "view Bigs as select id, name as called from A where kind = 'big' and length(name) > 1;\n"};
  auto folder = Folder{};
  std::ofstream(folder.path() / "shop.orm") << models;
  REQUIRE(driver::run(std::vector<std::string>{
              "build", (folder.path() / "shop.orm").string(), "--out", folder.path().string()}) ==
          0);
  auto database = Pulled();
  REQUIRE(database.run_file(folder.path() / "schema.sql") == "");
  database.write(models);
  REQUIRE(database.trip() == "");
  CHECK(database.text() == models);
  database.run("alter table a drop constraint a_age_check, add check (age between 1 and 8)");
  REQUIRE(database.trip() == "");
  const auto differs = difference(models, database.text());
  CHECK(differs.gone == Lines{"age: int @check(age between 1 and 9);"});
  CHECK(differs.come == Lines{"age: int;", "check (age >= 1) and (age <= 8);"});
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
    const auto pulled = read_all(database.models());
    REQUIRE(database.trip() == "");
    CHECK(read_all(database.models()) == pulled);
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
    const auto pulled = read_all(database.models());
    REQUIRE(database.trip() == "");
    CHECK(read_all(database.models()) == pulled);
  }
}

TEST_CASE("what is the program's own in the file of a schema that goes stays", "[pull][again]") {
  auto database = Pulled("create schema other; create table other.b (id int primary key)");
  database.write(
      "// Of others.\nmodule other schema \"other\";\n\n// It goes.\nmodel B {\n  id: int "
      "@id;\n}\n\n"
      "query one -> row[] { select 1 as n }  // kept\n",
      "other.orm");
  REQUIRE(database.trip() == "");
  database.run("drop schema other cascade; create table a (id int primary key)");
  REQUIRE(database.trip() == "");
  CHECK(database.text("other.orm") ==
        "// Of others.\nmodule other;\n\nquery one -> row[] { select 1 as n }  // kept\n");
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
  REQUIRE(database.run_file(source_folder / "tests/database/schemas/partition_parts.sql") == "");
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
    return read_all(database.models()).begin()->second.find(line) != std::string::npos;
  };
  CHECK(has("t:  T? @fields(a, b);"));
  database.run("alter table u alter a set not null, alter b set not null");
  REQUIRE(database.trip() == "");
  CHECK(has("t:  T @fields(a, b);"));
  database.run("alter table u alter a drop not null");
  REQUIRE(database.trip() == "");
  CHECK(has("t:  T? @fields(a, b);"));
}
