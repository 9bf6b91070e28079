#pragma once

#include <optional>
#include <string>

#include "emit/cpp/context.hpp"

namespace ormc::emit::cpp {

/// The default of a parameter as a C++ initializer; nothing when C++ cannot write it.
auto default_value(const Context& context,
                   const query::QueryParameter& parameter,
                   const Place& place) -> std::optional<std::string>;

}  // namespace ormc::emit::cpp
