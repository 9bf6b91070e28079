#include "query/lock.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "catalog/json_problem.hpp"

namespace ormc::query {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto format_version = 1;

auto type_json(const LockedType& type) -> Json {
  auto json = Json{{"schema", type.schema}, {"type", type.name}};
  if (type.modifier != -1) json["modifier"] = type.modifier;
  return json;
}

auto read_type(const Json& json) -> LockedType {
  return {json.at("schema").get<std::string>(),
          json.at("type").get<std::string>(),
          json.value("modifier", std::int32_t{-1})};
}

auto read_statement(const Json& json) -> LockedStatement {
  auto statement = LockedStatement{json.at("hash").get<std::string>(), {}, {}};
  for (const auto& parameter : json.at("parameters")) {
    statement.parameters.push_back({parameter.at("name").get<std::string>(), read_type(parameter)});
  }
  for (const auto& column : json.at("columns")) {
    statement.columns.push_back({column.at("name").get<std::string>(),
                                 read_type(column),
                                 column.at("nullable").get<bool>()});
  }
  return statement;
}

}  // namespace

auto text_hash(std::string_view text) -> std::string {
  // FNV-1a: it tells one text of a query from the next, and defends against nobody.
  auto hash = std::uint64_t{14695981039346656037U};
  for (auto c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211U;
  }
  return fmt::format("{:016x}", hash);
}

auto read_lock(std::string_view text) -> std::variant<Lock, std::string> {
  try {
    auto json = Json::parse(text);
    if (json.at("version").get<int>() != format_version) return "is of another version of ormc";
    auto lock = Lock{};
    for (const auto& [name, statement] : json.at("statements").items()) {
      lock.emplace(name, read_statement(statement));
    }
    return lock;
  } catch (const Json::parse_error& error) {
    return catalog::not_json(text, error.byte);
  } catch (const Json::exception&) {
    return "is not what ormc writes";
  }
}

auto write_lock(const Lock& lock) -> std::string {
  auto statements = Json::object();
  for (const auto& [name, statement] : lock) {
    auto parameters = Json::array();
    for (const auto& parameter : statement.parameters) {
      auto& added = parameters.emplace_back(Json{{"name", parameter.name}});
      added.update(type_json(parameter.type));
    }
    auto columns = Json::array();
    for (const auto& column : statement.columns) {
      auto& added = columns.emplace_back(Json{{"name", column.name}});
      added.update(type_json(column.type));
      added["nullable"] = column.nullable;
    }
    statements[name] = {{"hash", statement.hash},
                        {"parameters", std::move(parameters)},
                        {"columns", std::move(columns)}};
  }
  auto json = Json{{"version", format_version}, {"statements", std::move(statements)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

auto find_type(const catalog::Catalog& catalog, const LockedType& type)
    -> std::optional<catalog::TypeRef> {
  auto oid = catalog.find_type(type.schema, type.name, catalog::Quoting::quoted);
  // Where an extension is installed is the database's choice.
  if (!oid) {
    oid = catalog.find_type({}, type.name, catalog::Quoting::quoted);
    if (oid && (*oid < catalog::first_extension_oid || *oid >= catalog::first_user_oid)) {
      return std::nullopt;
    }
  }
  if (!oid) return std::nullopt;
  return catalog::TypeRef{*oid, type.modifier};
}

}  // namespace ormc::query
