// Generated C++ of tests/program/bank.orm at work: extensions' types, declared functions,
// aggregates and operators, raw SQL, queries of several statements.

#include <catch2/catch.hpp>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "bank.orm.hpp"
#include "support/postgres_server.hpp"

namespace {

using bank::Account;

auto create_bank() -> std::string {
  const std::string conninfo = test_support::postgres_server::shared().create_database();
  auto in = std::ifstream(std::string(ORM_BANK_DIR) + "/schema.sql");
  auto text = std::ostringstream{};
  text << in.rdbuf();
  test_support::run_sql(conninfo, text.str());
  return conninfo;
}

/// Three accounts; the first has everything.
auto fill(orm::connection& db) -> Account {
  db.insert(Account::draft{
      .id = 2, .owner = "Bo", .balance = orm::numeric{"50"}, .path = orm::ltree{"a.c"}});
  db.insert(
      Account::draft{.id = 3, .owner = "cy", .balance = orm::numeric{"0"}, .range = "0.5 .. 3"});
  return db.insert(Account::draft{.id = 1,
                                  .owner = "Ann",
                                  .balance = orm::numeric{"1000"},
                                  .labels = orm::hstore{{{"kind", "gold"}, {"note", std::nullopt}}},
                                  .path = orm::ltree{"a.b"},
                                  .place = orm::cube{{1, 2}, {3, 4}},
                                  .range = "1..2",
                                  .book = "978-0-393-04002-9"});
}

}  // namespace

TEST_CASE("extensions' types travel in models and queries") {
  orm::connection db{create_bank()};
  const Account ann = fill(db);
  CHECK(ann.labels.pairs.at("kind") == "gold");
  CHECK(ann.range == "1 .. 2");
  CHECK(ann.book == "978-0-393-04002-9");
  CHECK(db.find<Account>(1) == ann);
  REQUIRE(db.run(bank::owned_by{.owner = "ANN"}).size() == 1);
  CHECK(db.run(bank::owned_by{.owner = "ANN"})[0] == ann);
  CHECK(db.run(bank::below{.path = orm::ltree{"a"}}) == std::vector<std::int64_t>{1, 2});
  CHECK(db.run(bank::by_book{.book = "9780393040029"}) == ann);
  CHECK(db.run(bank::label_of{.id = 1, .name = "kind"}) == "gold");
  // By the value, not by its text.
  const auto ranges = db.run(bank::overlapping{.range = "0 .. 10"});
  REQUIRE(ranges.size() == 2);
  CHECK(ranges[0].range == "0.5 .. 3");
  Account changed = ann;
  changed.range = "2 .. 5";
  changed.place = orm::cube{{1}, {}};
  CHECK(db.update(changed) == changed);
  CHECK(db.insert_many(std::vector<Account::draft>{
            {.id = 4, .owner = "d", .balance = orm::numeric{"1"}, .range = "7"}}) == 1);
  CHECK(db.find<Account>(4)->range == "7");
}

TEST_CASE("functions, aggregates and operators of the models are called") {
  orm::connection db{create_bank()};
  fill(db);
  const auto fees = db.run(bank::fees{});
  REQUIRE(fees.size() == 3);
  CHECK(fees[0].fee == orm::numeric{"10.00"});
  CHECK(fees[2].fee == orm::numeric{"1"});
  CHECK(fees[2].more == orm::numeric{"5"});
  const auto extremes = db.run(
      bank::extremes_of{.a = std::vector<orm::numeric>{orm::numeric{"3"}, orm::numeric{"1"}}});
  CHECK(extremes.low == orm::numeric{"1"});
  CHECK(extremes.high == orm::numeric{"3"});
  const auto pieces = db.run(bank::split{.value = "a,b;c"});
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[2].piece == "c");
  const auto products = db.run(bank::products{});
  CHECK(products.product == orm::numeric{"6"});
  CHECK(products.part == orm::numeric{"6"});
  CHECK(db.run(bank::named{.name = "bO"}) == std::vector<std::int64_t>{2});
}

