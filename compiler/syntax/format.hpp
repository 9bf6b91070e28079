#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"
#include "source/source.hpp"
#include "syntax/parse.hpp"

namespace ormc::syntax {

/// Columns of a line that the formatter does not pass if it can.
inline constexpr std::size_t format_width = 100;

/// The text of a file in its canonical layout: the same tokens, but for the case of keywords,
/// semicolons that may be left out and commas before a `}`, and the same comments in the same
/// order. Names need not mean anything. Nothing when the file has syntax errors, which are
/// reported. Formatting the result gives the result.
auto format(const source::SourceFile& file,
            diagnostics::Diagnostics& diagnostics,
            const Limits& limits = {}) -> std::optional<std::string>;

}  // namespace ormc::syntax
