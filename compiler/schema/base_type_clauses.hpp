#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ormc::schema {

/// One of what stands between the parentheses of `create type`: `input = tally_in`.
struct BaseTypeClause {
  std::string word;                // in lower case
  std::string value;               // as written; empty of a word alone
  std::vector<std::string> names;  // the name that the value may be, part by part, without quotes
};

/// The clauses of a definition, as far as they can be told; the server checks them.
auto base_type_clauses(std::string_view definition) -> std::vector<BaseTypeClause>;

}  // namespace ormc::schema
