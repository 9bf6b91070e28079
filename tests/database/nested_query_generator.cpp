#include "database/nested_query_generator.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace orm_tests {

const std::string_view nested_models = R"(
predicate heavy(p: post) = p.words > 1 and p.note is not null;
predicate by_chief(p: post) = p.author.boss is null;
predicate above(p: post, least) = coalesce(p.words, 0) >= $least;

model person {
  id: int @id;
  name: text;
  note: text?;
  rank: int?;
  boss: person? @index;
  reports: person[] @inverse(boss);
  posts: post[] @inverse(author);
}
model post {
  id: int @id;
  name: text;
  note: text?;
  words: int?;
  author: person @index;
  editor: person? @index;
  remarks: remark[] @inverse(post);
  tags: tag[];
}
model remark {
  id: int @id;
  name: text;
  note: text?;
  score: int;
  post: post @index;
  author: person? @index;
}
model tag { id: int @id; name: text; posts: post[]; }
)";

const std::string_view nested_data = R"(
insert into person (id, name, note, rank, boss_id)
  select i, 'n' || i % 3, nullif('x' || i % 3, 'x0'), nullif(i % 4, 0), case when i > 2 then i / 2 end from generate_series(1, 9) i;
insert into post (id, name, note, words, author_id, editor_id)
  select i, 'p' || i % 4, nullif('y,"' || i % 3, 'y,"1'), nullif(i % 5, 0), 1 + i % 7, nullif(i % 3, 0) from generate_series(1, 15) i;
insert into remark (id, name, note, score, post_id, author_id)
  select i, 'r' || i % 2, case when i % 4 > 0 then 'z(' || i % 4 || ')' end, i % 3, 1 + i * 7 % 11, nullif(i % 6, 0) from generate_series(1, 28) i;
insert into tag (id, name) select i, '' || case when i > 1 then 't' || i else '' end from generate_series(1, 5) i;
insert into post_tag (post_id, tag_id) select p.id, t.id from post p, tag t where (p.id * t.id) % 4 = 1;
)";

namespace {

auto is_given(const NestedQuery::Piece& piece, const PartsState& state) -> bool {
  const auto chosen = piece.choice < 0 || static_cast<std::size_t>(piece.choice) == state.choice;
  return chosen && std::all_of(piece.needs.begin(), piece.needs.end(), [&](std::size_t place) {
           return static_cast<bool>(state.given[place]);
         });
}

}  // namespace

auto NestedQuery::written() const -> std::string {
  auto text = std::string{};
  for (const auto& piece : pieces) text += piece.written;
  return text;
}

auto NestedQuery::plain(const PartsState& state) const -> std::string {
  auto text = fmt::format("select {}", fmt::join(columns, ", "));
  for (const auto& piece : pieces) {
    if (is_given(piece, state)) text += piece.plain;
  }
  return text;
}

auto NestedQueryGenerator::tables() -> const std::vector<Table>& {
  static const auto all = std::vector<Table>{
      {"person",
       {"id", "rank"},
       {"name", "note"},
       {{"boss", 0, "boss_id", ""},
        {"reports", 0, "", "person {0} where {0}.boss_id = {1}"},
        {"posts", 1, "", "post {0} where {0}.author_id = {1}"}}},
      {"post",
       {"id", "words"},
       {"name", "note"},
       {{"author", 0, "author_id", ""},
        {"editor", 0, "editor_id", ""},
        {"remarks", 2, "", "remark {0} where {0}.post_id = {1}"},
        {"tags",
         3,
         "",
         "tag {0} where {0}.id in (select j.tag_id from post_tag j where j.post_id = {1})"}}},
      {"remark",
       {"id", "score"},
       {"name", "note"},
       {{"post", 1, "post_id", ""}, {"author", 0, "author_id", ""}}},
      {"tag",
       {"id"},
       {"name"},
       {{"posts",
         1,
         "",
         "post {0} where {0}.id in (select j.post_id from post_tag j where j.tag_id = {1})"}}},
  };
  return all;
}

auto NestedQueryGenerator::any_relation(const Table& table, bool many) -> const Relation* {
  auto found = std::vector<const Relation*>{};
  for (const auto& relation : table.relations) {
    if (relation.column.empty() == many) found.push_back(&relation);
  }
  return found.empty() ? nullptr : found[below(found.size())];
}

