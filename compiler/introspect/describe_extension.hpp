#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "introspect/database_session.hpp"

namespace ormc::introspect {

/// What an installed extension brings, as `catalog/extension_file.hpp` reads it. The order is that
/// of names, whatever numbers the server gave.
auto describe_extension(DatabaseSession& session, const std::string& name)
    -> nlohmann::ordered_json;

}  // namespace ormc::introspect
