#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "catalog/resolve_operator.hpp"
#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "diagnostics/select_diagnostics.hpp"
#include "diagnostics/sql_diagnostics.hpp"
#include "diagnostics/write_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_name.hpp"
#include "query/bind_statement.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

/// The `name` of `a.name`.
auto column_behind(const syntax::AssignmentTarget& target) -> std::optional<std::string> {
  if (target.indirection.empty()) return std::nullopt;
  const auto* field = std::get_if<syntax::FieldSelection>(&target.indirection.front()->node);
  if (field == nullptr || !field->field) return std::nullopt;
  return field->field->text;
}

/// The column of a view that a written name means as a target.
auto find_target_column(Binder& binder,
                        const WriteTarget& view,
                        const ViewWrites& writes,
                        const syntax::AssignmentTarget& target) -> std::optional<ColumnIndex> {
  const auto& name = target.column;
  const auto member = find_member(binder, view.range, name);
  const auto* column = member ? std::get_if<ColumnMember>(&*member) : nullptr;
  if (column == nullptr) {
    binder.diagnostics().report(
        name.span,
        diagnostics::UnknownTargetColumn{
            view.name, name.text, member_names(binder, view.range), column_behind(target)});
    return std::nullopt;
  }
  if (writes.table && !writes.columns[column->column]) {
    binder.diagnostics().report(name.span, diagnostics::ComputedViewColumn{view.name, name.text});
    return std::nullopt;
  }
  return column->column;
}

/// The column that a written name means as a target: its own, or that of a to-one relation.
auto find_target_column(Binder& binder, schema::ModelId id, const syntax::AssignmentTarget& target)
    -> std::optional<schema::ColumnIndex> {
  const auto& schema = binder.schema();
  const auto& name = target.column;
  const auto& model = schema.at(id);
  auto field = schema::find_field(schema, id, name);
  if (!field && schema::is_failed_field(model, name)) return std::nullopt;
  if (!field) {
    binder.diagnostics().report(
        name.span,
        diagnostics::UnknownTargetColumn{
            model.name, name.text, schema::field_names(schema, id), column_behind(target)});
    return std::nullopt;
  }
  if (field->index() == 0) return std::get<0>(*field).second;
  const auto& relation = model.relations[std::get<1>(*field).second];
  if (relation.kind == schema::Relation::Kind::to_one && relation.local_columns.size() == 1) {
    return relation.local_columns.front();
  }
  auto reason = std::string{"it has no column in this table"};
  if (relation.kind == schema::Relation::Kind::to_one) {
    reason = "its key has several columns, assign them one by one";
  }
  binder.diagnostics().report(name.span, diagnostics::RelationAsColumn{relation.name, reason});
  return std::nullopt;
}

/// Binds what stands behind a target's column: `address.city`, `tags[1]`, `meta['a']`.
class IndirectionBinder {
 public:
  IndirectionBinder(Binder& binder, Scope& scope, BoundTarget& target)
      : binder_(binder), scope_(scope), target_(target) {}

  /// False when a step does not fit; that is reported.
  auto bind(const std::vector<syntax::ExprPtr>& steps) -> bool {
    auto i = std::size_t{0};
    while (i < steps.size()) {
      if (const auto* field = std::get_if<syntax::FieldSelection>(&steps[i]->node)) {
        if (!bind_field(*field, steps[i]->span)) return false;
        ++i;
        continue;
      }
      auto first = i;
      while (i < steps.size() && std::holds_alternative<syntax::Subscript>(steps[i]->node)) ++i;
      if (i == first || !bind_subscripts({steps.begin() + static_cast<std::ptrdiff_t>(first),
                                          steps.begin() + static_cast<std::ptrdiff_t>(i)})) {
        return false;
      }
    }
    return true;
  }

