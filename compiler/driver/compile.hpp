#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "driver/companions.hpp"
#include "emit/cpp/names.hpp"
#include "query/ir.hpp"
#include "schema/schema.hpp"
#include "source/source.hpp"
#include "syntax/tree.hpp"

namespace ormc::driver {

/// All that the compiler knows of a program. What has errors is left out of the later parts: those
/// are sound, whatever the diagnostics say.
struct Compilation {
  diagnostics::Diagnostics diagnostics;
  std::vector<syntax::Tree> trees;
  schema::Schema schema;
  query::Program program;
  emit::cpp::Names names;
  std::vector<std::filesystem::path> companions;  // what else was read, or looked for
};

/// Compiles `sources`, all files together, up to the point where files can be emitted. `read` gives
/// the files that they go with, `warnings` says what becomes of these.
auto compile(const source::SourceSet& sources,
             const ReadFile& read = read_companion,
             const diagnostics::WarningLevels& warnings = {}) -> Compilation;

}  // namespace ormc::driver
