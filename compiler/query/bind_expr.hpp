#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/resolve_function.hpp"
#include "catalog/resolve_operator.hpp"
#include "query/binder.hpp"
#include "query/scope.hpp"

namespace ormc::query {

/// Puts another clause into a scope for as long as it lives.
class ClauseGuard {
 public:
  ClauseGuard(Scope& scope, Clause clause) : scope_{scope}, before_{scope.clause} {
    scope.clause = clause;
  }
  ClauseGuard(const ClauseGuard&) = delete;
  auto operator=(const ClauseGuard&) -> ClauseGuard& = delete;
  ~ClauseGuard() { scope_.clause = before_; }

 private:
  Scope& scope_;
  Clause before_;
};

/// How many scopes stand outside of this one.
auto depth_of(const Scope& scope) -> std::size_t;

/// What a message calls a clause: "where", "a default".
auto clause_name(Clause clause) -> std::string_view;

/// An expression of the schema rather than of a query.
auto is_schema_clause(Clause clause) -> bool;

/// The node that is being bound.
struct Site {
  const syntax::Expr& syntax;
  Span span;   // of the whole
  Span focus;  // of the operator or the deciding word
  /// The leftmost operand, bound already, of the nodes that have one; see `leftmost_operand`.
  ExprPtr operand = nullptr;
};

struct Operands {
  ExprPtr left = nullptr;  // null for a prefix operator
  ExprPtr right = nullptr;
};

/// Binds the expressions of one scope. There is one `bind_node` for each kind of node; they stand
/// in the file that is named for the kind (`bind_expr_operator.cpp`, `bind_expr_call.cpp`, ...).
///
/// A failed part is reported where it fails and becomes an error node, which absorbs whatever would
/// fail because of it.
class ExprBinder {
 public:
  ExprBinder(Binder& binder, Scope& scope) : binder_{binder}, scope_{scope} {}

  /// Any expression. Chains that lean to the left take no stack, however long.
  auto bind(const syntax::Expr& expr) -> ExprPtr;

  /// A window of `over` or of the `window` clause.
  auto bind_window(const syntax::Window& window) -> Window;
  auto bind_order_item(const syntax::OrderItem& item) -> OrderItem;
  /// Reports an operator of `order by x using <` that does not sort values of `expr`.
  void check_using(const std::optional<syntax::Operator>& op, ExprPtr expr);

  /// The values of a list in which `p.*` means all columns: a row constructor.
  auto bind_list(const std::vector<syntax::ExprPtr>& exprs) -> std::vector<ExprPtr>;

  /// The columns of a composite value, as `(value).*` gives them.
  auto expand_composite(ExprPtr value) -> std::vector<OutputColumn>;

 private:
  // bind_expr_value.cpp
  auto bind_node(const syntax::Literal& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Parameter& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::DefaultValue& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Missing& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::KeywordValue& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::NonNull& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Case& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::SpecialCall& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Shape& node, const Site& site) -> ExprPtr;

  // bind_expr_name.cpp
  auto bind_node(const syntax::NameRef& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Star& node, const Site& site) -> ExprPtr;

  // bind_expr_operator.cpp
  auto bind_node(const syntax::Unary& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Binary& node, const Site& site) -> ExprPtr;
  void warn_of_null(const syntax::Binary& node, const Site& site);
  auto bind_node(const syntax::AtTimeZone& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Like& node, const Site& site) -> ExprPtr;

  // bind_expr_condition.cpp
  auto bind_node(const syntax::Logical& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::OptionalTerm& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Not& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::IsTest& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::IsDistinctFrom& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::IsNormalized& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Between& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::InList& node, const Site& site) -> ExprPtr;

  // bind_expr_subquery.cpp
  auto bind_node(const syntax::InSubquery& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Quantified& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Exists& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::ScalarSubquery& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::ArraySubquery& node, const Site& site) -> ExprPtr;

  // bind_expr_cast.cpp
  auto bind_node(const syntax::TypedLiteral& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Collate& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Cast& node, const Site& site) -> ExprPtr;

  // bind_expr_container.cpp
  auto bind_node(const syntax::ArrayConstructor& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::RowConstructor& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::Subscript& node, const Site& site) -> ExprPtr;
  auto bind_node(const syntax::FieldSelection& node, const Site& site) -> ExprPtr;

  // bind_expr_call.cpp
  auto bind_node(const syntax::Call& node, const Site& site) -> ExprPtr;

  // bind_expr_xml.cpp
  auto bind_node(const syntax::XmlCall& node, const Site& site) -> ExprPtr;
  auto bind_xml_values(const syntax::XmlCall& node, std::vector<XmlCall::Value>& values) -> bool;
  auto bind_xml_arguments(const syntax::XmlCall& node, std::vector<ExprPtr>& arguments) -> bool;

  // ---- operators

