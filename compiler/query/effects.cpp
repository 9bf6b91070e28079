#include "query/effects.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "query/volatility.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"
#include "query/write_effects.hpp"

namespace ormc::query {

namespace {

/// Collects over a query and the views under it.
class Collector {
 public:
  Collector(const schema::Schema& schema, const Program& program)
      : schema_(schema), program_(program), writes_(schema, program) {}

  void add(const NamedQuery& query) {
    if (query.steps.empty()) return add(*query.unit, *query.statement);
    for (const auto& step : query.steps) add(*step.unit, *step.statement);
  }

  void add(const Unit& unit, const Statement& sent) {
    statement(unit, sent);
    for (const auto& cte : unit.ctes) {
      if (cte.statement != nullptr) statement(unit, *cte.statement);
    }
    ranges(unit);
    walk_deep(unit, sent, [&](const Expr& expr) { look(unit, expr); });
    locks(unit, sent);
  }

  auto finish() -> Effects {
    for (auto& [model, columns] : reads_) effects_.reads.push_back({model, std::move(columns)});
    effects_.functions.assign(functions_.begin(), functions_.end());
    writes_.finish(effects_);
    return std::move(effects_);
  }

 private:
  void statement(const Unit& unit, const Statement& statement) {
    struct Visit {
      Collector& self;
      const Unit& unit;
      void operator()(const QueryPtr&) const {}
      void operator()(const Insert& insert) const { self.write(unit, insert.target, insert); }
      void operator()(const Update& update) const { self.write(unit, update.target, update); }
      void operator()(const Delete& erase) const { self.write(unit, erase.target, erase); }
      void operator()(const Merge& merge) const { self.write(unit, merge.target, merge); }
      void operator()(const RawSql& raw) const {
        auto& effects = self.effects_;
        effects.reads_only = effects.reads_only && raw.reads_only;
        effects.is_volatile = effects.is_volatile || raw.is_volatile;
        effects.locks_rows = effects.locks_rows || raw.locks_rows;
      }
    };
    std::visit(Visit{*this, unit}, statement.node);
  }

  template <class Write>
  void write(const Unit& unit, RangeId target, const Write& write) {
    effects_.reads_only = false;
    targets_.push_back(target);
    writes_.add(unit, write);
  }

  /// Tables are read even where no column of theirs is; the target of a write is not.
  void ranges(const Unit& unit) {
    for (std::size_t i = 0; i < unit.ranges.size(); ++i) {
      const auto& source = unit.ranges[i].source;
      const auto id = static_cast<RangeId>(i);
      const auto is_target = std::find(targets_.begin(), targets_.end(), id) != targets_.end();
      if (const auto* path = std::get_if<PathSource>(&source)) {
        reads_[path->model];
        this->path(unit, *path);
      }
      if (const auto* table = std::get_if<TableSource>(&source); table && !is_target) {
        reads_[table->model];
      }
      if (const auto* table = std::get_if<TableSource>(&source)) sample(table->sample);
      if (const auto* table = std::get_if<CatalogSource>(&source)) sample(table->sample);
      if (const auto* view = std::get_if<ViewSource>(&source)) this->view(view->view);
    }
    targets_.clear();
  }

  /// A path reads the key that it follows.
  void path(const Unit& unit, const PathSource& path) {
    const auto parent = model_of(unit.at(path.parent));
    if (!parent) return;
    const auto& relation = schema_.at(*parent).relations[path.relation];
    reads_[*parent].insert(relation.local_columns.begin(), relation.local_columns.end());
    reads_[path.model].insert(relation.target_columns.begin(), relation.target_columns.end());
  }

  void view(schema::ViewId id) {
    const auto& bound = program_.views.at(static_cast<std::size_t>(id));
    if (bound.query == nullptr) return;
    ranges(*bound.unit);
    walk_deep(*bound.unit, *bound.query, [&](const Expr& expr) { look(*bound.unit, expr); });
    locks(*bound.unit, Statement{bound.query->span, bound.query, {}, {}});
  }

  void locks(const Unit& unit, const Statement& sent) {
    walk_queries(unit, sent, [&](const Query& each) {
      effects_.locks_rows = effects_.locks_rows || !each.locking.empty();
    });
    if (effects_.locks_rows) effects_.reads_only = false;
  }

  /// A sample is another one each time, unless it says by which number it is drawn.
  void sample(const std::optional<TableSample>& sample) {
    if (sample && sample->seed == nullptr) effects_.is_volatile = true;
  }

  static auto model_of(const Range& range) -> std::optional<schema::ModelId> {
    if (const auto* table = std::get_if<TableSource>(&range.source)) return table->model;
    if (const auto* path = std::get_if<PathSource>(&range.source)) return path->model;
    return std::nullopt;
  }

  void look(const Unit& unit, const Expr& expr) {
    if (const auto* column = std::get_if<ColumnRef>(&expr.node)) {
      this->column(unit, *column);
    } else if (const auto* row = std::get_if<WholeRow>(&expr.node)) {
      const auto model = model_of(unit.at(row->range));
      if (!model) return;
      for (std::size_t i = 0; i < schema_.at(*model).columns.size(); ++i) {
        reads_[*model].insert(static_cast<schema::ColumnIndex>(i));
      }
    }
    for (const auto* function : called_functions(schema_.catalog, expr)) call(*function);
  }

  void column(const Unit& unit, const ColumnRef& ref) {
    const auto& range = unit.at(ref.range);
    if (const auto model = model_of(range)) reads_[*model].insert(ref.column);
    const auto* join = std::get_if<JoinSource>(&range.source);
    if (join == nullptr) return;
    const auto& [left, right] = join->merged[ref.column];
    for (const auto* side : {left, right}) {
      const auto* from = side ? std::get_if<ColumnRef>(&side->node) : nullptr;
      if (from != nullptr) column(unit, *from);
    }
  }

  void call(const catalog::Function& function) {
    const auto is_volatile = function.volatility == catalog::Volatility::volatile_;
    effects_.is_volatile = effects_.is_volatile || is_volatile;
    for (std::size_t i = 0; i < schema_.functions.size(); ++i) {
      const auto& own = schema_.functions[i];
      if (own.sql_name == function.name && own.sql_schema == function.schema) {
        functions_.insert(static_cast<schema::FunctionId>(i));
      }
    }
    if (is_volatile && !is_harmless(function)) effects_.reads_only = false;
  }

  const schema::Schema& schema_;
  const Program& program_;
  Effects effects_;
  WriteEffects writes_;
  std::vector<RangeId> targets_;
  std::map<schema::ModelId, std::set<schema::ColumnIndex>> reads_;
  std::set<schema::FunctionId> functions_;
};

}  // namespace

auto kind_name(Violation::Kind kind) -> std::string_view {
  switch (kind) {
    case Violation::Kind::primary_key:
      return "primary_key";
    case Violation::Kind::unique:
      return "unique";
    case Violation::Kind::foreign_key:
      return "foreign_key";
    case Violation::Kind::check:
      return "check";
    case Violation::Kind::exclusion:
      return "exclusion";
    case Violation::Kind::not_null:
      return "not_null";
  }
  return {};
}

auto effects_of(const schema::Schema& schema, const Program& program, const NamedQuery& query)
    -> Effects {
  auto collector = Collector{schema, program};
  collector.add(query);
  return collector.finish();
}

}  // namespace ormc::query
