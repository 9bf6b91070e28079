#include "catalog_comparison.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>

#include "catalog/coercion.hpp"
#include "catalog/type_name.hpp"

namespace ormc::catalog_test {

using namespace catalog;

namespace {

auto environment(const char* name, unsigned long otherwise) -> unsigned long {
  const char* value = std::getenv(name);
  return value && *value ? std::stoul(value) : otherwise;
}

}  // namespace

auto sample_count() -> std::size_t { return environment("ORM_TEST_SAMPLES", 20000); }

Comparison::Comparison(Extensions extensions)
    : server_{Server::connect()}, random_{environment("ORM_TEST_SEED", 20240501)} {
  declare_fixture(catalog_);
  if (extensions == Extensions::all) create_extensions(server_, catalog_);
  numbers_ = match_types(server_, catalog_);
  for (const auto& [_, oid] : numbers_) add_to_pool(oid);
}

auto Comparison::any_operand() -> Oid {
  if (chance(15)) return oid::unknown;
  return chance(3) ? oid::record : any_type();
}

auto Comparison::spell(Oid type) const -> std::string {
  if (type == oid::unknown) return "null";
  if (type == oid::record) return "row(1, 'a')";
  return "null::" + format_type(catalog_, {type}, Qualification::always);
}

auto Comparison::near(Oid declared) -> Oid {
  const bool concrete = catalog_.type(declared).kind != TypeKind::pseudo;
  if (concrete && chance(45)) return declared;
  if (chance(40)) {
    // Of the same category, or of the shape that a polymorphic type asks for.
    for (int attempt = 0; attempt < 30; ++attempt) {
      const Oid type = any_type();
      const bool fits = concrete ? catalog_.type(type).category == catalog_.type(declared).category
                                 : is_binary_coercible(catalog_, type, declared);
      if (fits) return type;
    }
  }
  return any_operand();
}

auto Comparison::compare(const std::vector<Sample>& samples) -> void {
  std::vector<std::string> statements;
  for (const Sample& sample : samples) statements.push_back(sample.statement);
  const std::vector<Answer> answers = server_.prepare(statements);
  std::size_t differences = 0;
  std::size_t accepted = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (answers[i].accepted) ++accepted;
    const std::string difference = describe_difference(samples[i], answers[i]);
    if (difference.empty() || ++differences > 40) continue;
    UNSCOPED_INFO(samples[i].statement << "\n    " << difference);
  }
  INFO(differences << " of " << samples.size() << " differ; " << accepted << " accepted");
  CHECK(differences == 0);
  CHECK(accepted > 0);
}

auto Comparison::add_to_pool(Oid oid) -> void {
  static const std::set<std::string_view> common{
      "bool",      "int2",        "int4",   "int8",   "float4",  "float8", "numeric",
      "text",      "varchar",     "bpchar", "name",   "bytea",   "date",   "time",
      "timestamp", "timestamptz", "timetz", "json",   "jsonb",   "uuid",   "interval",
      "int4range", "tstzrange",   "inet",   "cidr",   "oid",     "char",   "_int4",
      "_text",     "_numeric",    "_int8",  "_uuid",  "money",   "xml",    "bit",
      "varbit",    "tsvector",    "point",  "_bool",  "tsquery", "_jsonb", "int4multirange",
      "regclass",  "daterange",   "_date",  "_float8"};
  const Type& row = catalog_.type(oid);
  if (row.kind == TypeKind::pseudo || row.schema == "information_schema") return;
  if (row.element != no_oid && catalog_.type(row.element).kind == TypeKind::pseudo) return;
  const Oid core = row.is_array() ? row.element : oid;
  const bool system_row =
      catalog_.type(core).kind == TypeKind::composite && row.schema == "pg_catalog";
  if (system_row) return;
  all_.push_back(oid);
  const bool of_fixture = oid >= first_user_oid;
  const bool of_extension = oid >= first_extension_oid && !of_fixture;
  if (of_fixture || (of_extension && !row.is_array()) || common.contains(row.name))
    usual_.push_back(oid);
}

auto Comparison::describe(std::optional<Oid> type) const -> std::string {
  return type ? format_type(catalog_, {*type}) : "refused";
}

auto Comparison::describe_difference(const Sample& sample, const Answer& answer) const
    -> std::string {
  if (!answer.accepted) {
    return sample.expected
               ? fmt::format("catalogue: {}, server: {}", describe(sample.expected), answer.error)
               : std::string{};
  }
  if (!sample.expected && answer.columns.empty()) return "catalogue: refused, server: accepted";
  if (answer.columns.empty()) return {};
  const auto number = numbers_.find(answer.columns.front());
  const Oid found = number == numbers_.end() ? answer.columns.front() : number->second;
  // The server describes columns of domains as of their base type, and literals as text.
  Oid expected = sample.expected.value_or(no_oid);
  if (expected != no_oid && !sample.exact_domain) expected = catalog_.base_type(expected);
  if (expected == oid::unknown) expected = oid::text;
  if (expected == found) return {};
  return fmt::format("catalogue: {}, server: {}",
                     describe(sample.expected),
                     catalog_.has_type(found) ? describe(found) : std::to_string(found));
}

}  // namespace ormc::catalog_test
