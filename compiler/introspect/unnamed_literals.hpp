#pragma once

#include <string>
#include <string_view>

namespace ormc::introspect {

/// What the subqueries of an expression return has a name that the server spells only where it
/// would not choose it itself: none for `exists (select 'x' ...)`, which it spells `SELECT
/// 'x'::text`; read back, that is called `text`. So such literals lose their cast again, and those
/// of other types get the name that says none.
auto with_unnamed_literals(std::string_view sql) -> std::string;

}  // namespace ormc::introspect
