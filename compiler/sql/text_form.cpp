#include "sql/text_form.hpp"

namespace ormc::sql {

auto travels_as_text(const catalog::Catalog& catalog, catalog::Oid type) -> bool {
  return catalog.text_form(type) != catalog::no_oid;
}

auto wire_type(const catalog::Catalog& catalog, catalog::TypeRef type) -> catalog::TypeRef {
  const auto text = catalog.text_form(type.oid);
  return text == catalog::no_oid ? type : catalog::TypeRef{text};
}

}  // namespace ormc::sql
