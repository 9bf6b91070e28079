#pragma once

#include <map>
#include <string>
#include <vector>

#include "driver/compile.hpp"
#include "driver/declared_column.hpp"

namespace ormc::driver {

/// One thing that is in the database because a declaration says so: a column, a key, an index, a
/// label, a whole view. Two programs are compared by them: a declaration that makes the same may
/// say it in whatever words.
struct DeclaredFact {
  std::string key;      // what it is: `column public.post.title`
  std::string text;     // what is so of it, in SQL
  std::string owner;    // the table or type that it is a part of: `public.post`
  source::Span place;   // what says so: a name, an attribute, a member
  bool is_doc = false;  // a comment
  /// For what may be left unsaid: the fact that it is about. For the other side of a relation, its
  /// foreign key; for the version of an extension, that.
  std::string basis = {};
  /// Tables that must be in sight for it to be seen: `table public.author`.
  std::vector<std::string> needs = {};
};

/// All that a program makes in the database.
struct CollectedFacts {
  std::vector<DeclaredFact> facts;                             // no two have the same key
  std::map<std::string, DeclaredColumn, std::less<>> columns;  // by the key of their fact
  std::map<std::string, bool, std::less<>> junctions;  // tables: whether lists alone imply them
};

/// Goes over a schema and writes each thing as the statement that makes it alone. The columns point
/// into the compilation.
auto collect_facts(const Compilation& compilation) -> CollectedFacts;

/// Whether a place lies within another.
auto is_within(source::Span inner, source::Span outer) -> bool;

}  // namespace ormc::driver
