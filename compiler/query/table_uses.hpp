#pragma once

#include <cstdint>
#include <vector>

#include "syntax/tree_statement.hpp"

/// Which tables a query names, before anything is bound: what the order of views and of recursive
/// with clauses is made of.
namespace ormc::query {

/// One table name in a query, and what lies between the query and it.
struct TableUse {
  const syntax::QualifiedName* name = nullptr;
  bool in_expression = false;   // in a subquery of an expression
  bool may_be_missing = false;  // on the side of an outer join that may have no row
  bool is_subtracted =
      false;  // in an `except`, or in an `intersect all`, where rows are taken away
  auto operator==(const TableUse&) const -> bool = default;
};

/// The table names of a query or statement in no particular order, without those that mean a common
/// table expression defined inside it.
auto table_uses(const syntax::Query& query) -> std::vector<TableUse>;
auto table_uses(const syntax::Statement& statement) -> std::vector<TableUse>;

/// What the binding of a view or of a predicate has to wait for: the tables and the functions that
/// it names, which may be views and predicates, and the types of casts, which may be rows of views.
struct DefinitionUses {
  std::vector<TableUse> tables;
  std::vector<const syntax::QualifiedName*> calls;
  std::vector<const syntax::TypeName*> types;
};
auto definition_uses(const syntax::Query& query) -> DefinitionUses;
auto definition_uses(const syntax::Expr& expr) -> DefinitionUses;

}  // namespace ormc::query
