// One side of the instruction count: `count_rows floor|orm W1|W6 ROWS CONNINFO` fetches that many
// rows once, so that callgrind can tell what a row costs from two numbers of rows.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "floor.hpp"
#include "workloads.orm.hpp"

auto main(int argc, char** argv) -> int {
  if (argc != 5) return 2;
  const std::string_view side = argv[1];
  const std::string_view workload = argv[2];
  const int limit = std::atoi(argv[3]);
  std::size_t rows = 0;
  if (side == "floor") {
    PGconn* const on = floor_code::connect(argv[4]);
    floor_code::prepare_all(on);
    rows = workload == "W1" ? floor_code::rows<floor_code::User>(on, "users", limit).size()
                            : floor_code::rows<floor_code::Typed>(on, "typed", limit).size();
    PQfinish(on);
  } else {
    orm::connection db{argv[4]};
    rows = workload == "W1" ? db.run(bench::users{.limit = limit}).size()
                            : db.run(bench::typed_rows{.limit = limit}).size();
  }
  return rows == static_cast<std::size_t>(limit) ? 0 : 1;
}
