#pragma once

#include <string>
#include <string_view>

#include "schema/schema.hpp"

namespace ormc::sql {

/// The text of a `regclass`, such as the argument of `nextval`: a bare name of the program's alone
/// gets its schema, so that the server finds it whatever the search path is. Other texts stay.
auto relation_text(const schema::Schema& schema, std::string_view text) -> std::string;

}  // namespace ormc::sql
