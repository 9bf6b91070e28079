#include <fmt/format.h>

#include "database/nested_query_generator.hpp"

namespace orm_tests {

auto NestedQueryGenerator::any_relation(const Table& table, bool many) -> const Table::Relation* {
  auto found = std::vector<const Table::Relation*>{};
  for (const auto& relation : table.relations) {
    if (relation.column.empty() == many) found.push_back(&relation);
  }
  return found.empty() ? nullptr : any_of(found);
}

auto NestedQueryGenerator::parameter(const std::string& value, bool is_optional) -> std::size_t {
  query_.parameters.push_back({value, is_optional});
  return query_.parameters.size() - 1;
}

auto NestedQueryGenerator::as_parameter(std::size_t place) const -> NestedText {
  return {fmt::format("$p{}", place), query_.parameters[place].value};
}

auto NestedQueryGenerator::maybe(std::string_view word, const char* value, double often)
    -> NestedText {
  if (!chance(is_plain_ ? often / 4 : often)) return {};
  const auto clause = fmt::format(" {} {{}}", word);
  if (!may_be_part()) return put(clause, {value});
  const auto place = parameter(value);
  return NestedText{" [", ""} + put(clause, {as_parameter(place)}).when_given(place) +
         NestedText{"]", ""};
}

auto NestedQueryGenerator::column(const Row& row, const std::string& name) -> NestedText {
  return {row.qualifier + name, row.alias + "." + name};
}

auto NestedQueryGenerator::row_of(const Table::Relation& relation, const std::string& alias) const
    -> Row {
  const auto& table = nested_tables()[relation.target];
  return {&table, alias + ".", alias, alias, {"", table.name}};
}

/// A path to one, and something of the row at its end.
auto NestedQueryGenerator::behind(const Row& row, const Table::Relation& one, int depth)
    -> NestedText {
  const auto alias = named("x");
  auto end = row_of(one, alias);
  end.qualifier = fmt::format("{}{}.", row.qualifier, one.name);
  end.argument.clear();
  return NestedText{"", "(select "} + integer(end, depth) +
         NestedText{"",
                    fmt::format(" from {} {} where {}.id = {}.{})",
                                end.table->name,
                                alias,
                                alias,
                                row.alias,
                                one.column)};
}

/// An aggregate over a path to many, which may first go over one to one.
auto NestedQueryGenerator::aggregate(const Row& row) -> NestedText {
  const auto* one = chance(0.3) ? any_relation(*row.table, false) : nullptr;
  const auto& table = one == nullptr ? *row.table : nested_tables()[one->target];
  const auto* many = any_relation(table, true);
  if (many == nullptr) return column(row, any_of(row.table->integers));
  const auto alias = named("x");
  const auto path =
      fmt::format("{}{}{}", row.qualifier, one == nullptr ? "" : one->name + ".", many->name);
  const auto id = one == nullptr ? row.alias + ".id" : row.alias + "." + one->column;
  auto inner = row_of(*many, alias);
  inner.qualifier = path + ".";
  inner.argument = path;
  const auto of =
      chance(0.5) ? NestedText{path, "*"} : column(inner, any_of(inner.table->integers));
  const auto is_count = of.written() == path;
  auto filter = NestedText{};
  if (chance(0.3)) {
    if (const auto condition = predicate(inner)) {
      filter = NestedText{" filter (where ", " and ("} + *condition + NestedText{")", ")"};
    }
  }
  const auto* word = is_count || chance(0.3) ? "count(" : "max(";
  return NestedText{word, std::string{"(select "} + word} + of +
         NestedText{")", ") from " + fmt::format(fmt::runtime(many->from), alias, id)} + filter +
         NestedText{"", ")"};
}

auto NestedQueryGenerator::integer(const Row& row, int depth) -> NestedText {
  const auto* one = depth > 0 && chance(0.4) ? any_relation(*row.table, false) : nullptr;
  if (one != nullptr) return behind(row, *one, depth - 1);
  // A path to many goes from a row, not from another path's end.
  if (depth == 2 && chance(0.3)) return aggregate(row);
  return column(row, any_of(row.table->integers));
}

auto NestedQueryGenerator::text(const Row& row) -> NestedText {
  return column(row, any_of(row.table->texts));
}

auto NestedQueryGenerator::rows_of(const Row& row,
                                   const Table::Relation& many,
                                   const std::string& alias) -> NestedText {
  const auto inner = row_of(many, alias);
  return NestedText{fmt::format("{}{} {} where ", row.qualifier, many.name, alias),
                    fmt::format(fmt::runtime(many.from), alias, row.alias + ".id") + " and ("} +
         conditions(inner) + NestedText{"", ")"};
}

/// One value of the rows of a path to many, or whether there are some.
auto NestedQueryGenerator::subquery(const Row& row) -> NestedText {
  const auto* many = row.qualifier.empty() ? nullptr : any_relation(*row.table, true);
  if (many == nullptr) return text(row);
  const auto alias = named("x");
  const auto inner = row_of(*many, alias);
  if (chance(0.3)) {
    return put("exists (select from {}{})",
               {rows_of(row, *many, alias), maybe("offset", "1", 0.3)});
  }
  const auto item = chance(0.5) ? integer(inner, 1) : text(inner);
  const auto rows = rows_of(row, *many, alias);
  const auto order = text(inner);
  return put("(select {} from {} order by {}{}, {}.id limit 1{})",
             {item, rows, order, chance(0.5) ? " desc" : "", alias, maybe("offset", "1", 0.5)});
}

auto NestedQueryGenerator::value(const Row& row) -> NestedText {
  switch (below(8)) {
    case 0:
      return text(row);
    case 1:
      return put("coalesce({}, 7)", {integer(row, 2)});
    case 2:
      return put("upper({})", {text(row)});
    case 3:
      return condition(row);
    case 4:
    case 5:
      return subquery(row);
    default:
      return integer(row, 2);
  }
}

/// A predicate of the row itself, or of one that a path leads to.
auto NestedQueryGenerator::predicate(const Row& row) -> std::optional<NestedText> {
  const auto* one = row.is_joined && chance(0.4) ? any_relation(*row.table, false) : nullptr;
  const auto& table = one == nullptr ? *row.table : nested_tables()[one->target];
  if (table.predicates.empty()) return std::nullopt;
  const auto& of = any_of(table.predicates);
  if (one == nullptr) {
    if (row.argument.empty()) return std::nullopt;
    return NestedText{fmt::format("{}({}{})", of.name, row.argument, of.written),
                      fmt::format(fmt::runtime(of.plain), row.alias)};
  }
  const auto alias = named("x");
  return NestedText{fmt::format("{}({}{}{})", of.name, row.qualifier, one->name, of.written),
                    fmt::format("(select {} from (select) n left join {} {} on {}.id = {}.{})",
                                fmt::format(fmt::runtime(of.plain), alias),
                                table.name,
                                alias,
                                alias,
                                row.alias,
                                one->column)};
}

auto NestedQueryGenerator::condition(const Row& row) -> NestedText {
  if (chance(0.3)) {
    if (const auto found = predicate(row)) return *found;
  }
  switch (below(5)) {
    case 0:
      return put("({} is null)", {text(row)});
    case 1:
      return put("({} is not null)", {integer(row, 1)});
    case 2:
      return put("({} > 1)", {integer(row, 2)});
    default:
      break;
  }
  const auto* many = any_relation(*row.table, true);
  if (many == nullptr) return put("({} <> 'n1')", {text(row)});
  const auto alias = named("x");
  return {fmt::format("exists({}{})", row.qualifier, many->name),
          fmt::format("exists(select from {})",
                      fmt::format(fmt::runtime(many->from), alias, row.alias + ".id"))};
}

auto NestedQueryGenerator::conditions(const Row& row) -> NestedText {
  auto result = chance(0.3) ? NestedText{"true"} : condition(row);
  // What is there so far is one term to the next: `a [or b] and c` is `(a [or b]) and c`.
  while (may_be_part()) {
    const auto place = parameter("1");
    auto term = put("({} >= {}", {integer(row, 1), as_parameter(place)});
    if (chance(0.3)) {
      const auto inner = parameter("'n1'");
      term += NestedText{" [", ""} +
              put(" or {} = {}", {text(row), as_parameter(inner)}).when_given(inner) +
              NestedText{"]", ""};
    }
    if (chance(0.2)) {
      term += put(" or {} = {}", {integer(row, 0), as_parameter(parameter("2", false))});
    }
    const auto* word = chance(0.7) ? " [and " : " [or ";
    result = NestedText{"", "("} + result +
             (NestedText{word, word + 2 == std::string_view{"and "} ? " and " : " or "} + term +
              NestedText{")]", ")"})
                 .when_given(place) +
             NestedText{"", ")"};
  }
  if (is_plain_ && query_.parameters.size() < 2 && chance(0.15)) {
    const auto least = as_parameter(parameter("1", false));
    result = put("({}) and {} >= {}", {result, integer(row, 1), least});
  }
  return result;
}

}  // namespace orm_tests
