#include <algorithm>
#include <string>

#include "query/bind_statement.hpp"
#include "schema/lookup.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

auto finds_field(Binder& binder, const Range& range, const syntax::Name& name, Folding folding)
    -> bool {
  auto model = std::optional<schema::ModelId>{};
  if (const auto* table = std::get_if<TableSource>(&range.source)) model = table->model;
  if (!model) return false;
  const auto& relations = binder.schema().at(*model).relations;
  return std::any_of(relations.begin(), relations.end(), [&](const schema::Relation& relation) {
    return relation.kind == schema::Relation::Kind::to_one && matches(name, relation.name, folding);
  });
}

}  // namespace

auto matches(const syntax::Name& name, std::string_view candidate, Folding folding) -> bool {
  if (folding == Folding::exact) return name.text == candidate;
  return !name.quoted && source::fold(name.text) == candidate;
}

auto find_name(const syntax::Name& name, std::span<const std::string> names)
    -> std::optional<std::size_t> {
  for (auto folding : {Folding::exact, Folding::folded}) {
    for (auto i = std::size_t{0}; i < names.size(); ++i) {
      if (matches(name, names[i], folding)) return i;
    }
  }
  return std::nullopt;
}

auto fold(const syntax::Name& name) -> std::string {
  return name.quoted ? name.text : source::fold(name.text);
}

void rename(RangeColumn& column, const syntax::Name& name) {
  column.name = name.text;
  column.sql_name = fold(name);
  column.told_apart_from.clear();
}

auto spell(const syntax::QualifiedName& name) -> std::string {
  auto text = std::string{};
  for (const auto& part : name.parts) text += (text.empty() ? "" : ".") + part.text;
  return text;
}

auto finds_column(Binder& binder, const Scope& scope, const syntax::Name& name, Folding folding)
    -> bool {
  return std::any_of(scope.ranges.begin(), scope.ranges.end(), [&](const VisibleRange& visible) {
    const auto& range = binder.unit().at(visible.range);
    for (auto i = ColumnIndex{0}; i < range.columns.size(); ++i) {
      const auto& column = range.columns[i];
      if (visible.shows(i) &&
          (matches(name, column.name, folding) || matches(name, column.sql_name, folding))) {
        return true;
      }
    }
    return visible.columns_visible && finds_field(binder, range, name, folding);
  });
}

auto find_cte(const Scope& scope, const syntax::Name& name) -> std::optional<CteId> {
  for (auto folding : {Folding::exact, Folding::folded}) {
    for (const auto* level = &scope; level != nullptr; level = level->enclosing()) {
      // From the last: chains of them refer to their neighbours.
      for (auto cte = level->ctes.rbegin(); cte != level->ctes.rend(); ++cte) {
        if (matches(name, cte->first, folding)) return cte->second;
      }
    }
  }
  return std::nullopt;
}

auto must_wait(const Scope& scope, const syntax::Window& window) -> bool {
  if (window.is_reference) return false;
  if (window.has_parameters || !window.name) return window.has_parameters;
  auto names = std::vector<std::string>{};
  for (const auto& [name, known] : scope.windows) names.push_back(name);
  const auto base = find_name(*window.name, names);
  return base && scope.windows[*base].second.pending != 0;
}

auto without_ranges(const Scope& scope) -> Scope {
  auto hidden = Scope{};
  hidden.outer = scope.outer;
  hidden.clause = scope.clause;
  hidden.ctes = scope.ctes;
  return hidden;
}

}  // namespace ormc::query
