#include "syntax/build_ast.hpp"

namespace ormc::syntax {

auto AstBuilder::statement(OrmParser::StatementContext* context) -> StatementPtr {
  auto at = span(context);
  auto result = Statement{at, MissingStatement{}};
  if (context == nullptr) return tree_.arena.make(std::move(result));
  if (context->queryExpression() != nullptr) {
    result.node = query_expression_with(context->with(), context->queryExpression());
  } else if (auto* insert = context->insertStatement()) {
    auto node = insert_statement(*insert);
    node.with = with(context->with());
    result.node = std::move(node);
  } else if (auto* update = context->updateStatement()) {
    auto node = update_statement(*update);
    node.with = with(context->with());
    result.node = std::move(node);
  } else if (auto* erase = context->deleteStatement()) {
    auto node = delete_statement(*erase);
    node.with = with(context->with());
    result.node = std::move(node);
  } else if (auto* merge = context->mergeStatement()) {
    auto node = merge_statement(*merge);
    node.with = with(context->with());
    result.node = std::move(node);
  } else if (context->text() != nullptr) {
    result.node = raw_sql(*context->text());
  }
  return tree_.arena.make(std::move(result));
}

auto AstBuilder::raw_sql(OrmParser::TextContext& context) -> RawSql {
  auto result = RawSql{text(&context), span(&context), std::nullopt};
  auto place = source_text(result.text_span).find(result.text);
  if (place != std::string_view::npos) {
    result.text_begin = result.text_span.begin + static_cast<std::uint32_t>(place);
  }
  return result;
}

auto AstBuilder::assignment_target(OrmParser::AssignmentTargetContext& context)
    -> AssignmentTarget {
  auto target = AssignmentTarget{};
  target.span = span(&context);
  auto named = context.anyName();
  if (!named.empty()) target.column = name(named.front());
  // Field names and subscripts come in the order in which they were written.
  auto next_name = std::size_t{1};
  for (auto* child : context.children) {
    if (auto* index = dynamic_cast<OrmParser::SubscriptContext*>(child)) {
      target.indirection.push_back(subscript(nullptr, index, span(index), false));
    }
    auto* part = dynamic_cast<OrmParser::AnyNameContext*>(child);
    if (part != nullptr && !named.empty() && part != named.front() && next_name < named.size()) {
      auto field = name(named[next_name++]);
      target.indirection.push_back(make(field.span, field.span, FieldSelection{nullptr, field}));
    }
  }
  return target;
}

auto AstBuilder::assignment_targets(
    const std::vector<OrmParser::AssignmentTargetContext*>& contexts)
    -> std::vector<AssignmentTarget> {
  auto targets = std::vector<AssignmentTarget>{};
  for (auto* context : contexts) targets.push_back(assignment_target(*context));
  return targets;
}

auto AstBuilder::assignment(OrmParser::AssignmentContext& context) -> Assignment {
  auto result = Assignment{};
  result.span = span(&context);
  result.optional = context.OPEN_BRACKET() != nullptr;
  result.row = context.OPEN_PAREN() != nullptr;
  result.targets = assignment_targets(context.assignmentTarget());
  result.value = expr(context.expr());
  return result;
}

auto AstBuilder::assignments(const std::vector<OrmParser::AssignmentContext*>& contexts)
    -> std::vector<Assignment> {
  auto all = std::vector<Assignment>{};
  for (auto* context : contexts) all.push_back(assignment(*context));
  return all;
}

auto AstBuilder::insert_statement(OrmParser::InsertStatementContext& context) -> Insert {
  auto result = Insert{};
  result.table = qualified_name(context.tableName());
  if (context.anyName() != nullptr) result.alias = name(context.anyName());
  result.columns = assignment_targets(context.assignmentTarget());
  if (context.K_OVERRIDING() != nullptr) {
    result.overriding =
        context.K_USER() != nullptr ? Insert::Overriding::user : Insert::Overriding::system;
  }
  if (context.parameter() != nullptr) {
    result.source = BatchRows{parameter(*context.parameter())};
  } else if (auto* source = context.queryExpressionWith()) {
    result.source = query_expression_with(source->with(), source->queryExpression());
  } else {
    result.source = DefaultValues{};
  }
  if (context.onConflict() != nullptr) result.on_conflict = on_conflict(*context.onConflict());
  if (context.returning() != nullptr)
    result.returning = select_items(context.returning()->selectItem());
  return result;
}

auto AstBuilder::on_conflict(OrmParser::OnConflictContext& context) -> OnConflict {
  auto result = OnConflict{};
  result.span = span(&context);
  for (auto* element : context.indexElement()) {
    auto target = index_element(*element);
    auto has_order = target.direction != OrderItem::Direction::unspecified ||
                     target.nulls != OrderItem::Nulls::unspecified || target.exclude_with;
    result.target.push_back(
        {target.expr, target.collation, target.opclass, has_order, target.span});
  }
  if (context.anyName() != nullptr) result.constraint = name(context.anyName());
  result.update = context.K_UPDATE() != nullptr;
  result.assignments = assignments(context.assignment());
  auto update_at = context.K_DO() != nullptr ? context.K_DO()->getSymbol()->getTokenIndex() : 0;
  for (auto* condition : context.expr()) {
    auto of_target = condition->getStart()->getTokenIndex() < update_at;
    (of_target ? result.target_where : result.where) = expr(condition);
  }
  return result;
}

/// What is written to, and what it is called.
template <class Context, class Write>
void AstBuilder::target(Context& context, Write& into) {
  if (auto* relation = context.relation()) {
    into.table = qualified_name(relation->tableName());
    into.only = relation->K_ONLY() != nullptr;
  }
  if (context.anyName() != nullptr) into.alias = name(context.anyName());
  if (context.fromAlias() != nullptr) into.alias = name(context.fromAlias());
}

/// Which rows are written, and what comes back of them.
template <class Context, class Write>
void AstBuilder::rows(Context& context, Write& into) {
  if (auto* where = context.whereOrCurrent()) {
    if (where->expr() != nullptr) into.where = expr(where->expr());
    if (where->anyName() != nullptr) into.current_of = name(where->anyName());
  }
  if (context.returning() != nullptr)
    into.returning = select_items(context.returning()->selectItem());
}

auto AstBuilder::update_statement(OrmParser::UpdateStatementContext& context) -> Update {
  auto result = Update{};
  target(context, result);
  result.assignments = assignments(context.assignment());
  result.from = from_items(context.fromItem());
  rows(context, result);
  return result;
}

auto AstBuilder::delete_statement(OrmParser::DeleteStatementContext& context) -> Delete {
  auto result = Delete{};
  target(context, result);
  result.using_tables = from_items(context.fromItem());
  rows(context, result);
  return result;
}

auto AstBuilder::merge_statement(OrmParser::MergeStatementContext& context) -> Merge {
  auto result = Merge{};
  target(context, result);
  result.source = from_item(context.fromItem());
  result.on = expr(context.expr());
  for (auto* when : context.mergeWhen()) result.whens.push_back(merge_when(*when));
  return result;
}

auto AstBuilder::merge_when(OrmParser::MergeWhenContext& context) -> MergeWhen {
  auto result = MergeWhen{};
  result.span = span(&context);
  result.matched = context.K_NOT() == nullptr;
  if (context.expr() != nullptr) result.condition = expr(context.expr());
  if (context.K_UPDATE() != nullptr) result.action = MergeWhen::Action::update;
  if (context.K_DELETE() != nullptr) result.action = MergeWhen::Action::erase;
  if (context.K_INSERT() != nullptr) result.action = MergeWhen::Action::insert;
  result.assignments = assignments(context.assignment());
  result.columns = assignment_targets(context.assignmentTarget());
  if (context.K_OVERRIDING() != nullptr) {
    result.overriding =
        context.K_USER() != nullptr ? Insert::Overriding::user : Insert::Overriding::system;
  }
  if (context.valuesRow() != nullptr) result.values = exprs(context.valuesRow()->expr());
  return result;
}

}  // namespace ormc::syntax
