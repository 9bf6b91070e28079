#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/habits.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What resolving the schema can find: ORM0201 to ORM0299.
namespace ormc::diagnostics {

// ---- names

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

/// An abstract model has no table, so nothing can refer to it.
struct AbstractTarget {
  static constexpr Info info{"ORM0210", Severity::error};
  static constexpr auto declared = "abstract: it has no table of its own";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` is abstract and cannot be the type of a field", name);
  }
  auto help() const -> std::optional<std::string> { return "refer to a model that includes it"; }
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

/// A view has no key that a foreign key could refer to.
struct RelationToView {
  static constexpr Info info{"ORM0213", Severity::error};
  static constexpr auto declared = "the view";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` is a view and cannot be the type of a field", name);
  }
  auto help() const -> std::optional<std::string> {
    return "refer to the model that the view reads";
  }
};

/// A relation needs a key on its other side.
struct TargetWithoutKey {
  static constexpr Info info{"ORM0214", Severity::error};
  static constexpr auto declared = "it has no primary key";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` has no primary key to refer to", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "give `{}` a field with `@id`, or name a unique key with `@references(field)`", name);
  }
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

// ---- columns

/// Columns of a primary key are never NULL.
struct NullableKey {
  static constexpr Info info{"ORM0216", Severity::error};
  static constexpr auto declared = "nullable here";
  std::string field;
  auto message() const -> std::string {
    return fmt::format("`{}` is part of the primary key and cannot be nullable", field);
  }
  auto help() const -> std::optional<std::string> { return "leave out the `?`"; }
};

/// A table has at most one primary key.
struct DuplicatePrimaryKey {
  static constexpr Info info{"ORM0217", Severity::error};
  static constexpr auto first = "the first primary key";
  std::string model;
  auto message() const -> std::string {
    return fmt::format("`{}` already has a primary key", model);
  }
  auto help() const -> std::optional<std::string> { return "make the other one `unique`"; }
};

/// Identity and serial columns count, so they are integers that are never NULL.
struct IdentityType {
  static constexpr Info info{"ORM0218", Severity::error};
  std::string field;
  std::string type;  // as written, with `?` or `[]`
  auto message() const -> std::string {
    return fmt::format("`{}` cannot be an identity: it is `{}`", field, type);
  }
  auto help() const -> std::optional<std::string> {
    return "identities are `smallint`, `int` or `bigint`, without `?`";
  }
};

/// A version is a counter.
struct VersionType {
  static constexpr Info info{"ORM0219", Severity::error};
  std::string field;
  std::string type;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot be a version: it is `{}`", field, type);
  }
  auto help() const -> std::optional<std::string> {
    return "versions are `smallint`, `int` or `bigint`, without `?`";
  }
};

/// `serial` is short for an integer column with a sequence; it is no type of its own.
struct SerialNotAllowed {
  static constexpr Info info{"ORM0220", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` is only for columns of models, without `?` and `[]`", name);
  }
  auto help() const -> std::optional<std::string> {
    return "use the integer type: `smallint`, `int` or `bigint`";
  }
};

/// `text(10)`, `varchar(0)`, `numeric(5000)`.
struct TypeModifier {
  static constexpr Info info{"ORM0221", Severity::error};
  enum class Problem : std::uint8_t {
    takes_none,
    wrong_count,
    out_of_range,
    not_a_number,
    fields,
    no_array
  };
  std::string type;
  Problem problem;
  std::int64_t given = 0;
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
  auto message() const -> std::string {
    switch (problem) {
      case Problem::takes_none:
        return fmt::format("type `{}` takes no modifier", type);
      case Problem::wrong_count:
        return fmt::format("wrong number of modifiers of type `{}`", type);
      case Problem::out_of_range:
        return fmt::format("modifier {} of type `{}` is out of range", given, type);
      case Problem::not_a_number:
        return fmt::format("modifiers of type `{}` are whole numbers", type);
      case Problem::fields:
        return fmt::format("type `{}` has no such fields", type);
      case Problem::no_array:
        return fmt::format("there are no arrays of type `{}`", type);
    }
    return {};
  }
  auto help() const -> std::optional<std::string> {
    if (problem != Problem::out_of_range) return std::nullopt;
    return fmt::format("it may be {} to {}", minimum, maximum);
  }
};