 private:
  auto bind_field(const syntax::FieldSelection& step, Span span) -> bool {
    if (!step.field) return false;
    auto fields = binder_.catalog().fields(target_.type.oid);
    auto names = std::vector<std::string>{};
    for (const auto& field : fields) names.emplace_back(field.name);
    auto found = find_name(*step.field, names);
    if (!found) {
      binder_.diagnostics().report(span,
                                   diagnostics::UnknownCompositeField{
                                       step.field->text,
                                       binder_.type_name(target_.type),
                                       diagnostics::nearest(step.field->text, std::span{names}),
                                       names});
      return false;
    }
    target_.type = fields[*found].type;
    push(span, FieldSelection{nullptr, names[*found], static_cast<ColumnIndex>(*found)});
    return true;
  }

  /// Subscripts in a row are one access: an element, or with a slice among them an array again.
  auto bind_subscripts(const std::vector<syntax::ExprPtr>& steps) -> bool {
    auto container = target_.type;
    auto is_slice = std::any_of(steps.begin(), steps.end(), [](syntax::ExprPtr step) {
      return std::get<syntax::Subscript>(step->node).slice;
    });
    const auto& catalog = binder_.catalog();
    const auto element = catalog.subscript_result(container.oid);
    const auto base = catalog.base_type(container.oid);
    const auto is_keyed = catalog.type(base).subscripting == catalog::Subscripting::keyed;
    // Of the types with keys only documents nest.
    const auto is_too_deep = is_keyed && base != oid::jsonb && steps.size() > 1;
    using Missing = diagnostics::NotSubscriptable::Missing;
    if (element == catalog::no_oid || (is_keyed && is_slice) || is_too_deep) {
      binder_.diagnostics().report(
          (is_too_deep ? steps[1] : steps.front())->span,
          diagnostics::NotSubscriptable{
              binder_.type_name(is_too_deep ? TypeRef{element} : container),
              is_slice ? Missing::slices : Missing::elements});
      return false;
    }
    target_.type = is_slice ? binder_.catalog().base_type(container) : TypeRef{element};
    for (const auto* step : steps) {
      const auto& subscript = std::get<syntax::Subscript>(step->node);
      push(step->span,
           Subscript{nullptr,
                     subscript.slice,
                     bind_index(subscript.lower, base),
                     bind_index(subscript.upper, base)});
    }
    return true;
  }

  /// A key is text; of a document an integer is one, too.
  auto bind_index(syntax::ExprPtr index, Oid container) -> ExprPtr {
    if (index == nullptr) return nullptr;
    auto* bound = binder_.bind_expr(*index, scope_);
    const auto is_keyed =
        binder_.catalog().type(container).subscripting == catalog::Subscripting::keyed;
    const auto integer = TypeRef{oid::int4, -1};
    const auto is_document = container == oid::jsonb;
    const auto is_number = is_document && bound->type.oid != oid::unknown &&
                           coerces(binder_, *bound, integer, catalog::CoercionContext::implicit);
    const auto wanted = is_keyed && !is_number ? TypeRef{oid::text, -1} : integer;
    const auto context =
        is_document ? catalog::CoercionContext::implicit : catalog::CoercionContext::assignment;
    return binder_.coerce(bound, wanted, context, "the subscript");
  }

  template <class Node>
  void push(Span span, Node node) {
    target_.target.indirection.push_back(
        binder_.make({.span = span, .type = target_.type, .node = std::move(node)}));
  }

  Binder& binder_;
  Scope& scope_;
  BoundTarget& target_;
};

/// Binds the set clause of one update. As the server does, all values are bound before the first is
/// given the type of its column.
class AssignmentBinder {
 public:
  AssignmentBinder(Binder& binder, const WriteTarget& target, Scope& scope)
      : binder_(binder), target_(target), scope_(scope) {}

  auto bind(const std::vector<syntax::Assignment>& assignments) -> std::vector<Assignment> {
    auto guard = ClauseGuard{scope_, Clause::update_value};
    for (const auto& assignment : assignments) bind_value(assignment);
    for (auto& pending : pending_) finish(pending);
    check_targets_once(binder_, target_, targets_);
    add_implied();
    return std::move(bound_);
  }

 private:
  struct Pending {
    const syntax::Assignment* syntax;
    ExprPtr value;
    std::optional<PartId> part;
  };

