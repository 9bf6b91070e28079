#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/select_diagnostics.hpp"
#include "query/bind_statement.hpp"

namespace ormc::query {
namespace {

auto operation_name(syntax::SetOperation::Kind kind) -> std::string {
  switch (kind) {
    case syntax::SetOperation::Kind::unite:
      return "union";
    case syntax::SetOperation::Kind::intersect:
      return "intersect";
    case syntax::SetOperation::Kind::except:
      return "except";
  }
  return {};
}

/// The server gives such a parameter no type from here.
auto is_collated_parameter(const Expr& expr) -> bool {
  const auto* at = &expr;
  while (const auto* collate = std::get_if<Collate>(&at->node)) at = collate->operand;
  return at != &expr && std::holds_alternative<Parameter>(at->node);
}

/// Binds a tree of set operations: the parts keep their untyped literals until the types on the
/// other side decide.
class SetOperationBinder {
 public:
  SetOperationBinder(Binder& binder, Scope& scope) : binder_(binder), scope_(scope) {}

  /// `start` is called between the first part and the others of the last operation.
  auto bind(const syntax::Query& root, const std::optional<RecursiveStart>& start) -> QueryPtr {
    auto chain = std::vector<const syntax::Query*>{&root};
    const auto* left = std::get<syntax::SetOperation>(root.body).left;
    while (is_bare_set_operation(*left)) {
      chain.push_back(left);
      left = std::get<syntax::SetOperation>(left->body).left;
    }
    auto* bound = bind_part(*left);
    for (auto query = chain.rbegin(); query != chain.rend(); ++query) {
      const auto& operation = std::get<syntax::SetOperation>((*query)->body);
      if (start && *query == &root) begin_recursion(*start, *bound);
      auto* right = bind_part(*operation.right);
      bound = combine(operation, bound, right, (*query)->span);
    }
    return bound;
  }

 private:
  auto bind_part(const syntax::Query& query) -> QueryPtr {
    if (is_bare_set_operation(query)) return bind(query, std::nullopt);
    if (!query.locking.empty()) {
      binder_.diagnostics().report(query.locking.front().span,
                                   diagnostics::InvalidLocking{"in a part of a set operation"});
    }
    return bind_query_part(binder_, query, &scope_, Unknowns::stay);
  }

  /// The step of a recursive query sees the columns of the start, untyped ones as text.
  void begin_recursion(const RecursiveStart& start, const Query& first) {
    auto& cte = binder_.unit().at(start.cte);
    for (const auto& column : first.columns) {
      auto unknown = column.type.oid == catalog::oid::unknown;
      auto type = unknown ? TypeRef{catalog::oid::text} : column.type;
      cte.columns.push_back({column.name, column.sql_name, type});
    }
    for (auto i = std::size_t{0}; i < std::min(cte.column_aliases.size(), cte.columns.size());
         ++i) {
      cte.columns[i].name = cte.columns[i].sql_name = cte.column_aliases[i];
    }
    auto added = traversal_columns(cte);
    // One that is called like a column of the query is reported where it is written.
    std::erase_if(added, [&](const RangeColumn& column) {
      return std::ranges::any_of(
          cte.columns, [&](const RangeColumn& own) { return own.sql_name == column.sql_name; });
    });
    cte.columns.insert(cte.columns.end(), added.begin(), added.end());
    scope_.ctes.emplace_back(start.name, start.cte);
  }

  auto combine(const syntax::SetOperation& operation, QueryPtr left, QueryPtr right, Span span)
      -> QueryPtr {
    auto name = operation_name(operation.kind);
    auto query = Query{};
    query.span = span;
    const auto failed = has_failed(*left) || has_failed(*right);
    if (left->columns.size() != right->columns.size() && !failed) {
      binder_.diagnostics().report(
          right->span,
          diagnostics::ColumnCountMismatch{
              "each part of " + name, left->columns.size(), right->columns.size()});
    }
    auto count = std::min(left->columns.size(), right->columns.size());
    for (auto i = std::size_t{0}; i < count; ++i) {
      auto type = combine_column(*left, *right, i, name);
      query.columns.push_back({left->columns[i].name, left->columns[i].sql_name, type});
      // Rows are only counted together by `union all`.
      if (!operation.all || operation.kind != syntax::SetOperation::Kind::unite) {
        require_comparison(binder_, type, Comparison::equality, name, column_span(*right, i));
      }
    }
    if (failed) query.columns.push_back({"?column?", "?column?", {error_type, -1}});
    query.body = SetOperation{operation.kind, operation.all, left, right};
    return binder_.unit().arena.make(std::move(query));
  }

  /// Whether a column failed, which may stand for any number of them.
  static auto has_failed(const Query& part) -> bool {
    return std::any_of(part.columns.begin(), part.columns.end(), [](const ResultColumn& column) {
      return column.type.oid == error_type;
    });
  }

  /// A column of which one part failed has failed: its name may be another than it would have.
  auto combine_column(Query& left, Query& right, std::size_t i, const std::string& name)
      -> TypeRef {
    if (left.columns[i].type.oid == error_type || right.columns[i].type.oid == error_type) {
      return {error_type, -1};
    }
    auto exprs = std::vector<ExprPtr>{column_expr(left, i), column_expr(right, i)};
    auto type = binder_.unify(exprs, name);
    if (left.columns[i].type.oid == catalog::oid::unknown) left.columns[i].type = exprs[0]->type;
    if (right.columns[i].type.oid == catalog::oid::unknown) right.columns[i].type = exprs[1]->type;
    return type;
  }

  /// What stands for a column of a part: its expression while that is untyped, since the other side
  /// gives it its type, else a stand-in of the part's type.
  auto column_expr(Query& part, std::size_t i) -> ExprPtr {
    const auto* select = std::get_if<Select>(&part.body);
    auto type = part.columns[i].type;
    if (select != nullptr && type.oid == catalog::oid::unknown) {
      auto* expr = select->items[i].expr;
      if (!is_collated_parameter(*expr)) return expr;
      type = {catalog::oid::text, -1};
    }
    return binder_.make({.span = column_span(part, i), .type = type, .node = DefaultValue{}});
  }

  static auto column_span(const Query& part, std::size_t i) -> Span {
    const auto* select = std::get_if<Select>(&part.body);
    return select != nullptr && i < select->items.size() ? select->items[i].span : part.span;
  }

  Binder& binder_;
  Scope& scope_;
};

}  // namespace

auto is_bare_set_operation(const syntax::Query& query) -> bool {
  return std::holds_alternative<syntax::SetOperation>(query.body) && !query.with &&
         query.order_by.empty() && query.limit == nullptr && query.offset == nullptr &&
         query.locking.empty() && query.page_after == nullptr;
}

void bind_set_operation(Binder& binder,
                        const syntax::Query& syntax,
                        Scope& scope,
                        Query& query,
                        const std::optional<RecursiveStart>& recursive) {
  auto* bound = SetOperationBinder{binder, scope}.bind(syntax, recursive);
  query.body = std::move(bound->body);
  query.columns = bound->columns;
  query.order_by = bind_result_order(binder, syntax, query.columns);
  bind_limits(binder, syntax, scope, query);
  bind_locking(binder, syntax, scope, query);
}

}  // namespace ormc::query
