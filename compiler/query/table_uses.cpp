#include "query/table_uses.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "query/expr_parts.hpp"

namespace ormc::query {
namespace {

using namespace syntax;

/// Walks statements, keeping track of the names that inner with clauses define.
class Collector {
 public:
  void query(const Query& root, const TableUse& place) {
    auto hidden = ctes_.size();
    if (root.with) with(*root.with, place);
    body(root, place);
    ctes_.resize(hidden);
  }

  void statement(const Statement& statement, const TableUse& place) {
    auto hidden = ctes_.size();
    std::visit([&](const auto& node) { visit(node, place); }, statement.node);
    ctes_.resize(hidden);
  }

  void expression(const Expr& root) { expr(&root, {}); }

  auto take() -> std::vector<TableUse> { return std::move(uses_); }
  auto take_all() -> DefinitionUses {
    return {std::move(uses_), std::move(calls_), std::move(types_)};
  }

 private:
  // ---- statements

  void visit(const QueryPtr& node, const TableUse& place) { query(*node, place); }
  void visit(const Insert& node, const TableUse& place) {
    if (node.with) with(*node.with, place);
    if (const auto* source = std::get_if<QueryPtr>(&node.source)) query(**source, place);
    if (node.on_conflict) {
      for (const auto& assignment : node.on_conflict->assignments) expr(assignment.value, place);
      expr(node.on_conflict->where, place);
    }
    outputs(node.returning, place);
  }
  void visit(const Update& node, const TableUse& place) {
    if (node.with) with(*node.with, place);
    for (const auto& assignment : node.assignments) expr(assignment.value, place);
    tables(node.from, place);
    expr(node.where, place);
    outputs(node.returning, place);
  }
  void visit(const Delete& node, const TableUse& place) {
    if (node.with) with(*node.with, place);
    tables(node.using_tables, place);
    expr(node.where, place);
    outputs(node.returning, place);
  }
  void visit(const Merge& node, const TableUse& place) {
    if (node.with) with(*node.with, place);
    table(*node.source, place);
    expr(node.on, place);
    for (const auto& when : node.whens) {
      expr(when.condition, place);
      for (const auto& assignment : when.assignments) expr(assignment.value, place);
      for (const auto* value : when.values) expr(value, place);
    }
  }
  void visit(const RawSql&, const TableUse&) {}
  void visit(const MissingStatement&, const TableUse&) {}

  // ---- queries

  void with(const With& clause, const TableUse& place) {
    if (clause.recursive) {
      for (const auto& cte : clause.ctes) ctes_.push_back(cte.name.text);
    }
    for (const auto& cte : clause.ctes) {
      statement(*cte.statement, place);
      if (!clause.recursive) ctes_.push_back(cte.name.text);
    }
  }

  /// The operands of a set operation lean to the left, as many as there are.
  void body(const Query& root, const TableUse& outside) {
    auto place = outside;
    const auto* query = &root;
    clauses(*query, place);
    while (const auto* operation = std::get_if<SetOperation>(&query->body)) {
      auto right = place;
      auto except = operation->kind == SetOperation::Kind::except;
      place.is_subtracted |= operation->all && operation->kind != SetOperation::Kind::unite;
      right.is_subtracted |= place.is_subtracted || except;
      this->query(*operation->right, right);
      query = operation->left;
      if (query->with) return this->query(*query, place);
      clauses(*query, place);
    }
    if (const auto* select = std::get_if<Select>(&query->body)) this->select(*select, place);
    if (const auto* values = std::get_if<Values>(&query->body)) {
      for (const auto& row : values->rows) {
        for (const auto* value : row) expr(value, place);
      }
    }
    if (const auto* command = std::get_if<TableCommand>(&query->body)) use(command->name, place);
  }

  void clauses(const Query& query, const TableUse& place) {
    for (const auto& item : query.order_by) {
      if (item.item) expr(item.item->expr, place);
      for (const auto& choice : item.choices) {
        for (const auto& chosen : choice.items) expr(chosen.expr, place);
      }
    }
    expr(query.limit, place);
    expr(query.offset, place);
    expr(query.page_after, place);
  }

