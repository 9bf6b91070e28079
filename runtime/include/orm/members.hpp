#pragma once

#include <cstddef>
#include <type_traits>

namespace orm {

/// A list of members of a struct, in wire order: `orm::members<&Author::id, &Author::name>`.
/// In the columns of a result an element may also be `orm::nested<...>` or `orm::skip`.
template <auto... Members>
struct members {};

namespace detail {

template <auto Member, class Members>
struct nested_member {};

struct skipped_member {};

template <auto Member>
struct flattened_member {};

}  // namespace detail

/// A struct (or an optional one) inside of a row, flattened into columns:
/// `orm::nested<&Card::author, orm::members<&Card::author_type::id, ...>>`. An optional struct is
/// absent when the first of its columns is NULL, so that must be a column which is never NULL in a
/// present one: a key, or a marker read by `orm::skip`.
template <auto Member, class Members>
inline constexpr detail::nested_member<Member, Members> nested{};

/// A column which the row does not keep.
inline constexpr detail::skipped_member skip{};

/// In the fields of a batch: a member that is an array. There are no arrays of arrays, so those of
/// all rows travel as three parameters: their elements, the row that each is of, and for each row
/// whether it has an array.
template <auto Member>
inline constexpr detail::flattened_member<Member> flattened{};

namespace detail {

template <class Members>
struct marked_members;
template <auto... Members>
struct marked_members<members<Members...>> {
  using type = members<skip, Members...>;
};

}  // namespace detail

/// The columns of a nested struct behind one that is NULL where it is absent, and is not kept:
/// `orm::nested<&Card::editor, orm::marked<Card::editor_row::fields>>`.
template <class Members>
using marked = typename detail::marked_members<Members>::type;

namespace detail {

template <class T>
struct member_pointer;
template <class Object, class T>
struct member_pointer<T Object::*> {
  using object = Object;
  using type = T;
};
template <auto Member>
using member_type = typename member_pointer<decltype(Member)>::type;

template <class Members>
inline constexpr std::size_t column_count = 0;

template <class Element>
inline constexpr std::size_t element_columns = 1;
template <auto Member, class Members>
inline constexpr std::size_t element_columns<nested_member<Member, Members>> =
    column_count<Members>;

template <auto... Members>
inline constexpr std::size_t column_count<members<Members...>> =
    (std::size_t{0} + ... + element_columns<std::remove_const_t<decltype(Members)>>);

}  // namespace detail
}  // namespace orm
