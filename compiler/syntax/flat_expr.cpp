#include "syntax/flat_expr.hpp"

#include <array>
#include <utility>

#include "diagnostics/sql_diagnostics.hpp"
#include "diagnostics/syntax_diagnostics.hpp"
#include "source/fold.hpp"

namespace ormc::syntax {

FlatExpr::FlatExpr(AstBuilder& builder, const std::vector<OrmParser::TailContext*>& tails)
    : builder_(builder) {
  tails_.reserve(tails.size());
  for (auto* tail : tails) read(*tail);
}

FlatExpr::FlatExpr(AstBuilder& builder, const std::vector<OrmParser::BTailContext*>& tails)
    : builder_(builder) {
  for (auto* context : tails) {
    auto tail = Tail{};
    tail.span = builder.span(context);
    tail.head = builder.span(*context->getStart());
    tail.accessor = context->accessor();
    if (auto* symbol = context->operatorSymbol()) {
      tail.kind = Tail::Kind::binary;
      tail.op = builder.operator_symbol(symbol);
      tail.level = level_of(tail.op);
      tail.prefixes = context->prefixOperator();
      tail.operand = context->operand();
    }
    tails_.push_back(std::move(tail));
  }
}

auto FlatExpr::level_of(const Operator& op) -> Level {
  if (op.schema) return other;
  const auto& symbol = op.symbol;
  for (const auto* comparing : {"<", ">", "=", "<=", ">=", "<>"}) {
    if (symbol == comparing) return comparison;
  }
  if (symbol == "+" || symbol == "-") return additive;
  if (symbol == "*" || symbol == "/" || symbol == "%") return multiplicative;
  if (symbol == "^") return exponent;
  return other;
}

void FlatExpr::read(OrmParser::TailContext& context) {
  if (context.children.empty()) return;
  auto tail = Tail{};
  tail.span = builder_.span(&context);
  tail.head = builder_.span(*context.getStart());
  tail.negated = context.K_NOT() != nullptr;
  tail.prefixes = context.prefixOperator();
  tail.operand = context.operand();
  tail.context = &context;
  tail.accessor = context.accessor();
  auto is = [&](Tail::Kind kind, Level level) {
    tail.kind = kind;
    tail.level = level;
  };
  if (auto* symbol = context.operatorSymbol()) {
    tail.op = builder_.operator_symbol(symbol);
    is(Tail::Kind::binary, level_of(tail.op));
  } else if (context.OPEN_BRACKET() != nullptr) {
    context.K_AND() != nullptr ? is(Tail::Kind::optional_conjunction, conjunction)
                               : is(Tail::Kind::optional_disjunction, disjunction);
  } else if (context.K_IS() != nullptr) {
    is(Tail::Kind::is, is_test);
  } else if (context.K_AND() != nullptr) {
    is(Tail::Kind::conjunction, conjunction);
  } else if (context.K_OR() != nullptr) {
    is(Tail::Kind::disjunction, disjunction);
  } else if (context.K_ESCAPE() != nullptr) {
    is(Tail::Kind::escape, escape);
  } else if (context.K_OVERLAPS() != nullptr) {
    is(Tail::Kind::overlaps, postfix);  // it joins the two pairs beside it, whatever is around
  } else if (context.K_LIKE() != nullptr) {
    is(Tail::Kind::like, membership);
  } else if (context.K_ILIKE() != nullptr) {
    is(Tail::Kind::ilike, membership);
  } else if (context.K_SIMILAR() != nullptr) {
    is(Tail::Kind::similar, membership);
  } else if (context.K_BETWEEN() != nullptr) {
    is(Tail::Kind::between, membership);
  } else if (context.K_IN() != nullptr) {
    is(Tail::Kind::in, membership);
  } else if (context.K_ISNULL() != nullptr) {
    is(Tail::Kind::isnull, is_test);
  } else if (context.K_NOTNULL() != nullptr) {
    is(Tail::Kind::notnull, is_test);
  } else if (context.K_AT() != nullptr) {
    is(Tail::Kind::time_zone, time_zone);
  } else if (context.K_COLLATE() != nullptr) {
    is(Tail::Kind::collate, collation);
  } else if (context.BANG() != nullptr) {
    is(Tail::Kind::non_null, postfix);
  } else if (tail.accessor == nullptr) {
    return;  // did not parse; reported already
  }
  tails_.push_back(std::move(tail));
}

auto FlatExpr::build(const Prefixes& prefixes, OrmParser::OperandContext* operand) -> ExprPtr {
  operand_ = operand;
  return complete(parse(prefixes, 0, operand, lowest));
}

auto FlatExpr::make(ExprPtr left, ExprPtr last, Span focus, decltype(Expr::node) node) -> ExprPtr {
  return builder_.make(left->span.to(last->span), focus, std::move(node));
}

auto FlatExpr::parse(const Prefixes& prefixes,
                     std::size_t next,
                     OrmParser::OperandContext* operand,
                     Level least) -> ExprPtr {
  auto left =
      next < prefixes.size() ? prefixed(prefixes, next, operand) : builder_.operand(operand);
  if (is_bare_quantifier(left)) return left;  // takes nothing but the operator before it
  while (next_ < tails_.size() && tails_[next_].level >= least) {
    auto level = tails_[next_].level;
    left = combine(complete(left));
    // What ends in an operand of its own (`a < b`, `a like b`) takes no second operator of its
    // level: `a < b < c` is not SQL. What ends by itself (`a in (...)`, `a is null`, `a = any
    // (...)`) does.
    auto chained = !ended_by_itself_ && next_ < tails_.size() && tails_[next_].level == level;
    if (chained && (level == comparison || level == membership || level == is_test)) {
      auto head = tails_[next_].head;
      auto seen = std::string(builder_.source_text(head));
      builder_.diagnostics_.report(head, diagnostics::ChainedComparison{seen});
      left = builder_.missing(left->span);
    }
  }
  return left;
}

auto FlatExpr::prefixed(const Prefixes& prefixes,
                        std::size_t next,
                        OrmParser::OperandContext* operand) -> ExprPtr {
  auto* context = prefixes[next];
  auto at = builder_.span(context);
  if (context->K_NOT() != nullptr) {
    auto inner = complete(parse(prefixes, next + 1, operand, negation));
    return builder_.make(at.to(inner->span), at, Not{inner});
  }
  auto op = Operator{std::string(builder_.source_text(at)), std::nullopt, at};
  if (auto* qualified = context->qualifiedOperator()) op = builder_.qualified_operator(*qualified);
  auto sign = !op.schema && (op.symbol == "-" || op.symbol == "+");
  auto inner = complete(parse(prefixes, next + 1, operand, sign ? unary_minus : additive));
  const auto* literal = std::get_if<Literal>(&inner->node);
  auto number = literal != nullptr && (literal->kind == Literal::Kind::integer ||
                                       literal->kind == Literal::Kind::numeric);
  // As in PostgreSQL's parser, a minus sign before a number is part of the number.
  if (op.symbol == "-" && !op.schema && number) {
    auto negative = *literal;
    negative.text = negative.text.starts_with('-') ? negative.text.substr(1) : "-" + negative.text;
    auto whole = at.to(inner->span);
    return builder_.make(whole, whole, negative);
  }
  return builder_.make(at.to(inner->span), at, Unary{op, inner});
}

auto FlatExpr::right_side(const Tail& tail, Level least) -> ExprPtr {
  return parse(tail.prefixes, 0, tail.operand, least);
}

auto FlatExpr::combine(ExprPtr left) -> ExprPtr {
  if (at(Tail::Kind::conjunction) || at(Tail::Kind::optional_conjunction)) {
    return chain(left, Logical::Kind::all);
  }
  if (at(Tail::Kind::disjunction) || at(Tail::Kind::optional_disjunction)) {
    return chain(left, Logical::Kind::any);
  }
  // Parsing the right side moves on, and may grow nothing: tails_ is complete.
  const auto& tail = tails_[next_++];
  if (in_lower_bound_ && !allowed_in_lower_bound(tail)) {
    auto seen = std::string(builder_.source_text(tail.head));
    builder_.diagnostics_.report(tail.head,
                                 diagnostics::UnexpectedToken{"`" + seen + "`", "`and`"});
    in_lower_bound_ = false;
  }
  auto result = combine(left, tail);
  auto is_test_of_its_own = tail.kind == Tail::Kind::is && tail.context->K_DISTINCT() == nullptr;
  ended_by_itself_ = is_test_of_its_own || tail.kind == Tail::Kind::in ||
                     tail.kind == Tail::Kind::isnull || tail.kind == Tail::Kind::notnull ||
                     std::holds_alternative<Quantified>(result->node);
  return result;
}

auto FlatExpr::combine(ExprPtr left, const Tail& tail) -> ExprPtr {
  auto whole = left->span.to(tail.span);
  switch (tail.kind) {
    case Tail::Kind::binary:
      return binary(left, tail);
    case Tail::Kind::like:
    case Tail::Kind::ilike:
    case Tail::Kind::similar:
      return like(left, tail);
    case Tail::Kind::between:
      return between(left, tail);
    case Tail::Kind::in:
      return membership_test(left, tail);
    case Tail::Kind::is:
      return is_tail(left, tail);
    case Tail::Kind::isnull:
    case Tail::Kind::notnull:
      return builder_.make(
          whole, tail.head, IsTest{left, IsTest::Kind::null, tail.kind == Tail::Kind::notnull});
    case Tail::Kind::time_zone: {
      auto zone = complete(right_side(tail, collation));
      return make(left, zone, tail.head, AtTimeZone{left, zone});
    }
    case Tail::Kind::collate:
      return builder_.make(
          whole, tail.head, Collate{left, builder_.qualified_name(tail.context->qualifiedName())});
    case Tail::Kind::non_null:
      return builder_.make(whole, tail.head, NonNull{left});
    case Tail::Kind::overlaps:
      return overlaps(left, tail);
    case Tail::Kind::escape:
      builder_.diagnostics_.report(tail.head,
                                   diagnostics::UnexpectedToken{"`escape`", "`like` before it"});
      static_cast<void>(right_side(tail, other));
      return builder_.missing(whole);
    case Tail::Kind::accessor:
      return accessor(left, tail);
    case Tail::Kind::conjunction:
    case Tail::Kind::disjunction:
    case Tail::Kind::optional_conjunction:
    case Tail::Kind::optional_disjunction:
      break;  // taken by chain()
  }
  return left;
}

/// `::type`, or a subscript: behind what may have one, and with the subscript right before it.
auto FlatExpr::accessor(ExprPtr left, const Tail& tail) -> ExprPtr {
  if (tail.accessor->TYPECAST() != nullptr) return builder_.accessor(left, *tail.accessor, false);
  const auto* before = &tail == tails_.data() ? nullptr : &tail - 1;
  auto* operand = before != nullptr ? before->operand : operand_;
  auto continues = false;
  auto allowed = operand == nullptr || can_be_subscripted(*operand);
  if (before != nullptr && before->kind == Tail::Kind::accessor) {
    allowed = before->accessor->TYPECAST() == nullptr;
    continues = allowed && before->accessor->fieldSelector().empty();
  }
  auto result = builder_.accessor(left, *tail.accessor, continues);
  if (allowed) return result;
  builder_.diagnostics_.report(tail.head, diagnostics::UnenclosedOperand{});
  return builder_.missing(result->span);
}

/// As in PostgreSQL's grammar: a column, a parameter, or what stands in parentheses.
auto FlatExpr::can_be_subscripted(OrmParser::OperandContext& operand) -> bool {
  if (auto* named = operand.named()) {
    return named->callSuffix() == nullptr && named->string() == nullptr;
  }
  auto enclosed = operand.OPEN_PAREN() != nullptr && operand.K_ARRAY() == nullptr &&
                  operand.K_EXISTS() == nullptr && operand.K_ANY() == nullptr &&
                  operand.K_SOME() == nullptr && operand.K_ALL() == nullptr &&
                  operand.K_ROW() == nullptr;
  return enclosed || operand.parameter() != nullptr || operand.typeColumn() != nullptr ||
         operand.callWordColumn() != nullptr || operand.reservedColumn() != nullptr;
}

/// `a and b and c`, one node however long; optional terms among them.
auto FlatExpr::chain(ExprPtr left, Logical::Kind kind) -> ExprPtr {
  auto all = kind == Logical::Kind::all;
  auto plain = all ? Tail::Kind::conjunction : Tail::Kind::disjunction;
  auto optional = all ? Tail::Kind::optional_conjunction : Tail::Kind::optional_disjunction;
  auto focus = tails_[next_].head;
  auto terms = std::vector<ExprPtr>{left};
  while (at(plain) || at(optional)) {
    const auto& tail = tails_[next_++];
    if (tail.kind == plain) {
      terms.push_back(complete(right_side(tail, all ? negation : conjunction)));
    } else {
      auto term = builder_.expr(tail.context->expr());
      terms.push_back(builder_.make(tail.span, tail.head, OptionalTerm{term}));
    }
  }
  auto whole = left->span.to(terms.back()->span);
  return builder_.make(whole, focus, Logical{kind, std::move(terms)});
}

auto FlatExpr::binary(ExprPtr left, const Tail& tail) -> ExprPtr {
  auto tighter = static_cast<Level>(tail.level + 1);
  auto right = right_side(tail, tighter);
  if (is_bare_quantifier(right)) {
    if (in_lower_bound_) {
      auto seen = std::string(builder_.source_text(right->focus));
      builder_.diagnostics_.report(right->focus,
                                   diagnostics::UnexpectedToken{"`" + seen + "`", "`and`"});
    }
    return quantified(left, tail.op, std::get<Quantified>(right->node), right->span);
  }
  return make(left, right, tail.op.span, Binary{tail.op, left, right});
}

auto FlatExpr::quantified(ExprPtr left, const Operator& op, const Quantified& right, Span span)
    -> ExprPtr {
  auto node = Quantified{right.kind, left, op, right.array, right.query};
  return builder_.make(left->span.to(span), op.span, std::move(node));
}

auto FlatExpr::like(ExprPtr left, const Tail& tail) -> ExprPtr {
  auto pattern = right_side(tail, other);
  // `similar to` is no operator that could be asked of each element.
  if (tail.kind == Tail::Kind::similar) pattern = complete(pattern);
  if (is_bare_quantifier(pattern)) {
    auto symbol = std::string(tail.kind == Tail::Kind::ilike ? "~~*" : "~~");
    auto op = Operator{tail.negated ? "!" + symbol : symbol, std::nullopt, tail.head};
    return quantified(left, op, std::get<Quantified>(pattern->node), pattern->span);
  }
  auto escape_with = ExprPtr{nullptr};
  if (at(Tail::Kind::escape)) {
    const auto& escaping = tails_[next_++];
    escape_with = complete(right_side(escaping, other));
  }
  auto kind = tail.kind == Tail::Kind::like    ? Like::Kind::like
              : tail.kind == Tail::Kind::ilike ? Like::Kind::ilike
                                               : Like::Kind::similar_to;
  return make(left,
              escape_with != nullptr ? escape_with : pattern,
              tail.head,
              Like{kind, left, pattern, escape_with, tail.negated});
}

auto FlatExpr::between(ExprPtr left, const Tail& tail) -> ExprPtr {
  auto outer = std::exchange(in_lower_bound_, true);
  auto low = complete(right_side(tail, is_test));
  in_lower_bound_ = outer;
  if (!at(Tail::Kind::conjunction)) {
    auto end = Span{low->span.file, low->span.end, low->span.end};
    builder_.diagnostics_.report(end, diagnostics::BetweenWithoutAnd{});
    return builder_.missing(left->span.to(low->span));
  }
  const auto& upper = tails_[next_++];
  auto high = complete(right_side(upper, escape));
  auto symmetric = tail.context->K_SYMMETRIC() != nullptr;
  return make(left, high, tail.head, Between{left, low, high, tail.negated, symmetric});
}

auto FlatExpr::membership_test(ExprPtr left, const Tail& tail) -> ExprPtr {
  auto whole = left->span.to(tail.span);
  auto* context = tail.context->parenthesised();
  if (context == nullptr) return builder_.missing(whole);
  if (auto query = builder_.parenthesised_query(*context)) {
    return builder_.make(whole, tail.head, InSubquery{left, query, tail.negated});
  }
  return builder_.make(
      whole, tail.head, InList{left, builder_.exprs(context->expr()), tail.negated});
}

auto FlatExpr::is_tail(ExprPtr left, const Tail& tail) -> ExprPtr {
  auto whole = left->span.to(tail.span);
  auto& context = *tail.context;
  if (context.K_DISTINCT() != nullptr) {
    auto right = complete(right_side(tail, comparison));
    return make(left, right, tail.head, IsDistinctFrom{left, right, tail.negated});
  }
  if (context.K_NORMALIZED() != nullptr) {
    auto* form = context.normalForm();
    auto name =
        form != nullptr ? source::fold(builder_.source_text(builder_.span(form))) : std::string{};
    return builder_.make(whole, tail.head, IsNormalized{left, name, tail.negated});
  }
  auto kind = context.K_TRUE() != nullptr       ? IsTest::Kind::truth
              : context.K_FALSE() != nullptr    ? IsTest::Kind::falsehood
              : context.K_NULL() != nullptr     ? IsTest::Kind::null
              : context.K_DOCUMENT() != nullptr ? IsTest::Kind::document
                                                : IsTest::Kind::unknown;
  return builder_.make(whole, tail.head, IsTest{left, kind, tail.negated});
}

/// `(a, b) overlaps (c, d)` is a call of the function with four arguments.
auto FlatExpr::overlaps(ExprPtr left, const Tail& tail) -> ExprPtr {
  auto right = complete(right_side(tail, static_cast<Level>(postfix + 1)));
  const auto* first = std::get_if<RowConstructor>(&left->node);
  const auto* second = std::get_if<RowConstructor>(&right->node);
  auto pairs = first && second && first->elements.size() == 2 && second->elements.size() == 2;
  if (!pairs) {
    builder_.diagnostics_.report(tail.head, diagnostics::OverlapsNeedsPairs{});
    return builder_.missing(left->span.to(right->span));
  }
  auto call = Call{};
  call.function = {{Name{"overlaps", false, tail.head}}, tail.head};
  call.spelling = Call::Spelling::overlaps;
  for (const auto* row : {first, second}) {
    for (auto element : row->elements) call.arguments.push_back({std::nullopt, false, element});
  }
  return make(left, right, tail.head, std::move(call));
}

auto FlatExpr::allowed_in_lower_bound(const Tail& tail) -> bool {
  return tail.kind == Tail::Kind::binary || tail.kind == Tail::Kind::accessor ||
         tail.kind == Tail::Kind::non_null ||
         (tail.kind == Tail::Kind::is && tail.context->K_DISTINCT() != nullptr);
}

auto FlatExpr::is_bare_quantifier(ExprPtr expr) -> bool {
  const auto* part = std::get_if<Quantified>(&expr->node);
  return part != nullptr && part->operand == nullptr;
}

auto FlatExpr::complete(ExprPtr expr) -> ExprPtr {
  if (!is_bare_quantifier(expr)) return expr;
  builder_.diagnostics_.report(expr->focus, diagnostics::QuantifierWithoutOperator{});
  return builder_.missing(expr->span);
}

}  // namespace ormc::syntax
