#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/batch_columns.hpp"
#include "sql/lower.hpp"
#include "sql/type_text.hpp"

namespace ormc::sql {

namespace {

/// A column that is inserted from a batch.
struct BatchColumn {
  std::string name;
  catalog::TypeRef array;  // of the values, or the column's own
  bool is_composite = false;
  ir::BatchParameters parameters;
};

/// Writes the rows of one batch as a query.
class BatchWriter {
 public:
  BatchWriter(const schema::Schema& schema, source::Arena& arena)
      : catalog_(schema.catalog), arena_(arena) {}

  auto query(const std::vector<BatchColumn>& columns) -> tree::QueryPtr {
    for (const auto& column : columns) names_.insert(column.name);
    const auto has_arrays = std::any_of(
        columns.begin(), columns.end(), [](const auto& each) { return each.parameters.arrays; });
    if (has_arrays) return with_arrays(columns);
    const auto has_composites = std::any_of(
        columns.begin(), columns.end(), [](const auto& each) { return each.is_composite; });
    auto select = tree::Select{};
    if (has_composites) {
      for (const auto& column : columns) select.items.push_back({values(column), {}});
    } else {
      select.items = {{make(tree::Verbatim{"*"}), {}}};
      select.from = {side_by_side(columns)};
    }
    return make_query(std::move(select));
  }

 private:
  /// `from unnest($1::bigint[], $2::text[])`
  auto side_by_side(const std::vector<BatchColumn>& columns) -> tree::TableRefPtr {
    auto arrays = std::vector<tree::Argument>{};
    for (const auto& column : columns) {
      auto array = parameter(column.parameters.values, column.array);
      arrays.push_back({.name = {}, .words = {}, .value = array});
    }
    auto functions = tree::Functions{};
    functions.calls = {make(tree::Call{.function = {"unnest"}, .arguments = std::move(arrays)})};
    return arena_.make(tree::TableRef{.node = std::move(functions)});
  }

  /// The rows, numbered, and joined to them the arrays, put together again from their elements.
  auto with_arrays(const std::vector<BatchColumn>& columns) -> tree::QueryPtr {
    const auto rows = unused("batch");
    const auto number = unused("n");
    auto numbered = tree::Select{};
    auto select = tree::Select{};
    for (const auto& column : columns) {
      const auto value = make(tree::Column{{rows, column.name}});
      if (!column.parameters.arrays) {
        numbered.items.push_back({values(column), column.name});
        select.items.push_back({value, {}});
        continue;
      }
      numbered.items.push_back({filled(column), column.name});
      const auto array = make(tree::Column{{column.name, "value"}});
      const auto empty = make(tree::String{"{}"});
      auto some = make(tree::Call{.function = {"coalesce"},
                                  .keyword = true,
                                  .arguments = {argument(array), argument(empty)}});
      select.items.push_back({make(tree::Case{.whens = {{value, some}}}), {}});
    }
    numbered.items.push_back({subscripts(columns.front()), number});
    auto from = derived(make_query(std::move(numbered)), rows);
    for (const auto& column : columns) {
      if (!column.parameters.arrays) continue;
      from = arena_.make(tree::TableRef{
          .node = tree::Join{.words = "left join",
                             .left = from,
                             .right = derived(arrays(column), column.name),
                             .on = make(tree::Infix{{"=", {}},
                                                    make(tree::Column{{column.name, "n"}}),
                                                    make(tree::Column{{rows, number}})})}});
    }
    select.from = {from};
    auto* query = make_query(std::move(select));
    query->order_by.push_back({.expr = make(tree::Column{{rows, number}})});
    return query;
  }

