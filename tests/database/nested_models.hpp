#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orm_tests {

/// Models with relations of every kind, views, and predicates over them.
extern const std::string_view nested_models;
/// Their rows: some relations missing, some lists empty, many NULLs.
extern const std::string_view nested_data;

/// What queries may say of a table, a view or a subquery.
struct NestedTable {
  struct Relation {
    std::string name;
    std::size_t target;
    std::string column;  // of a relation to one; else empty
    std::string from;    // of a relation to many: `{0}` its alias, `{1}` the id of the row
  };
  /// `{0}` is the row: its alias, or a path to it.
  struct Predicate {
    std::string name;
    std::string written;  // behind the row: `, 2`
    std::string plain;
  };
  std::string name;
  std::vector<std::string> integers;
  std::vector<std::string> texts;
  std::vector<Relation> relations = {};
  std::vector<Predicate> predicates = {};
};

/// The tables first, then the views.
auto nested_tables() -> const std::vector<NestedTable>&;

}  // namespace orm_tests
