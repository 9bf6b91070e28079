#include "schema/operator_class.hpp"

#include <algorithm>

#include "catalog/type_name.hpp"
#include "diagnostics/column_diagnostics.hpp"
#include "diagnostics/index_diagnostics.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"

namespace ormc::schema {
namespace {

using diagnostics::NoDefaultOperatorClass;
using diagnostics::OperatorClassType;
using diagnostics::TooManyColumns;
using diagnostics::UnknownAccessMethod;
using diagnostics::UnknownOperatorClass;

auto text_of(const syntax::Name& name) -> std::string {
  return name.quoted ? name.text : fold(name.text);
}

}  // namespace

auto find_access_method(Resolution& resolution, const syntax::Name& name)
    -> const catalog::AccessMethod* {
  const auto& catalog = resolution.schema.catalog;
  const auto text = text_of(name);
  if (const auto* method = catalog.find_access_method(text)) return method;
  const auto own = std::ranges::find(resolution.access_methods, text, &OwnAccessMethod::name);
  if (own != resolution.access_methods.end()) return &own->row;
  const auto names = catalog.access_method_names();
  resolution.diagnostics.report(name.span,
                                UnknownAccessMethod{text, diagnostics::nearest(text, names)});
  return nullptr;
}

auto find_default_class(Resolution& resolution,
                        const catalog::AccessMethod& method,
                        const Column& column,
                        Span span) -> const catalog::OperatorClass* {
  const auto& catalog = resolution.schema.catalog;
  if (const auto* found = catalog.default_operator_class(method.oid, column.type.oid)) return found;
  resolution.diagnostics.report(
      span,
      NoDefaultOperatorClass{
          column.name, resolution.type_name(column.type), std::string{method.name}});
  return nullptr;
}

auto find_written_class(Resolution& resolution,
                        const catalog::AccessMethod& method,
                        const syntax::QualifiedName& name,
                        std::optional<TypeRef> type) -> const catalog::OperatorClass* {
  const auto& catalog = resolution.schema.catalog;
  const auto sql_schema = name.parts.size() > 1 ? text_of(name.parts.front()) : std::string{};
  const auto text = text_of(name.parts.back());
  const auto* found = catalog.find_operator_class(method.oid, sql_schema, text);
  if (!found) {
    const auto names = catalog.operator_class_names(method.oid);
    resolution.diagnostics.report(
        name.span,
        UnknownOperatorClass{
            spelled(name), std::string{method.name}, diagnostics::nearest(text, names)});
    return nullptr;
  }
  if (!type || catalog.accepts(*found, type->oid)) return found;
  resolution.diagnostics.report(name.span, OperatorClassType{text, resolution.type_name(*type)});
  return nullptr;
}

auto check_column_count(Resolution& resolution, const Model& model, std::size_t count, Span span)
    -> bool {
  constexpr auto most = std::size_t{32};  // INDEX_MAX_KEYS
  if (count <= most) return true;
  resolution.diagnostics.report(span, TooManyColumns{model.name, count, most, "an index"});
  return false;
}

void check_key_columns(Resolution& resolution,
                       const Model& model,
                       const std::vector<ColumnIndex>& columns,
                       Span span) {
  const auto* btree = resolution.schema.catalog.find_access_method("btree");
  for (const auto column : columns) {
    find_default_class(resolution, *btree, model.columns[column], span);
  }
}

auto spell_class(const catalog::OperatorClass& written) -> std::string {
  const auto name = catalog::quote_identifier(written.name);
  const auto is_visible = written.schema == "pg_catalog" || written.schema == "public";
  return is_visible ? name : catalog::quote_identifier(written.schema) + "." + name;
}

}  // namespace ormc::schema
