#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/name_list.hpp"
#include "diagnostics/sql_diagnostics.hpp"
#include "diagnostics/write_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_statement.hpp"
#include "query/collation.hpp"
#include "query/equal.hpp"
#include "query/walk.hpp"
#include "schema/naming.hpp"

namespace ormc::query {
namespace {

/// What can decide that rows conflict: a key, or a unique index.
struct Arbiter {
  /// A column or an expression, as the index compares it.
  struct Element {
    std::optional<schema::ColumnIndex> column;
    ExprPtr expr = nullptr;  // where it is no column
    std::string collation;   // empty where there is none, or it is not known
    const catalog::OperatorClass* opclass = nullptr;
  };
  std::vector<Element> elements;
  ExprPtr where = nullptr;  // of a partial index
};

/// Finds out whether the server can infer a unique key from a conflict target: the same rule, read
/// from the schema.
class TargetInference {
 public:
  TargetInference(Binder& binder, const WriteTarget& target, Scope& scope)
      : binder_(binder),
        catalog_(binder.catalog()),
        btree_(catalog_.find_access_method("btree")->oid),
        model_(binder.schema().at(*target.table())),
        target_(target),
        scope_(scope) {}

  auto infers(const OnConflict& conflict) -> bool {
    const auto all = arbiters();
    return std::any_of(all.begin(), all.end(), [&](const Arbiter& arbiter) {
      return covers(arbiter, conflict.target) && implied(arbiter.where, conflict.target_where);
    });
  }

  /// The keys there are, for people: "(`email`)".
  auto describe() -> std::string {
    auto keys = std::vector<std::string>{};
    for (const auto& arbiter : arbiters()) {
      auto names = std::string{};
      for (const auto& element : arbiter.elements) {
        if (!element.column) continue;
        names += (names.empty() ? "" : ", ") + model_.columns[*element.column].name;
      }
      auto only_columns = std::all_of(arbiter.elements.begin(),
                                      arbiter.elements.end(),
                                      [](const auto& element) { return element.column; });
      if (only_columns) keys.push_back("(" + names + ")");
    }
    return diagnostics::list_of(keys);
  }

 private:
  auto arbiters() -> std::vector<Arbiter> {
    auto found = std::vector<Arbiter>{};
    if (model_.primary_key && !model_.primary_key->deferrable) {
      found.push_back(key(*model_.primary_key));
    }
    for (const auto& unique : model_.unique_keys) {
      if (!unique.deferrable) found.push_back(key(unique));
    }
    for (const auto& index : model_.indexes) {
      if (index.unique && !index.only && is_expressible(index))
        found.push_back(unique_index(index));
    }
    return found;
  }

  /// Expressions of the table's columns have no names to be read by in a view.
  auto is_expressible(const schema::Index& index) const -> bool {
    return target_.view() == nullptr ||
           (!index.where && std::ranges::all_of(index.elements, [](const auto& element) {
             return std::holds_alternative<schema::ColumnIndex>(element.value);
           }));
  }

  auto key(const schema::Key& key) const -> Arbiter {
    auto arbiter = Arbiter{};
    for (auto column : key.columns) arbiter.elements.push_back(of_column(column));
    return arbiter;
  }

  auto unique_index(const schema::Index& index) -> Arbiter {
    auto arbiter = Arbiter{};
    for (const auto& element : index.elements) {
      const auto* column = std::get_if<schema::ColumnIndex>(&element.value);
      auto& added = arbiter.elements.emplace_back(
          column != nullptr ? of_column(*column)
                            : of_expr(bind(std::get<schema::ExprId>(element.value))));
      if (element.collation) added.collation = collation_name(*element.collation);
      if (element.opclass) added.opclass = written_class(*element.opclass);
    }
    if (index.where) arbiter.where = bind(*index.where);
    return arbiter;
  }

  auto bind(schema::ExprId id) -> ExprPtr {
    return binder_.bind_expr(*binder_.schema().at(id).syntax, scope_);
  }

