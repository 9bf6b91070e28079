#include <fmt/format.h>

#include <algorithm>

#include "catalog/oids.hpp"
#include "catalog/tables.hpp"
#include "catalog/type_name.hpp"
#include "database/statement_generator.hpp"

namespace orm_tests {

namespace {

namespace oid = ormc::catalog::oid;
using ormc::catalog::FunctionKind;
using ormc::catalog::Oid;
using ormc::catalog::TypeKind;

/// What only the server passes around.
auto is_internal(Oid type) -> bool {
  return type == oid::internal || type == oid::cstring || type == oid::trigger ||
         type == oid::event_trigger || type == oid::language_handler || type == oid::tsm_handler ||
         type == oid::fdw_handler || type == oid::index_am_handler ||
         type == oid::table_am_handler || type == oid::pg_node_tree;
}

auto is_callable(const ormc::catalog::Function& function) -> bool {
  return function.schema == "pg_catalog" && !is_internal(function.result) &&
         function.kind != FunctionKind::procedure &&
         std::none_of(function.arguments.begin(), function.arguments.end(), is_internal);
}

}  // namespace

StatementGenerator::StatementGenerator(std::uint64_t seed) : random_(seed) {
  for (const auto& function : ormc::catalog::tables::functions()) {
    if (!is_callable(function)) continue;
    (function.kind == FunctionKind::function ? functions_ : aggregates_).push_back(&function);
  }
  for (const auto& type : ormc::catalog::tables::types()) {
    if (type.kind == TypeKind::pseudo || type.schema != "pg_catalog") continue;
    if (type.kind == TypeKind::composite || is_internal(type.oid)) continue;
    if (type.is_array() && catalog_.type(type.element).kind == TypeKind::composite) continue;
    types_.push_back(type.oid);
  }
}

auto StatementGenerator::any_type() -> Oid { return types_[below(types_.size())]; }

auto StatementGenerator::type_text(Oid type) -> std::string {
  return ormc::catalog::format_type(catalog_, {type, -1});
}

/// A type as a cast may name it: any of the catalogue's, one of the program's, one with a modifier.
auto StatementGenerator::written_type() -> std::string {
  if (chance(0.25))
    return pick({"mood", "mail", "address", "small", "mood[]", "person", "address[]", "mail[]"});
  if (chance(0.3)) {
    return pick({"varchar(5)",
                 "char(3)",
                 "numeric(5, 2)",
                 "bit(4)",
                 "bit varying(6)",
                 "timestamp(2)",
                 "timestamptz(0)",
                 "time(3)",
                 "interval day to second(2)",
                 "varchar(3)[]",
                 "numeric(4)[]",
                 "interval hour",
                 "text",
                 "int",
                 "bigint"});
  }
  return type_text(any_type());
}

auto StatementGenerator::literal_of(Oid type) -> std::string {
  return fmt::format("null::{}", type_text(type));
}

/// A value of a type of the catalogue: of the wanted kinds where there is one, else a null.
auto StatementGenerator::value_of(Oid type, int depth) -> std::string {
  switch (type) {
    case oid::int2:
    case oid::int4:
      return expr(Want::integer, depth);
    case oid::int8:
      return expr(Want::bigint, depth);
    case oid::numeric:
      return expr(Want::numeric, depth);
    case oid::float4:
    case oid::float8:
      return expr(Want::real, depth);
    case oid::text:
    case oid::varchar:
    case oid::bpchar:
      return expr(Want::text, depth);
    case oid::bool_:
      return expr(Want::boolean, depth);
    case oid::timestamp:
    case oid::timestamptz:
      return expr(Want::timestamp, depth);
    case oid::date:
      return expr(Want::date, depth);
    case oid::interval:
      return expr(Want::interval, depth);
    case oid::jsonb:
      return expr(Want::jsonb, depth);
    case oid::uuid:
      return expr(Want::uuid, depth);
    case oid::xml:
      return expr(Want::xml, depth);
    case oid::bytea:
      return expr(Want::bytes, depth);
    case oid::inet:
      return expr(Want::inet, depth);
    case oid::bit:
    case oid::varbit:
      return expr(Want::bits, depth);
    case oid::text_array:
      return expr(Want::texts, depth);
    case oid::record:
      return row_value(depth);
    case oid::any:
    case oid::anyelement:
    case oid::anynonarray:
    case oid::anycompatible:
    case oid::anycompatiblenonarray:
      return expr(any_want(), depth);
    case oid::anyenum:
      return expr(Want::mood, depth);
    case oid::anyarray:
    case oid::anycompatiblearray:
      return array_value(depth);
    case oid::anyrange:
    case oid::anycompatiblerange:
      return expr(chance(0.6) ? Want::range : Want::times, depth);
    case oid::anymultirange:
    case oid::anycompatiblemultirange:
      return pick(
          {"'{[1,3)}'::int4multirange", "int4multirange(int4range(1, 3))", "null::tstzmultirange"});
    default:
      return literal_of(type);
  }
}

/// The arguments that a function declares, now and then with one that is of another type, missing,
/// named, untyped or too many.
auto StatementGenerator::catalog_arguments(const ormc::catalog::Function& function, int depth)
    -> std::string {
  auto text = std::string{};
  auto named = !function.argument_names.empty() && chance(0.15);
  auto count = function.arguments.size();
  if (function.default_count > 0 && chance(0.5)) {
    count -= below(static_cast<std::size_t>(function.default_count) + 1);
  }
  // Polymorphic arguments mostly agree.
  auto same = any_want();
  for (auto i = std::size_t{0}; i < count; ++i) {
    if (i > 0) text += ", ";
    auto type = function.arguments[i];
    auto is_last = i + 1 == function.arguments.size();
    auto element =
        type == oid::anyelement || type == oid::anycompatible || type == oid::anynonarray;
    auto value = element && chance(0.6)                 ? expr(same, 0)
                 : type == oid::anyarray && chance(0.6) ? fmt::format("array[{}]", expr(same, 0))
                                                        : value_of(type, depth);
    if (chance(0.06)) value = pick({"null", "$1", "'1'", "1", "'a'"});
    if (value == "$1") value = parameter();
    if (is_last && function.variadic_element != 0) {
      if (chance(0.5)) {
        text += "variadic " + value;
        continue;
      }
      value = function.variadic_element == oid::any ? expr(any_want(), depth)
                                                    : value_of(function.variadic_element, depth);
      if (chance(0.5)) value += ", " + value_of(function.variadic_element, depth);
    }
    if (named && !function.argument_names[i].empty()) {
      text += fmt::format("\"{}\" => {}", function.argument_names[i], value);
    } else {
      named = false;
      text += value;
    }
  }
  if (chance(0.02)) text += text.empty() ? "1" : ", 1";
  return text;
}

auto StatementGenerator::catalog_call(int depth) -> std::string {
  const auto* function = functions_[below(functions_.size())];
  if (function->returns_set) {
    if (sets_ <= 0 || depth < 1) return catalog_operator(depth);
    --sets_;
  }
  return fmt::format("\"{}\"({})", function->name, catalog_arguments(*function, depth));
}

auto StatementGenerator::catalog_aggregate(int depth) -> std::string {
  const auto* function = aggregates_[below(aggregates_.size())];
  auto filter =
      chance(0.15) ? fmt::format(" filter (where {})", expr(Want::boolean, depth)) : std::string{};
  using ormc::catalog::AggregateKind;
  if (function->kind == FunctionKind::window) {
    return fmt::format(
        "\"{}\"({}) over ({})", function->name, catalog_arguments(*function, 0), window_body());
  }
  if (function->aggregate_kind == AggregateKind::normal) {
    if (function->arguments.empty()) return "count(*)" + filter;
    auto order = chance(0.2) ? " order by " + expr(any_want(), 0) : std::string{};
    auto over = chance(0.15) ? fmt::format(" over ({})", window_body()) : std::string{};
    return fmt::format("\"{}\"({}{}{}){}{}",
                       function->name,
                       chance(0.1) ? "distinct " : "",
                       catalog_arguments(*function, depth),
                       order,
                       filter,
                       over);
  }
  auto direct = std::string{};
  auto ordered = std::string{};
  for (auto i = std::size_t{0}; i < function->arguments.size(); ++i) {
    auto is_direct = i < static_cast<std::size_t>(function->direct_arguments);
    auto& list = is_direct ? direct : ordered;
    list += (list.empty() ? "" : ", ") + value_of(function->arguments[i], 0);
    if (!is_direct) list += pick({"", "", " desc", " nulls first"});
  }
  if (function->aggregate_kind == AggregateKind::hypothetical) {
    direct = expr(Want::integer, 0);
    ordered = expr(Want::integer, 0);
    if (chance(0.3)) {
      direct += ", " + literal(Want::text);
      ordered += ", " + expr(Want::text, 0) + " desc";
    }
  }
  return fmt::format(
      "\"{}\"({}) within group (order by {}){}", function->name, direct, ordered, filter);
}

auto StatementGenerator::catalog_operator(int depth) -> std::string {
  const auto operators = ormc::catalog::tables::operators();
  const auto& op = operators[below(operators.size())];
  if (is_internal(op.left) || is_internal(op.right)) return expr(any_want(), depth);
  auto operand = [&](Oid type) {
    if (chance(0.08)) return parameter();
    if (chance(0.06)) return pick({"'1'", "null", "1", "'{}'"});
    auto value = value_of(type, depth);
    return fmt::format("({})", value);
  };
  auto right = operand(op.right);
  // `@` directly before a name is an attribute of the language, and `?` and `!` are its own too.
  auto symbol =
      chance(0.1) ? fmt::format("operator(pg_catalog.{})", op.name) : std::string{op.name};
  if (op.left == 0) return fmt::format("{} {}", symbol, right);
  return fmt::format("{} {} {}", operand(op.left), symbol, right);
}

auto StatementGenerator::cast_pair(int depth) -> std::string {
  auto value = chance(0.5) ? expr(any_want(), depth)
                           : (chance(0.5) ? fmt::format("null::{}", written_type())
                                          : literal_of(any_type()));
  return chance(0.5) ? fmt::format("({})::{}", value, written_type())
                     : fmt::format("cast({} as {})", value, written_type());
}

}  // namespace orm_tests
