#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "driver/compile.hpp"
#include "driver/output.hpp"
#include "introspect/database_session.hpp"

namespace ormc::driver {

/// The `orm.lock` files that a server's answers make, and how many statements are in them.
struct Locked {
  std::vector<NewFile> files;
  std::size_t statements = 0;
};

/// Asks a server what the raw statements of a program take and return that do not say it
/// themselves. Statements that it refuses are reported. What other programs have in the same files
/// is kept.
auto lock_raw_statements(introspect::DatabaseSession& session,
                         const source::SourceSet& sources,
                         const Compilation& compilation,
                         diagnostics::Diagnostics& diagnostics) -> Locked;

}  // namespace ormc::driver
