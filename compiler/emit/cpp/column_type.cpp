#include "emit/cpp/column_type.hpp"

#include "emit/result_columns.hpp"
#include "query/null_elements.hpp"

namespace ormc::emit::cpp {

auto column_type(HeaderWriter& writer, const query::NamedQuery& query, std::size_t index)
    -> CppType {
  const auto& column = query.statement->columns.at(index);
  const auto* source = source_column(writer.context().schema, query, index);
  auto has_alias = source != nullptr && source->alias && source->type.oid == column.type.oid;
  const auto has_nulls = query::has_null_elements(*query.statement, index);
  auto type = has_alias   ? writer.type_of(*source)
              : has_nulls ? writer.type_with_null_elements(column.type)
                          : writer.type_of(column.type, Use::value);
  return column.nullable ? type.optional() : type;
}

}  // namespace ormc::emit::cpp
