#include "emit/cpp/default_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "emit/cpp/geometric_value.hpp"
#include "emit/cpp/literal.hpp"
#include "query/literal/container.hpp"
#include "query/literal/datetime.hpp"
#include "query/literal/interval.hpp"

namespace ormc::emit::cpp {
namespace {

namespace oid = catalog::oid;

/// A constant under casts and a sign.
struct Value {
  const query::Constant* constant;
  bool negative = false;
};

auto find_constant(const query::Expr* expr) -> std::optional<Value> {
  auto negative = false;
  while (true) {
    if (const auto* constant = std::get_if<query::Constant>(&expr->node)) {
      return Value{constant, negative};
    }
    if (const auto* cast = std::get_if<query::Cast>(&expr->node)) {
      expr = cast->operand;
    } else if (const auto* call = std::get_if<query::OperatorCall>(&expr->node)) {
      auto is_sign = call->left == nullptr && (call->op->name == "-" || call->op->name == "+");
      if (!is_sign) return std::nullopt;
      negative = negative != (call->op->name == "-");
      expr = call->right;
    } else {
      return std::nullopt;
    }
  }
}

auto is_one_of(catalog::Oid type, std::initializer_list<catalog::Oid> types) -> bool {
  return std::ranges::find(types, type) != types.end();
}

/// The digits of a number, without the spaces that a string may hold around them.
auto trimmed(std::string_view text) -> std::string_view {
  auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

auto integer(std::string_view text, bool negative) -> std::optional<std::string> {
  auto digits = trimmed(text);
  if (digits.starts_with('-') || digits.starts_with('+')) {
    negative = negative != digits.starts_with('-');
    digits.remove_prefix(1);
  }
  // A leading zero would make it octal.
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  if (digits.empty()) return "0";
  if (negative && digits == "9223372036854775808") return "-9223372036854775807 - 1";
  return fmt::format("{}{}", negative ? "-" : "", digits);
}

auto floating(std::string_view text, bool negative, catalog::Oid type)
    -> std::optional<std::string> {
  auto digits = std::string(trimmed(text));
  if (digits.find_first_not_of("0123456789.eE+-") != std::string::npos || digits.empty()) {
    return std::nullopt;  // infinity, NaN
  }
  auto is_whole = digits.find_first_of(".eE") == std::string::npos;
  auto suffix = type == oid::float4 ? (is_whole ? ".0F" : "F") : (is_whole ? ".0" : "");
  return fmt::format("{}{}{}", negative ? "-" : "", digits, suffix);
}

auto boolean(std::string_view text) -> std::optional<std::string> {
  constexpr auto yes = std::to_array<std::string_view>({"true", "t", "yes", "y", "on", "1"});
  constexpr auto no = std::to_array<std::string_view>({"false", "f", "no", "n", "off", "0"});
  if (std::ranges::find(yes, trimmed(text)) != yes.end()) return "true";
  if (std::ranges::find(no, trimmed(text)) != no.end()) return "false";
  return std::nullopt;
}

auto enumerator(const Context& context,
                const schema::EnumId id,
                std::string_view label,
                const std::string& type) -> std::optional<std::string> {
  const auto& values = context.schema.at(id).values;
  auto at = std::ranges::find(values, label, &schema::EnumValue::label);
  if (at == values.end()) return std::nullopt;
  const auto& names = context.names.enum_values[static_cast<std::size_t>(id)];
  return fmt::format("{}::{}", type, names[static_cast<std::size_t>(at - values.begin())]);
}

auto date_type(catalog::Oid type) -> std::optional<query::DateType> {
  if (type == oid::date) return query::DateType::date;
  if (type == oid::timestamp) return query::DateType::timestamp;
  if (type == oid::timestamptz) return query::DateType::timestamptz;
  return std::nullopt;
}

/// What a text is in whatever order dates are read.
auto settled_value(std::string_view text, query::DateType type) -> std::optional<query::DateValue> {
  auto value = std::optional<query::DateValue>{};
  for (const auto order : query::date_orders) {
    const auto read = query::find_datetime_value(text, type, query::settings_without_server(order));
    const auto depends = read && read->is_local && type == query::DateType::timestamptz;
    if (!read || depends) return std::nullopt;
    if (value && *value != *read) return std::nullopt;
    value = read;
  }
  return value;
}

/// The text as a comment behind its number, where it is nothing but digits and marks.
auto remark(std::string_view text) -> std::string {
  const auto is_plain = text.find_first_not_of("0123456789-:.+ TZ") == std::string_view::npos;
  return is_plain ? fmt::format(" /* {} */", trimmed(text)) : "";
}

/// A date or a moment that is the same under every setting of a session.
auto moment(std::string_view text, query::DateType type, const std::string& cpp)
    -> std::optional<std::string> {
  const auto word = trimmed(text);
  if (word == "infinity") return cpp + "::infinity()";
  if (word == "-infinity") return cpp + "::minus_infinity()";
  const auto value = settled_value(text, type);
  if (!value) return std::nullopt;
  return fmt::format("{}::from_postgres({}{})", cpp, value->value, remark(text));
}

/// An interval that is the same under every setting of a session.
auto interval(std::string_view text, const std::string& cpp) -> std::optional<std::string> {
  const auto value = query::find_interval_value(text);
  if (!value) return std::nullopt;
  return fmt::format("{}{{{}, {}, {}}}", cpp, value->months, value->days, value->microseconds);
}

/// A time of day, or one in a zone, that is the same under every setting of a session.
auto time_of_day(std::string_view text, catalog::Oid type, const std::string& cpp)
    -> std::optional<std::string> {
  const auto needs_zone = type == oid::timetz;
  const auto value = settled_value(text, query::DateType::time);
  if (!value || (needs_zone && !value->zone_seconds)) return std::nullopt;
  const auto time = fmt::format("orm::time::from_postgres({}{})", value->value, remark(text));
  return needs_zone ? fmt::format("{}{{{}, {}}}", cpp, time, *value->zone_seconds) : time;
}

/// The elements of an array of one dimension; nothing of what is none, or holds NULL.
auto array_elements(std::string_view text, char delimiter)
    -> std::optional<std::vector<std::string>> {
  const auto array = trimmed(text);
  auto elements = std::vector<std::string>{};
  const auto is_element = [&](std::optional<std::string_view> element) {
    if (element) elements.emplace_back(*element);
    return element.has_value();
  };
  const auto is_flat = array.starts_with('{') && !trimmed(array.substr(1)).starts_with('{');
  if (!is_flat || !query::is_array_text(array, delimiter, is_element)) return std::nullopt;
  return elements;
}

/// Writes constants as C++ has them, where it has them.
class Initializer {
 public:
  Initializer(const Context& context, const Place& place) : context_(context), place_(place) {}

  auto of(schema::TypeRef type, const query::Expr* expr) const -> std::optional<std::string> {
    const auto* operand = expr;
    while (const auto* cast = std::get_if<query::Cast>(&operand->node)) operand = cast->operand;
    if (const auto* array = std::get_if<query::ArrayConstructor>(&operand->node)) {
      return braced(element_of(type), array->elements);
    }
    const auto value = find_constant(expr);
    if (!value) return std::nullopt;
    const auto is_null = value->constant->kind == syntax::Literal::Kind::null;
    return is_null ? "std::nullopt" : of(type, value->constant->text, value->negative);
  }

 private:
  auto of(schema::TypeRef of, std::string_view text, bool negative) const
      -> std::optional<std::string> {
    const auto cpp = context_.types.find(of, Use::parameter);
    if (!cpp) return std::nullopt;
    const auto type = context_.schema.catalog.base_type(of.oid);
    if (type == oid::bool_) return boolean(text);
    if (is_one_of(type, {oid::int2, oid::int4, oid::int8})) return integer(text, negative);
    if (is_one_of(type, {oid::float4, oid::float8})) return floating(text, negative, type);
    if (type == oid::numeric) {
      auto number = fmt::format("{}{}", negative ? "-" : "", trimmed(text));
      return fmt::format("orm::numeric{{{}}}", string_literal(number));
    }
    if (negative) return std::nullopt;
    const auto is_whole = of.modifier == -1;  // nothing that the server would cut off
    if (type == oid::interval) return is_whole ? interval(text, cpp->text) : std::nullopt;
    if (type == oid::time || type == oid::timetz) {
      return is_whole ? time_of_day(text, type, cpp->text) : std::nullopt;
    }
    if (const auto date = date_type(type)) return moment(text, *date, cpp->text);
    if (context_.schema.catalog.type(type).is_array()) {
      const auto type_of_each = element_of(of);
      const auto elements = array_elements(text, type_of_each.oid == oid::box ? ';' : ',');
      return elements ? braced(type_of_each, *elements) : std::nullopt;
    }
    if (is_geometric(type)) return geometric_value(type, text, cpp->text);
    const auto kind = context_.schema.catalog.type(type).kind;
    if (kind == catalog::TypeKind::range) return range(type, text, cpp->spelled(place_));
    if (kind == catalog::TypeKind::multirange) {
      return multirange(type, text, cpp->spelled(place_));
    }
    if (cpp->user) {
      const auto* id = std::get_if<schema::EnumId>(&*cpp->user);
      if (id == nullptr || cpp->is_container) return std::nullopt;
      return enumerator(context_, *id, text, cpp->spelled(place_));
    }
    if (cpp->text == "std::string_view") return string_literal(text);
    if (is_one_of(type,
                  {oid::uuid,
                   oid::inet,
                   oid::cidr,
                   oid::json,
                   oid::jsonb,
                   oid::jsonpath,
                   oid::xml,
                   oid::bit,
                   oid::varbit})) {
      return fmt::format("{}{{{}}}", cpp->text, string_literal(text));
    }
    return std::nullopt;
  }

  /// `(,10]`: what is left out at the end is what the struct has without it.
  auto range(catalog::Oid type, std::string_view text, const std::string& cpp) const
      -> std::optional<std::string> {
    auto bounds = std::optional<query::RangeBounds>{};
    const auto take_bounds = [&](const query::RangeBounds& found) {
      bounds = found;
      return true;
    };
    const auto is_bound = [](std::optional<std::string_view>) { return true; };
    if (!query::is_range_text(text, is_bound, take_bounds)) return std::nullopt;
    if (!bounds) return cpp + "{.empty = true}";
    const auto of_bound = [&](const std::optional<std::string>& bound) {
      const auto subtype = schema::TypeRef{context_.schema.catalog.type(type).subtype};
      return bound ? element(subtype, *bound) : std::optional<std::string>{"std::nullopt"};
    };
    const auto lower = of_bound(bounds->lower);
    const auto upper = of_bound(bounds->upper);
    if (!lower || !upper) return std::nullopt;
    const auto has_lower = bounds->lower && bounds->has_lower;
    const auto has_upper = bounds->upper && bounds->has_upper;
    auto flags = std::string{};
    if (!has_lower || has_upper) flags += has_lower ? ", true" : ", false";
    if (has_upper) flags += ", true";
    return fmt::format("{}{{{}, {}{}}}", cpp, *lower, *upper, flags);
  }

  auto multirange(catalog::Oid type, std::string_view text, const std::string& cpp) const
      -> std::optional<std::string> {
    const auto& catalog = context_.schema.catalog;
    const auto range = schema::TypeRef{catalog.type(type).range};
    auto ranges = std::vector<std::string>{};
    const auto take_range = [&](std::optional<std::string_view> each) {
      ranges.emplace_back(each.value_or(""));
      return each.has_value();
    };
    if (!query::is_multirange_text(text, take_range)) return std::nullopt;
    const auto values = braced(range, ranges);
    return values ? std::optional{fmt::format("{}{{{}}}", cpp, *values)} : std::nullopt;
  }

  auto element(schema::TypeRef type, const std::string& text) const -> std::optional<std::string> {
    return of(type, text, false);
  }
  auto element(schema::TypeRef type, const query::Expr* expr) const -> std::optional<std::string> {
    auto value = of(type, expr);
    return value == "std::nullopt" ? std::nullopt : value;  // a vector holds no NULL
  }

  auto element_of(schema::TypeRef array) const -> schema::TypeRef {
    const auto base = context_.schema.catalog.base_type(array);
    return {context_.schema.catalog.type(base.oid).element, base.modifier};
  }

  auto braced(schema::TypeRef type, const auto& elements) const -> std::optional<std::string> {
    auto values = std::vector<std::string>{};
    for (const auto& each : elements) {
      auto value = element(type, each);
      if (!value) return std::nullopt;
      values.push_back(std::move(*value));
    }
    return fmt::format("{{{}}}", fmt::join(values, ", "));
  }

  const Context& context_;
  const Place& place_;
};

}  // namespace

auto default_value(const Context& context,
                   const query::QueryParameter& parameter,
                   const Place& place) -> std::optional<std::string> {
  if (parameter.default_value == nullptr) return std::nullopt;
  if (!context.types.find(parameter.type, Use::parameter)) return std::nullopt;
  return Initializer{context, place}.of(parameter.type, parameter.default_value);
}

}  // namespace ormc::emit::cpp
