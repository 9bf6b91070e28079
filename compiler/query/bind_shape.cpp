#include "query/bind_shape.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "diagnostics/shape_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_join.hpp"
#include "query/bind_name.hpp"
#include "query/bind_statement.hpp"

namespace ormc::query {
namespace {

using schema::Relation;

auto is_to_one(const Relation& relation) -> bool {
  return relation.kind == Relation::Kind::to_one || relation.kind == Relation::Kind::inverse_one;
}

/// Names inside of a shape mean the members of one row; what is found goes to a list of its own.
class ShapeGuard {
 public:
  ShapeGuard(Scope& scope, RangeId range)
      : scope_(scope),
        shaped_(std::exchange(scope.shaped, range)),
        outer_(std::exchange(scope.shape, std::vector<ShapeField>{})) {}
  ShapeGuard(const ShapeGuard&) = delete;
  auto operator=(const ShapeGuard&) -> ShapeGuard& = delete;
  ~ShapeGuard() {
    scope_.shaped = shaped_;
    scope_.shape = std::move(outer_);
  }
  auto take() -> std::vector<ShapeField> { return std::move(*scope_.shape); }

 private:
  Scope& scope_;
  std::optional<RangeId> shaped_;
  std::optional<std::vector<ShapeField>> outer_;
};

/// Binds one shape over a path.
class ShapeBinder {
 public:
  ShapeBinder(Binder& binder,
              const syntax::SelectItem& item,
              Scope& scope,
              std::vector<OutputColumn>& columns)
      : binder_(binder),
        item_(item),
        shape_(std::get<syntax::Shape>(item.expr->node)),
        scope_(scope),
        columns_(columns) {}

  void bind() {
    if (!scope_.shape) {
      binder_.diagnostics().report(shape_.path.span, diagnostics::MisplacedShape{name()});
      return fail();
    }
    auto end = binder_.find_path(shape_.path, scope_);
    if (!end) return bind_range();
    if (!leads_to_one(*end)) return bind_many(*end);
    if (!check_no_clauses()) return fail();
    if (!end->rest.empty() || is_unjoinable(binder_, scope_, end->parent)) return bind_record(*end);
    bind_one(binder_.join_path(end->parent, end->relation, scope_, shape_.path.span));
  }

 private:
  auto name() const -> std::string {
    return item_.alias ? item_.alias->text : shape_.path.parts.back().text;
  }

  auto relation_of(const Binder::PathEnd& end) const -> const Relation& {
    return binder_.schema().at(end.model).relations[end.relation];
  }

  auto leads_to_one(const Binder::PathEnd& end) const -> bool {
    const auto* relation = &relation_of(end);
    return is_to_one(*relation) && std::ranges::all_of(end.rest, [&](auto step) {
             relation = &binder_.schema().at(relation->target).relations[step];
             return is_to_one(*relation);
           });
  }

  void fail() {
    columns_.push_back({name(), name(), true, binder_.error(item_.span), item_.span, true});
  }

  // ---- to-one

  /// `p { id, title }`: the row of a table, a view or a subquery of from.
  void bind_range() {
    const auto found = find_range(binder_, scope_, shape_.path.parts);
    if (!found || found->parts != shape_.path.parts.size() || is_value(found->range)) {
      // A name that means nothing is reported as such.
      const auto is_member = !found || found->parts + 1 == shape_.path.parts.size();
      const auto* value = is_member ? bind_name(binder_, scope_, shape_.path) : nullptr;
      if (value == nullptr || !is_error(*value)) {
        binder_.diagnostics().report(shape_.path.span,
                                     diagnostics::ShapeOverValue{spell(shape_.path)});
      }
      return fail();
    }
    if (check_no_clauses()) return bind_one(found->range);
    fail();
  }

  /// A function that returns no rows but values.
  auto is_value(RangeId range) const -> bool {
    return !std::holds_alternative<WholeRow>(whole_row(binder_, range, shape_.path.span)->node);
  }

