#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::UnknownExtension;

void resolve_extension(Resolution& resolution,
                       const syntax::Declaration& declaration,
                       const syntax::Extension& extension) {
  check_attributes(extension.attributes, Place::extension, resolution.diagnostics);
  const auto& name = extension.name.text;
  for (const auto& known : resolution.schema.extensions) {
    // Two modules may both say that they need it.
    if (known.name == name) return;
  }
  const auto sql_schema = attribute_text(extension.attributes, "schema");
  resolution.schema.extensions.push_back(
      {.name = name, .schema = sql_schema, .doc = declaration.doc, .span = extension.name.span});
  if (resolution.schema.catalog.add_extension(name, sql_schema.value_or("public"))) return;
  resolution.diagnostics.report(
      extension.name.span,
      UnknownExtension{name, diagnostics::nearest(name, catalog::Catalog::extension_names())});
}

}  // namespace

void resolve_extensions(Resolution& resolution) {
  for (const auto& tree : resolution.trees) {
    for (const auto& declaration : tree.declarations) {
      if (const auto* extension = std::get_if<syntax::Extension>(&declaration.node)) {
        resolve_extension(resolution, declaration, *extension);
      }
    }
  }
}

}  // namespace ormc::schema
