#include "query/bind_schema_expr.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/query_place_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/check_collations.hpp"
#include "query/inlined_functions.hpp"
#include "query/nullability.hpp"
#include "query/row_views.hpp"
#include "query/volatility.hpp"
#include "query/walk.hpp"

namespace ormc::query {
namespace {

using Use = schema::SchemaExpr::Use;

auto clause_of(Use use) -> Clause {
  switch (use) {
    case Use::column_default:
    case Use::on_update:
    case Use::domain_default:
    case Use::function_default:
      return Clause::schema_default;
    case Use::generated_column:
      return Clause::schema_generated;
    case Use::table_check:
    case Use::domain_check:
      return Clause::schema_check;
    case Use::index_element:
    case Use::predicate:
    case Use::statistics:
    case Use::partition_key:
      return Clause::schema_index;
    case Use::policy:
      return Clause::schema_policy;
    case Use::trigger_when:
      return Clause::schema_trigger;
    case Use::rule_where:
      return Clause::schema_rule;
    case Use::partition_bound:
      return Clause::schema_partition;
  }
  return Clause::schema_default;
}

auto is_condition(Use use) -> bool {
  return use == Use::table_check || use == Use::domain_check || use == Use::predicate ||
         use == Use::policy || use == Use::trigger_when || use == Use::rule_where;
}

auto must_be_immutable(Use use) -> bool {
  return use == Use::generated_column || use == Use::index_element || use == Use::predicate ||
         use == Use::partition_key;
}

/// The module whose names an expression sees without qualification.
auto module_of(const schema::Schema& schema, schema::ExprId id) -> schema::ModuleId {
  const auto& expr = schema.at(id);
  if (expr.model) return schema.at(*expr.model).module;
  if (expr.view) return schema.at(*expr.view).module;
  if (expr.domain) return schema.at(*expr.domain).module;
  for (const auto& function : schema.functions) {
    for (const auto& parameter : function.parameters) {
      if (parameter.default_value == id) return function.module;
    }
  }
  return schema::ModuleId{0};
}

/// What the expression is assigned to, for messages.
auto target_of(const schema::Schema& schema, schema::ExprId id) -> std::string {
  const auto& expr = schema.at(id);
  if (expr.domain) return "the domain `" + schema.at(*expr.domain).name + "`";
  if (expr.view) {
    const auto& view = schema.at(*expr.view);
    for (auto i = std::size_t{0}; i < view.column_defaults.size(); ++i) {
      if (view.column_defaults[i] == id) return "the column `" + view.columns[i].name.text + "`";
    }
  }
  if (expr.model) {
    for (const auto& column : schema.at(*expr.model).columns) {
      if (column.default_value == id || column.generated == id || column.on_update == id) {
        return "the column `" + column.name + "`";
      }
    }
  }
  for (const auto& function : schema.functions) {
    for (const auto& parameter : function.parameters) {
      if (parameter.default_value == id) return "the parameter `" + parameter.name + "`";
    }
  }
  return "it";
}

/// What a column of the table may not be in this use; empty when it may be.
auto forbidden(const schema::Schema& schema,
               const schema::SchemaExpr& use,
               const Unit& unit,
               const Expr& expr) -> std::string {
  const auto is_default =
      clause_of(use.use) == Clause::schema_default || use.use == Use::partition_bound;
  if (const auto* column = std::get_if<ColumnRef>(&expr.node)) {
    const auto& name = unit.at(column->range).columns[column->column].name;
    if (is_default) return "the column `" + name + "`";
    const auto generated = use.model && schema.at(*use.model).columns[column->column].generated;
    if (use.use == Use::generated_column && generated) return "the generated column `" + name + "`";
  }
  if (std::holds_alternative<WholeRow>(expr.node) &&
      (is_default || use.use == Use::generated_column)) {
    return "the whole row";
  }
  if (const auto* system = std::get_if<SystemColumn>(&expr.node)) {
    const auto is_index = clause_of(use.use) == Clause::schema_index;
    const auto is_free = use.use == Use::policy || use.use == Use::rule_where;
    if (!is_free && (is_default || is_index || system->name != "tableoid")) {
      return "the system column `" + system->name + "`";
    }
  }
  return {};
}

/// Reports columns that this use cannot have, and what is not immutable where it must be.
auto check_parts(Binder& binder, const schema::SchemaExpr& use, const Expr& root) -> bool {
  const auto place = std::string{clause_name(clause_of(use.use))};
  auto sound = true;
  walk(root, [&](const Expr& expr) {
    auto what = forbidden(binder.schema(), use, binder.unit(), expr);
    if (what.empty()) return;
    binder.diagnostics().report(expr.span, diagnostics::NotInSchemaExpr{std::move(what), place});
    sound = false;
  });
  if (!must_be_immutable(use.use)) return sound;
  // What a column is generated from the server looks at as it is written.
  const auto is_inlined = [&](const catalog::Function& function) {
    return use.use != Use::generated_column &&
           inlines_to_immutable(binder.schema(), binder.program(), function);
  };
  if (const auto part = find_mutable(binder.catalog(), root, is_inlined)) {
    binder.diagnostics().report(part->span,
                                diagnostics::NotImmutable{part->what, place, part->of_program});
    return false;
  }
  return sound;
}

auto add_range(Binder& binder,
               const Program& program,
               const schema::SchemaExpr& use,
               std::string alias) -> RangeId {
  const auto is_written = !alias.empty();
  if (use.model)
    return binder.add_table(*use.model, std::move(alias), is_written, use.syntax->span);
  return binder.add_range({.alias = std::move(alias),
                           .alias_written = is_written,
                           .column_aliases = {},
                           .source = ViewSource{*use.view},
                           .columns = program.at(*use.view).columns,
                           .span = use.syntax->span});
}

/// The rows that an expression may speak of: of its table or view, or the old and the new one.
void add_ranges(Binder& binder,
                const Program& program,
                const schema::SchemaExpr& use,
                Scope& scope) {
  if ((!use.model && !use.view) || use.use == Use::partition_bound) return;
  if (use.use == Use::trigger_when || use.use == Use::rule_where) {
    for (const auto* name : {"old", "new"}) {
      const auto range = add_range(binder, program, use, name);
      scope.ranges.push_back({range, name, name, false, {}});
    }
    return;
  }
  const auto range = add_range(binder, program, use, {});
  const auto& schema = binder.schema();
  const auto add = [&](const auto& table) {
    scope.ranges.push_back({range, table.name, table.sql_name, true, {}});
  };
  use.model ? add(schema.at(*use.model)) : add(schema.at(*use.view));
}

/// What an expression is assigned to. The type of a view's column is known only here.
auto expected_type(const schema::Schema& schema, const Program& program, schema::ExprId id)
    -> TypeRef {
  const auto& use = schema.at(id);
  if (!use.view || use.use != Use::column_default) return use.expected;
  const auto& defaults = schema.at(*use.view).column_defaults;
  const auto place = std::ranges::find(defaults, std::optional{id}) - defaults.begin();
  const auto& columns = program.at(*use.view).columns;
  const auto index = static_cast<std::size_t>(place);
  return index < columns.size() ? columns[index].type : TypeRef{error_type};
}

auto bind_for(Binder& binder, const Program& program, Scope& scope, schema::ExprId id) -> ExprPtr {
  const auto& use = binder.schema().at(id);
  if (is_condition(use.use)) {
    return binder.bind_condition(*use.syntax, scope, clause_name(scope.clause));
  }
  auto* expr = binder.bind_expr(*use.syntax, scope);
  const auto expected = expected_type(binder.schema(), program, id);
  if (expected.oid == error_type) {
    binder.resolve_unknown(expr);
    return expr;
  }
  return binder.coerce(
      expr, expected, catalog::CoercionContext::assignment, target_of(binder.schema(), id));
}

/// Whether an expression may speak of views, which are bound after what tables are made of.
auto is_late(const schema::Schema& schema, const RowViews& row_views, schema::ExprId id) -> bool {
  const auto& expr = schema.at(id);
  if (expr.view || expr.use == Use::policy || expr.use == Use::rule_where) return true;
  if (expr.syntax == nullptr) return false;
  if (expr.model && !views_of_rows(schema, schema.at(*expr.model).row_type).empty()) return true;
  return !row_views.of(module_of(schema, id), definition_uses(*expr.syntax)).empty() ||
         !views_of_rows(schema, expr.expected.oid).empty();
}

}  // namespace

auto bind_schema_expr(const schema::Schema& schema,
                      schema::ExprId id,
                      const Program& program,
                      diagnostics::Diagnostics& diagnostics) -> BoundExpr {
  const auto& use = schema.at(id);
  auto bound = BoundExpr{std::make_unique<Unit>(), nullptr};
  if (use.syntax == nullptr) return bound;
  const auto errors_before = diagnostics.error_count();
  auto binder = Binder{schema, module_of(schema, id), program, *bound.unit, diagnostics};
  auto scope = Scope{};
  scope.clause = clause_of(use.use);
  add_ranges(binder, program, use, scope);
  if (use.use == Use::domain_check) scope.domain_value = schema.at(*use.domain).base;
  auto* expr = bind_for(binder, program, scope, id);
  if (is_error(*expr) || !check_parts(binder, use, *expr)) return bound;
  if (diagnostics.error_count() > errors_before) return bound;
  check_collations(schema, program, *bound.unit, *expr, diagnostics);
  if (diagnostics.error_count() > errors_before) return bound;
  infer_nullability(schema, *bound.unit, *expr);
  bound.expr = expr;
  return bound;
}

namespace {

/// Binds the defaults of functions' parameters. Calls take the types of polymorphic parameters from
/// them, those in other defaults too: what fails is tried again as long as others do not.
void bind_defaults(const schema::Schema& schema,
                   std::vector<schema::ExprId> pending,
                   Program& program,
                   diagnostics::Diagnostics& diagnostics) {
  const auto bind = [&](schema::ExprId id, diagnostics::Diagnostics& out) {
    program.schema_exprs[static_cast<std::size_t>(id)] = bind_schema_expr(schema, id, program, out);
  };
  auto before = std::size_t{0};
  do {
    before = pending.size();
    std::erase_if(pending, [&](schema::ExprId id) {
      auto trial = diagnostics::Diagnostics{};
      bind(id, trial);
      if (trial.has_errors()) return false;
      bind(id, diagnostics);  // for its warnings
      return true;
    });
  } while (pending.size() < before && !pending.empty());
  for (const auto id : pending) bind(id, diagnostics);
}

}  // namespace

void bind_schema_exprs(const schema::Schema& schema,
                       Program& program,
                       diagnostics::Diagnostics& diagnostics) {
  auto defaults = std::vector<schema::ExprId>{};
  auto others = std::vector<schema::ExprId>{};
  const auto row_views = RowViews{schema};
  for (auto i = std::size_t{0}; i < schema.exprs.size(); ++i) {
    program.schema_exprs.push_back({std::make_unique<Unit>(), nullptr});
    const auto id = static_cast<schema::ExprId>(i);
    if (is_late(schema, row_views, id)) continue;
    (schema.at(id).use == Use::function_default ? defaults : others).push_back(id);
  }
  bind_defaults(schema, std::move(defaults), program, diagnostics);
  for (const auto id : others) {
    program.schema_exprs[static_cast<std::size_t>(id)] =
        bind_schema_expr(schema, id, program, diagnostics);
  }
}

void bind_late_schema_exprs(const schema::Schema& schema,
                            Program& program,
                            diagnostics::Diagnostics& diagnostics) {
  const auto row_views = RowViews{schema};
  for (auto i = std::size_t{0}; i < schema.exprs.size(); ++i) {
    const auto id = static_cast<schema::ExprId>(i);
    if (!is_late(schema, row_views, id)) continue;
    program.schema_exprs[i] = bind_schema_expr(schema, id, program, diagnostics);
  }
}

}  // namespace ormc::query
