// The types of PostgreSQL's own extensions, to the server and back.

#include <catch2/catch.hpp>
#include <orm/cube.hpp>
#include <orm/hstore.hpp>
#include <orm/ltree.hpp>
#include <string>
#include <vector>

#include "blog.hpp"

namespace {

template <class T>
struct echo {
  orm::required<T> value;

  struct row {
    T value = {};
    std::string text = {};
  };
  using result = row;
  using columns = orm::members<&row::value, &row::text>;
  using parameters = orm::members<&echo::value>;
  static constexpr orm::type parameter_types[]{orm::codec<T>::type};
  static constexpr orm::type column_types[]{orm::codec<T>::type, orm::types::text};
  static constexpr orm::statement statement{.name = "echo",
                                            .text = "select $1 as value, $1::text as text",
                                            .parameters = parameter_types,
                                            .columns = column_types};
};

constexpr orm::type ltree_array{.name = "ltree", .array = true};

struct echo_array {
  orm::required<std::vector<orm::ltree>> value;

  using row = std::vector<orm::ltree>;
  using result = row;
  using parameters = orm::members<&echo_array::value>;
  static constexpr orm::type types[]{ltree_array};
  static constexpr orm::statement statement{
      .name = "echo_array", .text = "select $1", .parameters = types, .columns = types};
};

auto connect() -> orm::connection& {
  static orm::connection db = [] {
    const std::string conninfo = test_support::postgres_server::shared().create_database();
    test_support::run_sql(conninfo,
                          "create extension hstore; create extension ltree; create extension cube");
    return orm::connection{conninfo};
  }();
  return db;
}

template <class T>
void travels(const T& value, const std::string& text) {
  const auto back = connect().run(echo<T>{.value = value});
  CHECK(back.value == value);
  CHECK(back.text == text);
}

}  // namespace

TEST_CASE("hstore travels") {
  travels(orm::hstore{}, "");
  travels(orm::hstore{{{"a", "1"}, {"b", std::nullopt}, {"", "ä\"'"}}},
          "\"\"=>\"ä\\\"'\", \"a\"=>\"1\", \"b\"=>NULL");
}

TEST_CASE("ltree and its queries travel") {
  travels(orm::ltree{"Top.Science.Astronomy"}, "Top.Science.Astronomy");
  travels(orm::ltree{}, "");
  travels(orm::lquery{"*.Science.*{1,2}"}, "*.Science.*{1,2}");
  travels(orm::ltxtquery{"Science & !Europe"}, "Science & !Europe");
  const std::vector<orm::ltree> paths{{"a.b"}, {"c"}};
  CHECK(connect().run(echo_array{.value = paths}) == paths);
  CHECK_THROWS_AS(connect().run(echo<orm::ltree>{.value = orm::ltree{"a b"}}), orm::server_error);
}

TEST_CASE("cube travels") {
  travels(orm::cube{{1, 2.5}, {-1, 4}}, "(1, 2.5),(-1, 4)");
  travels(orm::cube{{1, 2}, {}}, "(1, 2)");
  travels(orm::cube{}, "()");
  CHECK_THROWS_AS(connect().run(echo<orm::cube>{.value = orm::cube{{1, 2}, {1}}}),
                  orm::usage_error);
  CHECK_THROWS_AS(connect().run(echo<orm::cube>{.value = orm::cube{std::vector<double>(101), {}}}),
                  orm::usage_error);
}

TEST_CASE("bytes that are no value of an extension's type are refused") {
  orm::hstore pairs;
  for (const std::string& bytes : {std::string("\0\0\0\1", 4),
                                   std::string("\xff\xff\xff\xff", 4),
                                   std::string("\0\0\0\0x", 5),
                                   std::string()}) {
    CHECK_THROWS_AS(orm::codec<orm::hstore>::decode(bytes, pairs), orm::decode_error);
  }
  orm::ltree path;
  CHECK_THROWS_AS(orm::codec<orm::ltree>::decode("\2a", path), orm::decode_error);
  CHECK_THROWS_AS(orm::codec<orm::ltree>::decode("", path), orm::decode_error);
  orm::cube box;
  CHECK_THROWS_AS(orm::codec<orm::cube>::decode(std::string("\0\0\0\1", 4), box),
                  orm::decode_error);
  CHECK_THROWS_AS(orm::codec<orm::cube>::decode(std::string("\x7f\0\0\1", 4), box),
                  orm::decode_error);
}
