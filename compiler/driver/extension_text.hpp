#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace ormc::driver {

/// The text of a file that describes extensions: a row of a table on each line, so that a change of
/// an extension can be read as a difference.
auto extension_text(const nlohmann::ordered_json& extensions) -> std::string;

}  // namespace ormc::driver
