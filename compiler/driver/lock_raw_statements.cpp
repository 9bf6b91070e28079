#include "driver/lock_raw_statements.hpp"

#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "diagnostics/driver_diagnostics.hpp"
#include "driver/companions.hpp"
#include "query/lock.hpp"

namespace ormc::driver {
namespace {

using catalog::Oid;

auto number(const PGresult* rows, int row, int column) -> Oid {
  return static_cast<Oid>(std::strtoul(PQgetvalue(rows, row, column), nullptr, 10));
}

/// What the catalogue of the server says by number.
class ServerCatalog {
 public:
  explicit ServerCatalog(introspect::DatabaseSession& session) {
    auto types = session.query(
        "select t.oid, n.nspname, t.typname from pg_catalog.pg_type t"
        " join pg_catalog.pg_namespace n on n.oid = t.typnamespace");
    for (auto i = 0; i < PQntuples(types.get()); ++i) {
      types_.emplace(
          number(types.get(), i, 0),
          query::LockedType{PQgetvalue(types.get(), i, 1), PQgetvalue(types.get(), i, 2)});
    }
    auto columns = session.query(
        "select attrelid, attnum from pg_catalog.pg_attribute a"
        " join pg_catalog.pg_class c on c.oid = a.attrelid"
        " where a.attnotnull and a.attnum > 0 and c.relkind in ('r', 'p', 'f')");
    for (auto i = 0; i < PQntuples(columns.get()); ++i) {
      not_null_.emplace(number(columns.get(), i, 0), number(columns.get(), i, 1));
    }
  }

  auto type(Oid oid, int modifier) const -> query::LockedType {
    auto type = types_.at(oid);
    type.modifier = modifier;
    return type;
  }
  auto is_not_null(Oid table, int column) const -> bool {
    return not_null_.contains({table, static_cast<Oid>(column)});
  }

 private:
  std::map<Oid, query::LockedType> types_;
  std::set<std::pair<Oid, Oid>> not_null_;
};

/// Asks about one statement after the other.
class Locker {
 public:
  Locker(introspect::DatabaseSession& session, diagnostics::Diagnostics& diagnostics)
      : session_(session), catalog_(session), diagnostics_(diagnostics) {}

  auto ask(const query::RawStatement& statement) -> std::optional<query::LockedStatement> {
    answer_ = session_.prepare(statement.sql);
    if (PQresultStatus(answer_.get()) == PGRES_COMMAND_OK) answer_ = session_.describe();
    if (PQresultStatus(answer_.get()) != PGRES_COMMAND_OK) {
      diagnostics_.report(statement.span,
                          diagnostics::StatementRejected{
                              statement.key,
                              introspect::error_field(answer_.get(), PG_DIAG_SQLSTATE),
                              introspect::error_field(answer_.get(), PG_DIAG_MESSAGE_PRIMARY)});
      return std::nullopt;
    }
    return read(statement);
  }

 private:
  auto read(const query::RawStatement& statement) const -> query::LockedStatement {
    auto locked = query::LockedStatement{query::text_hash(statement.text), {}, {}};
    for (auto i = 0; i < PQnparams(answer_.get()); ++i) {
      locked.parameters.push_back({statement.parameters.at(static_cast<std::size_t>(i)),
                                   catalog_.type(PQparamtype(answer_.get(), i), -1)});
    }
    for (auto i = 0; i < PQnfields(answer_.get()); ++i) {
      // A column of a table has its constraint only where nothing pads its rows.
      auto is_not_null =
          !statement.pads_rows &&
          catalog_.is_not_null(PQftable(answer_.get(), i), PQftablecol(answer_.get(), i));
      locked.columns.push_back({PQfname(answer_.get(), i),
                                catalog_.type(PQftype(answer_.get(), i), PQfmod(answer_.get(), i)),
                                !is_not_null});
    }
    return locked;
  }

  introspect::DatabaseSession& session_;
  ServerCatalog catalog_;
  diagnostics::Diagnostics& diagnostics_;
  introspect::DatabaseResult answer_;
};

/// The module before the dot.
auto module_of(const std::string& key) -> std::string { return key.substr(0, key.find('.')); }

/// What is in a file for other programs.
auto others_in(const std::filesystem::path& path, const Compilation& compilation) -> query::Lock {
  auto text = read_companion(path);
  auto read = text ? query::read_lock(*text) : query::Lock{};
  auto* lock = std::get_if<query::Lock>(&read);
  if (lock == nullptr) return {};
  std::erase_if(*lock, [&](const auto& entry) {
    for (const auto& module : compilation.schema.modules) {
      if (module.name == module_of(entry.first)) return true;
    }
    return false;
  });
  return std::move(*lock);
}

}  // namespace

auto lock_raw_statements(introspect::DatabaseSession& session,
                         const source::SourceSet& sources,
                         const Compilation& compilation,
                         diagnostics::Diagnostics& diagnostics) -> Locked {
  auto locked = Locked{};
  auto locks = std::map<std::filesystem::path, query::Lock>{};
  auto locker = Locker(session, diagnostics);
  for (const auto& statement : compilation.program.raw_statements) {
    auto path = lock_path(sources.file(statement.span.file));
    auto [lock, is_new] = locks.try_emplace(path);
    if (is_new) lock->second = others_in(path, compilation);
    if (auto answer = locker.ask(statement)) {
      lock->second.insert_or_assign(statement.key, std::move(*answer));
      ++locked.statements;
    }
  }
  for (const auto& [path, lock] : locks) locked.files.push_back({path, query::write_lock(lock)});
  return locked;
}

}  // namespace ormc::driver
