#include "syntax/token_spacing.hpp"

namespace ormc::syntax {

namespace {

auto is_opening(std::size_t type) -> bool {
  return type == OrmParser::OPEN_PAREN || type == OrmParser::OPEN_BRACKET;
}

auto is_closing(std::size_t type) -> bool {
  return type == OrmParser::CLOSE_PAREN || type == OrmParser::CLOSE_BRACKET;
}

auto is_operator(std::size_t type) -> bool {
  switch (type) {
    case OrmParser::OPERATOR:
    case OrmParser::STAR:
    case OrmParser::EQUALS:
    case OrmParser::ARROW:
    case OrmParser::QUESTION:
    case OrmParser::BANG:
    case OrmParser::MINUS:
    case OrmParser::PLUS:
    case OrmParser::NAMED_ARGUMENT:
      return true;
    default:
      return false;
  }
}

}  // namespace

auto begins_query(antlr4::tree::ParseTree& node) -> bool {
  auto* context = dynamic_cast<antlr4::ParserRuleContext*>(&node);
  if (context == nullptr || context->children.empty()) return false;
  switch (context->getRuleIndex()) {
    case OrmParser::RuleWith:
    case OrmParser::RuleSelect:
    case OrmParser::RuleQuery:
      return true;
    case OrmParser::RuleParenthesised:
      break;
    default:
      return false;
  }
  auto* first = context->children.front();
  if (auto* token = dynamic_cast<antlr4::tree::TerminalNode*>(first)) {
    return token->getSymbol()->getType() == OrmParser::K_VALUES ||
           token->getSymbol()->getType() == OrmParser::K_TABLE;
  }
  return begins_query(*first);
}

namespace {

auto stands_before_query(antlr4::tree::TerminalNode& node) -> bool {
  const auto& siblings = node.parent->children;
  for (std::size_t i = 0; i + 1 < siblings.size(); ++i) {
    if (siblings[i] == &node) return begins_query(*siblings[i + 1]);
  }
  return false;
}

/// By the grammar these are calls: see `spread_call`.
auto stands_before_groups(const antlr4::tree::TerminalNode& node) -> bool {
  const auto* suffix = dynamic_cast<const antlr4::ParserRuleContext*>(node.parent);
  if (suffix == nullptr || suffix->getRuleIndex() != OrmParser::RuleCallSuffix) return false;
  for (const auto* at = suffix->parent; at != nullptr; at = at->parent) {
    const auto* context = dynamic_cast<const antlr4::ParserRuleContext*>(at);
    if (context == nullptr || context->stop != suffix->stop) return false;
    if (context->getRuleIndex() != OrmParser::RuleGroupItem) continue;
    const auto word = context->start->getType();
    return word == OrmParser::K_ROLLUP || word == OrmParser::K_CUBE;
  }
  return false;
}

/// A minus or plus of a number, rather than between two operands.
auto is_sign(const TokenPlace& place) -> bool {
  return (place.type == OrmParser::MINUS || place.type == OrmParser::PLUS) &&
         place.rule != OrmParser::RuleOperatorSymbol &&
         place.rule != OrmParser::RulePlainOperator && place.rule != OrmParser::RuleDefinitionPart;
}

/// `(` behind a word that it belongs to, as in a call.
auto space_before_parenthesis(const TokenPlace& before,
                              const TokenPlace& parenthesis,
                              Written written) -> Break {
  switch (parenthesis.rule) {
    case OrmParser::RuleCallSuffix:
      return parenthesis.stands_before_groups ? Break::space : Break::none;
    case OrmParser::RuleXmlCall:
    case OrmParser::RuleXmlAttributes:
    case OrmParser::RuleModifiers:
    case OrmParser::RuleAttribute:
    case OrmParser::RuleFunctionDeclaration:
    case OrmParser::RuleAggregateDeclaration:
    case OrmParser::RuleQueryParameters:
    case OrmParser::RulePredicateDeclaration:
    case OrmParser::RuleResultType:
    case OrmParser::RuleFunctionResult:
    case OrmParser::RuleQualifiedOperator:
    case OrmParser::RuleCast:
    case OrmParser::RuleTimeOfPrecision:
    case OrmParser::RuleXmlTable:
      return Break::none;
    case OrmParser::RuleSpecialCall:
      return before.type == OrmParser::K_FOR ? Break::space : Break::none;
    case OrmParser::RuleOperand:
      if (before.rule != OrmParser::RuleOperand) return Break::space;
      if (before.type == OrmParser::K_ARRAY || !parenthesis.stands_before_query) return Break::none;
      return Break::space;
    case OrmParser::RuleTableSample:
      return before.type == OrmParser::K_REPEATABLE ? Break::space : Break::none;
    case OrmParser::RuleIndexElement:
      return before.is_name ? Break::none : Break::space;
    case OrmParser::RuleInsertStatement:
    case OrmParser::RuleModelPart:
    case OrmParser::RuleIndex:
    case OrmParser::RuleKey:
    case OrmParser::RuleForeignKey:
    case OrmParser::RuleExclusion:
    case OrmParser::RuleTableAlias:
    case OrmParser::RuleFunctionAlias:
    case OrmParser::RuleCte:
    case OrmParser::RuleWindowSpecification:
    case OrmParser::RuleOperatorDeclaration:
      return Break::space;
    default:
      // Behind a name, in a declaration that has no rule here, it may be a call or a list.
      return before.is_name && written == Written::together ? Break::none : Break::space;
  }
}

auto space_before_bracket(const TokenPlace& bracket, const TokenPlace& before) -> Break {
  switch (bracket.rule) {
    case OrmParser::RuleAccessor:
    case OrmParser::RuleDimension:
    case OrmParser::RuleResultType:
    case OrmParser::RuleAssignmentTarget:
      return Break::none;
    case OrmParser::RuleArrayElements:
      return before.type == OrmParser::K_ARRAY ? Break::none : Break::space;
    default:
      return Break::space;
  }
}

auto is_marked_nullable(std::size_t rule) -> bool {
  return rule == OrmParser::RuleField || rule == OrmParser::RuleQueryParameter ||
         rule == OrmParser::RuleResultType || rule == OrmParser::RuleRowColumn;
}

/// A colon that stands between two things rather than behind a name.
auto space_around_colon(std::size_t rule) -> Break {
  return rule == OrmParser::RuleModelDeclaration ? Break::space : Break::none;
}

}  // namespace

auto is_name_rule(std::size_t rule) -> bool {
  switch (rule) {
    case OrmParser::RuleAnyName:
    case OrmParser::RuleTableFirst:
    case OrmParser::RuleReservedWord:
    case OrmParser::RuleReservedTable:
    case OrmParser::RuleCallWord:
    case OrmParser::RuleTypeWord:
    case OrmParser::RulePlainWord:
    case OrmParser::RuleAliasWord:
    case OrmParser::RuleAliasCallWord:
    case OrmParser::RuleXmlWord:
    case OrmParser::RuleSchemaWord:
    case OrmParser::RuleDefinitionPart:
    case OrmParser::RuleBareAlias:
    case OrmParser::RuleTypeFirst:
    case OrmParser::RuleArgumentWord:
    case OrmParser::RuleIndexName:
    case OrmParser::RuleColumnWord:
    case OrmParser::RuleQualifiedOpclass:
    case OrmParser::RuleWindowName:
    case OrmParser::RuleFromAlias:
    case OrmParser::RuleCallName:
    case OrmParser::RuleTypeColumnWord:
    case OrmParser::RuleWindowReference:
    case OrmParser::RuleParameterMode:
    case OrmParser::RuleFunctionWord:
      return true;
    default:
      return false;
  }
}

namespace {

/// A word alone may name something where the grammar takes it for a type or a value: a row in
/// `-> INTERVAL[]`, a field in `@inverse(USER)`.
auto may_be_name(antlr4::tree::TerminalNode& node) -> bool {
  auto* tree = static_cast<antlr4::tree::ParseTree*>(&node);
  while (tree->parent != nullptr && tree->parent->children.size() == 1) {
    tree = tree->parent;
    auto* context = dynamic_cast<antlr4::ParserRuleContext*>(tree);
    auto rule = context->getRuleIndex();
    if (rule == OrmParser::RuleBaseType || rule == OrmParser::RuleAttributeArgument) return true;
  }
  return false;
}

}  // namespace

auto place_of(antlr4::tree::TerminalNode& node) -> TokenPlace {
  auto place = TokenPlace{.type = node.getSymbol()->getType()};
  const auto* parent = dynamic_cast<antlr4::ParserRuleContext*>(node.parent);
  if (parent == nullptr) return place;
  place.rule = parent->getRuleIndex();
  place.is_name = is_name_rule(place.rule) || may_be_name(node);
  // The words of an interval's fields are names everywhere else.
  if (place.rule == OrmParser::RuleFieldWord) {
    const auto* around = dynamic_cast<antlr4::ParserRuleContext*>(parent->parent);
    place.is_name = around != nullptr && around->getRuleIndex() != OrmParser::RuleIntervalFields;
  }
  if (place.type == OrmParser::OPEN_PAREN) {
    place.stands_before_query = stands_before_query(node);
    place.stands_before_groups = stands_before_groups(node);
  }
  return place;
}

auto usual_space(const TokenPlace& before, const TokenPlace& behind, Written written) -> Break {
  auto type = behind.type;
  if (type == OrmParser::COMMA || type == OrmParser::SEMICOLON || is_closing(type))
    return Break::none;
  if (is_opening(before.type)) return Break::none;
  if (before.type == OrmParser::OPEN_BRACE && type == OrmParser::CLOSE_BRACE) return Break::none;
  if (before.type == OrmParser::DOT || type == OrmParser::DOT) return Break::none;
  if (before.type == OrmParser::TYPECAST || type == OrmParser::TYPECAST) return Break::none;
  if (type == OrmParser::COLON) return space_around_colon(behind.rule);
  if (before.type == OrmParser::COLON) {
    return before.rule == OrmParser::RuleSubscript ? Break::none : Break::space;
  }
  if (type == OrmParser::QUESTION && is_marked_nullable(behind.rule)) return Break::none;
  if (type == OrmParser::BANG && behind.rule == OrmParser::RuleTail) return Break::none;
  if (type == OrmParser::STAR && behind.rule == OrmParser::RuleRelation) return Break::space;
  if (is_sign(before) && !is_operator(type)) return Break::none;
  if (before.rule == OrmParser::RuleDefinitionPart && before.type == OrmParser::MINUS)
    return written == Written::together ? Break::none : Break::space;
  if (type == OrmParser::OPEN_PAREN) return space_before_parenthesis(before, behind, written);
  if (type == OrmParser::OPEN_BRACKET) return space_before_bracket(behind, before);
  return Break::space;
}

}  // namespace ormc::syntax
