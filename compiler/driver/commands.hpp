#pragma once

#include "driver/command_line.hpp"

/// One function for each command: what it prints, writes and exits with.
namespace ormc::driver {

/// Writes a header for each file, `schema.sql` and `program.json`.
auto build(const BuildOptions& options, const CommonOptions& common) -> int;

/// Reports what is wrong; with a database, also where it disagrees with the compiler.
auto check(const CheckOptions& options, const CommonOptions& common) -> int;

/// Writes what a database's extensions bring, for `extension name from "file"`.
auto catalog(const CatalogOptions& options, const CommonOptions& common) -> int;

/// Writes a database as `.orm`.
auto pull(const PullOptions& options, const CommonOptions& common) -> int;
/// Says what a database has otherwise than the models; `input_has_errors` when there is anything.
auto drift(const DriftOptions& options, const CommonOptions& common) -> int;

/// Prints the program as JSON.
auto describe(const DescribeOptions& options, const CommonOptions& common) -> int;

/// Rewrites files in their canonical layout, or with `--check` says which are not in it.
auto format(const FormatOptions& options, const CommonOptions& common) -> int;

/// Prints what a code means, and its test case as an example.
auto explain_code(const ExplainOptions& options, const CommonOptions& common) -> int;

/// Prints a completion script for a shell.
auto completions(const CompletionsOptions& options) -> int;

}  // namespace ormc::driver
