#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "emit/cpp/context.hpp"
#include "emit/cpp/unit.hpp"
#include "source/source.hpp"

/// Which declarations stand in which header, and in which order.
namespace ormc::emit::cpp {

struct HeaderPlan {
  std::string path;                   // `blog.orm.hpp`
  std::string source;                 // `blog.orm`
  std::string doc;                    // of the module
  std::vector<std::string> includes;  // other headers of the program, sorted
  std::vector<Unit> units;            // each behind what it needs
};

/// The name of the header of a file: `models/blog.orm` -> `blog.orm.hpp`.
auto header_name(const source::SourceFile& file) -> std::string;

/// One header for each file. Files that need each other's types are declared in the header of the
/// first of them, which those of the others include.
auto plan_headers(const Context& context, const source::SourceSet& sources)
    -> std::vector<HeaderPlan>;

/// The models whose rows are values somewhere: of a column, a field or a parameter.
auto find_row_values(const Context& context) -> std::set<schema::ModelId>;

}  // namespace ormc::emit::cpp
