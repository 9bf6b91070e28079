// Transactions, errors, recovery, the pool and COPY.

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <iterator>
#include <orm/system.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "blog.hpp"

using blog::Author;
using blog::Post;

namespace {

auto author_named(std::string name) -> Author::draft {
  std::string email = name + "@example.org";
  return {.name = std::move(name), .email = std::move(email)};
}

auto exists(orm::database& db, const std::string& name) -> bool {
  return db.run(blog::author_by_email{.email = name + "@example.org"}).has_value();
}

/// Ends the other connections to a database, as a restart of the server would.
void kill_connections(const std::string& conninfo) {
  test_support::run_sql(conninfo,
                        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where "
                        "datname = current_database() and pid <> pg_backend_pid()");
}

struct sleep_long {
  using result = std::string;
  using parameters = orm::members<>;
  static constexpr orm::type column_types[]{orm::types::void_};
  static constexpr orm::statement statement{
      .name = "sleep_long", .text = "select pg_sleep(30)", .columns = column_types};
};

/// What a function returns that gives nothing is counted, or a member without a value.
struct notify {
  using result = orm::count;
  using parameters = orm::members<>;
  static constexpr orm::statement statement{.name = "notify", .text = "select pg_notify('a', 'b')"};
};
struct notify_and_one {
  struct row {
    std::monostate pg_notify;
    std::optional<std::monostate> nothing;
    std::int32_t one = 0;
  };
  using result = row;
  using columns = orm::members<&row::pg_notify, &row::nothing, &row::one>;
  using parameters = orm::members<>;
  static constexpr orm::type column_types[]{orm::types::void_, orm::types::void_, orm::types::int4};
  static constexpr orm::statement statement{
      .name = "notify_and_one",
      .text = "select pg_notify('a', 'b'), pg_notify('a', null), 1",
      .columns = column_types};
};

struct count_authors {
  using result = std::int64_t;
  using parameters = orm::members<>;
  static constexpr orm::type column_types[]{orm::types::int8};
  static constexpr orm::statement statement{
      .name = "count_authors", .text = "select count(*) from blog.author", .columns = column_types};
};

/// Claims a text where the database has a number.
struct misread {
  using result = std::string;
  using parameters = orm::members<>;
  static constexpr orm::type column_types[]{orm::types::text};
  static constexpr orm::statement statement{
      .name = "misread", .text = "select count(*) from blog.author", .columns = column_types};
};

struct null_number {
  using result = std::int32_t;
  using parameters = orm::members<>;
  static constexpr orm::type column_types[]{orm::types::int4};
  static constexpr orm::statement statement{
      .name = "null_number", .text = "select null::int", .columns = column_types};
};

struct all_names {
  using result = std::string;
  using parameters = orm::members<>;
  static constexpr orm::type column_types[]{orm::types::varchar};
  static constexpr orm::statement statement{
      .name = "all_names", .text = "select name from blog.author", .columns = column_types};
};

}  // namespace

TEST_CASE("a transaction is kept when its body returns, and undone when it throws") {
  orm::database db{create_blog()};
  const std::int64_t id =
      db.transaction([](orm::transaction& tx) { return tx.insert(author_named("kept")).id; });
  CHECK(db.find<Author>(id));
  CHECK_THROWS_AS(db.transaction([](orm::transaction& tx) {
    tx.insert(author_named("lost"));
    throw std::runtime_error("no");
  }),
                  std::runtime_error);
  CHECK(!exists(db, "lost"));
  CHECK(db.statistics().open == 1);
  CHECK(db.statistics().idle == 1);
}

TEST_CASE("a nested transaction is a savepoint") {
  orm::database db{create_blog()};
  db.transaction([](orm::transaction& tx) {
    tx.insert(author_named("outer"));
    CHECK_THROWS_AS(tx.transaction([](orm::transaction& inner) {
      inner.insert(author_named("inner"));
      inner.insert(author_named("outer"));
    }),
                    orm::unique_violation);
    const bool kept = tx.transaction([](orm::transaction& inner) {
      inner.insert(author_named("second"));
      return true;
    });
    CHECK(kept);
  });
  CHECK(exists(db, "outer"));
  CHECK(exists(db, "second"));
  CHECK(!exists(db, "inner"));
}

TEST_CASE("a commit that the server turns into a rollback is an error") {
  orm::connection db{create_blog()};
  CHECK_THROWS_AS(db.transaction([](orm::transaction& tx) {
    tx.insert(author_named("a"));
    CHECK_THROWS_AS(tx.insert(author_named("a")), orm::unique_violation);
  }),
                  orm::commit_rejected);
  CHECK(db.run(count_authors{}) == 0);
}

