#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "query/ir.hpp"

/// A query with to-many shapes has two forms in SQL. In one statement, each shape is an array of
/// records, selected for each row: `array(select row(...) ...)`. Split, each shape is a statement
/// of its own that gives the rows of all parents at once, sent in the same round trip, and the
/// client puts the rows where they belong. Which is better, and when, is measured in
/// docs/shapes.md.
namespace ormc::sql {

/// The rows of one to-many member as a statement of their own. Its columns: the key of the row that
/// they belong to; those of the member's struct without what `parts` hold; where there are parts,
/// the key that theirs name.
struct ShapePart {
  const query::ShapeField* field;
  std::size_t member;  // its place among the members of the struct that it is in
  std::string text;
  std::vector<query::ResultColumn> columns;
  std::vector<ShapePart> parts;
};

/// The columns of the first statement: those of the row without what `parts` hold, then the key
/// that theirs name.
struct SplitQuery {
  std::string text;
  std::vector<query::ResultColumn> columns;
  std::vector<ShapePart> parts;
};

/// The split form of a query that should be run so; nothing for the others. It should when many
/// rows of one table are read, each once by a key, with all rows that a shape finds for them: then
/// the server joins them once, instead of looking them up for each row.
auto split_query(const schema::Schema& schema,
                 const query::Program& program,
                 const query::NamedQuery& query) -> std::optional<SplitQuery>;

}  // namespace ormc::sql
