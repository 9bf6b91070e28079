#pragma once

#include <cstdint>
#include <string>

#include "query/ir.hpp"

/// By which rules strings are compared, as the server derives it from what an expression is made of
/// (parse_collate.c).
namespace ormc::query {

/// How an expression came by its collation; a later one wins over an earlier one.
enum class CollationStrength : std::uint8_t {
  none,       // not of a type that has collations
  implicit,   // of a column or type
  conflict,   // two implicit ones: only what does not compare can be done with it
  explicit_,  // written, in the expression or below
};

/// The collation of an expression. Names are plain: without schema and quotes.
struct Collation {
  CollationStrength strength = CollationStrength::none;
  std::string name = {};
  std::string other = {};  // of a conflict
  Span span = {};          // of what it comes from
  /// Nothing is known of it: a text of one of the system's views.
  bool unknown = false;
};

/// Takes one more operand in. False when both have written collations, and not the same.
auto merge(Collation& into, const Collation& operand) -> bool;

/// A collation as it is printed, without its schema and quotes.
auto collation_name(const std::string& printed) -> std::string;

/// The collation of a type's values where nothing else is said: "default" mostly, empty for types
/// without one.
auto collation_of(const schema::Schema& schema, Oid type) -> std::string;
/// The collation of a column of a table.
auto collation_of(const schema::Schema& schema, const schema::Column& column) -> std::string;
/// The same of a field of a composite type.
auto collation_of(const schema::Schema& schema, const schema::CompositeField& field) -> std::string;

}  // namespace ormc::query
