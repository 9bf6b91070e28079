#pragma once

#include <cstddef>
#include <string_view>

#include "diagnostics/diagnostic.hpp"
#include "source/source.hpp"
#include "syntax/parse.hpp"

namespace ormc::syntax {

/// Looks at the bytes of a file before anything else does: its size, UTF-8, and characters that an
/// editor would not show as the compiler reads them. These are refused everywhere, in comments and
/// strings too. Reports at most 20 findings and says whether the file may be read on.
auto check_bytes(const source::SourceFile& file,
                 diagnostics::Diagnostics& diagnostics,
                 const Limits& limits) -> bool;

/// How many bytes the byte order mark takes that a file may begin with: 3 or 0.
auto byte_order_mark_size(std::string_view text) -> std::size_t;

}  // namespace ormc::syntax
