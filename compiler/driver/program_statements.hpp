#pragma once

#include <string>
#include <vector>

#include "driver/compile.hpp"

namespace ormc::driver {

/// A column as the compiler expects the server to describe it.
struct ExpectedColumn {
  std::string name;  // empty when any will do
  schema::TypeRef type;
  source::Span span;
};

/// A parameter as the compiler expects the server to infer it.
struct ExpectedParameter {
  schema::TypeRef type;
  source::Span span;
};

/// One text that programs will send, and what the compiler believes of it.
struct ProgramStatement {
  std::string name;  // for people: `blog.feed`, `blog.Author.insert`
  std::string sql;
  std::vector<ExpectedParameter> parameters;
  std::vector<ExpectedColumn> columns;
  bool ignores_columns = false;  // nothing looks at what it returns
  source::Span span = {};
};

/// Every statement of a program: its named queries and what models get, optional parts in each of
/// their combinations.
auto program_statements(const Compilation& compilation) -> std::vector<ProgramStatement>;

}  // namespace ormc::driver
