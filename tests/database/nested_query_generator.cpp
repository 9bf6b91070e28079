#include "database/nested_query_generator.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace orm_tests {

auto NestedQuery::declared() const -> std::vector<std::string> {
  auto result = std::vector<std::string>{};
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    result.push_back(fmt::format("p{}{}", i, parameters[i].is_optional ? "?" : ""));
  }
  for (std::size_t i = 0; i < choices.size(); ++i) {
    result.push_back(fmt::format("sort{}{}", i, choices[i].is_optional ? "?" : ""));
  }
  if (page > 0) result.emplace_back("after");
  return result;
}

auto NestedQuery::states() const -> std::vector<PartsState> {
  auto found = std::vector<PartsState>{{}};
  const auto extend = [&](std::size_t from, std::size_t to, auto add) {
    auto next = std::vector<PartsState>{};
    for (const auto& state : found) {
      for (auto i = from; i < to; ++i) add(next.emplace_back(state), i);
    }
    found = std::move(next);
  };
  for (const auto& parameter : parameters) {
    extend(parameter.is_optional ? 0 : 1, 2, [](auto& state, std::size_t i) {
      state.given.push_back(i == 1);
    });
  }
  for (const auto& choice : choices) {
    extend(0, choice.labels + (choice.is_optional ? 1 : 0), [](auto& state, std::size_t i) {
      state.chosen.push_back(i);
    });
  }
  // Of many, some from everywhere, the first and the last.
  constexpr auto most = std::size_t{40};
  if (found.size() <= most) return found;
  auto some = std::vector<PartsState>{};
  for (std::size_t i = 0; i < most; ++i) some.push_back(found[i * (found.size() - 1) / (most - 1)]);
  return some;
}

auto NestedQuery::is_ordered(const PartsState& state) const -> bool {
  return has_order &&
         std::ranges::all_of(orders,
                             [&](auto place) { return static_cast<bool>(state.given[place]); }) &&
         std::ranges::all_of(optional_choices, [&](auto choice) {
           return state.chosen[choice] < choices[choice].labels;
         });
}

/// A subquery over a table, a view or another one; by `with` or where it stands.
auto NestedQueryGenerator::derived(int depth) -> Source {
  const auto inner = source(depth - 1);
  const auto alias = named("q");
  const auto row = Row{inner.table, alias + ".", alias, alias, inner.again};
  auto& table = own_.emplace_back(Table{named("w"), {"id"}, {}});
  auto columns = std::vector<NestedText>{column(row, "id")};
  for (auto i = below(2) + 1; i > 0; --i) {
    table.integers.push_back(named("i"));
    columns.push_back(put("{} as {}", {integer(row, 2), table.integers.back()}));
  }
  for (auto i = below(2) + 1; i > 0; --i) {
    table.texts.push_back(named("t"));
    columns.push_back(put("{} as {}", {text(row), table.texts.back()}));
  }
  auto query = put("select {} from {} {} where {}",
                   {join(columns, ", "), inner.from, alias, conditions(row)});
  if (chance(0.6)) {
    query += put(" order by {}{}, {}.id", {text(row), chance(0.5) ? " desc" : "", alias});
    query += maybe("limit", "6", 0.5) + maybe("offset", "1", 0.5);
  }
  const auto whole = put("({})", {query});
  if (chance(0.5)) return {inner.with, whole, whole.only_plain(), &table};
  const auto with =
      put(chance(0.2) ? "{} as materialized ({})" : "{} as ({})", {table.name, query});
  return {inner.with.written().empty() ? with.only_written()
                                       : put("{}, {}", {inner.with, with.only_written()}),
          NestedText{table.name, ""} + whole.only_plain(),
          whole.only_plain(),
          &table};
}

auto NestedQueryGenerator::source(int depth) -> Source {
  if (depth > 0 && chance(0.35)) return derived(depth);
  const auto& table = nested_tables()[chance(0.7) ? below(3) : 4 + below(2)];
  return {{}, table.name, {"", table.name}, &table};
}

