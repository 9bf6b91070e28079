// Inputs that nobody writes and attackers send (RELIABILITY I03 to I07): a case file cannot hold
// them, and what they might do is crash, hang, or bury one mistake under thousands.

#include <pthread.h>

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "driver/compile.hpp"
#include "emit/cpp/emit_cpp.hpp"
#include "sql/statements.hpp"

namespace {

using ormc::diagnostics::Diagnostic;

#if defined(__SANITIZE_ADDRESS__)
constexpr auto stack_bytes = std::size_t{8} << 20U;  // its frames are many times larger
#else
constexpr auto stack_bytes = std::size_t{512} << 10U;
#endif

/// A quarter of what `ormc` runs on.
constexpr auto enough_bytes = std::size_t{8} << 20U;

auto repeat(std::size_t count, const std::string& text) -> std::string {
  auto all = std::string{};
  all.reserve(count * text.size());
  for (auto i = std::size_t{0}; i < count; ++i) all += text;
  return all;
}

struct Outcome {
  std::vector<Diagnostic> found;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;  // line and column of each
  std::string sql;                                              // of what has no errors
};

/// Compiles a file, through all emitters where it is sound.
auto compile(const std::string& text) -> Outcome {
  auto sources = ormc::source::SourceSet{};
  const auto& file = sources.file(sources.add("a.orm", text));
  auto compiled = ormc::driver::compile(sources);
  compiled.diagnostics.sort();
  auto outcome = Outcome{compiled.diagnostics.all(), {}, {}};
  for (const auto& each : outcome.found) {
    const auto at = file.position(each.primary.begin);
    outcome.places.emplace_back(at.line, at.column);
  }
  if (compiled.diagnostics.has_errors()) return outcome;
  outcome.sql = ormc::sql::schema_sql(compiled.schema, compiled.program);
  for (const auto& query : compiled.program.queries) {
    outcome.sql += ormc::sql::query_text(compiled.schema, compiled.program, query).text;
  }
  ormc::emit::cpp::emit_cpp(sources, compiled.schema, compiled.program, compiled.names);
  return outcome;
}

/// The same on the stack of a thread.
auto compile_on_small_stack(const std::string& text, std::size_t bytes = stack_bytes) -> Outcome {
  struct Task {
    const std::string& text;
    Outcome outcome;
  };
  auto task = Task{text, {}};
  auto attributes = pthread_attr_t{};
  pthread_attr_init(&attributes);
  REQUIRE(pthread_attr_setstacksize(&attributes, bytes) == 0);
  auto thread = pthread_t{};
  const auto body = [](void* data) -> void* {
    auto& given = *static_cast<Task*>(data);
    given.outcome = compile(given.text);
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, body, &task) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  return std::move(task.outcome);
}

auto codes(const Outcome& outcome) -> std::vector<std::string> {
  auto all = std::vector<std::string>{};
  for (const auto& each : outcome.found) all.emplace_back(each.info.code);
  return all;
}

using Codes = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

const auto author = std::string("model Author { id: bigint @id; n: int; a: int[]; j: jsonb; }\n");

/// How an expression nests, once.
const auto nestings = Pairs{{"(", ")"},
                            {"array[", "]"},
                            {"coalesce(", ")"},
                            {"row(", ")"},
                            {"a[", "]"},
                            {"(select ", ")"},
                            {"case when true then (", ") end"},
                            {"cast(", " as int)"},
                            {"exists (select 1 where 1 = ", ")"},
                            {"[and ", "]"},
                            {"{", "}"}};

}  // namespace

TEST_CASE("I03: line ends of every kind, mixed, or none at the end, place findings the same",
          "[I03]") {
  const auto expected = compile("model A { id: bigint @id; }\nmodel B {\n  x: nope;\n}\n").places;
  REQUIRE(expected == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{3, 6}});
  for (const auto* text : {"model A { id: bigint @id; }\r\nmodel B {\r\n  x: nope;\r\n}\r\n",
                           "model A { id: bigint @id; }\rmodel B {\r  x: nope;\r}\r",
                           "model A { id: bigint @id; }\r\nmodel B {\r  x: nope;\n}",
                           "model A { id: bigint @id; }\nmodel B {\r\n  x: nope;}"}) {
    CHECK(compile(text).places == expected);
  }
}

TEST_CASE("I04: files with nothing in them are programs", "[I04]") {
  for (const auto* text :
       {"", "\n", "// only a comment", "/* and another */\n--", "\xEF\xBB\xBF", " \t\r\n"}) {
    CHECK(codes(compile(text)) == Codes{});
  }
}

