// Statements whose text depends on what is given, run: each variant against what the rows say.

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "parts.orm.hpp"
#include "support/postgres_server.hpp"

namespace {

struct Row {
  std::int64_t id;
  std::string title;
  std::int32_t words;
  std::optional<std::string> note;
  std::int64_t author;
};

/// Few values, so that all keys but the unique one have ties, and NULLs.
auto made_rows() -> std::vector<Row> {
  auto rows = std::vector<Row>{};
  for (int i = 1; i <= 24; ++i) {
    auto note = i % 4 == 0 ? std::nullopt : std::optional("note " + std::to_string(i % 3));
    rows.push_back({i, "title " + std::to_string(i % 5), i % 6, note, 1 + i % 2});
  }
  return rows;
}

auto database() -> orm::database& {
  static auto conninfo = [] {
    auto made = test_support::postgres_server::shared().create_database();
    test_support::run_sql(made, R"(
      create table author (id bigint primary key, name text not null, bio text);
      create table post (id bigint primary key, title text not null, words int not null, note text,
                         author_id bigint not null references author);
      create type mood as enum ('calm', 'glad');
      create type mark as (place int, note text);
      create domain word as text check (value <> '');
      create table doc (id bigint primary key, tags text[] not null, moods mood[], marks mark[] not null default '{}',
                        words word[], first mark, prices numeric(8, 2)[]);
      insert into author values (1, 'Ada', 'x'), (2, 'Bob', null);
    )");
    return made;
  }();
  static auto db = orm::database{conninfo};
  static auto filled = [] {
    auto rows = std::vector<parts::Post>{};
    for (const auto& row : made_rows()) {
      rows.push_back({.id = row.id,
                      .title = row.title,
                      .words = row.words,
                      .note = row.note,
                      .author_id = row.author});
    }
    return db.copy_in<parts::Post>(rows);
  }();
  static_cast<void>(filled);
  return db;
}

template <class Keep, class Less>
auto expected(Keep keep, Less less) -> std::vector<std::int64_t> {
  auto rows = made_rows();
  std::erase_if(rows, [&](const Row& row) { return !keep(row); });
  std::sort(rows.begin(), rows.end(), less);
  auto ids = std::vector<std::int64_t>{};
  for (const auto& row : rows) ids.push_back(row.id);
  return ids;
}

template <class Rows>
auto ids(const Rows& rows) -> std::vector<std::int64_t> {
  auto found = std::vector<std::int64_t>{};
  for (const auto& row : rows) found.push_back(row.id);
  return found;
}

auto by_id(const Row& a, const Row& b) -> bool { return a.id < b.id; }

}  // namespace

TEST_CASE("conditions, orders and limits are there when they are given", "[parts]") {
  auto& db = database();
  for (auto title : {false, true}) {
    for (auto least : {false, true}) {
      for (auto sort : {parts::feed::order::newest, parts::feed::order::title}) {
        for (auto limit : {false, true}) {
          auto query = parts::feed{.author = 2, .sort = sort};
          if (title) query.title = "title 3";
          if (least) query.least = 3;
          if (limit) query.limit = 2;
          auto all = expected(
              [&](const Row& row) {
                return row.author == 2 && (!title || row.title == "title 3") &&
                       (!least || row.words >= 3);
              },
              [&](const Row& a, const Row& b) {
                if (sort == parts::feed::order::newest) return a.id > b.id;
                return std::tie(a.title, a.id) < std::tie(b.title, b.id);
              });
          if (limit && all.size() > 2) all.resize(2);
          CHECK(ids(db.run(query)) == all);
        }
      }
    }
  }
}

TEST_CASE("a part of a part needs both", "[parts]") {
  auto& db = database();
  auto run = [&](auto set) {
    auto query = parts::either{.words = 5};
    set(query);
    return db.run(query);
  };
  auto words = [](const Row& row) { return row.words == 5; };
  auto titled = [&](const Row& row) { return words(row) || row.title == "title 1"; };
  CHECK(run([](auto&) {}) == expected(words, by_id));
  CHECK(run([](auto& q) { q.name = "Ada"; }) == expected(words, by_id));
  CHECK(run([](auto& q) { q.title = "title 1"; }) == expected(titled, by_id));
  CHECK(run([](auto& q) {
          q.title = "title 1";
          q.name = "Ada";
        }) ==
        expected([&](const Row& row) { return words(row) || (titled(row) && row.author == 1); },
                 by_id));
}

