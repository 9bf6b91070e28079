#include "query/bind_view.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "diagnostics/query_diagnostics.hpp"
#include "query/binder.hpp"
#include "query/nullability.hpp"
#include "query/table_uses.hpp"
#include "query/walk_query.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

/// The order in which views can be bound, and those that select from themselves.
class ViewOrder {
 public:
  explicit ViewOrder(const schema::Schema& schema) {
    for (const auto& view : schema.views) {
      auto& own = sources_.emplace_back();
      for (const auto& use : table_uses(*view.syntax)) {
        auto relation = schema::find_relation(schema, view.module, *use.name);
        const auto* source = relation ? std::get_if<schema::ViewId>(&*relation) : nullptr;
        if (source != nullptr) own.insert(static_cast<std::size_t>(*source));
      }
    }
    sort();
  }

  auto order() const -> const std::vector<std::size_t>& { return order_; }

  /// One view of each circle.
  auto circles() const -> std::vector<std::size_t> {
    auto found = std::vector<std::size_t>{};
    auto visited_in = std::vector<std::size_t>(sources_.size());  // walks count from 1
    for (auto start = std::size_t{0}; start < sources_.size(); ++start) {
      auto next = start;
      while (!bound_[next] && visited_in[next] == 0) {
        visited_in[next] = start + 1;
        next = unbound_source(next);
      }
      if (!bound_[next] && visited_in[next] == start + 1) found.push_back(next);
    }
    return found;
  }

 private:
  /// Always the first that waits for no other.
  void sort() {
    bound_.resize(sources_.size());
    auto users = std::vector<std::vector<std::size_t>>(sources_.size());
    auto waiting = std::vector<std::size_t>(sources_.size());
    auto ready = std::set<std::size_t>{};
    for (auto i = std::size_t{0}; i < sources_.size(); ++i) {
      waiting[i] = sources_[i].size();
      for (auto source : sources_[i]) users[source].push_back(i);
      if (waiting[i] == 0) ready.insert(i);
    }
    while (!ready.empty()) {
      auto next = *ready.begin();
      ready.erase(ready.begin());
      bound_[next] = true;
      order_.push_back(next);
      for (auto user : users[next]) {
        if (--waiting[user] == 0) ready.insert(user);
      }
    }
  }

  auto unbound_source(std::size_t view) const -> std::size_t {
    return *std::find_if(sources_[view].begin(), sources_[view].end(), [this](std::size_t source) {
      return !bound_[source];
    });
  }

  std::vector<std::set<std::size_t>> sources_;
  std::vector<std::size_t> order_;
  std::vector<bool> bound_;
};

void check_columns(const schema::View& view, const Query& query, diagnostics::Diagnostics& out) {
  auto names = std::set<std::string>{};
  for (auto i = std::size_t{0}; i < query.columns.size(); ++i) {
    if (names.insert(query.columns[i].name).second) continue;
    const auto* select = std::get_if<Select>(&query.body);
    out.report(select != nullptr ? select->items[i].span : view.span,
               diagnostics::DuplicateViewColumn{query.columns[i].name});
  }
}

void bind_view(const schema::Schema& schema,
               std::size_t index,
               Program& program,
               diagnostics::Diagnostics& diagnostics) {
  const auto& view = schema.views[index];
  auto errors = diagnostics.error_count();
  auto unit = std::make_unique<Unit>();
  auto binder = Binder{schema, view.module, program, *unit, diagnostics};
  auto* query = binder.bind_query(*view.syntax, nullptr);
  for (const auto& parameter : binder.parameters()) {
    diagnostics.report(parameter.span, diagnostics::ViewParameter{parameter.name});
  }
  check_columns(view, *query, diagnostics);
  auto failed = diagnostics.error_count() != errors;
  walk_deep(*unit, *query, [&](const Expr& expr) {
    failed = failed || std::holds_alternative<Error>(expr.node);
  });
  auto& bound = program.views[index];
  bound.unit = std::move(unit);
  if (failed) return;
  infer_nullability(schema, *bound.unit, *query);
  bound.query = query;
  for (const auto& column : query->columns) {
    bound.columns.push_back({column.name, column.name, column.type, column.nullable});
  }
}

}  // namespace

void bind_views(const schema::Schema& schema,
                Program& program,
                diagnostics::Diagnostics& diagnostics) {
  program.views.resize(schema.views.size());
  auto views = ViewOrder{schema};
  for (auto index : views.circles()) {
    diagnostics.report(schema.views[index].span, diagnostics::ViewCycle{schema.views[index].name});
  }
  for (auto index : views.order()) bind_view(schema, index, program, diagnostics);
}

}  // namespace ormc::query
