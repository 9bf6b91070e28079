#pragma once

#include <concepts>
#include <orm/codec.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace orm {

namespace detail {

/// A text of a language of its own; the runtime does not look inside.
template <class Tag>
struct document {
  std::string text;

  document() = default;
  template <class S>
  requires(std::convertible_to<S, std::string> && !std::same_as<std::remove_cvref_t<S>, document>)
      document(S&& content)  // NOLINT(google-explicit-constructor)
      : text(static_cast<S&&>(content)) {}

  friend auto operator==(const document&, const document&) -> bool = default;
};

/// A text after one byte that says the version of the form.
struct versioned_text_codec {
  static void decode(std::string_view bytes, std::string& text);
  static void encode(writer& out, std::string_view text);
};

}  // namespace detail

/// json: the text as it was written.
using json = detail::document<struct json_tag>;
/// jsonb: the text as PostgreSQL writes it.
using jsonb = detail::document<struct jsonb_tag>;
using jsonpath = detail::document<struct jsonpath_tag>;
using xml = detail::document<struct xml_tag>;

template <>
struct codec<json> {
  static constexpr orm::type type = types::json;
  static void decode(std::string_view from, json& value) { value.text = from; }
  static void encode(writer& out, const json& value) { out.bytes(value.text); }
};
template <>
struct codec<xml> {
  static constexpr orm::type type = types::xml;
  static void decode(std::string_view from, xml& value) { value.text = from; }
  static void encode(writer& out, const xml& value) { out.bytes(value.text); }
};
template <>
struct codec<jsonb> {
  static constexpr orm::type type = types::jsonb;
  static void decode(std::string_view from, jsonb& value) {
    detail::versioned_text_codec::decode(from, value.text);
  }
  static void encode(writer& out, const jsonb& value) {
    detail::versioned_text_codec::encode(out, value.text);
  }
};
template <>
struct codec<jsonpath> {
  static constexpr orm::type type = types::jsonpath;
  static void decode(std::string_view from, jsonpath& value) {
    detail::versioned_text_codec::decode(from, value.text);
  }
  static void encode(writer& out, const jsonpath& value) {
    detail::versioned_text_codec::encode(out, value.text);
  }
};

}  // namespace orm
