#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <orm/codec.hpp>
#include <orm/parameter.hpp>
#include <orm/statement.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace orm::detail {

class session_state;

[[noreturn]] void unknown_choice(const statement& of);

/// The parameters of one execution, encoded: what the statement needs, in order of declaration.
/// Borrows strings from the query, which must outlive it.
class parameters {
 public:
  /// A parameter; `data` is null for NULL and for an absent one, which also has size -1.
  struct value {
    const char* data;
    std::size_t offset;  ///< into the buffer when `data` is `buffered`
    std::int32_t size;
  };

  parameters(session_state* session, const statement& of) noexcept
      : statement_(&of), out_(session), values_(inline_) {}
  parameters(const parameters&) = delete;
  auto operator=(const parameters&) -> parameters& = delete;
  ~parameters() {
    if (values_ != inline_) release();
  }

  void choose(unsigned bits, std::uint64_t chosen) noexcept {
    choice_ |= chosen << used_bits_;
    used_bits_ += bits;
  }
  void null() { next() = {nullptr, 0, 0}; }
  void absent() { next() = {nullptr, 0, -1}; }
  void borrow(std::string_view bytes) {
    if (bytes.size() > largest) too_large();
    next() = {bytes.empty() ? "" : bytes.data(), 0, static_cast<std::int32_t>(bytes.size())};
  }
  template <class T>
  void encode(const T& from) {
    writer& out = open();
    codec<T>::encode(out, from);
    close();
  }
  /// Starts a parameter to be written to the buffer, and ends it.
  auto open() -> writer& {
    if (size_ < statement_->parameters.size()) out_.expect(statement_->parameters[size_]);
    start_ = out_.size();
    return out_;
  }
  void close() {
    const std::size_t size = out_.size() - start_;
    if (size > largest) too_large();
    next() = {buffered, start_, static_cast<std::int32_t>(size)};
  }

  auto of() const noexcept -> const statement& { return *statement_; }
  auto choice() const noexcept -> std::uint64_t { return choice_; }
  auto size() const noexcept -> std::size_t { return size_; }
  auto operator[](std::size_t i) const noexcept -> const value& { return values_[i]; }
  /// The bytes of a value; null for NULL.
  auto data(const value& of_value) const noexcept -> const char* {
    return of_value.data == buffered ? out_.data() + of_value.offset : of_value.data;
  }

 private:
  static constexpr std::size_t largest = 0x3fffffff;
  static constexpr std::size_t inline_size = 12;
  static constexpr char buffered[1] = {};

  auto next() -> value& {
    if (size_ == capacity_) grow();
    return values_[size_++];
  }
  void grow();
  void release() noexcept;
  [[noreturn]] void too_large() const;

  const statement* statement_;
  std::uint64_t choice_ = 0;
  unsigned used_bits_ = 0;
  writer out_;
  std::size_t start_ = 0;
  std::size_t size_ = 0;
  std::size_t capacity_ = inline_size;
  value* values_;
  value inline_[inline_size];
};

template <class T>
void add(parameters& to, const T& from);

/// One array for each member of the rows.
template <class Row, class Rows, auto... Members>
void add_columns(parameters& to, const Rows& rows, members<Members...>);

/// How each kind of member of a query becomes parameters.
template <class T>
struct parameter_kind {
  static void add(parameters& to, const T& from) { to.encode(from); }
};
template <>
struct parameter_kind<std::string> {
  static void add(parameters& to, const std::string& from) { to.borrow(from); }
};
template <>
struct parameter_kind<std::string_view> {
  static void add(parameters& to, std::string_view from) { to.borrow(from); }
};
template <class T>
struct parameter_kind<required<T>> {
  static void add(parameters& to, const required<T>& from) { parameter_kind<T>::add(to, *from); }
};
template <class T>
struct parameter_kind<std::optional<T>> {
  static void add(parameters& to, const std::optional<T>& from) {
    from ? parameter_kind<T>::add(to, *from) : to.null();
  }
};
template <class T>
struct parameter_kind<optional_parameter<T>> {
  static void add(parameters& to, const optional_parameter<T>& from) {
    to.choose(1, from.present() ? 1 : 0);
    from.present() ? parameter_kind<T>::add(to, *from) : to.absent();
  }
};
template <class T>
struct parameter_kind<defaulted<T>> : parameter_kind<optional_parameter<T>> {};
template <class Enum, std::size_t Count>
struct parameter_kind<choice<Enum, Count>> {
  static void add(parameters& to, const choice<Enum, Count>& from) {
    const auto value = static_cast<std::uint64_t>(*from);
    if (value >= Count) unknown_choice(to.of());
    to.choose(static_cast<unsigned>(std::bit_width(Count - 1)), value);
  }
};
/// An order that may be left out: a bit that it is there, then its number.
template <class Enum, std::size_t Count>
struct parameter_kind<optional_parameter<choice<Enum, Count>>> {
  static void add(parameters& to, const optional_parameter<choice<Enum, Count>>& from) {
    to.choose(1, from.present() ? 1 : 0);
    if (from.present()) {
      parameter_kind<choice<Enum, Count>>::add(to, *from);
    } else {
      to.choose(static_cast<unsigned>(std::bit_width(Count - 1)), 0);
    }
  }
};
template <class Row>
struct parameter_kind<batch<Row>> {
  static void add(parameters& to, const batch<Row>& from) {
    add_columns<Row>(to, from.rows(), typename Row::fields{});
  }
};

