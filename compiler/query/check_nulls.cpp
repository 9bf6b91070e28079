#include "query/check_nulls.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "diagnostics/suspicion_diagnostics.hpp"
#include "query/plain_nulls.hpp"
#include "query/view_writes.hpp"
#include "query/walk_query.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

/// A trigger before the write may give what is missing.
auto is_filled_on_the_way(const schema::Model& model, WriteKind kind) -> bool {
  return std::ranges::any_of(model.triggers, [&](const schema::Trigger& trigger) {
    return trigger.each_row && trigger.time == syntax::Trigger::Time::before &&
           (kind == WriteKind::insert ? trigger.on_insert : trigger.on_update);
  });
}

class NullCheck {
 public:
  NullCheck(const schema::Schema& schema,
            const Program& program,
            const Unit& unit,
            diagnostics::Diagnostics& diagnostics)
      : schema_(schema),
        program_(program),
        unit_(unit),
        diagnostics_(diagnostics),
        nulls_(schema, program, unit) {}

  void write(const Statement& statement) {
    if (const auto* insert = std::get_if<Insert>(&statement.node)) write(*insert);
    if (const auto* update = std::get_if<Update>(&statement.node)) {
      assign(update->target, WriteKind::update, update->assignments);
    }
    if (const auto* merge = std::get_if<Merge>(&statement.node)) write(*merge);
  }

  /// The fields of `row(...)` that is one of a composite.
  void row(const Expr& expr) {
    const auto* row = std::get_if<Row>(&expr.node);
    if (row == nullptr) return;
    const auto object = schema::find_object(schema_, schema_.catalog.base_type(expr.type.oid));
    const auto* id = object ? std::get_if<schema::CompositeId>(&*object) : nullptr;
    if (id == nullptr) return;
    const auto& composite = schema_.at(*id);
    for (auto i = std::size_t{0}; i < row->elements.size(); ++i) {
      const auto& field = composite.fields[i];
      if (field.nullable || !nulls_.may_be(*row->elements[i])) continue;
      report(*row->elements[i], composite.name, field.name, false, true);
    }
  }

 private:
  /// The columns of a table that a write goes to; none where something may change the values.
  struct Target {
    const schema::Model* model = nullptr;
    std::vector<std::optional<schema::ColumnIndex>> columns = {};

    /// The column, where no NULL can be put into it.
    auto never_null(const AssignmentTarget& target) const -> const schema::Column* {
      const auto index = columns[target.column];
      if (!index || !target.indirection.empty()) return nullptr;
      const auto& column = model->columns[*index];
      return column.nullable || column.generated ? nullptr : &column;
    }
  };

  auto target_of(RangeId range, WriteKind kind) const -> std::optional<Target> {
    auto table = written_table(schema_, program_, unit_, range, kind);
    if (!table.model) return std::nullopt;
    const auto& model = schema_.at(*table.model);
    if (is_filled_on_the_way(model, kind)) return std::nullopt;
    return Target{&model, std::move(table.columns)};
  }

  void write(const Insert& insert) {
    if (const auto target = target_of(insert.target, WriteKind::insert)) {
      const auto* query = std::get_if<QueryPtr>(&insert.source);
      for (auto i = std::size_t{0}; query != nullptr && i < insert.columns.size(); ++i) {
        const auto* column = target->never_null(insert.columns[i]);
        if (column == nullptr) continue;
        for (const auto* value : nulls_.of_column(**query, i)) report(*value, *target, *column);
      }
    }
    if (insert.on_conflict) {
      assign(insert.target, WriteKind::update, insert.on_conflict->assignments);
    }
  }

  void write(const Merge& merge) {
    for (const auto& when : merge.whens) {
      assign(merge.target, WriteKind::update, when.assignments);
      const auto target = target_of(merge.target, WriteKind::insert);
      if (!target) continue;
      for (auto i = std::size_t{0}; i < when.columns.size() && i < when.values.size(); ++i) {
        look_at(*target, when.columns[i], *when.values[i]);
      }
    }
  }

  void assign(RangeId range, WriteKind kind, const std::vector<Assignment>& assignments) {
    if (assignments.empty()) return;
    const auto target = target_of(range, kind);
    if (!target) return;
    for (const auto& assignment : assignments) {
      if (!assignment.row) {
        look_at(*target, assignment.targets.front(), *assignment.value);
      } else if (const auto* row = std::get_if<Row>(&assignment.value->node)) {
        for (auto i = std::size_t{0}; i < assignment.targets.size(); ++i) {
          look_at(*target, assignment.targets[i], *row->elements[i]);
        }
      } else if (const auto* query = std::get_if<ScalarSubquery>(&assignment.value->node)) {
        for (auto i = std::size_t{0}; i < assignment.targets.size(); ++i) {
          const auto* column = target->never_null(assignment.targets[i]);
          if (column == nullptr) continue;
          for (const auto* value : nulls_.of_column(*query->query, i)) {
            report(*value, *target, *column);
          }
        }
      }
    }
  }

  void look_at(const Target& target, const AssignmentTarget& place, const Expr& value) {
    const auto* column = target.never_null(place);
    if (column != nullptr && nulls_.may_be(value)) report(value, target, *column);
  }

  void report(const Expr& value, const Target& target, const schema::Column& column) {
    report(value, target.model->name, column.name, column.has_default(), false);
  }

  void report(const Expr& value,
              const std::string& owner,
              const std::string& name,
              bool has_default,
              bool is_field) {
    const auto* constant = std::get_if<Constant>(&value.node);
    diagnostics_.report(
        value.span,
        diagnostics::NullForNeverNull{
            .owner = owner,
            .name = name,
            .is_null = constant != nullptr && constant->kind == syntax::Literal::Kind::null,
            .is_parameter = std::holds_alternative<Parameter>(value.node),
            .has_default = has_default,
            .is_field = is_field});
  }

  const schema::Schema& schema_;
  const Program& program_;
  const Unit& unit_;
  diagnostics::Diagnostics& diagnostics_;
  PlainNulls nulls_;
};

}  // namespace

void check_nulls(const schema::Schema& schema,
                 const Program& program,
                 const Unit& unit,
                 const Statement& statement,
                 diagnostics::Diagnostics& diagnostics) {
  auto check = NullCheck{schema, program, unit, diagnostics};
  check.write(statement);
  for (const auto& cte : unit.ctes) {
    if (cte.statement != nullptr) check.write(*cte.statement);
  }
  walk_deep(unit, statement, [&](const Expr& expr) { check.row(expr); });
}

}  // namespace ormc::query
