// The floor: what a careful person writes by hand on libpq - prepared, binary, decoded into a
// reserved vector of structs - and what orm is measured against.
#pragma once

#include <endian.h>
#include <libpq-fe.h>

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace floor_code {

struct User {
  std::int32_t id = 0;
  std::string name = {};
  std::optional<std::string> hair_color = {};
};

/// A numeric by hand: PostgreSQL's own digits, enough of them inline.
struct Decimal {
  std::int16_t weight;
  std::uint16_t sign;
  std::uint16_t scale;
  std::uint16_t size;
  std::uint16_t digits[8];
};

struct Typed {
  std::int32_t i4;
  std::int64_t i8;
  double f8;
  bool flag;
  std::string body;
  std::string title;
  std::int64_t at;
  std::int32_t day;
  unsigned char key[16];
  Decimal amount;
  std::string meta;
  std::vector<std::int32_t> numbers;
};

inline void fail(const char* what) { throw std::runtime_error(what); }

inline auto read16(const char* from) -> std::uint16_t {
  std::uint16_t v;
  std::memcpy(&v, from, 2);
  return be16toh(v);
}
inline auto read32(const char* from) -> std::int32_t {
  std::uint32_t v;
  std::memcpy(&v, from, 4);
  return static_cast<std::int32_t>(be32toh(v));
}
inline auto read64(const char* from) -> std::int64_t {
  std::uint64_t v;
  std::memcpy(&v, from, 8);
  return static_cast<std::int64_t>(be64toh(v));
}

/// The bytes of a column of a known length that cannot be NULL.
inline auto fixed(const PGresult* from, int row, int column, int size) -> const char* {
  if (PQgetisnull(from, row, column) != 0) fail("NULL");
  if (PQgetlength(from, row, column) != size) fail("length");
  return PQgetvalue(from, row, column);
}
inline void text(const PGresult* from, int row, int column, std::string& to) {
  if (PQgetisnull(from, row, column) != 0) fail("NULL");
  to.assign(PQgetvalue(from, row, column),
            static_cast<std::size_t>(PQgetlength(from, row, column)));
}

inline void decode(const PGresult* from, int row, User& user) {
  user.id = read32(fixed(from, row, 0, 4));
  text(from, row, 1, user.name);
  if (PQgetisnull(from, row, 2) == 0) {
    user.hair_color.emplace(PQgetvalue(from, row, 2),
                            static_cast<std::size_t>(PQgetlength(from, row, 2)));
  }
}

inline void decode_decimal(const char* from, int size, Decimal& to) {
  if (size < 8) fail("length");
  to.size = read16(from);
  if (to.size > 8 || size != 8 + 2 * to.size) fail("length");
  to.weight = static_cast<std::int16_t>(read16(from + 2));
  to.sign = read16(from + 4);
  to.scale = read16(from + 6);
  for (int i = 0; i < to.size; ++i) {
    to.digits[i] = read16(from + 8 + 2 * i);
    if (to.digits[i] > 9999) fail("digit");
  }
}

inline void decode_numbers(const char* from, int size, std::vector<std::int32_t>& to) {
  if (size < 12) fail("length");
  const std::int32_t dimensions = read32(from);
  if (dimensions == 0) return;
  if (dimensions != 1 || size < 20) fail("dimensions");
  const std::int32_t count = read32(from + 12);
  if (count < 0 || size != 20 + 8 * count) fail("length");
  to.resize(static_cast<std::size_t>(count));
  const char* at = from + 20;
  for (std::int32_t& number : to) {
    if (read32(at) != 4) fail("length");
    number = read32(at + 4);
    at += 8;
  }
}

inline void decode(const PGresult* from, int row, Typed& to) {
  to.i4 = read32(fixed(from, row, 0, 4));
  to.i8 = read64(fixed(from, row, 1, 8));
  const std::int64_t bits = read64(fixed(from, row, 2, 8));
  std::memcpy(&to.f8, &bits, 8);
  to.flag = *fixed(from, row, 3, 1) != 0;
  text(from, row, 4, to.body);
  text(from, row, 5, to.title);
  to.at = read64(fixed(from, row, 6, 8));
  to.day = read32(fixed(from, row, 7, 4));
  std::memcpy(to.key, fixed(from, row, 8, 16), 16);
  if (PQgetisnull(from, row, 9) != 0) fail("NULL");
  decode_decimal(PQgetvalue(from, row, 9), PQgetlength(from, row, 9), to.amount);
  if (PQgetisnull(from, row, 10) != 0) fail("NULL");
  const int size = PQgetlength(from, row, 10);
  const char* const meta = PQgetvalue(from, row, 10);
  if (size < 1 || *meta != 1) fail("version");
  to.meta.assign(meta + 1, static_cast<std::size_t>(size - 1));
  if (PQgetisnull(from, row, 11) != 0) fail("NULL");
  decode_numbers(PQgetvalue(from, row, 11), PQgetlength(from, row, 11), to.numbers);
}

inline void check(PGconn* on, PGresult* answer, ExecStatusType wanted) {
  if (PQresultStatus(answer) != wanted) fail(PQerrorMessage(on));
}

inline auto connect(const char* conninfo) -> PGconn* {
  PGconn* const on = PQconnectdb(conninfo);
  if (PQstatus(on) != CONNECTION_OK) fail(PQerrorMessage(on));
  return on;
}

inline void prepare(PGconn* on, const char* name, const char* sql) {
  PGresult* const answer = PQprepare(on, name, sql, 0, nullptr);
  check(on, answer, PGRES_COMMAND_OK);
  PQclear(answer);
}

/// Runs a prepared statement with one int4.
inline auto run(PGconn* on, const char* name, std::int32_t parameter) -> PGresult* {
  const std::uint32_t wire = htobe32(static_cast<std::uint32_t>(parameter));
  const char* const values[]{reinterpret_cast<const char*>(&wire)};
  const int lengths[]{4};
  const int formats[]{1};
  PGresult* const answer = PQexecPrepared(on, name, 1, values, lengths, formats, 1);
  check(on, answer, PGRES_TUPLES_OK);
  return answer;
}

template <class Row>
auto rows(PGconn* on, const char* name, std::int32_t limit) -> std::vector<Row> {
  PGresult* const answer = run(on, name, limit);
  const int count = PQntuples(answer);
  std::vector<Row> result;
  result.reserve(static_cast<std::size_t>(count));
  for (int row = 0; row < count; ++row) decode(answer, row, result.emplace_back());
  PQclear(answer);
  return result;
}

inline auto find_user(PGconn* on, std::int32_t id) -> std::optional<User> {
  PGresult* const answer = run(on, "find", id);
  std::optional<User> user;
  if (PQntuples(answer) == 1) decode(answer, 0, user.emplace());
  PQclear(answer);
  return user;
}

inline void append16(std::string& to, std::int16_t value) {
  const std::uint16_t wire = htobe16(static_cast<std::uint16_t>(value));
  to.append(reinterpret_cast<const char*>(&wire), 2);
}
inline void append32(std::string& to, std::int32_t value) {
  const std::uint32_t wire = htobe32(static_cast<std::uint32_t>(value));
  to.append(reinterpret_cast<const char*>(&wire), 4);
}
inline void append_text(std::string& to, const std::string& text) {
  append32(to, static_cast<std::int32_t>(text.size()));
  to += text;
}

/// Binary COPY in blocks of 60 KB.
template <class Rows>
void copy(PGconn* on, const Rows& rows) {
  PGresult* answer = PQexec(on, "copy users_copy (name, hair_color) from stdin (format binary)");
  check(on, answer, PGRES_COPY_IN);
  PQclear(answer);
  std::string block;
  block.reserve(70000);
  block.append("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", 19);
  for (const auto& row : rows) {
    append16(block, 2);
    append_text(block, row.name);
    row.hair_color ? append_text(block, *row.hair_color) : append32(block, -1);
    if (block.size() >= 61440) {
      if (PQputCopyData(on, block.data(), static_cast<int>(block.size())) != 1) fail("copy");
      block.clear();
    }
  }
  append16(block, -1);
  if (PQputCopyData(on, block.data(), static_cast<int>(block.size())) != 1) fail("copy");
  if (PQputCopyEnd(on, nullptr) != 1) fail("copy");
  while ((answer = PQgetResult(on)) != nullptr) {
    check(on, answer, PGRES_COMMAND_OK);
    PQclear(answer);
  }
}

/// One prepared INSERT of two arrays.
template <class Rows>
void insert_arrays(PGconn* on, const Rows& rows) {
  std::string names;
  std::string colors;
  const auto header = [&](std::string& to, bool nulls) {
    append32(to, 1);
    append32(to, nulls ? 1 : 0);
    append32(to, 25);
    append32(to, static_cast<std::int32_t>(rows.size()));
    append32(to, 1);
  };
  header(names, false);
  header(colors, true);
  for (const auto& row : rows) {
    append_text(names, row.name);
    row.hair_color ? append_text(colors, *row.hair_color) : append32(colors, -1);
  }
  const char* const values[]{names.data(), colors.data()};
  const int lengths[]{static_cast<int>(names.size()), static_cast<int>(colors.size())};
  const int formats[]{1, 1};
  PGresult* const answer = PQexecPrepared(on, "insert", 2, values, lengths, formats, 1);
  check(on, answer, PGRES_COMMAND_OK);
  PQclear(answer);
}

inline void prepare_all(PGconn* on) {
  prepare(on, "users", "select id, name, hair_color from users where id <= $1::int4");
  prepare(on, "find", "select id, name, hair_color from users where id = $1::int4");
  prepare(on,
          "typed",
          "select i4, i8, f8, flag, body, title, at, day, key, amount, meta, numbers "
          "from typed where i4 <= $1::int4");
  prepare(on,
          "insert",
          "insert into users_copy (name, hair_color) select * from unnest($1::text[], "
          "$2::text[])");
}

}  // namespace floor_code
