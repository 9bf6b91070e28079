#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace ormc::emit::cpp {

/// The C++ names of a member of a struct that nests others.
struct MemberNames {
  std::string name;
  std::string type = {};                  // the struct of a nested one
  std::vector<MemberNames> members = {};  // of that struct
};

/// The C++ names of a declared shape.
struct ShapeNames {
  std::string name;
  std::vector<MemberNames> members;
};

/// The C++ names of one named query.
struct QueryNames {
  std::string name;
  std::vector<std::string> parameters;  // members of `entry` for those of a batch
  std::string batch;                    // the member for the rows of a batch
  /// By parameter, for those that choose an order: the enum inside of the query.
  struct Choice {
    std::string name;
    std::vector<std::string> labels;
  };
  std::vector<Choice> choices;
  std::string cursor;                // the member for the cursor of a page
  std::string row;                   // the struct of a row, where there is one
  std::vector<std::string> columns;  // members of the row, by result column
  std::vector<MemberNames> members;  // of a row that nests some, by member
};

/// What everything is called in C++, by the ids of the schema and by the place of the query.
struct Names {
  std::vector<std::string> modules;
  std::vector<std::string> enums;
  std::vector<std::vector<std::string>> enum_values;
  std::vector<std::string> composites;
  std::vector<std::vector<std::string>> composite_fields;
  std::vector<std::string> views;  // empty for those whose rows are no values: they have no struct
  std::vector<std::vector<std::string>> view_fields;
  std::vector<std::string> models;
  std::vector<std::vector<std::string>> columns;  // by model
  std::vector<ShapeNames> shapes;
  std::vector<QueryNames> queries;
};

/// The struct of a statement of a query of several, inside of the query's.
auto step_name(std::size_t step) -> std::string;

/// Settles all names and reports those that fall together.
auto settle_names(const schema::Schema& schema,
                  const query::Program& program,
                  diagnostics::Diagnostics& diagnostics) -> Names;

}  // namespace ormc::emit::cpp
