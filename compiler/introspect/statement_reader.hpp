#pragma once

#include <string>
#include <vector>

#include "introspect/database.hpp"

/// Objects that are written in PostgreSQL's own words.
namespace ormc::introspect {

/// How objects of one kind are read: the query gives of each its `schema` (null for none), `name`,
/// the `text` of its statement without `create`, and what `comment on` calls it as `target`, with
/// its `comment`.
struct StatementReader {
  Statement::Kind kind;
  std::string query;
};

auto operator_class_readers() -> std::vector<StatementReader>;
auto text_search_readers() -> std::vector<StatementReader>;
/// Foreign data, publications.
auto remote_readers() -> std::vector<StatementReader>;

}  // namespace ormc::introspect
