// The blog of models/blog.orm at work: `blog_demo CONNINFO seed` fills an empty database with
// made-up data, the same each time; `blog_demo CONNINFO run` reads and writes it.

#include <array>
#include <cstdio>
#include <exception>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "blog.orm.hpp"

namespace {

/// Makes the same text from the same seed, on every machine.
class Words {
 public:
  auto number(std::size_t below) -> std::size_t { return random_() % below; }

  auto word() -> std::string {
    static constexpr auto syllables =
        std::array{"ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sta", "ven"};
    auto text = std::string{};
    for (auto i = number(3) + 1; i-- > 0;) text += syllables[number(syllables.size())];
    return text;
  }

  auto sentence(std::size_t length) -> std::string {
    auto text = std::string{};
    for (auto i = std::size_t{0}; i < length; ++i) text += (i == 0 ? "" : " ") + word();
    return text;
  }

 private:
  std::mt19937 random_{20240229};
};

void seed(orm::database& db) {
  auto words = Words{};
  // One transaction: the database holds all of it or nothing.
  db.transaction([&](orm::transaction& tx) {
    auto tags = std::vector<blog::Tag>{};
    for (const auto* name : {"c++", "sql", "compilers", "speed", "types", "news"}) {
      tags.push_back(tx.run(blog::upsert_tag{.name = name}));
    }
    auto comments = std::vector<blog::Comment::draft>{};
    auto labels = std::vector<blog::PostTag>{};
    for (auto i = 0; i < 20; ++i) {
      auto name = words.word() + " " + words.word();
      auto email = "author" + std::to_string(i) + "@example.org";
      auto author = tx.insert(blog::Author::draft{.name = name, .email = email, .age = 20 + i});
      for (auto p = words.number(12); p-- > 0;) {
        auto slug = words.word() + "-" + std::to_string(author.id) + "-" + std::to_string(p);
        auto post = tx.insert(blog::Post::draft{
            .title = words.sentence(4),
            .slug = slug,
            .status = words.number(3) == 0 ? blog::Status::draft : blog::Status::published,
            .author_id = author.id,
            .body = words.sentence(60),
        });
        labels.push_back({.post_id = post.id, .tag_id = tags[words.number(tags.size())].id});
        for (auto c = words.number(5); c-- > 0;) {
          comments.push_back({.post_id = post.id, .body = words.sentence(8)});
        }
      }
    }
    // Many rows at once: one statement for all comments, binary COPY for the junction.
    auto inserted = tx.insert_many(comments);
    auto copied = tx.copy_in<blog::PostTag>(labels);
    std::printf("seeded 20 authors, %lld posts, %lld comments\n",
                static_cast<long long>(copied),
                static_cast<long long>(inserted));
  });
}

void read(orm::database& db) {
  std::puts("\nhow much each author has written:");
  for (const auto& row : db.run(blog::author_activity{})) {
    auto latest = row.latest ? to_string(*row.latest) : std::string("never");
    if (row.posts > 8) {
      std::printf("  %-14s %3lld posts %5lld words, latest %s\n",
                  row.name.c_str(),
                  static_cast<long long>(row.posts),
                  static_cast<long long>(row.words),
                  latest.c_str());
    }
  }

  // Two queries, one round trip.
  auto [tags, latest] =
      db.pipeline(blog::popular_tags{.at_least = 5}, blog::latest_published{.limit = 3});
  std::puts("\npopular tags:");
  for (const auto& tag : tags)
    std::printf("  %-10s %3lld\n", tag.name.c_str(), static_cast<long long>(tag.uses));
  std::puts("\nlatest posts:");
  for (const auto& post : latest) {
    std::printf("  %s, by %s\n", post.title.c_str(), post.author_name.c_str());
  }

  // Pages: where one ends, as a text that a client may keep, the next begins.
  auto page = blog::archive{.limit = 40};
  auto pages = 0;
  auto posts = std::size_t{0};
  for (auto rows = db.run(page); !rows.empty(); rows = db.run(page)) {
    ++pages;
    posts += rows.size();
    auto next = orm::to_text(blog::archive::cursor_of(rows.back()));
    page.after = orm::cursor_from<blog::archive::cursor>(next);
  }
  std::printf("\nthe archive has %zu posts on %d pages\n", posts, pages);
}

void write(orm::database& db) {
  auto author = db.run(blog::author_by_email{.email = "author3@example.org"});
  if (!author) return;
  auto written = db.run(
      blog::write_post{.author = author->id, .title = "Hello From orm", .body = "It works."});
  std::printf("\n%s wrote `%s`\n", author->name.c_str(), written.slug.c_str());
  auto published = db.run(blog::publish_all{.ids = {written.id}});
  std::printf("published %zu post\n", published.size());

  // What is not given is not in the statement: of the author's posts only drafts, by title.
  auto drafts = db.run(blog::feed{
      .author = author->id, .status = blog::Status::draft, .sort = blog::feed::order::title});
  std::printf("%s has %zu drafts\n", author->name.c_str(), drafts.size());
  // NULL is a value to set, absent is not.
  db.run(blog::patch_author{.id = author->id, .bio = "Writes."});
  db.run(blog::patch_author{.id = author->id, .bio = std::nullopt});

  // A change that somebody else has made in between is noticed.
  auto mine = db.find<blog::Post>(written.id);
  auto theirs = mine;
  theirs->title = "Hello Again";
  db.update(*theirs);
  mine->title = "Lost Update";
  auto updated = db.update(*mine);
  std::printf("an update of an old version %s\n", updated ? "went through" : "changes nothing");

  // Errors are typed by their SQLSTATE; a failed savepoint leaves the transaction usable.
  db.transaction([&](orm::transaction& tx) {
    try {
      tx.transaction([&](orm::transaction& inner) {
        inner.insert(blog::Author::draft{.name = "Twin", .email = author->email});
      });
    } catch (const orm::unique_violation& violation) {
      std::printf("refused by the constraint %s\n", std::string(violation.constraint()).c_str());
    }
    tx.erase<blog::Post>(written.id);
  });
  std::printf("the post is %s\n", db.find<blog::Post>(written.id) ? "still there" : "gone again");
}

}  // namespace

auto main(int argc, char** argv) -> int {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s CONNINFO seed|run\n", argv[0]);
    return 2;
  }
  try {
    auto db = orm::database{argv[1]};
    if (argv[2] == std::string_view("seed")) {
      seed(db);
    } else {
      read(db);
      write(db);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
