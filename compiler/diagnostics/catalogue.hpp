#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace ormc::diagnostics {

/// What a diagnostic is about.
enum class Subject : std::uint8_t { models, database };

/// A code that the compiler can report.
struct CatalogueEntry {
  std::string_view code;
  Severity severity;
  std::string_view name;  // of its struct
  Subject subject;

  /// Whether `@allow` can silence it.
  auto is_warning_of_models() const -> bool {
    return severity == Severity::warning && subject == Subject::models;
  }
};

/// All codes of all stages, in order.
auto catalogue() -> const std::vector<CatalogueEntry>&;

}  // namespace ormc::diagnostics
