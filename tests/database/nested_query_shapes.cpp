#include <fmt/format.h>

#include "database/nested_query_generator.hpp"

namespace orm_tests {

/// The items of a shape, and the shapes in it.
void NestedQueryGenerator::fill(Shape& shape, const Row& inner, int depth, NestedText& written) {
  auto items = std::vector<NestedText>{};
  for (auto i = below(3) + 1; i > 0; --i) {
    shape.columns.push_back(value(inner));
    items.push_back(put("{} as {}", {shape.columns.back(), named("m")}));
  }
  if (depth > 0 && chance(0.6) && !inner.table->relations.empty()) {
    for (auto i = below(2) + 1; i > 0; --i) {
      auto& item = items.emplace_back();
      shape.shapes.push_back(this->shape(inner, depth - 1, item));
    }
  }
  written += put(" { {} } as {}", {join(items, ", "), named("m")});
}

/// A shape over a row of `from`.
auto NestedQueryGenerator::shape_of_row(const Row& row, int depth, NestedText& written) -> Shape {
  auto made = Shape{false, named("s"), {}, {}, {}};
  auto inner = row;
  inner.qualifier.clear();
  inner.argument.clear();
  inner.alias = made.alias;
  inner.id = {"", "@id@"};
  written += row.qualifier.substr(0, row.qualifier.size() - 1);
  fill(made, inner, depth, written);
  made.from = row.again + put(" {} where {}.id = ", {made.alias, made.alias}) + row.id;
  return made;
}

auto NestedQueryGenerator::shape(const Row& row, int depth, NestedText& written) -> Shape {
  const auto wants_many = chance(0.6);
  const auto* relation = any_relation(*row.table, wants_many);
  if (relation == nullptr) relation = any_relation(*row.table, !wants_many);
  const auto may_be_row = !row.qualifier.empty() && !row.is_changed;
  if (relation == nullptr || (may_be_row && chance(0.15))) {
    return shape_of_row(row, depth, written);
  }
  auto path = row.qualifier + relation->name;
  auto id = row.id;
  const auto key_of = [&](const std::string& column, const NestedText& again) {
    return NestedText{"", fmt::format("(select y.{} from ", column)} + again +
           NestedText{"", " y where y.id = "} + id + NestedText{"", ")"};
  };
  if (!relation->column.empty()) {
    id = key_of(relation->column, row.again);
    // Over one to the next.
    const auto& middle = nested_tables()[relation->target];
    const auto* next = chance(0.25) ? any_relation(middle, chance(0.7)) : nullptr;
    if (next != nullptr) {
      path += "." + next->name;
      if (!next->column.empty()) id = key_of(next->column, {"", middle.name});
      relation = next;
    }
  }
  auto made = Shape{relation->column.empty(), named("s"), {}, {}, {}};
  auto inner = row_of(*relation, made.alias);
  inner.qualifier.clear();
  inner.argument.clear();
  written += path;
  fill(made, inner, depth, written);
  if (made.many) {
    made.from = put(fmt::format(fmt::runtime(relation->from), made.alias, "{}"), {id});
    inner.argument = path;
    add_clauses(made, inner, written);
  } else {
    made.from = put("{} {} where {}.id = ", {inner.table->name, made.alias, made.alias}) + id;
  }
  return made;
}

/// `where`, `order by`, `limit` and `offset` of a shape over many, some of them optional.
void NestedQueryGenerator::add_clauses(Shape& shape, const Row& inner, NestedText& written) {
  const auto add = [&](const NestedText& clause) {
    written += clause;
    shape.from += clause;
  };
  if (chance(0.4)) {
    const auto where = conditions(inner);
    written += put(" where {}", {where});
    shape.from += put(" and ({})", {where});
  }
  if (may_be_part() && chance(0.3)) {
    const auto place = parameter("3");
    query_.orders.push_back(place);
    const auto item = put(" order by (abs({} - {}), {})",
                          {column(inner, "id"), as_parameter(place), column(inner, "id")});
    written += put(" [{}]", {item});
    shape.from += put(" order by abs({} - {}), {}",
                      {column(inner, "id"), as_parameter(place), column(inner, "id")})
                      .when_given(place);
    return;
  }
  if (may_be_choice() && chance(0.2)) {
    add(put(" order by {}", {choice(inner, column(inner, "id"))}));
  } else {
    const auto first = text(inner);
    const auto* direction = chance(0.5) ? " desc" : " nulls first";
    written += put(" order by ({}{}, id)", {first, direction});
    shape.from += put(" order by {}{}, {}.id", {first, direction, shape.alias});
  }
  add(maybe("limit", "2", 0.4));
  add(maybe("offset", "1", 0.25));
}

}  // namespace orm_tests
