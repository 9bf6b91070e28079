// Queries of several statements: one transaction, one round trip.

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "blog.hpp"

namespace {

/// As the emitter writes it for
///   query move(source: bigint, target: bigint, amount: numeric) -> row[] { update ...; update ...;
///   select ... ; update ... }
struct move {
  orm::required<std::int64_t> source;
  orm::required<std::int64_t> target;
  orm::required<std::int32_t> amount;

  struct row {
    std::int64_t id = {};
    std::int32_t balance = {};
  };

  using result = std::vector<row>;
  using columns = orm::members<&row::id, &row::balance>;
  using parameters = orm::members<&move::source, &move::target, &move::amount>;
  static constexpr orm::type column_types[]{orm::types::int8, orm::types::int4};

  struct step_1 {
    using parameters = orm::members<&move::source, &move::amount>;
    static constexpr orm::type parameter_types[]{orm::types::int8, orm::types::int4};
    static constexpr orm::statement statement{
        .name = "bank.move",
        .text = "update bank.account set balance = balance - $2 where id = $1",
        .parameters = parameter_types};
  };
  struct step_2 {
    using parameters = orm::members<&move::target, &move::amount>;
    static constexpr orm::type parameter_types[]{orm::types::int8, orm::types::int4};
    static constexpr orm::statement statement{
        .name = "bank.move",
        .text = "update bank.account set balance = balance + $2 where id = $1 returning id",
        .parameters = parameter_types};
  };
  struct step_3 {
    using parameters = orm::members<&move::source, &move::target>;
    static constexpr orm::type parameter_types[]{orm::types::int8, orm::types::int8};
    static constexpr orm::statement statement{
        .name = "bank.move",
        .text = "select id, balance from bank.account where id in ($1, $2) order by id",
        .parameters = parameter_types,
        .columns = column_types};
  };
  struct step_4 {
    using parameters = orm::members<>;
    static constexpr orm::statement statement{.name = "bank.move",
                                              .text = "insert into bank.note values ('moved')"};
  };
  using steps = orm::steps<step_1, step_2, step_3, step_4>;
  static constexpr const orm::statement& statement = step_3::statement;
};

struct clear {
  using result = orm::count;
  using parameters = orm::members<>;

  struct step_1 {
    using parameters = orm::members<>;
    static constexpr orm::statement statement{.name = "bank.clear",
                                              .text = "delete from bank.note"};
  };
  struct step_2 {
    using parameters = orm::members<>;
    static constexpr orm::statement statement{.name = "bank.clear",
                                              .text = "update bank.account set balance = 0"};
  };
  using steps = orm::steps<step_1, step_2>;
  static constexpr const orm::statement& statement = step_2::statement;
};

/// Breaks a constraint that is looked at when the transaction ends.
struct break_deferred {
  using result = orm::count;
  using parameters = orm::members<>;

  struct step_1 {
    using parameters = orm::members<>;
    static constexpr orm::statement statement{.name = "bank.break_deferred",
                                              .text = "insert into bank.note values ('lost')"};
  };
  struct step_2 {
    using parameters = orm::members<>;
    static constexpr orm::statement statement{.name = "bank.break_deferred",
                                              .text = "insert into bank.entry values (99)"};
  };
  using steps = orm::steps<step_1, step_2>;
  static constexpr const orm::statement& statement = step_2::statement;
};

struct total {
  using row = std::int64_t;
  using result = std::int64_t;
  using parameters = orm::members<>;
  static constexpr orm::type column_types[]{orm::types::int8};
  static constexpr orm::statement statement{.name = "bank.total",
                                            .text = "select sum(balance) from bank.account",
                                            .columns = column_types};
};

auto create_bank() -> std::string {
  const std::string conninfo = test_support::postgres_server::shared().create_database();
  test_support::run_sql(conninfo, R"(
    create schema bank;
    create table bank.account (id bigint primary key, balance int not null check (balance >= 0));
    insert into bank.account values (1, 100), (2, 0);
    create table bank.note (text text);
    create table bank.entry (account bigint references bank.account deferrable initially deferred);
  )");
  return conninfo;
}

auto notes(const std::string& conninfo) -> std::string {
  return test_support::query_text(conninfo, "select count(*) from bank.note");
}

}  // namespace

