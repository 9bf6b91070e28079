#include <algorithm>

#include "source/fold.hpp"
#include "syntax/build_ast.hpp"

namespace ormc::syntax {

auto lower_words(std::string_view text) -> std::string {
  auto out = std::string{};
  for (auto c : text) {
    auto space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : source::fold(c);
  }
  return out;
}

auto AstBuilder::attributes(const std::vector<OrmParser::AttributeContext*>& contexts)
    -> std::vector<Attribute> {
  auto all = std::vector<Attribute>{};
  for (auto* context : contexts) all.push_back(attribute(*context));
  return all;
}

/// Arguments that are words rather than expressions (`set null`, `always`, `start 5`) are joined in
/// `words`, in order and separated by commas; those that read as expressions are in `arguments`
/// too.
auto AstBuilder::attribute(OrmParser::AttributeContext& context) -> Attribute {
  auto result = Attribute{};
  result.span = span(&context);
  auto head = span(*context.getStart());
  result.name = {std::string(source_text({head.file, head.begin + 1, head.end})), false, head};
  for (auto* argument : context.attributeArgument()) {
    // `left` and `right` begin calls, and are names by themselves.
    auto first = argument->getStart()->getType();
    auto is_word = argument->argumentWord() != nullptr ||
                   (argument->getStart() == argument->getStop() &&
                    (first == OrmParser::K_LEFT || first == OrmParser::K_RIGHT));
    auto is_expr = argument->expr() != nullptr && !is_word;
    if (is_expr) result.arguments.push_back(expr(argument->expr()));
    if (is_word) {
      auto at = span(argument);
      auto name = Name{std::string(source_text(at)), false, at};
      result.arguments.push_back(dotted({std::move(name)}, false, at));
    }
    const auto* reference =
        is_expr ? std::get_if<NameRef>(&result.arguments.back()->node) : nullptr;
    auto bare = reference != nullptr && reference->name.parts.size() == 1 &&
                !reference->name.parts[0].quoted;
    if (is_expr && !bare) continue;
    if (!result.words.empty()) result.words += ", ";
    result.words += lower_words(source_text(span(argument)));
  }
  if (result.name.text == "allow") allow(context, result);
  return result;
}

/// `@allow` is about what it stands on: the rule of the grammar around it.
void AstBuilder::allow(OrmParser::AttributeContext& context, const Attribute& attribute) {
  auto* around = dynamic_cast<antlr4::ParserRuleContext*>(context.parent);
  if (around == nullptr) return;
  if (around->getRuleIndex() == OrmParser::RuleSequencePart) {
    around = dynamic_cast<antlr4::ParserRuleContext*>(around->parent);
  }
  const auto text = file_.text();
  auto allowance = diagnostics::Allowance{{}, attribute.span, attribute.span, span(around)};
  if (around->getRuleIndex() == OrmParser::RuleModule) {
    allowance.within = {file_.id(), 0, static_cast<std::uint32_t>(text.size())};
  }
  auto& begin = allowance.with_space.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  for (const auto* argument : attribute.arguments) {
    const auto* name = std::get_if<NameRef>(&argument->node);
    if (name == nullptr || name->name.parts.size() != 1) continue;
    allowance.codes.push_back({name->name.parts.front().text, argument->span});
  }
  diagnostics_.allow(std::move(allowance));
}

auto AstBuilder::field(OrmParser::FieldContext& context) -> Field {
  auto result = Field{};
  result.span = span(&context);
  result.doc = doc(context);
  result.name = name(context.anyName());
  result.type = type_name(context.typeName());
  result.nullable = context.QUESTION() != nullptr;
  if (context.expr() != nullptr) result.default_value = expr(context.expr());
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::model_declaration(OrmParser::ModelDeclarationContext& context) -> Model {
  auto model = Model{};
  model.name = name(context.anyName());
  model.is_abstract = context.K_ABSTRACT() != nullptr;
  model.is_foreign = context.K_FOREIGN() != nullptr;
  for (auto* base : context.qualifiedName()) model.bases.push_back(qualified_name(base));
  for (auto* part : context.modelPart()) model_part(*part, model);
  model.attributes = attributes(context.attribute());
  for (auto* member : context.modelMember()) model_member(*member, model);
  return model;
}

void AstBuilder::model_part(OrmParser::ModelPartContext& context, Model& model) {
  auto names = context.qualifiedName();
  if (context.K_INHERITS() != nullptr) {
    for (auto* parent : names) model.parents.push_back(qualified_name(parent));
  } else if (context.partitionBound() != nullptr) {
    model.partition_of = partition_of(context);
  } else if (context.K_BY() != nullptr) {
    model.partition_by = PartitionBy{name(context.anyName()), {}, span(&context)};
    for (auto* element : context.indexElement()) {
      model.partition_by->elements.push_back(index_element(*element));
    }
  } else if (context.K_SERVER() != nullptr) {
    model.server = name(context.anyName());
  } else if (context.K_OPTIONS() != nullptr) {
    model.options = foreign_options(context.foreignOption());
  } else if (context.K_OF() != nullptr && !names.empty()) {
    model.of_type = qualified_name(names.front());
  }
}

auto AstBuilder::partition_of(OrmParser::ModelPartContext& context) -> PartitionOf {
  auto result = PartitionOf{};
  result.span = span(&context);
  if (!context.qualifiedName().empty()) {
    result.parent = qualified_name(context.qualifiedName().front());
  }
  auto& bound = *context.partitionBound();
  auto rows = bound.valuesRow();
  if (bound.K_IN() != nullptr) {
    result.bound = PartitionOf::Bound::in;
    result.values = exprs(bound.expr());
  } else if (rows.size() == 2) {
    result.bound = PartitionOf::Bound::range;
    result.values = exprs(rows.front()->expr());
    result.upper = exprs(rows.back()->expr());
  } else if (bound.K_WITH() != nullptr) {
    result.bound = PartitionOf::Bound::hash;
    auto words = bound.anyName();
    auto numbers = bound.INTEGER();
    for (auto i = std::size_t{0}; i < std::min(words.size(), numbers.size()); ++i) {
      result.hash[source::fold(name(words[i]).text)] = numbers[i]->getText();
    }
  }
  return result;
}

auto AstBuilder::foreign_options(const std::vector<OrmParser::ForeignOptionContext*>& contexts)
    -> std::vector<ForeignOption> {
  auto result = std::vector<ForeignOption>{};
  for (auto* option : contexts) result.push_back({name(option->anyName()), text(option->text())});
  return result;
}

void AstBuilder::model_member(OrmParser::ModelMemberContext& context, Model& model) {
  if (context.field() != nullptr) {
    model.members.emplace_back(field(*context.field()));
  } else if (context.check() != nullptr) {
    model.members.emplace_back(check(*context.check()));
  } else if (context.index() != nullptr) {
    model.members.emplace_back(index(*context.index()));
  } else if (context.key() != nullptr) {
    model.members.emplace_back(key(*context.key()));
  } else if (context.foreignKey() != nullptr) {
    model.members.emplace_back(foreign_key(*context.foreignKey()));
  } else if (context.exclusion() != nullptr) {
    model.members.emplace_back(exclusion(*context.exclusion()));
  } else if (context.defaultOrder() != nullptr) {
    auto& order = *context.defaultOrder();
    model.members.emplace_back(
        DefaultOrder{order_items(order.orderItem()), attributes(order.attribute()), span(&order)});
  } else if (context.trigger() != nullptr) {
    model.members.emplace_back(trigger(*context.trigger()));
  } else if (context.policy() != nullptr) {
    model.members.emplace_back(policy(*context.policy()));
  } else if (context.rule_() != nullptr) {
    model.members.emplace_back(rule(*context.rule_()));
  } else if (context.statistics() != nullptr) {
    model.members.emplace_back(statistics(*context.statistics()));
  } else if (context.columnOrder() != nullptr) {
    model.members.emplace_back(
        ColumnOrder{name_list(context.columnOrder()->nameList()), span(context.columnOrder())});
  }
}

auto AstBuilder::check(OrmParser::CheckContext& context) -> Check {
  auto result = Check{};
  result.span = span(&context);
  result.doc = doc(context);
  if (context.anyName() != nullptr) result.name = name(context.anyName());
  result.expr = expr(context.expr());
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::option(OrmParser::OptionContext& context) -> std::pair<Name, ExprPtr> {
  auto value = context.expr() != nullptr ? expr(context.expr()) : nullptr;
  return {name(context.anyName()), value};
}

auto AstBuilder::index_element(OrmParser::IndexElementContext& context) -> IndexElement {
  auto element = IndexElement{};
  element.span = span(&context);
  if (auto* column = context.columnOrCall()) {
    auto at = span(column);
    auto parts = std::vector<Name>{};
    if (column->columnWord() != nullptr) parts.push_back(name(column->columnWord()));
    if (column->callWord() != nullptr) parts.push_back(name(column->callWord()));
    for (auto* part : column->anyName()) parts.push_back(name(part));
    auto dots = parts.empty() ? at : parts.front().span.to(parts.back().span);
    element.expr = column->specialCall() != nullptr ? special_call(*column->specialCall())
                   : column->callSuffix() != nullptr
                       ? call({std::move(parts), dots}, column->callSuffix(), nullptr, at)
                       : dotted(std::move(parts), false, at);
  } else {
    element.expr = expr(context.expr());
  }
  if (context.qualifiedName() != nullptr)
    element.collation = qualified_name(context.qualifiedName());
  if (auto* opclass = context.qualifiedOpclass()) {
    auto parts = QualifiedName{{name(*opclass->getStart())}, span(opclass)};
    for (auto* part : opclass->anyName()) parts.parts.push_back(name(part));
    element.opclass = std::move(parts);
  }
  for (auto* part : context.option()) element.opclass_options.push_back(option(*part));
  if (context.K_ASC() != nullptr) element.direction = OrderItem::Direction::ascending;
  if (context.K_DESC() != nullptr) element.direction = OrderItem::Direction::descending;
  if (context.K_FIRST() != nullptr) element.nulls = OrderItem::Nulls::first;
  if (context.K_LAST() != nullptr) element.nulls = OrderItem::Nulls::last;
  if (context.operatorSymbol() != nullptr)
    element.exclude_with = operator_symbol(context.operatorSymbol());
  return element;
}

auto AstBuilder::index_column(OrmParser::IndexColumnContext& context) -> IndexElement {
  auto element = index_element(*context.indexElement());
  element.attributes = attributes(context.attribute());
  return element;
}

auto AstBuilder::index(OrmParser::IndexContext& context) -> Index {
  auto result = Index{};
  result.span = span(&context);
  result.doc = doc(context);
  result.unique = context.K_UNIQUE() != nullptr;
  if (context.indexName() != nullptr) result.name = name(context.indexName());
  if (context.anyName() != nullptr) result.method = name(context.anyName());
  result.only = context.K_ONLY() != nullptr;
  if (context.qualifiedName() != nullptr) result.table = qualified_name(context.qualifiedName());
  for (auto* column : context.indexColumn()) result.elements.push_back(index_column(*column));
  result.include = name_list(context.nameList());
  result.nulls_not_distinct = context.nullsDistinct() != nullptr;
  for (auto* part : context.option()) result.options.push_back(option(*part));
  if (context.expr() != nullptr) result.where = expr(context.expr());
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::key(OrmParser::KeyContext& context) -> Key {
  auto result = Key{};
  result.span = span(&context);
  result.doc = doc(context);
  result.primary = context.K_PRIMARY() != nullptr;
  result.only = context.K_ONLY() != nullptr;
  if (context.indexName() != nullptr) result.name = name(context.indexName());
  result.nulls_not_distinct = context.nullsDistinct() != nullptr;
  auto lists = context.nameList();
  if (!lists.empty()) result.columns = name_list(lists.front());
  if (lists.size() > 1) result.include = name_list(lists.back());
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::foreign_key(OrmParser::ForeignKeyContext& context) -> ForeignKey {
  auto result = ForeignKey{};
  result.span = span(&context);
  result.doc = doc(context);
  if (context.indexName() != nullptr) result.name = name(context.indexName());
  auto lists = context.nameList();
  if (!lists.empty()) result.columns = name_list(lists.front());
  if (lists.size() > 1) result.target_columns = name_list(lists.back());
  result.target = qualified_name(context.qualifiedName());
  for (auto* part : context.foreignKeyPart()) {
    if (part->K_MATCH() != nullptr) {
      result.match = lower_words(name(part->anyName()).text);
      continue;
    }
    auto* action = part->foreignKeyAction();
    if (action == nullptr) continue;
    auto words = lower_words(source_text(span(action)));
    if (auto open = words.find('('); open != std::string::npos) {
      words.resize(open);
      while (words.ends_with(' ')) words.pop_back();
    }
    (part->K_DELETE() != nullptr ? result.on_delete : result.on_update) = words;
    if (action->nameList() != nullptr) result.set_columns = name_list(action->nameList());
  }
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::exclusion(OrmParser::ExclusionContext& context) -> Exclusion {
  auto result = Exclusion{};
  result.span = span(&context);
  result.doc = doc(context);
  if (context.indexName() != nullptr) result.name = name(context.indexName());
  if (context.anyName() != nullptr) result.method = name(context.anyName());
  for (auto* column : context.indexColumn()) result.elements.push_back(index_column(*column));
  result.include = name_list(context.nameList());
  if (context.expr() != nullptr) result.where = expr(context.expr());
  result.attributes = attributes(context.attribute());
  return result;
}

}  // namespace ormc::syntax
