#pragma once

#include <string>
#include <string_view>

namespace ormc::introspect {

/// `(a)::text = ANY ((ARRAY['x'::character varying])::text[])` is how the server spells `a in
/// ('x')` of a varchar, but not what it reads back: there a cast of an array is one of each
/// element. So it is turned into `in` again, everywhere in an expression; `<> ALL` into `not in`.
auto with_in_lists(std::string_view sql) -> std::string;

}  // namespace ormc::introspect
