#include <set>
#include <string>

#include "diagnostics/routine_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::UnknownExtension;
using diagnostics::UnusableExtensionFile;

/// What the file that a declaration names has of it.
void add_described(Resolution& resolution,
                   const syntax::Extension& extension,
                   const std::string& sql_schema,
                   const std::optional<std::string>& text) {
  auto problem = std::optional<std::string>{"cannot be read"};
  if (text)
    problem = resolution.schema.catalog.add_extension(extension.name.text, sql_schema, *text);
  if (!problem) return;
  resolution.diagnostics.report(
      extension.file_span,
      UnusableExtensionFile{extension.file, std::move(*problem), extension.name.text});
}

void resolve_extension(Resolution& resolution,
                       const syntax::Declaration& declaration,
                       const syntax::Extension& extension,
                       const ExtensionFiles& files) {
  check_attributes(extension.attributes, Place::extension, resolution.diagnostics);
  const auto& name = extension.name.text;
  for (const auto& known : resolution.schema.extensions) {
    // Two modules may both say that they need it.
    if (known.name == name) return;
  }
  const auto sql_schema = attribute_text(extension.attributes, "schema");
  resolution.schema.extensions.push_back(
      {.name = name,
       .schema = sql_schema,
       .version = attribute_text(extension.attributes, "version"),
       .doc = declaration.doc,
       .span = extension.name.span});
  if (!extension.file.empty()) {
    const auto place = files.find({extension.file_span.file, extension.file});
    add_described(resolution,
                  extension,
                  sql_schema.value_or("public"),
                  place == files.end() ? std::nullopt : place->second);
    return;
  }
  if (resolution.schema.catalog.add_extension(name, sql_schema.value_or("public"))) return;
  resolution.diagnostics.report(
      extension.name.span,
      UnknownExtension{name, diagnostics::nearest(name, catalog::Catalog::extension_names())});
}

/// Calls `visit` with each declaration of an extension.
template <class Visit>
void for_each_extension(const Resolution& resolution, Visit visit) {
  for (const auto& tree : resolution.trees) {
    for (const auto& declaration : tree.declarations) {
      if (const auto* extension = std::get_if<syntax::Extension>(&declaration.node)) {
        visit(declaration, *extension);
      }
    }
  }
}

}  // namespace

void resolve_extensions(Resolution& resolution, const ExtensionFiles& files) {
  auto described = std::set<std::string>{};
  for_each_extension(resolution, [&](const auto&, const syntax::Extension& extension) {
    if (!extension.file.empty()) described.insert(extension.name.text);
  });
  // What a file describes may be made of types that the compiler knows by itself: those come first.
  for (const auto from_file : {false, true}) {
    for_each_extension(
        resolution, [&](const auto& declaration, const syntax::Extension& extension) {
          const auto is_file = !extension.file.empty();
          if (is_file != from_file || (!is_file && described.contains(extension.name.text))) return;
          resolve_extension(resolution, declaration, extension, files);
        });
  }
}

}  // namespace ormc::schema