/// What stands in a member of a row or a draft.
template <class T>
auto content(const T& member) -> const T& {
  return member;
}
template <class T>
auto content(const required<T>& member) -> const T& {
  return *member;
}
template <class T>
auto content(const optional_parameter<T>& member) -> const T& {
  return *member;
}
template <class T>
auto content(const defaulted<T>& member) -> const T& {
  return *member;
}

template <class T>
auto is_null(const T&) -> bool {
  return false;
}
template <class T>
auto is_null(const std::optional<T>& value) -> bool {
  return !value.has_value();
}

template <class T>
struct element_codec : codec<T> {};
template <class T>
struct element_codec<std::optional<T>> : codec<T> {};

/// One member of all rows, as an array.
template <auto Member, class Rows>
void add_column(parameters& to, const Rows& rows) {
  using value_type = std::remove_cvref_t<decltype(content((*std::begin(rows)).*Member))>;
  std::size_t size = 0;
  bool has_null = false;
  for (const auto& row : rows) {
    ++size;
    has_null = has_null || is_null(content(row.*Member));
  }
  writer& out = to.open();
  const type element = element_of(out.expected(), element_codec<value_type>::type);
  write_array_header(out, size, has_null, element);
  for (const auto& row : rows) {
    out.expect(element);
    encode_field(out, content(row.*Member));
  }
  to.close();
}

/// The elements of arrays, one array after the other, as one array; and the row of each.
class array_elements {
 public:
  explicit array_elements(parameters& to);
  /// Adds what `codec` wrote as an array of the next row, or nothing for a row without one.
  template <class T>
  void add(const T& array) {
    ++row_;
    const std::size_t start = out_.size();
    out_.expect(array_);
    codec<T>::encode(out_, array);
    take(start);
  }
  template <class T>
  void add(const std::optional<T>& array) {
    array ? add(*array) : static_cast<void>(++row_);
  }
  /// Ends the parameter, and adds the one with the rows.
  void finish();

 private:
  /// Keeps the elements of the array that was written from `start` on.
  void take(std::size_t start);

  parameters& to_;
  writer& out_;
  type array_;
  std::size_t header_;
  std::int32_t row_ = 0;
  bool has_null_ = false;
  std::vector<std::int32_t> rows_;
};

/// One member of all rows that is an array, as three parameters.
template <auto Member, class Rows>
void add_arrays(parameters& to, const Rows& rows, flattened_member<Member>) {
  array_elements elements{to};
  for (const auto& row : rows) elements.add(content(row.*Member));
  elements.finish();
  writer& out = to.open();
  std::size_t size = 0;
  for (auto at = std::begin(rows); at != std::end(rows); ++at) ++size;
  write_array_header(out, size, false, types::boolean);
  for (const auto& row : rows) encode_field(out, !is_null(content(row.*Member)));
  to.close();
}

template <class Element>
inline constexpr bool is_flattened = false;
template <auto Member>
inline constexpr bool is_flattened<flattened_member<Member>> = true;

template <auto Field, class Rows>
void add_field(parameters& to, const Rows& rows) {
  if constexpr (is_flattened<std::remove_const_t<decltype(Field)>>) {
    add_arrays(to, rows, Field);
  } else {
    add_column<Field>(to, rows);
  }
}

template <class Row, class Rows, auto... Members>
void add_columns(parameters& to, const Rows& rows, members<Members...>) {
  (add_field<Members>(to, rows), ...);
}

template <class Object, auto... Members>
void add_members(parameters& to, const Object& from, members<Members...>) {
  (parameter_kind<member_type<Members>>::add(to, from.*Members), ...);
  // A cursor is of one order of the rows.
  if constexpr (requires { typename Object::page; }) {
    check_page(to, from, typename Object::page{});
  }
}

}  // namespace orm::detail