/// Pseudo-types are for functions.
struct PseudoType {
  static constexpr Info info{"ORM0222", Severity::error};
  std::string type;
  auto message() const -> std::string {
    return fmt::format("no column can be of the pseudo-type `{}`", type);
  }
};

// ---- relations

/// A list of models with nothing on the other side.
struct NoInverse {
  static constexpr Info info{"ORM0223", Severity::error};
  std::string field;
  std::string owner;
  std::string target;
  std::string suggestion;  // a field for the target
  bool self = false;
  auto message() const -> std::string {
    return fmt::format("nothing in `{}` is the other side of `{}.{}`", target, owner, field);
  }
  auto help() const -> std::optional<std::string> {
    return self ? fmt::format("a relation of a model to itself names its other side: `{}`",
                              suggestion)
                : fmt::format("add `{}` to `{}`", suggestion, target);
  }
};

/// Several fields could be the other side of a list.
struct AmbiguousInverse {
  static constexpr Info info{"ORM0224", Severity::error};
  static constexpr auto candidate = "could be the other side";
  std::string field;
  std::string owner;
  std::string target;
  std::vector<std::string> candidates;
  auto message() const -> std::string {
    return fmt::format(
        "the other side of `{}.{}` could be {} of `{}`", owner, field, list_of(candidates), target);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("say which: `@inverse({})`", candidates.front());
  }
};

/// `@inverse` names a field that does not point back.
struct WrongInverse {
  static constexpr Info info{"ORM0225", Severity::error};
  static constexpr auto declared = "declared here";
  std::string name;
  std::string target;
  std::string owner;
  auto message() const -> std::string {
    return fmt::format("`{}.{}` is not a relation to `{}`", target, name, owner);
  }
  auto help() const -> std::optional<std::string> {
    return "`@inverse` names the relation on the other side that this one is seen from";
  }
};

/// The other side of a unique foreign key is to-one, that of any other is a list.
struct InverseCardinality {
  static constexpr Info info{"ORM0226", Severity::error};
  static constexpr auto declared = "the foreign key";
  std::string field;
  std::string target;
  std::string inverse;
  bool unique = false;
  auto message() const -> std::string {
    return unique
               ? fmt::format(
                     "`{}.{}` is unique, so `{}` has at most one element", target, inverse, field)
               : fmt::format("`{}.{}` is not unique, so `{}` may have many elements",
                             target,
                             inverse,
                             field);
  }
  auto help() const -> std::optional<std::string> {
    return unique ? fmt::format("write `{}: {}? @inverse({})`", field, target, inverse)
                  : fmt::format("write `{}: {}[] @inverse({})`, or make `{}.{}` `@unique`",
                                field,
                                target,
                                inverse,
                                target,
                                inverse);
  }
};

/// Nothing makes the row on the other side exist.
struct InverseNotNullable {
  static constexpr Info info{"ORM0227", Severity::error};
  std::string field;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("`{}` may be absent: nothing requires a `{}` to exist", field, target);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("write `{}: {}?`", field, target);
  }
};

/// A list of rows is empty, never NULL, and has one dimension.
struct ListShape {
  static constexpr Info info{"ORM0228", Severity::error};
  std::string field;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("the relation `{}` is a list: it cannot be nullable or have more dimensions",
                       field);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("write `{}: {}[]`", field, target);
  }
};

/// Two fields claim to be the other side of one relation.
struct DuplicateInverse {
  static constexpr Info info{"ORM0229", Severity::error};
  static constexpr auto first = "this is its other side already";
  std::string inverse;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("`{}.{}` already has its other side", target, inverse);
  }
  auto help() const -> std::optional<std::string> { return "remove one of the two"; }
};

