// One side of the instruction count: `count_rows floor|orm W1|W3|W6 ROWS CONNINFO` fetches (W1, W6)
// or copies in (W3) that many rows once, so that callgrind can tell what a row costs from two
// numbers of rows.
// `count_rows fixed|parts W7 TIMES CONNINFO` runs a query of one row so often.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "floor.hpp"
#include "workload_data.hpp"
#include "workloads.orm.hpp"

namespace {

auto run_floor(std::string_view workload, int count, const char* conninfo) -> std::size_t {
  PGconn* const on = floor_code::connect(conninfo);
  floor_code::prepare_all(on);
  std::size_t rows = 0;
  if (workload == "W1") rows = floor_code::rows<floor_code::User>(on, "users", count).size();
  if (workload == "W6") rows = floor_code::rows<floor_code::Typed>(on, "typed", count).size();
  if (workload == "W3") {
    const auto users = make_users<floor_code::User>(count);
    floor_code::copy(on, users);
    rows = users.size();
  }
  PQfinish(on);
  return rows;
}

auto run_orm(std::string_view workload, int count, const char* conninfo) -> std::size_t {
  orm::connection db{conninfo};
  if (workload == "W1") return db.run(bench::users{.limit = count}).size();
  if (workload == "W6") return db.run(bench::typed_rows{.limit = count}).size();
  return static_cast<std::size_t>(db.copy_in<bench::User>(make_users<bench::User::draft>(count)));
}

/// The query with optional parts, all of which are given, or the fixed one that it turns into.
auto run_parts(bool optional, int count, const char* conninfo) -> std::size_t {
  orm::connection db{conninfo};
  std::size_t rows = 0;
  for (int i = 0; i < count; ++i) {
    const auto order = bench::some_users::order::id;
    rows += optional
                ? db.run(bench::some_users{
                             .from = i, .name = "a", .hair_color = "b", .sort = order, .limit = 1})
                      .size()
                : db.run(bench::fixed_users{.from = i, .name = "a", .hair_color = "b", .limit = 1})
                      .size();
  }
  return rows;
}

}  // namespace

auto main(int argc, char** argv) -> int {
  if (argc != 5) return 2;
  const std::string_view side = argv[1];
  const std::string_view workload = argv[2];
  const int count = std::atoi(argv[3]);
  const std::size_t rows = workload == "W7"  ? run_parts(side == "parts", count, argv[4])
                           : side == "floor" ? run_floor(workload, count, argv[4])
                                             : run_orm(workload, count, argv[4]);
  return rows == static_cast<std::size_t>(count) ? 0 : 1;
}