  auto check_no_clauses() -> bool {
    auto refuse = [&](std::optional<Span> span, const char* clause) {
      if (!span) return false;
      binder_.diagnostics().report(*span,
                                   diagnostics::OneRowShapeClause{clause, spell(shape_.path)});
      return true;
    };
    const auto of = [](const syntax::Expr* expr) {
      return expr != nullptr ? std::optional{expr->span} : std::nullopt;
    };
    const auto order =
        shape_.order_by.empty() ? std::nullopt : std::optional{shape_.order_by.front().span};
    return !(refuse(of(shape_.where), "where") || refuse(order, "order by") ||
             refuse(of(shape_.limit), "limit") || refuse(of(shape_.offset), "offset"));
  }

  void bind_one(RangeId range) {
    auto field = ShapeField{name(), item_.span, ShapeField::Kind::one};
    field.range = range;
    auto inner = std::vector<OutputColumn>{};
    {
      auto guard = ShapeGuard{scope_, range};
      inner = bind_items(binder_, shape_.items, scope_, scope_.clause);
      field.fields = guard.take();
    }
    field.shape = only_shape(range);
    if (may_be_absent(range) && !tells_presence(range, field.fields)) {
      field.marker = make_marker(range);
      columns_.push_back(marker_column(field.marker));
    }
    for (auto& column : inner) {
      column.nested = true;
      columns_.push_back(std::move(column));
    }
    scope_.shape->push_back(std::move(field));
  }

  auto may_be_absent(RangeId range) -> bool {
    while (const auto* step = std::get_if<PathSource>(&binder_.unit().at(range).source)) {
      if (step->left) return true;
      range = step->parent;
    }
    return holder_of(scope_, range).has_outer_join;
  }

  /// Whether the first column is one that is NULL only where the row is absent.
  auto tells_presence(RangeId range, const std::vector<ShapeField>& fields) const -> bool {
    if (fields.empty() || fields.front().kind != ShapeField::Kind::column) return false;
    const auto* column = std::get_if<ColumnRef>(&fields.front().expr->node);
    const auto model = model_of(binder_.unit().at(range));
    if (column == nullptr || column->range != range || !model) return false;
    return !binder_.schema().at(*model).columns[column->column].may_be_null();
  }

  /// A column that no row lacks: of the key, any other that is not null, else the table's own
  /// number.
  auto make_marker(RangeId range) -> ExprPtr {
    const auto id = model_of(binder_.unit().at(range));
    if (!id) return row_marker(range);
    const auto& model = binder_.schema().at(*id);
    if (model.primary_key) {
      return binder_.column(range, model.primary_key->columns.front(), shape_.path.span);
    }
    for (auto i = std::size_t{0}; i < model.columns.size(); ++i) {
      if (model.columns[i].may_be_null()) continue;
      return binder_.column(range, static_cast<ColumnIndex>(i), shape_.path.span);
    }
    return binder_.make({.span = shape_.path.span,
                         .type = {catalog::oid::oid, -1},
                         .nullable = true,
                         .node = SystemColumn{range, "tableoid"}});
  }

  /// `case when v is distinct from null then true end`, of rows that have no column to tell it by:
  /// all of a row's columns may be NULL, and it be there.
  auto row_marker(RangeId range) -> ExprPtr {
    const auto span = shape_.path.span;
    auto* row = whole_row(binder_, range, span);
    const auto constant = [&](syntax::Literal::Kind kind, const char* text, catalog::Oid type) {
      return binder_.make({.span = span, .type = {type, -1}, .node = Constant{kind, text, {}}});
    };
    auto* null = constant(syntax::Literal::Kind::null, "null", catalog::oid::unknown);
    auto* yes = constant(syntax::Literal::Kind::boolean, "true", catalog::oid::bool_);
    auto* there = binder_.make({.span = span,
                                .type = {catalog::oid::bool_, -1},
                                .node = IsDistinctFrom{nullptr, row, null, false}});
    return binder_.make({.span = span,
                         .type = {catalog::oid::bool_, -1},
                         .nullable = true,
                         .node = Case{nullptr, {{there, yes}}, nullptr}});
  }