TEST_CASE("I04: what has no end is one finding, where it begins", "[I04]") {
  const auto behind = repeat(500, "model A { id: bigint @id; name: text = 'x'; }\n");
  for (const auto* opening :
       {"'", "e'", "u&'", "\"", "/*", "/* /* */", "$$", "$tag$", "\"\"\"", "b'", "x'"}) {
    INFO(opening);
    // A quote would end at the next one.
    auto text = behind;
    for (auto quote : {'\'', '"', '*', '$'}) std::erase(text, quote);
    const auto outcome = compile("query q { select " + std::string(opening) + "\n" + text);
    REQUIRE(outcome.found.size() == 1);
    CHECK(outcome.places[0] == std::pair{1U, 18U});
  }
}

TEST_CASE("I04: no file gives more than a bounded number of syntax errors", "[I04]") {
  CHECK(compile(repeat(30'000, "model { }\n")).found.size() <= 1000);
  CHECK(compile(repeat(30'000, ") ")).found.size() <= 20);
}

// A million with each kind of bracket would take half a minute.
constexpr auto many = std::size_t{100'000};

TEST_CASE("I05: very many brackets are one finding, on a small stack too", "[I05]") {
  for (const auto& [open, close] : nestings) {
    INFO(open);
    const auto text = author + "query q { select " + repeat(many, open) + "1" +
                      repeat(many, close) + " from Author }";
    CHECK(codes(compile_on_small_stack(text)) == Codes{"ORM0102"});
  }
  for (const auto* prefix : {"not ", "- ", "~ ", "@ "}) {
    INFO(prefix);
    const auto text = author + "query q { select " + repeat(many, prefix) + "n from Author }";
    CHECK(codes(compile_on_small_stack(text)) == Codes{"ORM0103"});
  }
}

TEST_CASE("I05: without their ends they are one finding as well", "[I05]") {
  for (const auto& [open, close] : nestings) {
    INFO(open);
    const auto text = author + "query q { select " + repeat(many, open);
    CHECK(compile_on_small_stack(text).found.size() == 1);
  }
  CHECK(compile_on_small_stack(repeat(1'000'000, "(")).found.size() == 1);
  CHECK(compile_on_small_stack(repeat(1'000'000, "model A {")).found.size() <= 1);
  CHECK(compile_on_small_stack(repeat(1'000'000, "/*")).found.size() == 1);
}

TEST_CASE("I05: the deepest nesting that is let in passes every stage with room to spare",
          "[I05]") {
  const auto depth = std::size_t{250};
  const auto nest =
      [&](const std::string& open, const std::string& core, const std::string& close) {
        return author + "query q { select " + repeat(depth, open) + core + repeat(depth, close) +
               " as x from Author }";
      };
  for (const auto& text : {nest("(", "n", ")"),
                           nest("coalesce(n, ", "n", ")"),
                           nest("abs(", "n", ")"),
                           nest("(select ", "n", ")"),
                           nest("a[", "1", "]"),
                           nest("(n + ", "n", ")"),
                           nest("cast(", "n", " as int)")}) {
    const auto outcome = compile_on_small_stack(text, enough_bytes);
    CHECK(codes(outcome) == Codes{});
    CHECK(outcome.sql.size() > depth);
  }
}

TEST_CASE("I06: chains of a hundred thousand links pass every stage on a small stack", "[I06]") {
  const auto chain = [&](const std::string& first, const std::string& link) {
    return author + "query q { select id from Author where " + first + repeat(100'000, link) + " }";
  };
  for (const auto& text : {chain("n = 1", " and n = 1"),
                           chain("n = 1", " or n = 1"),
                           chain("1 = n", " + 1"),
                           chain("'a' = j #>> '{}'", " || 'b'"),
                           chain("n in (1", ", 2") + ")",
                           chain("(1 = n", "::int") + ")"}) {
    const auto closed = text.find(" in (1") != std::string::npos || text.ends_with("})");
    const auto outcome =
        compile_on_small_stack(closed ? text.substr(0, text.size() - 3) + ") }" : text);
    CHECK(codes(outcome) == Codes{});
    CHECK(outcome.sql.size() > 100'000);
  }
}

TEST_CASE("I07: a name of a megabyte is one finding, and the message is short", "[I07]") {
  const auto name = std::string(1U << 20U, 'a');
  const auto outcome = compile("model " + name + " { id: bigint @id; }\n");
  REQUIRE(outcome.found.size() >= 1);
  CHECK(outcome.found.size() <= 2);
  for (const auto& each : outcome.found) CHECK(each.message.size() < 4000);
}

TEST_CASE("I07: very many fields, and very many mistakes, take time in proportion", "[I07]") {
  auto fields = std::string{};
  for (auto i = 0; i < 20'000; ++i)
    fields += "  f" + std::to_string(i) + ": nope" + std::to_string(i) + ";\n";
  const auto outcome = compile("model A { id: bigint @id;\n" + fields + "}\n");
  CHECK(outcome.found.size() > 1);
  CHECK(outcome.found.size() <= 20'001);
}
