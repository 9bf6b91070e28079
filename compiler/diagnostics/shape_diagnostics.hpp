#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"

/// What binding shapes and paths to many rows can find wrong.
namespace ormc::diagnostics {

/// A shape stands where no row is made for the program: in a subquery, a view, a common table
/// expression, a part of a set operation.
struct MisplacedShape {
  static constexpr Info info{"ORM0510", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("the shape `{}` does not stand in the list that the query returns", name);
  }
  auto help() const -> std::optional<std::string> {
    return "a shape nests members in the rows of a query: it may stand in its own select or "
           "returning list, and inside of another shape there";
  }
};

/// What stands before the braces of a shape is no relation and no table.
struct ShapeOverValue {
  static constexpr Info info{"ORM0511", Severity::error};
  std::string path;
  auto message() const -> std::string {
    return fmt::format("`{}` is not a relation, so nothing of it can be nested", path);
  }
  auto help() const -> std::optional<std::string> {
    return "write a shape over a relation of a model, `p.author { name }`, or over a table of "
           "from, `p { title }`";
  }
};

/// `where`, `order by`, `limit` or `offset` behind a shape over at most one row.
struct OneRowShapeClause {
  static constexpr Info info{"ORM0512", Severity::error};
  std::string clause;
  std::string path;
  auto message() const -> std::string {
    return fmt::format("`{}` behind a shape over `{}`, which is at most one row", clause, path);
  }
  auto help() const -> std::optional<std::string> {
    return "only shapes over relations to many rows have clauses of their own";
  }
};

/// The argument of an aggregate goes to many rows by two different ways.
struct SeveralManyPaths {
  static constexpr Info info{"ORM0513", Severity::error};
  std::string first;
  std::string second;
  auto message() const -> std::string {
    return fmt::format("one aggregate over `{}` and over `{}`", first, second);
  }
  auto help() const -> std::optional<std::string> {
    return "the rows of the two would multiply: aggregate each by itself";
  }
};

/// An aggregate over the very rows that a shape lists.
struct AggregateInShape {
  static constexpr Info info{"ORM0514", Severity::error};
  std::string path;
  auto message() const -> std::string {
    return fmt::format("an aggregate inside of the shape over `{}` would leave one row of it",
                       path);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("aggregate beside the shape: `count({})`", path);
  }
};

/// A declared shape is used for rows of another model.
struct ShapeOfOtherModel {
  static constexpr Info info{"ORM0515", Severity::error};
  std::string shape;
  std::string model;
  std::string found;
  auto message() const -> std::string {
    return fmt::format("`{}` is a shape of `{}`, not of `{}`", shape, model, found);
  }
  auto help() const -> std::optional<std::string> { return std::nullopt; }
};

/// A declared shape holds itself.
struct ShapeCycle {
  static constexpr Info info{"ORM0516", Severity::error};
  std::string shape;
  auto message() const -> std::string { return fmt::format("the shape `{}` holds itself", shape); }
  auto help() const -> std::optional<std::string> {
    return "rows are whole: write out as many levels as the query needs";
  }
};

/// The result is declared as something that has no nested members: a model, a scalar, a written
/// row.
struct NestedResult {
  static constexpr Info info{"ORM0517", Severity::error};
  std::string result;
  std::string member;
  auto message() const -> std::string {
    return fmt::format("{} has no nested member `{}`", result, member);
  }
  auto help() const -> std::optional<std::string> {
    return "declare the result as `row`, or by a name of its own: `-> PostCard[]`";
  }
};

/// What a use of a declared shape gives is not what its struct holds.
struct ShapeDisagrees {
  static constexpr Info info{"ORM0518", Severity::error};
  std::string shape;
  std::string difference;
  auto message() const -> std::string {
    return fmt::format("here the shape `{}` differs from its declaration: {}", shape, difference);
  }
  auto help() const -> std::optional<std::string> {
    return "its struct is shared: write the members out instead of the shape's name";
  }
};

/// `exists` over a value.
struct ExistsOverValue {
  static constexpr Info info{"ORM0519", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`exists` over `{}`, which is a value", name);
  }
  auto help() const -> std::optional<std::string> {
    return "write `exists` over a relation, `exists(p.comments)`, or over a query";
  }
};

/// Two members of a struct that a shape makes have the same name.
struct DuplicateMember {
  static constexpr Info info{"ORM0580", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("two members of one struct are called `{}`", name);
  }
  auto help() const -> std::optional<std::string> {
    return "give one of them an alias: `... as other`";
  }
};

/// A name that shapes of several other modules have, written without a module.
struct AmbiguousShape {
  static constexpr Info info{"ORM0582", Severity::error};
  std::string name;
  std::vector<std::string> modules;
  auto message() const -> std::string {
    return fmt::format("several modules have a shape `{}`", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("write `{}.{}` or `{}.{}`", modules[0], name, modules[1], name);
  }
};

using ShapeDiagnostics = TypeList<MisplacedShape,
                                  ShapeOverValue,
                                  OneRowShapeClause,
                                  SeveralManyPaths,
                                  AggregateInShape,
                                  ShapeOfOtherModel,
                                  ShapeCycle,
                                  NestedResult,
                                  ShapeDisagrees,
                                  ExistsOverValue,
                                  DuplicateMember,
                                  AmbiguousShape>;

}  // namespace ormc::diagnostics