  auto of_column(schema::ColumnIndex index) const -> Arbiter::Element {
    const auto& column = model_.columns[index];
    return {index,
            nullptr,
            collation_of(binder_.schema(), column),
            catalog_.default_operator_class(btree_, column.type.oid)};
  }

  auto of_expr(ExprPtr expr) const -> Arbiter::Element {
    auto collated = false;
    walk(*expr, [&](const Expr& part) {
      const auto* column = std::get_if<ColumnRef>(&part.node);
      const auto& columns = model_.columns;
      collated = collated || std::holds_alternative<Collate>(part.node) ||
                 (column != nullptr && column->column < columns.size() &&
                  collation_of(binder_.schema(), part.type.oid) !=
                      collation_of(binder_.schema(), columns[column->column]));
    });
    return {std::nullopt,
            expr,
            collated ? std::string{} : collation_of(binder_.schema(), expr->type.oid),
            catalog_.default_operator_class(btree_, expr->type.oid)};
  }

  /// The class that a schema's index names as it is printed.
  auto written_class(const std::string& printed) const -> const catalog::OperatorClass* {
    const auto dot = printed.find('.');
    const auto plain = [](std::string_view name) {
      return name.starts_with('"') ? name.substr(1, name.size() - 2) : name;
    };
    const auto text = std::string_view{printed};
    if (dot == std::string::npos) return catalog_.find_operator_class(btree_, {}, plain(text));
    return catalog_.find_operator_class(
        btree_, plain(text.substr(0, dot)), plain(text.substr(dot + 1)));
  }

  /// Every element of the key is in the target, and nothing else is.
  auto covers(const Arbiter& arbiter, const std::vector<ConflictElement>& target) const -> bool {
    const auto& elements = arbiter.elements;
    return std::all_of(target.begin(),
                       target.end(),
                       [&](const ConflictElement& wanted) {
                         return std::any_of(elements.begin(), elements.end(), [&](const auto& has) {
                           return same(has, wanted) && compares_alike(has, wanted);
                         });
                       }) &&
           std::all_of(elements.begin(), elements.end(), [&](const auto& has) {
             return std::any_of(target.begin(), target.end(), [&](const ConflictElement& wanted) {
               return same(has, wanted);
             });
           });
  }

  auto same(const Arbiter::Element& has, const ConflictElement& wanted) const -> bool {
    if (has.column) return column_of(*wanted.expr) == has.column;
    return equal(*wanted.expr, *has.expr);
  }

  /// A collation or class that the target names is the index's: the class as one of its family.
  static auto compares_alike(const Arbiter::Element& has, const ConflictElement& wanted) -> bool {
    if (!wanted.collation.empty() && wanted.collation.back() != has.collation) return false;
    if (wanted.opclass == nullptr) return true;
    return has.opclass != nullptr && has.opclass->family == wanted.opclass->family &&
           has.opclass->input == wanted.opclass->input;
  }

  auto column_of(const Expr& expr) const -> std::optional<schema::ColumnIndex> {
    const auto* column = std::get_if<ColumnRef>(&expr.node);
    if (column == nullptr || column->range != target_.range) return std::nullopt;
    return target_.stored(column->column);
  }

  /// Whether the target's condition says all that the index's does.
  auto implied(ExprPtr index, ExprPtr target) const -> bool {
    if (index == nullptr) return true;
    if (target == nullptr) return false;
    auto given = terms(target);
    auto needed = terms(index);
    return std::all_of(needed.begin(), needed.end(), [&](ExprPtr term) {
      return std::any_of(
          given.begin(), given.end(), [&](ExprPtr other) { return says(*other, *term); });
    });
  }

  /// Whether a condition implies another, as far as the server looks: they are equal, the other is
  /// several of which one suffices, or it says that a value is there which the first needs.
  auto says(const Expr& given, const Expr& needed) const -> bool {
    const auto& plain = without_true(needed);
    if (equal(without_true(given), plain)) return true;
    const auto* logical = std::get_if<Logical>(&plain.node);
    if (logical != nullptr && logical->kind == syntax::Logical::Kind::any) {
      return std::any_of(logical->terms.begin(), logical->terms.end(), [&](const Expr* term) {
        return says(given, *term);
      });
    }
    const auto* test = std::get_if<IsTest>(&plain.node);
    const auto is_there =
        test != nullptr && test->kind == syntax::IsTest::Kind::null && test->negated;
    return is_there && needs(given, *test->operand);
  }

