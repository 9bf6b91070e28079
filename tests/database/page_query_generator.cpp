#include "database/page_query_generator.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace orm_tests {

const std::string_view page_models = R"(
enum mood { calm, glad, sad }

model person {
  id: int @id;
  name: text;
  note: text?;
  score: int?;
  born: date?;
  ratio: numeric?;
  mood: mood?;
  rank: int;
  boss: person? @index;
}

model badge {
  id: int @id;
  owner: person @index;
  label: text?;
  level: int?;
  unique nulls not distinct (label, level);
}
)";

/// A table, a subquery of it or one of a `with` clause: with the columns of `person`.
auto PageQueryGenerator::person() -> std::string {
  switch (below(4)) {
    case 0:
      return "(select * from person where rank < 3) as p";
    case 1:
      return "(select * from person order by id limit 15) as p";
    default:
      return "person p";
  }
}

auto PageQueryGenerator::where() -> std::string {
  return pick({"", "", " where p.rank > 0", " where p.note is not null", " where p.score is null"});
}

auto PageQueryGenerator::plain() -> Body {
  if (chance(0.5)) {
    return {{},
            "select p.id, p.name, p.note, p.score, p.mood from " + person() + where(),
            {},
            {"id"},
            {"name", "note", "score", "mood"},
            {}};
  }
  return {{},
          fmt::format("select p.id as one, b.id as two, b.label, p.score + 1 as more, b.level "
                      "from person p {} badge b on b.owner_id = p.id{}",
                      pick({"join", "left join"}),
                      where()),
          {},
          {"one", "two"},
          {"label", "more", "level"},
          {}};
}

auto PageQueryGenerator::distinct() -> Body {
  auto text = "select distinct p.score, p.note, p.mood from " + person() + where();
  return {{}, std::move(text), {}, {"score", "note", "mood"}, {}, {}};
}

auto PageQueryGenerator::distinct_on() -> Body {
  auto on =
      chance(0.5) ? std::vector<std::string>{"note"} : std::vector<std::string>{"score", "mood"};
  auto listed = fmt::format("{}", fmt::join(on, ", "));
  return {{},
          fmt::format(
              "select distinct on ({0}) {0}, name, rank from {1}{2}", listed, person(), where()),
          on,
          on,
          {},
          {pick({"born", "ratio", "name"}), "id"}};
}

auto PageQueryGenerator::part() -> std::string {
  switch (below(4)) {
    case 0:
      return "select score, note, born from person";
    case 1:
      return "select level, label, null::date from badge";
    case 2:
      return "(select rank, name, born from person order by id limit 6)";
    default:
      return "select score, name, born from person where note is not null";
  }
}

auto PageQueryGenerator::set_operation() -> Body {
  const auto names = std::vector<std::string>{"score", "note", "born"};
  auto text = std::string{"select score, note, born from person"};
  for (auto i = below(2) + 1; i > 0; --i) {
    text += fmt::format(" {} {}", pick({"union all", "intersect", "except", "union"}), part());
  }
  return {{}, text + " union " + part(), {}, names, {}, {}};
}

auto PageQueryGenerator::told_apart() -> Body {
  if (chance(0.3)) {
    return {
        {},
        fmt::format("select id, name, score from person {} all select id, label, level from badge",
                    pick({"intersect", "except"})),
        {},
        {"id"},
        {"name", "score"},
        {}};
  }
  return {{},
          "select id, 'person' as kind, note from person union all select id, 'badge', label from "
          "badge union all select rank, 'name', name from person group by rank, name",
          {},
          {"id", "kind", "note"},
          {},
          {}};
}

auto PageQueryGenerator::windows() -> Body {
  return {{},
          fmt::format("select p.id, p.note, rank() over (order by p.score) as place, "
                      "lag(p.score) over (partition by p.mood order by p.id) as before, "
                      "sum(p.rank) over (order by p.id) as running from {}{}",
                      person(),
                      where()),
          {},
          {"id"},
          {"note", "place", "before", "running"},
          {}};
}

