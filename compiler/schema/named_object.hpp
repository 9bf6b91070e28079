#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

/// Declared things by name, whatever their kind: what `lookup.hpp` and the passes of `resolve`
/// share.
namespace ormc::schema {

/// Which kinds of things a name may lead to where it stands.
enum class Wanted : std::uint8_t { types, relations };

/// What `name` may be by the language's names: in `from`, else in any module. One element when it
/// is found, several when it is ambiguous.
auto find_by_name(const Schema& schema,
                  ModuleId from,
                  const syntax::QualifiedName& name,
                  Wanted wanted) -> std::vector<NamedObject>;

/// The same by the database's names, at last as SQL folds them.
auto find_by_sql_name(const Schema& schema,
                      ModuleId from,
                      const syntax::QualifiedName& name,
                      Wanted wanted) -> std::vector<NamedObject>;

auto module_of(const Schema& schema, NamedObject object) -> ModuleId;
auto name_of(const Schema& schema, NamedObject object) -> const std::string&;
auto span_of(const Schema& schema, NamedObject object) -> Span;
/// `auth.User`, as a name that is never ambiguous.
auto qualified_name_of(const Schema& schema, NamedObject object) -> std::string;
/// A dotted name as it was written.
auto spelled(const syntax::QualifiedName& name) -> std::string;

/// The names that could have been meant, for suggestions; qualified when they are of another
/// module.
auto candidate_names(const Schema& schema, ModuleId from, Wanted wanted)
    -> std::vector<std::string>;

}  // namespace ormc::schema
