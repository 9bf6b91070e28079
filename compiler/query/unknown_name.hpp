#pragma once

#include <string>

#include "diagnostics/query_name_diagnostics.hpp"
#include "query/bind_name.hpp"

/// What is said of names that mean nothing, and what was most likely meant. Each reports, unless
/// the name may be one that was reported where it was declared, and gives the error.
namespace ormc::query {

/// Whether a name without a qualifier means nothing here.
auto is_unknown_name(Binder& binder, Scope& scope, const syntax::Name& name) -> bool;

/// A name without a qualifier that is no column, relation or table.
auto unknown_column(Binder& binder, Scope& scope, const syntax::Name& name) -> ExprPtr;
/// The same, where the operator before it tells what was meant.
struct BehindOperator {
  diagnostics::UnknownColumn::Meaning meaning;
  std::string symbol;
  Span place;  // of what is to be written otherwise
};
auto unknown_column(Binder& binder,
                    Scope& scope,
                    const syntax::Name& name,
                    const BehindOperator& behind) -> ExprPtr;

/// A name whose qualifier is no table, alias or relation.
auto unknown_qualifier(Binder& binder, Scope& scope, const syntax::QualifiedName& name) -> ExprPtr;

/// A name that no member of a row has.
auto unknown_member(Binder& binder, RangeId range, const syntax::Name& name) -> ExprPtr;

/// A name without a qualifier that several have.
auto ambiguous_name(Binder& binder,
                    const Scope& scope,
                    const syntax::Name& name,
                    const FoundMembers& found) -> ExprPtr;

}  // namespace ormc::query
