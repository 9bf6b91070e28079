#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/habits.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What binding expressions can find wrong: names, operators, functions, types, literals,
/// parameters, and things that stand where they may not.
namespace ormc::diagnostics {

// ---- names

/// No column, relation or table in scope has this name.
struct UnknownColumn {
  static constexpr Info info{"ORM0300", Severity::error, Repeats::once_per_declaration};
  /// What else the name is, where that tells what was meant.
  enum class Meaning { nothing, quoted_text, enum_label, output_name, function };
  std::string name;
  std::optional<std::string> nearest;
  std::vector<std::string> in_scope;
  Meaning meaning = Meaning::nothing;
  std::string owner = {};  // the enum of a label
  auto message() const -> std::string { return fmt::format("unknown column `{}`", name); }
  auto help() const -> std::optional<std::string> {
    const auto exact = meaning == Meaning::enum_label || meaning == Meaning::output_name;
    if (nearest && !exact) return did_you_mean(nearest);
    switch (meaning) {
      case Meaning::quoted_text:
        return fmt::format("double quotes are for names; a text is written '{}'", name);
      case Meaning::enum_label:
        return fmt::format("labels are written as texts: '{}' of the enum `{}`", name, owner);
      case Meaning::output_name:
        return "names given in the select list are not known here: repeat the expression";
      case Meaning::function:
        return fmt::format("a function is called with parentheses: `{}()`", name);
      case Meaning::nothing:
        break;
    }
    if (in_scope.empty()) return "no table is in scope here";
    return fmt::format("in scope are {}", list_of(in_scope));
  }
  auto fix() const -> std::optional<std::string> {
    switch (meaning) {
      case Meaning::quoted_text:
      case Meaning::enum_label:
        return fmt::format("'{}'", name);
      case Meaning::function:
        return fmt::format("{}()", name);
      case Meaning::output_name:
        return std::nullopt;
      case Meaning::nothing:
        break;
    }
    return nearest;
  }
};

/// The qualifier of a name is no table, alias or relation in scope.
struct UnknownQualifier {
  static constexpr Info info{"ORM0301", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  std::vector<std::string> in_scope;
  auto message() const -> std::string {
    return fmt::format("no table, alias or relation `{}` is in scope", name);
  }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    if (in_scope.empty()) return "the statement has no from clause";
    return fmt::format("in scope are {}", list_of(in_scope));
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// A table has no such column or relation.
struct UnknownMember {
  static constexpr Info info{"ORM0302", Severity::error, Repeats::once_per_declaration};
  std::string owner;
  std::string name;
  std::optional<std::string> nearest;
  std::vector<std::string> members;
  auto message() const -> std::string {
    return fmt::format("`{}` has no column `{}`", owner, name);
  }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    if (members.empty()) return std::nullopt;
    return fmt::format("it has {}", list_of(members));
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// A name without a qualifier that several tables in scope have, or a qualifier of two tables.
struct AmbiguousColumn {
  static constexpr Info info{"ORM0303", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::vector<std::string> meanings;
  auto message() const -> std::string { return fmt::format("`{}` is ambiguous", name); }
  auto help() const -> std::optional<std::string> {
    return fmt::format("it may be {}: say which", list_of(meanings));
  }
};

/// A relation to many rows where a value is needed.
struct ToManyPath {
  static constexpr Info info{"ORM0304", Severity::error};
  std::string relation;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("`{}` is a relation to many `{}`, not a value", relation, target);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "a path to many rows may stand in an aggregate, in `exists`, in from or under a shape; or "
        "write a subquery over `{}`",
        target);
  }
};

/// A path goes on behind a column.
struct PathThroughColumn {
  static constexpr Info info{"ORM0305", Severity::error};
  enum class Kind { scalar, composite, json, enumeration };
  std::string column;
  std::string type;
  std::string next;
  Kind kind = Kind::scalar;
  auto message() const -> std::string {
    return fmt::format("`{}` is a column of type `{}`, not a relation", column, type);
  }
  auto help() const -> std::optional<std::string> {
    switch (kind) {
      case Kind::composite:
        return fmt::format(
            "put the column into parentheses to select a field: `({}).{}`", column, next);
      case Kind::json:
        return fmt::format(
            "a member of a document is `{0} -> '{1}'`, its text `{0} ->> '{1}'`", column, next);
      case Kind::enumeration:
        return fmt::format("labels are written as texts: '{}'", next);
      case Kind::scalar:
        break;
    }
    return fmt::format("a path cannot go on to `{}` from here", next);
  }
};

/// A to-one relation by itself that is not exactly one column.
struct RelationNotValue {
  static constexpr Info info{"ORM0306", Severity::error};
  std::string relation;
  std::vector<std::string> columns;  // its own; none for the other side of a relation
  std::string example;               // a column of the target
  auto message() const -> std::string {
    if (columns.empty()) {
      return fmt::format("the relation `{}` has no column here, so it is no value", relation);
    }
    return fmt::format("the key of the relation `{}` has {} columns, so it is no single value",
                       relation,
                       columns.size());
  }
  auto help() const -> std::optional<std::string> {
    if (columns.empty()) return fmt::format("name a column behind it: `{}.{}`", relation, example);
    return fmt::format("name the columns: {}", list_of(columns));
  }
};

// ---- operators and functions

/// No operator is spelled so.
struct UnknownOperator {
  static constexpr Info info{"ORM0307", Severity::error, Repeats::once_per_declaration};
  std::string symbol;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown operator `{}`", symbol); }
  auto help() const -> std::optional<std::string> {
    if (auto instead = instead_of_operator(symbol)) return instead;
    return did_you_mean(nearest);
  }
  auto fix() const -> std::optional<std::string> {
    if (instead_of_operator(symbol)) return replacement_of_operator(symbol);
    return nearest;
  }
};

/// An operator does not take operands of these types.
struct OperatorMismatch {
  static constexpr Info info{"ORM0308", Severity::error};
  /// What was most likely meant, where that can be told.
  enum class Remedy {
    cast,
    join_texts,
    logical_and,
    logical_or,
    quote_number,
    any_of_array,
    add_interval,
    boolean_itself,
    text_of_json,
    key_of_model,
  };
  std::string operation;  // "text + integer"
  std::vector<std::string> candidates;
  Remedy remedy = Remedy::cast;
  auto message() const -> std::string {
    return fmt::format("there is no operator `{}`", operation);
  }
  auto help() const -> std::optional<std::string> {
    switch (remedy) {
      case Remedy::join_texts:
        return "texts are joined with `||`";
      case Remedy::logical_and:
        return "conditions are joined with `and`";
      case Remedy::logical_or:
        return "conditions are joined with `or`";
      case Remedy::quote_number:
        return "write the number as a text, '...', or cast an operand";
      case Remedy::any_of_array:
        return "a value is searched in an array with `= any(...)`";
      case Remedy::add_interval:
        return "say of what: `interval '7 days'`";
      case Remedy::boolean_itself:
        return "a boolean is a condition by itself: leave the comparison out, or write `true`";
      case Remedy::text_of_json:
        return "take the text out of the document with `->>`, and cast it";
      case Remedy::key_of_model:
        return "a model's name is the type of its whole row; for its key name the field: "
               "`Model.id`";
      case Remedy::cast:
        break;
    }
    if (candidates.empty()) return "cast an operand to another type";
    return fmt::format("cast an operand; there are {}", list_of(candidates, 5));
  }
};

/// Several operators fit equally well.
struct AmbiguousOperator {
  static constexpr Info info{"ORM0309", Severity::error};
  std::string operation;
  std::vector<std::string> candidates;
  auto message() const -> std::string {
    return fmt::format("the operator `{}` is ambiguous", operation);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("cast an operand to choose one of {}", list_of(candidates, 5));
  }
};

/// No function has this name.
struct UnknownFunction {
  static constexpr Info info{"ORM0310", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown function `{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (auto instead = instead_of_function(name)) return instead;
    if (nearest) return did_you_mean(nearest);
    return "declare it with `function`, or the extension that brings it with `extension`";
  }
  auto fix() const -> std::optional<std::string> {
    return instead_of_function(name) ? std::nullopt : nearest;
  }
};

/// A function does not take these arguments.
struct FunctionMismatch {
  static constexpr Info info{"ORM0311", Severity::error};
  std::string call;  // "lower(integer)"
  std::vector<std::string> candidates;
  auto message() const -> std::string { return fmt::format("there is no function `{}`", call); }
  auto help() const -> std::optional<std::string> {
    if (candidates.empty()) return std::nullopt;
    return fmt::format(
        "there {} {}", candidates.size() == 1 ? "is" : "are", list_of(candidates, 5));
  }
};

/// Several functions fit equally well.
struct AmbiguousFunction {
  static constexpr Info info{"ORM0312", Severity::error};
  std::string call;
  std::vector<std::string> candidates;
  auto message() const -> std::string { return fmt::format("the call `{}` is ambiguous", call); }
  auto help() const -> std::optional<std::string> {
    return fmt::format("cast an argument to choose one of {}", list_of(candidates, 5));
  }
};

/// The arguments of a polymorphic function or operator do not agree on one type.
struct PolymorphicMismatch {
  static constexpr Info info{"ORM0313", Severity::error};
  std::string call;
  std::string candidate;
  auto message() const -> std::string {
    return fmt::format("the types in `{}` do not agree with each other", call);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("cast them so that they fit `{}`", candidate);
  }
};

// ---- types

/// An expression has not the type that its place needs.
struct TypeMismatch {
  static constexpr Info info{"ORM0314", Severity::error};
  std::string what;  // "column `age`", "limit"
  std::string expected;
  std::string actual;
  bool castable = false;
  auto message() const -> std::string {
    return fmt::format("{} is of type `{}`, but this is `{}`", what, expected, actual);
  }
  auto help() const -> std::optional<std::string> {
    if (!castable) return std::nullopt;
    return fmt::format("cast it: `...::{}`", expected);
  }
};

/// Expressions that must have one type have no common one.
struct NoCommonType {
  static constexpr Info info{"ORM0315", Severity::error};
  std::string what;  // "case", "coalesce"
  std::string first;
  std::string second;
  auto message() const -> std::string {
    return fmt::format("the types `{}` and `{}` in {} have no common type", first, second, what);
  }
  auto help() const -> std::optional<std::string> { return "cast one of them to the other's type"; }
};

/// A cast that does not exist.
struct CannotCast {
  static constexpr Info info{"ORM0316", Severity::error};
  std::string from;
  std::string to;
  auto message() const -> std::string {
    return fmt::format("type `{}` cannot be cast to `{}`", from, to);
  }
  auto help() const -> std::optional<std::string> {
    return "cast it by way of `text`, if that is meant";
  }
};

/// A literal is no value of its type.
struct InvalidLiteral {
  static constexpr Info info{"ORM0317", Severity::error};
  std::string text;
  std::string type;
  std::string expected;
  auto message() const -> std::string {
    return fmt::format("'{}' is no value of `{}`", text, type);
  }
  auto help() const -> std::optional<std::string> {
    if (expected.empty()) return std::nullopt;
    return expected;
  }
};

/// A literal is no label of the enum.
struct UnknownLabel {
  static constexpr Info info{"ORM0318", Severity::error, Repeats::once_per_declaration};
  std::string label;
  std::string enumeration;
  std::optional<std::string> nearest;
  std::vector<std::string> labels;
  auto message() const -> std::string {
    return fmt::format("the enum `{}` has no label '{}'", enumeration, label);
  }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    return fmt::format("its labels are {}", list_of(labels));
  }
  auto fix() const -> std::optional<std::string> {
    return nearest ? std::optional(fmt::format("'{}'", *nearest)) : std::nullopt;
  }
};

// ---- parameters

/// `$name` is not in the parameter list.
struct UnknownParameter {
  static constexpr Info info{"ORM0319", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("there is no parameter `${}`", name); }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean("$" + *nearest);
    return "add it to the query's parameter list";
  }
  auto fix() const -> std::optional<std::string> {
    return nearest ? std::optional("$" + *nearest) : std::nullopt;
  }
};

/// A use of a parameter has no type of its own, although another use gave the parameter one; or two
/// uses need different types.
struct InconsistentParameter {
  static constexpr Info info{"ORM0320", Severity::error};
  std::string name;
  std::string first;
  std::string second;  // empty: this use says nothing about the type
  auto message() const -> std::string {
    if (second.empty()) {
      return fmt::format("nothing here says that the parameter `{}` is `{}`", name, first);
    }
    return fmt::format("the parameter `{}` is `{}` elsewhere, but `{}` here", name, first, second);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "declare its type in the parameter list, `{}: {}`, or cast it here", name, first);
  }
};

/// `$1` and `$name` in one query without a parameter list.
struct MixedParameters {
  static constexpr Info info{"ORM0321", Severity::error};
  auto message() const -> std::string { return "numbered and named parameters are mixed"; }
  auto help() const -> std::optional<std::string> {
    return "name them all, or write a parameter list";
  }
};

// ---- places

/// An aggregate where there are no groups.
struct MisplacedAggregate {
  static constexpr Info info{"ORM0322", Severity::error};
  std::string function;
  std::string place;
  auto message() const -> std::string {
    return fmt::format("the aggregate `{}` is not allowed in {}", function, place);
  }
  auto help() const -> std::optional<std::string> {
    if (place == "where") return "conditions on aggregates belong into `having`";
    return "compute it in a subquery";
  }
};

/// An aggregate within an aggregate of the same query.
struct NestedAggregate {
  static constexpr Info info{"ORM0323", Severity::error};
  std::string outer;
  std::string inner;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot contain the call `{}`", outer, inner);
  }
  auto help() const -> std::optional<std::string> { return "compute the inner call in a subquery"; }
};

/// A window function where rows are not known yet.
struct MisplacedWindowCall {
  static constexpr Info info{"ORM0324", Severity::error};
  std::string function;
  std::string place;
  auto message() const -> std::string {
    return fmt::format("the window function `{}` is not allowed in {}", function, place);
  }
  auto help() const -> std::optional<std::string> {
    return "compute it in the select list of a subquery";
  }
};

/// A function that returns many rows where one value is needed.
struct MisplacedSetReturning {
  static constexpr Info info{"ORM0325", Severity::error};
  std::string function;
  std::string place;
  auto message() const -> std::string {
    return fmt::format("`{}` returns a set, which is not allowed in {}", function, place);
  }
  auto help() const -> std::optional<std::string> { return "move the call to the from clause"; }
};

/// `distinct`, `order by`, `filter`, `over`, `within group` or `*` in a call that cannot have it.
struct MisplacedModifier {
  static constexpr Info info{"ORM0326", Severity::error};
  std::string modifier;
  std::string function;
  std::string reason;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot stand in a call of `{}`: {}", modifier, function, reason);
  }
};

/// An ordered-set aggregate or a window function without the clause that it needs.
struct MissingModifier {
  static constexpr Info info{"ORM0327", Severity::error};
  std::string function;
  std::string kind;
  std::string modifier;
  auto message() const -> std::string {
    return fmt::format("`{}` is {} and needs `{}`", function, kind, modifier);
  }
};

/// `over w` without a window `w`.
struct UnknownWindow {
  static constexpr Info info{"ORM0328", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown window `{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    return fmt::format("define it: `window {} as (...)`", name);
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// A window that extends another one in a way that is not allowed.
struct WindowOverride {
  static constexpr Info info{"ORM0329", Severity::error};
  std::string name;
  std::string part;
  auto message() const -> std::string {
    if (part == "frame") {
      return fmt::format("the window `{}` has a frame and cannot be extended", name);
    }
    return fmt::format("the `{}` of the window `{}` cannot be overridden", part, name);
  }
  auto help() const -> std::optional<std::string> {
    return "write the whole window instead of extending one";
  }
};

/// A frame that is empty by its own words, or has not the order that it needs.
struct InvalidFrame {
  static constexpr Info info{"ORM0330", Severity::error};
  std::string reason;
  auto message() const -> std::string { return reason; }
};

// ---- rows and subqueries

/// A subquery has not as many columns as are compared with or used.
struct SubqueryColumns {
  static constexpr Info info{"ORM0331", Severity::error};
  std::size_t expected = 0;
  std::size_t found = 0;
  auto message() const -> std::string {
    return fmt::format("the subquery has {} column{}, but {} {} needed here",
                       found,
                       found == 1 ? "" : "s",
                       expected,
                       expected == 1 ? "is" : "are");
  }
};

/// Rows of different sizes are compared.
struct RowSizes {
  static constexpr Info info{"ORM0332", Severity::error};
  std::size_t left = 0;
  std::size_t right = 0;
  auto message() const -> std::string {
    if (left == 0 && right == 0) return "rows without values cannot be compared";
    return fmt::format("rows of {} and {} values cannot be compared", left, right);
  }
};

/// An operator that does not compare rows, or does not yield a boolean where it must.
struct NotAComparison {
  static constexpr Info info{"ORM0333", Severity::error};
  std::string symbol;
  std::string place;  // "rows", "any and all"
  auto message() const -> std::string {
    return fmt::format("the operator `{}` does not compare, which {} need", symbol, place);
  }
  auto help() const -> std::optional<std::string> {
    return "use one of `=`, `<>`, `<`, `<=`, `>` and `>=`";
  }
};

/// `any` and `all` over what is no array.
struct NotAnArray {
  static constexpr Info info{"ORM0334", Severity::error};
  std::string quantifier;
  std::string type;
  auto message() const -> std::string {
    return fmt::format("`{}` needs an array or a subquery, but this is `{}`", quantifier, type);
  }
};

/// `x[i]` of what has no elements, a slice of what has none, or more subscripts than an array may
/// have dimensions.
struct NotSubscriptable {
  static constexpr Info info{"ORM0335", Severity::error};
  enum class Missing : std::uint8_t { elements, slices, dimensions };
  std::string type;
  Missing missing = Missing::elements;
  auto message() const -> std::string {
    switch (missing) {
      case Missing::elements:
        break;
      case Missing::slices:
        return fmt::format("`{}` has no slices", type);
      case Missing::dimensions:
        return "an array has at most six dimensions";
    }
    return fmt::format("`{}` has no elements to subscript", type);
  }
};

/// `p.count`: the row has no such column, and the server would call its function of that name.
struct FunctionAsField {
  static constexpr Info info{"ORM0597", Severity::warning};
  std::string name;
  std::string type;
  auto message() const -> std::string {
    return fmt::format("`{}` has no column `{}`: this calls the function of that name", type, name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("if it is meant, write `{}(...)`", name);
  }
};

/// A composite value has no such field, or a value is not composite at all.
struct UnknownCompositeField {
  static constexpr Info info{"ORM0336", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::string type;
  std::optional<std::string> nearest;
  std::vector<std::string> fields;
  auto message() const -> std::string {
    if (fields.empty()) return fmt::format("`{}` has no fields to select `{}` from", type, name);
    return fmt::format("`{}` has no field `{}`", type, name);
  }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    if (fields.empty()) return std::nullopt;
    return fmt::format("it has {}", list_of(fields));
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// `array[]` without a type, or an array of what has no array type.
struct UntypedArray {
  static constexpr Info info{"ORM0337", Severity::error};
  std::string element;  // empty for an empty array
  auto message() const -> std::string {
    if (element.empty()) return "the type of an empty array is not known";
    return fmt::format("there are no arrays of `{}`", element);
  }
  auto help() const -> std::optional<std::string> {
    if (!element.empty()) return std::nullopt;
    return "cast it: `array[]::text[]`";
  }
};

/// No collation has this name.
struct UnknownCollate {
  static constexpr Info info{"ORM0338", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown collation `{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean("\"" + *nearest + "\"");
    return "collations are usually quoted: `collate \"C\"`";
  }
  auto fix() const -> std::optional<std::string> {
    return nearest ? std::optional(fmt::format("\"{}\"", *nearest)) : std::nullopt;
  }
};

/// `collate` of what has no collation.
struct NotCollatableExpr {
  static constexpr Info info{"ORM0339", Severity::error};
  std::string type;
  auto message() const -> std::string { return fmt::format("`{}` has no collation", type); }
};

/// `default` inside an expression.
struct MisplacedDefault {
  static constexpr Info info{"ORM0340", Severity::error};
  auto message() const -> std::string { return "`default` is not allowed here"; }
  auto help() const -> std::optional<std::string> {
    return "it can only be assigned to a column, by itself";
  }
};

/// `*` where a value is needed.
struct MisplacedStar {
  static constexpr Info info{"ORM0341", Severity::error};
  auto message() const -> std::string { return "`*` is not allowed here"; }
  auto help() const -> std::optional<std::string> { return "name a column"; }
};

/// A value that must be sorted or compared has a type that cannot be.
struct NoOrdering {
  static constexpr Info info{"ORM0342", Severity::error};
  std::string type;
  std::string place;
  bool equality = false;
  auto message() const -> std::string {
    return fmt::format("values of `{}` cannot be {}, which {} needs",
                       type,
                       equality ? "compared" : "sorted",
                       place);
  }
  auto help() const -> std::optional<std::string> { return "cast it, for example to `text`"; }
};

/// An expression of the schema uses what expressions of its kind cannot.
struct NotInSchemaExpr {
  static constexpr Info info{"ORM0344", Severity::error};
  std::string what;   // "a subquery", "the column `x`"
  std::string place;  // "a default", "a check"
  auto message() const -> std::string { return fmt::format("{} cannot stand in {}", what, place); }
};

/// A generated column, index or predicate that is not the same at all times.
struct NotImmutable {
  static constexpr Info info{"ORM0345", Severity::error};
  std::string what;         // "`now`", "the cast from `text` to `date`"
  std::string place;        // "a generated column"
  bool of_program = false;  // it is a function that says nothing else of itself
  auto message() const -> std::string {
    return fmt::format("{} is not immutable, as {} must be", what, place);
  }
  auto help() const -> std::optional<std::string> {
    if (of_program) {
      return "where its result depends on its arguments alone, declare it `immutable`";
    }
    return "its result depends on the time or on settings such as the time zone; use a form that "
           "does not";
  }
};

/// In a call, a positional argument behind a named one, or a name twice.
struct InvalidArgumentName {
  static constexpr Info info{"ORM0346", Severity::error};
  std::string reason;
  auto message() const -> std::string { return reason; }
};

/// With `distinct`, an aggregate's order by has an expression that is not an argument.
struct AggregateDistinctOrder {
  static constexpr Info info{"ORM0348", Severity::error};
  std::string function;
  auto message() const -> std::string {
    return fmt::format("`{}` with distinct can only be ordered by its own arguments", function);
  }
};

/// All diagnostics of expressions, ORM0300 to ORM0349.
using QueryExprDiagnostics = TypeList<UnknownColumn,
                                      UnknownQualifier,
                                      UnknownMember,
                                      AmbiguousColumn,
                                      ToManyPath,
                                      PathThroughColumn,
                                      RelationNotValue,
                                      UnknownOperator,
                                      OperatorMismatch,
                                      AmbiguousOperator,
                                      UnknownFunction,
                                      FunctionMismatch,
                                      AmbiguousFunction,
                                      PolymorphicMismatch,
                                      TypeMismatch,
                                      NoCommonType,
                                      CannotCast,
                                      InvalidLiteral,
                                      UnknownLabel,
                                      UnknownParameter,
                                      InconsistentParameter,
                                      MixedParameters,
                                      MisplacedAggregate,
                                      NestedAggregate,
                                      MisplacedWindowCall,
                                      MisplacedSetReturning,
                                      MisplacedModifier,
                                      MissingModifier,
                                      UnknownWindow,
                                      WindowOverride,
                                      InvalidFrame,
                                      SubqueryColumns,
                                      RowSizes,
                                      NotAComparison,
                                      NotAnArray,
                                      NotSubscriptable,
                                      FunctionAsField,
                                      UnknownCompositeField,
                                      UntypedArray,
                                      UnknownCollate,
                                      NotCollatableExpr,
                                      MisplacedDefault,
                                      MisplacedStar,
                                      NoOrdering,
                                      NotInSchemaExpr,
                                      NotImmutable,
                                      InvalidArgumentName,
                                      AggregateDistinctOrder>;

}  // namespace ormc::diagnostics
