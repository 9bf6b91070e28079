#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "driver/compile.hpp"
#include "driver/declared_facts.hpp"
#include "driver/text_pieces.hpp"

namespace ormc::driver {

/// One of two programs that are merged. Refers to what it is made of.
struct MergeSide {
  MergeSide(const Compilation& compiled, const source::SourceSet& files);

  const Compilation& compilation;
  const source::SourceSet& sources;
  DeclaredFacts facts;
  std::deque<FileCutter> cutters;  // by file

  auto cutter(source::FileId file) const -> const FileCutter& {
    return cutters[static_cast<std::size_t>(file)];
  }
};

/// Models that are there, and those that a database would make anew.
struct MergeSides {
  MergeSide old;
  MergeSide fresh;
  /// Whether every table of the database was looked at: what is not among the fresh is no more.
  bool sees_all = true;
  /// How many of the fresh files are of the database; the others are old ones that stay.
  std::size_t pulled_files = 0;
  /// Tables and types whose declarations are written anew as a whole.
  std::set<std::string> anew = {};

  /// Whether what the old models say is so.
  auto is_so(const DeclaredFact& old_fact) const -> bool;
  /// Whether the old models say what the fresh ones say. What the database does not hold by itself,
  /// the other side of a relation, is as somebody left it once they know what it is of.
  auto is_said(const DeclaredFact& fresh_fact) const -> bool;

 private:
  auto is_out_of_sight(const std::string& table) const -> bool;
};

/// A declaration with what stands before it.
struct MergedDeclaration {
  std::string before;
  std::string text;
};

/// An old declaration with what a fresh one has otherwise. Members that make the same stay as they
/// are; others are written anew below the comments that they had; new ones come behind what is
/// before them in the fresh one. `owner` is what both declare.
auto merge_declaration(const MergeSides& sides,
                       const syntax::Declaration& old,
                       const Piece& old_piece,
                       const syntax::Declaration& fresh,
                       const Piece& fresh_piece,
                       const std::string& owner) -> MergedDeclaration;

}  // namespace ormc::driver
