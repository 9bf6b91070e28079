#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ormc::introspect {

/// A chain within a chain, `a AND (b AND c)`, is how the server keeps and spells `a and x between 1
/// and 2` and `(a, b) = (c, d) and e`. It reads it back so unless the inner chain stands first:
/// those it takes for parts of the outer one. So ranges become `between` again, and what else
/// stands first is cast to what it is.
auto with_boolean_groups(std::string_view sql) -> std::string;

/// The query of a view with such chains, in which pretty printing leaves out the parentheses that
/// tell them apart; nothing where it has none. `query` has all its parentheses, the result those
/// that say something.
auto query_with_boolean_groups(std::string_view query) -> std::optional<std::string>;

}  // namespace ormc::introspect
