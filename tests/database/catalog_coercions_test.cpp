// Casts, assignments and common types, against the server's.

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "catalog/coercion.hpp"
#include "catalog/common_type.hpp"
#include "catalog/type_name.hpp"
#include "catalog_comparison.hpp"

using namespace ormc;
using namespace ormc::catalog;
using catalog_test::Comparison;
using catalog_test::Sample;
using catalog_test::sample_count;

TEST_CASE("casts are allowed where the server allows them", "[catalog]") {
  Comparison comparison{Comparison::Extensions::all};
  const Catalog& catalog = comparison.catalog();
  std::vector<Sample> samples;
  const auto expect = [&](std::string statement, Oid from, Oid to, CoercionContext context) {
    const bool allowed = static_cast<bool>(find_coercion(catalog, from, to, context));
    samples.push_back({std::move(statement), allowed ? std::optional{to} : std::nullopt});
  };
  for (std::size_t i = 0; i < sample_count(); ++i) {
    const Oid from = comparison.chance(5) ? oid::record : comparison.any_type();
    const Oid to = comparison.any_type();
    // A row constructor is cast field by field, which is not the catalogue's to decide.
    if (from == oid::record && catalog.type(catalog.base_type(to)).kind == TypeKind::composite)
      continue;
    expect(fmt::format("select ({})::{}",
                       comparison.spell(from),
                       format_type(catalog, {to}, Qualification::always)),
           from,
           to,
           CoercionContext::explicit_);
  }
  comparison.compare(samples);
}

TEST_CASE("assignments are allowed where the server allows them", "[catalog]") {
  Comparison comparison;
  const Catalog& catalog = comparison.catalog();
  std::string columns;
  std::vector<Oid> types;
  for (const Oid type : comparison.all_types()) {
    if (catalog.type(type).of_relation) continue;
    columns += fmt::format("{}c{} {}",
                           columns.empty() ? "" : ", ",
                           types.size(),
                           format_type(catalog, {type}, Qualification::always));
    types.push_back(type);
  }
  comparison.server().execute("create table catalog_probe.target (" + columns + ")");
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < sample_count(); ++i) {
    const std::size_t column = comparison.below(types.size());
    const Oid from = comparison.any_type();
    const bool allowed =
        static_cast<bool>(find_coercion(catalog, from, types[column], CoercionContext::assignment));
    samples.push_back(
        {fmt::format("update catalog_probe.target set c{} = {}", column, comparison.spell(from)),
         allowed ? std::optional{types[column]} : std::nullopt});
  }
  comparison.compare(samples);
  comparison.server().execute("drop table catalog_probe.target");
}

TEST_CASE("common types are the server's", "[catalog]") {
  Comparison comparison;
  const Catalog& catalog = comparison.catalog();
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < sample_count(); ++i) {
    std::vector<Oid> types{comparison.any_operand()};
    const std::size_t count = 1 + comparison.below(4);
    while (types.size() < count) {
      types.push_back(comparison.chance(30) ? types.front() : comparison.near(types.front()));
    }
    std::erase(types, oid::record);
    if (types.empty()) continue;
    std::vector<std::string> texts;
    for (const Oid type : types) texts.push_back(comparison.spell(type));
    const std::string list = fmt::format("{}", fmt::join(texts, ", "));
    const CommonType common = select_common_type(catalog, types);
    std::optional<Oid> expected;
    if (!common.conflict) expected = common.type;
    switch (comparison.below(4)) {
      case 0:
        samples.push_back({"select coalesce(" + list + ")", expected});
        break;
      case 1:
        if (types.size() < 2) break;
        samples.push_back(
            {fmt::format("select case when true then {} else {} end",
                         fmt::join(texts.begin() + 1, texts.end(), " when true then "),
                         texts.front()),
             expected});
        break;
      case 2:
        samples.push_back(
            {"values (" + fmt::format("{}", fmt::join(texts, "), (")) + ")", expected});
        break;
      default: {
        if (!expected || catalog.array_of(*expected) == no_oid) break;
        // Elements that are arrays themselves make more dimensions, and a domain stays one.
        if (catalog.element_of(*expected) != no_oid) break;
        samples.push_back({"select array[" + list + "]", catalog.array_of(*expected), true});
        break;
      }
    }
  }
  comparison.compare(samples);
}