  void select(const Select& select, const TableUse& place) {
    for (const auto* item : select.distinct_on) expr(item, place);
    outputs(select.items, place);
    tables(select.from, place);
    expr(select.where, place);
    groups(select.group_by, place);
    expr(select.having, place);
    for (const auto& [name, window] : select.windows) {
      auto exprs = std::vector<ExprPtr>{};
      add_parts(window, exprs);
      for (const auto* each : exprs) expr(each, place);
    }
  }

  void outputs(const std::vector<SelectItem>& items, const TableUse& place) {
    for (const auto& item : items) expr(item.expr, place);
  }

  void groups(const std::vector<GroupItem>& items, const TableUse& place) {
    for (const auto& item : items) {
      expr(item.expr, place);
      groups(item.items, place);
    }
  }

  // ---- from

  void tables(const std::vector<TableRefPtr>& tables, const TableUse& place) {
    for (const auto* each : tables) table(*each, place);
  }

  /// Joins lean to the left.
  void table(const TableRef& root, const TableUse& outside) {
    auto place = outside;
    const auto* next = &root;
    while (const auto* join = std::get_if<Join>(&next->node)) {
      auto right = place;
      right.may_be_missing |= join->kind == Join::Kind::left || join->kind == Join::Kind::full;
      table(*join->right, right);
      expr(join->on, place);
      place.may_be_missing |= join->kind == Join::Kind::right || join->kind == Join::Kind::full;
      next = join->left;
    }
    if (const auto* named = std::get_if<NamedTable>(&next->node)) {
      use(named->name, place);
      for (const auto* argument : named->sample_arguments) expr(argument, place);
      expr(named->sample_seed, place);
    }
    if (const auto* xml = std::get_if<XmlTable>(&next->node)) xml_table(*xml, place);
    if (const auto* subquery = std::get_if<SubqueryTable>(&next->node)) {
      query(*subquery->query, place);
    }
    if (const auto* function = std::get_if<FunctionTable>(&next->node)) {
      for (const auto* call : function->calls) expr(call, place);
    }
  }

  void xml_table(const XmlTable& table, const TableUse& place) {
    for (const auto& space : table.namespaces) expr(space.uri, place);
    expr(table.row, place);
    expr(table.document, place);
    for (const auto& column : table.columns) {
      expr(column.path, place);
      expr(column.default_value, place);
    }
  }

  void use(const QualifiedName& name, const TableUse& place) {
    auto hidden = name.parts.size() == 1 &&
                  std::find(ctes_.begin(), ctes_.end(), name.parts.front().text) != ctes_.end();
    if (hidden) return;
    uses_.push_back(place);
    uses_.back().name = &name;
  }

  // ---- expressions

  void expr(ExprPtr root, const TableUse& outside) {
    if (root == nullptr) return;
    auto place = outside;
    place.in_expression = true;
    auto exprs = std::vector<ExprPtr>{root};
    auto queries = std::vector<QueryPtr>{};
    while (!exprs.empty()) {
      const auto* next = exprs.back();
      exprs.pop_back();
      if (const auto* call = std::get_if<Call>(&next->node)) calls_.push_back(&call->function);
      if (const auto* cast = std::get_if<Cast>(&next->node)) types_.push_back(&cast->type);
      add_parts(*next, exprs, queries);
    }
    for (const auto* inner : queries) query(*inner, place);
  }

  std::vector<TableUse> uses_;
  std::vector<const QualifiedName*> calls_;
  std::vector<const TypeName*> types_;
  std::vector<std::string> ctes_;
};

}  // namespace

auto table_uses(const syntax::Query& query) -> std::vector<TableUse> {
  auto collector = Collector{};
  collector.query(query, {});
  return collector.take();
}

auto table_uses(const syntax::Statement& statement) -> std::vector<TableUse> {
  auto collector = Collector{};
  collector.statement(statement, {});
  return collector.take();
}

auto definition_uses(const syntax::Query& query) -> DefinitionUses {
  auto collector = Collector{};
  collector.query(query, {});
  return collector.take_all();
}

auto definition_uses(const syntax::Expr& expr) -> DefinitionUses {
  auto collector = Collector{};
  collector.expression(expr);
  return collector.take_all();
}

}  // namespace ormc::query
