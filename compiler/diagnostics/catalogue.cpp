#include "diagnostics/catalogue.hpp"

#include <algorithm>

#include "diagnostics/allow_diagnostics.hpp"
#include "diagnostics/collation_diagnostics.hpp"
#include "diagnostics/column_diagnostics.hpp"
#include "diagnostics/driver_diagnostics.hpp"
#include "diagnostics/emit_diagnostics.hpp"
#include "diagnostics/index_diagnostics.hpp"
#include "diagnostics/introspect_diagnostics.hpp"
#include "diagnostics/optional_diagnostics.hpp"
#include "diagnostics/predicate_diagnostics.hpp"
#include "diagnostics/query_diagnostics.hpp"
#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_name_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "diagnostics/raw_sql_diagnostics.hpp"
#include "diagnostics/record_diagnostics.hpp"
#include "diagnostics/relation_diagnostics.hpp"
#include "diagnostics/routine_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "diagnostics/select_diagnostics.hpp"
#include "diagnostics/shape_diagnostics.hpp"
#include "diagnostics/sql_diagnostics.hpp"
#include "diagnostics/suspicion_diagnostics.hpp"
#include "diagnostics/syntax_diagnostics.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "diagnostics/write_diagnostics.hpp"

namespace ormc::diagnostics {
namespace {

/// The name of a type of this namespace, read from what the compiler calls this function.
template <class T>
constexpr auto name_of() -> std::string_view {
  auto text = std::string_view(__PRETTY_FUNCTION__);
  text.remove_prefix(text.find("T = ") + 4);
  text = text.substr(0, text.find_first_of(";]"));
  return text.substr(text.rfind(':') + 1);
}

template <class... Ts>
auto append(std::vector<CatalogueEntry>& entries,
            TypeList<Ts...> /*stage*/,
            Subject subject = Subject::models) -> void {
  (entries.push_back({Ts::info.code, Ts::info.severity, name_of<Ts>(), subject}), ...);
}

auto all_stages() -> std::vector<CatalogueEntry> {
  auto entries = std::vector<CatalogueEntry>{};
  append(entries, SyntaxDiagnostics{});
  append(entries, AllowDiagnostics{});
  append(entries, SchemaDiagnostics{});
  append(entries, ColumnDiagnostics{});
  append(entries, RelationDiagnostics{});
  append(entries, IndexDiagnostics{});
  append(entries, RoutineDiagnostics{});
  append(entries, TableDiagnostics{});
  append(entries, QueryExprDiagnostics{});
  append(entries, QueryNameDiagnostics{});
  append(entries, QueryPlaceDiagnostics{});
  append(entries, QueryDiagnostics{});
  append(entries, SelectDiagnostics{});
  append(entries, WriteDiagnostics{});
  append(entries, OptionalDiagnostics{});
  append(entries, SuspicionDiagnostics{});
  append(entries, ShapeDiagnostics{});
  append(entries, CollationDiagnostics{});
  append(entries, RecordDiagnostics{});
  append(entries, PredicateDiagnostics{});
  append(entries, SqlDiagnostics{});
  append(entries, RawSqlDiagnostics{});
  append(entries, IntrospectDiagnostics{}, Subject::database);
  append(entries, EmitDiagnostics{});
  append(entries, DriverDiagnostics{});
  std::ranges::sort(entries, {}, &CatalogueEntry::code);
  return entries;
}

}  // namespace

auto catalogue() -> const std::vector<CatalogueEntry>& {
  static const auto entries = all_stages();
  return entries;
}

}  // namespace ormc::diagnostics
