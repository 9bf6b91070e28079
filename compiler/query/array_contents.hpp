#pragma once

#include <cstddef>
#include <vector>

#include "query/nest_records.hpp"

namespace ormc::query {

/// Says of each column that is an array whether elements of it may be NULL: `array_agg` of what may
/// be NULL, `array(select ...)`, literals. The statement gets a shape, if one has such elements.
/// Arrays that the program declares - fields, parameters, results of functions - hold values only:
/// the declaration says so, and a NULL is an error when it is read. Comes behind `nest_records`.
void find_null_elements(const RecordContext& context, Statement& statement);

/// The same among the members of a declared shape.
void find_null_elements(const RecordContext& context, std::vector<ShapeField>& fields);

/// Whether a column of a statement, none of which is a struct, was found to have such elements.
auto has_null_elements(const Statement& statement, std::size_t column) -> bool;

}  // namespace ormc::query
