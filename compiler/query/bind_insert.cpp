#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/select_diagnostics.hpp"
#include "diagnostics/write_diagnostics.hpp"
#include "query/batch_columns.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_rows.hpp"

namespace ormc::query {
namespace {

/// Binds one insert: target, columns, source, conflict clause, returning.
class InsertBinder {
 public:
  InsertBinder(Binder& binder, const syntax::Insert& syntax, Scope* outer)
      : binder_(binder), syntax_(syntax), scope_(own_scope_) {
    own_scope_.outer = outer;
  }
  /// A branch of merge, in a scope that is there already.
  InsertBinder(Binder& binder,
               const syntax::Insert& syntax,
               const WriteTarget& target,
               Scope& scope)
      : binder_(binder), syntax_(syntax), scope_(scope), table_(target) {}

  auto bind() -> std::optional<Statement> {
    auto insert = Insert{};
    if (syntax_.with) insert.with = bind_with(binder_, *syntax_.with, scope_);
    auto target = bind_target(binder_, {syntax_.table, syntax_.alias, WriteKind::insert});
    if (!target) return std::nullopt;
    table_ = *target;
    insert.target = target->range;
    insert.overriding = syntax_.overriding;
    bind_columns();
    std::visit([&](const auto& source) { bind_source(source, insert); }, syntax_.source);
    for (const auto& column : targets_) insert.columns.push_back(column.target);
    check_targets_once(binder_, table(), targets_);
    if (complete_) check_required();
    if (syntax_.on_conflict && can_conflict()) {
      insert.on_conflict = bind_on_conflict(binder_, *syntax_.on_conflict, *target, scope_, insert);
    }
    scope_.ranges.push_back(target->visible);
    scope_.unjoinable = target->range;
    auto returning = bind_returning(binder_, syntax_.returning, *target, scope_);
    insert.returning = std::move(returning.items);
    return Statement{
        {}, std::move(insert), std::move(returning.columns), std::move(returning.shape)};
  }

  auto bind_row() -> InsertedRow {
    auto insert = Insert{};
    bind_columns();
    std::visit([&](const auto& source) { bind_source(source, insert); }, syntax_.source);
    check_targets_once(binder_, table(), targets_);
    if (complete_) check_required();
    auto row = InsertedRow{};
    for (const auto& column : targets_) row.columns.push_back(column.target);
    if (const auto* query = std::get_if<QueryPtr>(&insert.source)) {
      row.values = std::get<Values>((*query)->body).rows.front();
    }
    return row;
  }

 private:
  auto table() const -> const WriteTarget& { return *table_; }
  auto table_columns() const -> const std::vector<RangeColumn>& {
    return binder_.unit().at(table().range).columns;
  }

  /// A trigger or rule has no keys that rows could be in the way of.
  auto can_conflict() -> bool {
    if (table().table()) return true;
    binder_.diagnostics().report(
        syntax_.on_conflict->span,
        diagnostics::UnavailableForView{
            table().name, "on conflict", "insert into the table under it"});
    return false;
  }

  // ---- columns

  void bind_columns() {
    for (const auto& column : syntax_.columns) {
      auto target = bind_assignment_target(binder_, column, table(), scope_);
      if (target) {
        targets_.push_back(std::move(*target));
      } else {
        complete_ = false;
      }
    }
  }

  /// Without a column list the values are for the first columns, in the order of the model.
  void take_first_columns(std::size_t count) {
    if (!syntax_.columns.empty()) return;
    for (auto i = ColumnIndex{0}; i < std::min(count, table_columns().size()); ++i) {
      if (!is_stored(i)) continue;
      targets_.push_back(column_target(binder_, table(), i, syntax_.table.span));
    }
  }

  /// A column that a view computes takes no value.
  auto is_stored(ColumnIndex column) const -> bool {
    const auto* view = table().view();
    return view == nullptr || !view->table || view->columns[column].has_value();
  }

  void check_required() {
    auto missing = std::vector<schema::ColumnIndex>{};
    if (table().view() != nullptr) return check_view_defaults(*table().view());
    for (auto i = ColumnIndex{0}; i < table_columns().size(); ++i) {
      auto is_set = std::any_of(targets_.begin(), targets_.end(), [&](const BoundTarget& target) {
        return target.target.column == i;
      });
      if (!is_set && is_required(binder_, table(), i)) missing.push_back(i);
    }
    if (missing.empty()) return;
    auto implied = syntax_.columns.empty() ? target_names() : std::vector<std::string>{};
    report_required(binder_, {*table().model(), missing, std::move(implied)}, syntax_.table.span);
  }

  // ---- values

