#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "syntax/build_ast.hpp"

namespace ormc::syntax {

/// Gives a flat sequence of operands and operators its shape, by PostgreSQL's table of precedence
/// (documentation, 4.1.6). Chains are loops; what recurses is the number of different levels and
/// the prefix operators in a row, which the token source limits.
class FlatExpr {
 public:
  FlatExpr(AstBuilder& builder, const std::vector<OrmParser::TailContext*>& tails);
  FlatExpr(AstBuilder& builder, const std::vector<OrmParser::BTailContext*>& tails);

  auto build(const std::vector<OrmParser::PrefixOperatorContext*>& prefixes,
             OrmParser::OperandContext* operand) -> ExprPtr;

 private:
  using Prefixes = std::vector<OrmParser::PrefixOperatorContext*>;

  /// How tightly an operator binds, loosest first.
  enum Level : int {
    lowest,
    disjunction,
    conjunction,
    negation,
    is_test,
    comparison,
    membership,  // between, in, like
    escape,
    other,
    additive,
    multiplicative,
    exponent,
    time_zone,
    collation,
    unary_minus,
    postfix,
  };

  struct Tail {
    enum class Kind : std::uint8_t {
      binary,
      conjunction,
      disjunction,
      escape,
      overlaps,
      like,
      ilike,
      similar,
      between,
      in,
      is,
      isnull,
      notnull,
      time_zone,
      collate,
      non_null,
      optional_conjunction,
      optional_disjunction,
      accessor,
    };
    Kind kind = Kind::accessor;
    Level level = postfix;
    bool negated = false;
    Operator op;
    Prefixes prefixes;
    OrmParser::OperandContext* operand = nullptr;
    OrmParser::TailContext* context = nullptr;
    OrmParser::AccessorContext* accessor = nullptr;
    Span span;  // of the whole tail
    Span head;  // of its first token
  };

  void read(OrmParser::TailContext& context);
  static auto level_of(const Operator& op) -> Level;

  auto parse(const Prefixes& prefixes,
             std::size_t next,
             OrmParser::OperandContext* operand,
             Level least) -> ExprPtr;
  auto prefixed(const Prefixes& prefixes, std::size_t next, OrmParser::OperandContext* operand)
      -> ExprPtr;
  auto combine(ExprPtr left) -> ExprPtr;
  auto combine(ExprPtr left, const Tail& tail) -> ExprPtr;
  auto accessor(ExprPtr left, const Tail& tail) -> ExprPtr;
  static auto can_be_subscripted(OrmParser::OperandContext& operand) -> bool;
  auto chain(ExprPtr left, Logical::Kind kind) -> ExprPtr;
  auto binary(ExprPtr left, const Tail& tail) -> ExprPtr;
  auto like(ExprPtr left, const Tail& tail) -> ExprPtr;
  auto between(ExprPtr left, const Tail& tail) -> ExprPtr;
  auto membership_test(ExprPtr left, const Tail& tail) -> ExprPtr;
  auto is_tail(ExprPtr left, const Tail& tail) -> ExprPtr;
  auto overlaps(ExprPtr left, const Tail& tail) -> ExprPtr;
  auto quantified(ExprPtr left, const Operator& op, const Quantified& right, Span span) -> ExprPtr;
  auto right_side(const Tail& tail, Level least) -> ExprPtr;
  /// What stands between `between` and its `and` takes only the simplest operators, as in
  /// PostgreSQL.
  static auto allowed_in_lower_bound(const Tail& tail) -> bool;
  /// `any (...)` or `all (...)`, whose operator stands before it.
  static auto is_bare_quantifier(ExprPtr expr) -> bool;
  /// `any (...)` must have stood behind an operator.
  auto complete(ExprPtr expr) -> ExprPtr;
  auto make(ExprPtr left, ExprPtr last, Span focus, decltype(Expr::node) node) -> ExprPtr;
  auto at(Tail::Kind kind) const -> bool {
    return next_ < tails_.size() && tails_[next_].kind == kind;
  }

  AstBuilder& builder_;
  OrmParser::OperandContext* operand_ = nullptr;  // before all tails
  std::vector<Tail> tails_;
  std::size_t next_ = 0;
  bool in_lower_bound_ = false;
  bool ended_by_itself_ = false;
};

}  // namespace ormc::syntax
