#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace orm {

/// A parameter that must be given: converts from whatever T does, but not from nothing, so that
/// leaving it out of a designated initializer does not compile.
template <class T>
class required {
 public:
  template <class U = T>
  requires(std::convertible_to<U, T> &&
           !std::same_as<
               std::remove_cvref_t<U>,
               required>) constexpr required(U&& value)  // NOLINT(google-explicit-constructor):
                                                         // stands for a T
      : value_(static_cast<U&&>(value)) {}

  /// A list stands for a container: `.ids = {1, 2, 3}`.
  template <class U = T>
  requires std::constructible_from<U, std::initializer_list<typename U::value_type>>
  constexpr required(std::initializer_list<typename U::value_type> values) : value_(values) {}

  /// Texts in two pairs of braces, `{{"a", "b"}}`: taken for one text they would be its ends.
  constexpr required(std::initializer_list<std::initializer_list<const char*>> lists) requires
      std::same_as<T, std::vector<std::string>> : value_() {
    for (const auto& list : lists) value_.insert(value_.end(), list.begin(), list.end());
  }

  constexpr auto operator*() const noexcept -> const T& { return value_; }
  constexpr auto operator->() const noexcept -> const T* { return &value_; }

  friend auto operator==(const required&, const required&) -> bool = default;

 private:
  T value_;
};

/// `name?` of a query: absent unless set, and then the parts of the statement that need it are
/// absent too. With an optional T there are three states: absent, NULL and a value.
template <class T>
class optional_parameter {
 public:
  constexpr optional_parameter() noexcept = default;
  template <class U = T>
  requires(
      std::convertible_to<U, T> &&
      !std::same_as<
          std::remove_cvref_t<U>,
          optional_parameter>) constexpr optional_parameter(U&& value)  // NOLINT(google-explicit-constructor)
      : value_(std::in_place, static_cast<U&&>(value)) {}

  template <class U = T>
  requires std::constructible_from<U, std::initializer_list<typename U::value_type>>
  constexpr optional_parameter(std::initializer_list<typename U::value_type> values)
      : value_(std::in_place, values) {}

  /// Texts in two pairs of braces, as for `required`.
  constexpr optional_parameter(std::initializer_list<std::initializer_list<const char*>>
                                   lists) requires std::same_as<T, std::vector<std::string>>
      : value_(std::in_place) {
    for (const auto& list : lists) value_->insert(value_->end(), list.begin(), list.end());
  }

  constexpr auto present() const noexcept -> bool { return value_.has_value(); }
  constexpr auto operator*() const noexcept -> const T& { return *value_; }
  constexpr auto operator->() const noexcept -> const T* { return &*value_; }
  constexpr void reset() noexcept { value_.reset(); }

  friend auto operator==(const optional_parameter&, const optional_parameter&) -> bool = default;

 private:
  std::optional<T> value_;
};

/// A member of a draft for a column with a default: absent means that the database fills it in.
template <class T>
class defaulted : public optional_parameter<T> {
 public:
  using optional_parameter<T>::optional_parameter;
};

/// One of a closed set of texts, chosen at run time: `.sort = feed::order::newest`. Not sent; its
/// enumerators are 0 ... Count - 1 and select fragments of the statement.
template <class Enum, std::size_t Count>
class choice {
 public:
  constexpr choice(Enum value) noexcept : value_(value) {}  // NOLINT(google-explicit-constructor)
  constexpr auto operator*() const noexcept -> Enum { return value_; }

  friend auto operator==(const choice&, const choice&) -> bool = default;

 private:
  Enum value_;
};

/// Rows to insert or join with: sent as one array for each member of `Row::fields`
/// (`unnest($1, $2)`).
template <class Row>
class batch {
 public:
  using value_type = Row;
  batch(std::vector<Row> rows) noexcept  // NOLINT(google-explicit-constructor)
      : rows_(static_cast<std::vector<Row>&&>(rows)) {}
  batch(std::initializer_list<Row> rows) : rows_(rows) {}
  auto rows() const noexcept -> const std::vector<Row>& { return rows_; }

 private:
  std::vector<Row> rows_;
};

/// As the result of a query: the number of rows affected, a `std::int64_t`.
struct count {};

}  // namespace orm
