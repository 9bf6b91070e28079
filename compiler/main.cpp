#include <string>
#include <vector>

#include "driver/run.hpp"

auto main(int argc, char** argv) -> int {
  auto arguments = std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc);
  return ormc::driver::run(arguments);
}
