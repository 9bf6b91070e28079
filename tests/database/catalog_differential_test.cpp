// The catalogue's rules against the server's: the same random expressions are resolved by both, and
// must be accepted or refused alike and have the same type. The server only prepares, so nothing
// that is asked about is ever executed.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <functional>
#include <random>
#include <set>

#include "catalog/coercion.hpp"
#include "catalog/common_type.hpp"
#include "catalog/resolve_function.hpp"
#include "catalog/resolve_operator.hpp"
#include "catalog/type_name.hpp"
#include "catalog_probe.hpp"

using namespace ormc;
using namespace ormc::catalog;
using catalog_test::Answer;
using catalog_test::Server;

namespace {

auto environment(const char* name, unsigned long otherwise) -> unsigned long {
  const char* value = std::getenv(name);
  return value && *value ? std::stoul(value) : otherwise;
}

/// An expression and what the catalogue makes of it: a type, or nothing for refused.
struct Sample {
  std::string statement;
  std::optional<Oid> expected;
  bool exact_domain = false;  // the column is `array[...]`, whose element may be a domain
};

class Comparison {
 public:
  enum class Extensions : std::uint8_t { none, all };

  explicit Comparison(Extensions extensions = Extensions::none) : server_{Server::connect()} {
    catalog_test::declare_fixture(catalog_);
    if (extensions == Extensions::all) catalog_test::create_extensions(server_, catalog_);
    numbers_ = catalog_test::match_types(server_, catalog_);
    for (const auto& [_, oid] : numbers_) add_to_pool(oid);
  }

  auto catalog() const -> const Catalog& { return catalog_; }
  auto server() -> Server& { return server_; }
  auto all_types() const -> const std::vector<Oid>& { return all_; }
  auto numbers() const -> const std::map<std::uint32_t, Oid>& { return numbers_; }

