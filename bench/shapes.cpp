// W4, nested rows: what ormc makes of shapes against the best by hand, in turns.

#include <cstdio>
#include <string>

#include "nested.orm.hpp"
#include "nested_floor.hpp"
#include "support/postgres_server.hpp"
#include "turns.hpp"

namespace {

constexpr auto schema = R"sql(
create table parent (id bigint primary key, name text not null, note text not null);
create table child (id bigint primary key, parent_id bigint not null references parent, title text not null, n int not null);
create table grand (id bigint primary key, child_id bigint not null references child, body text not null, score int not null);
insert into parent select i, 'parent ' || i, repeat('x', 20) from generate_series(1, 1000) i;
insert into child select i, (i - 1) / 10 + 1, 'child title ' || i, i % 7 from generate_series(1, 10000) i;
insert into grand select i, (i - 1) / 5 + 1, 'grand body text ' || i, i % 100 from generate_series(1, 50000) i;
create index on child (parent_id);
create index on grand (child_id);
analyze;
)sql";

template <class Rows>
auto count(const Rows& rows) -> std::size_t {
  std::size_t all = 0;
  for (const auto& parent : rows) {
    ++all;
    for (const auto& child : parent.children) all += 1 + child.grands.size();
  }
  return all;
}

}  // namespace

auto main() -> int {
  share_one_core();
  const std::string conninfo = test_support::postgres_server::shared().create_database();
  test_support::run_sql(conninfo, schema);
  PGconn* const by_hand = floor_code::connect(conninfo.c_str());
  floor_code::prepare_nested(by_hand);
  orm::connection db{conninfo};
  if (count(floor_code::nested(by_hand, 1000)) != count(db.run(nested::family{}))) {
    std::puts("the two differ");
    return 1;
  }
  print_heading();
  compare(
      "W4 1 000 x 10 x 5",
      40,
      1,
      [&] { keep(floor_code::nested(by_hand, 1000)); },
      [&] { keep(db.run(nested::family{})); });
  compare(
      "W4 100 x 10 x 5",
      60,
      5,
      [&] { keep(floor_code::nested(by_hand, 100)); },
      [&] { keep(db.run(nested::family_of{.most = 100})); });
  compare(
      "W4 1 x 10 x 5",
      60,
      50,
      [&] { keep(floor_code::nested(by_hand, 1)); },
      [&] { keep(db.run(nested::one_family{.id = 1})); });
  PQfinish(by_hand);
  return 0;
}
