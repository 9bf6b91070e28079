#pragma once

#include <string>

#include "emit/cpp/cpp_types.hpp"
#include "emit/cpp/names.hpp"
#include "query/ir.hpp"
#include "schema/schema.hpp"

namespace ormc::emit::cpp {

/// What every part of a header is made from.
struct Context {
  const schema::Schema& schema;
  const query::Program& program;
  const Names& names;
  CppTypes types;

  Context(const schema::Schema& s, const query::Program& p, const Names& n)
      : schema(s), program(p), names(n), types(s, n) {}

  auto namespace_of(schema::ModuleId module) const -> const std::string& {
    return names.modules[static_cast<std::size_t>(module)];
  }
};

}  // namespace ormc::emit::cpp