/// A junction model that does not say how it joins the two sides.
struct ThroughRelations {
  static constexpr Info info{"ORM0230", Severity::error};
  static constexpr auto declared = "the junction model";
  std::string junction;
  std::string target;
  std::size_t found = 0;
  auto message() const -> std::string {
    return found == 0 ? fmt::format("`{}` has no relation to `{}`", junction, target)
                      : fmt::format("`{}` has {} relations to `{}`", junction, found, target);
  }
  auto help() const -> std::optional<std::string> {
    return found == 0 ? fmt::format("add a field of type `{}` to `{}`", target, junction)
                      : fmt::format("say which: `@through({}, this_side, other_side)`", junction);
  }
};

/// A foreign key refers to what identifies at most one row.
struct ReferencesNotUnique {
  static constexpr Info info{"ORM0231", Severity::error};
  static constexpr auto declared = "has no such key";
  std::string target;
  std::vector<std::string> fields;
  auto message() const -> std::string {
    return fmt::format(
        "{} of `{}` {} no unique key", list_of(fields), target, fields.size() == 1 ? "is" : "are");
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("add `unique ({})` to `{}`; partial and deferrable ones do not count",
                       fmt::join(fields, ", "),
                       target);
  }
};

/// A foreign key compares its columns with those it refers to.
struct ForeignKeyType {
  static constexpr Info info{"ORM0232", Severity::error};
  static constexpr auto declared = "the column referred to";
  std::string column;
  std::string type;
  std::string target_column;
  std::string target_type;
  auto message() const -> std::string {
    return fmt::format("`{}` is of type `{}` but refers to `{}` of type `{}`",
                       column,
                       type,
                       target_column,
                       target_type);
  }
  auto help() const -> std::optional<std::string> { return "make both of one type"; }
};

/// As many columns on one side as on the other.
struct ForeignKeyColumns {
  static constexpr Info info{"ORM0233", Severity::error};
  std::size_t given = 0;
  std::size_t expected = 0;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("{} column{} given for a key of `{}` that has {}",
                       given,
                       given == 1 ? "" : "s",
                       target,
                       expected);
  }
};

// ---- indexes and constraints

/// `using zip`.
struct UnknownAccessMethod {
  static constexpr Info info{"ORM0234", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown index method `{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    return "PostgreSQL has `btree`, `hash`, `gin`, `gist`, `spgist` and `brin`";
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// `unique index using gin`, `index using hash (a, b)`.
struct AccessMethodCannot {
  static constexpr Info info{"ORM0235", Severity::error};
  std::string method;
  std::string_view what;  // "be unique"
  auto message() const -> std::string {
    return fmt::format("an index of method `{}` cannot {}", method, what);
  }
};

/// An operator class that the method does not have.
struct UnknownOperatorClass {
  static constexpr Info info{"ORM0236", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::string method;
  std::optional<std::string> nearest;
  auto message() const -> std::string {
    return fmt::format("unknown operator class `{}` of index method `{}`", name, method);
  }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    return "if an extension brings it, declare the extension";
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// `text_pattern_ops` on an integer.
struct OperatorClassType {
  static constexpr Info info{"ORM0237", Severity::error};
  std::string name;
  std::string type;
  auto message() const -> std::string {
    return fmt::format("operator class `{}` does not take columns of type `{}`", name, type);
  }
};

/// A type that an index method cannot handle by itself.
struct NoDefaultOperatorClass {
  static constexpr Info info{"ORM0238", Severity::error};
  std::string field;
  std::string type;
  std::string method;
  auto message() const -> std::string {
    return fmt::format("`{}` is of type `{}`, for which index method `{}` has no operator class",
                       field,
                       type,
                       method);
  }
  auto help() const -> std::optional<std::string> {
    if (method == "btree") return "values of this type have no order; use another index method";
    return "name an operator class behind the column, or use another index method";
  }
};

/// `@collate("nowhere")`.
struct UnknownCollation {
  static constexpr Info info{"ORM0239", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown collation `{}`", name); }
  auto help() const -> std::optional<std::string> { return did_you_mean(nearest); }
  auto fix() const -> std::optional<std::string> {
    return nearest ? std::optional(fmt::format("\"{}\"", *nearest)) : std::nullopt;
  }
};

/// A collation orders text.
struct NotCollatable {
  static constexpr Info info{"ORM0240", Severity::error};
  std::string type;
  auto message() const -> std::string { return fmt::format("type `{}` has no collation", type); }
  auto help() const -> std::optional<std::string> { return "leave the collation out"; }
};

// ---- types of the program

/// An enum that no value can be of.
struct EmptyEnum {
  static constexpr Info info{"ORM0241", Severity::error};
  std::string name;
  auto message() const -> std::string { return fmt::format("enum `{}` has no values", name); }
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

// ---- names in the database

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
    return "write \"name\" or \"schema.name\", without control characters";
  }
};

/// Deleting or updating the row referred to would read the whole table.
struct ForeignKeyNotIndexed {
  static constexpr Info info{"ORM0250", Severity::warning};
  std::string model;
  std::string relation;
  std::string target;
  std::string suggestion;  // "@index" or "index (a, b)"
  auto message() const -> std::string {
    return fmt::format(
        "no index serves the foreign key `{}`: deleting from `{}` reads the whole table of `{}`",
        relation,
        target,
        model);
  }
  auto help() const -> std::optional<std::string> { return fmt::format("add `{}`", suggestion); }
};

/// Rows that need each other to exist first.
struct RequiredCycle {
  static constexpr Info info{"ORM0251", Severity::warning};
  static constexpr auto step = "requires this one";
  std::vector<std::string> names;
  auto message() const -> std::string {
    return fmt::format("rows that require each other, none of which can come first: {}",
                       fmt::join(names, " -> "));
  }
  auto help() const -> std::optional<std::string> {
    return "make one of the relations nullable, or `@initially_deferred`";
  }
};

/// Keys whose columns depend on each other.
struct CyclicKey {
  static constexpr Info info{"ORM0252", Severity::error};
  std::vector<std::string> fields;
  auto message() const -> std::string {
    return fmt::format(
        "the type of `{}` depends on itself: {}", fields.front(), fmt::join(fields, " -> "));
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

/// A field without columns where a column is needed.
struct FieldWithoutColumn {
  static constexpr Info info{"ORM0256", Severity::error};
  static constexpr auto declared = "declared here";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` has no column: it is the other side of a relation", name);
  }
};

