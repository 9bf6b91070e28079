#pragma once

#include <OrmParser.h>

#include <cstddef>
#include <cstdint>

#include "syntax/layout_document.hpp"

namespace ormc::syntax {

/// What the space around a token depends on.
struct TokenPlace {
  std::size_t type = 0;
  std::size_t rule = 0;               // in which it stands
  bool is_name = false;               // a word that names something, whatever else it may mean
  bool stands_before_query = false;   // a parenthesis around a query
  bool stands_before_groups = false;  // a parenthesis of `rollup (...)` or `cube (...)`
};

/// The place of a token in its tree.
auto place_of(antlr4::tree::TerminalNode& node) -> TokenPlace;

/// Whether there was space between two tokens in the source.
enum class Written : std::uint8_t { apart, together };

/// What always stands between two tokens on one line: nothing, or a space.
auto usual_space(const TokenPlace& before, const TokenPlace& behind, Written written) -> Break;

/// Whether what stands in parentheses is a query.
auto begins_query(antlr4::tree::ParseTree& node) -> bool;

/// The rules in which every word is a name.
auto is_name_rule(std::size_t rule) -> bool;

}  // namespace ormc::syntax