/// A further row, which may be missing.
auto NestedQueryGenerator::join_to(const Row& row, std::vector<Row>& rows) -> NestedText {
  const auto alias = named("s");
  const auto key = any_of(row.table->integers);
  const auto outer = column(row, key);
  const auto found = NestedText{"", "(select y." + key + " from "} + row.again +
                     NestedText{"", " y where y.id = @id@)"};
  const auto& table = nested_tables()[chance(0.6) ? below(3) : 4 + below(2)];
  auto joined = Row{&table, alias + ".", alias, alias, {"", table.name}};
  if (chance(0.6)) {
    joined.id = found;
    rows.push_back(joined);
    return put(" left join {} {} on {}.id = {}", {table.name, alias, alias, outer});
  }
  const auto inner = named("q");
  const auto of = Row{&table, inner + ".", inner, inner, {"", table.name}};
  auto& own = own_.emplace_back(Table{"", {"id"}, {}});
  own.integers.push_back(named("i"));
  own.texts = table.texts;
  const auto before = put("(select {}.id, {} as {}, {}.{}, {}.{} from {} {} where {}.id = ",
                          {inner,
                           integer(of, 1),
                           own.integers.back(),
                           inner,
                           own.texts[0],
                           inner,
                           own.texts[1],
                           table.name,
                           inner,
                           inner});
  const auto behind = put(" and ({}) order by {}.id limit 1)", {conditions(of), inner});
  joined.table = &own;
  joined.argument.clear();
  joined.id = found;
  joined.again = (before + found + behind).only_plain();
  rows.push_back(joined);
  return NestedText{" left join lateral "} + before + outer + behind + put(" {} on true", {alias});
}

auto NestedQueryGenerator::items(const std::vector<Row>& rows, std::vector<NestedText> first)
    -> NestedText {
  auto list = join(first, ", ");
  for (auto i = below(3); i > 0; --i) {
    list += put(", {} as {}", {value(any_of(rows)), named("m")});
  }
  for (auto i = below(3) + (chance(0.8) ? 1 : 0); i > 0; --i) {
    auto written = NestedText{};
    query_.shapes.push_back(shape(any_of(rows), chance(0.2) ? 2 : 1, written));
    list += (NestedText{", "} + written).only_written();
  }
  return list;
}

auto NestedQueryGenerator::order_item(const Row& row) -> NestedText {
  static const auto directions = std::vector<std::string>{"", " desc", " nulls first"};
  return put("{}{}", {chance(0.5) ? integer(row, 1) : text(row), any_of(directions)});
}

auto NestedQueryGenerator::choice(const Row& row, const NestedText& last) -> NestedText {
  const auto number = query_.choices.size();
  const auto labels = 2 + below(2);
  auto result = NestedText{fmt::format("$sort{} {{ ", number), ""};
  for (std::size_t i = 0; i < labels; ++i) {
    auto items = std::vector<NestedText>{order_item(row)};
    if (chance(0.4)) items.push_back(order_item(row));
    if (!last.written().empty()) items.push_back(last);
    const auto item = join(items, ", ").when_chosen(number, i);
    result += NestedText{fmt::format("{}o{}: ", i > 0 ? ", " : "", i), ""};
    result += items.size() == 1 ? item : NestedText{"(", ""} + item + NestedText{")", ""};
  }
  query_.choices.push_back({labels, false});
  return result + NestedText{" }", ""};
}

/// What there is of orders to choose from, in brackets or not, and limits; by the key at the end.
auto NestedQueryGenerator::order(const Row& row) -> NestedText {
  const auto key = column(row, "id");
  if (may_be_choice() && chance(0.1)) {
    // Not there unless it is chosen: then nothing may depend on it.
    const auto number = query_.choices.size();
    const auto chosen = choice(row);
    query_.choices.back().is_optional = true;
    query_.optional_choices.push_back(number);
    auto result = NestedText{" [order by ", ""};
    // In plain SQL the words are there with each label.
    for (std::size_t i = 0; i < query_.choices[number].labels; ++i) {
      result += NestedText{"", " order by "}.when_chosen(number, i);
    }
    query_.has_order = false;
    return result + chosen + NestedText{"]", ""};
  }
  auto list = std::vector<NestedText>{};
  for (auto i = below(3); i > 0; --i) {
    list.push_back(may_be_choice() && chance(0.6) ? choice(row) : order_item(row));
  }
  list.push_back(put("{}{}", {key, chance(0.3) ? " desc" : ""}));
  const auto ordered = put(" order by {}", {join(list, ", ")});
  if (is_plain_) return ordered;
  return ordered + maybe("limit", "5", 0.4) + maybe("offset", "2", 0.3);
}

