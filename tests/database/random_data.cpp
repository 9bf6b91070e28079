#include "database/random_data.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace orm_tests {

namespace oid = ormc::catalog::oid;

auto RandomData::value(ormc::catalog::TypeRef type, bool nullable) -> std::optional<std::string> {
  if (nullable && std::bernoulli_distribution(nulls_)(random_)) return std::nullopt;
  return text_of(type);
}

auto RandomData::text_of(ormc::catalog::TypeRef type) -> std::optional<std::string> {
  auto base = catalog_.base_type(type.oid);
  const auto& row = catalog_.type(base);
  if (row.kind == ormc::catalog::TypeKind::enumeration) {
    auto labels = catalog_.labels(base);
    return std::string{labels[below(labels.size())]};
  }
  if (row.is_array()) {
    // Arrays hold NULLs too, or nothing.
    auto text = std::string{};
    for (auto i = below(4); i > 0; --i) {
      auto element = value({row.element, -1}, true);
      text +=
          fmt::format("{}{}", text.empty() ? "" : ",", element ? "\"" + *element + "\"" : "NULL");
    }
    return text.find('{') == std::string::npos ? std::optional{"{" + text + "}"} : std::nullopt;
  }
  switch (base) {
    case oid::int2:
    case oid::int4:
    case oid::int8:
      return pick({"1", "2", "3", "0"});
    case oid::numeric:
    case oid::float4:
    case oid::float8:
    case oid::money:
      return pick({"0", "1", "2.5", "10"});
    case oid::bool_:
      return pick({"true", "false"});
    case oid::text:
    case oid::varchar:
    case oid::bpchar:
    case oid::name:
      return pick({"a", "b", "abc", "", "a@b.c", "draft", "published"});
    case oid::date:
      return pick({"2020-01-01", "2024-05-06"});
    case oid::timestamp:
    case oid::timestamptz:
      return pick({"2020-01-01 00:00:00", "2024-05-06 07:08:09"});
    case oid::time:
    case oid::timetz:
      return pick({"00:00:00", "12:34:56"});
    case oid::interval:
      return pick({"1 day", "2 hours"});
    case oid::json:
    case oid::jsonb:
      return pick({"{}", "null", "{\"a\": null, \"b\": [1, null]}", "[1, 2]", "\"x\""});
    case oid::uuid:
      return pick({"00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"});
    case oid::bytea:
      return pick({"\\x00", "\\x0102"});
    case oid::inet:
    case oid::cidr:
      return pick({"10.0.0.1", "::1"});
    case oid::int4range:
    case oid::int8range:
    case oid::numrange:
      return pick({"[1,5)", "empty", "(,3]"});
    case oid::daterange:
      return pick({"[2020-01-01,2021-01-01)", "empty"});
    case oid::tstzrange:
    case oid::tsrange:
      return pick({"[2020-01-01,2021-01-01)", "empty"});
    case oid::point:
      return "(1,2)";
    case oid::tsvector:
      return pick({"'a' 'b'", "''"});
    case oid::tsquery:
      return "a";
    case oid::xml:
      return "<a/>";
    default:
      return std::nullopt;
  }
}

void RandomData::fill(PGconn* connection, const ormc::schema::Schema& schema, int tries) {
  command(connection, "begin");
  // Twice over all tables, so that rows find those they refer to, whatever the order.
  for (auto round = 0; round < 2; ++round) {
    for (const auto& model : schema.models) {
      for (auto i = 0; i < tries; ++i) {
        auto names = std::string{};
        auto places = std::string{};
        auto values = std::vector<std::optional<std::string>>{};
        for (const auto& column : model.columns) {
          if (column.generated || column.identity == ormc::schema::Column::Identity::always)
            continue;
          values.push_back(value(column.type, column.nullable));
          names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", column.sql_name);
          places += fmt::format("{}${}", places.empty() ? "" : ", ", values.size());
        }
        if (values.empty()) continue;
        auto pointers = std::vector<const char*>{};
        for (const auto& each : values) pointers.push_back(each ? each->c_str() : nullptr);
        auto sql = fmt::format("insert into \"{}\".\"{}\" ({}) values ({})",
                               model.sql_schema,
                               model.sql_name,
                               names,
                               places);
        command(connection, "savepoint row");
        auto* result = PQexecParams(connection,
                                    sql.c_str(),
                                    static_cast<int>(pointers.size()),
                                    nullptr,
                                    pointers.data(),
                                    nullptr,
                                    nullptr,
                                    0);
        auto refused = PQresultStatus(result) != PGRES_COMMAND_OK;
        PQclear(result);
        if (refused) command(connection, "rollback to row");
      }
    }
  }
  command(connection, "commit");
}

auto connect(const std::string& conninfo) -> Connection {
  auto connection = Connection{PQconnectdb(conninfo.c_str()), PQfinish};
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    throw std::runtime_error(PQerrorMessage(connection.get()));
  }
  PQsetNoticeProcessor(
      connection.get(), [](void*, const char*) {}, nullptr);
  return connection;
}

void command(PGconn* connection, const std::string& sql) {
  auto* result = PQexec(connection, sql.c_str());
  auto status = PQresultStatus(result);
  auto message = std::string{PQresultErrorMessage(result)};
  PQclear(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(message);
}

auto run_and_undo(PGconn* connection,
                  const std::string& sql,
                  const std::vector<std::optional<std::string>>& parameters) -> Rows {
  auto pointers = std::vector<const char*>{};
  for (const auto& each : parameters) pointers.push_back(each ? each->c_str() : nullptr);
  command(connection, "begin");
  auto* result = PQexecParams(connection,
                              sql.c_str(),
                              static_cast<int>(pointers.size()),
                              nullptr,
                              pointers.data(),
                              nullptr,
                              nullptr,
                              0);
  auto rows = Rows{};
  auto status = PQresultStatus(result);
  rows.succeeded = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  if (!rows.succeeded) rows.message = PQresultErrorMessage(result);
  for (auto row = 0; row < PQntuples(result); ++row) {
    auto& values = rows.rows.emplace_back();
    for (auto column = 0; column < PQnfields(result); ++column) {
      values.push_back(PQgetisnull(result, row, column)
                           ? std::nullopt
                           : std::optional<std::string>{PQgetvalue(result, row, column)});
    }
  }
  PQclear(result);
  command(connection, "rollback");
  return rows;
}

}  // namespace orm_tests
