#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sql/statements.hpp"

namespace ormc::emit {

/// One of the texts that a statement with optional parts can have.
struct Variant {
  std::uint64_t presence = 0;  // as in the fragments' masks
  std::string sql;
  std::vector<std::uint32_t> parameters;  // which parameter $1, $2, ... is
};

/// The text for one choice of optional parameters.
auto assemble(const sql::StatementText& text, std::uint64_t presence) -> Variant;

/// Every text there is, when there are at most `limit`; beyond, those with everything in its least
/// or its last state, and those that differ from one of them in one thing.
auto variants(const sql::StatementText& text, std::size_t limit = 64) -> std::vector<Variant>;

/// The text with every optional part, and the first of all orders.
auto whole(const sql::StatementText& text) -> Variant;

}  // namespace ormc::emit
