// The generated header of the sample, run against its database.

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "blog.hpp"

using blog::Author;
using blog::Post;

namespace {

const Author::draft ada{.name = "Ada", .email = "ada@example.org", .age = 36};

}  // namespace

TEST_CASE("a draft becomes a row, with the database's defaults") {
  orm::connection db{create_blog()};
  const Author author = db.insert(ada);
  CHECK(author.name == "Ada");
  CHECK(author.age == 36);
  CHECK(author.active);
  CHECK(!author.address);

  const Author second = db.insert(
      Author::draft{.name = "Bob",
                    .email = "bob@example.org",
                    .active = false,
                    .address = blog::Address{.street = "High St", .city = "York", .zip = {}}});
  CHECK(!second.active);
  CHECK(!second.age);
  REQUIRE(second.address);
  CHECK(second.address->city == "York");
  CHECK(!second.address->zip);

  CHECK(db.find<Author>(second.id) == second);
  CHECK(!db.find<Author>(9999));
}

TEST_CASE("optional parts are there when their parameters are") {
  orm::connection db{create_blog()};
  const Author author = db.insert(ada);
  using namespace std::chrono;
  const sys_days day = 2024y / May / 17d;
  for (const char* title : {"b", "a", "c"}) {
    db.insert(Post::draft{.title = title,
                          .author_id = author.id,
                          .tags = {"x", "yy"},
                          .created_at = day + hours{title[0] - 'a'}});
  }
  const auto titles = [](const std::vector<blog::PostCard>& cards) {
    std::string all;
    for (const blog::PostCard& card : cards) all += card.title;
    return all;
  };
  using blog::feed;
  CHECK(titles(db.run(feed{.author = author.id, .sort = feed::order::title})) == "abc");
  CHECK(titles(db.run(feed{.author = author.id, .sort = feed::order::newest})) == "cba");
  CHECK(titles(db.run(feed{.author = author.id, .sort = feed::order::title, .limit = 2})) == "ab");
  CHECK(titles(db.run(feed{
            .author = author.id, .since = day + minutes{30}, .sort = feed::order::title})) == "bc");
  CHECK(titles(db.run(feed{
            .author = author.id, .status = blog::Status::published, .sort = feed::order::title})) ==
        "");
  const auto cards = db.run(feed{.author = author.id, .sort = feed::order::title});
  CHECK(cards.at(0).author.name == "Ada");
  REQUIRE(cards.at(0).tags.size() == 2);
  CHECK(cards.at(0).tags[1].name == "yy");
  CHECK(cards.at(0).tags[1].length == 2);
  CHECK_THROWS_AS(db.run(feed{.author = 1, .sort = static_cast<feed::order>(7)}), orm::usage_error);
}

TEST_CASE("absent, NULL and a value are three things") {
  orm::connection db{create_blog()};
  const Author author = db.insert(ada);
  using blog::patch_author;
  CHECK(db.run(patch_author{.id = author.id, .name = "Ada L."}) == 1);
  CHECK(db.find<Author>(author.id)->age == 36);
  CHECK(db.run(patch_author{.id = author.id, .age = std::nullopt}) == 1);
  CHECK(!db.find<Author>(author.id)->age);
  CHECK(db.run(patch_author{.id = author.id, .age = 37}) == 1);
  CHECK(db.find<Author>(author.id)->age == 37);
  CHECK(db.find<Author>(author.id)->name == "Ada L.");
  CHECK(db.run(patch_author{.id = 4711, .name = "nobody"}) == 0);
}

