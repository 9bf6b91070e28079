#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sql/statements.hpp"

namespace ormc::emit {

/// One of the texts that a statement with optional parts can have.
struct Variant {
  std::uint64_t presence = 0;  // bit i: optional parameter i is given
  std::string sql;
  std::vector<std::uint32_t> parameters;  // which parameter $1, $2, ... is
};

/// The text for one choice of optional parameters.
auto assemble(const sql::StatementText& text, std::uint64_t presence) -> Variant;

/// The number of optional parameters that the text depends on.
auto optional_count(const sql::StatementText& text) -> std::uint32_t;

/// Every text there is when `optional_count` is at most `limit`; beyond, those with all, none, all
/// but one and only one of the parameters.
auto variants(const sql::StatementText& text, std::uint32_t limit = 6) -> std::vector<Variant>;

}  // namespace ormc::emit
