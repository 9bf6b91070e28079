#include "source/fold.hpp"
#include "syntax/build_ast.hpp"

namespace ormc::syntax {

namespace {

auto kind_of(OrmParser::XmlCallContext& c) -> XmlCall::Kind {
  if (c.K_XMLCONCAT() != nullptr) return XmlCall::Kind::concat;
  if (c.K_XMLELEMENT() != nullptr) return XmlCall::Kind::element;
  if (c.K_XMLFOREST() != nullptr) return XmlCall::Kind::forest;
  if (c.K_XMLPARSE() != nullptr) return XmlCall::Kind::parse;
  if (c.K_XMLPI() != nullptr) return XmlCall::Kind::pi;
  if (c.K_XMLROOT() != nullptr) return XmlCall::Kind::root;
  return XmlCall::Kind::serialize;
}

auto standalone_of(OrmParser::XmlCallContext& c) -> XmlCall::Standalone {
  if (c.K_STANDALONE() == nullptr) return XmlCall::Standalone::unspecified;
  if (c.K_YES() != nullptr) return XmlCall::Standalone::yes;
  // `version no value` has the same words before it.
  auto after = c.K_STANDALONE()->getSymbol()->getTokenIndex();
  for (auto* word : c.K_VALUE()) {
    if (word->getSymbol()->getTokenIndex() > after) return XmlCall::Standalone::no_value;
  }
  return XmlCall::Standalone::no;
}

}  // namespace

auto AstBuilder::xml_values(const std::vector<OrmParser::XmlValueContext*>& contexts)
    -> std::vector<XmlCall::Value> {
  auto values = std::vector<XmlCall::Value>{};
  for (auto* context : contexts) {
    auto named = std::optional<Name>{};
    if (context->anyName() != nullptr) named = name(context->anyName());
    values.push_back({expr(context->expr()), std::move(named)});
  }
  return values;
}

auto AstBuilder::xml_call(OrmParser::XmlCallContext& c) -> ExprPtr {
  auto at = span(&c);
  auto head = span(*c.getStart());
  auto call = XmlCall{};
  call.kind = kind_of(c);
  if (c.anyName() != nullptr) call.name = name(c.anyName());
  auto* attributes = c.xmlAttributes();
  call.values = xml_values(attributes != nullptr ? attributes->xmlValue() : c.xmlValue());
  call.arguments = exprs(c.expr());
  call.document = c.K_DOCUMENT() != nullptr;
  if (c.K_WHITESPACE() != nullptr) call.preserves = c.K_PRESERVE() != nullptr;
  if (c.typeName() != nullptr) call.type = type_name(c.typeName());
  call.standalone = standalone_of(c);
  return make(at, head, std::move(call));
}

auto AstBuilder::xml_column(OrmParser::XmlColumnContext& context) -> XmlTable::Column {
  auto column = XmlTable::Column{name(context.anyName()), std::nullopt};
  if (context.typeName() != nullptr) column.type = type_name(context.typeName());
  for (auto* option : context.xmlColumnOption()) {
    if (option->K_PATH() != nullptr) column.path = expr(option->bExpr());
    if (option->K_DEFAULT() != nullptr) column.default_value = expr(option->bExpr());
    if (option->K_NOT() != nullptr) column.not_null = true;
  }
  return column;
}

auto AstBuilder::xml_table(OrmParser::XmlTableContext& context) -> XmlTable {
  auto table = XmlTable{};
  for (auto* part : context.xmlNamespace()) {
    auto named = std::optional<Name>{};
    if (part->anyName() != nullptr) named = name(part->anyName());
    table.namespaces.push_back({expr(part->bExpr()), std::move(named)});
  }
  auto* passing = context.xmlPassing();
  table.row = operand(context.operand());
  table.document = passing != nullptr ? operand(passing->operand()) : missing(span(&context));
  for (auto* column : context.xmlColumn()) table.columns.push_back(xml_column(*column));
  return table;
}

}  // namespace ormc::syntax
