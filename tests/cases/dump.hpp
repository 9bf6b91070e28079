#pragma once

#include <string>

#include "diagnostics/diagnostic.hpp"
#include "source/source.hpp"

namespace orm_tests {

/// Compiles the files of `sources` up to what the stage of a case shows and returns that, as text:
/// "syntax" nothing, "schema" schema.sql, "query" each query's signature, columns and SQL, "cpp"
/// the header, "format" the file as it should look. Empty when there are errors.
auto dump_stage(const std::string& stage,
                const ormc::source::SourceSet& sources,
                ormc::diagnostics::Diagnostics& diagnostics) -> std::string;

}  // namespace orm_tests
