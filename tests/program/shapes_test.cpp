// Rows with nested structs, through the generated C++ and the runtime, held against flat rows that
// plain SQL gives.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "shapes.orm.hpp"
#include "support/postgres_server.hpp"

namespace {

auto read_file(const std::filesystem::path& path) -> std::string {
  auto in = std::ifstream(path);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

/// Every combination of what is there and what is missing, by remainders.
constexpr auto data = R"sql(
insert into author (name, bio, boss_id)
  select 'author ' || i, case when i % 2 = 0 then 'bio ' || i end, case when i > 3 then i / 3 end
  from generate_series(1, 12) i;
insert into post (title, author_id, editor_id)
  select 'post ' || i, i % 12 + 1, case when i % 3 <> 0 then i % 5 + 1 end from generate_series(1, 60) i;
insert into comment (post_id, author_id, body, score)
  select i % 50 + 1, case when i % 4 <> 0 then i % 12 + 1 end, 'comment ' || i, i * 7 % 10
  from generate_series(1, 200) i where i % 50 % 7 <> 0;
insert into reply (comment_id, body)
  select c.id, case when (c.id + n) % 3 <> 0 then 'reply ' || n end from comment c, generate_series(1, 4) n
  where n <= c.id % 5;
insert into tag (name) select 'tag ' || i from generate_series(1, 8) i;
insert into post_tag (post_id, tag_id) select p.id, t.id from post p, tag t where (p.id * t.id) % 5 < 2 and p.id % 6 <> 0;
)sql";

class Blog {
 public:
  static auto open() -> Blog& {
    static auto blog = Blog{};
    return blog;
  }
  auto sql(const std::string& text) -> std::string {
    return test_support::query_text(conninfo_, text);
  }
  orm::database& db() { return *db_; }

 private:
  Blog() : conninfo_(test_support::postgres_server::shared().create_database()) {
    test_support::run_sql(conninfo_,
                          read_file(std::filesystem::path(ORM_SHAPES_DIR) / "schema.sql") + data);
    db_.emplace(conninfo_);
  }
  std::string conninfo_;
  std::optional<orm::database> db_;
};

auto db() -> orm::database& { return Blog::open().db(); }

/// The lines of a query of one text column, as one text.
auto lines(const std::string& query) -> std::string {
  return Blog::open().sql("select coalesce(string_agg(line, E'\\n' order by n), '') from (" +
                          query + ") lines (n, line)");
}

auto text(std::int64_t value) -> std::string { return std::to_string(value); }
auto text(const std::string& value) -> std::string { return value; }
template <class T>
auto text(const std::optional<T>& value) -> std::string {
  return value ? text(*value) : "-";
}

/// `a, b` of a vector's elements.
template <class Rows, class Show>
auto joined(const Rows& rows, const Show& show) -> std::string {
  auto all = std::string{};
  for (const auto& row : rows) all += (all.empty() ? "" : ", ") + show(row);
  return "[" + all + "]";
}

template <class Rows, class Show>
auto shown(const Rows& rows, const Show& show) -> std::string {
  auto all = std::string{};
  for (const auto& row : rows) all += (all.empty() ? "" : "\n") + show(row);
  return all;
}

}  // namespace

TEST_CASE("a group has the row that its relation leads to", "[shapes]") {
  auto& blog = Blog::open();
  auto text = std::string{};
  for (const auto& row : blog.db().run(shapes::per_editor{})) {
    const auto name = row.by ? row.by->name : "-";
    const auto boss = row.by && row.by->boss ? row.by->boss->name : "-";
    auto posts = std::string{};
    for (const auto& post : row.by ? row.by->posts : decltype(row.by->posts){}) {
      posts += fmt::format("{} ", post.id);
    }
    text += fmt::format("{}|{}|{}|{}\n", name, boss, posts, row.posts);
  }
  CHECK(text ==
        blog.sql(R"(select string_agg(concat_ws('|', coalesce(e.name, '-'), coalesce(b.name, '-'),
      (select coalesce(string_agg(x.id || ' ', '' order by x.id), '')
       from (select id from post where author_id = e.id order by id limit 2) x), n), E'\n' order by p.editor_id) || E'\n'
    from (select editor_id, count(*) as n from post group by editor_id) p
    left join author e on e.id = p.editor_id left join author b on b.id = e.boss_id)"));
}

