#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/habits.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What binding expressions can find wrong: operators, functions, types, literals, rows. Names and
/// places have their own headers.
namespace ormc::diagnostics {

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
    parameter,
  };
  std::string operation;  // "text + integer"
  std::vector<std::string> candidates;
  Remedy remedy = Remedy::cast;
  std::string parameter = {};  // what `@name` was meant to be
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
      case Remedy::parameter:
        return fmt::format("a parameter is written with a dollar sign: `${}`", parameter);
      case Remedy::cast:
        break;
    }
    if (candidates.empty()) return "cast an operand to another type";
    return fmt::format("cast an operand; there are {}", list_of(candidates, 5));
  }
  auto fix() const -> std::optional<std::string> {
    return remedy == Remedy::parameter ? std::optional("$" + parameter) : std::nullopt;
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
    if (fields.empty() && type == "record") {
      return "the fields of a record are known where a subquery of from makes it, as in `from "
             "(select row(...) as r) s`; else give it a composite type: `(...)::SomeType`";
    }
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

/// In a call, a positional argument behind a named one, or a name twice.
struct InvalidArgumentName {
  static constexpr Info info{"ORM0346", Severity::error};
  std::string reason;
  auto message() const -> std::string { return reason; }
};

/// All of them, for the catalogue.
using QueryExprDiagnostics = TypeList<UnknownOperator,
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
                                      NoOrdering,
                                      InvalidArgumentName>;

}  // namespace ormc::diagnostics
