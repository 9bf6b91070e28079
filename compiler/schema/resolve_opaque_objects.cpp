#include <map>

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/named_object.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {

using diagnostics::DuplicateName;

void resolve_opaque_objects(Resolution& resolution) {
  auto& schema = resolution.schema;
  for (auto i = std::uint32_t{0}; i < resolution.trees.size(); ++i) {
    auto taken = std::map<std::string, Span>{};
    for (const auto& declaration : resolution.trees[i].declarations) {
      const auto* node = std::get_if<syntax::OpaqueObject>(&declaration.node);
      if (!node) continue;
      const auto module = ModuleId{i};
      const auto [first, is_new] = taken.emplace(node->name.text, node->name.span);
      if (!is_new) {
        resolution.diagnostics
            .report(node->name.span, DuplicateName{node->name.text, schema.at(module).name})
            .label(first->second, DuplicateName::first);
        continue;
      }
      auto object = OpaqueObject{.module = module,
                                 .name = node->name.text,
                                 .text = node->text,
                                 .depends_on = {},
                                 .span = node->name.span};
      for (const auto& name : node->depends_on) object.depends_on.push_back(spelled(name));
      schema.opaque_objects.push_back(std::move(object));
    }
  }
}

}  // namespace ormc::schema
