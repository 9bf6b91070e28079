#pragma once

#include <optional>
#include <vector>

#include "schema/resolution.hpp"

namespace ormc::schema {

/// The elements of an index or an exclusion constraint of `method`: columns (a relation gives each
/// of its own) or expressions, with classes and collations that exist and fit. Reports what does
/// not; nothing when an element failed.
auto resolve_index_elements(Resolution& resolution,
                            ModelId model,
                            const catalog::AccessMethod& method,
                            const std::vector<syntax::IndexElement>& elements)
    -> std::optional<std::vector<IndexElement>>;

/// The operator class, collation, order, ... that an element says, but not of what it is. The type
/// may not be known yet. Reports what does not exist or fit; nothing then.
auto resolve_element_options(Resolution& resolution,
                             const catalog::AccessMethod& method,
                             const syntax::IndexElement& node,
                             std::optional<TypeRef> type) -> std::optional<IndexElement>;

/// An index without its elements, its included columns and its condition.
auto resolve_index_options(Resolution& resolution,
                           const syntax::Index& node,
                           const catalog::AccessMethod& method) -> Index;

/// Whether the access method can do all of this; reported at the method, or else at `span`.
auto check_possible(Resolution& resolution,
                    const catalog::AccessMethod& method,
                    const Index& index,
                    Span span) -> bool;

/// The columns of `include (...)`; nothing when one failed.
auto resolve_include(Resolution& resolution, ModelId model, const std::vector<syntax::Name>& names)
    -> std::optional<std::vector<ColumnIndex>>;

/// The condition of a partial index, if there is one.
auto resolve_predicate(Resolution& resolution, ModelId model, syntax::ExprPtr where)
    -> std::optional<ExprId>;

/// `fillfactor = 70` as text.
auto option_texts(const source::SourceSet& sources,
                  const std::vector<std::pair<syntax::Name, syntax::ExprPtr>>& options)
    -> std::vector<std::pair<std::string, std::string>>;

}  // namespace ormc::schema
