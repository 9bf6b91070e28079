#include <algorithm>

#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::UnknownWord;
using diagnostics::Unsupported;

void resolve_member(Resolution& resolution, ModelId id, const syntax::Statistics& node) {
  check_attributes(node.attributes, Place::statistics, resolution.diagnostics);
  static const auto kinds = std::vector<std::string>{"ndistinct", "dependencies", "mcv"};
  auto statistics = Statistics{};
  statistics.sql_schema =
      attribute_text(node.attributes, "schema").value_or(resolution.at(id).sql_schema);
  statistics.sql_name = node.name ? node.name->text : std::string{};
  statistics.doc = node.doc;
  statistics.span = node.span;
  for (const auto& kind : node.kinds) {
    statistics.kinds.push_back(fold(kind.text));
    if (std::ranges::find(kinds, statistics.kinds.back()) != kinds.end()) continue;
    resolution.diagnostics.report(
        kind.span, UnknownWord{"kind of statistics", statistics.kinds.back(), kinds});
  }
  for (const auto* element : node.elements) {
    const auto* name = std::get_if<syntax::NameRef>(&element->node);
    if (name && name->name.parts.size() == 1) {
      for (const auto column : resolution.columns_named(id, name->name.parts.front())) {
        statistics.elements.emplace_back(column);
      }
    } else {
      statistics.elements.emplace_back(resolution.add_expr({.use = SchemaExpr::Use::statistics,
                                                            .syntax = element,
                                                            .model = id,
                                                            .view = {},
                                                            .domain = {},
                                                            .expected = {}}));
    }
  }
  if (const auto* target = find_attribute(node.attributes, "target")) {
    statistics.target = number_argument(*target);
  }
  const auto is_expression = statistics.elements.size() == 1 &&
                             std::holds_alternative<ExprId>(statistics.elements.front());
  if (statistics.elements.size() < 2 && !is_expression) {
    resolution.diagnostics.report(
        node.span,
        Unsupported{"statistics of one column",
                    "are kept by the database anyway",
                    "name several columns, or set `@statistics(n)` on the field"});
    return;
  }
  resolution.at(id).statistics.push_back(std::move(statistics));
}

}  // namespace

void resolve_statistics(Resolution& resolution) {
  for (const auto id : resolution.model_ids()) {
    for (const auto* node : resolution.draft(id).statistics) resolve_member(resolution, id, *node);
  }
}

}  // namespace ormc::schema