  /// `active = true` is `active`.
  static auto without_true(const Expr& condition) -> const Expr& {
    const auto* call = std::get_if<OperatorCall>(&condition.node);
    if (call == nullptr || call->left == nullptr || call->op->name != "=") return condition;
    const auto* constant = std::get_if<Constant>(&call->right->node);
    const auto is_true = constant != nullptr && constant->kind == syntax::Literal::Kind::boolean &&
                         constant->text == "true";
    return is_true ? *call->left : condition;
  }

  /// Whether a condition that holds has compared a value, so that it is not NULL.
  auto needs(const Expr& condition, const Expr& value) const -> bool {
    if (const auto* call = std::get_if<OperatorCall>(&condition.node)) {
      const auto is_operand = [&](const Expr* operand) {
        return operand != nullptr && equal(*operand, value);
      };
      return catalog_.function(call->op->function).strict &&
             (is_operand(call->left) || is_operand(call->right));
    }
    if (const auto* between = std::get_if<Between>(&condition.node)) {
      return !between->negated && !between->symmetric && equal(*between->operand, value);
    }
    const auto* in = std::get_if<InList>(&condition.node);
    return in != nullptr && !in->negated && equal(*in->operand, value);
  }

  static auto terms(ExprPtr condition) -> std::vector<ExprPtr> {
    const auto* logical = std::get_if<Logical>(&condition->node);
    if (logical == nullptr || logical->kind != syntax::Logical::Kind::all) return {condition};
    return logical->terms;
  }

  Binder& binder_;
  const catalog::Catalog& catalog_;
  catalog::Oid btree_;
  const schema::Model& model_;
  const WriteTarget& target_;
  Scope& scope_;
};

/// Binds one conflict clause.
class ConflictBinder {
 public:
  ConflictBinder(Binder& binder, const syntax::OnConflict& syntax, const WriteTarget& target)
      : binder_(binder), syntax_(syntax), target_(target) {}

  auto bind(const Scope& statement, Insert& insert) -> OnConflict {
    auto scope = without_ranges(statement);
    scope.ranges = {target_.visible};
    scope.unjoinable = target_.range;
    bound_.update = syntax_.update;
    bind_target(scope);
    if (!syntax_.update) return std::move(bound_);
    if (syntax_.target.empty() && !syntax_.constraint) {
      binder_.diagnostics().report(syntax_.span, diagnostics::MissingConflictTarget{});
    }
    insert.excluded = add_excluded(scope);
    bound_.assignments = bind_assignments(binder_, syntax_.assignments, target_, scope);
    if (syntax_.where != nullptr) {
      auto guard = ClauseGuard{scope, Clause::on_conflict_where};
      bound_.where = binder_.bind_condition(*syntax_.where, scope, "where");
    }
    return std::move(bound_);
  }

 private:
  auto model() const -> const schema::Model& { return binder_.schema().at(*target_.table()); }

  // ---- the target

  void bind_target(Scope& scope) {
    if (syntax_.constraint) return bind_constraint(*syntax_.constraint);
    if (syntax_.target.empty()) return;
    auto guard = ClauseGuard{scope, Clause::on_conflict_where};
    auto failed = false;
    for (const auto& element : syntax_.target) {
      bound_.target.push_back(bind_element(element, scope));
      failed = failed || bound_.target.back().expr->type.oid == error_type;
    }
    if (syntax_.target_where != nullptr) {
      bound_.target_where = binder_.bind_condition(*syntax_.target_where, scope, "where");
    }
    auto inference = TargetInference{binder_, target_, scope};
    if (failed || inference.infers(bound_)) return;
    auto span = syntax_.target.front().span.to(syntax_.target.back().span);
    binder_.diagnostics().report(span,
                                 diagnostics::NoConflictKey{model().name, inference.describe()});
  }

