#pragma once

#include <string>
#include <string_view>
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

/// Objects that have a schema and a name of their own: what of them differs. The row is `o`.
struct NamedObjects {
  std::string_view words;       // what SQL calls them: "text search parser"
  std::string_view catalogue;   // "pg_ts_parser"
  std::string_view prefix;      // of its columns
  std::string_view text;        // an expression: the statement
  std::string_view joins = {};  // what else that needs
};
auto query_of(const NamedObjects& objects) -> std::string;

auto operator_class_readers() -> std::vector<StatementReader>;
auto text_search_readers() -> std::vector<StatementReader>;
/// Foreign data, publications.
auto remote_readers() -> std::vector<StatementReader>;

}  // namespace ormc::introspect
