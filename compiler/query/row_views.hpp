#pragma once

#include <map>
#include <set>
#include <string_view>

#include "query/table_uses.hpp"
#include "schema/schema.hpp"

/// Which views the values of a type hold rows of. Their columns are known when they are bound, and
/// nothing can take such rows apart before.
namespace ormc::query {

/// The views of which values of a type hold rows, in fields and elements too.
auto views_of_rows(const schema::Schema& schema, schema::Oid type) -> std::set<schema::ViewId>;

/// The same of all that an expression or a query may take apart: rows of its tables, what its
/// functions return, what it casts to.
class RowViews {
 public:
  explicit RowViews(const schema::Schema& schema);

  auto of(schema::ModuleId module, const DefinitionUses& uses) const -> std::set<schema::ViewId>;

 private:
  const schema::Schema& schema_;
  /// Those that return rows of views, by both names.
  std::map<std::string_view, std::set<schema::ViewId>> functions_;
};

}  // namespace ormc::query
