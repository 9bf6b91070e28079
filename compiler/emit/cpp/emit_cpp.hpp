#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "emit/cpp/names.hpp"
#include "emit/output.hpp"
#include "query/ir.hpp"
#include "source/source.hpp"

namespace ormc::emit::cpp {

/// Reports every column, field and parameter that has no C++ type, and defaults that C++ cannot
/// write.
auto check_types(const schema::Schema& schema,
                 const query::Program& program,
                 const Names& names,
                 diagnostics::Diagnostics& diagnostics) -> void;

/// One header for each file: what `settle_names` and `check_types` found no fault in.
auto emit_cpp(const source::SourceSet& sources,
              const schema::Schema& schema,
              const query::Program& program,
              const Names& names) -> std::vector<OutputFile>;

}  // namespace ormc::emit::cpp
