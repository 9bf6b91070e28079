#include <array>
#include <string_view>

#include "query/bind_statement.hpp"
#include "source/fold.hpp"

namespace ormc::query {

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
  return std::nullopt;
}

}  // namespace ormc::query
