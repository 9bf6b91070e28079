#pragma once

#include <cstddef>
#include <set>
#include <variant>
#include <vector>

#include "query/ir.hpp"
#include "schema/schema.hpp"

/// The declarations of a header, and the types that their structs hold.
namespace ormc::emit::cpp {

/// The struct of a named row, made from the first query that names it.
struct NamedRow {
  std::size_t query;
};

/// A query, by its place in the program.
struct QueryIndex {
  std::size_t query;
};

using Unit = std::variant<schema::EnumId,
                          schema::CompositeId,
                          schema::ViewId,  // its rows, where they are values
                          schema::ModelId,
                          query::ShapeId,
                          NamedRow,
                          QueryIndex>;

/// The types of the values in a unit's structs, in the order of the members.
auto held_types(const schema::Schema& schema, const query::Program& program, const Unit& unit)
    -> std::vector<schema::TypeRef>;

/// The views whose rows are values of columns, fields or parameters somewhere: those that have a
/// struct.
auto find_row_views(const schema::Schema& schema, const query::Program& program)
    -> std::set<schema::ViewId>;

}  // namespace ormc::emit::cpp