  /// An element as an index would have it, but for its order.
  auto bind_element(const syntax::ConflictElement& syntax, Scope& scope) -> ConflictElement {
    auto element = ConflictElement{binder_.bind_expr(*syntax.expr, scope)};
    auto fail = [&](Span span, std::string reason) {
      binder_.diagnostics().report(span, diagnostics::InvalidConflictElement{std::move(reason)});
      element.expr = binder_.error(span);
    };
    if (syntax.has_order) fail(syntax.span, "a conflict target has no order");
    if (syntax.collation) {
      auto [schema, name] = schema_and_name(*syntax.collation);
      const auto* collation = binder_.catalog().find_collation(schema, name);
      if (collation == nullptr) {
        fail(syntax.collation->span, "unknown collation `" + spell(*syntax.collation) + "`");
      } else {
        const auto is_own = !collation->schema.empty() && collation->schema != "pg_catalog";
        if (!schema.empty() || is_own) element.collation.emplace_back(collation->schema);
        element.collation.emplace_back(collation->name);
      }
    }
    if (syntax.opclass) {
      auto [schema, name] = schema_and_name(*syntax.opclass);
      const auto* method = binder_.catalog().find_access_method("btree");
      element.opclass = binder_.catalog().find_operator_class(method->oid, schema, name);
      element.opclass_qualified = !schema.empty();
      if (element.opclass == nullptr) {
        fail(syntax.opclass->span, "unknown operator class `" + spell(*syntax.opclass) + "`");
      }
    }
    return element;
  }

  static auto schema_and_name(const syntax::QualifiedName& name)
      -> std::pair<std::string, std::string> {
    auto schema = name.parts.size() > 1 ? fold(name.parts[name.parts.size() - 2]) : std::string{};
    return {std::move(schema), fold(name.parts.back())};
  }

  void bind_constraint(const syntax::Name& name) {
    auto known = std::vector<std::string>{};
    if (model().primary_key && !model().primary_key->deferrable) {
      known.push_back(model().primary_key->sql_name);
    }
    for (const auto& key : model().unique_keys) {
      if (!key.deferrable) known.push_back(key.sql_name);
    }
    if (!syntax_.update) {
      for (const auto& exclusion : model().exclusions) known.push_back(exclusion.sql_name);
    }
    if (auto found = find_name(name, known)) {
      bound_.constraint = known[*found];
      return;
    }
    binder_.diagnostics().report(
        name.span,
        diagnostics::UnknownConstraint{
            model().name, name.text, diagnostics::nearest(name.text, std::span{known})});
  }

  // ---- the row that could not be inserted

  auto add_excluded(Scope& scope) -> RangeId {
    const auto id = target_.model() ? excluded_row(*target_.model()) : excluded_row();
    scope.ranges.push_back({id, "excluded", "excluded"});
    return id;
  }

  auto excluded_row(schema::ModelId model) -> RangeId {
    const auto id = binder_.add_table(model, "excluded", true, syntax_.span);
    binder_.unit().at(id).source = ExcludedSource{model};
    return id;
  }

  /// Of a view it has the view's columns, of which nothing is known.
  auto excluded_row() -> RangeId {
    auto range = binder_.unit().at(target_.range);
    range.alias = "excluded";
    range.alias_written = true;
    for (auto& column : range.columns) column.nullable = true;
    return binder_.add_range(std::move(range));
  }

  Binder& binder_;
  const syntax::OnConflict& syntax_;
  const WriteTarget& target_;
  OnConflict bound_;
};

}  // namespace

auto bind_on_conflict(Binder& binder,
                      const syntax::OnConflict& conflict,
                      const WriteTarget& target,
                      const Scope& statement,
                      Insert& insert) -> OnConflict {
  return ConflictBinder{binder, conflict, target}.bind(statement, insert);
}

}  // namespace ormc::query