TEST_CASE("a query of several statements gives the result of one of them") {
  const std::string conninfo = create_bank();
  orm::connection db{conninfo};
  const std::vector<move::row> rows = db.run(move{.source = 1, .target = 2, .amount = 30});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].balance == 70);
  CHECK(rows[1].balance == 30);
  CHECK(notes(conninfo) == "1");
  CHECK(db.run(clear{}) == 2);
  CHECK(notes(conninfo) == "0");
}

TEST_CASE("the statements of a query happen together or not at all") {
  const std::string conninfo = create_bank();
  orm::connection db{conninfo};
  try {
    db.run(move{.source = 2, .target = 1, .amount = 1});
    FAIL("the balance of 2 cannot fall below zero");
  } catch (const orm::check_violation& error) {
    CHECK(error.query() == "bank.move");
    CHECK(error.sql().starts_with("update bank.account set balance = balance - "));
  }
  // The second statement fails: the first is undone.
  CHECK_THROWS_AS(db.run(move{.source = 1, .target = 2, .amount = -101}), orm::check_violation);
  CHECK(db.run(total{}) == 100);
  CHECK(test_support::query_text(conninfo, "select balance from bank.account where id = 1") ==
        "100");
  CHECK(notes(conninfo) == "0");
  CHECK(db.run(move{.source = 1, .target = 2, .amount = 1}).size() == 2);
}

TEST_CASE("what fails at the end of a query of several statements is an error") {
  const std::string conninfo = create_bank();
  orm::connection db{conninfo};
  CHECK_THROWS_AS(db.run(break_deferred{}), orm::foreign_key_violation);
  CHECK(notes(conninfo) == "0");
  CHECK(db.run(total{}) == 100);
}

TEST_CASE("several statements are part of the transaction that is open") {
  const std::string conninfo = create_bank();
  orm::connection db{conninfo};
  db.transaction([&](orm::transaction& tx) {
    CHECK(tx.run(move{.source = 1, .target = 2, .amount = 10}).size() == 2);
    CHECK(notes(conninfo) == "0");
    CHECK_THROWS_AS(tx.transaction([&](orm::transaction& inner) {
      inner.run(move{.source = 1, .target = 2, .amount = 10});
      inner.run(move{.source = 1, .target = 2, .amount = 1000});
    }),
                    orm::check_violation);
    CHECK(tx.run(total{}) == 100);
  });
  CHECK(notes(conninfo) == "1");
  CHECK(test_support::query_text(conninfo, "select balance from bank.account where id = 2") ==
        "10");
}

TEST_CASE("several statements in a pipeline with others") {
  const std::string conninfo = create_bank();
  orm::connection db{conninfo};
  const auto [before, rows, cleared, after] =
      db.pipeline(total{}, move{.source = 1, .target = 2, .amount = 5}, clear{}, total{});
  CHECK(before == 100);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].balance == 5);
  CHECK(cleared == 2);
  CHECK(after == 0);
  // One error undoes the whole pipeline.
  CHECK_THROWS_AS(db.pipeline(clear{}, move{.source = 1, .target = 2, .amount = 7}),
                  orm::check_violation);
  CHECK(notes(conninfo) == "0");
}

TEST_CASE("statements that the server lost come back") {
  const std::string conninfo = create_bank();
  orm::connection db{conninfo};
  CHECK(db.run(move{.source = 1, .target = 2, .amount = 5}).size() == 2);
  db.execute("deallocate all");
  CHECK(db.run(move{.source = 1, .target = 2, .amount = 5})[1].balance == 10);
}