  void bind_source(const syntax::QueryPtr& source, Insert& insert) {
    const auto* values = std::get_if<syntax::Values>(&source->body);
    auto is_plain = values != nullptr && !source->with && source->order_by.empty() &&
                    source->limit == nullptr && source->offset == nullptr &&
                    source->locking.empty() && source->page_after == nullptr;
    insert.source = is_plain ? bind_rows(*values, source->span) : bind_select(*source);
  }

  /// Each row is bound and then given the types of the columns, before the next one is.
  auto bind_rows(const syntax::Values& syntax, Span span) -> QueryPtr {
    auto guard = ClauseGuard{scope_, Clause::insert_value};
    auto values = Values{};
    for (const auto& row : syntax.rows) {
      auto bound = bind_assigned(binder_, row, scope_);
      if (values.rows.empty()) take_first_columns(bound.size());
      if (has_batch(row)) complete_ = false;  // which is reported
      bind_row_types(bound, row.empty() ? span : row.front()->span.to(row.back()->span));
      values.rows.push_back(std::move(bound));
    }
    auto query = Query{};
    query.span = span;
    query.columns = value_columns();
    query.body = std::move(values);
    return binder_.unit().arena.make(std::move(query));
  }

  /// `values ($rows)`: a batch where a value is to be. It says nothing about how many there are.
  auto has_batch(const std::vector<syntax::ExprPtr>& row) const -> bool {
    return std::ranges::any_of(row, [&](const syntax::Expr* value) {
      const auto* parameter = std::get_if<syntax::Parameter>(&value->node);
      return parameter != nullptr &&
             std::ranges::any_of(binder_.parameters(), [&](const ParameterState& state) {
               return state.batch && state.name == parameter->name.text;
             });
    });
  }

  void bind_row_types(const std::vector<ExprPtr>& row, Span span) {
    if (row.size() != targets_.size()) return report_count(row.size(), span);
    for (auto i = std::size_t{0}; i < row.size(); ++i) {
      check_assignable(targets_[i], is_default(*row[i]));
      check_default(binder_, table(), targets_[i], *row[i]);
      coerce_to_target(binder_, row[i], targets_[i]);
    }
  }

  auto value_columns() const -> std::vector<ResultColumn> {
    auto columns = std::vector<ResultColumn>{};
    for (const auto& target : targets_) {
      const auto name = "column" + std::to_string(columns.size() + 1);
      columns.push_back({name, name, target.type});
    }
    return columns;
  }

  auto all_columns() const -> std::vector<std::string> {
    auto names = std::vector<std::string>{};
    for (const auto& column : table_columns()) names.push_back(column.name);
    return names;
  }

  auto target_names() const -> std::vector<std::string> {
    auto names = std::vector<std::string>{};
    for (const auto& target : targets_) names.push_back(target.name);
    return names;
  }

  void report_count(std::size_t values, Span span) {
    auto columns = syntax_.columns.empty() ? all_columns() : target_names();
    if (complete_) {
      binder_.diagnostics().report(span, diagnostics::InsertCount{std::move(columns), values});
    }
    complete_ = false;
  }

  /// Identities that are `always` need overriding, generated columns take nothing but `default`.
  void check_assignable(const BoundTarget& target, bool is_default) {
    if (is_default && !has_own_default(target.target.column)) return;
    const auto* column = stored_column(binder_, table(), target.target.column);
    if (column != nullptr) refuse_value(*column, target.span, is_default);
  }

  void refuse_value(const schema::Column& column, Span span, bool is_default) {
    auto is_identity = column.identity == schema::Column::Identity::always &&
                       syntax_.overriding == syntax::Insert::Overriding::none;
    if (!is_identity && !column.generated) return;
    binder_.diagnostics()
        .report(span, diagnostics::UnassignableColumn{column.name, is_identity, false, is_default})
        .label(column.span, "declared here");
  }

  /// A view's default is a value like others to the table under it.
  auto has_own_default(ColumnIndex column) const -> bool {
    const auto* view = table().view();
    return view != nullptr && view->table && view->own_defaults[column];
  }

  void check_view_defaults(const ViewWrites& view) {
    if (!view.table) return;
    for (auto i = ColumnIndex{0}; i < view.columns.size(); ++i) {
      const auto is_set = std::ranges::any_of(
          targets_, [&](const BoundTarget& target) { return target.target.column == i; });
      const auto* column = stored_column(binder_, table(), i);
      if (!is_set && has_own_default(i) && column != nullptr) {
        refuse_value(*column, syntax_.table.span, true);
      }
    }
  }

  // ---- select

