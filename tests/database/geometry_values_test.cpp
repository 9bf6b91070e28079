// What a geometric value is when a header says it, as a default of a parameter: the server is asked
// for the same text.

#include <fmt/format.h>

#include <bit>
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "query/literal/geometry.hpp"
#include "support/postgres_server.hpp"

namespace {

using namespace ormc::query;

auto sent(double value) -> std::string {
  return fmt::format("{:016x}", std::bit_cast<std::uint64_t>(value));
}
auto sent(const PointValue& value) -> std::string { return sent(value.x) + sent(value.y); }
auto sent(const std::vector<PointValue>& values) -> std::string {
  auto text = std::string{};
  for (const auto& value : values) text += sent(value);
  return text;
}
auto sent(const LineValue& value) -> std::string {
  return sent(value.a) + sent(value.b) + sent(value.c);
}
auto sent(const CircleValue& value) -> std::string {
  return sent(value.center) + sent(value.radius);
}
auto sent(const PathValue& value) -> std::string {
  return fmt::format("{:02x}{:08x}", value.is_closed ? 1 : 0, value.points.size()) +
         sent(value.points);
}

class Server {
 public:
  auto value(std::string_view type, std::string_view text) const -> std::string {
    return test_support::query_text(database_,
                                    fmt::format("select encode({}_send('{}'), 'hex')", type, text));
  }

 private:
  std::string database_ = test_support::postgres_server::shared().create_database();
};

}  // namespace

TEST_CASE("geometric values are the server's", "[literals]") {
  const auto server = Server{};
  for (const auto* text : {"(1,2)", "1.5,-2", " ( 1e10 , 0.1 ) "}) {
    CHECK(sent(read_point(text).value()) == server.value("point", text));
  }
  for (const auto* text : {"[(0,0),(1,1)]", "((1,2),(3,4))", "1,2,3,4"}) {
    CHECK(sent(read_lseg(text).value()) == server.value("lseg", text));
  }
  for (const auto* text : {"(0,0),(2,3)", "((2,0),(0,3))", "5,1,2,7"}) {
    CHECK(sent(read_box(text).value()) == server.value("box", text));
  }
  for (const auto* text :
       {"{1,-2,0.5}", "(0,1),(1,3)", "[(2,0),(2,5)]", "(0,4),(7,4)", "(0,0),(3,1)"}) {
    CHECK(sent(read_line(text).value()) == server.value("line", text));
  }
  for (const auto* text :
       {"[(0,0),(1,1)]", "((0,0),(1,1),(2,0))", "0,0,1,1", "(0,0),(1,1)", "(0,0,1,1)"}) {
    CHECK(sent(read_path(text).value()) == server.value("path", text));
  }
  for (const auto* text : {"((0,0),(1,0),(0,1))", "0,0,1,1", "(0,0)"}) {
    const auto corners = read_polygon(text).value();
    CHECK(fmt::format("{:08x}", corners.size()) + sent(corners) == server.value("poly", text));
  }
  for (const auto* text : {"<(0,0),2>", "((1,2),3)", "1,2,3"}) {
    CHECK(sent(read_circle(text).value()) == server.value("circle", text));
  }
}
