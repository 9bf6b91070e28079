#include "syntax/formatter.hpp"

namespace ormc::syntax {

namespace {

using antlr4::ParserRuleContext;

auto is_query(ParserRuleContext& parenthesised) -> bool {
  for (auto* child : parenthesised.children) {
    switch (rule_of(*child)) {
      case OrmParser::RuleWith:
      case OrmParser::RuleSelect:
      case OrmParser::RuleIntersectTail:
      case OrmParser::RuleSetTail:
      case OrmParser::RuleQueryTail:
        return true;
      default:
        break;
    }
    auto type = token_type(*child);
    if (type == OrmParser::K_VALUES || type == OrmParser::K_TABLE) return true;
    if (type == OrmParser::COMMA) return false;
  }
  return false;
}

/// A declaration or a member of a block: what does not fit goes on, part by part, on further lines.
auto is_declaration(ParserRuleContext& context) -> bool {
  const auto* around = dynamic_cast<ParserRuleContext*>(context.parent);
  if (around == nullptr) return false;
  return around->getRuleIndex() == OrmParser::RuleDeclaration ||
         around->getRuleIndex() == OrmParser::RuleModelMember ||
         around->getRuleIndex() == OrmParser::RuleUnit;
}

/// Adjacent strings are one string in SQL only if a line ends between them.
auto is_string(ParserRuleContext& context) -> bool {
  const auto rule = context.getRuleIndex();
  return (rule == OrmParser::RuleString || rule == OrmParser::RuleBits) &&
         context.children.size() > 1;
}

}  // namespace

void Formatter::rule(Context& context) {
  if (context.children.empty()) return;
  switch (context.getRuleIndex()) {
    case OrmParser::RuleField:
      return field(context);
    case OrmParser::RuleFunctionDeclaration:
    case OrmParser::RuleProcedureDeclaration:
    case OrmParser::RuleAggregateDeclaration:
    case OrmParser::RuleOpaqueDeclaration:
      return text_declaration(context);
    case OrmParser::RuleDefinition:
    case OrmParser::RuleDefinitionPart:
      return definition(context);
    case OrmParser::RuleModelPart:
      return parts(context);
    case OrmParser::RuleOperatorClass:
      return operator_class(context);
    case OrmParser::RuleViewDeclaration:
      return view_declaration(context);
    case OrmParser::RuleStatement:
    case OrmParser::RuleQuery:
    case OrmParser::RuleQueryExpressionWith:
      return statement(context);
    case OrmParser::RuleQueryExpression:
    case OrmParser::RuleSetTerm:
    case OrmParser::RuleSetTail:
    case OrmParser::RuleIntersectTail:
    case OrmParser::RuleSetPrimary:
      return query_clauses(context);
    case OrmParser::RuleParenthesised:
      if (!is_query(context)) return sequence(context);
      out_.open();
      query_clauses(context);
      return out_.close();
    case OrmParser::RuleSelect:
      return select(context);
    case OrmParser::RuleInsertStatement:
    case OrmParser::RuleUpdateStatement:
    case OrmParser::RuleDeleteStatement:
    case OrmParser::RuleMergeStatement:
      return clauses(context);
    case OrmParser::RuleReturning:
      return returning(context);
    case OrmParser::RuleMergeWhen:
      return merge_when(context);
    case OrmParser::RuleOnConflict:
      return on_conflict(context);
    case OrmParser::RuleFromItem:
    case OrmParser::RuleJoinedTable:
      return joins(context);
    case OrmParser::RuleJoinTail:
      return join_tail(context);
    case OrmParser::RuleQueryTail:
      return query_tail(context);
    case OrmParser::RuleShapeTail:
      return shape_tail(context);
    case OrmParser::RuleWindowSpecification:
      return window_specification(context);
    case OrmParser::RuleCallSuffix:
      return call(context);
    case OrmParser::RuleExpr:
    case OrmParser::RuleBExpr:
      return expr(context);
    case OrmParser::RuleOperand:
      if (token_type(*context.children.front()) == OrmParser::K_CASE) return case_expr(context);
      return sequence(context);
    case OrmParser::RuleCaseWhen:
      return case_when(context);
    default:
      if (is_string(context)) return string(context);
      return is_declaration(context) ? parts(context) : sequence(context);
  }
}

}  // namespace ormc::syntax
