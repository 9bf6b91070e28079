#pragma once

#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace ormc::diagnostics {

/// A code that the compiler can report.
struct CatalogueEntry {
  std::string_view code;
  Severity severity;
  std::string_view name;  // of its struct
};

/// All codes of all stages, in order.
auto catalogue() -> const std::vector<CatalogueEntry>&;

}  // namespace ormc::diagnostics
