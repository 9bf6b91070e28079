#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "schema/schema.hpp"

namespace ormc::schema {

/// Resolves the declarations of all files, in any order of files, to one schema. Runs to its end on
/// broken input: what cannot be resolved is reported once and left out.
auto resolve(const std::vector<syntax::Tree>& trees,
             const source::SourceSet& sources,
             diagnostics::Diagnostics& diagnostics) -> Schema;

}  // namespace ormc::schema
