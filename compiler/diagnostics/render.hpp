#pragma once

#include <cstdint>
#include <string>

#include "diagnostics/diagnostic.hpp"

namespace ormc::diagnostics {

enum class Color : std::uint8_t { never, always };

/// One diagnostic as text for people: code, place, source line, caret, labels, help.
auto render_text(const Diagnostic& diagnostic, const source::SourceSet& sources, Color color)
    -> std::string;

/// All diagnostics as text, at most 100 errors and ten warnings of each code, with a closing line
/// that counts them.
auto render_text(const Diagnostics& diagnostics, const source::SourceSet& sources, Color color)
    -> std::string;

/// All diagnostics as one JSON document for editors:
/// `{"diagnostics": [{"code", "severity", "message", "help", "file", "range", "labels",
/// "fixits"}]}`; a range holds byte offsets and 1-based lines and columns of both ends.
auto render_json(const Diagnostics& diagnostics, const source::SourceSet& sources) -> std::string;

}  // namespace ormc::diagnostics