  auto marker_column(ExprPtr marker) const -> OutputColumn {
    const auto* column = std::get_if<ColumnRef>(&marker->node);
    auto sql_name = std::string{"tableoid"};
    if (std::holds_alternative<Case>(marker->node)) sql_name = "case";
    if (column != nullptr) {
      sql_name = binder_.unit().at(column->range).columns[column->column].sql_name;
    }
    return {sql_name, sql_name, false, marker, item_.span, true};
  }

  // ---- records

  /// The row of a relation that cannot be joined, behind a write: looked up as a record.
  void bind_record(const Binder::PathEnd& end) {
    auto field = ShapeField{name(), item_.span, ShapeField::Kind::record};
    field.query = bind_rows(end, field);
    if (field.query == nullptr) return fail();
    field.link.reset();
    const auto row = ScalarSubquery{field.query};
    add_column(std::move(field), {catalog::oid::record, -1}, row);
  }

  void bind_many(const Binder::PathEnd& end) {
    auto field = ShapeField{name(), item_.span, ShapeField::Kind::many};
    field.query = bind_rows(end, field);
    if (field.query == nullptr) return fail();
    const auto array = binder_.catalog().array_of(catalog::oid::record);
    const auto rows = ArraySubquery{field.query};
    add_column(std::move(field), {array, -1}, rows);
  }

  void add_column(ShapeField field, TypeRef type, decltype(Expr::node) node) {
    field.expr =
        binder_.make({.span = item_.span, .type = type, .nullable = true, .node = std::move(node)});
    columns_.push_back({field.name, field.name, true, field.expr, item_.span, true});
    scope_.shape->push_back(std::move(field));
  }

  /// `select row(...) from ... where ... order by ... limit ...`; null when something failed.
  auto bind_rows(const Binder::PathEnd& end, ShapeField& field) -> QueryPtr {
    auto tables = bind_path_tables(binder_, end, std::nullopt, shape_.path.span);
    auto inner = Scope{};
    inner.outer = &scope_;
    for (const auto range : tables.ranges) inner.ranges.push_back({range, {}, {}, false, {}});
    inner.shaped = tables.last;
    inner.shape.emplace();
    inner.open = tables.steps;
    auto query = Query{};
    query.span = item_.span;
    auto select = Select{};
    select.from.push_back(tables.from);
    select.items.push_back({"row", "row", false, bind_row(inner), item_.span});
    if (shape_.where != nullptr) {
      auto guard = ClauseGuard{inner, Clause::where};
      tables.link.where = binder_.bind_condition(*shape_.where, inner, "where");
    }
    auto conditions = std::vector<ExprPtr>{tables.tie};
    if (tables.link.where != nullptr) conditions.push_back(tables.link.where);
    select.where = conjunction(binder_, conditions, item_.span);
    bind_order(inner, query);
    if (shape_.offset != nullptr) {
      std::tie(query.offset, query.offset_part) =
          bind_limit(binder_, *shape_.offset, shape_.offset_optional, Clause::offset, inner);
    }
    if (shape_.limit != nullptr) {
      std::tie(query.limit, query.limit_part) =
          bind_limit(binder_, *shape_.limit, shape_.limit_optional, Clause::limit, inner);
    }
    if (inner.has_aggregates) {
      binder_.diagnostics().report(item_.span, diagnostics::AggregateInShape{spell(shape_.path)});
      return nullptr;
    }
    query.shape = std::move(*inner.shape);
    query.columns.push_back({"row", "row", {catalog::oid::record, -1}, false});
    query.body = std::move(select);
    field.link = std::move(tables.link);
    field.shape = only_shape(tables.last);
    return binder_.unit().arena.make(std::move(query));
  }