TEST_CASE("a shape over a relation to one is a struct, absent where there is no row") {
  const auto ours = shown(db().run(shapes::to_one{}), [](const auto& row) {
    auto edited = row.editor ? text(row.editor->id) + "/" + text(row.editor->bio) : "none";
    auto checked = row.checked_by ? text(row.checked_by->bio) + "/" + row.checked_by->loud : "none";
    return fmt::format("{} {} {} {} {}", row.id, row.author.id, row.author.name, edited, checked);
  });
  CHECK(ours == lines(R"(select p.id, concat_ws(' ', p.id, a.id, a.name,
      case when e.id is null then 'none' else e.id || '/' || coalesce(e.bio, '-') end,
      case when e.id is null then 'none' else coalesce(e.bio, '-') || '/' || upper(e.name) end)
      from post p join author a on a.id = p.author_id left join author e on e.id = p.editor_id)"));
}

TEST_CASE("a shape over a relation to many is a vector, empty where there are no rows") {
  const auto show = [](const auto& row) {
    return fmt::format("{} {}", row.id, joined(row.comments, [](const auto& comment) {
                         return fmt::format("{}:{}", comment.body, comment.score);
                       }));
  };
  CHECK(shown(db().run(shapes::to_many{}), show) == lines(R"(select p.id, p.id || ' [' ||
      coalesce((select string_agg(c.body || ':' || c.score, ', ' order by c.id) from comment c where c.post_id = p.id), '') || ']'
      from post p)"));
  CHECK(shown(db().run(shapes::best{.least = 3}), show) == lines(R"(select p.id, p.id || ' [' ||
      coalesce((select string_agg(c.body || ':' || c.score, ', ' order by score desc, id) from
        (select * from comment c where c.post_id = p.id and score >= 3 order by score desc, id limit 2 offset 1) c), '') || ']'
      from post p)"));
}

TEST_CASE("a shape goes through a junction") {
  const auto ours = shown(db().run(shapes::many_to_many{}), [](const auto& row) {
    return fmt::format("{} {}", row.id, joined(row.tags, [](const auto& tag) { return tag.name; }));
  });
  CHECK(
      ours ==
      lines(
          R"(select p.id, p.id || ' [' || coalesce((select string_agg(t.name, ', ' order by t.name)
      from post_tag pt join tag t on t.id = pt.tag_id where pt.post_id = p.id), '') || ']' from post p)"));
}

TEST_CASE("names that would meet in C++ are told apart, and a row may be nothing but vectors") {
  const auto odd = db().run(shapes::odd{.id = 1});
  REQUIRE(odd);
  CHECK(odd->author_row == "post 1");
  CHECK(odd->author.fields_ == 2);
  auto comments = std::size_t{0};
  for (const auto& row : db().run(shapes::only_parts{})) comments += row.comments.size();
  CHECK(std::to_string(comments) == Blog::open().sql("select count(*) from comment"));
}

TEST_CASE("shapes nest in each other") {
  const auto ours = shown(db().run(shapes::tree{}), [](const auto& row) {
    auto boss = row.author.boss ? row.author.boss->name : "-";
    auto top = row.author.boss && row.author.boss->boss ? row.author.boss->boss->name : "-";
    auto comments = joined(row.comments, [](const auto& comment) {
      return fmt::format(
          "{} {} {}",
          comment.id,
          comment.author ? comment.author->name : "-",
          joined(comment.replies, [](const auto& reply) { return text(reply.body); }));
    });
    return fmt::format("{} {} {} {} {} {}",
                       row.title,
                       row.author.name,
                       boss,
                       top,
                       comments,
                       joined(row.tags, [](const auto& tag) { return tag.name; }));
  });
  CHECK(
      ours ==
      lines(
          R"(select p.id, concat_ws(' ', p.title, a.name, coalesce(b.name, '-'), coalesce(t.name, '-'),
      '[' || coalesce((select string_agg(concat_ws(' ', c.id, coalesce(ca.name, '-'), '[' || coalesce((select
          string_agg(coalesce(r.body, '-'), ', ' order by r.id) from reply r where r.comment_id = c.id), '') || ']'), ', ' order by c.id)
        from comment c left join author ca on ca.id = c.author_id where c.post_id = p.id), '') || ']',
      '[' || coalesce((select string_agg(t.name, ', ' order by t.name)
        from post_tag pt join tag t on t.id = pt.tag_id where pt.post_id = p.id), '') || ']')
      from post p join author a on a.id = p.author_id left join author b on b.id = a.boss_id
      left join author t on t.id = b.boss_id)"));
}

TEST_CASE("arrays of records nest, with structs that are flattened into them") {
  const auto ours = shown(db().run(shapes::nested_arrays{}), [](const auto& row) {
    return fmt::format(
        "{} {}", row.id, joined(row.posts, [](const auto& post) {
          auto editor = post.editor ? text(post.editor->bio) + "/" + post.editor->name : "none";
          auto comments = joined(post.comments, [](const auto& comment) {
            auto by = comment.by ? text(comment.by->bio) + "/" + comment.by->name : "none";
            return fmt::format(
                "{} {} {}", comment.id, by, joined(comment.replies, [](const auto& reply) {
                  return fmt::format("{}:{}", reply.id, text(reply.body));
                }));
          });
          return fmt::format("{} {} {} {}",
                             post.title,
                             joined(post.tags, [](const auto& tag) { return tag.name; }),
                             editor,
                             comments);
        }));
  });
  CHECK(ours ==
        lines(R"(select a.id, a.id || ' [' || coalesce((select string_agg(concat_ws(' ', p.title,
      '[' || coalesce((select string_agg(t.name, ', ' order by t.name) from post_tag pt join tag t on t.id = pt.tag_id
        where pt.post_id = p.id), '') || ']',
      case when e.id is null then 'none' else coalesce(e.bio, '-') || '/' || e.name end,
      '[' || coalesce((select string_agg(concat_ws(' ', c.id,
          case when ca.id is null then 'none' else coalesce(ca.bio, '-') || '/' || ca.name end,
          '[' || coalesce((select string_agg(r.id || ':' || coalesce(r.body, '-'), ', ' order by r.id)
            from (select * from reply r where r.comment_id = c.id order by r.id limit 2) r), '') || ']'), ', ' order by c.id)
        from (select * from comment c where c.post_id = p.id order by c.id limit 5) c
        left join author ca on ca.id = c.author_id), '') || ']'), ', ' order by p.id)
      from post p left join author e on e.id = p.editor_id where p.author_id = a.id), '') || ']' from author a)"));
}

