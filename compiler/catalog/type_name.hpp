#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "catalog/catalog.hpp"

namespace ormc::catalog {

/// A type as written in SQL.
struct TypeSpelling {
  std::string_view schema = {};
  std::string_view name = {};
  Quoting quoting = Quoting::unquoted;
  std::span<const std::int64_t> modifiers = {};
  std::string_view interval_fields = {};  // `day to second`
  std::uint32_t array_dimensions = 0;
};

/// Why a spelling means no type.
struct TypeNameError {
  enum class Kind : std::uint8_t {
    unknown_type,
    no_array,  // the type has no array type
    takes_no_modifier,
    wrong_modifier_count,
    modifier_out_of_range,  // `given` outside `minimum` to `maximum`
    invalid_interval_fields,
  };
  Kind kind = Kind::unknown_type;
  std::int64_t given = 0;
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
};

/// The type that a spelling means, with its modifier: `char` is `bpchar(1)`, `float(20)` is
/// `float4`.
auto resolve_type_name(const Catalog& catalog, const TypeSpelling& spelling)
    -> std::variant<TypeRef, TypeNameError>;

/// The encoded modifier of `type(args...)`.
auto encode_modifier(const Catalog& catalog, Oid type, std::span<const std::int64_t> arguments)
    -> std::variant<std::int32_t, TypeNameError>;

/// Which schemas need no qualification when a type is spelled.
enum class Qualification : std::uint8_t {
  search_path,  // only types outside the search path are qualified, as format_type does
  always,       // everything outside pg_catalog is
  never,
};

/// A type as PostgreSQL's format_type spells it: `character varying(100)`, `integer[]`.
auto format_type(const Catalog& catalog,
                 TypeRef type,
                 Qualification qualification = Qualification::search_path) -> std::string;

/// An identifier in double quotes if SQL needs them, as quote_identifier decides.
auto quote_identifier(std::string_view name) -> std::string;

}  // namespace ormc::catalog