TEST_CASE("the options of a transaction reach the server") {
  orm::database db{create_blog()};
  CHECK_THROWS_AS(db.transaction([](orm::transaction& tx) { tx.insert(author_named("a")); },
                                 {.access = orm::access::read_only}),
                  orm::read_only_sql_transaction);
  CHECK(db.transaction([](orm::transaction& tx) { return tx.run(count_authors{}); },
                       {.isolation = orm::isolation::serializable,
                        .access = orm::access::read_only,
                        .deferrable = orm::deferrable::yes}) == 0);
}

TEST_CASE("a serialization failure runs the body again when asked to") {
  orm::database db{create_blog()};
  const Author author = db.insert(author_named("counter"));
  int attempts = 0;
  const auto body = [&](orm::transaction& tx) {
    ++attempts;
    static_cast<void>(tx.find<Author>(author.id));
    if (attempts == 1) db.run(blog::patch_author{.id = author.id, .age = 1});  // somebody else
    tx.run(blog::patch_author{.id = author.id, .age = 2});
  };
  const auto repeatable = orm::isolation::repeatable_read;
  CHECK_THROWS_AS(db.transaction(body, {.isolation = repeatable}), orm::serialization_failure);
  attempts = 0;
  db.transaction(body, {.isolation = repeatable, .retries = 3});
  CHECK(attempts == 2);
  CHECK(db.find<Author>(author.id)->age == 2);
}

TEST_CASE("errors are classes and carry names, but no values in what()") {
  orm::connection db{create_blog()};
  db.insert(author_named("secret"));
  try {
    db.insert(author_named("secret"));
    FAIL("the email is unique");
  } catch (const orm::integrity_violation& error) {
    CHECK(dynamic_cast<const orm::unique_violation*>(&error) != nullptr);
    CHECK(error.sqlstate() == "23505");
    CHECK(error.constraint() == "author_email_key");
    CHECK(error.table() == "author");
    CHECK(error.schema() == "blog");
    CHECK(error.query() == "blog.Author.insert");
    CHECK(error.sql().starts_with("insert into blog.author"));
    CHECK(error.detail().find("secret@example.org") != std::string::npos);
    CHECK(std::string(error.what()).find("secret") == std::string::npos);
  }
  CHECK_THROWS_AS(db.insert(Author::draft{.name = "a", .email = "b", .age = -1}),
                  orm::check_violation);
  CHECK_THROWS_AS(db.insert(Post::draft{.title = "t", .author_id = 99}),
                  orm::foreign_key_violation);
  CHECK_THROWS_AS(db.execute("selec"), orm::syntax_error);
  CHECK_THROWS_AS(db.execute("select 1; select 2"), orm::syntax_error);
  CHECK_THROWS_AS(db.execute("do $$ begin raise sqlstate 'QQ123'; end $$"), orm::server_error);
  try {
    db.execute("select 'secret'::int");
    FAIL("not a number");
  } catch (const orm::invalid_text_representation& error) {
    CHECK(std::string(error.what()).find("secret") == std::string::npos);
  }
}

TEST_CASE(
    "F52: a text that no database can have is the server's own error, and harms nothing else") {
  orm::database db{create_blog()};
  for (const std::string& text :
       {std::string("a\0b", 3), std::string("\xFF"), std::string("\xED\xA0\x80")}) {
    INFO("text of " << text.size() << " bytes");
    const Author bad{.id = 1, .name = text, .email = "e", .active = true};
    CHECK_THROWS_AS(db.insert(author_named(text)), orm::character_not_in_repertoire);
    CHECK_THROWS_AS(db.run(blog::author_by_email{.email = text}), orm::character_not_in_repertoire);
    CHECK_THROWS_AS(db.copy_in<Author>(std::vector{bad}), orm::character_not_in_repertoire);
    db.insert(author_named(std::to_string(text.size()) + std::to_string(text.back())));
  }
  CHECK(db.run(count_authors{}) == 3);
  CHECK(db.statistics().destroyed == 0);
}

TEST_CASE("functions that return nothing") {
  orm::database db{create_blog()};
  CHECK(db.run(notify{}) == 1);
  const auto row = db.run(notify_and_one{});
  CHECK(row.one == 1);
  CHECK(row.nothing.has_value());
}

TEST_CASE("rows that break the promise of a query") {
  orm::connection db{create_blog()};
  CHECK_THROWS_AS(db.run(misread{}), orm::schema_drift);
  CHECK_THROWS_AS(db.run(misread{}), orm::schema_drift);
  CHECK_THROWS_AS(db.run(all_names{}), orm::row_count_error);
  db.insert(author_named("a"));
  CHECK(db.run(all_names{}) == "a");
  db.insert(author_named("b"));
  CHECK_THROWS_AS(db.run(all_names{}), orm::row_count_error);
  try {
    db.run(null_number{});
    FAIL("NULL has no place in a number");
  } catch (const orm::decode_error& error) {
    CHECK(error.query() == "null_number");
    CHECK(error.message().find("column 1") != std::string::npos);
  }
  CHECK(db.run(count_authors{}) == 2);
}