  void bind_order(Scope& inner, Query& query) {
    auto guard = ClauseGuard{inner, Clause::order_by};
    for_each_order_item(binder_, shape_.order_by, [&](const syntax::OrderItem& item) {
      query.order_by.push_back(binder_.bind_order_item(item, inner));
      query.order_by.back().part = binder_.part();
    });
  }

  /// The row of one record. Within `row(...)` the server gives untyped literals and parameters no
  /// type: here they say that they are text.
  auto bind_row(Scope& inner) -> ExprPtr {
    auto items = bind_items(binder_, shape_.items, inner, Clause::select_list);
    auto elements = std::vector<ExprPtr>{};
    for (auto& item : items) elements.push_back(typed(item.expr));
    type_fields(*inner.shape);
    return binder_.make({.span = item_.span,
                         .type = {catalog::oid::record, -1},
                         .nullable = false,
                         .node = Row{std::move(elements), true}});
  }

  auto typed(ExprPtr expr) -> ExprPtr {
    if (!is_unknown(*expr)) return expr;
    constexpr auto text = TypeRef{catalog::oid::text, -1};
    binder_.resolve_unknown(expr);
    return casts_[expr] = binder_.make(
               {.span = expr->span, .type = text, .nullable = true, .node = Cast{expr, text}});
  }

  void type_fields(std::vector<ShapeField>& fields) {
    for (auto& field : fields) {
      if (const auto cast = casts_.find(field.expr); cast != casts_.end())
        field.expr = cast->second;
      type_fields(field.fields);
    }
  }

  /// The declared shape whose struct this is: nothing but its name stands in the braces.
  auto only_shape(RangeId range) const -> std::optional<ShapeId> {
    if (shape_.items.size() != 1 || shape_.items.front().alias) return std::nullopt;
    const auto* name = std::get_if<syntax::NameRef>(&shape_.items.front().expr->node);
    if (name == nullptr) return std::nullopt;
    const auto found = find_shape(binder_, name->name);
    if (!found || found->parts != name->name.parts.size()) return std::nullopt;
    if (find_member(binder_, range, name->name.parts.front(), Folding::exact)) return std::nullopt;
    return found->shape;
  }

