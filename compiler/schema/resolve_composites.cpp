#include <algorithm>
#include <map>
#include <set>

#include "diagnostics/column_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/collation.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::CyclicType;
using diagnostics::DuplicateField;
using diagnostics::PseudoType;

auto field_collation(Resolution& resolution, const syntax::Field& node, TypeRef type)
    -> std::optional<std::string> {
  const auto* collate = find_attribute(node.attributes, "collate");
  if (collate == nullptr) return std::nullopt;
  return resolve_collation(
      resolution, *text_argument(*collate), collate->arguments.front()->span, type);
}

void resolve_field(Resolution& resolution,
                   const syntax::Field& node,
                   Composite& composite,
                   std::map<std::string, Span>& seen) {
  check_attributes(node.attributes, Place::composite_field, resolution.diagnostics);
  const auto [first, is_new] = seen.emplace(node.name.text, node.name.span);
  if (!is_new) {
    resolution.diagnostics.report(node.name.span, DuplicateField{node.name.text, composite.name})
        .label(first->second, DuplicateField::first);
    return;
  }
  const auto type =
      resolve_type(resolution.schema, composite.module, node.type, resolution.diagnostics);
  if (!type) return;
  if (resolution.schema.catalog.type(type->oid).kind == catalog::TypeKind::pseudo) {
    resolution.diagnostics.report(node.type.span, PseudoType{spelled(node.type.name)});
    return;
  }
  composite.fields.push_back(
      {.name = node.name.text,
       .sql_name = attribute_text(node.attributes, "column").value_or(sql_name_of(node.name)),
       .type = *type,
       .collation = field_collation(resolution, node, *type),
       .doc = node.doc,
       .span = node.name.span,
       .nullable = node.nullable});
}

/// The composite that values of `type` hold, through arrays and domains.
auto composite_in(const Schema& schema, TypeRef type) -> std::optional<CompositeId> {
  auto oid = type.oid;
  for (;;) {
    const auto base = schema.catalog.base_type(oid);
    const auto element = schema.catalog.element_of(base);
    if (element == catalog::no_oid) {
      oid = base;
      break;
    }
    oid = element;
  }
  const auto object = find_object(schema, oid);
  if (!object || !std::holds_alternative<CompositeId>(*object)) return std::nullopt;
  return std::get<CompositeId>(*object);
}

/// Looks for composites that contain themselves: a walk in depth, the path kept by hand.
class CycleSearch {
 public:
  explicit CycleSearch(Resolution& resolution) : resolution_(resolution) {}

  void search(CompositeId start) {
    if (!done_.contains(start)) path_.push_back({start});
    while (!path_.empty()) {
      auto& [id, next] = path_.back();
      const auto& fields = resolution_.schema.at(id).fields;
      if (next == fields.size()) {
        done_.insert(id);
        path_.pop_back();
        continue;
      }
      const auto& field = fields[next++];
      const auto inner = composite_in(resolution_.schema, field.type);
      if (!inner || done_.contains(*inner)) continue;
      const auto above = std::ranges::find(path_, *inner, &Step::id);
      if (above == path_.end()) {
        path_.push_back({*inner});
      } else {
        report({above, path_.end()}, field.span);
        broken_.emplace_back(id, next - 1);
      }
    }
  }

  /// Takes out the fields that close a cycle, so that walks over types end.
  void break_cycles() {
    std::ranges::sort(broken_, std::greater{});
    for (const auto& [id, field] : broken_) {
      auto& fields = resolution_.schema.composites[static_cast<std::size_t>(id)].fields;
      fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(field));
    }
  }

 private:
  struct Step {
    CompositeId id;
    std::size_t next = 0;
  };

  void report(const std::vector<Step>& cycle, Span span) {
    auto what = CyclicType{};
    for (const auto& step : cycle) what.names.push_back(resolution_.schema.at(step.id).name);
    what.names.push_back(what.names.front());
    resolution_.diagnostics.report(span, what);
  }

  Resolution& resolution_;
  std::vector<Step> path_;
  std::set<CompositeId> done_;
  std::vector<std::pair<CompositeId, std::size_t>> broken_;
};

}  // namespace

void resolve_composites(Resolution& resolution) {
  auto& schema = resolution.schema;
  for (auto i = std::size_t{0}; i < schema.composites.size(); ++i) {
    auto seen = std::map<std::string, Span>{};
    for (const auto& field : resolution.composites[i]->fields) {
      resolve_field(resolution, field, schema.composites[i], seen);
    }
  }
  auto search = CycleSearch{resolution};
  for (auto i = std::uint32_t{0}; i < schema.composites.size(); ++i) search.search(CompositeId{i});
  search.break_cycles();
  for (const auto& composite : schema.composites) {
    auto fields = std::vector<catalog::NewField>{};
    for (const auto& field : composite.fields) fields.push_back({field.sql_name, field.type});
    schema.catalog.set_fields(composite.type, fields);
  }
}

}  // namespace ormc::schema
