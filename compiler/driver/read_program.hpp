#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/command_line.hpp"
#include "driver/compile.hpp"

namespace ormc::driver {

/// What commands that take a program begin with.
struct ReadProgram {
  source::SourceSet sources;
  Compilation compilation;
};

/// Reads the files of a program and compiles them. Nothing when a file cannot be read, which is
/// reported then: the file system failed.
auto read_program(const std::vector<std::string>& files, const CommonOptions& common)
    -> std::optional<ReadProgram>;

/// Compiles what was read once more: what it goes with has changed.
void compile_again(ReadProgram& program, const CommonOptions& common);

}  // namespace ormc::driver
