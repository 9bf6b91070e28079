#include <map>

#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/enabled.hpp"
#include "schema/passes.hpp"
#include "syntax/postgres_parser.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateTableMember;
using diagnostics::InvalidDefinition;
using diagnostics::Unsupported;

/// The rules of one table or view.
class RuleResolver {
 public:
  RuleResolver(Resolution& resolution,
               std::string owner,
               std::optional<ModelId> model,
               std::optional<ViewId> view)
      : resolution_(resolution), owner_(std::move(owner)), model_(model), view_(view) {}

  auto resolve(const syntax::Rule& node) -> std::optional<Rule> {
    check_attributes(node.attributes, Place::rule, resolution_.diagnostics);
    const auto [first, is_new] = taken_.emplace(node.name.text, node.name.span);
    if (!is_new) {
      resolution_.diagnostics
          .report(node.name.span, DuplicateTableMember{"rules", node.name.text, owner_})
          .label(first->second, DuplicateTableMember::first);
      return std::nullopt;
    }
    if (node.event == "select") {
      resolution_.diagnostics.report(
          node.span, Unsupported{"a rule on select", "makes a table a view", "declare a view"});
      return std::nullopt;
    }
    auto rule = Rule{.sql_name = node.name.text,
                     .event = node.event,
                     .where = {},
                     .instead = node.instead,
                     .action = node.action,
                     .enabled = enabled_of(node.attributes, resolution_.diagnostics),
                     .doc = node.doc,
                     .span = node.name.span};
    if (!is_sql(node)) return std::nullopt;
    if (node.where != nullptr) {
      rule.where = resolution_.add_expr({.use = SchemaExpr::Use::rule_where,
                                         .syntax = node.where,
                                         .model = model_,
                                         .view = view_,
                                         .domain = {},
                                         .expected = TypeRef{catalog::oid::bool_}});
    }
    return rule;
  }

 private:
  auto is_sql(const syntax::Rule& node) -> bool {
    if (node.action.empty()) return true;
    const auto parsed = syntax::parse_with_postgres(node.action);
    const auto* error = std::get_if<syntax::PostgresSyntaxError>(&parsed);
    if (error == nullptr) return true;
    resolution_.diagnostics.report(node.span, InvalidDefinition{"statement", error->message});
    return false;
  }

  Resolution& resolution_;
  std::string owner_;
  std::optional<ModelId> model_;
  std::optional<ViewId> view_;
  std::map<std::string, Span> taken_;
};

}  // namespace

void resolve_rules(Resolution& resolution) {
  for (const auto id : resolution.model_ids()) {
    auto resolver = RuleResolver{resolution, resolution.schema.at(id).name, id, std::nullopt};
    for (const auto* node : resolution.draft(id).rules) {
      if (auto rule = resolver.resolve(*node)) resolution.at(id).rules.push_back(std::move(*rule));
    }
  }
  for (auto i = std::uint32_t{0}; i < resolution.views.size(); ++i) {
    auto& view = resolution.schema.views[i];
    auto resolver = RuleResolver{resolution, view.name, std::nullopt, ViewId{i}};
    for (const auto* node : resolution.views[i].rules) {
      if (auto rule = resolver.resolve(*node)) view.rules.push_back(std::move(*rule));
    }
  }
}

}  // namespace ormc::schema
