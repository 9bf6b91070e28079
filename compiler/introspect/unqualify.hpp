#pragma once

#include "introspect/database.hpp"
#include "introspect/names.hpp"

namespace ormc::introspect {

/// Takes off the texts of expressions and views what the server writes and nobody needs: the schema
/// before what is in the same schema (`public.post`), and the table before its columns where there
/// is one table only. What is left means the same in a module of the language.
void unqualify(Database& database, const Names& names);

}  // namespace ormc::introspect