  void bind_value(const syntax::Assignment& assignment) {
    auto part = binder_.part();
    if (assignment.optional) part = binder_.add_part(assignment.span);
    const auto guard = PartGuard{binder_, part};
    const auto* row = std::get_if<syntax::RowConstructor>(&assignment.value->node);
    auto* value = assignment.row && row != nullptr ? bind_row(*row, assignment.value->span)
                                                   : bind_single(assignment);
    pending_.push_back({&assignment, value, assignment.optional ? part : std::nullopt});
  }

  auto bind_row(const syntax::RowConstructor& row, Span span) -> ExprPtr {
    auto elements = bind_assigned(binder_, row.elements, scope_);
    return binder_.make(
        {.span = span, .type = {oid::record}, .node = Row{std::move(elements), row.is_explicit}});
  }

  auto bind_single(const syntax::Assignment& assignment) -> ExprPtr {
    const auto* subquery = std::get_if<syntax::ScalarSubquery>(&assignment.value->node);
    if (assignment.row && subquery == nullptr) {
      binder_.diagnostics().report(assignment.value->span, diagnostics::UnsplittableRow{});
      return binder_.error(assignment.value->span);
    }
    if (!assignment.row) {
      auto is_default = std::holds_alternative<syntax::DefaultValue>(assignment.value->node);
      return is_default ? bind_assigned(binder_, {assignment.value}, scope_).front()
                        : binder_.bind_expr(*assignment.value, scope_);
    }
    auto* query = binder_.bind_query(*subquery->query, &scope_);
    return binder_.make(
        {.span = assignment.value->span, .type = {oid::record}, .node = ScalarSubquery{query}});
  }

  // ---- the types of the columns

  void finish(const Pending& pending) {
    auto assignment = Assignment{};
    assignment.value = pending.value;
    assignment.part = pending.part;
    const auto guard = PartGuard{binder_, pending.part ? pending.part : binder_.part()};
    assignment.row = pending.syntax->row;
    auto targets = std::vector<BoundTarget>{};
    for (const auto& written : pending.syntax->targets) {
      auto target = bind_assignment_target(binder_, written, target_, scope_);
      if (!target) return;
      targets.push_back(std::move(*target));
    }
    auto values = split(pending, targets.size());
    if (!values) return;
    for (auto i = std::size_t{0}; i < targets.size(); ++i) {
      check_assignable(targets[i], *(*values)[i]);
      check_default(binder_, target_, targets[i], *(*values)[i]);
      coerce_to_target(binder_, (*values)[i], targets[i]);
      assignment.targets.push_back(targets[i].target);
    }
    if (pending.part && pending.value->type.oid != error_type) binder_.check_part(*pending.part);
    targets_.insert(targets_.end(), targets.begin(), targets.end());
    bound_.push_back(std::move(assignment));
  }

  /// The value of each target: itself, the elements of a row, stand-ins for a subquery's columns.
  auto split(const Pending& pending, std::size_t count) -> std::optional<std::vector<ExprPtr>> {
    if (!pending.syntax->row) return std::vector{pending.value};
    auto values = std::vector<ExprPtr>{};
    if (const auto* row = std::get_if<Row>(&pending.value->node)) {
      values = row->elements;
    } else if (const auto* subquery = std::get_if<ScalarSubquery>(&pending.value->node)) {
      for (const auto& column : subquery->query->columns) {
        values.push_back(binder_.make(
            {.span = pending.value->span, .type = column.type, .node = DefaultValue{}}));
      }
    } else if (pending.value->type.oid == error_type) {
      return std::nullopt;
    } else {
      values.push_back(pending.value);
    }
    if (values.size() == count) return values;
    binder_.diagnostics().report(
        pending.value->span,
        diagnostics::ColumnCountMismatch{"the assigned row", count, values.size()});
    return std::nullopt;
  }

