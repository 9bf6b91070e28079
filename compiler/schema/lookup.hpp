#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "schema/schema.hpp"

/// Looking names up in a resolved schema, by the rules of the language: a name is first the
/// language's own (case-sensitive), then the database's; unquoted names that fit nothing are tried
/// folded to lower case. A name without a module is looked up in the module it stands in, then in
/// all modules if it is unique there.
namespace ormc::schema {

/// A model or view by name as a table expression would name it: `Post`, `posts`, `auth.User`,
/// `"auth"."users"`. Nothing when there is none.
auto find_relation(const Schema& schema, ModuleId from, const syntax::QualifiedName& name)
    -> std::optional<std::variant<ModelId, ViewId>>;

/// A column (index 0) or a relation (index 1) of a model by the language's or the database's name.
using FieldRef = std::variant<std::pair<ModelId, ColumnIndex>, std::pair<ModelId, RelationIndex>>;

/// A to-one relation's column may be named by itself (`author_id`), the relation by `author`; the
/// relation wins when both have one name.
auto find_field(const Schema& schema, ModelId model, const syntax::Name& name)
    -> std::optional<FieldRef>;

/// A type as written in a query, a parameter or a field: PostgreSQL's types, enums, domains,
/// composites, models' row types, and `Author.id` (the type of that field). Reports what is wrong
/// and returns nothing when there is no such type.
auto resolve_type(const Schema& schema,
                  ModuleId from,
                  const syntax::TypeName& type,
                  diagnostics::Diagnostics& diagnostics) -> std::optional<TypeRef>;

/// The names of all fields of a model, for suggestions and for "in scope are".
auto field_names(const Schema& schema, ModelId model) -> std::vector<std::string>;

/// Whether a name that finds nothing may be that of a field which failed, or of a column that it
/// would have had (`author_id` of `author`). It has been reported, so whoever uses the name stays
/// silent.
auto is_failed_field(const Model& model, const syntax::Name& name) -> bool;

/// The schema and the name of the sequence that a serial or identity column of a model counts with.
auto sequence_of(const Model& model, const Column& column) -> std::vector<std::string>;

/// The enum, domain or composite of a type, if it is one of this program's.
auto find_object(const Schema& schema, Oid type) -> std::optional<ObjectRef>;

}  // namespace ormc::schema
