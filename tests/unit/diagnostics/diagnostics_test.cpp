// The collection itself: what it keeps, and in which order it is rendered.

#include <catch2/catch.hpp>

#include "diagnostics/diagnostic.hpp"

using ormc::diagnostics::Diagnostics;
using ormc::diagnostics::Info;
using ormc::diagnostics::Repeats;
using ormc::diagnostics::Severity;
using ormc::source::FileId;
using ormc::source::Span;

namespace {

struct Broken {
  static constexpr Info info{"ORM0998", Severity::error};
  std::string what = "it";
  auto message() const -> std::string { return what + " is broken"; }
  auto help() const -> std::optional<std::string> { return "mend it"; }
};

struct Doubtful {
  static constexpr Info info{"ORM0997", Severity::warning};
  auto message() const -> std::string { return "this is doubtful"; }
};

struct Unknown {
  static constexpr Info info{"ORM0996", Severity::error, Repeats::once_per_declaration};
  std::string name;
  auto message() const -> std::string { return name + " is not known"; }
  auto fix() const -> std::optional<std::string> { return "x"; }
};

constexpr auto span(std::uint32_t begin, std::uint32_t end, std::uint32_t file = 0) -> Span {
  return {FileId{file}, begin, end};
}

}  // namespace

TEST_CASE("a report holds what its struct says") {
  auto diagnostics = Diagnostics{};
  diagnostics.report(span(1, 3), Broken{.what = "the door"}).label(span(0, 1), "the frame");
  REQUIRE(diagnostics.all().size() == 1);
  const auto& found = diagnostics.all().front();
  CHECK(found.info.code == "ORM0998");
  CHECK(found.message == "the door is broken");
  CHECK(found.help == "mend it");
  CHECK(found.primary == span(1, 3));
  REQUIRE(found.labels.size() == 1);
  CHECK(found.labels.front().text == "the frame");
}

TEST_CASE("the same code at the same place is kept once, with the labels of the first") {
  auto diagnostics = Diagnostics{};
  diagnostics.report(span(1, 3), Broken{.what = "the door"}).label(span(0, 1), "first");
  diagnostics.report(span(1, 3), Broken{.what = "the wall"}).label(span(0, 1), "second");
  diagnostics.report(span(1, 3), Doubtful{});
  diagnostics.report(span(1, 4), Broken{});
  diagnostics.report(span(1, 3, 1), Broken{});
  REQUIRE(diagnostics.all().size() == 4);
  CHECK(diagnostics.error_count() == 3);
  CHECK(diagnostics.all().front().message == "the door is broken");
  REQUIRE(diagnostics.all().front().labels.size() == 1);
  CHECK(diagnostics.all().front().labels.front().text == "first");
}

TEST_CASE("what is told once per declaration gets the other places as labels") {
  auto diagnostics = Diagnostics{};
  diagnostics.begin_declaration(span(0, 1));
  diagnostics.begin_declaration(span(10, 11));
  diagnostics.begin_declaration(span(0, 1, 1));
  for (auto at : {1U, 3U, 9U, 10U, 12U}) diagnostics.report(span(at, at + 1), Unknown{"a"});
  diagnostics.report(span(5, 6), Unknown{"b"});
  diagnostics.report(span(5, 6, 1), Unknown{"a"});
  REQUIRE(diagnostics.all().size() == 4);
  CHECK(diagnostics.error_count() == 4);
  const auto& first = diagnostics.all()[0];
  CHECK(first.labels.size() == 2);
  CHECK(first.fixits.size() == 3);
  CHECK(diagnostics.all()[1].labels.size() == 1);
  CHECK(diagnostics.all()[2].labels.empty());
}

TEST_CASE("of a name that is used without end, some uses are shown") {
  auto diagnostics = Diagnostics{};
  for (auto at = 0U; at < 1000; ++at) diagnostics.report(span(at, at + 1), Unknown{"a"});
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all().front().labels.size() == 20);
  CHECK(diagnostics.all().front().fixits.size() == 1000);
}

TEST_CASE("only errors are counted as errors") {
  auto diagnostics = Diagnostics{};
  diagnostics.report(span(0, 1), Doubtful{});
  CHECK_FALSE(diagnostics.has_errors());
  diagnostics.report(span(0, 1), Broken{});
  CHECK(diagnostics.has_errors());
}

TEST_CASE("sorting goes by file and place, errors before warnings, and keeps the order of equals") {
  auto diagnostics = Diagnostics{};
  diagnostics.report(span(5, 6, 1), Broken{.what = "last"});
  diagnostics.report(span(7, 8), Broken{.what = "fourth"});
  diagnostics.report(span(2, 3), Doubtful{});
  diagnostics.report(span(2, 9), Broken{.what = "first"});
  diagnostics.report(span(2, 4), Broken{.what = "second"});
  diagnostics.sort();
  auto order = std::vector<std::string>{};
  for (const auto& found : diagnostics.all()) order.push_back(found.message);
  CHECK(order == std::vector<std::string>{"first is broken",
                                          "second is broken",
                                          "this is doubtful",
                                          "fourth is broken",
                                          "last is broken"});
}