  void check_assignable(const BoundTarget& target, const Expr& value) {
    const auto* column = stored_column(binder_, target_, target.target.column);
    if (column == nullptr) return;
    auto is_identity = column->identity == schema::Column::Identity::always;
    if (is_default(value) || (!is_identity && !column->generated)) return;
    binder_.diagnostics()
        .report(target.span, diagnostics::UnassignableColumn{column->name, is_identity, true})
        .label(column->span, "declared here");
  }

  // ---- @on_update and @version

  void add_implied() {
    const auto model = target_.model();
    if (!model) return;  // the application's columns are those of models
    const auto& columns = binder_.schema().at(*model).columns;
    for (auto i = schema::ColumnIndex{0}; i < columns.size(); ++i) {
      if (!columns[i].version && !columns[i].on_update) continue;
      auto written = std::find_if(bound_.begin(), bound_.end(), [&](const auto& assignment) {
        return sets(assignment, i);
      });
      if (written == bound_.end()) {
        add_implied(i, std::nullopt);
      } else if (written->part) {
        for (auto part : absences(*written->part)) add_implied(i, part);
      }
    }
  }

  auto declared(schema::ColumnIndex index) const -> const schema::Column& {
    return *stored_column(binder_, target_, index);
  }

  static auto sets(const Assignment& assignment, schema::ColumnIndex column) -> bool {
    return std::any_of(assignment.targets.begin(),
                       assignment.targets.end(),
                       [&](const auto& target) { return target.column == column; });
  }

  /// Parts of which one is there when `part` is not.
  auto absences(PartId part) -> std::vector<PartId> {
    auto parts = std::vector<PartId>{};
    auto given = std::vector<Requirement>{};
    const auto needed = binder_.unit().at(part).requirements;
    for (const auto& requirement : needed) {
      auto requirements = given;
      requirements.push_back({Requirement::Kind::absent, requirement.parameter});
      parts.push_back(binder_.add_part(binder_.unit().at(part).span, std::move(requirements)));
      given.push_back(requirement);
    }
    return parts;
  }

  void add_implied(schema::ColumnIndex index, std::optional<PartId> part) {
    const auto& column = declared(index);
    auto* value = column.version ? next_version(index) : bind_on_update(index, *column.on_update);
    bound_.push_back({{AssignmentTarget{index, {}}}, value, true, part});
  }

  auto next_version(schema::ColumnIndex index) -> ExprPtr {
    auto span = declared(index).span;
    auto* current = binder_.column(target_.range, index, span);
    auto* one = binder_.make({.span = span,
                              .type = {oid::int4},
                              .nullable = false,
                              .node = Constant{syntax::Literal::Kind::integer, "1", {}}});
    auto resolution = catalog::resolve_binary_operator(
        binder_.catalog(), {.schema = {}, .name = "+"}, current->type.oid, oid::int4);
    const auto* plus = std::get_if<catalog::ResolvedOperator>(&resolution);
    if (plus == nullptr) return binder_.error(span);
    return binder_.make({.span = span,
                         .type = {plus->result},
                         .node = OperatorCall{plus->op, false, current, one}});
  }

  auto bind_on_update(schema::ColumnIndex index, schema::ExprId id) -> ExprPtr {
    auto scope = Scope{};
    scope.clause = Clause::update_value;
    auto* value = binder_.bind_expr(*binder_.schema().at(id).syntax, scope);
    auto target = column_target(binder_, target_, index, value->span);
    coerce_to_target(binder_, value, target);
    return value;
  }

  Binder& binder_;
  const WriteTarget& target_;
  Scope& scope_;
  std::vector<Pending> pending_;
  std::vector<BoundTarget> targets_;
  std::vector<Assignment> bound_;
};

}  // namespace

auto bind_assignment_target(Binder& binder,
                            const syntax::AssignmentTarget& target,
                            const WriteTarget& table,
                            Scope& scope) -> std::optional<BoundTarget> {
  const auto* view = table.view();
  auto column = view != nullptr ? find_target_column(binder, table, *view, target)
                                : find_target_column(binder, *table.model(), target);
  if (!column) return std::nullopt;
  auto bound = column_target(binder, table, *column, target.span);
  if (!IndirectionBinder{binder, scope, bound}.bind(target.indirection)) return std::nullopt;
  return bound;
}

