#include <algorithm>

#include "diagnostics/syntax_diagnostics.hpp"
#include "source/fold.hpp"
#include "syntax/build_ast.hpp"

namespace ormc::syntax {

void AstBuilder::unit(OrmParser::UnitContext* context) {
  if (context->declaration() != nullptr) {
    declaration(context->declaration());
    return;
  }
  auto* module = context->module();
  if (module == nullptr || module->anyName() == nullptr) return;
  if (tree_.module || !tree_.declarations.empty()) {
    diagnostics_.report(span(module), diagnostics::MisplacedModule{});
    return;
  }
  tree_.module =
      Module{name(module->anyName()), std::nullopt, doc(*module), attributes(module->attribute())};
  if (module->text() != nullptr) {
    tree_.module->schema = Name{text(module->text()), true, span(module->text())};
  }
}

void AstBuilder::member(OrmParser::MemberUnitContext* context) {
  if (context->modelMember() == nullptr || tree_.declarations.empty()) return;
  auto& owner = tree_.declarations.back().node;
  if (auto* model = std::get_if<Model>(&owner)) model_member(*context->modelMember(), *model);
  auto* composite = std::get_if<Composite>(&owner);
  if (composite != nullptr && context->modelMember()->field() != nullptr) {
    composite->fields.push_back(field(*context->modelMember()->field()));
  }
}

template <class Context>
void AstBuilder::routine_rest(Context& context, Function& into) {
  for (auto* name : context.qualifiedName()) into.depends_on.push_back(qualified_name(name));
  for (auto* part : context.functionPart()) {
    if (part->K_LANGUAGE() != nullptr) {
      const auto language = name(part->anyName());
      into.language = language.quoted ? language.text : source::fold(language.text);
    } else if (part->K_SET() != nullptr) {
      into.settings.push_back(setting(*part));
    } else if (part->K_TRANSFORM() != nullptr) {
      for (auto* type : part->typeName()) into.transforms.push_back(type_name(type));
    } else {
      // What has a dot is a name.
      auto written = std::string{source_text(span(part))};
      into.properties.push_back(part->DOT() != nullptr ? std::move(written) : lower_words(written));
    }
  }
  into.attributes = attributes(context.attribute());
  auto texts = context.text();
  if (!texts.empty()) into.body = text(texts.front());
  if (texts.size() > 1) into.symbol = text(texts.back());
}

void AstBuilder::declaration(OrmParser::DeclarationContext* context) {
  if (context->children.empty()) return;
  auto result = Declaration{doc(*context), span(context), Extension{}};
  auto& c = *context;
  if (c.enumDeclaration() != nullptr) {
    result.node = enum_declaration(*c.enumDeclaration());
  } else if (c.domainDeclaration() != nullptr) {
    result.node = domain_declaration(*c.domainDeclaration());
  } else if (c.typeDeclaration() != nullptr) {
    type_declaration(*c.typeDeclaration(), result);
  } else if (c.modelDeclaration() != nullptr) {
    result.node = model_declaration(*c.modelDeclaration());
  } else if (c.viewDeclaration() != nullptr) {
    result.node = view_declaration(*c.viewDeclaration());
  } else if (c.functionDeclaration() != nullptr) {
    result.node = function_declaration(*c.functionDeclaration());
  } else if (c.aggregateDeclaration() != nullptr) {
    result.node = aggregate_declaration(*c.aggregateDeclaration());
  } else if (c.operatorDeclaration() != nullptr) {
    result.node = operator_declaration(*c.operatorDeclaration());
  } else if (c.extensionDeclaration() != nullptr) {
    result.node = extension_declaration(*c.extensionDeclaration());
  } else if (c.opaqueDeclaration() != nullptr) {
    result.node = opaque_declaration(*c.opaqueDeclaration());
  } else if (c.procedureDeclaration() != nullptr) {
    auto& procedure = *c.procedureDeclaration();
    auto node = Function{name(procedure.anyName()), true};
    node.parameters = function_parameters(procedure.functionParameter());
    routine_rest(procedure, node);
    result.node = std::move(node);
  } else if (c.sequenceDeclaration() != nullptr) {
    result.node = sequence_declaration(*c.sequenceDeclaration());
  } else if (c.indexDeclaration() != nullptr) {
    if (c.indexDeclaration()->index() == nullptr) return;
    result.node = index(*c.indexDeclaration()->index());
  } else if (c.trigger() != nullptr) {
    result.node = trigger(*c.trigger());
  } else if (c.policy() != nullptr) {
    result.node = policy(*c.policy());
  } else if (c.rule_() != nullptr) {
    result.node = rule(*c.rule_());
  } else if (c.statistics() != nullptr) {
    result.node = statistics(*c.statistics());
  } else if (c.castDeclaration() != nullptr) {
    result.node = cast_declaration(*c.castDeclaration());
  } else if (c.operatorClass() != nullptr) {
    result.node = operator_class(*c.operatorClass());
  } else if (c.definition() != nullptr) {
    result.node = definition(*c.definition());
  } else if (c.queryDeclaration() != nullptr) {
    result.node = query_declaration(*c.queryDeclaration());
  } else if (c.predicateDeclaration() != nullptr) {
    result.node = predicate_declaration(*c.predicateDeclaration());
  } else if (c.shapeDeclaration() != nullptr) {
    result.node = shape_declaration(*c.shapeDeclaration());
  } else {
    return;
  }
  tree_.declarations.push_back(std::move(result));
}

auto AstBuilder::enum_declaration(OrmParser::EnumDeclarationContext& context) -> Enum {
  auto result = Enum{name(context.anyName()), {}, attributes(context.attribute())};
  for (auto* value : context.enumValue()) {
    auto entry = EnumValue{};
    entry.doc = doc(*value);
    entry.attributes = attributes(value->attribute());
    if (value->anyName() != nullptr) {
      entry.name = name(value->anyName());
    } else if (value->getStart() != nullptr) {
      entry.name = {string_value(*value->getStart()), true, span(*value->getStart())};
    }
    result.values.push_back(std::move(entry));
  }
  return result;
}

auto AstBuilder::domain_declaration(OrmParser::DomainDeclarationContext& context) -> Domain {
  auto result = Domain{};
  result.name = name(context.anyName());
  result.type = type_name(context.typeName());
  result.attributes = attributes(context.attribute());
  for (auto* part : context.domainPart()) {
    if (part->K_CHECK() != nullptr) {
      auto check = Check{};
      check.span = span(part);
      if (part->anyName() != nullptr) check.name = name(part->anyName());
      check.expr = expr(part->expr());
      check.not_valid = part->K_NOT() != nullptr;
      check.doc = doc(*part);
      result.checks.push_back(std::move(check));
    } else if (part->K_DEFAULT() != nullptr) {
      result.default_value = expr(part->expr());
    } else if (part->K_COLLATE() != nullptr) {
      result.collation = qualified_name(part->qualifiedName());
    } else {
      result.not_null = true;
    }
  }
  return result;
}

void AstBuilder::type_declaration(OrmParser::TypeDeclarationContext& context, Declaration& into) {
  if (context.EQUALS() == nullptr) {
    auto result = Composite{name(context.anyName()), {}, attributes(context.attribute())};
    for (auto* part : context.compositeField()) {
      if (part->field() != nullptr) result.fields.push_back(field(*part->field()));
    }
    into.node = std::move(result);
    return;
  }
  if (context.K_SQL() != nullptr) {
    auto texts = context.text();
    into.node = BaseType{name(context.anyName()),
                         texts.empty() ? std::string{} : text(texts.front()),
                         attributes(context.attribute())};
    return;
  }
  if (context.K_RANGE() != nullptr) {
    auto result = RangeType{name(context.anyName()), type_name(context.typeName()), {}, {}};
    for (auto* part : context.option()) result.options.push_back(option(*part));
    result.attributes = attributes(context.attribute());
    into.node = std::move(result);
    return;
  }
  auto result = TypeAlias{};
  result.name = name(context.anyName());
  result.type = type_name(context.typeName());
  auto texts = context.text();
  if (!texts.empty()) result.cpp_type = text(texts.front());
  if (texts.size() > 1) result.cpp_header = text(texts.back());
  result.attributes = attributes(context.attribute());
  into.node = std::move(result);
}

/// A recursive view is `with recursive` of its own name, selected from.
auto AstBuilder::recursive_query(const View& view) -> QueryPtr {
  const auto at = view.name.span;
  auto cte = Cte{};
  cte.name = view.name;
  auto select = Select{};
  for (const auto& column : view.columns) {
    cte.columns.push_back(column.name);
    auto item = SelectItem{};
    item.expr = dotted({column.name}, false, column.name.span);
    select.items.push_back(std::move(item));
  }
  cte.statement = tree_.arena.make(Statement{at, view.query});
  select.from.push_back(tree_.arena.make(TableRef{at, NamedTable{{{view.name}, at}}}));
  auto query = Query{};
  query.with = With{true, {std::move(cte)}};
  query.body = std::move(select);
  return tree_.arena.make(std::move(query));
}

auto AstBuilder::view_declaration(OrmParser::ViewDeclarationContext& context) -> View {
  auto result = View{};
  result.name = name(context.anyName());
  result.materialized = context.K_MATERIALIZED() != nullptr;
  for (auto* column : context.viewColumn()) {
    auto* value = column->expr();
    result.columns.push_back({name(column->anyName()),
                              doc(*column),
                              value != nullptr ? expr(value) : nullptr,
                              attributes(column->attribute())});
  }
  result.query = query(context.query());
  if (context.K_RECURSIVE() != nullptr) result.query = recursive_query(result);
  result.attributes = attributes(context.attribute());
  return result;
}

auto AstBuilder::function_parameter(OrmParser::FunctionParameterContext& context)
    -> FunctionParameter {
  auto result = FunctionParameter{};
  if (context.parameterMode() != nullptr) result.mode = name(context.parameterMode());
  if (context.anyName() != nullptr) result.name = name(context.anyName());
  result.type = type_name(context.typeName());
  if (context.expr() != nullptr) result.default_value = expr(context.expr());
  return result;
}

auto AstBuilder::function_parameters(
    const std::vector<OrmParser::FunctionParameterContext*>& contexts)
    -> std::vector<FunctionParameter> {
  auto result = std::vector<FunctionParameter>{};
  for (auto* parameter : contexts) result.push_back(function_parameter(*parameter));
  return result;
}

/// `set work_mem to '1MB'` as the database reads it.
auto AstBuilder::setting(OrmParser::FunctionPartContext& context) -> std::string {
  return std::string{source_text(span(&context))};
}

auto AstBuilder::function_declaration(OrmParser::FunctionDeclarationContext& context) -> Function {
  auto result = Function{};
  result.name = name(context.anyName());
  result.parameters = function_parameters(context.functionParameter());
  if (auto* returned = context.functionResult()) {
    if (returned->typeName() != nullptr) result.result = type_name(returned->typeName());
    for (auto* column : returned->rowColumn()) {
      result.table_columns.push_back(
          {std::nullopt, name(column->anyName()), type_name(column->typeName())});
    }
  }
  routine_rest(context, result);
  return result;
}

auto AstBuilder::aggregate_declaration(OrmParser::AggregateDeclarationContext& context)
    -> Aggregate {
  auto result = Aggregate{};
  result.name = name(context.anyName());
  result.ordered_set = context.K_ORDER() != nullptr;
  auto order_at = result.ordered_set ? context.K_ORDER()->getSymbol()->getTokenIndex() : 0;
  for (auto* parameter : context.functionParameter()) {
    auto ordered = result.ordered_set && parameter->getStart()->getTokenIndex() > order_at;
    (ordered ? result.ordered_parameters : result.parameters)
        .push_back(function_parameter(*parameter));
  }
  result.result = type_name(context.typeName());
  result.attributes = attributes(context.attribute());
  result.definition = text(context.text());
  return result;
}

auto AstBuilder::operator_declaration(OrmParser::OperatorDeclarationContext& context)
    -> OperatorDeclaration {
  auto result = OperatorDeclaration{};
  result.symbol_span = span(context.plainOperator());
  result.symbol = source_text(result.symbol_span);
  result.parameters = function_parameters(context.functionParameter());
  result.function = qualified_name(context.qualifiedName());
  result.attributes = attributes(context.attribute());
  if (context.text() != nullptr) result.definition = text(context.text());
  return result;
}

auto AstBuilder::extension_declaration(OrmParser::ExtensionDeclarationContext& context)
    -> Extension {
  auto result = Extension{};
  result.name = name(context.anyName());
  result.attributes = attributes(context.attribute());
  if (context.text() != nullptr) {
    result.file = text(context.text());
    result.file_span = span(context.text());
  }
  return result;
}

auto AstBuilder::opaque_declaration(OrmParser::OpaqueDeclarationContext& context) -> OpaqueObject {
  auto result = OpaqueObject{};
  result.name = name(context.anyName());
  for (auto* dependency : context.qualifiedName()) {
    result.depends_on.push_back(qualified_name(dependency));
  }
  result.text = text(context.text());
  return result;
}

auto AstBuilder::query_parameter(OrmParser::QueryParameterContext& context) -> QueryParameter {
  auto result = QueryParameter{};
  result.span = span(&context);
  result.name = name(context.anyName());
  // A `?` before the colon says that the parameter may be absent, one behind the type that it may
  // be NULL.
  auto colon = context.COLON() != nullptr ? context.COLON()->getSymbol()->getTokenIndex()
                                          : std::string::npos;
  for (auto* mark : context.QUESTION()) {
    auto before = mark->getSymbol()->getTokenIndex() < colon;
    (before ? result.may_be_absent : result.nullable) = true;
  }
  if (context.typeName() != nullptr) {
    auto type = type_name(context.typeName());
    auto is_row = type.name.parts.size() == 1 && !type.name.parts[0].quoted &&
                  type.array_dimensions == 1 && source::fold(type.name.parts[0].text) == "row";
    result.is_row_batch = is_row;
    if (!is_row) result.type = std::move(type);
  }
  if (context.expr() != nullptr) result.default_value = expr(context.expr());
  return result;
}

auto AstBuilder::result_type(OrmParser::ResultTypeContext& context) -> ResultType {
  auto result = ResultType{};
  result.span = span(&context);
  if (!context.rowColumn().empty()) {
    for (auto* column : context.rowColumn()) {
      result.columns.push_back({name(column->anyName()), type_name(column->typeName())});
      result.column_nullable.push_back(column->QUESTION() != nullptr);
    }
    if (context.OPEN_BRACKET() != nullptr) result.cardinality = ResultType::Cardinality::many;
  } else {
    result.type = type_name(context.typeName());
    // The last `[]` says how many; any before it are the array's.
    if (result.type.array_dimensions > 0) {
      --result.type.array_dimensions;
      result.cardinality = ResultType::Cardinality::many;
    }
    auto simple = result.type.name.parts.size() == 1 && !result.type.name.parts[0].quoted &&
                  result.type.modifiers.empty() && result.type.array_dimensions == 0;
    auto word = simple ? source::fold(result.type.name.parts[0].text) : std::string{};
    result.kind = word == "row"     ? ResultType::Kind::row
                  : word == "count" ? ResultType::Kind::count
                                    : ResultType::Kind::type;
  }
  if (context.QUESTION() != nullptr) result.cardinality = ResultType::Cardinality::optional;
  return result;
}

auto AstBuilder::query_declaration(OrmParser::QueryDeclarationContext& context) -> NamedQuery {
  auto result = NamedQuery{};
  result.name = name(context.anyName());
  if (auto* parameters = context.queryParameters()) {
    result.has_parameter_list = true;
    for (auto* parameter : parameters->queryParameter()) {
      result.parameters.push_back(query_parameter(*parameter));
    }
  }
  if (context.resultType() != nullptr) result.result = result_type(*context.resultType());
  result.attributes = attributes(context.attribute());
  if (auto* body = context.queryBody()) {
    for (auto* part : body->statement()) result.statements.push_back(statement(part));
    if (body->text() != nullptr) {
      auto at = span(body->text());
      result.statements.push_back(tree_.arena.make(Statement{at, raw_sql(*body->text())}));
    }
  }
  return result;
}

auto AstBuilder::predicate_declaration(OrmParser::PredicateDeclarationContext& context)
    -> Predicate {
  auto result =
      Predicate{name(context.anyName()), {}, expr(context.expr()), attributes(context.attribute())};
  for (auto* parameter : context.queryParameter())
    result.parameters.push_back(query_parameter(*parameter));
  return result;
}

auto AstBuilder::shape_declaration(OrmParser::ShapeDeclarationContext& context) -> NamedShape {
  return {name(context.anyName()),
          qualified_name(context.qualifiedName()),
          select_items(context.selectItem()),
          attributes(context.attribute())};
}

}  // namespace ormc::syntax
