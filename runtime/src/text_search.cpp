#include <orm/error.hpp>
#include <orm/text_search.hpp>
#include <string>

namespace orm {
namespace {

/// Up to and without the next NUL.
auto read_text(reader& in) -> std::string {
  std::string text;
  while (const std::uint8_t c = in.uint8()) text += static_cast<char>(c);
  return text;
}

void write_text(writer& out, const std::string& text) {
  if (text.find('\0') != std::string::npos) {
    throw usage_error({.message = "a lexeme holds a NUL"});
  }
  out.bytes(text);
  out.uint8(0);
}

constexpr std::uint16_t largest_position = 0x3fff;

auto read_lexeme(reader& in) -> tsvector::lexeme {
  tsvector::lexeme lexeme{read_text(in)};
  const std::uint16_t count = in.uint16();
  if (count > in.remaining() / 2) detail::malformed("more positions than bytes");
  lexeme.positions.reserve(count);
  for (std::uint16_t i = 0; i < count; ++i) {
    const std::uint16_t word = in.uint16();
    lexeme.positions.push_back({static_cast<std::uint16_t>(word & largest_position),
                                static_cast<tsvector::weight>(word >> 14)});
  }
  return lexeme;
}

// How PostgreSQL numbers the kinds of nodes and operators.
constexpr std::uint8_t wire_lexeme = 1;
constexpr std::uint8_t wire_operator = 2;

auto read_node(reader& in) -> tsquery::node {
  tsquery::node node;
  const std::uint8_t item = in.uint8();
  if (item == wire_lexeme) {
    node.weights = in.uint8();
    node.prefix = in.uint8() != 0;
    node.text = read_text(in);
    if (node.weights > 15) detail::malformed("unknown weight of a lexeme");
    return node;
  }
  if (item != wire_operator) detail::malformed("unknown node of a tsquery");
  const std::uint8_t kind = in.uint8();
  if (kind < 1 || kind > 4) detail::malformed("unknown operator of a tsquery");
  node.kind = static_cast<tsquery::node_kind>(kind);
  if (node.kind == tsquery::node_kind::phrase) node.distance = in.uint16();
  return node;
}

}  // namespace

void codec<tsvector>::decode(std::string_view bytes, tsvector& value) {
  reader in{bytes};
  const std::uint32_t count = in.uint32();
  if (count > in.remaining() / 3) detail::malformed("more lexemes than bytes");
  value.lexemes.clear();
  for (std::uint32_t i = 0; i < count; ++i) value.lexemes.push_back(read_lexeme(in));
  in.finish();
}

void codec<tsvector>::encode(writer& out, const tsvector& value) {
  out.uint32(static_cast<std::uint32_t>(value.lexemes.size()));
  for (const tsvector::lexeme& lexeme : value.lexemes) {
    write_text(out, lexeme.text);
    if (lexeme.positions.size() > 255) {
      throw usage_error({.message = "a lexeme has more than 255 positions"});
    }
    out.uint16(static_cast<std::uint16_t>(lexeme.positions.size()));
    for (const tsvector::position& position : lexeme.positions) {
      out.uint16(static_cast<std::uint16_t>((position.at & largest_position) |
                                            static_cast<unsigned>(position.weight) << 14));
    }
  }
}

void codec<tsquery>::decode(std::string_view bytes, tsquery& value) {
  reader in{bytes};
  const std::uint32_t count = in.uint32();
  if (count > in.remaining() / 2) detail::malformed("more nodes than bytes");
  value.nodes.clear();
  for (std::uint32_t i = 0; i < count; ++i) value.nodes.push_back(read_node(in));
  in.finish();
}

void codec<tsquery>::encode(writer& out, const tsquery& value) {
  out.uint32(static_cast<std::uint32_t>(value.nodes.size()));
  for (const tsquery::node& node : value.nodes) {
    if (node.kind == tsquery::node_kind::lexeme) {
      out.uint8(wire_lexeme);
      out.uint8(node.weights);
      out.uint8(node.prefix ? 1 : 0);
      write_text(out, node.text);
    } else {
      out.uint8(wire_operator);
      out.uint8(static_cast<std::uint8_t>(node.kind));
      if (node.kind == tsquery::node_kind::phrase) out.uint16(node.distance);
    }
  }
}

}  // namespace orm