TEST_CASE("several statements and raw SQL") {
  const std::string conninfo = create_bank();
  orm::connection db{conninfo};
  fill(db);
  const auto moved =
      db.run(bank::transfer{.source = 1, .target = 2, .amount = orm::numeric{"100"}});
  REQUIRE(moved.size() == 2);
  CHECK(moved[0].balance == orm::numeric{"900"});
  CHECK(moved[1].balance == orm::numeric{"150"});
  CHECK_THROWS_AS(db.run(bank::transfer{.source = 3, .target = 1, .amount = orm::numeric{"1"}}),
                  orm::check_violation);
  CHECK(db.find<Account>(1)->balance == orm::numeric{"900"});
  CHECK(db.run(bank::close{.id = 3}) == 1);
  CHECK_FALSE(db.find<Account>(3));

  const auto counted = db.run(bank::counted{.least = orm::numeric{"100"}});
  REQUIRE(counted.size() == 2);
  CHECK(counted[0].owner == "Ann");
  CHECK(counted[0].n == 1);
  CHECK(db.run(bank::rename{.id = 1, .owner = "Bo"}) == 1);
  // Nothing is known of the rows of raw SQL: what it promises is checked when they come.
  CHECK_THROWS_AS(db.run(bank::too_many{}), orm::row_count_error);
  db.execute("alter table bank.account alter owner drop not null");
  db.execute("update bank.account set owner = null");
  CHECK_THROWS_AS(db.run(bank::counted{.least = orm::numeric{"0"}}), orm::decode_error);
}

TEST_CASE("statements of several with optional parts, orders and shapes") {
  orm::connection db{create_bank()};
  fill(db);
  using sort = bank::adjust::order;
  auto rows = db.run(bank::adjust{.id = 2, .amount = orm::numeric{"5"}, .sort = sort::descending});
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].id == 3);
  CHECK(rows[0].entries.empty());
  REQUIRE(rows[1].entries.size() == 1);
  CHECK(rows[1].entries[0].id == 1);
  CHECK(db.find<Account>(2)->balance == orm::numeric{"55"});
  CHECK(db.find<Account>(2)->owner == "Bo");
  // A pipeline of such a query, one whose shape is a statement of its own, and a plain one.
  const auto [adjusted, books, statements, fees] =
      db.pipeline(bank::adjust{.id = 2, .owner = "Bob", .sort = sort::ascending},
                  bank::books{},
                  bank::statements{},
                  bank::fees{});
  REQUIRE(adjusted.size() == 1);
  CHECK(adjusted[0].owner == "Bob");
  CHECK(adjusted[0].entries.size() == 2);
  REQUIRE(books.size() == 3);
  CHECK(books[1].entries.size() == 2);
  REQUIRE(statements.size() == 3);
  CHECK(statements[0].range == "1 .. 2");
  CHECK(statements[1].entries.size() == 2);
  CHECK(fees.size() == 3);
}

TEST_CASE("a key of a table that others inherit from finds its own rows alone") {
  orm::connection db{create_bank()};
  db.insert(bank::Card::draft{.id = 1, .holder = "Ann"});
  db.insert(bank::CreditCard::draft{.id = 1, .holder = "Bo"});
  db.insert(bank::CreditCard::draft{.id = 2, .holder = "Cy"});
  CHECK(db.run(bank::cards{.id = 1}).size() == 2);
  REQUIRE(db.find<bank::Card>(1));
  CHECK(db.find<bank::Card>(1)->holder == "Ann");
  CHECK(!db.find<bank::Card>(2));
  db.update(bank::Card{.id = 1, .holder = "Di"});
  CHECK(db.run(bank::cards{.id = 1})[0].holder == "Bo");
  CHECK(db.run(bank::cards{.id = 1})[1].holder == "Di");
  CHECK(db.erase<bank::Card>(1));
  CHECK(!db.erase<bank::Card>(2));
  REQUIRE(db.run(bank::cards{.id = 1}).size() == 1);
  CHECK(db.run(bank::cards{.id = 1})[0].holder == "Bo");
}

TEST_CASE("the default of a parameter may be a date") {
  orm::connection db{create_bank()};
  const auto row = db.run(bank::cards_issued_since{});
  CHECK(row.day == row.first);
}
