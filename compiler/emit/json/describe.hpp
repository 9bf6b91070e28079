#pragma once

#include <cstdint>
#include <string>

#include "emit/cpp/names.hpp"
#include "query/ir.hpp"
#include "source/source.hpp"

namespace ormc::emit::json {

/// How files are named in a description.
enum class FileNames : std::uint8_t {
  as_given,  // as on the command line
  base,      // without folders, so that the text does not depend on where the compiler runs
};

/// Every model and every query, typed, with its SQL, as a JSON document: the stable interface that
/// other generators build on.
auto describe(const source::SourceSet& sources,
              const schema::Schema& schema,
              const query::Program& program,
              const cpp::Names& names,
              FileNames file_names) -> std::string;

}  // namespace ormc::emit::json
