#include <algorithm>

#include "diagnostics/syntax_diagnostics.hpp"
#include "source/fold.hpp"
#include "syntax/build_ast.hpp"
#include "syntax/flat_expr.hpp"

namespace ormc::syntax {

auto AstBuilder::expr(OrmParser::ExprContext* context) -> ExprPtr {
  if (context == nullptr || context->operand() == nullptr) return missing(span(context));
  return FlatExpr(*this, context->tail()).build(context->prefixOperator(), context->operand());
}

auto AstBuilder::expr(OrmParser::BExprContext* context) -> ExprPtr {
  if (context == nullptr || context->operand() == nullptr) return missing(span(context));
  return FlatExpr(*this, context->bTail()).build(context->prefixOperator(), context->operand());
}

auto AstBuilder::exprs(const std::vector<OrmParser::ExprContext*>& contexts)
    -> std::vector<ExprPtr> {
  auto all = std::vector<ExprPtr>{};
  all.reserve(contexts.size());
  for (auto* context : contexts) all.push_back(expr(context));
  return all;
}

auto AstBuilder::parameter(OrmParser::ParameterContext& context) -> Parameter {
  auto at = span(&context);
  auto numbered = context.NUMBERED() != nullptr;
  return {{std::string(source_text({at.file, at.begin + 1, at.end})), false, at}, numbered};
}

auto AstBuilder::qualified_operator(OrmParser::QualifiedOperatorContext& context) -> Operator {
  auto at = span(&context);
  auto op = Operator{{}, std::nullopt, at};
  if (context.plainOperator() != nullptr) op.symbol = source_text(span(context.plainOperator()));
  auto schema = context.anyName();
  if (!schema.empty()) op.schema = name(schema.back());
  return op;
}

auto AstBuilder::operator_symbol(OrmParser::OperatorSymbolContext* context) -> Operator {
  if (context == nullptr) return {};
  if (auto* qualified = context->qualifiedOperator()) return qualified_operator(*qualified);
  auto at = span(context);
  auto symbol = std::string(source_text(at));
  if (symbol == "!=") symbol = "<>";
  return {symbol, std::nullopt, at};
}

auto AstBuilder::constant(OrmParser::ConstantContext& context) -> ExprPtr {
  auto at = span(&context);
  if (auto* string = context.string()) {
    return make(at, at, Literal{Literal::Kind::string, string_value(*string)});
  }
  auto written = source_text(at);
  if (context.INTEGER() != nullptr) {
    return make(at, at, Literal{Literal::Kind::integer, std::string(written)});
  }
  if (context.NUMERIC() != nullptr) {
    return make(at, at, Literal{Literal::Kind::numeric, std::string(written)});
  }
  if (auto* bits = context.bits()) {
    const auto kind =
        bits->BIT_STRING() != nullptr ? Literal::Kind::bit_string : Literal::Kind::hex_string;
    return make(at, at, Literal{kind, joined_value(tokens_of(*bits))});
  }
  if (context.K_TRUE() != nullptr) return make(at, at, Literal{Literal::Kind::boolean, "true"});
  if (context.K_FALSE() != nullptr) return make(at, at, Literal{Literal::Kind::boolean, "false"});
  return make(at, at, Literal{Literal::Kind::null, {}});
}

auto AstBuilder::typed_literal(OrmParser::TypedLiteralContext& context) -> ExprPtr {
  auto at = span(&context);
  auto type = TypeName{};
  auto words = std::string{};
  auto add = [&](std::string_view word) {
    words += (words.empty() ? "" : " ") + std::string(word);
  };
  if (context.K_DOUBLE() != nullptr) add("double precision");
  if (context.K_NCHAR() != nullptr) add("national character");
  if (context.K_CHARACTER() != nullptr || context.K_CHAR() != nullptr) add("character");
  if (context.K_BIT() != nullptr) add("bit");
  if (context.K_VARYING() != nullptr) add("varying");
  if (context.K_TIMESTAMP() != nullptr) add("timestamp");
  if (words.empty() && !context.K_TIME().empty()) add("time");
  if (context.K_WITH() != nullptr) add("with time zone");
  if (context.K_WITHOUT() != nullptr) add("without time zone");
  if (context.K_INTERVAL() != nullptr) add("interval");
  auto head = span(*context.getStart());
  type.name = {{Name{words, false, head}}, head};
  type.span = head;
  if (auto* modifiers = context.modifiers()) type.modifiers = exprs(modifiers->expr());
  if (auto* fields = context.intervalFields())
    type.interval_fields = lower_words(source_text(span(fields)));
  auto value = context.string() != nullptr ? string_value(*context.string()) : std::string{};
  return make(at, head, TypedLiteral{std::move(type), std::move(value)});
}

auto AstBuilder::dotted(std::vector<Name> parts, bool star, Span at) -> ExprPtr {
  if (star) return make(at, at, Star{std::move(parts)});
  auto focus = parts.empty() ? at : parts.back().span;
  return make(at, focus, NameRef{{std::move(parts), at}});
}

/// A column, a path, a call, or a literal behind its type.
auto AstBuilder::named(OrmParser::NamedContext& context) -> ExprPtr {
  auto at = span(&context);
  auto parts = std::vector<Name>{name(context.callName())};
  for (auto* part : context.anyName()) parts.push_back(name(part));
  auto dots = parts.front().span.to(parts.back().span);
  if (!context.STAR().empty()) return dotted(std::move(parts), true, at);
  auto word = context.callName()->K_LEFT() != nullptr || context.callName()->K_RIGHT() != nullptr;
  if (auto* string = context.string()) {
    auto type = TypeName{};
    type.name = {std::move(parts), dots};
    type.span = dots;
    if (context.callSuffix() != nullptr) {
      for (auto* argument : context.callSuffix()->argument())
        type.modifiers.push_back(expr(argument->expr()));
      type.span = dots.to(span(context.callSuffix()));
    }
    return make(at, dots, TypedLiteral{std::move(type), string_value(*string)});
  }
  if (context.callSuffix() != nullptr) {
    return call({std::move(parts), dots}, context.callSuffix(), context.callTail(), at);
  }
  if (word && parts.size() == 1) {
    diagnostics_.report(at, diagnostics::ReservedWord{parts.front().text});
    return missing(at);
  }
  return dotted(std::move(parts), false, at);
}

auto AstBuilder::call(QualifiedName function,
                      OrmParser::CallSuffixContext* suffix,
                      OrmParser::CallTailContext* tail,
                      Span at) -> ExprPtr {
  auto result = Call{};
  auto focus = function.span;
  result.function = std::move(function);
  if (suffix != nullptr) {
    result.star = suffix->STAR() != nullptr;
    result.distinct = suffix->K_DISTINCT() != nullptr;
    for (auto* context : suffix->argument()) {
      auto argument = Argument{};
      if (context->anyName() != nullptr) argument.name = name(context->anyName());
      argument.variadic = context->K_VARIADIC() != nullptr;
      argument.value = expr(context->expr());
      result.arguments.push_back(std::move(argument));
    }
    result.order_by = order_items(suffix->orderItem());
  }
  if (tail != nullptr) {
    result.within_group = order_items(tail->orderItem());
    if (auto* filter = tail->filter()) result.filter = expr(filter->expr());
    if (auto* over = tail->over()) {
      if (over->windowReference() != nullptr) {
        auto window = Window{};
        window.name = name(over->windowReference());
        window.is_reference = true;
        window.span = span(over);
        result.over = std::move(window);
      } else {
        result.over = this->window(over->windowSpecification());
      }
    }
  }
  return make(at, focus, std::move(result));
}

auto AstBuilder::subscript(ExprPtr base,
                           OrmParser::SubscriptContext* context,
                           Span at,
                           bool continues) -> ExprPtr {
  auto node = Subscript{base, false, nullptr, nullptr, continues};
  if (context != nullptr) {
    node.slice = context->COLON() != nullptr;
    for (auto* bound : context->expr()) {
      auto before =
          context->COLON() == nullptr ||
          bound->getStart()->getTokenIndex() < context->COLON()->getSymbol()->getTokenIndex();
      (before ? node.lower : node.upper) = expr(bound);
    }
  }
  if (!node.slice && node.lower == nullptr) node.lower = missing(at);
  return make(at, at, node);
}

auto AstBuilder::accessor(ExprPtr base, OrmParser::AccessorContext& context, bool continues)
    -> ExprPtr {
  auto tail = span(&context);
  auto whole = base->span.to(tail);
  if (context.TYPECAST() != nullptr)
    return make(whole, tail, Cast{base, type_name(context.typeName())});
  auto close =
      context.CLOSE_BRACKET() != nullptr ? span(*context.CLOSE_BRACKET()->getSymbol()) : tail;
  return select_fields(subscript(base, context.subscript(), base->span.to(close), continues),
                       context.fieldSelector());
}

auto AstBuilder::select_fields(ExprPtr base,
                               const std::vector<OrmParser::FieldSelectorContext*>& selectors)
    -> ExprPtr {
  for (auto* selector : selectors) {
    auto tail = span(selector);
    auto field =
        selector->STAR() != nullptr ? std::nullopt : std::optional(name(selector->anyName()));
    base = make(base->span.to(tail), tail, FieldSelection{base, std::move(field)});
  }
  return base;
}

auto AstBuilder::array_elements(OrmParser::ArrayElementsContext& context) -> ExprPtr {
  auto at = span(&context);
  auto elements = std::vector<ExprPtr>{};
  for (auto* element : context.arrayElement()) {
    elements.push_back(element->arrayElements() != nullptr
                           ? array_elements(*element->arrayElements())
                           : expr(element->expr()));
  }
  return make(at, at, ArrayConstructor{std::move(elements)});
}

auto AstBuilder::parenthesised_query(OrmParser::ParenthesisedContext& context) -> QueryPtr {
  auto is_list = context.with() == nullptr && context.select() == nullptr &&
                 context.valuesRow().empty() && context.relation() == nullptr;
  if (is_list && context.setTail().empty() && context.intersectTail().empty() &&
      context.queryTail().empty()) {
    // `((select 1))` is that query; a list of several, or any other expression, is not.
    auto items = context.expr();
    if (items.size() != 1 || items[0]->operand() == nullptr || !items[0]->tail().empty() ||
        !items[0]->prefixOperator().empty() || !items[0]->operand()->fieldSelector().empty()) {
      return nullptr;
    }
    auto* inner = items[0]->operand()->parenthesised();
    auto is_parentheses = items[0]->operand()->getStart()->getType() == OrmParser::OPEN_PAREN;
    return inner != nullptr && is_parentheses ? parenthesised_query(*inner) : nullptr;
  }
  if (context.with() != nullptr)
    return query_expression_with(context.with(), context.queryExpression());
  auto query = Query{};
  query.span = span(&context);
  if (context.select() != nullptr) {
    query.body = select(context.select());
  } else if (!context.valuesRow().empty()) {
    query.body = values_rows(context.valuesRow());
  } else if (auto* relation = context.relation()) {
    query.body = TableCommand{qualified_name(relation->tableName()), relation->K_ONLY() != nullptr};
  } else {
    auto first = expr(context.expr().front());
    const auto* inner = std::get_if<ScalarSubquery>(&first->node);
    if (inner == nullptr) {
      diagnostics_.report(first->span, diagnostics::UnexpectedToken{"an expression", "a query"});
      query.body = Values{{{first}}};
    } else {
      query = *inner->query;
    }
  }
  query = intersect_tails(std::move(query), context.intersectTail());
  query = set_tails(std::move(query), context.setTail());
  query_tails(context.queryTail(), query);
  query.span = span(&context);
  return tree_.arena.make(std::move(query));
}

auto AstBuilder::cast(OrmParser::CastContext& context) -> ExprPtr {
  const auto at = span(&context);
  auto* value = context.expr() == nullptr ? missing(at) : expr(context.expr());
  return make(at, span(*context.getStart()), Cast{value, type_name(context.typeName())});
}

/// `current_date`; `current_timestamp(3)` has a precision.
auto AstBuilder::keyword_value(antlr4::ParserRuleContext& word, ExprPtr precision) -> ExprPtr {
  const auto at = span(&word);
  return make(at, at, KeywordValue{source::fold(source_text(span(*word.getStart()))), precision});
}

auto AstBuilder::time_of_precision(OrmParser::TimeOfPrecisionContext& context) -> ExprPtr {
  if (context.INTEGER() == nullptr) return missing(span(&context));
  const auto digits = span(*context.INTEGER()->getSymbol());
  auto* precision =
      make(digits, digits, Literal{Literal::Kind::integer, std::string(source_text(digits))});
  return keyword_value(context, precision);
}

auto AstBuilder::operand(OrmParser::OperandContext* context) -> ExprPtr {
  if (context == nullptr || context->children.empty()) return missing(span(context));
  auto at = span(context);
  auto& c = *context;
  if (c.constant() != nullptr) return constant(*c.constant());
  if (c.parameter() != nullptr) {
    auto own = span(c.parameter());
    return select_fields(make(own, own, parameter(*c.parameter())), c.fieldSelector());
  }
  if (c.typedLiteral() != nullptr) return typed_literal(*c.typedLiteral());
  if (c.named() != nullptr) return named(*c.named());
  if (c.specialCall() != nullptr) return special_call(*c.specialCall());
  if (c.xmlCall() != nullptr) return xml_call(*c.xmlCall());
  auto dotted_words = [&](antlr4::ParserRuleContext* rule,
                          antlr4::ParserRuleContext* first,
                          const std::vector<OrmParser::AnyNameContext*>& rest) {
    auto parts = std::vector<Name>{name(first)};
    for (auto* part : rest) parts.push_back(name(part));
    auto star = rule->getStop() != nullptr && rule->getStop()->getType() == OrmParser::STAR;
    return dotted(std::move(parts), star, at);
  };
  if (auto* rule = c.typeColumn())
    return dotted_words(rule, rule->typeColumnWord(), rule->anyName());
  if (auto* rule = c.callWordColumn()) return dotted_words(rule, rule->callWord(), rule->anyName());
  if (auto* rule = c.reservedColumn())
    return dotted_words(rule, rule->reservedWord(), rule->anyName());
  if (c.K_CASE() != nullptr) {
    auto node = Case{};
    auto values = c.expr();
    auto has_else = c.K_ELSE() != nullptr && !values.empty();
    if (values.size() > (has_else ? 1U : 0U)) node.operand = expr(values.front());
    for (auto* when : c.caseWhen()) {
      auto parts = when->expr();
      auto part = [&](std::size_t i) {
        return i < parts.size() ? expr(parts[i]) : missing(span(when));
      };
      auto condition = part(0);
      node.whens.push_back({condition, part(1)});
    }
    node.otherwise = has_else ? expr(values.back()) : nullptr;
    return make(at, span(*c.getStart()), std::move(node));
  }
  if (c.cast() != nullptr) return cast(*c.cast());
  if (c.K_ARRAY() != nullptr) {
    if (c.arrayElements() != nullptr) return array_elements(*c.arrayElements());
    return make(at, at, ArraySubquery{query(c.query())});
  }
  if (c.K_ROW() != nullptr) return make(at, at, RowConstructor{exprs(c.expr()), true});
  if (c.keyword() != nullptr) return keyword_value(*c.keyword(), nullptr);
  if (c.timeOfPrecision() != nullptr) return time_of_precision(*c.timeOfPrecision());
  if (c.K_DEFAULT() != nullptr) return make(at, at, DefaultValue{});
  if (c.parenthesised() == nullptr) return missing(at);
  auto found = parenthesised_query(*c.parenthesised());
  auto items = found == nullptr ? exprs(c.parenthesised()->expr()) : std::vector<ExprPtr>{};
  if (c.K_EXISTS() != nullptr) {
    if (found != nullptr) return make(at, span(*c.getStart()), Exists{found});
    if (auto path = path_query(items); path != nullptr) {
      return make(at, span(*c.getStart()), Exists{path});
    }
    diagnostics_.report(span(c.parenthesised()),
                        diagnostics::UnexpectedToken{"an expression", "a query or a relation"});
    return missing(at);
  }
  if (c.K_ANY() != nullptr || c.K_SOME() != nullptr || c.K_ALL() != nullptr) {
    auto kind = c.K_ALL() != nullptr ? Quantified::Kind::all : Quantified::Kind::any;
    auto array = found == nullptr && !items.empty() ? items.front() : nullptr;
    if (found == nullptr && array == nullptr) array = missing(at);
    return make(at, span(*c.getStart()), Quantified{kind, nullptr, {}, array, found});
  }
  auto own =
      c.CLOSE_PAREN() != nullptr ? span(*c.getStart()).to(span(*c.CLOSE_PAREN()->getSymbol())) : at;
  auto inner = ExprPtr{nullptr};
  if (found != nullptr) {
    inner = make(own, own, ScalarSubquery{found});
  } else if (items.size() > 1) {
    inner = make(own, own, RowConstructor{std::move(items), false});
  } else {
    // Parentheses around one expression are gone; its span keeps to what is inside.
    inner = items.empty() ? missing(own) : items.front();
  }
  return select_fields(inner, c.fieldSelector());
}

/// `exists(p.comments)` is `exists (select from p.comments)`; null for what is no name.
auto AstBuilder::path_query(const std::vector<ExprPtr>& items) -> QueryPtr {
  const auto* name = items.size() == 1 ? std::get_if<NameRef>(&items.front()->node) : nullptr;
  if (name == nullptr) return nullptr;
  auto table = NamedTable{};
  table.name = name->name;
  table.is_path = true;
  auto select = Select{};
  select.from.push_back(tree_.arena.make(TableRef{name->name.span, std::move(table)}));
  auto result = Query{};
  result.span = name->name.span;
  result.body = std::move(select);
  return tree_.arena.make(std::move(result));
}

}  // namespace ormc::syntax