auto NestedQueryGenerator::integer(const Row& row, int depth) -> Expr {
  const auto* one = depth > 0 && chance(0.4) ? any_relation(*row.table, false) : nullptr;
  if (one != nullptr) {
    const auto alias = fmt::format("x{}", ++names_);
    const auto path = fmt::format("{}{}.", row.qualifier, one->name);
    const auto inner = integer({&tables()[one->target], path, alias}, depth - 1);
    return {inner.written,
            fmt::format("(select {} from {} {} where {}.id = {}.{})",
                        inner.plain,
                        tables()[one->target].name,
                        alias,
                        alias,
                        row.alias,
                        one->column)};
  }
  // A path to many goes from a row, not from another path's end.
  const auto* many = depth == 2 && chance(0.3) ? any_relation(*row.table, true) : nullptr;
  if (many != nullptr) {
    const auto alias = fmt::format("x{}", ++names_);
    return {fmt::format("count({}{})", row.qualifier, many->name),
            fmt::format("(select count(*) from {})",
                        fmt::format(fmt::runtime(many->from), alias, row.alias + ".id"))};
  }
  const auto& columns = row.table->integers;
  const auto column = columns[below(columns.size())];
  return {fmt::format("{}{}", row.qualifier, column), fmt::format("{}.{}", row.alias, column)};
}

auto NestedQueryGenerator::text(const Row& row) -> Expr {
  const auto column = row.table->texts[below(row.table->texts.size())];
  return {fmt::format("{}{}", row.qualifier, column), fmt::format("{}.{}", row.alias, column)};
}

auto NestedQueryGenerator::value(const Row& row) -> Expr {
  const auto wrapped = [&](const char* pattern, const Expr& of) -> Expr {
    return {fmt::format(fmt::runtime(pattern), of.written),
            fmt::format(fmt::runtime(pattern), of.plain)};
  };
  switch (below(6)) {
    case 0:
      return text(row);
    case 1:
      return wrapped("coalesce({}, 7)", integer(row, 2));
    case 2:
      return wrapped("upper({})", text(row));
    case 3:
      return condition(row);
    default:
      return integer(row, 2);
  }
}

auto NestedQueryGenerator::condition(const Row& row) -> Expr {
  const auto both = [](const char* pattern, const Expr& of) -> Expr {
    return {fmt::format(fmt::runtime(pattern), of.written),
            fmt::format(fmt::runtime(pattern), of.plain)};
  };
  if (row.table->name == "post" && !row.qualifier.empty() && row.qualifier.size() < 4 &&
      chance(0.3)) {
    const auto alias = row.qualifier.substr(0, row.qualifier.size() - 1);
    switch (below(3)) {
      case 0:
        return {fmt::format("heavy({})", alias),
                fmt::format("({0}.words > 1 and {0}.note is not null)", row.alias)};
      case 1:
        return {fmt::format("above({}, 2)", alias),
                fmt::format("(coalesce({}.words, 0) >= 2)", row.alias)};
      default:
        return {fmt::format("by_chief({})", alias),
                fmt::format("((select x.boss_id from person x where x.id = {}.author_id) is null)",
                            row.alias)};
    }
  }
  switch (below(5)) {
    case 0:
      return both("({} is null)", text(row));
    case 1:
      return both("({} is not null)", integer(row, 1));
    case 2:
      return both("({} > 1)", integer(row, 2));
    default:
      break;
  }
  const auto* many = any_relation(*row.table, true);
  if (many == nullptr) return both("({} <> 'n1')", text(row));
  const auto alias = fmt::format("x{}", ++names_);
  return {fmt::format("exists({}{})", row.qualifier, many->name),
          fmt::format("exists(select from {})",
                      fmt::format(fmt::runtime(many->from), alias, row.alias + ".id"))};
}

/// Appends `path { ... } as name clauses`.
auto NestedQueryGenerator::shape(const Row& row, int depth, std::string& written)
    -> NestedQuery::Shape {
  const auto* relation = any_relation(*row.table, chance(0.6));
  if (relation == nullptr) {
    relation = &row.table->relations[below(row.table->relations.size())];
  }
  const auto& target = tables()[relation->target];
  const auto alias = fmt::format("s{}", ++names_);
  const auto inner = Row{&target, "", alias};
  auto made = NestedQuery::Shape{};
  made.many = relation->column.empty();
  auto items = std::vector<std::string>{};
  for (auto i = below(3) + 1; i > 0; --i) {
    const auto item = value(inner);
    items.push_back(fmt::format("{} as m{}", item.written, ++names_));
    made.columns.push_back(item.plain);
  }
  if (depth > 0 && chance(0.6)) {
    for (auto i = below(2) + 1; i > 0; --i) {
      made.shapes.push_back(shape(inner, depth - 1, items.emplace_back()));
    }
  }
  written += fmt::format(
      "{}{} {{ {} }} as m{}", row.qualifier, relation->name, fmt::join(items, ", "), ++names_);
  if (!made.many) {
    made.from = fmt::format("{0} {1} where {1}.id = (select y.{2} from {3} y where y.id = {{}})",
                            target.name,
                            alias,
                            relation->column,
                            row.table->name);
    return made;
  }
  made.from = fmt::format(fmt::runtime(relation->from), alias, "{}");
  if (chance(0.4)) {
    const auto where = condition(inner);
    written += " where " + where.written;
    made.from += " and " + where.plain;
  }
  const auto first = text(inner);
  const auto* direction = chance(0.5) ? " desc" : " nulls first";
  written += fmt::format(" order by ({}{}, id)", first.written, direction);
  made.from += fmt::format(" order by {}{}, {}.id", first.plain, direction, alias);
  if (chance(0.4)) {
    const auto* limit = chance(0.5) ? " limit 2" : " limit 2 offset 1";
    written += limit;
    made.from += limit;
  }
  return made;
}