  auto bind_select(const syntax::Query& syntax) -> QueryPtr {
    const auto errors = binder_.diagnostics().error_count();
    auto* query = bind_query_part(binder_, syntax, &scope_, Unknowns::stay);
    take_first_columns(query->columns.size());
    if (binder_.diagnostics().error_count() > errors)
      complete_ = false;  // it may have other columns
    if (query->columns.size() != targets_.size()) {
      report_count(query->columns.size(), syntax.span);
      return query;
    }
    for (auto i = std::size_t{0}; i < targets_.size(); ++i) {
      check_assignable(targets_[i], false);
      auto* value = select_value(*query, i);
      coerce_to_target(binder_, value, targets_[i]);
      query->columns[i].type = value->type;
    }
    return query;
  }

  /// An untyped literal or parameter of the select list takes the type of the column; anything else
  /// has its type, and a node stands in for it.
  auto select_value(const Query& query, std::size_t i) -> ExprPtr {
    const auto* select = std::get_if<Select>(&query.body);
    auto type = query.columns[i].type;
    if (select != nullptr && type.oid == catalog::oid::unknown) {
      auto* expr = select->items[i].expr;
      const auto* collate = std::get_if<Collate>(&expr->node);
      const auto is_parameter =
          collate != nullptr && std::holds_alternative<Parameter>(collate->operand->node);
      if (!is_parameter) return expr;
      // The server converts the text that it gives, and the parameter has no type.
      type = {catalog::oid::text, -1};
    }
    auto span = select != nullptr ? select->items[i].span : query.span;
    return binder_.make({.span = span, .type = type, .node = DefaultValue{}});
  }

  // ---- default values, and a batch of rows

  void bind_source(const syntax::DefaultValues&, Insert& insert) {
    insert.source = DefaultValues{};
  }

  void bind_source(const syntax::BatchRows& rows, Insert& insert) {
    if (syntax_.columns.empty()) take_settable_columns();
    for (const auto& target : targets_) check_batch_column(target);
    auto batch = Batch{};
    if (complete_) batch.parameters = use_batch(binder_, rows.parameter, batch_columns());
    insert.source = std::move(batch);
  }

  /// Without a column list a row has all columns but those that only the database sets.
  void take_settable_columns() {
    for (auto i = ColumnIndex{0}; i < table_columns().size(); ++i) {
      const auto* column = stored_column(binder_, table(), i);
      if (column != nullptr &&
          (column->generated || column->identity != schema::Column::Identity::none)) {
        continue;
      }
      if (is_stored(i)) targets_.push_back(column_target(binder_, table(), i, syntax_.table.span));
    }
  }

  /// What travels in arrays of its type, or is one.
  void check_batch_column(const BoundTarget& target) {
    check_assignable(target, false);
    const auto& catalog = binder_.catalog();
    if (is_flattened(catalog, target.type.oid) ||
        catalog.array_of(target.type.oid) != catalog::no_oid) {
      return;
    }
    binder_.diagnostics().report(
        target.span,
        diagnostics::ImpossibleTogether{
            "a batch cannot have the column `" + target.name +
                "`: its rows travel as one array a column, and there are no arrays of `" +
                binder_.type_name(target.type) + "`",
            "insert drafts with `insert_many`, or run the query for each row in one pipeline"});
    complete_ = false;
  }

  /// In the order that `batch_columns` of `query/batch_columns.hpp` expects.
  auto batch_columns() const -> std::vector<BatchColumn> {
    auto columns = std::vector<BatchColumn>{};
    const auto& catalog = binder_.catalog();
    for (const auto& target : targets_) {
      const auto nullable = table_columns()[target.target.column].nullable;
      if (!is_flattened(catalog, target.type.oid)) {
        const auto array = catalog.array_of(target.type.oid);
        columns.push_back({target.name, {array, target.type.modifier}, nullable});
        continue;
      }
      const auto array = catalog.base_type(target.type.oid);
      columns.push_back({target.name, {array, target.type.modifier}, nullable});
      columns.push_back({target.name + ".rows", {catalog::oid::int4_array}, false});
      columns.push_back({target.name + ".filled", {catalog::oid::bool_array}, false});
    }
    return columns;
  }

  Binder& binder_;
  const syntax::Insert& syntax_;
  Scope own_scope_;
  Scope& scope_;
  std::optional<WriteTarget> table_;
  std::vector<BoundTarget> targets_;
  bool complete_ = true;  // the columns and their number are sound
};

}  // namespace

auto bind_insert(Binder& binder, const syntax::Insert& insert, Scope* outer)
    -> std::optional<Statement> {
  return InsertBinder{binder, insert, outer}.bind();
}

auto bind_inserted_row(Binder& binder,
                       const syntax::Insert& insert,
                       const WriteTarget& target,
                       Scope& scope) -> InsertedRow {
  return InsertBinder{binder, insert, target, scope}.bind_row();
}

}  // namespace ormc::query
