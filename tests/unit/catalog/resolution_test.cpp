// The examples of PostgreSQL's manual, chapter "Type Conversion", and what the differential test
// cannot see: which function was chosen, and why one was not.

#include <catch2/catch.hpp>

#include "catalog/coercion.hpp"
#include "catalog/common_type.hpp"
#include "catalog/resolve_function.hpp"
#include "catalog/resolve_operator.hpp"

using namespace ormc::catalog;

namespace {

auto binary(const Catalog& catalog, std::string_view name, Oid left, Oid right)
    -> ResolvedOperator {
  const auto resolution = resolve_binary_operator(catalog, {{}, name}, left, right);
  const auto* resolved = std::get_if<ResolvedOperator>(&resolution);
  return resolved ? *resolved : ResolvedOperator{};
}

auto call(const Catalog& catalog, std::string_view name, std::vector<ArgumentType> arguments)
    -> FunctionResolution {
  return resolve_function(catalog, {.name = {{}, name}, .arguments = arguments});
}

auto result(const FunctionResolution& resolution) -> Oid {
  const auto* resolved = std::get_if<ResolvedFunction>(&resolution);
  return resolved ? resolved->result : no_oid;
}

auto failure(const FunctionResolution& resolution) -> FunctionFailure::Kind {
  REQUIRE(std::holds_alternative<FunctionFailure>(resolution));
  return std::get<FunctionFailure>(resolution).kind;
}

}  // namespace

TEST_CASE("operators: the manual's examples", "[catalog]") {
  const Catalog catalog;
  const auto factorial_like = resolve_prefix_operator(catalog, {{}, "|/"}, oid::int4);
  CHECK(std::get<ResolvedOperator>(factorial_like).right == oid::float8);
  CHECK(binary(catalog, "||", oid::text, oid::unknown).right == oid::text);
  CHECK(binary(catalog, "||", oid::unknown, oid::unknown).result == oid::text);
  CHECK(
      std::get<ResolvedOperator>(resolve_prefix_operator(catalog, {{}, "@"}, oid::unknown)).right ==
      oid::float8);
  const auto tilde = resolve_prefix_operator(catalog, {{}, "~"}, oid::unknown);
  CHECK(std::get<OperatorFailure>(tilde).kind == OperatorFailure::Kind::ambiguous);
  const ResolvedOperator contained = binary(catalog, "<@", oid::int4_array, oid::unknown);
  CHECK(contained.right == oid::int4_array);
}

TEST_CASE("operators fail with a reason and candidates", "[catalog]") {
  const Catalog catalog;
  const auto unknown = resolve_binary_operator(catalog, {{}, "<=>"}, oid::int4, oid::int4);
  CHECK(std::get<OperatorFailure>(unknown).kind == OperatorFailure::Kind::unknown_name);
  const auto no_match = resolve_binary_operator(catalog, {{}, "+"}, oid::bool_, oid::int4);
  CHECK(std::get<OperatorFailure>(no_match).kind == OperatorFailure::Kind::no_match);
  CHECK_FALSE(std::get<OperatorFailure>(no_match).candidates.empty());
}

TEST_CASE("an operator beside an array asks about its elements", "[catalog]") {
  const Catalog catalog;
  const auto equal = resolve_array_operator(catalog, {{}, "="}, oid::int4, oid::int8_array);
  REQUIRE(std::holds_alternative<ResolvedOperator>(equal));
  CHECK(std::get<ResolvedOperator>(equal).left == oid::int4);
  CHECK(std::get<ResolvedOperator>(equal).right == oid::int8_array);
  const auto literal = resolve_array_operator(catalog, {{}, "="}, oid::int4, oid::unknown);
  CHECK(std::get<ResolvedOperator>(literal).right == oid::int4_array);
  const auto sum = resolve_array_operator(catalog, {{}, "+"}, oid::int4, oid::int4_array);
  CHECK(std::holds_alternative<OperatorFailure>(sum));
}

TEST_CASE("functions: the manual's examples", "[catalog]") {
  Catalog catalog;
  CHECK(result(call(catalog, "round", {{oid::int4}, {oid::int4}})) == oid::numeric);
  CHECK(result(call(catalog, "round", {{oid::int4}})) == oid::float8);
  CHECK(result(call(catalog, "substr", {{oid::unknown}, {oid::int4}})) == oid::text);
  CHECK(result(call(catalog, "substr", {{oid::varchar}, {oid::int4}})) == oid::text);
  CHECK(failure(call(catalog, "substr", {{oid::int4}, {oid::int4}})) ==
        FunctionFailure::Kind::no_match);

  NewFunction variadic{.schema = "public", .name = "variadic_example", .variadic = true};
  variadic.arguments = {oid::numeric_array};
  variadic.result = oid::int4;
  const Oid of_array = catalog.add_function(variadic);
  const NewFunction plain{.schema = "public",
                          .name = "variadic_example",
                          .arguments = {oid::int4},
                          .result = oid::int4};
  const Oid of_one = catalog.add_function(plain);
  const auto one = call(catalog, "variadic_example", {{oid::int4}});
  CHECK(std::get<ResolvedFunction>(one).function->oid == of_one);
  const auto two = call(catalog, "variadic_example", {{oid::numeric}, {oid::numeric}});
  CHECK(std::get<ResolvedFunction>(two).function->oid == of_array);
  CHECK(std::get<ResolvedFunction>(two).variadic_expanded);
}

