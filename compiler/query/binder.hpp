#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"
#include "query/scope.hpp"

namespace ormc::query {

/// What a parameter is known to be while its query is being bound. PostgreSQL's rule: a parameter
/// without a declared type takes its type from its first use, in the order in which the server
/// analyses the statement; later uses coerce from that type.
struct ParameterState {
  std::string name;
  bool declared = false;
  TypeRef type;  // oid 0 while unknown
  bool nullable = false;
  Span span;                  // of the declaration, else of the first use
  std::vector<ExprPtr> uses;  // the Parameter nodes, to be given the type once it is known
  std::vector<std::optional<PartId>> use_parts;  // the part that each use stands in
  bool may_be_absent = false;                    // `name?`
  std::vector<std::string> choices;              // it chooses an order: the labels
  bool cursor = false;                           // `page after $cursor`: what is sent are its keys
  std::optional<std::string> cursor_of;          // it is a key of the order, in that cursor
  std::uint32_t cursor_column = 0;               // and which column of the result that is
  bool misused = false;                 // written as what it is not, which is reported there
  bool batch = false;                   // `rows: row[]`: what is sent are the arrays of its columns
  std::optional<std::string> batch_of;  // the array of one column of that batch
};

/// Binds one unit: a named query, a view or a schema expression. Expressions are bound by
/// `bind_expr*.cpp`, statements by `bind_<statement>.cpp`. Both follow the order of PostgreSQL's
/// parse analysis, because parameter types are inferred along the way.
class Binder {
 public:
  Binder(const schema::Schema& schema,
         schema::ModuleId module,
         const Program& program,
         Unit& unit,
         diagnostics::Diagnostics& diagnostics);

  // -- expressions (bind_expr*.cpp)

  /// Binds an expression in a scope. A string literal or parameter without a type stays `unknown`
  /// (catalog::oid::unknown) until its context coerces it. Never returns null.
  auto bind_expr(const syntax::Expr& expr, Scope& scope) -> ExprPtr;

  /// Binds and coerces to boolean: where, having, on, filter, checks. `place` names the clause.
  auto bind_condition(const syntax::Expr& expr, Scope& scope, std::string_view place) -> ExprPtr;

  /// Gives `expr` the type `target` as the server would in `context`, without adding a node:
  /// unknown literals and parameters take the type; others are checked. Reports a mismatch at the
  /// expression. `what` completes "... is of type x but <what> is of type y" ("column `age`",
  /// "limit", ...).
  auto coerce(ExprPtr expr, TypeRef target, catalog::CoercionContext context, std::string_view what)
      -> ExprPtr;

  /// The common type of several expressions by the rules of UNION and CASE, all coerced to it.
  /// `what` names the construct in messages ("case", "union", "values", "coalesce").
  auto unify(std::span<ExprPtr> exprs, std::string_view what) -> TypeRef;

  /// Unknown expressions that nothing gave a type become text, as in a select list.
  void resolve_unknown(ExprPtr expr);

  /// The name that PostgreSQL gives to an unnamed output column (`FigureColname`).
  auto output_name(const syntax::Expr& expr, const Expr& bound) const -> std::string;

  /// `*` and `p.*` and `(composite).*` expanded to columns, in order; a model's `*` is its table's
  /// columns.
  auto expand_star(const syntax::Star& star, Span span, Scope& scope) -> std::vector<OutputColumn>;

  /// The fields of a composite value: `(p.address).*`. The operand is repeated for each of them.
  auto expand_composite(const syntax::FieldSelection& star, Span span, Scope& scope)
      -> std::vector<OutputColumn>;

  /// An element of an `order by` as SQL:1999 has it: an expression, never a position or an alias of
  /// the select list (look for those first). Unknowns become text; the type must have an ordering.
  auto bind_order_item(const syntax::OrderItem& item, Scope& scope) -> OrderItem;

  /// What stands behind `over` or in the `window` clause. Windows that it names are looked up in
  /// `Scope::windows`.
  auto bind_window(const syntax::Window& window, Scope& scope) -> Window;

  /// Whether a bound aggregate (or `grouping`) is of this scope's level: an aggregate in a subquery
  /// over columns of an outer query belongs to that outer query.
  auto belongs_to(const Expr& aggregate, const Scope& scope) const -> bool;

  /// Whether a bound column, whole row or system column is of a range of this scope's own level
  /// (its path joins included), not of an outer one or of a subquery's.
  auto is_local(const Expr& expr, const Scope& scope) const -> bool;

  /// A dotted name that is relations from end to end: for shapes, aggregates over to-many paths,
  /// and `from p.comments`. The to-one steps at its beginning are joined; `relation` of `parent`,
  /// and the relations in `rest` from there on, are not.
  struct PathEnd {
    RangeId parent;
    schema::ModelId model;
    schema::RelationIndex relation;
    std::vector<schema::RelationIndex> rest = {};
  };
  auto find_path(const syntax::QualifiedName& name, Scope& scope) -> std::optional<PathEnd>;

  // -- statements (bind_query.cpp, bind_from.cpp, bind_insert.cpp, ...)

  auto bind_statement(const syntax::Statement& statement, Scope* outer) -> StatementPtr;
  /// A query inside an expression or a from clause. `outer` is the scope that it may see, or null.
  auto bind_query(const syntax::Query& query, Scope* outer) -> QueryPtr;

  // -- ranges and nodes

