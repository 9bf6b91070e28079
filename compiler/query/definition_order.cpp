#include "query/definition_order.hpp"

#include <algorithm>

#include "query/bind_predicate.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {

DefinitionOrder::DefinitionOrder(const schema::Schema& schema,
                                 const std::vector<Predicate>& predicates)
    : schema_(schema), predicates_(predicates), row_views_(schema) {
  for (const auto& view : schema.views) add_uses(view.module, definition_uses(*view.syntax));
  for (const auto& predicate : predicates) {
    add_uses(predicate.module, definition_uses(*predicate.syntax->body));
  }
  sort();
}

void DefinitionOrder::add_uses(schema::ModuleId module, const DefinitionUses& uses) {
  const auto index = sources_.size();
  auto& own = sources_.emplace_back();
  // A view that needs its own rows is made in two steps by the database, and is bound without.
  for (auto view : row_views_.of(module, uses)) {
    if (static_cast<std::size_t>(view) != index) own.insert(static_cast<std::size_t>(view));
  }
  for (const auto& use : uses.tables) {
    auto relation = schema::find_relation(schema_, module, *use.name);
    const auto* view = relation ? std::get_if<schema::ViewId>(&*relation) : nullptr;
    if (view != nullptr) own.insert(static_cast<std::size_t>(*view));
  }
  for (const auto* call : uses.calls) {
    for (auto predicate : find_predicates(schema_, predicates_, module, *call)) {
      own.insert(schema_.views.size() + static_cast<std::size_t>(predicate));
    }
  }
}

auto DefinitionOrder::definition(std::size_t index) const -> Definition {
  const auto views = schema_.views.size();
  if (index < views) return static_cast<schema::ViewId>(index);
  return static_cast<PredicateId>(index - views);
}

auto DefinitionOrder::circles() const -> std::vector<Definition> {
  auto found = std::vector<Definition>{};
  auto visited_in = std::vector<std::size_t>(sources_.size());  // walks count from 1
  for (auto start = std::size_t{0}; start < sources_.size(); ++start) {
    auto next = start;
    while (!bound_[next] && visited_in[next] == 0) {
      visited_in[next] = start + 1;
      next = unbound_source(next);
    }
    if (!bound_[next] && visited_in[next] == start + 1) found.push_back(definition(next));
  }
  return found;
}

/// Always the first that waits for no other.
void DefinitionOrder::sort() {
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
    order_.push_back(definition(next));
    for (auto user : users[next]) {
      if (--waiting[user] == 0) ready.insert(user);
    }
  }
}

auto DefinitionOrder::unbound_source(std::size_t definition) const -> std::size_t {
  const auto& sources = sources_[definition];
  return *std::find_if(
      sources.begin(), sources.end(), [this](std::size_t source) { return !bound_[source]; });
}

}  // namespace ormc::query
