#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
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
};

/// Compiles `sources`, all files together, up to the point where files can be emitted.
auto compile(const source::SourceSet& sources) -> Compilation;

}  // namespace ormc::driver
