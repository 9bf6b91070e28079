#include "introspect/pull.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/catalog.hpp"
#include "introspect/print.hpp"
#include "introspect/read_database.hpp"
#include "introspect/text.hpp"
#include "introspect/unqualify.hpp"
#include "source/source.hpp"
#include "syntax/format.hpp"

namespace ormc::introspect {
namespace {

/// No name of the language or the database has control characters.
auto is_fit(const std::string& name) -> bool {
  return std::ranges::none_of(
      name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

class NameCheck {
 public:
  auto check(const Database& database) -> std::vector<UnfitName> {
    for (const auto& each : database.namespaces) add("schema", each.name);
    for (const auto& each : database.enums) {
      add("type", each.name.name);
      for (const auto& label : each.labels) add("label", label);
    }
    for (const auto& each : database.domains) {
      add("domain", each.name.name);
      for (const auto& check : each.checks) add("constraint", check.name);
    }
    for (const auto& each : database.ranges) add("type", each.name.name);
    for (const auto& each : database.base_types) add("type", each.name.name);
    for (const auto& each : database.relations) {
      add("table", each.name.name);
      for (const auto& column : each.columns) add("column", column.name);
    }
    for (const auto& each : database.constraints) add("constraint", each.name);
    for (const auto& each : database.indexes) add("index", each.name.name);
    for (const auto& each : database.sequences) add("sequence", each.name.name);
    for (const auto& each : database.routines) add("function", each.name.name);
    for (const auto& each : database.triggers) add("trigger", each.name);
    for (const auto& each : database.policies) add("policy", each.name);
    for (const auto& each : database.rules) add("rule", each.name);
    for (const auto& each : database.statistics) add("statistics", each.name.name);
    for (const auto& each : database.statements) add("object", each.name.name);
    return std::move(unfit_);
  }

 private:
  void add(std::string_view kind, const std::string& name) {
    if (!is_fit(name)) unfit_.push_back({std::string{kind}, name});
  }
  std::vector<UnfitName> unfit_;
};

auto count(const Database& database) -> PullCounts {
  auto counts = PullCounts{};
  for (const auto& each : database.relations) {
    using Kind = Relation::Kind;
    const auto is_view = each.kind == Kind::view || each.kind == Kind::materialized;
    if (each.kind == Kind::composite) {
      ++counts.types;
    } else {
      ++(is_view ? counts.views : counts.tables);
    }
  }
  counts.types += database.enums.size() + database.domains.size() + database.ranges.size() +
                  database.base_types.size();
  counts.routines = database.routines.size();
  return counts;
}

/// As `ormc fmt` lays it out; what does not parse stays as it is, for the compiler to say why.
auto formatted(std::string text) -> std::string {
  auto sources = source::SourceSet{};
  const auto file = sources.add("pulled.orm", text);
  auto found = diagnostics::Diagnostics{};
  auto result = syntax::format(sources.file(file), found);
  return result ? std::move(*result) : std::move(text);
}

auto file_text(const ModuleText& module) -> std::string {
  auto text = module.doc;
  const auto schema = module.sql_schema == "public"
                          ? std::string{}
                          : fmt::format(" schema {}", quoted_text(module.sql_schema));
  text += fmt::format("module {}{};\n", module.name, schema);
  for (const auto& declaration : module.declarations) text += "\n" + declaration.text;
  return formatted(std::move(text));
}

/// What describes an extension: the file that did, or a new one for what ormc does not know.
auto file_of(const std::string& extension, const PullRequest& request) -> std::string {
  const auto old = request.extension_files.find(extension);
  if (old != request.extension_files.end()) return old->second;
  const auto known = catalog::Catalog::extension_names();
  const auto is_known = std::ranges::find(known, extension) != known.end();
  return is_known ? std::string{} : extension + ".catalog.json";
}

}  // namespace

auto pull(DatabaseSession& session, const PullRequest& request) -> Pulled {
  session.begin_snapshot();
  auto scoped = apply_scope(read_database(session), request.scope);
  auto pulled = Pulled{};
  pulled.leaving = std::move(scoped.leaving);
  pulled.unused = std::move(scoped.unused);
  pulled.unfit_names = NameCheck{}.check(scoped.database);
  if (!pulled.unfit_names.empty()) return pulled;
  auto chosen = request.chosen;
  chosen.modules.emplace(
      "public",
      field_name_of(request.public_module.empty() ? scoped.database.name : request.public_module));
  auto names = choose_names(scoped.database, chosen);
  const auto relations = find_relations(scoped.database, chosen, names);
  for (auto& each : scoped.database.extensions) {
    each.file = file_of(each.name, request);
    if (!each.file.empty()) pulled.extension_files.push_back({each.name, each.file});
  }
  unqualify(scoped.database, names);
  auto printed = print_database(scoped.database, names, relations);
  pulled.counts = count(scoped.database);
  pulled.counts.opaque_objects = printed.opaque_objects;
  for (const auto& module : printed.modules) {
    pulled.files.push_back({module.name, module.sql_schema, file_text(module)});
  }
  return pulled;
}

}  // namespace ormc::introspect
