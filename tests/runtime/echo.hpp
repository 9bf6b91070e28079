#pragma once

#include <optional>
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

/// Sends a batch of arrays and gets them back, put together as an insert of a batch does.
template <class T, orm::type const& Array>
struct echo_batch {
  struct entry {
    orm::required<std::int32_t> id;
    std::optional<std::vector<std::optional<T>>> values = {};

    using fields = orm::members<&entry::id, orm::flattened<&entry::values>>;
  };
  orm::required<orm::batch<entry>> rows;

  using row = std::optional<std::vector<std::optional<T>>>;
  using result = std::vector<row>;
  using parameters = orm::members<&echo_batch::rows>;
  static constexpr orm::type parameter_types[]{
      orm::types::int4_array, Array, orm::types::int4_array, orm::types::boolean_array};
  static constexpr orm::type column_types[]{Array};
  static constexpr orm::statement statement{
      .name = "echo_batch",
      .text = R"(select case when batch.filled then coalesce(arrays.value, '{}') end
        from (select unnest($1) as id, unnest($4) as filled, generate_subscripts($4, 1) as n) batch
        left join (
          select n, array_agg(element order by place) as value
          from (select unnest($2) as element, unnest($3) as n, generate_subscripts($3, 1) as place) e
          group by n
        ) arrays on arrays.n = batch.n
        order by batch.id)",
      .parameters = parameter_types,
      .columns = column_types};
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
