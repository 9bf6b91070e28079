#pragma once

#include <set>
#include <string>

#include "schema/resolution.hpp"

/// What can be told about an expression of a table before it is bound: which columns it reads, and
/// how PostgreSQL would call it. Both decide the names of constraints and indexes.
namespace ormc::schema {

/// The children of an expression, in order; those of subqueries are not among them.
auto children_of(const syntax::Expr& expr) -> std::vector<syntax::ExprPtr>;

/// The columns of `model` that the expression names.
auto columns_in(const Schema& schema, ModelId model, const syntax::Expr& expr)
    -> std::set<ColumnIndex>;

/// Whether the server may make a constant of a condition, so that it rules no row out: nothing that
/// is a chain of comparisons with columns alone.
auto may_be_constant(const Schema& schema, ModelId model, const syntax::Expr& condition) -> bool;

/// FigureIndexColname: the name of an index's column that is an expression of a table or a
/// materialized view; empty if it has none.
auto figure_column_name(const Schema& schema, const SchemaExpr& expr) -> std::string;

}  // namespace ormc::schema
