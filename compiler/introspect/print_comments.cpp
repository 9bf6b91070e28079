#include <fmt/format.h>

#include "introspect/print.hpp"
#include "introspect/text.hpp"
#include "sql/print.hpp"

namespace ormc::introspect {

auto print_comments(const PrintContext& context, const std::string& schema, NameScope& names)
    -> std::vector<Declaration> {
  auto declarations = std::vector<Declaration>{};
  const auto say = [&](const std::string& target, const std::string& comment) {
    if (comment.empty()) return;
    const auto text = fmt::format(" comment on {} is {} ", target, string_text(comment));
    declarations.push_back(
        {"sql", target, fmt::format("sql {} {}\n", names.choose("comment", {}), body_text(text))});
  };
  // Every database has the schema `public`: what documents its module says nothing of it.
  for (const auto& each : context.database.namespaces) {
    if (each.name == schema && schema == "public") say("schema public", each.comment);
  }
  // The sequence of an identity is its column's.
  for (const auto& each : context.database.sequences) {
    if (!each.internal || each.name.schema != schema) continue;
    say("sequence " + sql::quote_name({each.name.schema, each.name.name}), each.comment);
  }
  // So is what stands behind a key or an exclusion.
  for (const auto& each : context.database.indexes) {
    if (!each.is_constraint || each.name.schema != schema) continue;
    if (!context.has_relation(each.table)) continue;
    say("index " + sql::quote_name({each.name.schema, each.name.name}), each.comment);
  }
  return declarations;
}

}  // namespace ormc::introspect
