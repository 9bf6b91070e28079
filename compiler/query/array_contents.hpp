#pragma once

#include <cstddef>
#include <vector>

#include "query/nest_records.hpp"

namespace ormc::query {

/// What is known of the arrays that a column holds. Arrays that the program declares - fields,
/// parameters, results of functions - hold values only and have one dimension: the declaration says
/// so, and anything else is an error when it is read. All others are followed to the places where
/// they were made.
struct ArrayContents {
  /// As of `array_agg` of what may be NULL, `array(select ...)`, literals.
  bool nullable_elements = false;
  /// There may be more than one, as of `array_agg` of arrays.
  bool several_dimensions = false;
};

/// Says of each column that is an array whether elements of it may be NULL: the statement gets a
/// shape, if there is such a column. Comes behind `nest_records`.
void find_null_elements(const RecordContext& context, Statement& statement);

/// The same among the members of a declared shape.
void find_null_elements(const RecordContext& context, std::vector<ShapeField>& fields);

/// The contents of a column of a statement none of whose columns is a struct, or of a member of a
/// shape.
auto array_contents(const RecordContext& context, const Statement& statement, std::size_t column)
    -> ArrayContents;
auto array_contents(const RecordContext& context, const ShapeField& field) -> ArrayContents;

}  // namespace ormc::query
