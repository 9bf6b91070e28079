#pragma once

#include <string>

namespace ormc::introspect {

/// Whether two texts that the server wrote mean the same, though it wrote them at different times:
/// what it writes of an expression, read again, it may write with its casts in other places. Each
/// begins with `prefix` to be a statement: `select `, `alter table t add `.
auto are_equal_sql(const std::string& a, const std::string& b, const std::string& prefix) -> bool;

/// Whether what the server writes of an expression, in the statement `spelled`, may be what
/// somebody wrote as `written`: the server says the types of literals, and other operators for
/// `like`, `in` and `between`. A type that was written must be the same.
auto is_spelling_of(const std::string& spelled, const std::string& written) -> bool;

}  // namespace ormc::introspect
