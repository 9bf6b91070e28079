// What ormc makes of the queries of the benchmarks, written in its manner.
#pragma once

#include <orm/chrono.hpp>
#include <orm/json.hpp>
#include <orm/numeric.hpp>
#include <orm/query.hpp>
#include <orm/uuid.hpp>

namespace bench {

/// W1 and W3: three columns.
struct User {
  std::int32_t id = {};
  std::string name = {};
  std::optional<std::string> hair_color = {};

  auto operator==(const User&) const -> bool = default;

  using fields = orm::members<&User::id, &User::name, &User::hair_color>;
  static constexpr orm::type field_types[]{orm::types::int4, orm::types::text, orm::types::text};

  struct draft {
    orm::required<std::string> name;
    std::optional<std::string> hair_color = {};

    using parameters = orm::members<&draft::name, &draft::hair_color>;
    using result = orm::count;
    static constexpr orm::type parameter_types[]{orm::types::text, orm::types::text};
    static constexpr orm::statement statement{
        .name = "bench.User.insert",
        .text = "insert into users_copy (name, hair_color) values ($1, $2)",
        .parameters = parameter_types};

    struct insert_many {
      static constexpr orm::type parameter_types[]{orm::types::text_array, orm::types::text_array};
      static constexpr orm::statement statement{
          .name = "bench.User.insert_many",
          .text = "insert into users_copy (name, hair_color) select * from unnest($1, $2)",
          .parameters = parameter_types};
    };
    struct copy_in {
      using parameters = draft::parameters;
      static constexpr orm::statement statement{
          .name = "bench.User.copy_in",
          .text = "copy users_copy (name, hair_color) from stdin (format binary)",
          .parameters = parameter_types};
    };
  };

  struct operations {
    static constexpr orm::type key_types[]{orm::types::int4};

    struct find {
      orm::required<std::int32_t> id;

      using result = std::optional<User>;
      using columns = fields;
      using parameters = orm::members<&find::id>;
      static constexpr orm::statement statement{
          .name = "bench.User.find",
          .text = "select id, name, hair_color from users where id = $1",
          .parameters = key_types,
          .columns = field_types};
    };
  };
};

struct users {
  orm::required<std::int32_t> limit;

  using result = std::vector<User>;
  using columns = User::fields;
  using parameters = orm::members<&users::limit>;
  static constexpr orm::type parameter_types[]{orm::types::int4};
  static constexpr orm::statement statement{
      .name = "bench.users",
      .text = "select id, name, hair_color from users where id <= $1",
      .parameters = parameter_types,
      .columns = User::field_types};
};

struct rename_user {
  orm::required<std::int32_t> id;
  orm::required<std::string> name;

  using result = orm::count;
  using parameters = orm::members<&rename_user::id, &rename_user::name>;
  static constexpr orm::type parameter_types[]{orm::types::int4, orm::types::text};
  static constexpr orm::statement statement{.name = "bench.rename_user",
                                            .text = "update users set name = $2 where id = $1",
                                            .parameters = parameter_types};
};

/// W6: twelve columns of as many types.
struct Typed {
  std::int32_t i4 = {};
  std::int64_t i8 = {};
  double f8 = {};
  bool flag = {};
  std::string body = {};
  std::string title = {};
  orm::timestamptz at = {};
  orm::date day = {};
  orm::uuid key = {};
  orm::numeric amount = {};
  orm::jsonb meta = {};
  std::vector<std::int32_t> numbers = {};

  auto operator==(const Typed&) const -> bool = default;

  using fields = orm::members<&Typed::i4,
                              &Typed::i8,
                              &Typed::f8,
                              &Typed::flag,
                              &Typed::body,
                              &Typed::title,
                              &Typed::at,
                              &Typed::day,
                              &Typed::key,
                              &Typed::amount,
                              &Typed::meta,
                              &Typed::numbers>;
};

struct typed_rows {
  orm::required<std::int32_t> limit;

  using result = std::vector<Typed>;
  using columns = Typed::fields;
  using parameters = orm::members<&typed_rows::limit>;
  static constexpr orm::type parameter_types[]{orm::types::int4};
  static constexpr orm::type column_types[]{orm::types::int4,
                                            orm::types::int8,
                                            orm::types::float8,
                                            orm::types::boolean,
                                            orm::types::text,
                                            orm::types::varchar,
                                            orm::types::timestamptz,
                                            orm::types::date,
                                            orm::types::uuid,
                                            orm::types::numeric,
                                            orm::types::jsonb,
                                            orm::types::int4_array};
  static constexpr orm::statement statement{
      .name = "bench.typed_rows",
      .text =
          "select i4, i8, f8, flag, body, title, at, day, key, amount, meta, numbers "
          "from typed where i4 <= $1",
      .parameters = parameter_types,
      .columns = column_types};
};

/// W7: a query of optional parts, and the fixed query that it turns into when all are given.
struct some_users {
  enum class order { name, id };

  orm::required<std::int32_t> from;
  orm::optional_parameter<std::string> name = {};
  orm::optional_parameter<std::optional<std::string>> hair_color = {};
  orm::choice<order, 2> sort;
  orm::optional_parameter<std::int64_t> limit = {};

  using result = std::vector<User>;
  using columns = User::fields;
  using parameters = orm::members<&some_users::from,
                                  &some_users::name,
                                  &some_users::hair_color,
                                  &some_users::sort,
                                  &some_users::limit>;
  static constexpr orm::type parameter_types[]{
      orm::types::int4, orm::types::text, orm::types::text, orm::types::int8};
  static constexpr orm::fragment fragments[]{
      {.text = "select id, name, hair_color\nfrom users\nwhere id >= ", .parameter = 0},
      {.mask = 1, .value = 1, .text = " and name >= ", .parameter = 1},
      {.mask = 2, .value = 2, .text = " and hair_color <> ", .parameter = 2},
      {.text = "\norder by ", .role = orm::fragment_role::list},
      {.mask = 4, .text = "name", .role = orm::fragment_role::item},
      {.mask = 4, .value = 4, .text = "id", .role = orm::fragment_role::item},
      {.role = orm::fragment_role::end},
      {.mask = 8, .value = 8, .text = "\nlimit ", .parameter = 3},
  };
  static constexpr orm::statement statement{
      .name = "bench.some_users",
      .parameters = parameter_types,
      .columns = User::field_types,
      .fragments = fragments,
  };
};

struct fixed_users {
  orm::required<std::int32_t> from;
  orm::required<std::string> name;
  orm::required<std::optional<std::string>> hair_color;
  orm::required<std::int64_t> limit;

  using result = std::vector<User>;
  using columns = User::fields;
  using parameters = orm::members<&fixed_users::from,
                                  &fixed_users::name,
                                  &fixed_users::hair_color,
                                  &fixed_users::limit>;
  static constexpr orm::type parameter_types[]{
      orm::types::int4, orm::types::text, orm::types::text, orm::types::int8};
  static constexpr orm::statement statement{
      .name = "bench.fixed_users",
      .text =
          "select id, name, hair_color\nfrom users\nwhere id >= $1 and name >= $2 and "
          "hair_color <> $3\norder by id\nlimit $4",
      .parameters = parameter_types,
      .columns = User::field_types,
  };
};

}  // namespace bench
