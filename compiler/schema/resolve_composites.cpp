#include <algorithm>
#include <map>
#include <set>
#include <variant>

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

/// A struct that holds values: a composite, or the row of a table.
using Holder = std::variant<CompositeId, ModelId>;

/// The struct that values of `type` hold, through arrays and domains.
auto holder_in(const Schema& schema, TypeRef type) -> std::optional<Holder> {
  const auto object = find_object(schema, schema.catalog.innermost(type.oid));
  if (!object) return std::nullopt;
  if (const auto* composite = std::get_if<CompositeId>(&*object)) return *composite;
  if (const auto* model = std::get_if<ModelId>(&*object)) return *model;
  return std::nullopt;
}

/// Looks for composites and tables that contain themselves: a walk in depth, the path kept by hand.
class CycleSearch {
 public:
  explicit CycleSearch(Resolution& resolution) : resolution_(resolution) {}

  void search(Holder start) {
    if (!done_.contains(start)) path_.push_back({start});
    while (!path_.empty()) {
      auto& [id, next] = path_.back();
      const auto field = field_of(id, next);
      if (!field) {
        done_.insert(id);
        path_.pop_back();
        continue;
      }
      ++next;
      const auto inner = holder_in(resolution_.schema, field->type);
      if (!inner || done_.contains(*inner)) continue;
      const auto above = std::ranges::find(path_, *inner, &Step::id);
      if (above == path_.end()) {
        path_.push_back({*inner});
      } else {
        report({above, path_.end()}, field->span);
        const auto* composite = std::get_if<CompositeId>(&id);
        if (composite != nullptr) broken_.emplace_back(*composite, next - 1);
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
    Holder id;
    std::size_t next = 0;
  };

  struct Held {
    TypeRef type;
    Span span;
  };

  auto field_of(const Holder& holder, std::size_t index) const -> std::optional<Held> {
    const auto at = [&](const auto& members) -> std::optional<Held> {
      if (index == members.size()) return std::nullopt;
      return Held{members[index].type, members[index].span};
    };
    const auto* composite = std::get_if<CompositeId>(&holder);
    return composite != nullptr ? at(resolution_.schema.at(*composite).fields)
                                : at(resolution_.schema.at(std::get<ModelId>(holder)).columns);
  }

  void report(const std::vector<Step>& cycle, Span span) {
    auto what = CyclicType{};
    for (const auto& step : cycle) {
      what.names.push_back(
          std::visit([&](auto id) { return resolution_.schema.at(id).name; }, step.id));
    }
    what.names.push_back(what.names.front());
    resolution_.diagnostics.report(span, what);
  }

  Resolution& resolution_;
  std::vector<Step> path_;
  std::set<Holder> done_;
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
  for (auto i = std::uint32_t{0}; i < schema.models.size(); ++i) search.search(ModelId{i});
  search.break_cycles();
  for (const auto& composite : schema.composites) {
    auto fields = std::vector<catalog::NewField>{};
    for (const auto& field : composite.fields) fields.push_back({field.sql_name, field.type});
    schema.catalog.set_fields(composite.type, fields);
  }
}

}  // namespace ormc::schema