TEST_CASE("arrays, enums and NULL as parameters") {
  orm::connection db{create_blog()};
  const Author author = db.insert(ada);
  const Post first = db.insert(Post::draft{.title = "one", .author_id = author.id});
  const Post second = db.insert(Post::draft{
      .title = "two", .status = blog::Status::archived, .author_id = author.id, .meta = "[1]"});
  CHECK(first.status == blog::Status::draft);
  CHECK(second.status == blog::Status::archived);
  CHECK(second.meta == orm::jsonb{"[1]"});
  const auto rows = db.run(
      blog::publish_all{.ids = {first.id, second.id, 99}, .status = blog::Status::published});
  CHECK(rows.size() == 2);
  CHECK(db.run(blog::publish_all{.ids = {}, .status = blog::Status::published}).empty());

  CHECK(db.run(blog::oldest{.active = true}) == 36);
  CHECK(!db.run(blog::oldest{}));
  CHECK(db.run(blog::author_by_email{.email = "ada@example.org"})->id == author.id);
  CHECK(!db.run(blog::author_by_email{.email = ""}));
}

TEST_CASE("whole rows are updated and erased by key") {
  orm::database db{create_blog()};
  Author author = db.insert(ada);
  author.name = "Countess";
  author.address = blog::Address{.street = "1", .city = "2", .zip = "3"};
  CHECK(db.update(author) == 1);
  CHECK(db.find<Author>(author.id) == author);
  CHECK(db.erase(author) == 1);
  CHECK(db.erase<Author>(author.id) == 0);
  CHECK(db.update(author) == 0);
}

TEST_CASE("many drafts go in together") {
  orm::connection db{create_blog()};
  db.insert(ada);

  SECTION("drafts that leave out the same, as arrays") {
    std::vector<blog::Tag::draft> drafts;
    for (int i = 0; i < 1000; ++i) {
      drafts.push_back({.name = "n" + std::to_string(i)});
      if (i % 3 == 0) drafts.back().needs = blog::Status::archived;
    }
    CHECK(db.insert_many(drafts) == 1000);
    CHECK(db.insert_many(std::vector<blog::Tag::draft>{}) == 0);
    drafts.at(3).name = std::string(51, 'x');
    CHECK_THROWS_AS(db.insert_many(drafts), orm::string_data_right_truncation);
    const blog::Tag last = db.insert(blog::Tag::draft{.name = "last"});
    CHECK(last.weight == 7);
  }
  SECTION("drafts that differ in what they leave out") {
    std::vector<Author::draft> mixed{{.name = "a", .email = "a"},
                                     {.name = "b", .email = "b", .active = false}};
    CHECK(db.insert_many(mixed) == 2);
    CHECK(db.run(blog::author_by_email{.email = "a"})->active);
    CHECK(!db.run(blog::author_by_email{.email = "b"})->active);
  }
  SECTION("columns that are arrays, in a pipeline of more than one part") {
    std::vector<Post::draft> posts;
    for (int i = 0; i < 700; ++i) {
      posts.push_back({.title = "t", .author_id = 1, .tags = {std::to_string(i)}});
    }
    CHECK(db.insert_many(posts) == 700);
    posts[650].author_id = 123456789;
    CHECK_THROWS_AS(db.insert_many(posts), orm::foreign_key_violation);
    CHECK(
        db.run(blog::feed{.author = 1, .sort = blog::feed::order::newest, .limit = 9999}).size() ==
        700);
  }
  SECTION("a batch of rows") {
    const auto ids = db.run(blog::add_authors{
        .rows = {{.name = "a", .email = "ada@example.org"}, {.name = "b", .email = "b"}}});
    CHECK(ids.size() == 1);
  }
}

TEST_CASE("a pipeline is one round trip, all or nothing") {
  orm::connection db{create_blog()};
  auto [author, nobody, changed, oldest] = db.pipeline(ada,
                                                       blog::author_by_email{.email = "nobody"},
                                                       blog::patch_author{.id = 1, .age = 40},
                                                       blog::oldest{.active = true});
  CHECK(author.name == "Ada");
  CHECK(!nobody);
  CHECK(changed == 1);
  CHECK(oldest == 40);

  try {
    db.pipeline(blog::patch_author{.id = 1, .age = 50}, ada, blog::oldest{.active = true});
    FAIL("the second violates a key");
  } catch (const orm::unique_violation& error) {
    CHECK(error.query() == "blog.Author.insert");
  }
  CHECK(db.run(blog::oldest{.active = true}) == 40);
}
