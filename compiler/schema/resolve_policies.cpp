#include <map>

#include "catalog/type_name.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateTableMember;
using diagnostics::Unsupported;

/// A role as SQL writes it: some words stand for roles by themselves.
auto role_text(const syntax::Name& name) -> std::string {
  const auto word = fold(name.text);
  const auto is_word = word == "public" || word == "current_user" || word == "session_user" ||
                       word == "current_role";
  if (!name.quoted && is_word) return word;
  return catalog::quote_identifier(name.quoted ? name.text : word);
}

class PolicyResolver {
 public:
  PolicyResolver(Resolution& resolution, ModelId id) : resolution_(resolution), id_(id) {}

  void resolve(const syntax::Policy& node) {
    check_attributes(node.attributes, Place::policy, resolution_.diagnostics);
    auto& model = resolution_.at(id_);
    const auto [first, is_new] = taken_.emplace(node.name.text, node.name.span);
    if (!is_new) {
      resolution_.diagnostics
          .report(node.name.span, DuplicateTableMember{"policies", node.name.text, model.name})
          .label(first->second, DuplicateTableMember::first);
      return;
    }
    check_conditions(node);
    auto policy = Policy{.sql_name = node.name.text,
                         .restrictive = node.restrictive,
                         .command = node.command,
                         .roles = {},
                         .visible = condition(node.visible),
                         .allowed = condition(node.allowed),
                         .doc = node.doc,
                         .span = node.name.span};
    for (const auto& role : node.roles) policy.roles.push_back(role_text(role));
    model.policies.push_back(std::move(policy));
  }

 private:
  void check_conditions(const syntax::Policy& node) {
    if (node.command == "insert" && node.visible != nullptr) {
      resolution_.diagnostics.report(
          node.visible->span,
          Unsupported{"`using`",
                      "is about rows that are there, of which an insert sees none",
                      "write `with check (...)`"});
    }
    if ((node.command == "select" || node.command == "delete") && node.allowed != nullptr) {
      resolution_.diagnostics.report(
          node.allowed->span,
          Unsupported{"`with check`", "is about rows that are written", "write `using (...)`"});
    }
  }

  auto condition(syntax::ExprPtr expr) -> std::optional<ExprId> {
    if (expr == nullptr) return std::nullopt;
    return resolution_.add_expr({.use = SchemaExpr::Use::policy,
                                 .syntax = expr,
                                 .model = id_,
                                 .view = {},
                                 .domain = {},
                                 .expected = TypeRef{catalog::oid::bool_}});
  }

  Resolution& resolution_;
  ModelId id_;
  std::map<std::string, Span> taken_;
};

}  // namespace

void resolve_policies(Resolution& resolution) {
  for (const auto id : resolution.model_ids()) {
    auto resolver = PolicyResolver{resolution, id};
    for (const auto* node : resolution.draft(id).policies) resolver.resolve(*node);
    const auto& model = resolution.schema.at(id);
    if (model.policies.empty() || model.row_security) continue;
    resolution.diagnostics.report(model.policies.front().span,
                                  diagnostics::PolicyWithoutSecurity{model.name});
  }
}

}  // namespace ormc::schema
