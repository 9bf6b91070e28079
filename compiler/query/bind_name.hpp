#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "query/bind_statement.hpp"
#include "query/binder.hpp"
#include "query/scope.hpp"

/// What names mean: ranges, their columns and relations, paths (bind_expr_name.cpp, bind_path.cpp).
namespace ormc::query {

/// `ctid`, `xmin` and the like of a table.
struct SystemColumnName {
  std::string_view name;
  Oid type;
};

/// What a name means in a range.
struct ColumnMember {
  ColumnIndex column;
};
struct RelationMember {
  schema::ModelId model;
  schema::RelationIndex relation;
};
using Member = std::variant<ColumnMember, RelationMember, SystemColumnName>;

/// `value.label` where `label` is no field of the value but a function that takes it alone:
/// `label(value)`. Null when there is no such function.
auto bind_field_call(Binder& binder,
                     Scope& scope,
                     ExprPtr value,
                     const syntax::Name& function,
                     Span span) -> ExprPtr;

/// The model whose row a range has, for tables, path joins and `excluded`.
auto model_of(const Range& range) -> std::optional<schema::ModelId>;

/// The member of a range that a name means: by the language's name, by the database's; a relation
/// before a column of the same name.
auto find_member(const Binder& binder, RangeId range, const syntax::Name& name, Folding folding)
    -> std::optional<Member>;
/// The same, exactly or else folded as SQL folds.
auto find_member(const Binder& binder, RangeId range, const syntax::Name& name)
    -> std::optional<Member>;

/// Whether the name may be that of a field of the range's model which failed, and was reported.
auto is_failed_member(const Binder& binder, RangeId range, const syntax::Name& name) -> bool;

/// A relation of a model by name, exactly or else folded.
auto find_relation_member(const schema::Model& model, const syntax::Name& name)
    -> std::optional<schema::RelationIndex>;

/// The names of all members of a range, for suggestions.
auto member_names(const Binder& binder, RangeId range) -> std::vector<std::string>;

/// The names of the shapes that are declared for a row's model, for suggestions.
auto shape_names(const Binder& binder, RangeId row) -> std::vector<std::string>;

/// The ranges in which a level looks for names without a qualifier.
auto bare_ranges(const Scope& level) -> std::vector<VisibleRange>;

/// A range that the beginning of a dotted name means, in the scope that has it.
struct FoundRange {
  RangeId range;
  Scope* scope;
  std::size_t parts;  // of the name, that the range takes
};
/// The range that a qualifier means, in this scope or further out: an alias, a model's or table's
/// name, or that with its module or schema before it.
auto find_range(Binder& binder, Scope& scope, std::span<const syntax::Name> parts)
    -> std::optional<FoundRange>;

/// A member that an unqualified name means, in the innermost scope that has one.
struct FoundMember {
  RangeId range;
  Scope* scope;
  Member member;
};
struct FoundMembers {
  std::vector<FoundMember> all;  // more than one: the name is ambiguous
};
auto find_unqualified(Binder& binder, Scope& scope, const syntax::Name& name) -> FoundMembers;

/// The first step of a path: a range, the scope in which the path stands, and the names that
/// follow.
struct PathStart {
  RangeId range;
  Scope* scope;
  std::span<const syntax::Name> rest;
};

/// A dotted name as a value; reports names that mean nothing.
auto bind_name(Binder& binder, Scope& scope, const syntax::QualifiedName& name) -> ExprPtr;

/// The value at the end of a path; `start.rest` is not empty.
auto follow_path(Binder& binder, const PathStart& start, Span span) -> ExprPtr;

/// All columns of a row; of a scalar function, its value.
auto whole_row(Binder& binder, RangeId range, Span span) -> ExprPtr;

/// What people call a range.
auto display_name(const Binder& binder, RangeId range) -> std::string;

/// The scope that holds a range, this one or one further out.
auto holder_of(Scope& scope, RangeId range) -> Scope&;

/// A row as a query writes it: `p`, `p.author`; nothing for a table without an alias.
auto written_row(const Unit& unit, RangeId range) -> std::string;

/// The range of a to-many relation that an aggregate or a shape around here goes over.
auto find_open_path(const Scope& scope, RangeId parent, schema::RelationIndex relation)
    -> std::optional<RangeId>;

/// A path cannot be joined to this range, only looked up by a subquery.
auto is_unjoinable(const Binder& binder, Scope& scope, RangeId range) -> bool;

}  // namespace ormc::query