/// The same column twice in a key, or in what an index includes.
struct DuplicateKeyColumn {
  static constexpr Info info{"ORM0257", Severity::error};
  std::string name;
  auto message() const -> std::string { return fmt::format("column `{}` is named twice", name); }
};

/// A model has one default order.
struct DuplicateDefaultOrder {
  static constexpr Info info{"ORM0258", Severity::error};
  static constexpr auto first = "the other default order";
  std::string model;
  auto message() const -> std::string {
    return fmt::format("`{}` already has a default order", model);
  }
};

/// Default orders are made of columns.
struct DefaultOrderItem {
  static constexpr Info info{"ORM0259", Severity::error};
  auto message() const -> std::string { return "a default order is made of fields of the model"; }
  auto help() const -> std::optional<std::string> {
    return "write `order by name, -price`; other orders belong in queries";
  }
};

/// What an exclusion constraint cannot compare with.
struct ExclusionOperator {
  static constexpr Info info{"ORM0260", Severity::error};
  std::string op;  // empty when none was written
  std::string type;
  std::string method;
  auto message() const -> std::string {
    if (op.empty()) return "an element of an exclusion constraint needs an operator";
    return fmt::format("index method `{}` cannot exclude by `{}` on type `{}`", method, op, type);
  }
  auto help() const -> std::optional<std::string> {
    if (op.empty()) return "write `column with =`";
    if (method == "gist" && op == "=")
      return "`extension btree_gist;` brings equality of scalars to `gist`";
    return std::nullopt;
  }
};

/// PostgreSQL's limit.
struct TooManyColumns {
  static constexpr Info info{"ORM0261", Severity::error};
  std::string model;
  std::size_t count = 0;
  std::size_t limit = 1600;
  std::string_view what = "a table";
  auto message() const -> std::string {
    return fmt::format(
        "{} columns of `{}`, but {} in PostgreSQL has at most {}", count, model, what, limit);
  }
};