/// `where` with terms that are there when their parameters are given, one inside of another.
void NestedQueryGenerator::add_conditions(NestedQuery& query, const Row& row) {
  const auto always = chance(0.3) ? Expr{"true", "true"} : condition(row);
  const auto terms = below(3);
  // What is there so far is one term to the next: `a [or b] and c` is `(a [or b]) and c`.
  query.pieces.push_back({" where " + always.written, " where "});
  query.pieces.push_back({"", std::string(terms, '(') + always.plain});
  const auto parameter = [&](const char* value) {
    query.parameters.push_back(fmt::format("p{}?", query.parameters.size()));
    query.values.emplace_back(value);
    return query.parameters.size() - 1;
  };
  for (auto i = terms; i > 0; --i) {
    const auto place = parameter("1");
    const auto left = integer(row, 1);
    const auto* word = chance(0.7) ? "and" : "or";
    query.pieces.push_back({fmt::format(" [{} ({} >= $p{}", word, left.written, place),
                            fmt::format(" {} ({} >= 1", word, left.plain),
                            {place}});
    if (chance(0.4)) {
      const auto inner = parameter("'n1'");
      const auto right = text(row);
      query.pieces.push_back({fmt::format(" [or {} = $p{}]", right.written, inner),
                              fmt::format(" or {} = 'n1'", right.plain),
                              {place, inner}});
    }
    query.pieces.push_back({")]", ")", {place}});
    query.pieces.push_back({"", ")"});
  }
}

/// Orders to choose from, in brackets or not, and limits that may be there; by the key at the end.
void NestedQueryGenerator::add_order(NestedQuery& query, const Row& row) {
  const auto key = row.qualifier + "id";
  if (chance(0.5)) {
    query.choices = 2 + below(2);
    auto choices = std::vector<std::string>{};
    auto plain = std::vector<std::string>{};
    for (std::size_t i = 0; i < query.choices; ++i) {
      const auto one = chance(0.5) ? integer(row, 1) : text(row);
      const auto* direction = chance(0.5) ? " desc" : "";
      choices.push_back(fmt::format("o{}: ({}{}, {} desc)", i, one.written, direction, key));
      plain.push_back(fmt::format(" order by {}{}, {}.id desc", one.plain, direction, row.alias));
    }
    query.pieces.push_back({fmt::format(" order by $sort {{ {} }}", fmt::join(choices, ", ")), ""});
    for (std::size_t i = 0; i < query.choices; ++i) {
      query.pieces.push_back({"", plain[i], {}, static_cast<int>(i)});
    }
  } else {
    const auto first = text(row);
    query.pieces.push_back(
        {fmt::format(" order by {} nulls first, {}", first.written, key),
         fmt::format(" order by {} nulls first, {}.id", first.plain, row.alias)});
  }
  const auto add = [&](const char* word, const char* value) {
    const auto place = query.parameters.size();
    query.parameters.push_back(fmt::format("p{}?", place));
    query.values.emplace_back(value);
    query.pieces.push_back(
        {fmt::format(" [{} $p{}]", word, place), fmt::format(" {} {}", word, value), {place}});
  };
  if (chance(0.4)) add("limit", "5");
  if (chance(0.2)) add("offset", "2");
}

auto NestedQueryGenerator::query() -> NestedQuery {
  names_ = 0;
  const auto& table = tables()[below(3)];
  const auto row = Row{&table, "r.", "r"};
  auto query = NestedQuery{};
  auto items = std::vector<std::string>{"r.id"};
  query.columns.emplace_back("r.id");
  for (auto i = below(3); i > 0; --i) {
    const auto item = value(row);
    items.push_back(fmt::format("{} as m{}", item.written, ++names_));
    query.columns.push_back(item.plain);
  }
  for (auto i = below(3) + (chance(0.8) ? 1 : 0); i > 0; --i) {
    query.shapes.push_back(shape(row, chance(0.2) ? 2 : 1, items.emplace_back()));
  }
  query.pieces.push_back({fmt::format("select {} from {} r", fmt::join(items, ", "), table.name),
                          fmt::format(" from {} r", table.name)});
  add_conditions(query, row);
  add_order(query, row);
  return query;
}

}  // namespace orm_tests
