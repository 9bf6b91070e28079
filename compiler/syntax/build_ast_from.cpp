#include <fmt/format.h>

#include "diagnostics/syntax_diagnostics.hpp"
#include "source/fold.hpp"
#include "syntax/build_ast.hpp"
#include "syntax/sql_value_function.hpp"

namespace ormc::syntax {

auto AstBuilder::from_items(const std::vector<OrmParser::FromItemContext*>& contexts)
    -> std::vector<TableRefPtr> {
  auto items = std::vector<TableRefPtr>{};
  for (auto* context : contexts) items.push_back(from_item(context));
  return items;
}

auto AstBuilder::from_item(OrmParser::FromItemContext* context) -> TableRefPtr {
  if (context == nullptr) return tree_.arena.make(TableRef{span(context), NamedTable{}});
  auto item = from_primary(context->fromPrimary());
  for (auto* tail : context->joinTail()) item = join_tail(item, *tail);
  return item;
}

auto AstBuilder::joined_table(OrmParser::JoinedTableContext* context) -> TableRefPtr {
  if (context->joinedTable() != nullptr) return joined_table(context->joinedTable());
  auto item = from_primary(context->fromPrimary());
  for (auto* tail : context->joinTail()) item = join_tail(item, *tail);
  return item;
}

auto AstBuilder::join_tail(TableRefPtr left, OrmParser::JoinTailContext& context) -> TableRefPtr {
  auto right = from_primary(context.fromPrimary());
  // `a join b join c on ... on ...`: what follows before the condition belongs to the right side.
  for (auto* tail : context.joinTail()) right = join_tail(right, *tail);
  auto join = Join{};
  join.kind = context.K_CROSS() != nullptr ? Join::Kind::cross : Join::Kind::inner;
  if (auto* kind = context.joinKind()) {
    if (kind->K_LEFT() != nullptr) join.kind = Join::Kind::left;
    if (kind->K_RIGHT() != nullptr) join.kind = Join::Kind::right;
    if (kind->K_FULL() != nullptr) join.kind = Join::Kind::full;
  }
  join.natural = context.K_NATURAL() != nullptr;
  join.left = left;
  join.right = right;
  if (auto* condition = context.joinCondition()) {
    if (condition->expr() != nullptr) join.on = expr(condition->expr());
    join.using_columns = name_list(condition->nameList());
    if (condition->anyName() != nullptr) join.using_alias = name(condition->anyName());
  }
  return tree_.arena.make(TableRef{left->span.to(span(&context)), std::move(join)});
}

auto AstBuilder::table_alias(OrmParser::TableAliasContext* context) -> std::optional<Alias> {
  if (context == nullptr) return std::nullopt;
  auto alias = Alias{};
  if (context->anyName() != nullptr) alias.name = name(context->anyName());
  if (context->fromAlias() != nullptr) alias.name = name(context->fromAlias());
  alias.columns = name_list(context->nameList());
  return alias;
}

auto AstBuilder::column_definitions(
    const std::vector<OrmParser::ColumnDefinitionContext*>& contexts)
    -> std::vector<ColumnDefinition> {
  auto columns = std::vector<ColumnDefinition>{};
  for (auto* context : contexts) {
    columns.push_back({name(context->anyName()), type_name(context->typeName())});
  }
  return columns;
}

auto AstBuilder::function_call(OrmParser::FunctionCallContext& context) -> ExprPtr {
  if (context.specialCall() != nullptr) return special_call(*context.specialCall());
  if (context.xmlCall() != nullptr) return xml_call(*context.xmlCall());
  if (context.cast() != nullptr) return cast(*context.cast());
  if (context.timeOfPrecision() != nullptr) return time_of_precision(*context.timeOfPrecision());
  auto function = QualifiedName{};
  if (context.callName() != nullptr) function.parts.push_back(name(context.callName()));
  if (context.tableFirst() != nullptr) function.parts.push_back(name(context.tableFirst()));
  for (auto* part : context.anyName()) function.parts.push_back(name(part));
  function.span = function.parts.empty()
                      ? span(&context)
                      : function.parts.front().span.to(function.parts.back().span);
  return call(std::move(function), context.callSuffix(), nullptr, span(&context));
}

/// `lateral current_user`, `rows from (current_date)`: words that are values, and no others.
auto AstBuilder::value_word(OrmParser::TableFirstContext& context) -> ExprPtr {
  const auto word = name(&context);
  if (!word.quoted && is_sql_value_function(source::fold(word.text))) {
    return keyword_value(context, nullptr);
  }
  diagnostics_.report(
      word.span,
      diagnostics::UnexpectedToken{fmt::format("`{}`", word.text),
                                   "the call of a function",
                                   diagnostics::Advice{diagnostics::Habit::table_as_call}});
  return missing(word.span);
}

auto AstBuilder::function_table(OrmParser::FromPrimaryContext& context) -> FunctionTable {
  auto table = FunctionTable{};
  table.lateral = context.K_LATERAL() != nullptr;
  table.with_ordinality = context.K_ORDINALITY() != nullptr;
  table.rows_from = context.K_ROWS() != nullptr;
  if (context.functionCall() != nullptr) {
    table.calls.push_back(function_call(*context.functionCall()));
    table.definitions.emplace_back();
  }
  if (context.tableFirst() != nullptr) {
    table.calls.push_back(value_word(*context.tableFirst()));
    table.definitions.emplace_back();
  }
  for (auto* item : context.rowsFromItem()) {
    table.calls.push_back(item->tableFirst() != nullptr ? value_word(*item->tableFirst())
                                                        : function_call(*item->functionCall()));
    table.definitions.push_back(column_definitions(item->columnDefinition()));
  }
  if (auto* alias = context.functionAlias()) {
    if (alias->anyName() != nullptr || alias->fromAlias() != nullptr) {
      table.alias =
          Alias{alias->anyName() != nullptr ? name(alias->anyName()) : name(alias->fromAlias()),
                name_list(alias->nameList())};
    }
    if (!alias->columnDefinition().empty() && !table.definitions.empty()) {
      table.definitions.front() = column_definitions(alias->columnDefinition());
    }
  }
  return table;
}

auto AstBuilder::from_primary(OrmParser::FromPrimaryContext* context) -> TableRefPtr {
  auto at = span(context);
  if (context == nullptr) return tree_.arena.make(TableRef{at, NamedTable{}});
  if (context->functionCall() != nullptr || context->tableFirst() != nullptr ||
      !context->rowsFromItem().empty()) {
    return tree_.arena.make(TableRef{at, function_table(*context)});
  }
  if (context->query() != nullptr) {
    auto table = SubqueryTable{query(context->query()),
                               context->K_LATERAL() != nullptr,
                               table_alias(context->tableAlias())};
    return tree_.arena.make(TableRef{at, std::move(table)});
  }
  if (context->joinedTable() != nullptr) {
    auto inner = joined_table(context->joinedTable());
    auto alias = table_alias(context->tableAlias());
    if (!alias) return inner;
    auto copy = *inner;
    if (auto* join = std::get_if<Join>(&copy.node)) join->alias = std::move(alias);
    copy.span = at;
    return tree_.arena.make(std::move(copy));
  }
  if (context->xmlTable() != nullptr) {
    auto table = xml_table(*context->xmlTable());
    table.lateral = context->K_LATERAL() != nullptr;
    table.alias = table_alias(context->tableAlias());
    return tree_.arena.make(TableRef{at, std::move(table)});
  }
  return tree_.arena.make(TableRef{at, named_table(*context)});
}

auto AstBuilder::named_table(OrmParser::FromPrimaryContext& context) -> NamedTable {
  auto table = NamedTable{};
  if (auto* relation = context.relation()) {
    table.name = qualified_name(relation->tableName());
    table.only = relation->K_ONLY() != nullptr;
  }
  table.alias = table_alias(context.tableAlias());
  if (auto* sample = context.tableSample()) {
    table.sample_method = qualified_name(sample->qualifiedName());
    table.sample_arguments = exprs(sample->expr());
    if (sample->K_REPEATABLE() != nullptr && !table.sample_arguments.empty()) {
      table.sample_seed = table.sample_arguments.back();
      table.sample_arguments.pop_back();
    }
  }
  return table;
}

}  // namespace ormc::syntax
