#pragma once

#include <variant>

#include "diagnostics/diagnostic.hpp"
#include "schema/schema.hpp"

namespace ormc::schema {

/// `Author.id` as a type: that of the field.
struct TypeOfField {
  ModelId model;
  syntax::Name field;
};
/// One of PostgreSQL's types, or one of an extension.
struct CatalogType {
  Oid oid;
};
/// A type that the program has without declaring it: the multirange of a range.
struct ImpliedType {
  Oid oid;
};
/// A name that several modules have; it has been reported.
struct AmbiguousType {};
struct NoType {};

/// What the name of a type leads to, before modifiers and `[]`.
using TypeMeaning =
    std::variant<NoType, AmbiguousType, NamedObject, TypeOfField, CatalogType, ImpliedType>;

/// Looks the name of a type up: the program's own names first, then PostgreSQL's, then the
/// program's names in the database. Reports only ambiguity.
auto find_type_meaning(const Schema& schema,
                       ModuleId from,
                       const syntax::QualifiedName& name,
                       diagnostics::Diagnostics& diagnostics) -> TypeMeaning;

/// The type that `type` is when its name leads to a type of the catalogue (or to `named`, one of
/// the program's): with modifiers and as an array if it is written so. Reports what is wrong with
/// them.
auto spell_type(const Schema& schema,
                const syntax::TypeName& type,
                std::optional<TypeRef> named,
                diagnostics::Diagnostics& diagnostics) -> std::optional<TypeRef>;

/// The error type: nothing is called so, with what may have been meant.
void report_unknown_type(const Schema& schema,
                         ModuleId from,
                         const syntax::TypeName& type,
                         diagnostics::Diagnostics& diagnostics);

/// The type that values of one of the program's own types have; a model's is its row.
auto type_of(const Schema& schema, NamedObject object) -> TypeRef;

}  // namespace ormc::schema