TEST_CASE("absent, NULL and a value are three things", "[parts]") {
  auto& db = database();
  auto author = [&] { return db.find<parts::Author>(std::int64_t{1}).value(); };
  CHECK(db.run(parts::patch_author{.id = 1, .name = "Eve", .bio = "y"}) == 1);
  CHECK(author() == parts::Author{.id = 1, .name = "Eve", .bio = "y"});
  CHECK(db.run(parts::patch_author{.id = 1, .name = "Ada"}) == 1);
  CHECK(author() == parts::Author{.id = 1, .name = "Ada", .bio = "y"});
  CHECK(db.run(parts::patch_author{.id = 1, .bio = std::nullopt}) == 1);
  CHECK(author() == parts::Author{.id = 1, .name = "Ada", .bio = std::nullopt});
  // Nothing to set is an update all the same: it counts.
  CHECK(db.run(parts::patch_author{.id = 1}) == 1);
  CHECK(db.run(parts::patch_author{.id = 99}) == 0);
  CHECK(author() == parts::Author{.id = 1, .name = "Ada", .bio = std::nullopt});
}

TEST_CASE("a chosen order may be absent, have a default, and follow another", "[parts]") {
  auto& db = database();
  using sorted = parts::sorted;
  auto all = [](const Row&) { return true; };
  CHECK(db.run(sorted{}) == expected(all, by_id));
  CHECK(db.run(sorted{.dir = sorted::dir_order::down}) ==
        expected(all, [](const Row& a, const Row& b) { return a.id > b.id; }));
  CHECK(db.run(sorted{.sort = sorted::sort_order::note}) ==
        expected(all, [](const Row& a, const Row& b) {
          return std::tie(a.note, a.id) < std::tie(b.note, b.id);  // no value is less than all
        }));
  auto words = expected(all, [](const Row& a, const Row& b) {
    return std::tie(a.words, b.id) < std::tie(b.words, a.id);
  });
  words.erase(words.begin(), words.begin() + 5);
  CHECK(db.run(
            sorted{.sort = sorted::sort_order::words, .dir = sorted::dir_order::down, .skip = 5}) ==
        words);
}

TEST_CASE("pages follow each other without gaps in every order", "[parts]") {
  auto& db = database();
  using pages = parts::pages;
  for (auto sort : {pages::order::id,
                    pages::order::down,
                    pages::order::mixed,
                    pages::order::note,
                    pages::order::last}) {
    for (auto limit : {1, 3, 7, 24}) {
      for (auto title : {false, true}) {
        auto query = pages{.sort = sort, .limit = 100};
        if (title) query.title = "title 2";
        auto whole = ids(db.run(query));
        CHECK(whole.size() == (title ? 5 : 24));
        query.limit = limit;
        auto paged = std::vector<std::int64_t>{};
        while (true) {
          auto rows = db.run(query);
          if (rows.empty()) break;
          REQUIRE(paged.size() < 30);
          for (auto id : ids(rows)) paged.push_back(id);
          // By way of a client.
          auto text = orm::to_text(pages::cursor_of(rows.back(), sort));
          query.after = orm::cursor_from<pages::cursor>(text);
          CHECK(query.after == pages::cursor_of(rows.back(), sort));
        }
        CHECK(paged == whole);
      }
    }
  }
}

TEST_CASE("pages of groups", "[parts]") {
  auto& db = database();
  auto query = parts::groups{};
  auto seen = std::vector<std::int32_t>{};
  for (auto rows = db.run(query); !rows.empty(); rows = db.run(query)) {
    REQUIRE(seen.size() < 10);
    for (const auto& row : rows) seen.push_back(row.words);
    query.after = parts::groups::cursor_of(rows.back());
  }
  CHECK(seen == std::vector<std::int32_t>{0, 1, 2, 3, 4, 5});
}

TEST_CASE("what is no cursor of the query is refused", "[parts]") {
  auto& db = database();
  using pages = parts::pages;
  auto cursor = pages::cursor{.sort = pages::order::note, .id = 7, .note = "x"};
  auto text = orm::to_text(cursor);
  CHECK(orm::cursor_from<pages::cursor>(text) == cursor);
  CHECK_THROWS_AS(orm::cursor_from<parts::groups::cursor>(text), orm::invalid_cursor);
  CHECK_THROWS_AS(orm::cursor_from<pages::cursor>(""), orm::invalid_cursor);
  CHECK_THROWS_AS(orm::cursor_from<pages::cursor>("'; drop table post"), orm::invalid_cursor);
  for (std::size_t i = 0; i < text.size(); ++i) {
    CHECK_THROWS_AS(orm::cursor_from<pages::cursor>(text.substr(0, i)), orm::invalid_cursor);
    auto changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK_THROWS_AS(orm::cursor_from<pages::cursor>(changed), orm::invalid_cursor);
    changed[i] = static_cast<char>(0xFF);
    CHECK_THROWS_AS(orm::cursor_from<pages::cursor>(changed), orm::invalid_cursor);
  }
  // The keys of a row of another order.
  CHECK_THROWS_AS(db.run(pages{.sort = pages::order::id, .after = cursor}), orm::invalid_cursor);
}

