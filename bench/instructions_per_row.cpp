// Counts instructions per row with callgrind, for the floor and for orm, and fails when orm needs
// more than 1.05 of the floor; and per run of a query with optional parts, which may need 1.02 of
// what the fixed query does that it turns into. `instructions_per_row COUNT_ROWS_PROGRAM`.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

#include "workload_data.hpp"

namespace {

constexpr double limit = 1.05;
constexpr double parts_limit = 1.02;

/// The instructions of one run.
auto instructions(const std::string& program, const std::string& arguments) -> std::int64_t {
  const std::string directory = test_support::postgres_server::shared().directory();
  const std::string out = directory + "/callgrind.out";
  const std::string command = "valgrind --tool=callgrind --callgrind-out-file=" + out + " " +
                              program + " " + arguments + " >/dev/null 2>&1";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
  std::ifstream file{out};
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("summary: ", 0) == 0) return std::stoll(line.substr(9));
  }
  throw std::runtime_error("no summary in " + out);
}

auto per_row(const std::string& program,
             const std::string& side,
             const std::string& workload,
             const std::string& conninfo) -> double {
  constexpr int many = 2001;
  const auto run = [&](int rows) {
    return instructions(program,
                        side + " " + workload + " " + std::to_string(rows) + " '" + conninfo + "'");
  };
  return static_cast<double>(run(many) - run(1)) / (many - 1);
}

}  // namespace

auto main(int argc, char** argv) -> int {
  if (argc != 2) return 2;
  const std::string conninfo = create_workloads();
  bool good = true;
  for (const char* workload : {"W1", "W3", "W6"}) {
    const double floor = per_row(argv[1], "floor", workload, conninfo);
    const double orm = per_row(argv[1], "orm", workload, conninfo);
    std::printf(
        "%s: floor %.0f, orm %.0f instructions per row: %.3f\n", workload, floor, orm, orm / floor);
    good = good && orm <= limit * floor;
  }
  const double fixed = per_row(argv[1], "fixed", "W7", conninfo);
  const double parts = per_row(argv[1], "parts", "W7", conninfo);
  std::printf("W7: fixed %.0f, with optional parts %.0f instructions per run: %.3f\n",
              fixed,
              parts,
              parts / fixed);
  good = good && parts <= parts_limit * fixed;
  return good ? 0 : 1;
}