  auto add_range(Range range) -> RangeId;
  /// Makes a model's range with its columns. The alias is made unique later, when SQL is lowered.
  auto add_table(schema::ModelId model, std::string alias, bool alias_written, Span span)
      -> RangeId;
  /// Joins a to-one relation of `parent` by a path, once per scope that holds the parent.
  auto join_path(RangeId parent, schema::RelationIndex relation, Scope& scope, Span span)
      -> RangeId;
  auto make(Expr expr) -> ExprPtr { return unit_.arena.make(std::move(expr)); }
  auto error(Span span) -> ExprPtr;
  auto column(RangeId range, ColumnIndex column, Span span) -> ExprPtr;

  // -- parameters

  /// Declares a parameter before binding; `type.oid` 0 when its type is to be inferred.
  void declare_parameter(ParameterState parameter);
  /// A use of `$name` or `$1`. Undeclared names are an error when the query has a parameter list.
  auto use_parameter(const syntax::Parameter& parameter, Span span) -> ExprPtr;
  /// After everything is bound: gives each use the type of its parameter, and reports parameters
  /// that no context gave a type.
  void settle_parameters();
  /// Closed to further names: a parameter list was written.
  void close_parameters() { parameters_closed_ = true; }
  auto parameters() -> std::vector<ParameterState>& { return parameters_; }
  /// Finds or makes a parameter that is no value: a cursor, or the choice of an order.
  auto find_parameter(const syntax::Parameter& parameter, Span span)
      -> std::optional<ParameterIndex>;
  /// Another use of a parameter that the binder made itself.
  auto use_parameter(ParameterIndex index, Span span) -> ExprPtr;

  /// The queries with `page after` that were bound; see `bind_pages`.
  void add_page(const syntax::Query& query) { pages_.push_back(&query); }
  auto pages() const -> const std::vector<const syntax::Query*>& { return pages_; }

  // -- optional parts (bind_part.cpp)

  /// A part inside of the one that is being bound.
  auto add_part(Span span, std::vector<Requirement> requirements = {}) -> PartId;
  /// The part that is being bound; what is bound from now on stands in `part`.
  auto part() const -> std::optional<PartId> { return part_; }
  void enter_part(std::optional<PartId> part) { part_ = part; }
  /// Reports a part that is always there.
  void check_part(PartId part);
  /// Notes that the part that is being bound needs the parameter, if it may be absent.
  void require_given(ParameterIndex parameter);
  /// The innermost part that holds both.
  auto common_part(std::optional<PartId> one, std::optional<PartId> other) const
      -> std::optional<PartId>;
  /// Whether `$1` and the like were used without a parameter list: then the places are the numbers.
  auto numbers_parameters() const -> bool { return style_ == ParameterStyle::numbered; }

  auto schema() const -> const schema::Schema& { return schema_; }
  auto catalog() const -> const catalog::Catalog& { return schema_.catalog; }
  auto module() const -> schema::ModuleId { return module_; }
  /// Looks names up in another module from now on; returns the one before.
  auto enter(schema::ModuleId module) -> schema::ModuleId { return std::exchange(module_, module); }
  auto program() const -> const Program& { return program_; }
  auto unit() -> Unit& { return unit_; }
  auto unit() const -> const Unit& { return unit_; }
  auto diagnostics() -> diagnostics::Diagnostics& { return diagnostics_; }
  /// A type for people: `text`, `blog.status`.
  auto type_name(TypeRef type) const -> std::string;

  /// What the rules of placement need to remember while expressions are bound.
  struct Placement {
    /// How many scopes stand outside of the level that an aggregate or `grouping` belongs to.
    std::map<const Expr*, std::size_t> aggregate_depths;
    /// The set-returning call that was bound last, null before the first.
    const Expr* last_set_returning = nullptr;
    /// The query whose rows are the program's: its select list may hold shapes.
    const syntax::Query* shape_host = nullptr;
    /// The declared shapes that are being expanded, outermost first.
    std::vector<ShapeId> shapes = {};
  };
  auto placement() -> Placement& { return placement_; }

 private:
  /// Whether `$1` or `$name` was seen, where there is no parameter list.
  enum class ParameterStyle : std::uint8_t { none, numbered, named };

  /// Whether wherever this use stands an earlier one has given the parameter its type.
  auto has_earlier_use(const ParameterState& state) const -> bool;
  auto find_numbered(const syntax::Parameter& parameter, Span span)
      -> std::optional<ParameterIndex>;
  auto report_mixed(Span span) -> std::optional<ParameterIndex>;

  const schema::Schema& schema_;
  schema::ModuleId module_;
  const Program& program_;
  Unit& unit_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<ParameterState> parameters_;
  bool parameters_closed_ = false;
  ParameterStyle style_ = ParameterStyle::none;
  std::optional<PartId> part_;
  std::vector<const syntax::Query*> pages_;
  Placement placement_;
};

/// What is bound while it lives stands in an optional part.
class PartGuard {
 public:
  PartGuard(Binder& binder, std::optional<PartId> part) : binder_{binder}, outer_{binder.part()} {
    binder.enter_part(part);
  }
  PartGuard(const PartGuard&) = delete;
  auto operator=(const PartGuard&) -> PartGuard& = delete;
  ~PartGuard() { binder_.enter_part(outer_); }

 private:
  Binder& binder_;
  std::optional<PartId> outer_;
};

}  // namespace ormc::query
