#pragma once

#include <string>
#include <vector>

#include "driver/merge_sides.hpp"

namespace ormc::driver {

/// A member of a declaration: its text, and what it makes.
struct MergeItem {
  Piece piece;
  const FileCutter* cutter;
  const syntax::Field* field = nullptr;  // of what is one
  std::vector<const DeclaredFact*> facts;
  const std::vector<syntax::Attribute>* attributes = nullptr;  // of what has any
};

/// A field as the fresh models have it, with all of the old one that is still so: how its type and
/// default were written, attributes that the database does not know of, ...
auto merge_field(const MergeSides& sides, const MergeItem& old, const MergeItem& fresh)
    -> std::string;

}  // namespace ormc::driver
