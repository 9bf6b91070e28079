#pragma once

#include <cstddef>

#include "emit/cpp/header.hpp"

namespace ormc::emit::cpp {

/// The type of a column of a result, optional if it may be NULL. What passes on a field whose type
/// has a C++ type of the user's own keeps that.
auto column_type(HeaderWriter& writer, const query::NamedQuery& query, std::size_t index)
    -> CppType;

}  // namespace ormc::emit::cpp
