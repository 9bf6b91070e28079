#pragma once

#include <optional>
#include <string_view>

#include "schema/schema.hpp"

namespace ormc::schema {

/// The action of words such as "set null".
auto action_of(std::string_view words) -> std::optional<Action>;
/// The words of an action, as SQL has them in lower case.
auto words_of(Action action) -> std::string_view;

}  // namespace ormc::schema
