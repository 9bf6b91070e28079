#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <orm/codec.hpp>
#include <orm/detail/parameters.hpp>
#include <orm/error.hpp>
#include <orm/members.hpp>
#include <string>
#include <string_view>

namespace orm {

/// A text that is no cursor of the query that it was given to, or a cursor of another order.
class invalid_cursor : public error {
 public:
  using error::error;
};

/// Where a page begins: the keys of the row before it. Generated in a query with `page after`, with
/// `using keys = orm::members<...>`, the keys that are compared; `using choices =
/// orm::members<...>`, which order they are of; and `identity`, which tells its text from that of
/// other cursors.
template <class T>
concept page_cursor = requires {
  typename T::keys;
  typename T::choices;
  T::identity;
};

/// The members of a query that a page depends on: its cursor, and the choices of its order.
template <auto Cursor, class Choices>
struct page {};

namespace detail {

/// The text of a cursor: a version, a check sum over content and identity, and the content.
auto cursor_text(std::string_view content, std::uint32_t identity) -> std::string;
/// The content of a text; throws `invalid_cursor`.
auto cursor_content(std::string_view text, std::uint32_t identity) -> std::string;
[[noreturn]] void bad_cursor(const char* why);
[[noreturn]] void cursor_of_other_order(const statement& of);

template <class Enum>
void decode_choice(reader& in, Enum& value, std::size_t count) {
  const std::uint16_t number = in.uint16();
  if (number >= count) bad_cursor("it is of an order that there is not");
  value = static_cast<Enum>(number);
}

template <class Cursor, auto... Choices, auto... Keys>
void encode_cursor(writer& out, const Cursor& from, members<Choices...>, members<Keys...>) {
  (out.uint16(static_cast<std::uint16_t>(from.*Choices)), ...);
  (encode_field(out, from.*Keys), ...);
}

template <class Cursor, auto... Choices, auto... Keys>
void decode_cursor(reader& in, Cursor& to, members<Choices...>, members<Keys...>) {
  [[maybe_unused]] std::size_t i = 0;
  (decode_choice(in, to.*Choices, Cursor::choice_counts[i++]), ...);
  (decode_field(in, to.*Keys), ...);
  in.finish();
}

template <class T>
void add_key(parameters& to, const T* from) {
  if constexpr (is_optional<T>) to.choose(1, from != nullptr && !from->has_value() ? 1 : 0);
  if (from == nullptr) return to.absent();
  parameter_kind<T>::add(to, *from);
}

template <class Cursor, auto... Keys>
void add_keys(parameters& to, const Cursor* from, members<Keys...>) {
  (add_key(to, from == nullptr ? nullptr : &(from->*Keys)), ...);
}

/// A cursor that is there: a bit for that, one for each key that is NULL, and the keys.
template <page_cursor Cursor>
struct parameter_kind<std::optional<Cursor>> {
  static void add(parameters& to, const std::optional<Cursor>& from) {
    to.choose(1, from ? 1 : 0);
    add_keys(to, from ? &*from : nullptr, typename Cursor::keys{});
  }
};

/// The keys of a row say nothing about its place in another order.
template <class Query, auto Cursor, auto... Choices, auto... Chosen>
auto same_order(const Query& query, members<Choices...>, members<Chosen...>) -> bool {
  return ((*(query.*Choices) == (*(query.*Cursor)).*Chosen) && ... && true);
}

template <class Query, auto Cursor, class Choices>
void check_page(parameters& to, const Query& query, page<Cursor, Choices>) {
  using cursor = typename member_type<Cursor>::value_type;
  if (!(query.*Cursor)) return;
  if (!same_order<Query, Cursor>(query, Choices{}, typename cursor::choices{})) {
    cursor_of_other_order(to.of());
  }
}

}  // namespace detail

/// A cursor as a text for clients: letters, digits, `-` and `_`. It shows the keys to whoever
/// decodes it, and is not signed: a client may forge one, and then sees a page from elsewhere of
/// the same query.
template <page_cursor Cursor>
auto to_text(const Cursor& from) -> std::string {
  writer out{unnumbered};
  detail::encode_cursor(out, from, typename Cursor::choices{}, typename Cursor::keys{});
  return detail::cursor_text(out.view(), Cursor::identity);
}

/// The cursor that a text is; throws `invalid_cursor` for every other text:
/// `orm::cursor_from<feed::cursor>(text)`.
template <page_cursor Cursor>
auto cursor_from(std::string_view text) -> Cursor {
  const std::string content = detail::cursor_content(text, Cursor::identity);
  Cursor result;
  try {
    reader in{content};
    detail::decode_cursor(in, result, typename Cursor::choices{}, typename Cursor::keys{});
  } catch (const decode_error&) {
    detail::bad_cursor("its content is malformed");
  }
  return result;
}

}  // namespace orm
