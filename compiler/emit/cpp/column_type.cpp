#include "emit/cpp/column_type.hpp"

#include "emit/result_columns.hpp"
#include "query/array_contents.hpp"

namespace ormc::emit::cpp {

auto column_type(HeaderWriter& writer, const query::NamedQuery& query, std::size_t index)
    -> CppType {
  const auto& column = query.statement->columns.at(index);
  const auto* source = source_column(writer.context().schema, query, index);
  auto has_alias = source != nullptr && source->alias && source->type.oid == column.type.oid;
  const auto& context = writer.context();
  const auto contents = query::array_contents(
      {context.schema, context.program, *query.unit}, *query.statement, index);
  auto type = has_alias ? writer.type_of(*source) : writer.type_of(column.type, contents);
  return column.nullable ? type.optional() : type;
}

}  // namespace ormc::emit::cpp
