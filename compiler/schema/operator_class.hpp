#pragma once

#include <optional>
#include <string>

#include "schema/resolution.hpp"

/// Whether an index can hold what it is asked to hold.
namespace ormc::schema {

/// The access method of a name; reported when there is none.
auto find_access_method(Resolution& resolution, const syntax::Name& name)
    -> const catalog::AccessMethod*;

/// The class that an index of `method` uses for a column when none is written; reported at `span`
/// when there is none.
auto find_default_class(Resolution& resolution,
                        const catalog::AccessMethod& method,
                        const Column& column,
                        Span span) -> const catalog::OperatorClass*;

/// The class that was written, if it exists and takes `type` (any type when that is not known
/// here).
auto find_written_class(Resolution& resolution,
                        const catalog::AccessMethod& method,
                        const syntax::QualifiedName& name,
                        std::optional<TypeRef> type) -> const catalog::OperatorClass*;

/// Whether an index can have so many columns, those that it includes among them; reported if not.
auto check_column_count(Resolution& resolution, const Model& model, std::size_t count, Span span)
    -> bool;

/// Reports columns that no b-tree can order, which keys need.
void check_key_columns(Resolution& resolution,
                       const Model& model,
                       const std::vector<ColumnIndex>& columns,
                       Span span);

/// A class as SQL names it, with its schema where the search path does not find it.
auto spell_class(const catalog::OperatorClass& written) -> std::string;

}  // namespace ormc::schema
