#include "introspect/drift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "diagnostics/driver_diagnostics.hpp"
#include "driver/commands.hpp"
#include "driver/console.hpp"
#include "driver/input.hpp"
#include "driver/read_program.hpp"
#include "introspect/read_database.hpp"
#include "introspect/scratch_database.hpp"
#include "sql/statements.hpp"

namespace ormc::driver {
namespace {

using introspect::ObjectDrift;
using Json = nlohmann::ordered_json;
using State = ObjectDrift::State;

auto read(introspect::DatabaseSession session) -> introspect::Facts {
  session.begin_snapshot();
  return introspect::facts_of(introspect::read_database(session));
}

/// What a program is made of when nobody says: the files of the folder `models`.
auto files_of_models() -> std::vector<std::string> {
  auto files = std::vector<std::string>{};
  auto error = std::error_code{};
  for (const auto& entry : std::filesystem::directory_iterator("models", error)) {
    if (entry.path().extension() == ".orm") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

auto state_word(State state) -> std::string_view {
  switch (state) {
    case State::missing:
      return "missing";
    case State::unknown:
      return "unknown";
    case State::renamed:
      return "renamed";
    case State::different:
      return "different";
  }
  return {};
}

/// How a line about an object begins, below the line of what it is part of.
auto beginning(const introspect::ObjectName& object) -> std::string {
  return object.part.empty() ? "" : printable(object.part_kind + " " + object.part) + ": ";
}

/// A value on one line; long ones are cut.
auto shown(const std::string& value) -> std::string {
  constexpr auto longest = std::size_t{160};
  auto text = std::string{};
  for (const auto c : value) {
    const auto is_space = c == '\n' || c == ' ' || c == '\t';
    if (is_space && text.ends_with(' ')) continue;
    text += is_space ? ' ' : c;
  }
  text = printable(text);
  if (text.size() > longest) text = text.substr(0, longest) + " ...";
  return text;
}

auto lines_of(const ObjectDrift& drift) -> std::string {
  const auto name = beginning(drift.object);
  switch (drift.state) {
    case State::missing:
      return fmt::format("  {}in the models, not in the database\n", name);
    case State::unknown:
      return fmt::format("  {}in the database, not in the models\n", name);
    case State::renamed:
      return fmt::format("  {}called `{}` in the database\n", name, printable(drift.former));
    case State::different:
      break;
  }
  auto text = std::string{};
  for (const auto& [property, models, database] : drift.properties) {
    if (models.empty()) {
      text += fmt::format("  {}{} only in the database: {}\n", name, property, shown(database));
    } else if (database.empty()) {
      text += fmt::format("  {}{} only in the models: {}\n", name, property, shown(models));
    } else {
      text += fmt::format("  {}{} is {} in the models, {} in the database\n",
                          name,
                          property,
                          shown(models),
                          shown(database));
    }
  }
  return text;
}

/// Grouped by what holds the parts.
auto as_text(const std::vector<ObjectDrift>& drifts) -> std::string {
  if (drifts.empty()) return "the database is what the models say\n";
  auto text = std::string{};
  auto group = std::string{};
  for (const auto& drift : drifts) {
    const auto owner = drift.object.kind + " " + drift.object.name;
    if (owner != group) text += (text.empty() ? "" : "\n") + printable(owner) + "\n";
    group = owner;
    text += lines_of(drift);
  }
  return text;
}

auto as_json(const std::vector<ObjectDrift>& drifts) -> std::string {
  auto objects = Json::array();
  for (const auto& drift : drifts) {
    auto json = Json{{"kind", drift.object.kind}, {"name", drift.object.name}};
    if (!drift.object.part.empty()) {
      json["part_kind"] = drift.object.part_kind;
      json["part"] = drift.object.part;
    }
    json["state"] = state_word(drift.state);
    if (drift.state == State::renamed) json["name_in_database"] = drift.former;
    auto properties = Json::array();
    for (const auto& [property, models, database] : drift.properties) {
      properties.push_back({{"property", property}, {"models", models}, {"database", database}});
    }
    if (!properties.empty()) json["differences"] = std::move(properties);
    objects.push_back(std::move(json));
  }
  const auto json = Json{{"drift", !drifts.empty()}, {"objects", std::move(objects)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

auto drift(const DriftOptions& options, const CommonOptions& common) -> int {
  const auto files = options.files.empty() ? files_of_models() : options.files;
  if (files.empty()) {
    print_error("no .orm files given, and none in models/\nsee `ormc --help`\n");
    return exit_code::wrong_usage;
  }
  auto program = read_program(files, common);
  if (!program) return exit_code::system_failed;
  auto& [sources, compilation] = *program;
  report(compilation.diagnostics, sources, common);
  if (compilation.diagnostics.has_errors()) return exit_code::input_has_errors;
  auto found = diagnostics::Diagnostics{};
  auto status = exit_code::success;
  try {
    const auto database = read(introspect::DatabaseSession(options.database));
    auto scratch = introspect::ScratchDatabase(options.scratch.value_or(options.database));
    scratch.run(sql::schema_sql(compilation.schema, compilation.program));
    const auto drifts = introspect::find_drift(read(scratch.session()), database);
    status = print(options.json ? as_json(drifts) : as_text(drifts));
    if (status == exit_code::success && !drifts.empty()) status = exit_code::input_has_errors;
  } catch (const introspect::ScriptFailed& failed) {
    found.report(place_of(sources, "database"),
                 diagnostics::SchemaRejected{printable(failed.what())});
    status = exit_code::system_failed;
  } catch (const introspect::ConnectionFailed& failed) {
    found.report(place_of(sources, "database"),
                 diagnostics::DatabaseFailed{printable(failed.what())});
    status = exit_code::system_failed;
  }
  report(found, sources, common);
  return status;
}

}  // namespace ormc::driver
