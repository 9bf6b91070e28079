// The choice among overloaded operators, against the server's.

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "catalog/resolve_operator.hpp"
#include "catalog/type_name.hpp"
#include "catalog_comparison.hpp"

using namespace ormc;
using namespace ormc::catalog;
using catalog_test::Comparison;
using catalog_test::Sample;
using catalog_test::sample_count;

namespace {

auto operator_result(const OperatorResolution& resolution) -> std::optional<Oid> {
  const auto* resolved = std::get_if<ResolvedOperator>(&resolution);
  return resolved ? std::optional{resolved->result} : std::nullopt;
}

auto operators(const Catalog& catalog) -> std::vector<const Operator*> {
  std::vector<const Operator*> all;
  for (const std::string_view name : catalog.operator_names()) {
    const auto named = catalog.operators({}, name);
    all.insert(all.end(), named.begin(), named.end());
  }
  return all;
}

auto compare_operators(Comparison& comparison) -> void {
  const Catalog& catalog = comparison.catalog();
  const auto all = operators(catalog);
  std::vector<Sample> samples;
  while (samples.size() < sample_count()) {
    const Operator& op = *comparison.pick(all);
    const OperatorName name{.schema = {}, .name = op.name};
    const Oid right = comparison.near(op.right);
    if (op.left == no_oid) {
      samples.push_back({fmt::format("select {} ({})", op.name, comparison.spell(right)),
                         operator_result(resolve_prefix_operator(catalog, name, right))});
      continue;
    }
    const Oid left = comparison.chance(15) ? right : comparison.near(op.left);
    const std::string left_text = comparison.spell(left);
    const Oid array =
        comparison.chance(15) && right != oid::unknown ? catalog.array_of(right) : no_oid;
    if (array != no_oid) {
      samples.push_back(
          {fmt::format("select ({}) {} any ({})", left_text, op.name, comparison.spell(array)),
           operator_result(resolve_array_operator(catalog, name, left, array))});
    } else if (left != oid::record || right != oid::record) {
      samples.push_back(
          {fmt::format("select ({}) {} ({})", left_text, op.name, comparison.spell(right)),
           operator_result(resolve_binary_operator(catalog, name, left, right))});
    }
  }
  comparison.compare(samples);
}

}  // namespace

TEST_CASE("operators resolve as on the server", "[catalog]") {
  Comparison comparison;
  compare_operators(comparison);
}

TEST_CASE("operators resolve as on a server with extensions", "[catalog]") {
  Comparison comparison{Comparison::Extensions::all};
  compare_operators(comparison);
}
