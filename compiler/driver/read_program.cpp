#include "driver/read_program.hpp"

#include "driver/console.hpp"
#include "driver/input.hpp"

namespace ormc::driver {

auto read_program(const std::vector<std::string>& files, const CommonOptions& common)
    -> std::optional<ReadProgram> {
  auto program = ReadProgram{};
  auto found = diagnostics::Diagnostics{};
  read_inputs(files, program.sources, found);
  if (found.has_errors()) {
    report(found, program.sources, common);
    return std::nullopt;
  }
  compile_again(program, common);
  return program;
}

void compile_again(ReadProgram& program, const CommonOptions& common) {
  program.compilation = compile(program.sources, read_companion, common.warnings);
}

}  // namespace ormc::driver
