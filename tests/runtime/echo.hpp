#pragma once

#include <orm/connection.hpp>
#include <string>
#include <vector>

#include "blog.hpp"

/// Queries that send values to the server and get them back.

/// Sends an array and gets its elements back.
template <class T, orm::type const& Element, orm::type const& Array>
struct echo {
  orm::required<std::vector<T>> values;

  using row = T;
  using result = std::vector<T>;
  using parameters = orm::members<&echo::values>;
  static constexpr orm::type parameter_types[]{Array};
  static constexpr orm::type column_types[]{Element};
  static constexpr orm::statement statement{.name = "echo",
                                            .text = "select v from unnest($1) as v",
                                            .parameters = parameter_types,
                                            .columns = column_types};
};

/// Sends an array and gets the texts of its elements back.
template <class T, orm::type const& Array>
struct echo_text {
  orm::required<std::vector<T>> values;

  using result = std::vector<std::string>;
  using parameters = orm::members<&echo_text::values>;
  static constexpr orm::type parameter_types[]{Array};
  static constexpr orm::type column_types[]{orm::types::text};
  static constexpr orm::statement statement{.name = "echo_text",
                                            .text = "select format('%s', v) from unnest($1) as v",
                                            .parameters = parameter_types,
                                            .columns = column_types};
};

/// One value at a time, for types that `unnest` takes apart.
template <class T, orm::type const& Type>
struct echo_one {
  orm::required<T> value;

  using row = T;
  using result = T;
  using parameters = orm::members<&echo_one::value>;
  static constexpr orm::type types[]{Type};
  static constexpr orm::statement statement{
      .name = "echo_one", .text = "select $1", .parameters = types, .columns = types};
};

/// A connection that all tests of values share.
inline auto session() -> orm::connection& {
  static orm::connection db = [] {
    orm::connection made{create_blog()};
    made.execute("set intervalstyle = iso_8601");
    return made;
  }();
  return db;
}
