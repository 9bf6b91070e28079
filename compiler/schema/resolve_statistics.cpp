#include <algorithm>

#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::UnknownWord;
using diagnostics::Unsupported;

/// All but what they are about; `relation` is a model or a view.
template <class Relation>
auto make_statistics(Resolution& resolution,
                     const Relation& relation,
                     const syntax::Statistics& node) -> Statistics {
  check_attributes(node.attributes, Place::statistics, resolution.diagnostics);
  static const auto kinds = std::vector<std::string>{"ndistinct", "dependencies", "mcv"};
  auto statistics = Statistics{};
  statistics.sql_schema = attribute_text(node.attributes, "schema").value_or(relation.sql_schema);
  statistics.sql_name = node.name ? node.name->text : std::string{};
  statistics.doc = node.doc;
  statistics.span = node.span;
  for (const auto& kind : node.kinds) {
    statistics.kinds.push_back(fold(kind.text));
    if (std::ranges::find(kinds, statistics.kinds.back()) != kinds.end()) continue;
    resolution.diagnostics.report(
        kind.span, UnknownWord{"kind of statistics", statistics.kinds.back(), kinds});
  }
  if (const auto* target = find_attribute(node.attributes, "target")) {
    statistics.target = number_argument(*target);
  }
  return statistics;
}

void add_statistics(Resolution& resolution, std::vector<Statistics>& into, Statistics statistics) {
  const auto is_column = [&](const auto& element) {
    const auto* expr = std::get_if<ExprId>(&element);
    if (expr == nullptr) return true;
    const auto& use = resolution.schema.exprs[static_cast<std::size_t>(*expr)];
    return use.view && std::holds_alternative<syntax::NameRef>(use.syntax->node);
  };
  if (statistics.elements.size() >= 2 ||
      (statistics.elements.size() == 1 && !is_column(statistics.elements.front()))) {
    into.push_back(std::move(statistics));
    return;
  }
  resolution.diagnostics.report(
      statistics.span,
      Unsupported{"statistics of one column",
                  "are kept by the database anyway",
                  "name several columns, or set `@statistics(n)` on the field"});
}

auto add_expr(Resolution& resolution,
              syntax::ExprPtr element,
              std::optional<ModelId> model,
              std::optional<ViewId> view) -> ExprId {
  return resolution.add_expr({.use = SchemaExpr::Use::statistics,
                              .syntax = element,
                              .model = model,
                              .view = view,
                              .domain = {},
                              .expected = {}});
}

void resolve_member(Resolution& resolution, ModelId id, const syntax::Statistics& node) {
  auto statistics = make_statistics(resolution, resolution.at(id), node);
  for (const auto* element : node.elements) {
    const auto* name = std::get_if<syntax::NameRef>(&element->node);
    if (name && name->name.parts.size() == 1) {
      for (const auto column : resolution.columns_named(id, name->name.parts.front())) {
        statistics.elements.emplace_back(column);
      }
    } else {
      statistics.elements.emplace_back(add_expr(resolution, element, id, {}));
    }
  }
  add_statistics(resolution, resolution.at(id).statistics, std::move(statistics));
}

/// The columns of a view are known when its query is: every element is an expression until then.
void resolve_member(Resolution& resolution, ViewId id, const syntax::Statistics& node) {
  auto& view = resolution.schema.views[static_cast<std::size_t>(id)];
  auto statistics = make_statistics(resolution, view, node);
  for (const auto* element : node.elements) {
    statistics.elements.emplace_back(add_expr(resolution, element, {}, id));
  }
  add_statistics(resolution, view.statistics, std::move(statistics));
}

}  // namespace

void resolve_statistics(Resolution& resolution) {
  for (const auto id : resolution.model_ids()) {
    for (const auto* node : resolution.draft(id).statistics) resolve_member(resolution, id, *node);
  }
  for (auto i = std::uint32_t{0}; i < resolution.views.size(); ++i) {
    for (const auto* node : resolution.views[i].statistics) {
      resolve_member(resolution, ViewId{i}, *node);
    }
  }
}

}  // namespace ormc::schema