void NestedQueryGenerator::make_select() {
  auto from = source(is_plain_ ? 0 : 2);
  auto rows = std::vector<Row>{{from.table, "r.", "r", "r", from.again}};
  auto text = put(" from {} r", {from.from});
  if (!is_plain_ && !rows.front().table->relations.empty() && chance(0.15)) {
    text +=
        chance(0.5) ? " tablesample bernoulli (100)" : " tablesample system (100) repeatable (3)";
  }
  if (!is_plain_ && chance(0.4)) text += join_to(rows.front(), rows);
  text += put(" where {}", {conditions(any_of(rows))});
  auto list = items(rows, {"r.id"});
  auto with = NestedText{};
  if (!from.with.written().empty()) with = put("with {} ", {from.with}).only_written();
  query_.text = with + put("select {}{}", {list, text});
  query_.text += order(rows.front());
}

/// The keys of the order are in the list.
void NestedQueryGenerator::make_page() {
  const auto from = source(1);
  const auto row = Row{from.table, "r.", "r", "", from.again};
  const auto key = chance(0.5) ? text(row) : integer(row, 1);
  const auto* direction = chance(0.5) ? " desc" : "";
  auto list = items({row}, {"r.id", put("{} as {}", {key, named("k")})});
  auto with = NestedText{};
  if (!from.with.written().empty()) with = put("with {} ", {from.with}).only_written();
  query_.page = 3;
  query_.text = with +
                put("select {} from {} r where {} order by {}{}, r.id",
                    {list, from.from, conditions(row), key, direction}) +
                NestedText{" page after $after limit 3", ""};
}

void NestedQueryGenerator::make_update() {
  const auto& table = nested_tables()[below(3)];
  auto row = Row{&table, "r.", "r", "r", {"", table.name}};
  row.is_changed = true;
  row.is_joined = false;
  auto set = put("{} = r.{}", {table.integers[1], table.integers[1]});
  if (chance(0.6)) {
    const auto place = parameter("'n1'");
    set += NestedText{", [", ""} +
           (NestedText{"", ", "} + put("name = {}", {as_parameter(place)})).when_given(place) +
           NestedText{"]", ""};
  }
  const auto where = conditions(row);
  query_.has_order = false;
  query_.text = put("update {} r set {} where {} returning {}",
                    {table.name, set, where, items({row}, {"r.id"})});
}

void NestedQueryGenerator::make_delete() {
  const auto& table = nested_tables()[2];  // nothing refers to it
  auto row = Row{&table, "r.", "r", "r", {"", table.name}};
  row.is_joined = false;
  const auto where = conditions(row);
  query_.has_order = false;
  query_.text =
      put("delete from {} r where {} returning {}", {table.name, where, items({row}, {"r.id"})});
}

/// Rows like those that are there.
void NestedQueryGenerator::make_insert() {
  const auto& table = nested_tables()[2];
  auto row = Row{&table, "r.", "r", "r", {"", table.name}};
  row.id = {"", "@id@ - 100"};
  row.is_changed = true;
  row.is_joined = false;
  const auto alias = named("q");
  const auto of = Row{&table, alias + ".", alias, alias, {"", table.name}};
  const auto where = conditions(of);
  query_.has_order = false;
  query_.text = put(
      "insert into remark as r (id, name, note, score, {}, {}) "
      "select {}.id + 100, {}.name, {}.note, {}.score, {}, {} from remark {} where {} returning {}",
      {NestedText{"post", "post_id"},
       NestedText{"author", "author_id"},
       alias,
       alias,
       alias,
       alias,
       NestedText{alias + ".post", alias + ".post_id"},
       NestedText{alias + ".author", alias + ".author_id"},
       alias,
       where,
       items({row}, {"r.id"})});
}

auto NestedQueryGenerator::query() -> NestedQuery {
  names_ = 0;
  query_ = {};
  own_.clear();
  is_plain_ = chance(0.3);
  const auto kind = below(100);
  if (kind < 70) {
    make_select();
  } else if (kind < 80) {
    make_page();
  } else if (kind < 88) {
    make_update();
  } else if (kind < 94) {
    make_delete();
  } else {
    make_insert();
  }
  return query_;
}

}  // namespace orm_tests
