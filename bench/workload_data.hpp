#pragma once

#include <optional>
#include <string>
#include <vector>

#include "support/postgres_server.hpp"

/// Rows to insert: a name, and three times out of four a colour.
template <class User>
auto make_users(int count) -> std::vector<User> {
  std::vector<User> users;
  users.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    std::optional<std::string> color;
    if (i % 4 != 0) color = "color" + std::to_string(i % 10);
    users.push_back(User{.name = "user " + std::to_string(i), .hair_color = color});
  }
  return users;
}

/// A database with the rows of the workloads: 10,000 users and 100,000 typed rows.
inline auto create_workloads() -> std::string {
  const std::string conninfo = test_support::postgres_server::shared().create_database();
  test_support::run_sql(conninfo, R"(
    create table users (id int primary key, name text not null, hair_color text);
    insert into users select i, 'user ' || i, case when i % 4 > 0 then 'color' || i % 10 end
      from generate_series(1, 10000) i;
    create table users_copy (name text not null, hair_color text);
    create table typed (
      i4 int primary key, i8 bigint not null, f8 float8 not null, flag boolean not null,
      body text not null, title varchar(200) not null, at timestamptz not null, day date not null,
      key uuid not null, amount numeric(12,2) not null, meta jsonb not null, numbers int[] not null);
    insert into typed select i, i::bigint * 1000003, i / 7.0, i % 2 = 0, repeat('body ', 5 + i % 10),
      'title ' || i, timestamptz '2024-01-01' + i * interval '1 minute', date '2024-01-01' + i % 1000,
      md5(i::text)::uuid, i * 1.37, jsonb_build_object('id', i, 'tags', array['a', 'b']),
      array[i, i + 1, i + 2, i + 3] from generate_series(1, 100000) i;
    analyze;
  )");
  return conninfo;
}
