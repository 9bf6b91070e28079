#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "schema/schema.hpp"
#include "syntax/tree.hpp"

namespace ormc::schema_test {

/// A program of several files, resolved. Files and trees live as long as the schema that points
/// into them.
struct Resolved {
  explicit Resolved(std::vector<std::pair<std::string, std::string>> files);
  /// One file called `test.orm`.
  explicit Resolved(std::string text);

  /// The codes of everything reported, in order.
  auto codes() const -> std::vector<std::string>;
  auto model(std::string_view name) const -> const schema::Model&;
  auto model_id(std::string_view name) const -> schema::ModelId;
  auto relation(std::string_view model, std::string_view name) const -> const schema::Relation&;

  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  std::vector<syntax::Tree> trees;
  schema::Schema schema;
};

/// A dotted name, as if written without quotes.
auto dotted(const std::string& text) -> syntax::QualifiedName;

}  // namespace ormc::schema_test
