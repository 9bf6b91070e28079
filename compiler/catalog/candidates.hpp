#pragma once

#include <span>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"

namespace ormc::catalog {

/// One way to call a function or an operator: the types it takes, one for each argument given.
/// `index` is the caller's, to know which it was.
struct Candidate {
  std::vector<Oid> arguments;
  std::size_t index = 0;
};

enum class SelectionFailure : std::uint8_t { no_match, ambiguous };

/// The best of `candidates` for arguments of these types: those that the arguments coerce to
/// implicitly, and of them the one that PostgreSQL's rules prefer (func_match_argtypes and
/// func_select_candidate; "Type Conversion" in PostgreSQL's manual, chapter 10).
auto select_candidate(const Catalog& catalog,
                      std::span<const Oid> arguments,
                      std::vector<Candidate> candidates)
    -> std::variant<std::size_t, SelectionFailure>;

}  // namespace ormc::catalog
