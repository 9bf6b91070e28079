#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/syntax_diagnostics.hpp"
#include "source/fold.hpp"
#include "syntax/build_ast.hpp"
#include "syntax/string_literal.hpp"

namespace ormc::syntax {

auto AstBuilder::span(const antlr4::Token& token) const -> Span {
  auto begin = static_cast<std::uint32_t>(offsets_.byte(token.getStartIndex()));
  // EOF has no extent; its stop lies before its start.
  if (token.getType() == antlr4::Token::EOF) return {file_.id(), begin, begin};
  return {file_.id(), begin, static_cast<std::uint32_t>(offsets_.byte(token.getStopIndex() + 1))};
}

auto AstBuilder::span(antlr4::ParserRuleContext* context) const -> Span {
  if (context == nullptr || context->getStart() == nullptr) return {file_.id(), 0, 0};
  auto begin = span(*context->getStart());
  auto* stop = context->getStop();
  if (stop == nullptr || stop->getStartIndex() < context->getStart()->getStartIndex()) {
    return {file_.id(), begin.begin, begin.begin};
  }
  return begin.to(span(*stop));
}

auto AstBuilder::doc(antlr4::ParserRuleContext& context) const -> Doc {
  auto found = docs_.find(context.getStart()->getTokenIndex());
  return found == docs_.end() ? Doc{} : found->second;
}

auto AstBuilder::name(const antlr4::Token& token) -> Name {
  auto at = span(token);
  auto written = source_text(at);
  if (token.getType() == OrmParser::QUOTED) {
    return {unquote_doubled(written.substr(1, written.size() - 2), '"'), true, at};
  }
  if (token.getType() == OrmParser::UNICODE_QUOTED) {
    auto decoded = decode_unicode_name(written);
    if (!decoded) diagnostics_.report(at, diagnostics::BadEscape{});
    return {decoded.value_or(std::string{}), true, at};
  }
  return {std::string(written), false, at};
}

auto AstBuilder::name(antlr4::ParserRuleContext* context) -> Name {
  if (context == nullptr || context->exception || context->getStart() == nullptr) {
    return {{}, false, span(context)};
  }
  return name(*context->getStart());
}

auto AstBuilder::name_list(OrmParser::NameListContext* context) -> std::vector<Name> {
  if (context == nullptr) return {};
  return names(context->anyName());
}

/// Every name rule with dots is a sequence of single-token rules and DOT tokens.
auto AstBuilder::qualified_name(antlr4::ParserRuleContext* context) -> QualifiedName {
  auto result = QualifiedName{{}, span(context)};
  if (context == nullptr) return result;
  for (auto* child : context->children) {
    if (auto* part = dynamic_cast<antlr4::ParserRuleContext*>(child)) {
      result.parts.push_back(name(part));
    }
  }
  return result;
}

namespace {

/// SQL's spelling of a type of several words: `timestamp with time zone`.
auto words_of(OrmParser::BaseTypeContext& context) -> std::string {
  auto text = std::string{};
  auto add = [&](std::string_view word) {
    if (!text.empty()) text += ' ';
    text += word;
  };
  if (context.K_DOUBLE() != nullptr) return "double precision";
  if (context.K_NATIONAL() != nullptr || context.K_NCHAR() != nullptr) add("national character");
  if (context.K_NATIONAL() == nullptr && (context.K_CHARACTER() || context.K_CHAR()))
    add("character");
  if (context.K_BIT() != nullptr) add("bit");
  if (context.K_VARYING() != nullptr) add("varying");
  if (context.K_TIMESTAMP() != nullptr) add("timestamp");
  if (text.empty() && !context.K_TIME().empty()) add("time");
  if (context.K_WITH() != nullptr) add("with time zone");
  if (context.K_WITHOUT() != nullptr) add("without time zone");
  if (context.K_INTERVAL() != nullptr) add("interval");
  return text;
}

auto is_word_type(OrmParser::BaseTypeContext& context) -> bool {
  return context.typeFirst() == nullptr;
}

}  // namespace

void AstBuilder::base_type(OrmParser::BaseTypeContext* context, TypeName& into) {
  if (context == nullptr || context->children.empty()) return;
  if (is_word_type(*context)) {
    into.name.parts.push_back({words_of(*context), false, span(context)});
    into.name.span = span(context);
  } else {
    into.name.parts.push_back(name(context->typeFirst()));
    for (auto* part : context->anyName()) into.name.parts.push_back(name(part));
    into.name.span = into.name.parts.front().span.to(into.name.parts.back().span);
  }
  if (auto* modifiers = context->modifiers()) into.modifiers = exprs(modifiers->expr());
  if (auto* fields = context->intervalFields()) {
    into.interval_fields = lower_words(source_text(span(fields)));
  }
}

auto AstBuilder::type_name(OrmParser::TypeNameContext* context) -> TypeName {
  auto type = TypeName{};
  type.span = span(context);
  type.name.span = type.span;
  if (context == nullptr) return type;
  type.set_of = context->K_SETOF() != nullptr;
  base_type(context->baseType(), type);
  auto dimensions = context->dimension().size();
  if (context->K_ARRAY() != nullptr && dimensions == 0) dimensions = 1;
  type.array_dimensions = static_cast<std::uint32_t>(dimensions);
  return type;
}

auto AstBuilder::string_value(const antlr4::Token& token) -> std::string {
  auto at = span(token);
  auto value = decode_string(source_text(at));
  if (!value) {
    diagnostics_.report(at, diagnostics::BadEscape{});
    return {};
  }
  return *value;
}

auto AstBuilder::tokens_of(const antlr4::ParserRuleContext& context)
    -> std::vector<const antlr4::Token*> {
  auto tokens = std::vector<const antlr4::Token*>{};
  for (auto* child : context.children) {
    auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(child);
    if (leaf != nullptr) tokens.push_back(leaf->getSymbol());
  }
  return tokens;
}

auto AstBuilder::joined_value(const std::vector<const antlr4::Token*>& tokens) -> std::string {
  if (tokens.empty()) return {};
  auto value = string_value(*tokens.front());
  for (auto i = std::size_t{1}; i < tokens.size(); ++i) {
    auto before = span(*tokens[i - 1]);
    auto here = span(*tokens[i]);
    auto between = source_text({file_.id(), before.end, here.begin});
    if (between.find_first_of("\r\n") == std::string_view::npos) {
      diagnostics_.report(here,
                          diagnostics::UnexpectedToken{fmt::format("{}", source_text(here)),
                                                       "an operator or a line break"});
    }
    value += string_value(*tokens[i]);
  }
  return value;
}

auto AstBuilder::string_value(OrmParser::StringContext& context) -> std::string {
  auto tokens = tokens_of(context);
  std::erase_if(tokens, [](const auto* token) { return token->getType() == OrmParser::K_UESCAPE; });
  if (context.K_UESCAPE() != nullptr && tokens.size() > 1) {
    auto escape = string_value(*tokens.back());
    auto written = source_text(span(*tokens.front()));
    auto body = unquote_doubled(written.substr(3, written.size() - 4), '\'');
    auto decoded = is_unicode_escape(escape) ? decode_unicode(body, escape.front()) : std::nullopt;
    if (!decoded) diagnostics_.report(span(&context), diagnostics::BadEscape{});
    return decoded.value_or(std::string{});
  }
  return joined_value(tokens);
}

auto AstBuilder::text(OrmParser::TextContext* context) -> std::string {
  if (context == nullptr || context->exception || context->getStart() == nullptr) return {};
  const auto& token = *context->getStart();
  if (token.getType() == OrmParser::QUOTED) return name(token).text;
  return string_value(token);
}

}  // namespace ormc::syntax
