// Every extension that comes with PostgreSQL: what ormc knows of it is what a server says, and its
// types, functions and operators can be used.

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/type_name.hpp"
#include "driver/check_database.hpp"
#include "driver/compile.hpp"
#include "introspect/describe_extension.hpp"
#include "sql/statements.hpp"
#include "support/postgres_server.hpp"

namespace {

using namespace ormc;
using catalog::Catalog;
using catalog::Oid;
using test_support::postgres_server;

constexpr auto home = "extension_home";

/// What can be installed; plpgsql is there from the start.
auto available() -> std::vector<std::string> {
  auto session = introspect::DatabaseSession(postgres_server::shared().conninfo());
  auto rows = session.query(
      "select name from pg_available_extensions where name <> 'plpgsql' order by name");
  auto names = std::vector<std::string>{};
  for (auto i = 0; i < PQntuples(rows.get()); ++i) names.emplace_back(PQgetvalue(rows.get(), i, 0));
  return names;
}

/// A database with one extension and what it needs.
auto install(const std::string& extension) -> std::string {
  auto conninfo = postgres_server::shared().create_database();
  test_support::run_sql(
      conninfo,
      fmt::format(
          "create schema {0}; create extension \"{1}\" schema {0} cascade", home, extension));
  return conninfo;
}

auto type_text(const Catalog& known, Oid type) -> std::string {
  if (type == catalog::no_oid) return "none";
  return catalog::format_type(known, {type}, catalog::Qualification::never);
}

auto list(const Catalog& known, std::span<const Oid> types) -> std::string {
  auto text = std::string{};
  for (auto type : types) text += type_text(known, type) + ",";
  return text;
}

void add_types(const Catalog& known, std::vector<std::string>& out) {
  for (auto name : known.type_names()) {
    auto found = known.find_type(home, name, catalog::Quoting::quoted);
    if (!found || *found < catalog::first_extension_oid) continue;
    const auto& row = known.type(*found);
    out.push_back(fmt::format(
        "type {} {} {} {}{}{}{} subscript {} length {} element {} array {} base {} fields {}",
        name,
        static_cast<char>(row.kind),
        row.category,
        row.preferred,
        row.has_modifier,
        row.collatable,
        row.text_only,
        static_cast<int>(row.subscripting),
        row.length,
        type_text(known, row.element),
        type_text(known, row.array),
        type_text(known, row.base.oid),
        known.fields(*found).size()));
  }
}

void add_functions(const Catalog& known, std::vector<std::string>& out) {
  for (auto name : known.function_names()) {
    for (const auto* row : known.functions(home, name)) {
      auto text = fmt::format("function {}({}) {} {}{}{} {}{} {} {} {}",
                              name,
                              list(known, row->arguments),
                              type_text(known, row->result),
                              static_cast<char>(row->kind),
                              static_cast<char>(row->volatility),
                              static_cast<char>(row->aggregate_kind),
                              row->strict,
                              row->returns_set,
                              row->default_count,
                              row->direct_arguments,
                              type_text(known, row->variadic_element));
      for (auto argument : row->argument_names) text += fmt::format(" {}", argument);
      for (const auto& column : row->out_columns) {
        text += fmt::format(" {}:{}", column.name, type_text(known, column.type));
      }
      out.push_back(text);
    }
  }
}

void add_operators(const Catalog& known, std::vector<std::string>& out) {
  for (auto name : known.operator_names()) {
    for (const auto* row : known.operators(home, name)) {
      out.push_back(fmt::format("operator {} {} {} {} {} hash {} merge {}",
                                type_text(known, row->left),
                                name,
                                type_text(known, row->right),
                                type_text(known, row->result),
                                known.function(row->function).name,
                                row->can_hash,
                                row->can_merge));
    }
  }
}

void add_casts(const Catalog& known, std::vector<std::string>& out) {
  auto types = std::vector<Oid>{};
  auto own = std::vector<Oid>{};
  for (auto name : known.type_names()) {
    auto found = known.find_type("pg_catalog", name, catalog::Quoting::quoted);
    if (found) types.push_back(*found);
    found = known.find_type(home, name, catalog::Quoting::quoted);
    if (found) own.push_back(*found);
  }
  types.insert(types.end(), own.begin(), own.end());
  auto add = [&](Oid source, Oid target) {
    const auto* row = known.find_cast(source, target);
    if (row == nullptr) return;
    out.push_back(fmt::format("cast {} to {} {}{}",
                              type_text(known, source),
                              type_text(known, target),
                              static_cast<char>(row->context),
                              static_cast<char>(row->method)));
  };
  for (auto each : own) {
    for (auto other : types) {
      add(each, other);
      add(other, each);
    }
  }
}

void add_classes(const Catalog& known, std::vector<std::string>& out) {
  for (auto method_name : known.access_method_names()) {
    const auto* method = known.find_access_method(method_name);
    for (auto name : known.operator_class_names(method->oid)) {
      const auto* row = known.find_operator_class(method->oid, home, name);
      if (row == nullptr) continue;
      auto text = fmt::format("class {} {} {} default {}",
                              method_name,
                              name,
                              type_text(known, row->input),
                              row->is_default);
      // Which operators it serves is what exclusion constraints ask.
      auto served = std::set<std::string>{};
      for (auto op : known.operator_names()) {
        for (const auto* each : known.operators({}, op)) {
          if (!known.serves(*row, *each)) continue;
          served.insert(fmt::format(
              " {}{}{}", type_text(known, each->left), op, type_text(known, each->right)));
        }
      }
      out.push_back(text + fmt::format("{}", fmt::join(served, "")));
    }
  }
}

/// Everything that a catalogue has in the schema of the extension, for people.
auto contents(Catalog& known) -> std::vector<std::string> {
  known.set_search_path({home});
  auto out = std::vector<std::string>{};
  add_types(known, out);
  add_functions(known, out);
  add_operators(known, out);
  add_casts(known, out);
  add_classes(known, out);
  std::ranges::sort(out);
  return out;
}

/// What is in one list and not in the other.
auto missing(const std::vector<std::string>& from, const std::vector<std::string>& in)
    -> std::vector<std::string> {
  auto out = std::vector<std::string>{};
  std::ranges::set_difference(in, from, std::back_inserter(out));
  return out;
}

/// A program that uses all of an extension that a query can use.
class ProgramWriter {
 public:
  ProgramWriter(const Catalog& known, const std::string& extension) : known_(known) {
    text_ = fmt::format("extension \"{}\" @schema({});\n", extension, home);
  }