  /// Chooses the operator for operands and coerces them to what it takes; reports a failure.
  auto choose(const syntax::Operator& op, Operands operands, Span span)
      -> std::optional<catalog::ResolvedOperator>;
  /// `left op right` as a node; an error node when there is no such operator.
  auto apply(const syntax::Operator& op, Operands operands, const Site& site) -> ExprPtr;
  /// The operator for one operand and the elements of an array.
  auto choose_for_array(const syntax::Operator& op, ExprPtr operand, ExprPtr array, Span span)
      -> std::optional<catalog::ResolvedOperator>;
  /// The chosen operators for two rows of values, pairwise; reports sizes and operators that do not
  /// compare. Empty when something failed.
  auto choose_for_rows(const syntax::Operator& op,
                       std::span<const ExprPtr> left,
                       std::span<const ExprPtr> right,
                       const Site& site) -> std::vector<const catalog::Operator*>;
  auto compare_rows(const syntax::Operator& op, Operands operands, const Site& site) -> ExprPtr;
  /// The right side of a binary operator, which knows its left.
  auto bind_right_side(const syntax::Expr& expr, const Expr& left) -> ExprPtr;
  /// The function of pg_catalog that the server calls for a construct; coerces the arguments.
  auto choose_function(std::string_view name, std::vector<ExprPtr> arguments, Span span)
      -> std::optional<catalog::ResolvedFunction>;
  void report_operator(const syntax::Operator& op,
                       Operands operands,
                       const catalog::OperatorFailure& failure,
                       Span span);

  // ---- conditions

  auto to_boolean(ExprPtr expr, std::string_view what) -> ExprPtr;
  /// The array type with which the server compares `operand in (values)` as a whole, if it does.
  auto types_common(const Expr& operand,
                    std::span<const ExprPtr> values,
                    std::vector<Oid> types) const -> bool;
  auto array_for(ExprPtr operand, std::span<const ExprPtr> values) const -> std::optional<Oid>;
  auto in_array(const syntax::Operator& op,
                ExprPtr operand,
                std::span<const ExprPtr> values,
                Oid array,
                const Site& site) -> bool;
  auto in_values(const syntax::Operator& op,
                 ExprPtr operand,
                 std::span<const ExprPtr> values,
                 const Site& site) -> bool;

  // ---- subqueries

  /// Null when it failed to bind, or may not stand here.
  auto bind_subquery(const syntax::Query& query, const Site& site) -> QueryPtr;
  /// The columns of a subquery as values to compare with.
  auto columns_of(const Query& query) -> std::vector<ExprPtr>;
  auto compared_columns(ExprPtr operand) -> std::vector<ExprPtr>;
  /// The operators that compare an operand, or the values of a row, with the columns of a subquery.
  auto compare_with_query(const syntax::Operator& op,
                          ExprPtr operand,
                          const Query& query,
                          const Site& site) -> std::vector<const catalog::Operator*>;
  auto bind_any_of_array(const syntax::Quantified& node, const Site& site) -> ExprPtr;
  auto one_column(const Query& query) -> bool;

  // ---- casts and containers

  auto resolve_type(const syntax::TypeName& type) -> TypeRef;
  auto is_kept_by_cast(Oid from, TypeRef to) const -> bool;
  auto cast_to(ExprPtr operand, TypeRef type, const Site& site) -> ExprPtr;
  /// An array constructor; `array` is the type that the cast around it gives, else of oid 0.
  auto bind_array(const syntax::ArrayConstructor& node, Span span, TypeRef array) -> ExprPtr;
  auto subscript_array(Subscript node, TypeRef container, const Site& site) -> ExprPtr;
  auto subscript_keyed(Subscript node, TypeRef container, const Site& site) -> ExprPtr;
  auto select_field(ExprPtr value, const syntax::Name& field, Span span) -> ExprPtr;

  // ---- windows (bind_expr_window.cpp)

  auto find_window(const syntax::Name& name) -> const Window*;
  auto window_name_of(const Window& window) const -> std::string;
  void check_window_copy(const Window& window, const Window& base, const syntax::Window& syntax);
  auto has_order(const Window& window) const -> bool;
  auto bind_frame(const syntax::Frame& syntax, const std::vector<OrderItem>& order, Span span)
      -> Frame;
  auto bind_frame_offset(const syntax::Expr& syntax, Oid type, syntax::Frame::Mode mode) -> ExprPtr;

  // ---- nodes

  auto make(const Site& site, TypeRef type, decltype(Expr::node) node) -> ExprPtr {
    return binder_.make(
        {.span = site.span, .type = type, .nullable = true, .node = std::move(node)});
  }
  auto error(const Site& site) -> ExprPtr { return binder_.error(site.span); }
  /// Reports a diagnostic and gives the error node for it.
  template <class What>
  auto fail(Span span, const What& what) -> ExprPtr {
    binder_.diagnostics().report(span, what);
    return binder_.error(span);
  }

  Binder& binder_;
  Scope& scope_;
};

}  // namespace ormc::query