  Binder& binder_;
  const syntax::SelectItem& item_;
  const syntax::Shape& shape_;
  Scope& scope_;
  std::vector<OutputColumn>& columns_;
  std::map<ExprPtr, ExprPtr> casts_;
};

/// The row that the name of a shape, its last parts, is about: that of the shape around it, of the
/// path or table before it, or of the only table of from.
auto spread_range(Binder& binder,
                  const syntax::QualifiedName& name,
                  std::size_t shape_parts,
                  Scope& scope) -> std::optional<RangeId> {
  if (name.parts.size() == shape_parts) {
    if (scope.shaped) return scope.shaped;
    return scope.ranges.size() == 1 ? std::optional{scope.ranges.front().range} : std::nullopt;
  }
  auto path = syntax::QualifiedName{
      {name.parts.begin(), name.parts.end() - static_cast<std::ptrdiff_t>(shape_parts)}, name.span};
  const auto found = find_range(binder, scope, path.parts);
  if (found && found->parts == path.parts.size()) return found->range;
  const auto end = binder.find_path(path, scope);
  if (!end || !end->rest.empty() || is_unjoinable(binder, scope, end->parent) ||
      !is_to_one(binder.schema().at(end->model).relations[end->relation])) {
    return std::nullopt;
  }
  return binder.join_path(end->parent, end->relation, scope, name.span);
}

}  // namespace

auto find_shape(const Binder& binder, const syntax::QualifiedName& name)
    -> std::optional<FoundShape> {
  const auto& parts = name.parts;
  const auto& shapes = binder.program().shapes;
  auto found = std::optional<FoundShape>{};
  auto others = std::vector<std::string>{};  // modules that have it, while this one has not
  for (auto i = std::size_t{0}; i < shapes.size(); ++i) {
    if (shapes[i].name != parts.back().text) continue;
    const auto& module = binder.schema().at(shapes[i].module).name;
    if (parts.size() > 1 && parts[parts.size() - 2].text == module) {
      return FoundShape{static_cast<ShapeId>(i), 2};
    }
    if (module == binder.schema().at(binder.module()).name) {
      return FoundShape{static_cast<ShapeId>(i), 1};
    }
    others.push_back(module);
    if (!found) found = FoundShape{static_cast<ShapeId>(i), 1};
  }
  if (others.size() > 1) found->other_modules = std::move(others);
  return found;
}

void bind_shape(Binder& binder,
                const syntax::SelectItem& item,
                Scope& scope,
                std::vector<OutputColumn>& columns) {
  ShapeBinder{binder, item, scope, columns}.bind();
}

auto bind_shape_name(Binder& binder,
                     const syntax::SelectItem& item,
                     Scope& scope,
                     std::vector<OutputColumn>& columns) -> bool {
  const auto* reference = std::get_if<syntax::NameRef>(&item.expr->node);
  if (reference == nullptr || item.alias) return false;
  const auto& name = reference->name;
  const auto found = find_shape(binder, name);
  if (!found) return false;
  const auto id = found->shape;
  // A relation comes before a module of the same name.
  auto range = spread_range(binder, name, 1, scope);
  if (!range && found->parts == 2) range = spread_range(binder, name, 2, scope);
  const auto model = range ? model_of(binder.unit().at(*range)) : std::nullopt;
  // A member of just that name comes first.
  if (!model || find_member(binder, *range, name.parts.back(), Folding::exact)) return false;
  const auto& shape = binder.program().at(id);
  auto fail = [&](const auto& what) {
    binder.diagnostics().report(name.span, what);
    columns.push_back({shape.name, shape.name, true, binder.error(name.span), name.span, true});
    return true;
  };
  if (!found->other_modules.empty()) {
    return fail(diagnostics::AmbiguousShape{shape.name, found->other_modules});
  }
  if (shape.failed) {
    columns.push_back({shape.name, shape.name, true, binder.error(name.span), name.span, true});
    return true;
  }
  if (!scope.shape) return fail(diagnostics::MisplacedShape{shape.name});
  if (*model != shape.model) {
    return fail(diagnostics::ShapeOfOtherModel{
        shape.name, binder.schema().at(shape.model).name, binder.schema().at(*model).name});
  }
  auto& open = binder.placement().shapes;
  if (std::find(open.begin(), open.end(), id) != open.end()) {
    return fail(diagnostics::ShapeCycle{shape.name});
  }
  open.push_back(id);
  const auto module = binder.enter(shape.module);
  const auto shaped = std::exchange(scope.shaped, *range);
  const auto row = std::exchange(scope.shape_row, *range);
  auto inner = bind_items(binder, shape.syntax->items, scope, scope.clause);
  scope.shape_row = row;
  scope.shaped = shaped;
  binder.enter(module);
  open.pop_back();
  std::move(inner.begin(), inner.end(), std::back_inserter(columns));
  return true;
}

auto take_shape(Binder& binder, Scope& scope) -> std::vector<ShapeField> {
  if (!scope.shape) return {};
  auto fields = std::move(*scope.shape);
  scope.shape.reset();
  if (!binder.placement().shapes.empty()) return fields;  // of a declared shape: a struct's members
  const auto nested = std::any_of(fields.begin(), fields.end(), [](const ShapeField& field) {
    return field.kind != ShapeField::Kind::column;
  });
  return nested ? std::move(fields) : std::vector<ShapeField>{};
}

}  // namespace ormc::query