  auto write() -> std::string {
    write_model();
    for (auto name : known_.function_names()) {
      for (const auto* function : known_.functions(home, name)) add(*function);
    }
    for (auto name : known_.operator_names()) {
      for (const auto* op : known_.operators(home, name)) add(*op);
    }
    return text_;
  }

  auto queries() const -> std::size_t { return queries_; }

 private:
  /// Types that have a C++ type, as far as extensions' functions use them.
  auto is_plain(Oid type) const -> bool {
    if (!known_.has_type(type)) return false;
    const auto& row = known_.type(known_.base_type(type));
    if (row.is_array()) {
      const auto& element = known_.type(known_.base_type(row.element));
      return !element.text_only && !element.is_array() && is_plain(row.element);
    }
    if (row.kind != catalog::TypeKind::base && row.kind != catalog::TypeKind::range) return false;
    if (row.oid >= catalog::first_extension_oid) return true;
    const auto* unusable = "aclitem cstring gtsvector refcursor pg_snapshot txid_snapshot";
    return std::string_view(unusable).find(row.name) == std::string_view::npos &&
           !row.name.starts_with("pg_") && row.name != "tid" && row.name != "int2vector";
  }

  auto spelled(Oid type) const -> std::string {
    return catalog::format_type(known_, {type}, catalog::Qualification::always);
  }

  void write_model() {
    text_ += "model Holder {\n  id: bigint @id;\n";
    for (auto name : known_.type_names()) {
      auto found = known_.find_type(home, name, catalog::Quoting::quoted);
      if (!found || *found < catalog::first_extension_oid || !is_plain(*found)) continue;
      text_ += fmt::format("  {}: {}?;\n", fmt::format("c{}", columns_++), spelled(*found));
    }
    text_ += "}\nquery holders -> Holder[] { select * from Holder }\n";
  }

