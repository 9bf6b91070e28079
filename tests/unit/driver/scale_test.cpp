// Long statements, from text to SQL: no stage may use the stack in proportion to a chain, and none
// may take more than linear time. The stack is a small one; time is the thread's own, and compared
// with that of half the input.

#include <fmt/format.h>
#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <string>

#include "driver/compile.hpp"
#include "sql/statements.hpp"

namespace {

constexpr auto models = R"(
model Post { id: bigint @id; title: text; words: int; next: bigint?; }
)";

auto seconds() -> double {
  auto now = timespec{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Runs something on a stack of a megabyte.
void on_a_small_stack(std::function<void()> work) {
  auto attributes = pthread_attr_t{};
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, std::size_t{1} << 20);
  auto thread = pthread_t{};
  auto run = [](void* argument) -> void* {
    (*static_cast<std::function<void()>*>(argument))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run, &work) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

struct Outcome {
  double seconds = 0;
  std::string errors;
  std::size_t sql_size = 0;
};

auto compile(const std::string& statement) -> Outcome {
  auto outcome = Outcome{};
  on_a_small_stack([&] {
    auto start = seconds();
    auto sources = ormc::source::SourceSet{};
    sources.add("scale.orm", fmt::format("{}query q {{ {} }}\n", models, statement));
    auto compilation = ormc::driver::compile(sources);
    for (const auto& diagnostic : compilation.diagnostics.all()) {
      if (outcome.errors.size() < 300) outcome.errors += diagnostic.message + "; ";
    }
    for (const auto& query : compilation.program.queries) {
      outcome.sql_size =
          ormc::sql::query_text(compilation.schema, compilation.program, query).text.size();
    }
    outcome.seconds = seconds() - start;
  });
  return outcome;
}

auto repeated(const std::string& first, const std::string& link, std::size_t count) -> std::string {
  auto text = first;
  for (auto i = std::size_t{1}; i < count; ++i) text += link;
  return text;
}

auto joins(std::size_t count) -> std::string {
  auto text = std::string{"select t0.id from Post t0"};
  for (auto i = std::size_t{1}; i <= count; ++i) {
    text += fmt::format(" join Post t{0} on t{0}.id = t{1}.next", i, i - 1);
  }
  return text;
}

auto with_queries(std::size_t count) -> std::string {
  auto text = std::string{"with c0 as (select id, words from Post)"};
  for (auto i = std::size_t{1}; i < count; ++i) {
    text += fmt::format(", c{} as (select id, words from c{})", i, i - 1);
  }
  return text + fmt::format(" select id, words from c{}", count - 1);
}

auto whens(std::size_t count) -> std::string {
  auto text = std::string{"select case"};
  for (auto i = std::size_t{0}; i < count; ++i)
    text += fmt::format(" when words = {0} then {0}", i);
  return text + " end as chosen from Post";
}

struct Chain {
  const char* name;
  std::function<std::string(std::size_t)> make;
  std::size_t length;
};

auto chains() -> std::vector<Chain> {
  auto select = [](std::string first, std::string link) {
    return [first, link](std::size_t count) {
      return "select " + repeated(first, link, count) + " as a from Post";
    };
  };
  return {
      {"and", select("words = 1", " and words = 2"), 10'000},
      {"or", select("words = 1", " or words = 2"), 10'000},
      {"+", select("words", " + 1"), 10'000},
      {"||", select("title", " || 'a'"), 10'000},
      {"casts", select("words", "::bigint"), 10'000},
      {"in",
       [](std::size_t count) {
         return "select id from Post where words in (" + repeated("1", ", 2", count) + ")";
       },
       10'000},
      {"case", whens, 10'000},
      {"union all",
       [](std::size_t count) {
         return repeated("select id from Post", " union all select id from Post", count);
       },
       10'000},
      {"values",
       [](std::size_t count) { return "values " + repeated("(1, 'a')", ", (2, 'b')", count); },
       10'000},
      {"with", with_queries, 10'000},
      {"joins", joins, 500},
  };
}

}  // namespace

TEST_CASE("long statements compile in linear time on a small stack", "[scale]") {
  for (const auto& chain : chains()) {
    INFO(chain.name);
    const auto once = compile(chain.make(chain.length));
    const auto twice = compile(chain.make(2 * chain.length));
    CHECK(once.errors.empty());
    CHECK(twice.errors.empty());
    INFO(once.errors);
    INFO(once.seconds << " s, twice as long " << twice.seconds << " s");
    CHECK(twice.sql_size > once.sql_size * 3 / 2);
    // Twice the work, and what caches and allocators add.
    CHECK(twice.seconds < 3 * once.seconds + 0.1);
    CHECK(once.seconds < 10);
  }
}
