#pragma once

#include <cstdint>
#include <orm/codec.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace orm {

/// A sorted list of lexemes with their positions.
struct tsvector {
  enum class weight : std::uint8_t { d, c, b, a };
  struct position {
    std::uint16_t at = 0;  ///< 1 to 16383
    tsvector::weight weight = tsvector::weight::d;
    friend auto operator==(const position&, const position&) -> bool = default;
  };
  struct lexeme {
    std::string text;
    std::vector<position> positions = {};
    friend auto operator==(const lexeme&, const lexeme&) -> bool = default;
  };
  std::vector<lexeme> lexemes = {};
  friend auto operator==(const tsvector&, const tsvector&) -> bool = default;
};

/// A search for lexemes: its nodes in prefix order, an operator before its operands, the right
/// operand of a binary one first, as PostgreSQL sends them.
struct tsquery {
  enum class node_kind : std::uint8_t { lexeme, negation, conjunction, disjunction, phrase };
  struct node {
    node_kind kind = node_kind::lexeme;
    std::uint8_t weights = 0;    ///< of a lexeme: bit 0 is D, bit 3 is A; none means any
    bool prefix = false;         ///< of a lexeme: matches what begins with it
    std::uint16_t distance = 0;  ///< of a phrase
    std::string text = {};       ///< of a lexeme
    friend auto operator==(const node&, const node&) -> bool = default;
  };
  std::vector<node> nodes = {};
  friend auto operator==(const tsquery&, const tsquery&) -> bool = default;
};

template <>
struct codec<tsvector> {
  static constexpr orm::type type = types::tsvector;
  static void decode(std::string_view bytes, tsvector& value);
  static void encode(writer& out, const tsvector& value);
};
template <>
struct codec<tsquery> {
  static constexpr orm::type type = types::tsquery;
  static void decode(std::string_view bytes, tsquery& value);
  static void encode(writer& out, const tsquery& value);
};

}  // namespace orm
