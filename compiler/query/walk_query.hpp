#pragma once

#include <functional>

#include "query/ir.hpp"

/// Going over the parts of bound queries and statements.
namespace ormc::query {

/// Calls `fn` for each expression that stands directly in a query: its lists and clauses, the
/// conditions of its joins, the calls in its from clause. Not for what is below these expressions,
/// nor in subqueries, nor in the queries of a with clause.
void for_each_expr(const Unit& unit, const Query& query, const std::function<void(Expr&)>& fn);

/// The same of a statement that is no query: nor in the rows that it inserts.
void for_each_expr(const Unit& unit,
                   const Statement& statement,
                   const std::function<void(Expr&)>& fn);

/// Calls `fn` for each query that is directly part of a query: subqueries in from and the sides of
/// a set operation.
void for_each_query(const Unit& unit, const Query& query, const std::function<void(Query&)>& fn);

/// The same of a statement: the rows that it inserts, subqueries in from and using; a query itself.
void for_each_query(const Unit& unit,
                    const Statement& statement,
                    const std::function<void(Query&)>& fn);

/// Calls `fn` for each range of an item of a from clause, from left to right.
void for_each_range(const FromItem& item, const std::function<void(RangeId)>& fn);

/// Calls `fn` for each join of an item of a from clause, inner ones first.
void for_each_join(const FromItem& item, const std::function<void(const FromJoin&)>& fn);

/// Calls `fn` for every expression of a query or statement, however deep, subqueries and with
/// clauses included.
void walk_deep(const Unit& unit, Query& query, const std::function<void(Expr&)>& fn);
void walk_deep(const Unit& unit, const Statement& statement, const std::function<void(Expr&)>& fn);

/// Calls `fn` for every query of a statement, however deep.
void walk_queries(const Unit& unit,
                  const Statement& statement,
                  const std::function<void(Query&)>& fn);

}  // namespace ormc::query