auto PageQueryGenerator::groups() -> Body {
  const auto* window = chance(0.5) ? ", rank() over (order by count(*)) as place" : "";
  auto body =
      Body{{},
           fmt::format("select p.mood, p.score, count(*) as n, max(p.note) as most{} from {}{} "
                       "group by p.mood, p.score{}",
                       window,
                       person(),
                       where(),
                       pick({"", " having count(*) > 1"})),
           {},
           {"mood", "score"},
           {"n", "most"},
           {}};
  if (*window != '\0') body.other.emplace_back("place");
  return body;
}

auto PageQueryGenerator::grouping_sets() -> Body {
  return {
      {},
      fmt::format("select p.mood, p.rank, grouping(p.mood, p.rank) as level, sum(p.score) as total "
                  "from {}{} group by {}",
                  person(),
                  where(),
                  pick({"rollup (p.mood, p.rank)",
                        "cube (p.mood, p.rank)",
                        "grouping sets ((p.mood), (p.rank), ())",
                        "distinct rollup (p.mood, p.rank), rollup (p.rank)"})),
      {},
      {"mood", "rank", "level"},
      {"total"},
      {}};
}

auto PageQueryGenerator::sets() -> Body {
  return {{},
          fmt::format("select distinct p.mood, p.note, generate_series(1, p.score) as n from {}{}",
                      person(),
                      where()),
          {},
          {"mood", "note", "n"},
          {},
          {}};
}

/// One of the others as a subquery or in a `with` clause: what holds for its rows is known outside.
auto PageQueryGenerator::wrapped() -> Body {
  auto inner = Body{};
  do {
    inner = body();
  } while (!inner.first.empty() || !inner.with.empty());
  if (chance(0.5)) {
    inner.text = "select * from (" + inner.text + ") as q";
    return inner;
  }
  inner.with = "with q as (" + inner.text + ") ";
  inner.text = "select *, row_number() over () > 0 as always from q";
  inner.other.emplace_back("always");
  return inner;
}

auto PageQueryGenerator::body() -> Body {
  switch (below(10)) {
    case 0:
      return plain();
    case 1:
      return distinct();
    case 2:
      return distinct_on();
    case 3:
      return set_operation();
    case 4:
      return told_apart();
    case 5:
      return windows();
    case 6:
      return groups();
    case 7:
      return grouping_sets();
    case 8:
      return sets();
    default:
      return wrapped();
  }
}

auto PageQueryGenerator::direction(const std::string& item) -> std::string {
  return item +
         pick({"", "", " desc", " asc nulls first", " desc nulls last", " desc nulls first"});
}

/// An order that is total: all keys, among others, in any order.
auto PageQueryGenerator::items(const Body& body) -> std::vector<std::string> {
  auto names = body.keys;
  for (const auto& other : body.other) {
    if (chance(0.4)) names.push_back(other);
  }
  std::shuffle(names.begin(), names.end(), random_);
  names.insert(names.end(), body.last.begin(), body.last.end());
  for (auto& name : names) name = direction(name);
  return names;
}

auto PageQueryGenerator::query() -> PageQuery {
  const auto body = this->body();
  const auto text = body.with + body.text;
  const auto paged = [&](const std::string& order) {
    return fmt::format("{} order by {} page after $after limit $n", text, order);
  };
  const auto whole = [&](const std::string& order) { return text + " order by " + order; };
  if (!body.last.empty() || chance(0.75)) {
    const auto order = fmt::format("{}", fmt::join(items(body), ", "));
    return {paged(order), {whole(order)}};
  }
  const auto one = fmt::format("{}", fmt::join(items(body), ", "));
  const auto other = fmt::format("{}", fmt::join(items(body), ", "));
  return {paged(fmt::format("$sort {{ one: ({}), other: ({}) }}", one, other)),
          {whole(one), whole(other)}};
}

}  // namespace orm_tests
