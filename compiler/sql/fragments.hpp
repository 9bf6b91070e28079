#pragma once

#include <vector>

#include "sql/layout.hpp"
#include "sql/statements.hpp"

namespace ormc::sql {

/// Cuts a laid out statement at its marks.
auto cut_fragments(const Layout::Marked& statement) -> std::vector<Fragment>;

}  // namespace ormc::sql