TEST_CASE("a declared shape is one struct for all queries") {
  const auto comments = db().run(shapes::named{});
  const auto cards = db().run(shapes::cards{.author = 3});
  auto found = std::size_t{0};
  for (const auto& post : cards) {
    for (const shapes::CommentCard& card : post.comments) {
      found += static_cast<std::size_t>(std::count(comments.begin(), comments.end(), card));
    }
    const auto one = db().run(shapes::card{.id = post.id});
    REQUIRE(one);
    CHECK(one->comments == post.comments);
  }
  CHECK(
      text(static_cast<std::int64_t>(found)) ==
      Blog::open().sql(
          "select count(*) from comment c join post p on p.id = c.post_id where p.author_id = 3"));
}

TEST_CASE("a table of from may be nested, absent where a join makes it up") {
  const auto ours = shown(db().run(shapes::sides{}), [](const auto& row) {
    return fmt::format("{} {} {}", row.p.id, row.p.title, row.a ? row.a->name : "none");
  });
  CHECK(ours == lines(R"(select p.id, concat_ws(' ', p.id, p.title, coalesce(a.name, 'none'))
      from post p left join author a on a.id = p.editor_id)"));
}

TEST_CASE("what a write returns may be nested") {
  db().transaction([](orm::transaction& tx) {
    const auto row = tx.run(shapes::rename{.id = 4, .title = "renamed"});
    REQUIRE(row);
    CHECK(row->title == "renamed");
    REQUIRE(row->author);
    CHECK(row->author->name == "author 5");
    REQUIRE(row->editor);
    CHECK(row->editor->name == "author 5");
    CHECK(row->tags.size() > 1);
    const auto other = tx.run(shapes::rename{.id = 6, .title = "renamed"});
    REQUIRE(other);
    CHECK_FALSE(other->editor);
    CHECK(other->tags.empty());
  });
}

TEST_CASE("aggregates over several relations do not multiply each other") {
  const auto ours = shown(db().run(shapes::counts{}), [](const auto& row) {
    return fmt::format("{} {} {} {} {} {}",
                       row.id,
                       text(row.comments),
                       text(row.tags),
                       text(row.score),
                       text(row.replies),
                       text(row.last_tag));
  });
  CHECK(
      ours ==
      lines(
          R"(select p.id, concat_ws(' ', p.id, (select count(*) from comment c where c.post_id = p.id),
      (select count(*) from post_tag t where t.post_id = p.id),
      coalesce((select sum(c.score) from comment c where c.post_id = p.id)::text, '-'),
      (select count(*) from comment c join reply r on r.comment_id = c.id where c.post_id = p.id),
      coalesce((select max(t.name) from post_tag pt join tag t on t.id = pt.tag_id where pt.post_id = p.id), '-'))
      from post p)"));
  CHECK(
      shown(db().run(shapes::busy{}), [](const auto& row) { return text(row.id); }) ==
      lines(
          R"(select p.id, p.id::text from post p where exists (select from comment c join reply r on
          r.comment_id = c.id where c.post_id = p.id) and not exists (select from post_tag t where t.post_id = p.id))"));
}

TEST_CASE("queries with parts run in a pipeline and in a transaction") {
  const auto [tree, counts] = db().pipeline(shapes::tree{}, shapes::counts{});
  CHECK(tree == db().run(shapes::tree{}));
  CHECK(counts.size() == tree.size());
  db().transaction([&, &trees = tree](orm::transaction& tx) {
    CHECK(tx.run(shapes::tree{}) == trees);
    tx.run(shapes::rename{.id = 4, .title = "renamed"});
    CHECK(tx.run(shapes::tree{})[3].title == "renamed");
    tx.run(shapes::rename{.id = 4, .title = "post 4"});
  });
}

TEST_CASE("rows with structs come in pages, also where a window sees all of them") {
  const auto whole = db().run(shapes::ranked{});
  CHECK(whole.size() == 60);
  for (auto limit : {1, 7, 60}) {
    auto page = shapes::ranked{.limit = limit};
    auto paged = std::vector<shapes::ranked::row>{};
    for (auto rows = db().run(page); !rows.empty(); rows = db().run(page)) {
      REQUIRE(paged.size() < whole.size());
      paged.insert(paged.end(), rows.begin(), rows.end());
      page.after = shapes::ranked::cursor_of(rows.back());
    }
    CHECK(paged == whole);
  }
}

TEST_CASE("pages are ordered by what stands in structs, there or not") {
  const auto whole = db().run(shapes::by_people{});
  CHECK(whole.size() == 60);
  for (auto limit : {1, 7, 60}) {
    auto page = shapes::by_people{.limit = limit};
    auto paged = std::vector<shapes::by_people::row>{};
    for (auto rows = db().run(page); !rows.empty(); rows = db().run(page)) {
      REQUIRE(paged.size() < whole.size());
      paged.insert(paged.end(), rows.begin(), rows.end());
      page.after = shapes::by_people::cursor_of(rows.back());
    }
    CHECK(paged == whole);
  }
}

TEST_CASE("rows of views and subqueries are structs, absent where a join has none") {
  auto got = std::string{};
  for (const auto& row : db().run(shapes::of_other_rows{})) {
    if (!got.empty()) got += "\n";
    got += text(row.id) + " " + (row.l ? row.l->body : "none") + " " +
           (row.even ? row.even->title + ":" + text(row.even->editor_id) : "none");
  }
  CHECK(
      got ==
      lines(
          "select c.id, c.id || ' ' || case when c.score > 5 then c.body else 'none' end || ' ' || "
          "coalesce(p.title || ':' || coalesce(p.editor_id::text, '-'), 'none') "
          "from comment c left join post p on p.id = c.post_id and p.id % 2 = 0"));
}

TEST_CASE("the clauses of a shape may be absent, and its order chosen") {
  using query = shapes::as_wished;
  const auto check = [](const query& of, const std::string& order, const std::string& clauses) {
    auto got = std::string{};
    for (const auto& row : db().run(of)) {
      if (!got.empty()) got += "\n";
      got += text(row.id) + ":";
      for (const auto& comment : row.comments) got += " " + text(comment.id);
    }
    CHECK(
        got ==
        lines("select p.id, p.id || ':' || coalesce((select string_agg(' ' || c.id, '' order by " +
              order + ") from (select * from comment c where c.post_id = p.id " + clauses +
              ") c), '') from post p"));
  };
  check({.sort = query::order::oldest}, "c.id", "");
  check({.sort = query::order::best}, "c.score desc, c.id", "");
  check({.sort = query::order::best, .least = 3}, "c.score desc, c.id", "and score >= 3");
  check({.sort = query::order::oldest, .most = 2}, "c.id", "order by id limit 2");
  check({.sort = query::order::best, .least = 2, .most = 2, .skip = 1},
        "c.score desc, c.id",
        "and score >= 2 order by score desc, id limit 2 offset 1");
}
