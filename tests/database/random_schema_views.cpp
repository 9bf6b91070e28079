#include <fmt/format.h>

#include "database/random_schema.hpp"

namespace random_schema {
namespace {

auto qualified(const Column& column, const std::string& alias) -> Column {
  auto result = column;
  result.name = alias + "." + column.name;
  return result;
}

auto view_options(Writer& writer) -> std::string {
  return writer.one_of({"",
                        "",
                        "",
                        " with (security_barrier)",
                        " with (security_invoker = true)",
                        " with (security_barrier = true, security_invoker = true)"});
}

/// Columns of one table, so that the view can be written to.
void add_simple_view(Writer& writer, const Table& table) {
  auto view = View{};
  view.schema = writer.schema();
  view.name = view.schema + "." + writer.name("seen", 20);
  view.is_updatable = true;
  auto names = std::vector<std::string>{};
  for (const auto& column : table.columns) {
    if (!writer.chance(70)) continue;
    names.push_back(column.name);
    view.columns.push_back(column);
  }
  if (names.empty()) return;
  const auto where = writer.chance(60) ? fmt::format(" where {}", conditions(writer, table.columns))
                                       : std::string{};
  const auto tail = writer.one_of({"", "", " with local check option", " with check option"});
  if (!writer.say(fmt::format("create view {}{} as select {} from {}{}{}",
                              view.name,
                              view_options(writer),
                              fmt::join(names, ", "),
                              table.name,
                              where,
                              tail))) {
    return;
  }
  writer.views.push_back(std::move(view));
}

auto select_list(Writer& writer, const Table& table, View& view) -> std::string {
  const auto& column = writer.any(table.columns);
  auto text = fmt::format("t.{} as first", column.name);
  view.columns.push_back({"first", column.kind});
  const auto number = writer.kinds.front();
  const auto add = [&](unsigned percent, const std::string& expression, const char* name) {
    if (!writer.chance(percent)) return;
    text += fmt::format(", {} as {}", expression, name);
    view.columns.push_back({name, number});
  };
  const auto test = conditions(writer, table.columns, "t.");
  add(40, fmt::format("case when {} then 1 else 2 end", test), "sort");
  add(30,
      fmt::format(
          "(select count(*)::int from {} x where x.{} is not null)", table.name, column.name),
      "many");
  add(25,
      fmt::format("row_number() over (partition by t.{} is null order by 1)::int", column.name),
      "place");
  add(20, "coalesce(nullif(length('x' || random()::text), 3), 4)", "\"Mixed Col\"");
  add(20, fmt::format("array_length(array[t.{0}, t.{0}], 1)", column.name), "\"select\"");
  return text;
}

auto from_clause(Writer& writer, const Table& table) -> std::string {
  auto text = fmt::format(" from {} t", table.name);
  const auto& other = writer.any(writer.tables);
  if (other.columns.empty()) return text;
  const auto& column = writer.any(other.columns);
  switch (writer.pick(6)) {
    case 0:
      return text + fmt::format(" left join {} u on u.{} is not null", other.name, column.name);
    case 1:
      return text +
             fmt::format(
                 " cross join lateral (select v.{0} from {1} v where v.{0} is null limit 1) u",
                 column.name,
                 other.name);
    case 2:
      return text + ", generate_series(1, 3) with ordinality as g(n, o)";
    case 3:
      return text + " full join (values (true, 'a'), (false, 'b')) w(k, l) on w.k = (t.* is null)";
    default:
      return text;
  }
}

void add_view(Writer& writer) {
  const auto& table = writer.any(writer.tables);
  if (table.columns.empty()) return;
  if (writer.chance(35)) return add_simple_view(writer, table);
  auto view = View{};
  view.schema = writer.schema();
  view.is_materialized = writer.chance(35);
  view.name = view.schema + "." + writer.name("overview", 20);
  auto text =
      fmt::format("select {}{}", select_list(writer, table, view), from_clause(writer, table));
  if (writer.chance(60)) {
    text += fmt::format(" where {}", conditions(writer, table.columns, "t."));
  }
  if (writer.chance(30)) text += " order by 1 limit 10";
  if (writer.chance(15)) text = fmt::format("with q as ({}) select * from q", text);
  if (writer.chance(12)) text = fmt::format("({0}) union all ({0})", text);
  const auto storage = view.is_materialized ? writer.one_of({"", "", " with (fillfactor = 70)"})
                                            : view_options(writer);
  const auto made =
      writer.say(fmt::format("create {}view {}{} as {}{}",
                             view.is_materialized ? "materialized " : "",
                             view.name,
                             storage,
                             text,
                             view.is_materialized && writer.chance(30) ? " with no data" : ""));
  if (made) writer.views.push_back(std::move(view));
}

void add_group_view(Writer& writer) {
  const auto& table = writer.any(writer.tables);
  const auto* column = find_column(writer, table, ordered);
  if (column == nullptr) return;
  auto view = View{};
  view.schema = "public";
  view.name = "public." + writer.name("totals");
  const auto made =
      writer.say(fmt::format("create view {0} as select t.{1} as what, count(*) as n, "
                             "max(t.{1}::text) filter (where {2}) as top, "
                             "string_agg(distinct t.{1}::text, ', ' order by t.{1}::text) as "
                             "listed from {3} t group by {4} having "
                             "count(*) > 1",
                             view.name,
                             column->name,
                             condition(qualified(*column, "t")),
                             table.name,
                             writer.one_of({"1", "rollup (1)", "grouping sets ((1), ())"})));
  view.columns = {{"what", column->kind}};
  if (made) writer.views.push_back(std::move(view));
}

void add_recursive_view(Writer& writer) {
  const auto name = writer.name("steps");
  const auto made =
      writer.say(fmt::format("create recursive view public.{} (n, \"Total\") as values (1, 1) "
                             "union all select n + 1, \"Total\" + n "
                             "from {} where n < 10",
                             name,
                             name));
  if (made) writer.comment_on("view public." + name);
}

void add_view_indexes(Writer& writer, const View& view) {
  auto table = Table{};
  table.columns = view.columns;
  for (auto i = writer.pick(3); i > 0; --i) {
    const auto* column = find_column(writer, table, ordered);
    if (column == nullptr) return;
    const auto name = writer.chance(60) ? writer.name("of_view") : std::string{};
    const auto is_expression = writer.chance(20);
    const auto made = writer.say(fmt::format(
        "create {}index {} on {} ({}{}){}{}{}",
        writer.chance(30) ? "unique " : "",
        name,
        view.name,
        is_expression ? fmt::format("({} is null)", column->name) : column->name,
        is_expression ? "" : writer.one_of({"", "", " desc nulls last"}),
        writer.chance(30) ? fmt::format(" include ({})", writer.any(view.columns).name) : "",
        writer.chance(15) ? " with (fillfactor = 50)" : "",
        writer.chance(20) ? fmt::format(" where {}", condition(writer.any(view.columns))) : ""));
    if (!made || name.empty()) continue;
    writer.comment_on("index " + view.schema + "." + name);
    if (is_expression && writer.chance(50)) {
      writer.say(
          fmt::format("alter index {}.{} alter column 1 set statistics 9", view.schema, name));
    }
    if (writer.chance(10)) {
      writer.say(fmt::format("alter materialized view {} cluster on {}", view.name, name));
    }
  }
}

void finish(Writer& writer, const View& view) {
  writer.comment_on(
      fmt::format("{} {}", view.is_materialized ? "materialized view" : "view", view.name));
  const auto& column = writer.any(view.columns);
  writer.comment_on(fmt::format("column {}.{}", view.name, column.name), 10);
  if (view.is_materialized) return add_view_indexes(writer, view);
  if (view.is_updatable && writer.chance(20)) {
    writer.say(fmt::format(
        "alter view {} alter column {} set default {}", view.name, column.name, column.kind.value));
  }
  if (writer.chance(15) && !writer.trigger_functions.empty()) {
    writer.say(
        fmt::format("create trigger {} instead of insert on {} for each row execute function {}()",
                    writer.name("redirect"),
                    view.name,
                    writer.any(writer.trigger_functions)));
  }
  if (writer.chance(12)) {
    writer.say(fmt::format(
        "create rule {} as on insert to {} do instead nothing", writer.name("drop_it"), view.name));
  }
}

/// A view of a view, and one that is made over again, so that it needs what came after it.
void add_view_of_view(Writer& writer) {
  if (writer.views.empty()) return;
  const auto below = writer.any(writer.views);
  auto view = View{};
  view.schema = writer.schema();
  view.name = view.schema + "." + writer.name("upon");
  view.columns = below.columns;
  if (writer.say(fmt::format("create view {} as select v.* from {} v", view.name, below.name))) {
    writer.views.push_back(std::move(view));
  }
}

}  // namespace

void add_views(Writer& writer) {
  if (writer.tables.empty()) return;
  for (auto i = writer.pick(5); i > 0; --i) add_view(writer);
  if (writer.chance(25)) add_group_view(writer);
  if (writer.chance(15)) add_recursive_view(writer);
  if (writer.chance(25)) add_view_of_view(writer);
  for (const auto& view : writer.views) finish(writer, view);
}

}  // namespace random_schema