TEST_CASE("prepared statements come back after the server has lost them") {
  orm::connection db{create_blog()};
  CHECK(db.run(count_authors{}) == 0);
  db.execute("deallocate all");
  CHECK(db.run(count_authors{}) == 0);
  db.execute("discard all");
  const auto [a, b] = db.pipeline(count_authors{}, count_authors{});
  CHECK(a == b);

  SECTION("in a transaction they are lost for it, but not for the next") {
    CHECK_THROWS_AS(db.transaction([&](orm::transaction& tx) {
      db.execute("deallocate all");
      tx.run(count_authors{});
    }),
                    orm::invalid_statement_name);
    CHECK(db.run(count_authors{}) == 0);
  }
}

TEST_CASE("DDL under a prepared statement") {
  const std::string conninfo = create_blog();
  orm::connection db{conninfo};
  db.insert(author_named("a"));
  CHECK(db.run(all_names{}) == "a");
  SECTION("a change that the program does not see is survived") {
    test_support::run_sql(conninfo,
                          "alter table blog.author add extra int;"
                          "alter table blog.author alter name type varchar(200)");
    CHECK(db.run(all_names{}) == "a");
  }
  SECTION("a change of a type that it reads is drift") {
    test_support::run_sql(conninfo, "alter table blog.author alter name type text");
    CHECK_THROWS_AS(db.run(all_names{}), orm::schema_drift);
    test_support::run_sql(conninfo, "alter table blog.author alter name type varchar(99)");
    CHECK(db.run(all_names{}) == "a");
  }
  SECTION("an enum that was made again has another OID") {
    CHECK(db.insert(blog::Tag::draft{.name = "t", .needs = blog::Status::draft}).needs ==
          blog::Status::draft);
    test_support::run_sql(conninfo,
                          "alter table blog.tag alter needs type text;"
                          "alter table blog.post alter status drop default, alter status type text;"
                          "drop type blog.status;"
                          "create type blog.status as enum ('draft', 'published', 'novel');"
                          "alter table blog.tag alter needs type blog.status "
                          "using needs::blog.status");
    orm::connection fresh{conninfo};
    CHECK(fresh.insert(blog::Tag::draft{.name = "t", .needs = blog::Status::draft}).needs ==
          blog::Status::draft);
    test_support::run_sql(conninfo, "update blog.tag set needs = 'novel'");
    CHECK_THROWS_AS(fresh.insert(blog::Tag::draft{.name = "t", .needs = blog::Status::archived}),
                    orm::invalid_text_representation);
  }
}

TEST_CASE("a composite type that has changed is drift, found in its values") {
  const std::string conninfo = create_blog();
  orm::connection db{conninfo};
  db.insert(Author::draft{.name = "a", .email = "a", .address = blog::Address{"s", "c", {}}});
  test_support::run_sql(conninfo, "alter type blog.address add attribute country text");
  try {
    db.find<Author>(1);
    FAIL("an address has four fields now");
  } catch (const orm::schema_drift& drift) {
    CHECK(drift.query() == "blog.Author.find");
    CHECK(drift.message().find("column 6") != std::string::npos);
  }
}

