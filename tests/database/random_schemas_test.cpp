// Random schemas: each becomes `.orm` and the same database again. The seed is printed with what
// fails; ORM_RANDOM_SCHEMAS says how many, ORM_RANDOM_SEED where to begin.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "database/round_trip.hpp"
#include "support/postgres_server.hpp"

namespace {

using test_support::postgres_server;

/// What a column may be, a value for it, and a condition on it.
struct Kind {
  const char* type;
  const char* value;
  const char* condition;  // with the column's name for {}
};

constexpr Kind kinds[] = {
    {"int", "-3", "{} > 0"},
    {"bigint", "nextval('numbers')", "{} between 1 and 1000"},
    {"smallint", "7", "{} in (1, 2, 3)"},
    {"text", "'it''s'", "length({}) > 2"},
    {"varchar(20)", "'x'", "{} in ('a', 'b')"},
    {"varchar(5)", "null", "{} not in ('a', 'b', 'c') and {} <> ''"},
    {"char(3)", "'abc'", "{} like 'a%'"},
    {"numeric(10, 2)", "1.50", "round({}, 1) >= 0.5"},
    {"float8", "1e10", "{} is null or {} < 100"},
    {"bool", "true", "{} is not false"},
    {"date", "current_date", "extract(year from {}) > 1900"},
    {"timestamptz", "now()", "{} < '2100-01-01'"},
    {"timestamp(3)", "'2000-01-01 00:00:00'", "{} + interval '1 day' > '2000-01-01'"},
    {"interval", "'1 day'", "{} > interval '1 hour'"},
    {"uuid", "gen_random_uuid()", "{} is not null"},
    {"jsonb", "'{{\"a\": 1}}'", "{} ? 'a' or {} ->> 'b' = 'c'"},
    {"text[]", "'{{a,b}}'", "array_length({}, 1) < 5"},
    {"int[]", "array[1, 2]", "1 = any ({})"},
    {"bytea", "'\\x00'", "octet_length({}) < 100"},
    {"inet", "'10.0.0.1'", "family({}) = 4"},
    {"int4range", "'[1,5)'", "not isempty({})"},
    {"mood", "'good'", "{} <> 'bad'"},
    {"mood[]", "array['good']::mood[]", "{} is null or 'good' = any ({})"},
    {"positive", "5", "{} < 100"},
    {"spot", "row('a', 1)::spot", "({}).x is not null"},
};

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  auto schema() -> std::string {
    text_ =
        "create sequence numbers; create type mood as enum ('good', 'so so', 'bad');"
        "create domain positive as int check (value > 0) default 1; create type spot as (x text, y "
        "int);"
        "create function twice(a int) returns int language sql immutable as 'select a * 2';"
        "create function touch() returns trigger language plpgsql as 'begin return new; end';\n";
    const auto tables = 1 + pick(6);
    for (table_ = 0; table_ < tables; ++table_) add_table();
    const auto views = pick(4);
    for (auto i = 0U; i < views; ++i) add_view(i);
    return text_;
  }

 private:
  struct Column {
    std::string name;
    const Kind* kind;
  };

  auto pick(unsigned below) -> unsigned { return static_cast<unsigned>(random_() % below); }
  auto chance(unsigned percent) -> bool { return pick(100) < percent; }
  auto column() -> const Column& { return columns_[pick(static_cast<unsigned>(columns_.size()))]; }
  auto condition(const Column& of) -> std::string {
    auto result = std::string{of.kind->condition};
    for (auto at = result.find("{}"); at != std::string::npos; at = result.find("{}")) {
      result.replace(at, 2, of.name);
    }
    return result;
  }
  static auto value(const Kind& kind) -> std::string {
    return fmt::format(fmt::runtime(kind.value));
  }
  void say(const std::string& statement) { text_ += statement + ";\n"; }
  auto is_scalar(const Column& of) const -> bool {
    const auto type = std::string_view{of.kind->type};
    return type != "spot" && type != "jsonb";
  }