  auto arguments(std::span<const Oid> types) const -> std::pair<std::string, std::string> {
    auto declared = std::string{};
    auto used = std::string{};
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (i > 0) {
        declared += ", ";
        used += ", ";
      }
      declared += fmt::format("a{}: {}?", i, spelled(types[i]));
      used += fmt::format("$a{}", i);
    }
    return {declared, used};
  }

  void add(const catalog::Function& function) {
    if (function.kind == catalog::FunctionKind::procedure ||
        function.kind == catalog::FunctionKind::window ||
        function.aggregate_kind == catalog::AggregateKind::ordered_set) {
      return;
    }
    for (auto type : function.arguments) {
      if (!is_plain(type)) return;
    }
    auto [declared, used] = arguments(function.arguments);
    auto name = fmt::format("{}.\"{}\"", home, function.name);
    if (!function.out_columns.empty()) {
      for (const auto& column : function.out_columns) {
        if (!is_plain(column.type)) return;
      }
      text_ += fmt::format(
          "query q{}({}) -> row[] {{ select * from {}({}) }}\n", queries_++, declared, name, used);
    } else if (is_plain(function.result)) {
      text_ +=
          fmt::format("query q{}({}) {{ select {}({}) as v }}\n", queries_++, declared, name, used);
    }
  }

  void add(const catalog::Operator& op) {
    auto types = std::vector<Oid>{};
    if (op.left != catalog::no_oid) types.push_back(op.left);
    types.push_back(op.right);
    types.push_back(op.result);
    for (auto type : types) {
      if (!is_plain(type)) return;
    }
    types.pop_back();
    auto declared = arguments(types).first;
    auto left = types.size() == 2 ? "$a0 " : "";
    text_ += fmt::format("query q{}({}) {{ select {}operator({}.{}) $a{} as v }}\n",
                         queries_++,
                         declared,
                         left,
                         home,
                         op.name,
                         types.size() - 1);
  }

  const Catalog& known_;
  std::string text_;
  std::size_t columns_ = 0;
  std::size_t queries_ = 0;
};

}  // namespace

TEST_CASE("ormc knows every extension of PostgreSQL as the server does", "[extensions]") {
  auto names = available();
  CHECK(names.size() >= 46);
  for (const auto& name : names) {
    INFO(name);
    auto conninfo = install(name);
    auto session = introspect::DatabaseSession(conninfo);
    auto description = nlohmann::ordered_json{
        {"format", 1}, {"extensions", {introspect::describe_extension(session, name)}}};
    auto shipped = Catalog{};
    REQUIRE(shipped.add_extension(name, home));
    auto described = Catalog{};
    for (const auto& required : description["extensions"][0]["requires"]) {
      described.add_extension(required.get<std::string>(), home);
    }
    auto problem = described.add_extension(name, home, description.dump());
    INFO(problem.value_or(""));
    REQUIRE_FALSE(problem);
    auto ours = contents(shipped);
    auto theirs = contents(described);
    CHECK(missing(ours, theirs) == std::vector<std::string>{});
    CHECK(missing(theirs, ours) == std::vector<std::string>{});
  }
}

TEST_CASE("types, functions and operators of every extension can be used", "[extensions]") {
  auto queries = std::size_t{0};
  for (const auto& name : available()) {
    INFO(name);
    auto known = Catalog{};
    REQUIRE(known.add_extension(name, home));
    known.set_search_path({home});
    auto writer = ProgramWriter(known, name);
    auto text = writer.write();
    queries += writer.queries();
    auto sources = source::SourceSet{};
    sources.add("program.orm", text);
    auto compilation = driver::compile(sources);
    auto& found = compilation.diagnostics;
    for (const auto& each : found.all()) {
      if (each.info.severity == diagnostics::Severity::error) UNSCOPED_INFO(each.message);
    }
    if (found.has_errors()) UNSCOPED_INFO(text);
    CHECK_FALSE(found.has_errors());
    if (found.has_errors()) continue;
    auto conninfo = install(name);
    test_support::run_sql(conninfo, sql::schema_sql(compilation.schema, compilation.program));
    auto differences = diagnostics::Diagnostics{};
    auto outcome = driver::check_database(conninfo, compilation, differences);
    for (const auto& each : differences.all()) UNSCOPED_INFO(each.message);
    CHECK_FALSE(outcome.failure);
    CHECK(outcome.differences == 0);
  }
  CHECK(queries >= 1005);
}
