#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <orm/codec.hpp>
#include <orm/error.hpp>
#include <orm/parameter.hpp>
#include <orm/statement.hpp>
#include <utility>
#include <vector>

namespace orm {

namespace detail {

/// The answer to one statement, checked to have the columns that the statement promises.
class result {
 public:
  result() noexcept = default;
  explicit result(void* handle);
  result(result&& other) noexcept
      : handle_(std::exchange(other.handle_, nullptr)), rows_(other.rows_) {}
  auto operator=(result&& other) noexcept -> result& {
    std::swap(handle_, other.handle_);
    rows_ = other.rows_;
    return *this;
  }
  ~result() {
    if (handle_ != nullptr) release();
  }

  auto rows() const noexcept -> int { return rows_; }
  auto columns() const noexcept -> int;
  /// The number of rows that the statement says it affected.
  auto affected() const -> std::int64_t;
  /// Fills in the first `count` columns of a row.
  void read(int row, cell* cells, int count) const noexcept;
  /// The bytes of one column; none for NULL.
  auto bytes(int row, int column) const noexcept -> std::string_view;

 private:
  void release() noexcept;

  void* handle_ = nullptr;
  int rows_ = 0;
};

/// In a handler: throws the error again, saying which column of which query it is about.
[[noreturn]] void blame_column(const statement& of, std::size_t column);
[[noreturn]] void wrong_column_count(const statement& of, int expected, int actual);
[[noreturn]] void wrong_row_count(const statement& of, int rows);

template <class Row, auto... Members>
void decode_members(Row& row, const cell*& at, members<Members...>);

template <class Row, class T, class Object>
void decode_member(Row& row, const cell*& at, T Object::*member) {
  decode_cell(*at, row.*member);
  ++at;
}
template <class Row, auto Member, class Members>
void decode_member(Row& row, const cell*& at, nested_member<Member, Members>) {
  auto& inner = row.*Member;
  using type = std::remove_reference_t<decltype(inner)>;
  if constexpr (is_optional<type>) {
    if (at->size < 0) {
      inner.reset();
      at += column_count<Members>;
      return;
    }
    // Not `emplace()`: clang holds that a struct cannot be made from nothing while the struct
    // around it is being defined, and remembers that.
    if (!inner) inner.emplace(typename type::value_type{});
    decode_members(*inner, at, Members{});
  } else {
    decode_members(inner, at, Members{});
  }
}
template <class Row>
void decode_member(Row&, const cell*& at, skipped_member) {
  ++at;
}

template <class Row, auto... Members>
void decode_members(Row& row, const cell*& at, members<Members...>) {
  (decode_member(row, at, Members), ...);
}

/// The columns of an operation that returns one value a row.
struct single_value {};

template <>
inline constexpr std::size_t column_count<single_value> = 1;

template <class T>
void decode_members(T& value, const cell*& at, single_value) {
  decode_cell(*at, value);
  ++at;
}

template <class Columns, class Row>
inline void decode_row(const statement& of, const result& from, int index, Row& row) {
  cell cells[column_count<Columns> + 1];  // a row may be nothing but its parts
  from.read(index, cells, static_cast<int>(column_count<Columns>));
  const cell* at = cells;
  try {
    decode_members(row, at, Columns{});
  } catch (...) {
    blame_column(of, static_cast<std::size_t>(at - cells));
  }
}

/// How the result of an operation is made of rows. `Row` by itself: exactly one.
template <class Result, class Row>
struct shape {
  template <class Columns>
  static auto decode(const statement& of, const result& from) -> Row {
    if (from.rows() != 1) wrong_row_count(of, from.rows());
    Row row{};
    decode_row<Columns>(of, from, 0, row);
    return row;
  }
};
template <class Row>
struct shape<std::optional<Row>, Row> {
  template <class Columns>
  static auto decode(const statement& of, const result& from) -> std::optional<Row> {
    std::optional<Row> row;
    if (from.rows() > 1) wrong_row_count(of, from.rows());
    if (from.rows() == 1) decode_row<Columns>(of, from, 0, row.emplace());
    return row;
  }
};
template <class Row>
struct shape<std::vector<Row>, Row> {
  template <class Columns>
  static auto decode(const statement& of, const result& from) -> std::vector<Row> {
    std::vector<Row> rows;
    const int count = from.rows();
    rows.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      if constexpr (std::is_same_v<Row, bool>) {
        bool value = false;
        decode_row<Columns>(of, from, i, value);
        rows.push_back(value);
      } else {
        decode_row<Columns>(of, from, i, rows.emplace_back());
      }
    }
    return rows;
  }
};
template <class Row>
struct shape<count, Row> {
  template <class Columns>
  static auto decode(const statement&, const result& from) -> std::int64_t {
    return from.affected();
  }
};

template <class Result>
struct row_of {
  using type = Result;
};
template <class Row>
struct row_of<std::optional<Row>> {
  using type = Row;
};
template <class Row>
struct row_of<std::vector<Row>> {
  using type = Row;
};

/// What an operation - a query, or one of the operations of a model - says of its result.
template <class Operation>
struct operation_result {
  using result = typename Operation::result;
  template <class O>
  static auto row_type() {
    if constexpr (requires { typename O::row; }) {
      return std::type_identity<typename O::row>{};
    } else {
      return row_of<result>{};
    }
  }
  template <class O>
  static auto column_list() {
    if constexpr (requires { typename O::columns; }) {
      return typename O::columns{};
    } else {
      return single_value{};
    }
  }
  using row = typename decltype(row_type<Operation>())::type;
  using columns = decltype(column_list<Operation>());

  static auto decode(const detail::result& from) {
    if constexpr (!std::is_same_v<result, count>) {
      constexpr int expected = static_cast<int>(column_count<columns>);
      if (from.columns() != expected) {
        wrong_column_count(Operation::statement, expected, from.columns());
      }
    }
    return shape<result, row>::template decode<columns>(Operation::statement, from);
  }
};

}  // namespace detail

/// What `run` returns for a query: its `result`, or a number for `orm::count`.
template <class Query>
using result_of = decltype(detail::operation_result<Query>::decode(std::declval<detail::result>()));

}  // namespace orm