  auto below(std::size_t limit) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random_);
  }
  auto chance(std::size_t percent) -> bool { return below(100) < percent; }
  template <typename T>
  auto pick(const std::vector<T>& from) -> const T& {
    return from[below(from.size())];
  }

  /// Any type, the usual ones and those of the fixture more often.
  auto any_type() -> Oid { return chance(75) ? pick(usual_) : pick(all_); }
  auto any_operand() -> Oid {
    if (chance(15)) return oid::unknown;
    return chance(3) ? oid::record : any_type();
  }

  /// A value of the type that the server learns nothing else from.
  auto spell(Oid type) const -> std::string {
    if (type == oid::unknown) return "null";
    if (type == oid::record) return "row(1, 'a')";
    return "null::" + format_type(catalog_, {type}, Qualification::always);
  }

  /// Runs the samples and fails with those that differ.
  auto compare(const std::vector<Sample>& samples) -> void {
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

 private:
  auto add_to_pool(Oid oid) -> void {
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

  auto describe(std::optional<Oid> type) const -> std::string {
    return type ? format_type(catalog_, {*type}) : "refused";
  }

  auto describe_difference(const Sample& sample, const Answer& answer) const -> std::string {
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

  Server server_;
  Catalog catalog_;
  std::map<std::uint32_t, Oid> numbers_;
  std::vector<Oid> all_;
  std::vector<Oid> usual_;
  std::mt19937_64 random_{environment("ORM_TEST_SEED", 20240501)};
};

auto sample_count() -> std::size_t { return environment("ORM_TEST_SAMPLES", 20000); }

auto operator_result(const OperatorResolution& resolution) -> std::optional<Oid> {
  const auto* resolved = std::get_if<ResolvedOperator>(&resolution);
  return resolved ? std::optional{resolved->result} : std::nullopt;
}

/// One of an operator's own operand types, or something near it.
auto near(Comparison& comparison, Oid declared) -> Oid {
  const Catalog& catalog = comparison.catalog();
  const bool concrete = catalog.type(declared).kind != TypeKind::pseudo;
  if (concrete && comparison.chance(45)) return declared;
  if (comparison.chance(40)) {
    // Of the same category, or of the shape that a polymorphic type asks for.
    for (int attempt = 0; attempt < 30; ++attempt) {
      const Oid type = comparison.any_type();
      const bool fits = concrete ? catalog.type(type).category == catalog.type(declared).category
                                 : is_binary_coercible(catalog, type, declared);
      if (fits) return type;
    }
  }
  return comparison.any_operand();
}

auto operators(const Catalog& catalog) -> std::vector<const Operator*> {
  std::vector<const Operator*> all;
  for (const std::string_view name : catalog.operator_names()) {
    const auto named = catalog.operators({}, name);
    all.insert(all.end(), named.begin(), named.end());
  }
  return all;
}

}  // namespace

namespace {

auto compare_operators(Comparison& comparison) -> void {
  const Catalog& catalog = comparison.catalog();
  const auto all = operators(catalog);
  std::vector<Sample> samples;
  while (samples.size() < sample_count()) {
    const Operator& op = *comparison.pick(all);
    const OperatorName name{.schema = {}, .name = op.name};
    const Oid right = near(comparison, op.right);
    if (op.left == no_oid) {
      samples.push_back({fmt::format("select {} ({})", op.name, comparison.spell(right)),
                         operator_result(resolve_prefix_operator(catalog, name, right))});
      continue;
    }
    const Oid left = comparison.chance(15) ? right : near(comparison, op.left);
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

namespace {

enum class Form : std::uint8_t { plain, over, within_group };

auto allows(Form form, const Function& function) -> bool {
  switch (function.kind) {
    case FunctionKind::function:
      return form == Form::plain;
    case FunctionKind::procedure:
      return false;
    case FunctionKind::window:
      return form == Form::over;
    case FunctionKind::aggregate:
      return function.aggregate_kind == AggregateKind::normal ? form != Form::within_group
                                                              : form == Form::within_group;
  }
  return false;
}

auto function_result(const FunctionResolution& resolution, Form form) -> std::optional<Oid> {
  if (const auto* cast = std::get_if<ResolvedCast>(&resolution)) {
    return form == Form::plain ? std::optional{cast->target} : std::nullopt;
  }
  const auto* resolved = std::get_if<ResolvedFunction>(&resolution);
  if (!resolved || !allows(form, *resolved->function)) return std::nullopt;
  return resolved->result;
}

/// The names that the grammar keeps for constructs of its own cannot be called by name alone.
auto spell_function(const Function& function) -> std::string {
  return fmt::format("{}.{}", quote_identifier(function.schema), quote_identifier(function.name));
}

/// Whether the types of a function can be given at all in SQL.
auto is_callable(const Catalog& catalog, const Function& function) -> bool {
  for (const Oid argument : function.arguments) {
    const bool internal = catalog.type(argument).kind == TypeKind::pseudo &&
                          !catalog.is_polymorphic(argument) && argument != oid::any &&
                          argument != oid::record && argument != oid::record_array;
    if (internal) return false;
  }
  return true;
}

auto functions(const Catalog& catalog) -> std::vector<const Function*> {
  std::vector<const Function*> all;
  for (const std::string_view name : catalog.function_names()) {
    for (const Function* function : catalog.functions({}, name)) {
      if (!is_callable(catalog, *function)) continue;
      // The fixture's are few, and meant to be asked about often.
      all.insert(all.end(), function->oid >= first_user_oid ? 12 : 1, function);
    }
  }
  return all;
}

/// Random arguments for a function: about as many as it takes, of about its types.
auto make_arguments(Comparison& comparison, const Function& function) -> std::vector<ArgumentType> {
  std::vector<ArgumentType> arguments;
  std::size_t count = function.arguments.size();
  if (comparison.chance(10)) count = comparison.below(count + 2);
  if (function.variadic_element != no_oid && comparison.chance(60)) count += comparison.below(3);
  if (function.default_count > 0) {
    count -=
        std::min(count, comparison.below(static_cast<std::size_t>(function.default_count) + 1));
  }
  const bool pass_array = function.variadic_element != no_oid && comparison.chance(25);
  for (std::size_t i = 0; i < count; ++i) {
    const bool tail = i + 1 >= function.arguments.size() && function.variadic_element != no_oid;
    const Oid declared = tail && !pass_array             ? function.variadic_element
                         : i < function.arguments.size() ? function.arguments[i]
                                                         : oid::any;
    arguments.push_back({.type = near(comparison, declared)});
  }
  if (pass_array && !arguments.empty()) arguments.back().variadic = true;
  if (function.argument_names.empty() || !comparison.chance(40)) return arguments;
  // From somewhere on, all arguments have names, in any order.
  const std::size_t from = comparison.below(count + 1);
  for (std::size_t i = from; i < count; ++i) {
    const std::size_t other = comparison.chance(80) ? i : comparison.below(count);
    if (other < function.argument_names.size()) arguments[i].name = function.argument_names[other];
    if (arguments[i].name.empty()) return {};
  }
  return arguments;
}

auto spell_arguments(const Comparison& comparison, std::span<const ArgumentType> arguments)
    -> std::string {
  std::string text;
  for (const ArgumentType& argument : arguments) {
    if (!text.empty()) text += ", ";
    if (argument.variadic) text += "variadic ";
    if (!argument.name.empty()) text += quote_identifier(argument.name) + " => ";
    text += comparison.spell(argument.type);
  }
  return text;
}

auto make_call(Comparison& comparison, const Function& function) -> std::optional<Sample> {
  const auto arguments = make_arguments(comparison, function);
  std::set<std::string_view> names;
  for (const ArgumentType& argument : arguments) {
    // The parser refuses a name given twice before it looks for functions.
    if (!argument.name.empty() && !names.insert(argument.name).second) return std::nullopt;
  }
  const bool ordered = function.aggregate_kind == AggregateKind::ordered_set ||
                       function.aggregate_kind == AggregateKind::hypothetical;
  Form form = function.kind == FunctionKind::window ? Form::over
              : ordered                             ? Form::within_group
                                                    : Form::plain;
  if (comparison.chance(3)) form = static_cast<Form>(comparison.below(3));
  FunctionCall call{.name = {function.schema, function.name}, .arguments = arguments};
  std::string text = spell_function(function);
  // A call without arguments is written with a star if it is an aggregate's.
  const bool star = arguments.empty() && function.kind == FunctionKind::aggregate;
  const std::span<const ArgumentType> all{arguments};
  const std::string inside = star ? "*" : spell_arguments(comparison, all);
  switch (form) {
    case Form::plain:
      text += fmt::format("({})", inside);
      break;
    case Form::over:
      text += fmt::format("({}) over ()", inside);
      break;
    case Form::within_group: {
      if (arguments.empty()) return std::nullopt;
      call.within_group_count = 1 + comparison.below(arguments.size());
      if (comparison.chance(60)) call.within_group_count = (arguments.size() + 1) / 2;
      const auto sorted = all.last(call.within_group_count);
      for (const ArgumentType& argument : all) {
        if (argument.variadic || !argument.name.empty()) return std::nullopt;
      }
      for (const ArgumentType& argument : sorted) {
        if (!comparison.catalog().has_ordering(argument.type)) return std::nullopt;
      }
      text += fmt::format("({}) within group (order by {})",
                          spell_arguments(comparison, all.first(all.size() - sorted.size())),
                          spell_arguments(comparison, sorted));
      break;
    }
  }
  const auto resolution = resolve_function(comparison.catalog(), call);
  return Sample{"select " + text, function_result(resolution, form)};
}

}  // namespace

namespace {

auto compare_functions(Comparison& comparison) -> void {
  const auto all = functions(comparison.catalog());
  std::vector<Sample> samples;
  while (samples.size() < sample_count()) {
    if (auto sample = make_call(comparison, *comparison.pick(all))) {
      samples.push_back(std::move(*sample));
    }
  }
  comparison.compare(samples);
}

}  // namespace

TEST_CASE("functions resolve as on the server", "[catalog]") {
  Comparison comparison;
  compare_functions(comparison);
}

TEST_CASE("functions resolve as on a server with extensions", "[catalog]") {
  Comparison comparison{Comparison::Extensions::all};
  compare_functions(comparison);
}

TEST_CASE("calls of a type's name are casts where the server makes them so", "[catalog]") {
  Comparison comparison;
  const Catalog& catalog = comparison.catalog();
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < sample_count() / 4; ++i) {
    const Type& target = catalog.type(comparison.any_type());
    const std::vector<ArgumentType> arguments{{.type = comparison.any_operand()}};
    const FunctionCall call{.name = {target.schema, target.name}, .arguments = arguments};
    samples.push_back({fmt::format("select {}.{}({})",
                                   target.schema,
                                   quote_identifier(target.name),
                                   comparison.spell(arguments.front().type)),
                       function_result(resolve_function(catalog, call), Form::plain)});
  }
  comparison.compare(samples);
}

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
      types.push_back(comparison.chance(30) ? types.front() : near(comparison, types.front()));
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

TEST_CASE("types are grouped and ordered where the server can", "[catalog]") {
  Comparison comparison{Comparison::Extensions::all};
  const Catalog& catalog = comparison.catalog();
  std::vector<Sample> samples;
  for (const auto& [_, type] : comparison.numbers()) {
    if (catalog.type(type).kind == TypeKind::pseudo) continue;
    const Oid element = catalog.type(type).element;
    if (element != no_oid && catalog.type(element).kind == TypeKind::pseudo) continue;
    const std::string value = comparison.spell(type);
    const std::optional<Oid> is_grouped =
        catalog.has_equality(type) ? std::optional{type} : std::nullopt;
    const std::optional<Oid> is_ordered =
        catalog.has_ordering(type) ? std::optional{type} : std::nullopt;
    samples.push_back({"select x from (select " + value + " as x) as t group by x", is_grouped});
    samples.push_back({"select x from (select " + value + " as x) as t order by x", is_ordered});
    const Oid subscript = catalog.subscript_result(type);
    const bool keyed = catalog.type(catalog.base_type(type)).subscripting == Subscripting::keyed;
    samples.push_back({fmt::format("select ({})[{}]", value, keyed ? "'a'" : "1"),
                       subscript == no_oid ? std::nullopt : std::optional{subscript}});
  }
  comparison.compare(samples);
}

TEST_CASE("indexes use the server's default operator classes", "[catalog]") {
  Comparison comparison;
  const Catalog& catalog = comparison.catalog();
  Server& server = comparison.server();
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
  server.execute("create table catalog_probe.indexed (" + columns + ")");
  // The class of an index on each column with each method, empty where none can be made.
  const auto rows = server.rows("select * from catalog_probe.default_classes('indexed')");
  REQUIRE(rows.size() == types.size() * catalog.access_method_names().size());
  for (const auto& row : rows) {
    const Oid type = types[std::stoul(row[0].substr(1))];
    const AccessMethod* method = catalog.find_access_method(row[1]);
    REQUIRE(method != nullptr);
    const OperatorClass* found = catalog.default_operator_class(method->oid, type);
    INFO(format_type(catalog, {type}) << " using " << row[1]);
    if (row[2] == "?") continue;
    CHECK((found ? found->name : std::string_view{}) == row[2]);
    if (found) CHECK(catalog.accepts(*found, type));
  }
  server.execute("drop table catalog_probe.indexed");
}

TEST_CASE("types are spelled as the server spells them", "[catalog]") {
  Comparison comparison;
  const Catalog& catalog = comparison.catalog();
  // An interval's modifier has bits for its fields; others would not be understood.
  const auto rows = comparison.server().rows(
      "select oid, m, format_type(oid, m) from pg_type, unnest(array[-1, 0, 3, 5, 24, 104, 786438, "
      "655364, 327682]) as m where typname not like 'pg_toast%' and typname !~ '^_?interval$' "
      "and (m = -1 or typmodin <> 0) union all select oid, m, format_type(oid, m) from pg_type, "
      "unnest(array[-1, 65536 * 2 + 65535, 65536 * 6 + 65535, 65536 * 1032 + 65535, 65536 * "
      "7176 + 3, 65536 * 32767 + 3, 65536 * 4096 + 0, 65536 * 6144 + 6, 65536 * 3072 + 65535]) as "
      "m "
      "where typname ~ '^_?interval$'");
  for (const auto& row : rows) {
    const auto number = comparison.numbers().find(static_cast<std::uint32_t>(std::stoul(row[0])));
    if (number == comparison.numbers().end()) continue;
    INFO(row[0] << " with modifier " << row[1]);
    CHECK(format_type(catalog, {number->second, std::stoi(row[1])}) == row[2]);
  }
}

TEST_CASE("type names mean what they mean to the server", "[catalog]") {
  Comparison comparison;
  struct Spelled {
    std::string sql;
    TypeSpelling spelling;
  };
  static const std::vector<std::int64_t> numbers[] = {{},
                                                      {1},
                                                      {3},
                                                      {20},
                                                      {25},
                                                      {54},
                                                      {100},
                                                      {12, 2},
                                                      {5, -2},
                                                      {5, 7},
                                                      {0},
                                                      {1001},
                                                      {2, 2000},
                                                      {20000000},
                                                      {1, 2, 3}};
  std::vector<Spelled> spelled;
  for (const char* words : {"int",
                            "integer",
                            "int4",
                            "smallint",
                            "bigint",
                            "real",
                            "float",
                            "double precision",
                            "decimal",
                            "dec",
                            "numeric",
                            "bool",
                            "boolean",
                            "char",
                            "character",
                            "varchar",
                            "character varying",
                            "char varying",
                            "nchar",
                            "national character",
                            "national char varying",
                            "bpchar",
                            "text",
                            "name",
                            "bit",
                            "bit varying",
                            "varbit",
                            "timestamp",
                            "timestamp with time zone",
                            "timestamptz",
                            "timestamp without time zone",
                            "time",
                            "time with time zone",
                            "timetz",
                            "date",
                            "interval",
                            "json",
                            "regclass",
                            "int4range",
                            "nothing",
                            "float8",
                            "\"char\"",
                            "pg_catalog.char",
                            "pg_catalog.int8",
                            "pg_catalog.integer",
                            "pg_catalog.bpchar",
                            "pg_catalog.bit",
                            "email",
                            "code",
                            "catalog_probe.mood",
                            "information_schema.sql_identifier",
                            "sql_identifier"}) {
    for (const auto& modifiers : numbers) {
      std::string_view name = words;
      TypeSpelling spelling{.name = name, .modifiers = modifiers};
      if (const auto dot = name.find('.'); dot != std::string_view::npos) {
        spelling.schema = name.substr(0, dot);
        spelling.name = name.substr(dot + 1);
      }
      if (name.front() == '"') {
        spelling.name = name.substr(1, name.size() - 2);
        spelling.quoting = Quoting::quoted;
      }
      std::string sql = words;
      if (!modifiers.empty()) {
        const auto split = name.find(" with");  // `timestamp(3) with time zone`
        sql.insert(std::min(split, sql.size()), fmt::format("({})", fmt::join(modifiers, ",")));
      }
      spelled.push_back({sql, spelling});
      spelling.array_dimensions = 1;
      spelled.push_back({sql + "[]", spelling});
    }
  }
  for (const char* fields : {"year",
                             "month",
                             "day",
                             "hour",
                             "minute",
                             "second",
                             "year to month",
                             "day to hour",
                             "day to minute",
                             "day to second",
                             "hour to minute",
                             "hour to second",
                             "minute to second",
                             "second to day"}) {
    spelled.push_back(
        {std::string{"interval "} + fields, {.name = "interval", .interval_fields = fields}});
    spelled.push_back({fmt::format("interval {}(2)", fields),
                       {.name = "interval",
                        .modifiers = std::span{numbers[2]}.first(1),
                        .interval_fields = fields}});
    spelled.back().sql = fmt::format("interval {}(3)", fields);
  }
  std::vector<std::string> statements;
  for (const Spelled& one : spelled) statements.push_back("select null::" + one.sql);
  const auto answers = comparison.server().prepare(statements);
  const Catalog& catalog = comparison.catalog();
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    INFO(statements[i] << " " << answers[i].error);
    const auto resolved = resolve_type_name(catalog, spelled[i].spelling);
    const auto* type = std::get_if<TypeRef>(&resolved);
    CHECK(answers[i].accepted == (type != nullptr));
    if (!answers[i].accepted || !type) continue;
    const TypeRef base = catalog.base_type(*type);
    CHECK(comparison.numbers().at(answers[i].columns.front()) == base.oid);
    CHECK(answers[i].modifiers.front() == base.modifier);
  }
}
