#pragma once

#include "schema/resolution.hpp"

/// Declarations in PostgreSQL's own words: their names become the database's.
namespace ormc::schema {

/// A definition as SQL, and the names of the program that stand in it.
struct DefinitionText {
  std::string text;
  std::vector<std::string> names;
  /// What else may be a name, as definitions are called: quoted, and qualified or not.
  std::vector<std::string> other_names;
  /// Where each token begins in `text`, so that what PostgreSQL says of it finds its place.
  std::vector<std::pair<std::size_t, Span>> places;

  /// The place in the program of a byte of `text`.
  auto span_at(std::size_t offset) const -> Span;
};

/// `prefix` and the words, in which each name that leads to something of the program is the
/// database's, qualified. A dotted name may be the language's or the database's; one without a dot
/// only the language's own, so that no word of SQL is taken for a name.
auto definition_text(const Schema& schema,
                     ModuleId module,
                     std::string prefix,
                     const syntax::DefinitionWords& words) -> DefinitionText;

/// Reports when PostgreSQL's own parser refuses the text.
auto is_sql(const DefinitionText& text,
            const std::string& kind,
            diagnostics::Diagnostics& diagnostics) -> bool;

}  // namespace ormc::schema