TEST_CASE("functions fail with a reason", "[catalog]") {
  const Catalog catalog;
  CHECK(failure(call(catalog, "no_such_function", {{oid::int4}})) ==
        FunctionFailure::Kind::unknown_name);
  CHECK(failure(call(catalog, "lower", {{oid::text}, {oid::text}, {oid::text}})) ==
        FunctionFailure::Kind::wrong_count);
  CHECK(failure(call(catalog, "array_cat", {{oid::int4_array}, {oid::point_array}})) ==
        FunctionFailure::Kind::no_match);
  CHECK(failure(call(catalog, "percentile_cont", {{oid::float8}, {oid::float8}})) ==
        FunctionFailure::Kind::within_group_mismatch);
}

TEST_CASE("named arguments find their places", "[catalog]") {
  const Catalog catalog;
  const auto made = call(catalog, "make_interval", {{oid::int4, "days"}, {oid::int4, "years"}});
  const auto& resolved = std::get<ResolvedFunction>(made);
  CHECK(resolved.places == std::vector<std::size_t>{3, 0});
  CHECK(resolved.defaults_used == 5);
  CHECK(failure(call(catalog, "make_interval", {{oid::int4, "fortnights"}})) ==
        FunctionFailure::Kind::wrong_count);
}

TEST_CASE("a type's name called is a cast", "[catalog]") {
  const Catalog catalog;
  const auto cast = call(catalog, "text", {{oid::varchar}});
  REQUIRE(std::holds_alternative<ResolvedCast>(cast));
  CHECK(std::get<ResolvedCast>(cast).target == oid::text);
  CHECK(result(call(catalog, "int8", {{oid::int4}})) ==
        oid::int8);  // there is a function int8(int4)
}

TEST_CASE("ordered-set and hypothetical aggregates take their sorted arguments", "[catalog]") {
  const Catalog catalog;
  const std::vector<ArgumentType> arguments{{oid::numeric}, {oid::int4}};
  const auto median = resolve_function(
      catalog, {.name = {{}, "percentile_cont"}, .arguments = arguments, .within_group_count = 1});
  CHECK(result(median) == oid::float8);
  const auto rank = resolve_function(
      catalog, {.name = {{}, "rank"}, .arguments = arguments, .within_group_count = 1});
  REQUIRE(result(rank) == oid::int8);
  CHECK(std::get<ResolvedFunction>(rank).argument_types ==
        std::vector<Oid>{oid::numeric, oid::numeric});
}

TEST_CASE("common types: the manual's examples", "[catalog]") {
  const Catalog catalog;
  const auto common = [&](std::vector<Oid> types) { return select_common_type(catalog, types); };
  CHECK(common({oid::text, oid::unknown}).type == oid::text);
  CHECK(common({oid::numeric, oid::int4}).type == oid::numeric);
  CHECK(common({oid::int4, oid::float4}).type == oid::float4);
  CHECK(common({oid::unknown, oid::unknown}).type == oid::text);
  const CommonType mixed = common({oid::int4, oid::int8, oid::text});
  CHECK(mixed.type == no_oid);
  CHECK(mixed.conflict == 2);
  CHECK(mixed.conflicting_with == oid::int8);
  const std::vector<TypeRef> same{{oid::varchar, 14}, {oid::varchar, 14}};
  const std::vector<TypeRef> different{{oid::varchar, 14}, {oid::varchar, 24}};
  CHECK(select_common_modifier(same, oid::varchar) == 14);
  CHECK(select_common_modifier(different, oid::varchar) == -1);
}

TEST_CASE("coercions say how", "[catalog]") {
  Catalog catalog;
  const Oid email = catalog.add_domain("public", "email", {oid::text}, true);
  const auto how = [&](Oid from, Oid to, CoercionContext context) {
    return find_coercion(catalog, from, to, context);
  };
  CHECK(how(oid::int4, oid::int8, CoercionContext::implicit).kind == CoercionKind::function);
  CHECK_FALSE(how(oid::int8, oid::int4, CoercionContext::implicit));
  CHECK(how(oid::int8, oid::int4, CoercionContext::assignment).kind == CoercionKind::function);
  CHECK(how(oid::varchar, oid::text, CoercionContext::implicit).kind == CoercionKind::relabel);
  CHECK(how(oid::unknown, oid::date, CoercionContext::implicit).kind == CoercionKind::literal);
  CHECK(how(oid::int4_array, oid::int8_array, CoercionContext::implicit).kind ==
        CoercionKind::array);
  CHECK(how(oid::uuid, oid::text, CoercionContext::assignment).kind == CoercionKind::io);
  CHECK(how(oid::text, oid::uuid, CoercionContext::explicit_).kind == CoercionKind::io);
  CHECK_FALSE(how(oid::text, oid::uuid, CoercionContext::assignment));
  CHECK(how(oid::text, email, CoercionContext::implicit).to_domain);
  CHECK(how(email, oid::text, CoercionContext::implicit).kind == CoercionKind::relabel);
  CHECK(how(oid::int4, oid::any, CoercionContext::implicit).kind == CoercionKind::polymorphic);
}