namespace {

template <class Query>
void check_pages(std::size_t count) {
  auto& db = database();
  const auto whole = db.run(Query{});
  CHECK(whole.size() == count);
  for (auto limit : {1, 2, 5, 100}) {
    auto query = Query{.limit = limit};
    auto paged = std::vector<typename Query::row>{};
    for (auto rows = db.run(query); !rows.empty(); rows = db.run(query)) {
      REQUIRE(paged.size() < whole.size());
      paged.insert(paged.end(), rows.begin(), rows.end());
      query.after =
          orm::cursor_from<typename Query::cursor>(orm::to_text(Query::cursor_of(rows.back())));
    }
    CHECK(paged == whole);
  }
}

}  // namespace

TEST_CASE("pages of a union and of what `distinct on` chooses", "[parts]") {
  check_pages<parts::everything>(26);
  auto kept = std::set<std::pair<std::optional<std::string>, std::int32_t>>{};
  for (const auto& row : made_rows()) kept.emplace(row.note, row.words);
  check_pages<parts::first_of_each>(kept.size());
}

TEST_CASE("keys of types of the program's own go to a client and back", "[parts]") {
  check_pages<parts::marked>(24);
}

TEST_CASE("what is said to be never NULL is checked when it is read", "[parts]") {
  auto& db = database();
  CHECK(db.run(parts::sure{.id = 1}) == "note 1");
  CHECK(db.run(parts::sure{.id = 100}) == std::nullopt);
  CHECK_THROWS_AS(db.run(parts::sure{.id = 4}), orm::decode_error);
  CHECK(db.run(parts::sure_records{.id = 1})->notes.at(0).f2 == "note 1");
  CHECK_THROWS_AS(db.run(parts::sure_records{.id = 4}), orm::decode_error);
}

TEST_CASE("a batch has columns of arrays", "[parts]") {
  using doc = parts::Doc;
  auto& db = database();
  const auto docs = std::vector<doc>{
      {.id = 1,
       .tags = {"a,b", "NULL", "", "{\"", "\\"},
       .moods = std::vector{parts::Mood::glad, parts::Mood::calm},
       .marks = {{.place = 1, .note = "x,y"}, {.place = 2, .note = std::nullopt}},
       .words = std::vector<std::string>{"w"},
       .first = parts::Mark{.place = 3, .note = ""},
       .prices = std::vector<orm::numeric>{orm::numeric{"1.50"}}},
      {.id = 2,
       .tags = {},
       .moods = std::nullopt,
       .marks = {},
       .words = std::vector<std::string>{},
       .first = {},
       .prices = {}},
      {.id = 3,
       .tags = {"only"},
       .moods = std::vector<parts::Mood>{},
       .marks = {},
       .words = {},
       .first = {},
       .prices = {}},
  };
  auto rows = std::vector<parts::add_docs::entry>{};
  auto drafts = std::vector<doc::draft>{};
  for (const auto& each : docs) {
    rows.push_back(
        {each.id, each.tags, each.moods, each.marks, each.words, each.first, each.prices});
    auto other = doc::draft{.id = each.id + 10, .tags = each.tags};
    other.moods = each.moods;
    other.marks = each.marks;
    other.words = each.words;
    other.first = each.first;
    other.prices = each.prices;
    drafts.push_back(other);
  }
  CHECK(db.run(parts::add_docs{.rows = rows}) == 3);
  CHECK(db.insert_many(drafts) == 3);
  auto copied = docs;
  for (auto& each : copied) each.id += 20;
  CHECK(db.copy_in<doc>(copied) == 3);
  for (auto shift : {0, 10, 20}) {
    for (auto each : docs) {
      each.id += shift;
      CHECK(db.find<doc>(each.id) == each);
    }
  }
  const auto more =
      db.run(parts::add_tags{.rows = {{.id = 3, .tags = {"b"}}, {.id = 4, .tags = {"c"}}}});
  REQUIRE(more.size() == 2);
  CHECK(more[0].tags == std::vector<std::string>{"b", "only"});
  CHECK(more[1].tags == std::vector<std::string>{"c"});
}