TEST_CASE("rows are copied in") {
  orm::database db{create_blog()};
  std::vector<Author> authors;
  for (std::int64_t i = 1; i <= 5000; ++i) {
    authors.push_back({.id = i,
                       .name = std::string(static_cast<std::size_t>(i % 90) + 1, 'n'),
                       .email = std::to_string(i),
                       .age = i % 2 == 0 ? std::optional<std::int32_t>{i} : std::nullopt,
                       .active = i % 3 == 0,
                       .address = blog::Address{"s", "c", {}}});
  }
  std::int64_t last_report = 0;
  CHECK(db.copy_in<Author>(authors, {.progress = [&](std::int64_t rows) { last_report = rows; }}) ==
        5000);
  CHECK(last_report == 5000);
  CHECK(db.find<Author>(4711) == authors[4710]);
  CHECK(db.copy_in<Author>(std::vector<Author>{}) == 0);

  SECTION("drafts, without what has a default") {
    const std::vector<Author::draft> drafts{{.name = "a", .email = "a"},
                                            {.name = "b", .email = "b"}};
    test_support::run_sql(test_support::postgres_server::shared().conninfo(), "select 1");
    CHECK_THROWS_AS(db.copy_in<Author>(drafts), orm::unique_violation);  // ids 1 and 2 are taken
    db.acquire().execute("alter table blog.author alter id restart with 10000");
    CHECK(db.copy_in<Author>(drafts) == 2);
    CHECK(db.find<Author>(10000)->active);
    const std::vector<Author::draft> mixed{{.name = "c", .email = "c"},
                                           {.name = "d", .email = "d", .active = false}};
    CHECK_THROWS_AS(db.copy_in<Author>(mixed), orm::usage_error);
    CHECK(!db.run(blog::author_by_email{.email = "c"}));
  }
  SECTION("an error of the server ends it, with all rows undone") {
    for (Author& author : authors) {
      author.id += 100000;
      author.email += "x";
    }
    authors.back().age = -1;
    CHECK_THROWS_AS(db.copy_in<Author>(authors), orm::check_violation);
    CHECK(db.run(count_authors{}) == 5000);
  }
  SECTION("so does an error of the range") {
    struct failing_range {
      struct iterator {
        int i = 0;
        auto operator*() const -> Author {
          if (i == 3000) throw std::out_of_range("no more");
          return {.id = 900000 + i, .name = "f", .email = "f" + std::to_string(i)};
        }
        auto operator++() -> iterator& { return ++i, *this; }
        auto operator!=(const iterator& other) const -> bool { return i != other.i; }
      };
      auto begin() const -> iterator { return {0}; }
      auto end() const -> iterator { return {5000}; }
    };
    CHECK_THROWS_AS(db.copy_in<Author>(failing_range{}), std::out_of_range);
    CHECK(db.run(count_authors{}) == 5000);
    CHECK(db.statistics().created == 1);
  }
}

TEST_CASE("lost connections are noticed and replaced") {
  const std::string conninfo = create_blog();
  orm::database db{conninfo};
  CHECK(db.run(count_authors{}) == 0);
  kill_connections(conninfo);
  CHECK(db.run(count_authors{}) == 0);  // found out when it was taken from the pool
  CHECK(db.statistics().destroyed == 1);

  std::thread killer{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    kill_connections(conninfo);
  }};
  CHECK_THROWS_AS(db.run(sleep_long{}), orm::error);
  killer.join();
  CHECK(db.run(count_authors{}) == 0);

  bool closed = false;
  CHECK_THROWS_AS(db.transaction([&](orm::transaction& tx) {
    tx.insert(author_named("a"));
    kill_connections(conninfo);
    closed = true;
  }),
                  orm::commit_unknown);
  CHECK(closed);
  CHECK(db.run(count_authors{}) == 0);
}

TEST_CASE("connection errors do not tell the password") {
  for (const char* conninfo : {"host=/nonexistent password=hunter2 dbname=x",
                               "postgresql://u:hunter2@%zz/x",
                               "password=hunter2 nonsense"}) {
    try {
      orm::connection db{conninfo};
      FAIL("there is no such server");
    } catch (const orm::connection_error& error) {
      CHECK(std::string(error.what()).find("hunter2") == std::string::npos);
    }
  }
}

TEST_CASE("many threads share a pool") {
  orm::database db{create_blog(), {.max_connections = 4}};
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 12; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        const std::string name = std::to_string(t) + "." + std::to_string(i);
        const Author author = db.insert(author_named(name));
        const auto found = db.find<Author>(author.id);
        if (!found || found->name != name) ++failures;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(db.run(count_authors{}) == 600);
  CHECK(db.statistics().open <= 4);
  CHECK(db.statistics().created <= 4);
}

TEST_CASE("a pool without a free connection lets go in time") {
  orm::database db{create_blog(), {.max_connections = 1, .acquire_timeout_ms = 50}};
  {
    const orm::connection held = db.acquire();
    CHECK_THROWS_AS(db.run(count_authors{}), orm::pool_timeout);
  }
  CHECK(db.run(count_authors{}) == 0);

  orm::connection held = db.acquire();
  std::thread other{[&] { CHECK(db.run(count_authors{}) == 0); }};
  while (db.statistics().waiting == 0) std::this_thread::yield();
  { const orm::connection given_back = std::move(held); }
  other.join();

  SECTION("a connection with an open transaction is not given to anybody else") {
    {
      orm::connection left = db.acquire();
      left.execute("begin");
    }
    CHECK(db.statistics().open == 0);
    CHECK(db.run(count_authors{}) == 0);
  }
  SECTION("a connection outlives its pool") {
    auto* const short_lived = new orm::database{create_blog()};
    orm::connection kept = short_lived->acquire();
    delete short_lived;
    CHECK(kept.run(count_authors{}) == 0);
  }
  SECTION("reset closes what is idle now, and what is in use when it comes back") {
    {
      const orm::connection in_use = db.acquire();
      db.reset();
      CHECK(db.statistics().open == 1);
    }
    CHECK(db.statistics().open == 0);
  }
}
