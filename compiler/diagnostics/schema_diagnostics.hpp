#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/habits.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What resolving the schema can find of names, attributes, types, modules and extensions.
namespace ormc::diagnostics {

/// The type of a field, a parameter or a cast is none that the program or PostgreSQL has.
struct UnknownType {
  static constexpr Info info{"ORM0201", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown type `{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (auto instead = instead_of_type(name)) return instead;
    return did_you_mean(nearest);
  }
  auto fix() const -> std::optional<std::string> {
    if (instead_of_type(name)) return replacement_of_type(name);
    return nearest;
  }
};

/// Two declarations of one module have the same name.
struct DuplicateName {
  static constexpr Info info{"ORM0202", Severity::error};
  static constexpr auto first = "first declared here";
  std::string name;
  std::string module;
  auto message() const -> std::string {
    return fmt::format("module `{}` already has a `{}`", module, name);
  }
  auto help() const -> std::optional<std::string> {
    return "give one of them another name; `@table` and `@name` keep the database's";
  }
};

/// Two fields of a model, one of which may come from a mixin, have the same name.
struct DuplicateField {
  static constexpr Info info{"ORM0203", Severity::error};
  static constexpr auto first = "first declared here";
  std::string name;
  std::string owner;
  auto message() const -> std::string {
    return fmt::format("`{}` already has a field `{}`", owner, name);
  }
};

/// An attribute that the language does not have.
struct UnknownAttribute {
  static constexpr Info info{"ORM0204", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown attribute `@{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (auto instead = instead_of_attribute(name)) return instead;
    if (!nearest) return std::nullopt;
    return fmt::format("did you mean `@{}`?", *nearest);
  }
  auto fix() const -> std::optional<std::string> {
    if (instead_of_attribute(name)) return replacement_of_attribute(name);
    return nearest ? std::optional("@" + *nearest) : std::nullopt;
  }
};

/// An attribute on something that it says nothing about.
struct MisplacedAttribute {
  static constexpr Info info{"ORM0205", Severity::error};
  std::string name;
  std::string_view place;  // "an enum"
  std::string allowed;     // "a column, a to-one relation"
  auto message() const -> std::string {
    return fmt::format("`@{}` has no meaning on {}", name, place);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("it belongs on {}", allowed);
  }
};

/// The same attribute twice on one thing.
struct DuplicateAttribute {
  static constexpr Info info{"ORM0206", Severity::error};
  static constexpr auto first = "first given here";
  std::string name;
  auto message() const -> std::string { return fmt::format("`@{}` is given twice", name); }
};

/// Arguments of the wrong number or kind.
struct AttributeArguments {
  static constexpr Info info{"ORM0207", Severity::error};
  std::string name;
  std::string usage;  // "@column(\"name\")"
  auto message() const -> std::string { return fmt::format("wrong arguments of `@{}`", name); }
  auto help() const -> std::optional<std::string> { return fmt::format("write `{}`", usage); }
};

/// Two ways to give a column its value, of which only one can hold.
struct ConflictingValues {
  static constexpr Info info{"ORM0208", Severity::error};
  static constexpr auto first = "already has its value from here";
  std::string field;
  std::string one;    // "a default"
  std::string other;  // "`@generated`"
  auto message() const -> std::string {
    return fmt::format("`{}` cannot have both {} and {}", field, one, other);
  }
  auto help() const -> std::optional<std::string> { return "keep the one that is meant"; }
};

/// A model, in a place where only a model can stand, that does not exist.
struct UnknownModel {
  static constexpr Info info{"ORM0209", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown model `{}`", name); }
  auto help() const -> std::optional<std::string> { return did_you_mean(nearest); }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// Only abstract models are mixed in.
struct BaseNotAbstract {
  static constexpr Info info{"ORM0211", Severity::error};
  static constexpr auto declared = "declared here, with a table of its own";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot be mixed in: it is not abstract", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("write `abstract model {}`, or move what both have to an abstract model",
                       name);
  }
};

/// Abstract models that include each other.
struct MixinCycle {
  static constexpr Info info{"ORM0212", Severity::error};
  std::vector<std::string> names;
  auto message() const -> std::string {
    return fmt::format("abstract model `{}` includes itself: {}", names.front(), path());
  }
  auto path() const -> std::string { return fmt::format("{}", fmt::join(names, " -> ")); }
};

/// A field that the model does not have, named in a key, an index, a relation.
struct UnknownField {
  static constexpr Info info{"ORM0215", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::string owner;
  std::vector<std::string> fields;
  auto message() const -> std::string { return fmt::format("`{}` has no field `{}`", owner, name); }
  auto help() const -> std::optional<std::string> {
    if (auto near = nearest(name, fields)) return did_you_mean(near);
    if (fields.empty()) return std::nullopt;
    return fmt::format("it has {}", list_of(fields));
  }
  auto fix() const -> std::optional<std::string> { return nearest(name, fields); }
};

/// An enum that no value can be of.
struct EmptyEnum {
  static constexpr Info info{"ORM0241", Severity::warning};
  std::string name;
  auto message() const -> std::string { return fmt::format("enum `{}` has no values", name); }
  auto help() const -> std::optional<std::string> {
    return "a column of it can only be NULL, until values are added";
  }
};

/// The same label twice.
struct DuplicateEnumValue {
  static constexpr Info info{"ORM0242", Severity::error};
  static constexpr auto first = "first given here";
  std::string label;
  std::string enumeration;
  auto message() const -> std::string {
    return fmt::format("enum `{}` already has a value `{}`", enumeration, label);
  }
};

/// A type made of itself.
struct CyclicType {
  static constexpr Info info{"ORM0243", Severity::error};
  std::vector<std::string> names;
  auto message() const -> std::string {
    return fmt::format("type `{}` contains itself: {}", names.front(), fmt::join(names, " -> "));
  }
  auto help() const -> std::optional<std::string> {
    return "keep the key of the other row instead: a relation, or a field of the key's type";
  }
};

/// What a domain or an alias cannot be made from.
struct BaseType {
  static constexpr Info info{"ORM0244", Severity::error};
  std::string name;
  std::string base;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot be based on `{}`", name, base);
  }
  auto help() const -> std::optional<std::string> { return "write the type itself"; }
};

/// PostgreSQL would cut the name off.
struct NameTooLong {
  static constexpr Info info{"ORM0245", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` has {} bytes; names in PostgreSQL have at most 63", name, name.size());
  }
  auto help() const -> std::optional<std::string> {
    return "give it a shorter name with `@table`, `@column` or `@name`";
  }
};

/// Two objects of one schema of the database want the same name.
struct NameCollision {
  static constexpr Info info{"ORM0246", Severity::error};
  static constexpr auto first = "the other one";
  std::string name;
  std::string what;   // "index"
  std::string other;  // "table"
  auto message() const -> std::string {
    return what == other
               ? fmt::format("two objects would be the {} `{}` in the database", what, name)
               : fmt::format("the {} `{}` has the name of a {} in the database", what, name, other);
  }
  auto help() const -> std::optional<std::string> { return "name one of them differently"; }
};

/// A declared type that hides one of PostgreSQL's.
struct BuiltinTypeName {
  static constexpr Info info{"ORM0248", Severity::error};
  std::string name;
  std::string suggestion;
  auto message() const -> std::string {
    return fmt::format("`{}` is a type of PostgreSQL's own", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("call it `{}`", suggestion);
  }
};

/// A name that no identifier of the database can be.
struct InvalidSqlName {
  static constexpr Info info{"ORM0249", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` is no name in the database", name);
  }
  auto help() const -> std::optional<std::string> {
    return R"(write "name" or "schema.name", without control characters)";
  }
};

/// One module, two schemas of the database.
struct ModuleSchema {
  static constexpr Info info{"ORM0253", Severity::error};
  static constexpr auto first = "the other file";
  std::string module;
  std::string schema;
  std::string other;
  auto message() const -> std::string {
    return fmt::format(
        "module `{}` is in schema `{}` here and in `{}` elsewhere", module, schema, other);
  }
};

/// An extension that the catalogue has no tables for.
struct UnknownExtension {
  static constexpr Info info{"ORM0254", Severity::warning};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string {
    return fmt::format("extension `{}` is not known: its types and functions cannot be used", name);
  }
  auto help() const -> std::optional<std::string> { return did_you_mean(nearest); }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// A name without module that several modules have.
struct AmbiguousName {
  static constexpr Info info{"ORM0255", Severity::error};
  static constexpr auto candidate = "one of them";
  std::string name;
  std::vector<std::string> candidates;
  auto message() const -> std::string {
    return fmt::format("`{}` could be {}", name, list_of(candidates));
  }
  auto help() const -> std::optional<std::string> { return "write the module before the name"; }
};

/// Two functions with the same name and arguments.
struct DuplicateFunction {
  static constexpr Info info{"ORM0264", Severity::error};
  static constexpr auto first = "first declared here";
  std::string signature;
  auto message() const -> std::string {
    return fmt::format("function `{}` is declared twice", signature);
  }
};

/// Attributes that need another one.
struct AttributeNeeds {
  static constexpr Info info{"ORM0266", Severity::error};
  std::string name;
  std::string needs;
  auto message() const -> std::string { return fmt::format("`@{}` needs {}", name, needs); }
};

/// The `@was` of two things, or of a thing that still exists.
struct WasConflict {
  static constexpr Info info{"ORM0269", Severity::error};
  static constexpr auto first = "this has the name now";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot be the former name: something still has it", name);
  }
  auto help() const -> std::optional<std::string> { return "remove the `@was`"; }
};

/// All of them, for the catalogue.
using SchemaDiagnostics = TypeList<UnknownType,
                                   DuplicateName,
                                   DuplicateField,
                                   UnknownAttribute,
                                   MisplacedAttribute,
                                   DuplicateAttribute,
                                   AttributeArguments,
                                   ConflictingValues,
                                   UnknownModel,
                                   BaseNotAbstract,
                                   MixinCycle,
                                   UnknownField,
                                   EmptyEnum,
                                   DuplicateEnumValue,
                                   CyclicType,
                                   BaseType,
                                   NameTooLong,
                                   NameCollision,
                                   BuiltinTypeName,
                                   InvalidSqlName,
                                   ModuleSchema,
                                   UnknownExtension,
                                   AmbiguousName,
                                   DuplicateFunction,
                                   AttributeNeeds,
                                   WasConflict>;

}  // namespace ormc::diagnostics
