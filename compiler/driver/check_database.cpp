#include "driver/check_database.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "catalog/type_name.hpp"
#include "diagnostics/driver_diagnostics.hpp"
#include "driver/program_statements.hpp"
#include "introspect/database_session.hpp"

namespace ormc::driver {
namespace {

using catalog::Oid;

/// The types of a database as far as the catalogue does not know them by number.
class ServerTypes {
 public:
  explicit ServerTypes(introspect::DatabaseSession& session) {
    auto rows = session.query(
        "select t.oid, n.nspname, coalesce(e.typname, t.typname), e.oid is not null"
        " from pg_catalog.pg_type t left join pg_catalog.pg_type e on e.typarray = t.oid"
        " join pg_catalog.pg_namespace n on n.oid = coalesce(e.typnamespace, t.typnamespace)"
        " where t.oid >= 16384 or n.nspname not in ('pg_catalog', 'information_schema')");
    for (auto i = 0; i < PQntuples(rows.get()); ++i) {
      auto text = [&](int column) { return std::string(PQgetvalue(rows.get(), i, column)); };
      auto oid = static_cast<Oid>(std::strtoul(text(0).c_str(), nullptr, 10));
      types_.emplace(oid, Type{text(1), text(2), text(3) == "t"});
    }
  }

  /// Of an array, its elements: what the database calls the array is its own affair.
  struct Type {
    std::string schema;
    std::string name;
    bool is_array = false;
  };

  /// Null for a built-in type.
  auto find(Oid oid) const -> const Type* {
    auto at = types_.find(oid);
    return at == types_.end() ? nullptr : &at->second;
  }

 private:
  std::map<Oid, Type> types_;
};

/// Compares statement by statement.
class Comparison {
 public:
  Comparison(introspect::DatabaseSession& session,
             const catalog::Catalog& catalog,
             diagnostics::Diagnostics& diagnostics)
      : session_(session), types_(session), catalog_(catalog), diagnostics_(diagnostics) {}

  auto compare(const ProgramStatement& statement) -> void {
    auto prepared = session_.prepare(statement.sql);
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) {
      return differ(statement.span,
                    diagnostics::StatementRejected{
                        statement.name,
                        introspect::error_field(prepared.get(), PG_DIAG_SQLSTATE),
                        introspect::error_field(prepared.get(), PG_DIAG_MESSAGE_PRIMARY)});
    }
    auto described = session_.describe();
    if (PQresultStatus(described.get()) != PGRES_COMMAND_OK) {
      return differ(statement.span,
                    diagnostics::StatementRejected{
                        statement.name,
                        introspect::error_field(described.get(), PG_DIAG_SQLSTATE),
                        introspect::error_field(described.get(), PG_DIAG_MESSAGE_PRIMARY)});
    }
    compare_parameters(statement, *described);
    if (!statement.ignores_columns) compare_columns(statement, *described);
  }

  /// What is told twice, of two variants of a statement, is one.
  auto differences() const -> std::size_t { return diagnostics_.error_count() - errors_before_; }

 private:
  template <class What>
  auto differ(source::Span span, const What& what) -> void {
    diagnostics_.report(span, what);
  }

  auto compare_parameters(const ProgramStatement& statement, const PGresult& described) -> void {
    auto count = static_cast<std::size_t>(PQnparams(&described));
    if (count != statement.parameters.size()) {
      return differ(statement.span,
                    diagnostics::ShapeDiffers{
                        statement.name, "parameters", statement.parameters.size(), count});
    }
    for (std::size_t i = 0; i < count; ++i) {
      auto server = PQparamtype(&described, static_cast<int>(i));
      auto type = schema::TypeRef{statement.parameters[i].type.oid};
      if (is_same(type.oid, server)) continue;
      differ(statement.parameters[i].span,
             diagnostics::ParameterTypeDiffers{
                 statement.name, i + 1, spell(type), spell_server(server, -1)});
    }
  }

  auto compare_columns(const ProgramStatement& statement, const PGresult& described) -> void {
    auto count = static_cast<std::size_t>(PQnfields(&described));
    if (count != statement.columns.size()) {
      return differ(
          statement.span,
          diagnostics::ShapeDiffers{statement.name, "columns", statement.columns.size(), count});
    }
    for (std::size_t i = 0; i < count; ++i) {
      const auto& column = statement.columns[i];
      auto at = static_cast<int>(i);
      auto name = std::string(PQfname(&described, at));
      if (!column.name.empty() && name != column.name) {
        differ(column.span,
               diagnostics::ColumnNameDiffers{statement.name, i + 1, column.name, name});
      }
      auto server = PQftype(&described, at);
      auto modifier = static_cast<std::int32_t>(PQfmod(&described, at));
      // The server describes a column of a domain by the type under it.
      auto type = catalog_.base_type(column.type);
      if (is_same(type.oid, server) && type.modifier == modifier) continue;
      differ(column.span,
             diagnostics::ColumnTypeDiffers{
                 statement.name, name, spell(type), spell_server(server, modifier)});
    }
  }

  /// Built-in types have one number everywhere; others are known by name.
  auto is_same(Oid inferred, Oid server) const -> bool {
    const auto* theirs = types_.find(server);
    if (inferred < catalog::first_extension_oid || theirs == nullptr) return inferred == server;
    const auto& array = catalog_.type(inferred);
    if (array.is_array() != theirs->is_array) return false;
    const auto& ours = array.is_array() ? catalog_.type(array.element) : array;
    // Where an extension is installed is the database's choice.
    auto any_schema = inferred < catalog::first_user_oid;
    return ours.name == theirs->name && (any_schema || ours.schema == theirs->schema);
  }

  auto spell(schema::TypeRef type) const -> std::string {
    return catalog::format_type(catalog_, type);
  }

  auto spell_server(Oid oid, std::int32_t modifier) const -> std::string {
    if (const auto* type = types_.find(oid)) {
      return fmt::format("{}.{}{}", type->schema, type->name, type->is_array ? "[]" : "");
    }
    return catalog_.has_type(oid) ? spell({oid, modifier}) : std::to_string(oid);
  }

  introspect::DatabaseSession& session_;
  ServerTypes types_;
  const catalog::Catalog& catalog_;
  diagnostics::Diagnostics& diagnostics_;
  std::size_t errors_before_ = diagnostics_.error_count();
};

}  // namespace

auto check_database(const std::string& conninfo,
                    const Compilation& compilation,
                    diagnostics::Diagnostics& diagnostics) -> DatabaseCheck {
  auto outcome = DatabaseCheck{};
  try {
    auto session = introspect::DatabaseSession(conninfo);
    auto comparison = Comparison(session, compilation.schema.catalog, diagnostics);
    for (const auto& statement : program_statements(compilation)) {
      comparison.compare(statement);
      ++outcome.statements;
      outcome.differences = comparison.differences();
    }
  } catch (const introspect::ConnectionFailed& failed) {
    outcome.failure = failed.what();
  }
  return outcome;
}

}  // namespace ormc::driver
