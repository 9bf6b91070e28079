#include "query/definition_order.hpp"

#include <algorithm>

#include "query/bind_predicate.hpp"
#include "query/table_uses.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {

DefinitionOrder::DefinitionOrder(const schema::Schema& schema,
                                 const std::vector<Predicate>& predicates)
    : schema_(schema), predicates_(predicates) {
  for (const auto& view : schema.views) add_uses(view.module, definition_uses(*view.syntax));
  for (const auto& predicate : predicates) {
    add_uses(predicate.module, definition_uses(*predicate.syntax->body));
  }
  sort();
}

void DefinitionOrder::add_uses(schema::ModuleId module, const DefinitionUses& uses) {
  auto& own = sources_.emplace_back();
  for (const auto& use : uses.tables) {
    auto relation = schema::find_relation(schema_, module, *use.name);
    if (!relation) continue;
    if (const auto* view = std::get_if<schema::ViewId>(&*relation)) {
      own.insert(static_cast<std::size_t>(*view));
    } else {
      add_held_rows(schema_.at(std::get<schema::ModelId>(*relation)).row_type, own);
    }
  }
  for (const auto* call : uses.calls) {
    for (auto predicate : find_predicates(schema_, predicates_, module, *call)) {
      own.insert(schema_.views.size() + static_cast<std::size_t>(predicate));
    }
    add_function_rows(*call, own);
  }
  auto reported_when_bound = diagnostics::Diagnostics{};
  for (const auto* type : uses.types) {
    const auto cast = schema::resolve_type(schema_, module, *type, reported_when_bound);
    if (cast) add_held_rows(cast->oid, own);
  }
}

/// The rows of a function that returns those of a view have its columns.
void DefinitionOrder::add_function_rows(const syntax::QualifiedName& call,
                                        std::set<std::size_t>& into) const {
  for (const auto& function : schema_.functions) {
    const auto& name = call.parts.back().text;
    if (function.name == name || function.sql_name == name) {
      add_held_rows(function.result.oid, into);
    }
  }
}

/// The views of which values of a type hold rows: their fields can be selected. A view that needs
/// itself so is made in two steps by the database, and is bound without.
void DefinitionOrder::add_held_rows(schema::Oid type, std::set<std::size_t>& into) const {
  const auto own = sources_.size() - 1;
  auto seen = std::set<schema::Oid>{};
  auto open = std::vector<schema::Oid>{type};
  while (!open.empty()) {
    const auto held = schema_.catalog.innermost(open.back());
    open.pop_back();
    if (held < catalog::first_user_oid || !seen.insert(held).second) continue;
    const auto object = schema::find_object(schema_, held);
    const auto* view = object ? std::get_if<schema::ViewId>(&*object) : nullptr;
    if (view != nullptr && static_cast<std::size_t>(*view) != own) {
      into.insert(static_cast<std::size_t>(*view));
    }
    for (const auto& field : schema_.catalog.fields(held)) open.push_back(field.type.oid);
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
