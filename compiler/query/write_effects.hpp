#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "query/effects.hpp"
#include "query/view_writes.hpp"

namespace ormc::query {

/// Finds what writes may violate, and where they go on along foreign keys.
class WriteEffects {
 public:
  WriteEffects(const schema::Schema& schema, const Program& program)
      : schema_(schema), program_(program) {}

  void add(const Unit& unit, const Insert& insert);
  void add(const Unit& unit, const Update& update);
  void add(const Unit& unit, const Delete& erase);
  void add(const Unit& unit, const Merge& merge);

  /// Puts what was found into `effects`.
  void finish(Effects& effects) const;

 private:
  using Columns = std::set<schema::ColumnIndex>;

  /// Which rows a statement finds: those of tables that are parts of the one or inherit from it,
  /// too, or (`only`) its own.
  enum class Rows : std::uint8_t { all, own };
  static auto rows_of(const Unit& unit, RangeId target) -> Rows;

  void insert_row(schema::ModelId model, const MergeWhen& when);
  void insert_rows(schema::ModelId model, const Columns& given, const OnConflict* conflict);
  void update_all(schema::ModelId model, const Columns& columns, const Columns& same, Rows rows);
  void update_rows(schema::ModelId model, const Columns& columns);
  void delete_all(schema::ModelId model, Rows rows);
  void delete_rows(schema::ModelId model);
  void constraints(schema::ModelId model);
  void stricter_below(schema::ModelId model, schema::ModelId part, schema::ColumnIndex column);
  void cascade(const schema::ForeignKey& key, schema::ModelId from, schema::Action action);
  void not_null(schema::ModelId model, schema::ColumnIndex column, bool may_be_null);
  void domain_checks(schema::ModelId model, schema::ColumnIndex column);
  void assign(const WrittenTable& table,
              const std::vector<Assignment>& assignments,
              const Columns& same,
              Rows rows);
  static auto same_as_before(const Insert& insert) -> Columns;
  /// A key, an index or an exclusion whose conflict is looked for is not violated.
  using IsCaught = std::function<bool(const std::string& name, const Columns& columns)>;
  void keys(schema::ModelId model, const Columns* changed, const IsCaught& is_caught);
  enum class Below : std::uint8_t { partitions, everything };
  auto tables_below(schema::ModelId model, Below which) const -> std::vector<schema::ModelId>;
  auto column_below(schema::ModelId model, schema::ColumnIndex column, schema::ModelId part) const
      -> std::optional<schema::ColumnIndex>;
  void add(schema::ModelId model, Violation::Kind kind, const std::string& name);
  auto columns_of(schema::ExprId id) const -> Columns;
  auto columns_of(const schema::IndexElement& element) const -> Columns;
  auto with_generated(schema::ModelId model, Columns columns) const -> Columns;
  auto write(schema::ModelId model) -> TableWrite&;

  const schema::Schema& schema_;
  const Program& program_;
  std::map<schema::ModelId, TableWrite> writes_;
  std::set<schema::ModelId> cascades_;
  std::set<schema::ModelId> deleted_;                      // gone through already
  std::set<std::pair<schema::ModelId, Columns>> updated_;  // the same
  std::set<Violation> violations_;
};

}  // namespace ormc::query
