#include <algorithm>

#include "source/fold.hpp"
#include "syntax/build_ast.hpp"

namespace ormc::syntax {

namespace {

auto lower_words(std::string_view text) -> std::string {
  auto out = std::string{};
  for (auto c : text) {
    auto space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : source::fold(c);
  }
  return out;
}

}  // namespace

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
  return result;
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
  for (auto* base : context.qualifiedName()) model.bases.push_back(qualified_name(base));
  model.attributes = attributes(context.attribute());
  for (auto* member : context.modelMember()) model_member(*member, model);
  return model;
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
    model.members.emplace_back(DefaultOrder{order_items(context.defaultOrder()->orderItem()),
                                            span(context.defaultOrder())});
  }
}

auto AstBuilder::check(OrmParser::CheckContext& context) -> Check {
  auto result = Check{};
  result.span = span(&context);
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

auto AstBuilder::index(OrmParser::IndexContext& context) -> Index {
  auto result = Index{};
  result.span = span(&context);
  result.unique = context.K_UNIQUE() != nullptr;
  if (context.indexName() != nullptr) result.name = name(context.indexName());
  if (context.anyName() != nullptr) result.method = name(context.anyName());
  for (auto* element : context.indexElement()) result.elements.push_back(index_element(*element));
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
  result.primary = context.K_PRIMARY() != nullptr;
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
  if (context.indexName() != nullptr) result.name = name(context.indexName());
  if (context.anyName() != nullptr) result.method = name(context.anyName());
  for (auto* element : context.indexElement()) result.elements.push_back(index_element(*element));
  result.include = name_list(context.nameList());
  if (context.expr() != nullptr) result.where = expr(context.expr());
  result.attributes = attributes(context.attribute());
  return result;
}

}  // namespace ormc::syntax
