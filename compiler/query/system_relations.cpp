#include <array>
#include <string>
#include <string_view>

#include "query/bind_statement.hpp"
#include "schema/lookup.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

/// A table or view that an extension brings: its rows have a type, and nothing declares it.
auto find_extension_relation(const Binder& binder, const syntax::QualifiedName& name)
    -> std::optional<Oid> {
  const auto& catalog = binder.catalog();
  const auto written = [](const syntax::Name& part) {
    return part.quoted ? part.text : source::fold(part.text);
  };
  const auto in_schema = name.parts.size() == 2 ? written(name.parts.front()) : std::string{};
  const auto type =
      catalog.find_type(in_schema, written(name.parts.back()), catalog::Quoting::quoted);
  if (!type || *type < catalog::first_extension_oid || !catalog.type(*type).of_relation) {
    return std::nullopt;
  }
  return schema::find_object(binder.schema(), *type) ? std::nullopt : type;
}

}  // namespace

auto find_system_relation(const Binder& binder, const syntax::QualifiedName& name)
    -> std::optional<Oid> {
  static constexpr auto schemas =
      std::array<std::string_view, 2>{"pg_catalog", "information_schema"};
  if (name.parts.empty() || name.parts.size() > 2) return std::nullopt;
  const auto& catalog = binder.catalog();
  for (const auto schema : schemas) {
    // Without a schema only pg_catalog is on the search path.
    const auto meant = name.parts.size() == 1
                           ? schema == "pg_catalog"
                           : matches(name.parts.front(), schema, Folding::exact) ||
                                 matches(name.parts.front(), schema, Folding::folded);
    if (!meant) continue;
    const auto& last = name.parts.back();
    const auto text = last.quoted ? last.text : source::fold(last.text);
    const auto type = catalog.find_type(schema, text, catalog::Quoting::quoted);
    if (type && catalog.type(*type).of_relation) return type;
  }
  return find_extension_relation(binder, name);
}

}  // namespace ormc::query
