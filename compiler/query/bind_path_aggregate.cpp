#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/shape_diagnostics.hpp"
#include "query/bind_call.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_join.hpp"
#include "query/bind_name.hpp"
#include "query/bind_shape.hpp"
#include "query/bind_statement.hpp"
#include "query/expr_parts.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

using schema::Relation;

auto is_to_many(const Relation& relation) -> bool {
  return relation.kind == Relation::Kind::inverse_many ||
         relation.kind == Relation::Kind::many_to_many;
}

/// PostgreSQL's own, one of an extension, or one that the program declares.
auto names_aggregate(const Binder& binder, const syntax::Call& call) -> bool {
  const auto& parts = call.function.parts;
  const auto& last = parts.back();
  const auto name = last.quoted ? last.text : source::fold(last.text);
  const auto schema = parts.size() > 1 ? parts[parts.size() - 2].text : std::string{};
  return std::ranges::any_of(binder.catalog().functions(schema, name),
                             [](const catalog::Function* function) {
                               return function->kind == catalog::FunctionKind::aggregate;
                             }) ||
         std::ranges::any_of(binder.schema().aggregates, [&](const auto& declared) {
           return matches(last, declared.name, Folding::exact) ||
                  matches(last, declared.sql_name, Folding::folded);
         });
}

/// The names in what an aggregate goes over. Those of an aggregate inside of it are that one's,
/// those of a subquery the subquery's.
auto names_in(const Binder& binder, const syntax::Call& call)
    -> std::vector<const syntax::QualifiedName*> {
  auto exprs = std::vector<syntax::ExprPtr>{};
  auto queries = std::vector<syntax::QueryPtr>{};
  for (const auto& argument : call.arguments) exprs.push_back(argument.value);
  for (const auto& item : call.order_by) exprs.push_back(item.expr);
  for (const auto& item : call.within_group) exprs.push_back(item.expr);
  if (call.filter != nullptr) exprs.push_back(call.filter);
  auto names = std::vector<const syntax::QualifiedName*>{};
  while (!exprs.empty()) {
    const auto* expr = exprs.back();
    exprs.pop_back();
    const auto* inner = std::get_if<syntax::Call>(&expr->node);
    if (inner != nullptr && names_aggregate(binder, *inner)) continue;
    if (const auto* name = std::get_if<syntax::NameRef>(&expr->node)) names.push_back(&name->name);
    add_parts(*expr, exprs, queries);
  }
  std::reverse(names.begin(), names.end());
  return names;
}

/// How many parts of a name lead to many rows, those of a range before them included: up to the
/// last relation to many. 0 when none does.
auto parts_to_many(Binder& binder, const syntax::QualifiedName& name, Scope& scope) -> std::size_t {
  const auto parts = std::span{name.parts};
  auto range = std::optional<RangeId>{};
  auto at = std::size_t{0};
  if (const auto found = find_range(binder, scope, parts); found && found->parts < parts.size()) {
    range = found->range;
    at = found->parts;
  } else if (const auto members = find_unqualified(binder, scope, parts.front());
             members.all.size() == 1) {
    range = members.all.front().range;
  }
  auto model = range ? model_of(binder.unit().at(*range)) : std::nullopt;
  auto many = std::size_t{0};
  for (; model && at < parts.size(); ++at) {
    const auto& relations = binder.schema().at(*model).relations;
    const auto step = find_relation_member(binder.schema().at(*model), parts[at]);
    if (!step) break;
    if (is_to_many(relations[*step])) many = at + 1;
    model = relations[*step].target;
  }
  return many;
}

auto prefix_of(const syntax::QualifiedName& name, std::size_t parts) -> syntax::QualifiedName {
  return {{name.parts.begin(), name.parts.begin() + static_cast<std::ptrdiff_t>(parts)}, name.span};
}

/// The longest path to many rows of an aggregate's names; the others are beginnings of it.
class ManyPath {
 public:
  ManyPath(Binder& binder, Scope& scope) : binder_(binder), scope_(scope) {}

  /// False when the names lead different ways; that is reported.
  auto find(const std::vector<const syntax::QualifiedName*>& names) -> bool {
    for (const auto* name : names) {
      const auto parts = parts_to_many(binder_, *name, scope_);
      if (parts != 0 && !add(prefix_of(*name, parts))) return false;
    }
    return true;
  }
  auto longest() const -> const std::optional<syntax::QualifiedName>& { return longest_; }

 private:
  auto add(syntax::QualifiedName path) -> bool {
    if (!longest_) return longest_ = std::move(path), true;
    const auto same = [](const syntax::Name& a, const syntax::Name& b) { return a.text == b.text; };
    const auto common = std::min(path.parts.size(), longest_->parts.size());
    const auto begin = path.parts.begin();
    if (!std::equal(
            begin, begin + static_cast<std::ptrdiff_t>(common), longest_->parts.begin(), same)) {
      binder_.diagnostics()
          .report(path.span, diagnostics::SeveralManyPaths{spell(*longest_), spell(path)})
          .label(longest_->span, "the other is here");
      return false;
    }
    if (path.parts.size() > longest_->parts.size()) longest_ = std::move(path);
    return true;
  }

  Binder& binder_;
  Scope& scope_;
  std::optional<syntax::QualifiedName> longest_;
};

/// `count(p.comments)` counts rows.
auto counts_rows(const syntax::Call& call, const syntax::QualifiedName& path) -> bool {
  if (call.arguments.size() != 1 || call.distinct || call.star) return false;
  const auto& name = call.function.parts.back();
  const auto* argument = std::get_if<syntax::NameRef>(&call.arguments.front().value->node);
  return argument != nullptr && argument->name.parts.size() == path.parts.size() &&
         matches(name, "count", Folding::folded);
}

}  // namespace

auto bind_path_aggregate(Binder& binder, const syntax::Call& call, Span span, Scope& scope)
    -> ExprPtr {
  if (call.over || is_schema_clause(scope.clause) || !names_aggregate(binder, call)) return nullptr;
  auto path = ManyPath{binder, scope};
  if (!path.find(names_in(binder, call))) return binder.error(span);
  if (!path.longest()) return nullptr;
  const auto end = binder.find_path(*path.longest(), scope);
  if (!end) return nullptr;
  const auto& relation = binder.schema().at(end->model).relations[end->relation];
  if (end->rest.empty() && !is_to_many(relation)) return nullptr;  // open already
  auto tables = bind_path_tables(binder, *end, std::nullopt, path.longest()->span);
  auto inner = Scope{};
  inner.outer = &scope;
  for (const auto range : tables.ranges) inner.ranges.push_back({range, {}, {}, false, {}});
  inner.open = tables.steps;
  auto aggregate = call;
  if (counts_rows(call, *path.longest())) {
    aggregate.star = true;
    aggregate.arguments.clear();
  }
  const auto site = Site{*call.arguments.front().value, span, span, nullptr};
  auto* value = CallBinder{binder, inner, aggregate, site}.bind();
  if (is_error(*value)) return value;
  auto select = Select{};
  select.aggregates = true;
  const auto name = std::string{call.function.parts.back().text};
  select.items.push_back({name, name, false, value, span});
  select.from.push_back(tables.from);
  select.where = tables.tie;
  auto* query = binder.unit().arena.make(Query{});
  query->span = span;
  query->body = std::move(select);
  query->columns.push_back({name, name, value->type, true});
  return binder.make(
      {.span = span, .type = value->type, .nullable = true, .node = ScalarSubquery{query}});
}

}  // namespace ormc::query
