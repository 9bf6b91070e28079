#include "schema/passes.hpp"

namespace ormc::schema {

void complete_row_types(Resolution& resolution) {
  for (const auto& model : resolution.schema.models) {
    auto fields = std::vector<catalog::NewField>{};
    for (const auto& column : model.columns) {
      fields.push_back({column.sql_name, column.type, !column.may_be_null()});
    }
    resolution.schema.catalog.set_fields(model.row_type, fields);
  }
}

}  // namespace ormc::schema
