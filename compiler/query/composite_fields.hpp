#pragma once

#include <string>
#include <vector>

#include "query/binder.hpp"

namespace ormc::query {

/// A field that can be selected from a composite value.
struct CompositeField {
  std::string name;  // the language's
  std::string sql_name;
  TypeRef type;
};

/// The fields of a value: of a composite type, a table's row, a row constructor (`f1`, `f2`, ...),
/// a function with several results, or a column that is one of these further in. Empty for values
/// without fields.
auto composite_fields(const Binder& binder, const Expr& value) -> std::vector<CompositeField>;

/// The fields of a composite or row type, or of a domain over one; empty for other types.
auto fields_of_type(const Binder& binder, Oid type) -> std::vector<CompositeField>;

}  // namespace ormc::query
