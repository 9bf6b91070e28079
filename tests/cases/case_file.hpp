#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"

/// A language case is a legal `.orm` file whose expectations are comments that begin `//~`:
/// diagnostics directly below the line that they point at, everything else at the end. A case holds
/// when rendering what the compiler says of its source gives the very same file.
namespace orm_tests {

/// Reads a file whole; throws std::runtime_error when it cannot.
auto read_file(const std::filesystem::path& path) -> std::string;
void write_file(const std::filesystem::path& path, const std::string& text);

/// The source of a case: its text without the lines of expectation.
auto strip_expectations(const std::string& text) -> std::string;

/// The case file that belongs to `source`: diagnostics below their lines, `dump` at the end.
auto render_case(const std::string& source,
                 const ormc::source::SourceSet& sources,
                 const ormc::diagnostics::Diagnostics& diagnostics,
                 const std::string& dump) -> std::string;

/// A line-by-line comparison for people, with a few lines of context.
auto line_diff(const std::string& expected, const std::string& actual) -> std::string;

}  // namespace orm_tests
