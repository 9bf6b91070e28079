#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/binder.hpp"
#include "query/lock.hpp"
#include "query/row_members.hpp"

/// Named queries: parameters, statement, result.
namespace ormc::query {

/// The rows that queries name, by the name of the module and their own: the columns that the first
/// of them returns, and where.
struct NamedRow {
  std::vector<RowMember> members;
  Span span;
};
using NamedRows = std::map<std::pair<std::string, std::string>, NamedRow>;

/// What a query is bound in: everything that is known before it.
struct QueryContext {
  const schema::Schema& schema;
  schema::ModuleId module;
  const Program& program;
  NamedRows& rows;
  diagnostics::Diagnostics& diagnostics;
  const Locks& locks;
  std::vector<RawStatement>& raw_statements;  // found so far
};

/// Binds one named query. Nothing when it has errors; they are reported.
auto bind_named_query(const QueryContext& context,
                      const syntax::NamedQuery& query,
                      const std::string& doc) -> std::optional<NamedQuery>;

/// Declares the parameters of a query's list (query_parameters.cpp).
void declare_parameters(Binder& binder, const syntax::NamedQuery& query);

/// What a statement sends: all of the list, every one of which it must use, or, where other
/// statements share the list, those that it uses.
enum class Sent : std::uint8_t { all, used };

/// After the statement is bound: checks that each parameter is used and has a type, and numbers
/// them: in the order of the list, else in that of the text.
auto finish_parameters(Binder& binder,
                       const syntax::NamedQuery& query,
                       Statement& statement,
                       Sent sent) -> std::vector<QueryParameter>;

/// Gives a query of several statements the parameters that these have together, and says which of
/// them each takes (shared_parameters.cpp). Types must agree.
void share_parameters(const QueryContext& context,
                      const syntax::NamedQuery& syntax,
                      NamedQuery& query);

/// Whether a statement's rows hold anything to read: functions that return `void` give nothing.
auto returns_values(const Statement& statement) -> bool;

/// The result of a bound query, declared or inferred (bind_result.cpp). Needs nullability.
auto bind_result(const QueryContext& context,
                 const syntax::NamedQuery& syntax,
                 const NamedQuery& query,
                 const std::string& why_not_fewer) -> Result;

}  // namespace ormc::query