/// `@on_delete(explode)`.
struct UnknownAction {
  static constexpr Info info{"ORM0262", Severity::error};
  std::string words;
  auto message() const -> std::string { return fmt::format("unknown action `{}`", words); }
  auto help() const -> std::optional<std::string> {
    return "actions are `cascade`, `restrict`, `set null`, `set default` and `no action`";
  }
};

/// An action that would always fail. The database takes it all the same.
struct ActionNotPossible {
  static constexpr Info info{"ORM0263", Severity::warning};
  static constexpr auto declared = "this column";
  std::string action;
  std::string column;
  auto message() const -> std::string {
    return action == "set null"
               ? fmt::format("`{}` can never work: `{}` is not nullable", action, column)
               : fmt::format("`{}` can never work: `{}` has no default and is not nullable",
                             action,
                             column);
  }
  auto help() const -> std::optional<std::string> {
    return "make the relation nullable with `?`, or use another action";
  }
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

/// A relation that has no single column.
struct RelationColumns {
  static constexpr Info info{"ORM0267", Severity::error};
  static constexpr auto declared = "this key has several columns";
  std::string what;  // "`@column`"
  std::string field;
  std::size_t count = 0;
  auto message() const -> std::string {
    return fmt::format("{} is for one column, but `{}` has {}", what, field, count);
  }
  auto help() const -> std::optional<std::string> {
    return "declare the columns and name them with `@fields(a, b)`";
  }
};

/// A field on which `@fields` cannot be based.
struct NullabilityMismatch {
  static constexpr Info info{"ORM0268", Severity::error};
  static constexpr auto declared = "the column";
  std::string relation;
  std::string column;
  bool relation_nullable = false;
  auto message() const -> std::string {
    return relation_nullable
               ? fmt::format("`{}` is nullable but its column `{}` is not", relation, column)
               : fmt::format("`{}` is not nullable but its column `{}` is", relation, column);
  }
  auto help() const -> std::optional<std::string> {
    return relation_nullable ? "leave out the `?`, or make a column nullable"
                             : "write `?` behind the relation's type";
  }
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

/// Every diagnostic of this stage.
using SchemaDiagnostics = TypeList<UnknownType,
                                   DuplicateName,
                                   DuplicateField,
                                   UnknownAttribute,
                                   MisplacedAttribute,
                                   DuplicateAttribute,
                                   AttributeArguments,
                                   ConflictingValues,
                                   UnknownModel,
                                   AbstractTarget,
                                   BaseNotAbstract,
                                   MixinCycle,
                                   RelationToView,
                                   TargetWithoutKey,
                                   UnknownField,
                                   NullableKey,
                                   DuplicatePrimaryKey,
                                   IdentityType,
                                   VersionType,
                                   SerialNotAllowed,
                                   TypeModifier,
                                   PseudoType,
                                   NoInverse,
                                   AmbiguousInverse,
                                   WrongInverse,
                                   InverseCardinality,
                                   InverseNotNullable,
                                   ListShape,
                                   DuplicateInverse,
                                   ThroughRelations,
                                   ReferencesNotUnique,
                                   ForeignKeyType,
                                   ForeignKeyColumns,
                                   UnknownAccessMethod,
                                   AccessMethodCannot,
                                   UnknownOperatorClass,
                                   OperatorClassType,
                                   NoDefaultOperatorClass,
                                   UnknownCollation,
                                   NotCollatable,
                                   EmptyEnum,
                                   DuplicateEnumValue,
                                   CyclicType,
                                   BaseType,
                                   NameTooLong,
                                   NameCollision,
                                   BuiltinTypeName,
                                   InvalidSqlName,
                                   ForeignKeyNotIndexed,
                                   RequiredCycle,
                                   CyclicKey,
                                   ModuleSchema,
                                   UnknownExtension,
                                   AmbiguousName,
                                   FieldWithoutColumn,
                                   DuplicateKeyColumn,
                                   DuplicateDefaultOrder,
                                   DefaultOrderItem,
                                   ExclusionOperator,
                                   TooManyColumns,
                                   UnknownAction,
                                   ActionNotPossible,
                                   DuplicateFunction,
                                   AttributeNeeds,
                                   RelationColumns,
                                   NullabilityMismatch,
                                   WasConflict>;

}  // namespace ormc::diagnostics
