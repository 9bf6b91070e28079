#include <algorithm>

#include "source/fold.hpp"
#include "syntax/build_ast.hpp"

namespace ormc::syntax {

auto AstBuilder::trigger(OrmParser::TriggerContext& context) -> Trigger {
  auto result = Trigger{};
  result.span = span(&context);
  result.doc = doc(context);
  result.name = name(context.anyName());
  result.is_inherited = context.K_EXECUTE() == nullptr;
  result.is_constraint = context.K_CONSTRAINT() != nullptr;
  if (auto* time = context.triggerTime()) {
    if (time->K_AFTER() != nullptr) result.time = Trigger::Time::after;
    if (time->K_INSTEAD() != nullptr) result.time = Trigger::Time::instead_of;
  }
  for (auto* event : context.triggerEvent()) {
    result.on_insert = result.on_insert || event->K_INSERT() != nullptr;
    result.on_delete = result.on_delete || event->K_DELETE() != nullptr;
    result.on_truncate = result.on_truncate || event->K_TRUNCATE() != nullptr;
    result.on_update = result.on_update || event->K_UPDATE() != nullptr;
    if (event->nameList() != nullptr) result.update_columns = name_list(event->nameList());
  }
  // `on` and `from` come before the function that is executed.
  auto names = context.qualifiedName();
  auto next = std::size_t{0};
  if (context.K_ON() != nullptr && next < names.size())
    result.table = qualified_name(names[next++]);
  if (context.K_FROM() != nullptr && next < names.size()) {
    result.from_table = qualified_name(names[next++]);
  }
  if (next < names.size()) result.function = qualified_name(names[next]);
  for (auto* part : context.transition()) {
    auto word = source::fold(source_text(span(*part->getStart())));
    result.transitions.push_back({word == "new", name(part->anyName())});
  }
  result.each_row = context.K_ROW() != nullptr;
  if (context.expr() != nullptr) result.when = expr(context.expr());
  for (auto* argument : context.triggerArgument()) {
    result.arguments.push_back(argument->text() != nullptr
                                   ? text(argument->text())
                                   : std::string{source_text(span(argument))});
  }
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::policy(OrmParser::PolicyContext& context) -> Policy {
  auto result = Policy{};
  result.span = span(&context);
  result.doc = doc(context);
  result.name = name(context.anyName());
  if (context.qualifiedName() != nullptr) result.table = qualified_name(context.qualifiedName());
  if (context.IDENTIFIER() != nullptr) {
    result.restrictive = source::fold(context.IDENTIFIER()->getText()) == "restrictive";
  }
  if (context.K_SELECT() != nullptr) result.command = "select";
  if (context.K_INSERT() != nullptr) result.command = "insert";
  if (context.K_UPDATE() != nullptr) result.command = "update";
  if (context.K_DELETE() != nullptr) result.command = "delete";
  if (context.nameList() != nullptr) result.roles = name_list(context.nameList());
  // The expressions in order: of `using`, if it is there, then of `with check`.
  auto conditions = context.expr();
  auto next = std::size_t{0};
  if (context.K_USING() != nullptr && next < conditions.size()) {
    result.visible = expr(conditions[next++]);
  }
  if (context.K_CHECK() != nullptr && next < conditions.size()) {
    result.allowed = expr(conditions[next]);
  }
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::rule(OrmParser::Rule_Context& context) -> Rule {
  auto result = Rule{};
  result.span = span(&context);
  result.doc = doc(context);
  result.name = name(context.anyName());
  if (context.K_SELECT() != nullptr) result.event = "select";
  if (context.K_INSERT() != nullptr) result.event = "insert";
  if (context.K_UPDATE() != nullptr) result.event = "update";
  if (context.K_DELETE() != nullptr) result.event = "delete";
  if (context.qualifiedName() != nullptr) result.table = qualified_name(context.qualifiedName());
  if (context.expr() != nullptr) result.where = expr(context.expr());
  result.instead = context.K_INSTEAD() != nullptr;
  if (context.text() != nullptr) result.action = text(context.text());
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::statistics(OrmParser::StatisticsContext& context) -> Statistics {
  auto result = Statistics{};
  result.span = span(&context);
  result.doc = doc(context);
  if (context.anyName() != nullptr) result.name = name(context.anyName());
  if (context.nameList() != nullptr) result.kinds = name_list(context.nameList());
  result.elements = exprs(context.expr());
  if (context.qualifiedName() != nullptr) result.table = qualified_name(context.qualifiedName());
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::sequence_declaration(OrmParser::SequenceDeclarationContext& context) -> Sequence {
  auto result = Sequence{};
  result.name = name(context.anyName());
  for (auto* part : context.sequencePart()) {
    if (part->attribute() != nullptr) {
      result.attributes.push_back(attribute(*part->attribute()));
    } else if (part->typeName() != nullptr) {
      result.type = type_name(part->typeName());
    } else if (part->qualifiedName() != nullptr) {
      result.owner = qualified_name(part->qualifiedName());
    } else if (part->K_NO() != nullptr) {
      result.options.push_back({"no " + source::fold(name(part->anyName()).text), {}, span(part)});
    } else if (part->K_CYCLE() != nullptr) {
      result.options.push_back({"cycle", {}, span(part)});
    } else if (part->IDENTIFIER() != nullptr && part->INTEGER() != nullptr) {
      auto sign = std::string{part->MINUS() != nullptr ? "-" : ""};
      result.options.push_back({source::fold(part->IDENTIFIER()->getText()),
                                sign + part->INTEGER()->getText(),
                                span(part)});
    }
  }
  return result;
}

namespace {

/// Names, and words of the language that are written as only a name is: `Order`.
auto is_name_token(const antlr4::Token& token) -> bool {
  auto type = token.getType();
  if (type == OrmParser::IDENTIFIER || type == OrmParser::QUOTED) return true;
  auto text = token.getText();
  auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && is_upper(text.front()) && std::any_of(text.begin(), text.end(), is_lower);
}

void collect_tokens(antlr4::tree::ParseTree* tree, std::vector<antlr4::Token*>& into) {
  auto pending = std::vector<antlr4::tree::ParseTree*>{tree};
  while (!pending.empty()) {
    auto* node = pending.back();
    pending.pop_back();
    if (auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(node)) {
      into.push_back(leaf->getSymbol());
      continue;
    }
    for (auto i = node->children.size(); i > 0; --i) pending.push_back(node->children[i - 1]);
  }
}

}  // namespace

/// `end`: where what stands before them ends.
auto AstBuilder::definition_words(const std::vector<OrmParser::DefinitionPartContext*>& parts,
                                  std::uint32_t end) -> DefinitionWords {
  auto tokens = std::vector<antlr4::Token*>{};
  for (auto* part : parts) collect_tokens(part, tokens);
  auto result = DefinitionWords{};
  for (auto* token : tokens) {
    auto at = span(*token);
    // Keywords may be names too, but only with something before or behind a dot.
    result.tokens.push_back({.text = std::string{source_text(at)},
                             .span = at,
                             .is_name = is_name_token(*token),
                             .is_dot = token->getType() == OrmParser::DOT,
                             .after_space = at.begin > end});
    end = at.end;
  }
  return result;
}

auto AstBuilder::definition(OrmParser::DefinitionContext& context) -> Definition {
  auto result = Definition{};
  result.span = span(&context);
  auto heads = std::vector<antlr4::Token*>{};
  if (context.definitionHead() != nullptr) collect_tokens(context.definitionHead(), heads);
  for (auto* token : heads) {
    if (!result.kind.empty()) result.kind += ' ';
    result.kind += source::fold(source_text(span(*token)));
  }
  result.words = definition_words(context.definitionPart(),
                                  heads.empty() ? result.span.begin : span(*heads.back()).end);
  return result;
}

auto AstBuilder::cast_declaration(OrmParser::CastDeclarationContext& context) -> CastDeclaration {
  auto result = CastDeclaration{};
  result.span = span(&context);
  auto types = context.typeName();
  if (types.size() < 2) return result;
  result.source = type_name(types[0]);
  result.target = type_name(types[1]);
  for (auto i = std::size_t{2}; i < types.size(); ++i) {
    result.arguments.push_back(type_name(types[i]));
  }
  if (context.qualifiedName() != nullptr) result.function = qualified_name(context.qualifiedName());
  if (context.K_WITHOUT() != nullptr) result.method = CastDeclaration::Method::binary;
  if (context.K_FUNCTION() == nullptr) result.method = CastDeclaration::Method::inout;
  auto words = context.IDENTIFIER();
  auto is_last = context.K_AS().size() > 1 && !words.empty();
  auto last = is_last ? source::fold(words.back()->getText()) : std::string{};
  if (last == "assignment") result.context = CastDeclaration::Context::assignment;
  if (last == "implicit") result.context = CastDeclaration::Context::implicit;
  return result;
}

auto AstBuilder::operator_class(OrmParser::OperatorClassContext& context) -> OperatorClass {
  auto result = OperatorClass{};
  result.span = span(&context);
  auto names = context.qualifiedName();
  if (!names.empty()) result.name = qualified_name(names.front());
  if (names.size() > 1) result.family = qualified_name(names.back());
  result.is_default = context.K_DEFAULT() != nullptr;
  result.type = type_name(context.typeName());
  result.method = name(context.anyName());
  result.words = definition_words(context.definitionPart(), 0);
  return result;
}

}  // namespace ormc::syntax