  void add_table() {
    columns_.clear();
    name_ = chance(20) ? fmt::format("\"Table {}\"", table_) : fmt::format("table_{}", table_);
    const auto is_partitioned = chance(15);
    auto parts = std::vector<std::string>{};
    constexpr const char* ids[] = {"id serial", "id bigint generated always as identity", "id int"};
    parts.push_back(std::string{ids[is_partitioned ? 2 : pick(3)]} + " primary key");
    const auto count = 1 + pick(7);
    for (auto i = 0U; i < count; ++i) {
      auto added = Column{fmt::format(fmt::runtime(chance(10) ? "\"Column {}\"" : "c{}"), i),
                          &kinds[pick(std::size(kinds))]};
      auto text = fmt::format("{} {}", added.name, added.kind->type);
      if (chance(30)) text += " not null";
      if (chance(40)) text += " default " + value(*added.kind);
      if (chance(20)) text += fmt::format(" check ({})", condition(added));
      if (chance(8) && !is_partitioned && is_scalar(added)) text += " unique";
      parts.push_back(text);
      columns_.push_back(added);
    }
    if (table_ > 0 && chance(60) && !is_partitioned && !last_.empty()) {
      constexpr const char* actions[] = {"",
                                         " on delete cascade",
                                         " on delete set null",
                                         " on update cascade deferrable initially deferred"};
      parts.push_back(fmt::format("ref_id int references {}{}", last_, actions[pick(4)]));
    }
    if (chance(30))
      parts.push_back(fmt::format("constraint named_{} check ({} or {})",
                                  table_,
                                  condition(column()),
                                  condition(column())));
    if (chance(25)) parts.push_back("doubled int generated always as (twice(id::int) + 1) stored");
    auto list = fmt::format("{}", fmt::join(parts, ", "));
    say(fmt::format("create {}table {} ({}){}",
                    chance(10) && !is_partitioned ? "unlogged " : "",
                    name_,
                    list,
                    is_partitioned ? " partition by range (id)" : ""));
    if (is_partitioned) {
      say(fmt::format(
          "create table part_{0}_a partition of {1} for values from (1) to (100)", table_, name_));
      if (chance(50))
        say(fmt::format("create table part_{0}_rest partition of {1} default", table_, name_));
    } else {
      last_ = name_;
      is_unlogged_ = text_.find("unlogged table " + name_) != std::string::npos;
      if (is_unlogged_) last_.clear();
    }
    add_indexes(is_partitioned);
    if (chance(20))
      say(
          fmt::format("create trigger touch before update on {} for each row when (new.id > 1) "
                      "execute function touch('a')",
                      name_));
    if (chance(20) && !is_partitioned) {
      say(fmt::format("alter table {} enable row level security", name_));
      say(fmt::format("create policy p on {} for select using ({})", name_, condition(column())));
    }
    if (chance(20)) say(fmt::format("comment on table {} is 'Table ''{}'', \"x\"'", name_, table_));
    if (chance(20))
      say(fmt::format("comment on column {}.{} is E'two\\nlines'", name_, column().name));
  }

  void add_indexes(bool is_partitioned) {
    const auto count = pick(4);
    for (auto i = 0U; i < count; ++i) {
      const auto& of = column();
      if (!is_scalar(of)) continue;
      auto text = fmt::format(
          "create index on {} ({}{})", name_, of.name, chance(30) ? " desc nulls last" : "");
      if (chance(20)) text = fmt::format("create index on {} ({}, id)", name_, of.name);
      if (chance(15))
        text = fmt::format("create index on {} (twice(id::int), ({} is null))", name_, of.name);
      if (chance(15) && !is_partitioned)
        text = fmt::format("create unique index odd_{}_{} on {} (id, {}) include ({})",
                           table_,
                           i,
                           name_,
                           of.name,
                           of.name);
      if (chance(25)) text += fmt::format(" where {}", condition(column()));
      say(text);
    }
  }

  void add_view(unsigned number) {
    const auto& of = column();
    auto text = fmt::format("create {}view view_{} as select t.id, t.{} as value",
                            chance(20) ? "materialized " : "",
                            number,
                            of.name);
    if (chance(40)) text += fmt::format(", case when {} then 1 else 2 end as kind", condition(of));
    if (chance(40))
      text += fmt::format(", (select count(*) from {} x where x.id < t.id) as lower", name_);
    if (chance(30)) text += ", row_number() over (order by t.id desc) as place";
    text += fmt::format(" from {} t", name_);
    if (chance(40)) text += fmt::format(" left join {} u on u.id = t.id + 1", name_);
    if (chance(60)) text += fmt::format(" where t.id in (1, 2, 3) or t.{} is not null", of.name);
    if (chance(30)) text += " order by t.id limit 10";
    // Bare names would mean either table of a join.
    for (auto at = text.find(" left join");
         at != std::string::npos && text.find(" then 1") != std::string::npos;) {
      text.erase(at, text.find(" + 1", at) + 4 - at);
      break;
    }
    say(text);
  }

  std::mt19937 random_;
  std::string text_;
  std::string name_;
  std::string last_;
  bool is_unlogged_ = false;
  unsigned table_ = 0;
  std::vector<Column> columns_;
};

auto number_of(const char* variable, unsigned otherwise) -> unsigned {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

}  // namespace

TEST_CASE("random schemas are made again without a differing line", "[pull][random]") {
  const auto first = number_of("ORM_RANDOM_SEED", 1);
  const auto count = number_of("ORM_RANDOM_SCHEMAS", 25);
  for (auto seed = first; seed < first + count; ++seed) {
    auto folder = round_trip::Folder{};
    const auto sql = Generator{seed}.schema();
    std::ofstream(folder.path() / "schema.sql") << sql;
    const auto database = postgres_server::shared().create_database();
    INFO("ORM_RANDOM_SEED=" << seed << " ORM_RANDOM_SCHEMAS=1\n" << sql);
    const auto problem = round_trip::run_file(database, folder.path() / "schema.sql");
    CHECK(problem == "");
    if (!problem.empty()) continue;
    CHECK(round_trip::round_trip(database, folder.path()) == "");
    postgres_server::shared().drop_database(database);
  }
}
