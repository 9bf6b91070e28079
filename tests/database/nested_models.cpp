#include "database/nested_models.hpp"

namespace orm_tests {

const std::string_view nested_models = R"(
predicate heavy(p: post) = p.words > 1 and p.note is not null;
predicate by_chief(p: post) = p.author.boss is null;
predicate above(p: post, least) = coalesce(p.words, 0) >= $least;
predicate ranked(p: person) = coalesce(p.rank, 0) > 1;
predicate longish(w: wordy) = w.words > 2 or w.note is null;

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

view wordy as select p.id, p.name, p.note, p.words, p.author from post p where p.words > 1;
view edited as
  select p.id, p.name, e.note, e.rank, heavy(p)::int as weight
  from post p left join person e on e.id = p.editor
  order by p.id limit 12 offset 1;
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

auto nested_tables() -> const std::vector<NestedTable>& {
  static const auto all = std::vector<NestedTable>{
      {"person",
       {"id", "rank"},
       {"name", "note"},
       {{"boss", 0, "boss_id", ""},
        {"reports", 0, "", "person {0} where {0}.boss_id = {1}"},
        {"posts", 1, "", "post {0} where {0}.author_id = {1}"}},
       {{"ranked", "", "(coalesce({0}.rank, 0) > 1)"}}},
      {"post",
       {"id", "words"},
       {"name", "note"},
       {{"author", 0, "author_id", ""},
        {"editor", 0, "editor_id", ""},
        {"remarks", 2, "", "remark {0} where {0}.post_id = {1}"},
        {"tags",
         3,
         "",
         "tag {0} where {0}.id in (select j.tag_id from post_tag j where j.post_id = {1})"}},
       {{"heavy", "", "({0}.words > 1 and {0}.note is not null)"},
        {"above", ", 2", "(coalesce({0}.words, 0) >= 2)"},
        {"by_chief", "", "((select x.boss_id from person x where x.id = {0}.author_id) is null)"}}},
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
      {"wordy",
       {"id", "words", "author_id"},
       {"name", "note"},
       {},
       {{"longish", "", "({0}.words > 2 or {0}.note is null)"}}},
      {"edited", {"id", "rank", "weight"}, {"name", "note"}},
  };
  return all;
}

}  // namespace orm_tests
