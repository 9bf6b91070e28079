// orm against the floor: the two take turns in one process on connections of their own. Prints
// medians and minima, and the ratios of both. Client and server share one core: on two, what is
// measured is mostly how long a halted core takes to wake up.
//
// glibc gives memory back after each large result, which costs more than decoding it. To measure
// without that:
// GLIBC_TUNABLES=glibc.malloc.trim_threshold=1073741824:glibc.malloc.mmap_threshold=1073741824
// bench_ratios

#include <cstdio>
#include <string>
#include <vector>

#include "floor.hpp"
#include "turns.hpp"
#include "workload_data.hpp"
#include "workloads.orm.hpp"

auto main() -> int {
  share_one_core();
  const std::string conninfo = create_workloads();
  PGconn* const by_hand = floor_code::connect(conninfo.c_str());
  floor_code::prepare_all(by_hand);
  floor_code::prepare(by_hand, "rename", "update users set name = $2::text where id = $1::int4");
  orm::connection db{conninfo};

  print_heading();
  compare(
      "W1 10 000 rows, 3 columns",
      60,
      5,
      [&] { keep(floor_code::rows<floor_code::User>(by_hand, "users", 10000)); },
      [&] { keep(db.run(bench::users{.limit = 10000})); });
  compare(
      "W6 100 000 rows, 12 columns",
      20,
      1,
      [&] { keep(floor_code::rows<floor_code::Typed>(by_hand, "typed", 100000)); },
      [&] { keep(db.run(bench::typed_rows{.limit = 100000})); });
  compare(
      "W5 one row by key",
      60,
      500,
      [&] { keep(floor_code::find_user(by_hand, 4711)); },
      [&] { keep(db.find<bench::User>(4711)); });
  compare(
      "W7 fixed, with optional parts",
      60,
      500,
      [&] {
        keep(db.run(bench::fixed_users{.from = 4711, .name = "a", .hair_color = "b", .limit = 1}));
      },
      [&] {
        keep(db.run(bench::some_users{.from = 4711,
                                      .name = "a",
                                      .hair_color = "b",
                                      .sort = bench::some_users::order::id,
                                      .limit = 1}));
      });

  const auto twenty = [&](auto&& run) {
    return [&, run] {
      for (int i = 0; i < 20; ++i) run(i);
    };
  };
  const auto find = [](int id) { return bench::User::operations::find{.id = id}; };
  compare("W5 20 rows by key, pipelined",
          60,
          30,
          twenty([&](int i) { keep(floor_code::find_user(by_hand, 100 + i)); }),
          [&] {
            keep(db.pipeline(find(1),
                             find(2),
                             find(3),
                             find(4),
                             find(5),
                             find(6),
                             find(7),
                             find(8),
                             find(9),
                             find(10),
                             find(11),
                             find(12),
                             find(13),
                             find(14),
                             find(15),
                             find(16),
                             find(17),
                             find(18),
                             find(19),
                             find(20)));
          });

  auto users = make_users<floor_code::User>(100000);
  auto drafts = make_users<bench::User::draft>(100000);
  const auto empty = [&] { PQclear(PQexec(by_hand, "truncate users_copy")); };
  compare(
      "W3 COPY of 100 000 rows",
      12,
      1,
      [&] { floor_code::copy(by_hand, users); },
      [&] { db.copy_in<bench::User>(drafts); });
  empty();
  users.resize(10000);
  drafts.erase(drafts.begin() + 10000, drafts.end());
  compare(
      "W3 COPY of 10 000 rows",
      40,
      1,
      [&] { floor_code::copy(by_hand, users); },
      [&] { db.copy_in<bench::User>(drafts); });
  empty();
  users.resize(1000);
  drafts.erase(drafts.begin() + 1000, drafts.end());
  compare(
      "W3 unnest of 1 000 rows",
      100,
      2,
      [&] { floor_code::insert_arrays(by_hand, users); },
      [&] { db.insert_many(drafts); });
  PQfinish(by_hand);
  return 0;
}
