// Predicates and shapes of several modules, which a case of one file cannot show.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "query/bind.hpp"
#include "schema/resolve.hpp"
#include "sql/statements.hpp"
#include "syntax/parse.hpp"

namespace {

/// A program of several files, bound: the SQL of its last query, or else its first error.
auto compile(const std::vector<std::string>& files) -> std::string {
  auto sources = ormc::source::SourceSet{};
  auto diagnostics = ormc::diagnostics::Diagnostics{};
  for (std::size_t i = 0; i < files.size(); ++i) {
    sources.add("file" + std::to_string(i) + ".orm", files[i]);
  }
  auto trees = std::vector<ormc::syntax::Tree>{};
  for (const auto& file : sources.files()) trees.push_back(ormc::syntax::parse(file, diagnostics));
  auto schema = ormc::schema::resolve(trees, sources, diagnostics);
  const auto program = ormc::query::bind(schema, trees, diagnostics);
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.info.severity == ormc::diagnostics::Severity::error) {
      return std::string{diagnostic.info.code} + ": " + diagnostic.message;
    }
  }
  return ormc::sql::query_text(schema, program, program.queries.back()).text;
}

const std::string blog = R"(
module blog;
model Post { id: bigint @id; title: text; stars: int; }
model Hidden { id: bigint @id; }
predicate good(p: Post) = p.stars > 3 and not exists (select 1 from Hidden h where h.id = p.id);
predicate at_least(p: Post, stars) = p.stars >= $stars;
)";

}  // namespace

TEST_CASE("predicates: those of other modules are found when their name is unique") {
  CHECK(compile({blog, "module shop; query q { select id from blog.Post where good(Post) }"})
            .starts_with("select post.id\nfrom public.post\nwhere post.stars > 3 and not exists"));
  CHECK(compile({blog, "module shop; query q { select id from blog.Post p where blog.good(p) }"})
            .starts_with("select p.id\n"));
}

TEST_CASE("predicates: names of the body are those of its module") {
  const auto shop = R"(
module shop schema "shop";
model Hidden { id: bigint @id @column("hidden_id"); }
query q { select id from blog.Post p where blog.good(p) })";
  CHECK(compile({blog, shop}).find("from public.hidden h where h.id = p.id") != std::string::npos);
}

TEST_CASE("predicates: arguments see the module of the call") {
  const auto shop = R"(
module shop schema "shop";
model Limit { id: bigint @id; stars: int; }
query q { select id from blog.Post p where blog.at_least(p, (select max(l.stars) from Limit l)) })";
  CHECK(compile({blog, shop}).find("from shop.\"limit\" l") != std::string::npos);
}

TEST_CASE("predicates: a name of several modules must say which") {
  const auto other = R"(
module other;
predicate good(p: blog.Post) = p.stars > 4;)";
  CHECK(
      compile({blog, other, "module shop; query q { select id from blog.Post p where good(p) }"}) ==
      "ORM0556: several modules have a predicate `good`");
  CHECK(
      compile(
          {blog, other, "module shop; query q { select id from blog.Post p where other.good(p) }"})
          .find("stars > 4") != std::string::npos);
}

TEST_CASE("shapes: a name of several modules must say which, but for the own one") {
  const auto card = R"(shape Card of blog.Post { id })";
  const auto stars = R"(shape Card of blog.Post { stars })";
  const auto files = [&](const std::string& query) {
    return std::vector<std::string>{
        blog, std::string{"module one; "} + card, std::string{"module two; "} + stars, query};
  };
  CHECK(compile(files("module shop; query q -> row[] { select p { Card } from blog.Post p }")) ==
        "ORM0582: several modules have a shape `Card`");
  CHECK(compile(files("module shop; query q -> row[] { select p { two.Card } from blog.Post p }"))
            .find("stars") != std::string::npos);
  CHECK(compile(files("module two; query q -> row[] { select p { Card } from blog.Post p }"))
            .find("stars") != std::string::npos);
}
