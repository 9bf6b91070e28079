#include <libpq-fe.h>

#include <charconv>
#include <cstring>
#include <orm/detail/result.hpp>
#include <orm/error.hpp>
#include <string>

namespace orm::detail {
namespace {

auto handle_of(const void* handle) -> const PGresult* {
  return static_cast<const PGresult*>(handle);
}

}  // namespace

result::result(void* handle) : handle_(handle), rows_(PQntuples(handle_of(handle))) {}

void result::release() noexcept { PQclear(static_cast<PGresult*>(handle_)); }

auto result::columns() const noexcept -> int { return PQnfields(handle_of(handle_)); }

auto result::affected() const -> std::int64_t {
  const char* const text = PQcmdTuples(static_cast<PGresult*>(handle_));
  std::int64_t rows = 0;
  std::from_chars(text, text + std::strlen(text), rows);
  return rows;
}

void result::read(int row, cell* cells, int count) const noexcept {
  const PGresult* const from = handle_of(handle_);
  for (int column = 0; column < count; ++column, ++cells) {
    cells->data = PQgetvalue(from, row, column);
    cells->size = PQgetlength(from, row, column);
    // libpq says 0 for NULL: only then is there something to ask.
    if (cells->size == 0 && PQgetisnull(from, row, column) != 0) cells->size = -1;
  }
}

auto result::bytes(int row, int column) const noexcept -> std::string_view {
  const PGresult* const from = handle_of(handle_);
  return {PQgetvalue(from, row, column), static_cast<std::size_t>(PQgetlength(from, row, column))};
}

namespace {

auto located(error_report report, const statement& of, std::size_t column) -> error_report {
  report.message = "column " + std::to_string(column + 1) + ": " + report.message;
  report.query = of.name;
  report.sql = of.text;
  return report;
}

}  // namespace

void blame_column(const statement& of, std::size_t column) {
  try {
    throw;
  } catch (const decode_error& error) {
    throw decode_error(located(error.report(), of, column));
  } catch (const schema_drift& drift) {
    throw schema_drift(located(drift.report(), of, column));
  }
}

void wrong_row_count(const statement& of, int rows) {
  throw row_count_error(
      {.message = "the query returned " + std::to_string(rows) + " rows, which its type rules out",
       .query = std::string(of.name),
       .sql = std::string(of.text)});
}

void wrong_column_count(const statement& of, int expected, int actual) {
  throw schema_drift({.message = "the statement returned " + std::to_string(actual) +
                                 " columns, this program reads " + std::to_string(expected),
                      .query = std::string(of.name),
                      .sql = std::string(of.text)});
}

}  // namespace orm::detail