  /// `select n, array_agg(element order by place) as value from (...) elements group by n`
  auto arrays(const BatchColumn& column) -> tree::Query* {
    const auto& parts = *column.parameters.arrays;
    auto elements = tree::Select{};
    const auto of = catalog::TypeRef{catalog::oid::int4_array};
    elements.items.push_back({values(column), "element"});
    elements.items.push_back({unnest(parameter(parts.rows, of)), "n"});
    elements.items.push_back({subscripts(parameter(parts.rows, of)), "place"});
    auto select = tree::Select{};
    select.from = {derived(make_query(std::move(elements)), "elements")};
    const auto row = make(tree::Column{{"n"}});
    select.items.push_back({row, {}});
    select.items.push_back(
        {make(tree::Call{.function = {"array_agg"},
                         .arguments = {argument(make(tree::Column{{"element"}}))},
                         .order_by = {{.expr = make(tree::Column{{"place"}})}}}),
         "value"});
    select.group_by.push_back({.kind = tree::GroupItem::Kind::expr, .expr = row});
    return make_query(std::move(select));
  }

  auto values(const BatchColumn& column) -> tree::ExprPtr {
    return unnest(parameter(column.parameters.values, column.array));
  }
  auto filled(const BatchColumn& column) -> tree::ExprPtr {
    return unnest(parameter(column.parameters.arrays->filled, {catalog::oid::bool_array}));
  }
  /// 1, 2, ... for each row.
  auto subscripts(const BatchColumn& column) -> tree::ExprPtr {
    const auto& parts = column.parameters.arrays;
    return subscripts(parts ? parameter(parts->filled, {catalog::oid::bool_array})
                            : parameter(column.parameters.values, column.array));
  }
  auto subscripts(tree::ExprPtr array) -> tree::ExprPtr {
    return make(tree::Call{.function = {"generate_subscripts"},
                           .arguments = {argument(array), argument(make(tree::Verbatim{"1"}))}});
  }
  auto unnest(tree::ExprPtr array) -> tree::ExprPtr {
    return make(tree::Call{.function = {"unnest"}, .arguments = {argument(array)}});
  }
  /// Without a modifier: a cast to `varchar(10)[]` would cut values where an insert refuses them.
  auto parameter(ir::ParameterIndex index, catalog::TypeRef type) -> tree::ExprPtr {
    return make(tree::Cast{make(tree::Parameter{index}), type_text(catalog_, {type.oid, -1})});
  }

  auto derived(tree::QueryPtr query, std::string alias) -> tree::TableRefPtr {
    return arena_.make(tree::TableRef{.node = tree::Derived{query}, .alias = std::move(alias)});
  }
  auto unused(std::string name) -> std::string {
    while (!names_.insert(name).second) name += "_";
    return name;
  }
  static auto argument(tree::ExprPtr value) -> tree::Argument {
    return {.name = {}, .words = {}, .value = value};
  }
  auto make_query(tree::Select select) -> tree::Query* {
    return arena_.make(tree::Query{.with = {}, .body = std::move(select)});
  }
  template <class Node>
  auto make(Node node) -> tree::ExprPtr {
    return tree::expr(arena_, std::move(node));
  }

  const catalog::Catalog& catalog_;
  source::Arena& arena_;
  std::set<std::string> names_;
};

}  // namespace

/// Rows as one array a column, unnested side by side. In `from`, `unnest` would spread composites
/// over several columns, so these are unnested in the select list.
auto Lowering::batch(const ir::Insert& insert, const ir::Batch& batch) -> tree::QueryPtr {
  auto columns = std::vector<BatchColumn>{};
  const auto& target = unit_.at(insert.target);
  const auto parameters = query::batch_columns(schema_.catalog, unit_, insert, batch);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto& column = target.columns[insert.columns[i].column];
    const auto& catalog = schema_.catalog;
    const auto base = catalog.base_type(column.type.oid);
    const auto array = parameters[i].arrays ? base : catalog.array_of(column.type.oid);
    columns.push_back({column.sql_name,
                       {array},
                       catalog.type(base).kind == catalog::TypeKind::composite,
                       parameters[i]});
  }
  return BatchWriter{schema_, arena_}.query(columns);
}

}  // namespace ormc::sql
