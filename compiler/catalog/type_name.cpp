#include "catalog/type_name.hpp"

#include <algorithm>
#include <array>

#include "catalog/modifiers.hpp"

namespace ormc::catalog {

namespace {

using Arguments = std::span<const std::int64_t>;
using Encoded = std::variant<std::int32_t, TypeNameError>;

auto out_of_range(std::int64_t given, std::int64_t minimum, std::int64_t maximum) -> TypeNameError {
  return {TypeNameError::Kind::modifier_out_of_range, given, minimum, maximum};
}

auto wrong_count(Arguments arguments, std::int64_t minimum, std::int64_t maximum) -> TypeNameError {
  return {TypeNameError::Kind::wrong_modifier_count, std::ssize(arguments), minimum, maximum};
}

/// A length of 1 to `maximum`; `overhead` is what the encoding adds.
auto encode_length(Arguments arguments, std::int64_t maximum, std::int32_t overhead) -> Encoded {
  if (arguments.size() != 1) return wrong_count(arguments, 1, 1);
  const std::int64_t length = arguments.front();
  if (length < 1 || length > maximum) return out_of_range(length, 1, maximum);
  return static_cast<std::int32_t>(length) + overhead;
}

auto encode_numeric(Arguments arguments) -> Encoded {
  if (arguments.empty() || arguments.size() > 2) return wrong_count(arguments, 1, 2);
  const std::int64_t precision = arguments[0];
  const std::int64_t scale = arguments.size() == 2 ? arguments[1] : 0;
  if (precision < 1 || precision > modifier::max_numeric_precision) {
    return out_of_range(precision, 1, modifier::max_numeric_precision);
  }
  if (scale < modifier::min_numeric_scale || scale > modifier::max_numeric_scale) {
    return out_of_range(scale, modifier::min_numeric_scale, modifier::max_numeric_scale);
  }
  return modifier::of_numeric(static_cast<std::int32_t>(precision),
                              static_cast<std::int32_t>(scale));
}

/// Fractional digits of a second; more than six are cut to six, with a warning of the server's.
auto encode_precision(Arguments arguments) -> Encoded {
  if (arguments.size() != 1) return wrong_count(arguments, 1, 1);
  if (arguments.front() < 0) return out_of_range(arguments.front(), 0, modifier::max_precision);
  return static_cast<std::int32_t>(std::min(arguments.front(), modifier::max_precision));
}

auto encode_interval(std::int32_t fields, Arguments arguments) -> Encoded {
  if (arguments.empty()) {
    if (fields == modifier::all_interval_fields) return -1;
    return modifier::of_interval(fields, modifier::full_interval_precision);
  }
  const Encoded precision = encode_precision(arguments);
  const auto* digits = std::get_if<std::int32_t>(&precision);
  return digits ? Encoded{modifier::of_interval(fields, *digits)} : precision;
}

auto apply_interval_fields(const TypeSpelling& spelling) -> std::variant<TypeRef, TypeNameError> {
  const auto* fields = modifier::find_interval_fields(spelling.interval_fields);
  const bool takes_precision = fields && spelling.interval_fields.ends_with("second");
  if (!fields || (!spelling.modifiers.empty() && !takes_precision)) {
    return TypeNameError{.kind = TypeNameError::Kind::invalid_interval_fields};
  }
  const Encoded encoded = encode_interval(fields->mask, spelling.modifiers);
  if (const auto* error = std::get_if<TypeNameError>(&encoded)) return *error;
  return TypeRef{oid::interval, std::get<std::int32_t>(encoded)};
}

/// `float(n)`: single precision to 24 bits, double to 53.
auto apply_float_precision(Arguments arguments) -> std::variant<TypeRef, TypeNameError> {
  constexpr std::int64_t single_bits = 24;
  constexpr std::int64_t double_bits = 53;
  if (arguments.size() != 1) return wrong_count(arguments, 1, 1);
  const std::int64_t bits = arguments.front();
  if (bits < 1 || bits > double_bits) return out_of_range(bits, 1, double_bits);
  return TypeRef{bits <= single_bits ? oid::float4 : oid::float8};
}

/// The length that `char` and `bit` have without saying so. Not when written as `bpchar` or quoted.
auto implied_length(const TypeSpelling& spelling, Oid type) -> std::int32_t {
  const bool sql_word = spelling.schema.empty() && spelling.quoting == Quoting::unquoted;
  if (!sql_word || !spelling.modifiers.empty()) return -1;
  if (type == oid::bit) return 1;
  return type == oid::bpchar && spelling.name != "bpchar" ? 1 + modifier::text_overhead : -1;
}

auto element_type(const Catalog& catalog, const TypeSpelling& spelling)
    -> std::variant<TypeRef, TypeNameError> {
  if (!spelling.interval_fields.empty()) return apply_interval_fields(spelling);
  const bool sql_word = spelling.schema.empty() && spelling.quoting == Quoting::unquoted;
  if (sql_word && spelling.name == "float" && !spelling.modifiers.empty()) {
    return apply_float_precision(spelling.modifiers);
  }
  const auto found = catalog.find_type(spelling.schema, spelling.name, spelling.quoting);
  if (!found) return TypeNameError{.kind = TypeNameError::Kind::unknown_type};
  if (spelling.modifiers.empty()) return TypeRef{*found, implied_length(spelling, *found)};
  const Encoded encoded = encode_modifier(catalog, *found, spelling.modifiers);
  if (const auto* error = std::get_if<TypeNameError>(&encoded)) return *error;
  return TypeRef{*found, std::get<std::int32_t>(encoded)};
}

}  // namespace

auto encode_modifier(const Catalog& catalog, Oid type, Arguments arguments) -> Encoded {
  if (arguments.empty()) return -1;
  const Type& row = catalog.type(type);
  if (row.is_array()) return encode_modifier(catalog, row.element, arguments);
  switch (type) {
    case oid::varchar:
    case oid::bpchar:
      return encode_length(arguments, modifier::max_text_length, modifier::text_overhead);
    case oid::bit:
    case oid::varbit:
      return encode_length(arguments, modifier::max_bit_length, 0);
    case oid::numeric:
      return encode_numeric(arguments);
    case oid::time:
    case oid::timetz:
    case oid::timestamp:
    case oid::timestamptz:
      return encode_precision(arguments);
    case oid::interval:
      return encode_interval(modifier::all_interval_fields, arguments);
    default:
      break;
  }
  if (!row.has_modifier) return TypeNameError{.kind = TypeNameError::Kind::takes_no_modifier};
  // Types of extensions (a vector's dimensions) encode one number as itself.
  constexpr std::int64_t maximum = 0x7fffffff;
  if (arguments.size() != 1) return wrong_count(arguments, 1, 1);
  if (arguments.front() < 0 || arguments.front() > maximum) {
    return out_of_range(arguments.front(), 0, maximum);
  }
  return static_cast<std::int32_t>(arguments.front());
}

auto resolve_type_name(const Catalog& catalog, const TypeSpelling& spelling)
    -> std::variant<TypeRef, TypeNameError> {
  auto resolved = element_type(catalog, spelling);
  auto* type = std::get_if<TypeRef>(&resolved);
  if (!type || spelling.array_dimensions == 0) return resolved;
  const Oid array = catalog.array_of(type->oid);
  if (array == no_oid) return TypeNameError{.kind = TypeNameError::Kind::no_array};
  type->oid = array;
  return resolved;
}

}  // namespace ormc::catalog
