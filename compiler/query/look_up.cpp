#include "query/look_up.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_name.hpp"

namespace ormc::query {

using schema::Relation;

namespace {

/// `target.key = parent.key`, for each column of a relation.
auto relation_tie(Binder& binder,
                  RangeId parent,
                  const Relation& relation,
                  RangeId target,
                  Span span) -> ExprPtr {
  auto terms = std::vector<ExprPtr>{};
  for (auto i = std::size_t{0}; i < relation.local_columns.size(); ++i) {
    terms.push_back(make_equality(binder,
                                  binder.column(target, relation.target_columns[i], span),
                                  binder.column(parent, relation.local_columns[i], span)));
  }
  return conjunction(binder, terms, span);
}

}  // namespace

auto may_lack_row(const schema::Model& model, const Relation& relation) -> bool {
  if (relation.nullable || relation.kind == Relation::Kind::inverse_one) return true;
  // Rows of tables that inherit may refer to nothing, though the model's own may not.
  return relation.kind == Relation::Kind::to_one &&
         std::ranges::any_of(relation.local_columns, [&](schema::ColumnIndex column) {
           return model.columns[column].may_be_null();
         });
}

RowLookUp::RowLookUp(Binder& binder, Scope& outer, Missing missing)
    : binder_{binder}, missing_{missing} {
  scope_.outer = &outer;
  scope_.clause = outer.clause;
}

auto RowLookUp::row(RangeId parent, schema::RelationIndex index, Span span) -> RangeId {
  for (const auto& row : rows_) {
    if (row.parent == parent && row.relation == index) return row.range;
  }
  const auto& model = binder_.schema().at(*model_of(binder_.unit().at(parent)));
  const auto& relation = model.relations[index];
  const auto range = binder_.add_table(relation.target, relation.name, false, span);
  scope_.ranges.push_back({range, {}, {}, true, {}});
  rows_.push_back({parent,
                   index,
                   range,
                   relation_tie(binder_, parent, relation, range, span),
                   missing_ == Missing::is_null && may_lack_row(model, relation)});
  return range;
}

auto RowLookUp::value(ExprPtr value, const std::string& name, Span span) -> ExprPtr {
  if (rows_.empty() || is_error(*value)) return value;
  auto select = Select{};
  select.items.push_back({name, name, false, value, span});
  select.from = from(select, span);
  const auto type = value->type;
  auto* query = binder_.unit().arena.make(Query{});
  query->span = span;
  query->body = std::move(select);
  query->columns.push_back({name, name, type, true});
  return binder_.make(
      {.span = span, .type = type, .nullable = true, .node = ScalarSubquery{query}});
}

/// Rows that are there are tied by `where`, which leaves no row where they are not after all;
/// others are joined to them, or to a row of nothing.
auto RowLookUp::from(Select& select, Span span) -> std::vector<FromPtr> {
  auto items = std::vector<FromPtr>{};
  auto ties = std::vector<ExprPtr>{};
  auto& arena = binder_.unit().arena;
  for (const auto& row : rows_) {
    if (row.may_be_missing) continue;
    items.push_back(arena.make(FromItem{span, FromRange{row.range}}));
    ties.push_back(row.tie);
  }
  if (!ties.empty()) select.where = conjunction(binder_, ties, span);
  for (const auto& row : rows_) {
    if (!row.may_be_missing) continue;
    if (items.empty()) items.push_back(one_row(span));
    auto join = FromJoin{};
    join.kind = syntax::Join::Kind::left;
    join.left = items.back();
    join.right = arena.make(FromItem{span, FromRange{row.range}});
    join.on = row.tie;
    items.back() = arena.make(FromItem{span, std::move(join)});
  }
  return items;
}

/// `(select) as one`
auto RowLookUp::one_row(Span span) -> FromPtr {
  auto* query = binder_.unit().arena.make(Query{});
  query->span = span;
  query->body = Select{};
  const auto range = binder_.add_range({.alias = "one",
                                        .alias_written = true,
                                        .column_aliases = {},
                                        .source = SubquerySource{query, false},
                                        .columns = {},
                                        .span = span});
  return binder_.unit().arena.make(FromItem{span, FromRange{range}});
}

}  // namespace ormc::query