auto column_target(const Binder& binder, const WriteTarget& table, ColumnIndex column, Span span)
    -> BoundTarget {
  const auto& of_range = binder.unit().at(table.range).columns[column];
  return {{column, {}}, of_range.type, of_range.name, span};
}

void check_targets_once(Binder& binder,
                        const WriteTarget& table,
                        std::span<const BoundTarget> targets) {
  const auto stored = [&](const BoundTarget& target) {
    const auto column = target.target.column;
    return table.table() ? table.stored(column).value_or(column) : column;
  };
  for (auto second = targets.begin(); second != targets.end(); ++second) {
    auto first = std::find_if(targets.begin(), second, [&](const BoundTarget& other) {
      return stored(other) == stored(*second) &&
             (other.target.indirection.empty() || second->target.indirection.empty());
    });
    if (first == second) continue;
    binder.diagnostics()
        .report(second->span, diagnostics::DuplicateAssignment{second->name})
        .label(first->span, "first here");
  }
}

void coerce_to_target(Binder& binder, ExprPtr value, const BoundTarget& target) {
  if (is_default(*value)) {
    value->type = target.type;
    return;
  }
  binder.coerce(
      value, target.type, catalog::CoercionContext::assignment, "column `" + target.name + "`");
}

auto bind_assigned(Binder& binder, const std::vector<syntax::ExprPtr>& exprs, Scope& scope)
    -> std::vector<ExprPtr> {
  auto values = std::vector<ExprPtr>{};
  for (const auto* expr : exprs) {
    if (std::holds_alternative<syntax::DefaultValue>(expr->node)) {
      values.push_back(
          binder.make({.span = expr->span, .type = {oid::unknown}, .node = DefaultValue{}}));
      continue;
    }
    auto bound = ExprBinder{binder, scope}.bind_list({expr});
    values.insert(values.end(), bound.begin(), bound.end());
  }
  return values;
}

auto is_default(const Expr& value) -> bool {
  return std::holds_alternative<DefaultValue>(value.node) && value.type.oid == oid::unknown;
}

void check_default(Binder& binder,
                   const WriteTarget& table,
                   const BoundTarget& target,
                   const Expr& value) {
  if (!is_default(value)) return;
  if (!target.target.indirection.empty()) {
    binder.diagnostics().report(value.span, diagnostics::MisplacedDefault{});
    return;
  }
  if (!is_required(binder, table, target.target.column)) return;
  report_required(binder, {*table.model(), {target.target.column}, {}}, value.span);
}

auto is_required(const Binder& binder, const WriteTarget& table, ColumnIndex column) -> bool {
  const auto model = table.model();
  if (!model) return false;
  const auto& declared = binder.schema().at(*model).columns[column];
  return !declared.nullable && !has_default(binder.schema(), declared);
}

void report_required(Binder& binder, const MissingColumns& missing, Span span) {
  const auto& declared = binder.schema().at(missing.model);
  auto what = diagnostics::MissingRequiredColumn{declared.name, {}, missing.implied};
  for (auto column : missing.columns) what.columns.push_back(declared.columns[column].name);
  auto& diagnostic = binder.diagnostics().report(span, what);
  for (auto column : missing.columns)
    diagnostic.label(declared.columns[column].span, "declared here");
}

auto bind_assignments(Binder& binder,
                      const std::vector<syntax::Assignment>& assignments,
                      const WriteTarget& target,
                      Scope& scope) -> std::vector<Assignment> {
  return AssignmentBinder{binder, target, scope}.bind(assignments);
}

auto has_default(const schema::Schema& schema, const schema::Column& column) -> bool {
  if (column.has_default()) return true;
  auto object = schema::find_object(schema, column.type.oid);
  if (!object) return false;
  const auto* domain = std::get_if<schema::DomainId>(&*object);
  return domain != nullptr && schema.at(*domain).default_value.has_value();
}

}  // namespace ormc::query
