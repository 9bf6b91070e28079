#include <map>

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::ModuleSchema;

auto module_of(const syntax::Tree& tree, const source::SourceSet& sources) -> Module {
  if (!tree.module) {
    return {.name = module_name_of(sources.file(tree.file).path()),
            .sql_schema = "public",
            .doc = {},
            .file = tree.file};
  }
  const auto& module = *tree.module;
  return {.name = module.name.text,
          .sql_schema = module.schema ? module.schema->text : "public",
          .doc = module.doc,
          .file = tree.file};
}

auto span_of(const syntax::Tree& tree) -> Span {
  if (!tree.module) return {tree.file, 0, 0};
  return tree.module->schema ? tree.module->schema->span : tree.module->name.span;
}

}  // namespace

void collect_modules(Resolution& resolution) {
  auto& modules = resolution.schema.modules;
  auto first_of = std::map<std::string, std::size_t>{};
  for (const auto& tree : resolution.trees) {
    if (tree.module) {
      check_attributes(tree.module->attributes, Place::module, resolution.diagnostics);
    }
    modules.push_back(module_of(tree, resolution.sources));
    const auto& module = modules.back();
    const auto [first, is_new] = first_of.emplace(module.name, modules.size() - 1);
    const auto& other = modules[first->second];
    if (is_new || other.sql_schema == module.sql_schema) continue;
    resolution.diagnostics
        .report(span_of(tree), ModuleSchema{module.name, module.sql_schema, other.sql_schema})
        .label(span_of(resolution.trees[first->second]), ModuleSchema::first);
  }
}

}  // namespace ormc::schema
