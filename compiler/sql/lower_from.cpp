#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/range_keys.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"
#include "sql/lower.hpp"

namespace ormc::sql {

namespace {

auto join_words(syntax::Join::Kind kind) -> std::string {
  switch (kind) {
    case syntax::Join::Kind::inner:
      return "join";
    case syntax::Join::Kind::left:
      return "left join";
    case syntax::Join::Kind::right:
      return "right join";
    case syntax::Join::Kind::full:
      return "full join";
    case syntax::Join::Kind::cross:
      return "cross join";
  }
  return "";
}

}  // namespace

auto Lowering::table_name(schema::ModelId model) const -> tree::Name {
  const auto& table = schema_.at(model);
  return {table.sql_schema, table.sql_name};
}

auto Lowering::from(const std::vector<ir::FromPtr>& items) -> std::vector<tree::TableRefPtr> {
  auto lowered = std::vector<tree::TableRefPtr>{};
  for (auto* item : items) lowered.push_back(from_item(*item));
  return lowered;
}

/// Joins lean left: the leftmost table first, then what is joined to it.
auto Lowering::from_item(const ir::FromItem& item) -> tree::TableRefPtr {
  auto links = std::vector<const ir::FromJoin*>{};
  const auto* at = &item;
  while (const auto* join = std::get_if<ir::FromJoin>(&at->node)) {
    links.push_back(join);
    at = join->left;
  }
  auto lowered = leaf(std::get<ir::FromRange>(at->node).range);
  for (auto link = links.rbegin(); link != links.rend(); ++link) lowered = join(**link, lowered);
  return lowered;
}

auto Lowering::join(const ir::FromJoin& join, tree::TableRefPtr left) -> tree::TableRefPtr {
  auto hoisted = hoists_paths(join);
  auto optional_paths = std::exchange(optional_paths_, false);
  auto right = hoisted ? plain_leaf(std::get<ir::FromRange>(join.right->node).range)
                       : from_item(*join.right);
  optional_paths_ = optional_paths;
  auto lowered = tree::Join{.words = join_words(join.kind), .left = left, .right = right};
  lowered.on = operand(join.on);
  lowered.using_columns = join.using_columns;
  lowered.using_alias = join.using_alias;
  // `using` looks its columns up in all that stands on a side, which may now hold path joins.
  if (join.merged && !join.using_alias && brings_path_column(join)) {
    merged_[*join.merged] = {&join, true};
    lowered.using_columns.clear();
    auto terms = std::vector<tree::ExprPtr>{};
    for (const auto& [a, b] : std::get<ir::JoinSource>(unit_.at(*join.merged).source).merged) {
      terms.push_back(make(tree::Infix{{"=", {}}, operand(a), operand(b)}));
    }
    lowered.on = terms.size() == 1
                     ? terms.front()
                     : make(tree::Logical{tree::Logical::Kind::all, std::move(terms)});
  }
  auto ref = tree::TableRef{.node = std::move(lowered)};
  if (join.alias) ref.alias = alias(*join.alias);
  if (join.alias) ref.column_aliases = unit_.at(*join.alias).column_aliases;
  auto result = arena_.make(std::move(ref));
  return hoisted ? path_joins(std::get<ir::FromRange>(join.right->node).range, result) : result;
}

/// Whether the joins that paths make from the right side of a join may follow that join instead of
/// standing beside the table in parentheses: it has to keep every row that they find a match for.
auto Lowering::hoists_paths(const ir::FromJoin& join) const -> bool {
  const auto* leaf = std::get_if<ir::FromRange>(&join.right->node);
  if (!leaf || join.alias || !paths_.contains(leaf->range)) return false;
  auto ranges = std::vector<ir::RangeId>{leaf->range};
  add_paths(ranges);
  ranges.erase(ranges.begin());
  if (join.kind == syntax::Join::Kind::right || join.kind == syntax::Join::Kind::full) return false;
  if (join.kind == syntax::Join::Kind::left &&
      !std::all_of(ranges.begin(), ranges.end(), [this](auto path) { return is_left(path); })) {
    return false;
  }
  if (!join.on) return true;
  // A condition over the path's own columns needs them at its place.
  auto used = false;
  auto look = [&](const ir::Expr& expr) {
    auto range = std::optional<ir::RangeId>{};
    if (const auto* column = std::get_if<ir::ColumnRef>(&expr.node)) range = column->range;
    if (const auto* row = std::get_if<ir::WholeRow>(&expr.node)) range = row->range;
    if (const auto* column = std::get_if<ir::SystemColumn>(&expr.node)) range = column->range;
    used = used || (range && std::find(ranges.begin(), ranges.end(), *range) != ranges.end());
  };
  query::walk(*join.on, [&](const ir::Expr& expr) {
    look(expr);
    if (auto* query = query::subquery_of(expr)) {
      query::walk_deep(unit_, *query, [&](const ir::Expr& inner) { look(inner); });
    }
  });
  return !used;
}

/// Whether a path join anywhere in the statement has a column of a name that `using` merges.
auto Lowering::brings_path_column(const ir::FromJoin& join) const -> bool {
  return std::any_of(unit_.ranges.begin(), unit_.ranges.end(), [&](const auto& range) {
    if (!std::holds_alternative<ir::PathSource>(range.source)) return false;
    return std::any_of(range.columns.begin(), range.columns.end(), [&](const auto& column) {
      return std::find(join.using_columns.begin(), join.using_columns.end(), column.sql_name) !=
             join.using_columns.end();
    });
  });
}

/// A range with the joins that paths made from it, right behind it.
auto Lowering::leaf(ir::RangeId range) -> tree::TableRefPtr {
  return path_joins(range, plain_leaf(range));
}

auto Lowering::plain_leaf(ir::RangeId range) -> tree::TableRefPtr {
  auto ref = source(range);
  const auto& names = unit_.at(range).column_aliases;
  const auto& own = unit_.at(range);
  // One that is written stays: a view keeps it, even if it is the table's own name.
  const auto keeps_own = own.alias_written && !own.alias.empty();
  if (keeps_own || alias(range) != implicit_name(own)) ref.alias = alias(range);
  ref.column_aliases = names;
  const auto* calls = std::get_if<ir::FunctionSource>(&own.source);
  if (calls) {
    // A function's alias names its column too: keep that when the alias had to change.
    if (names.empty() && alias(range) != own.alias && !own.alias.empty()) {
      for (const auto& column : own.columns) ref.column_aliases.push_back(column.sql_name);
    }
    ref.alias = alias(range);
  }
  if (!ref.column_aliases.empty()) ref.alias = alias(range);
  return arena_.make(std::move(ref));
}

auto Lowering::is_left(ir::RangeId path) const -> bool {
  const auto* at = std::get_if<ir::PathSource>(&unit_.at(path).source);
  while (at && !at->left) at = std::get_if<ir::PathSource>(&unit_.at(at->parent).source);
  return at != nullptr;
}

auto Lowering::is_nested(ir::RangeId path) const -> bool {
  const auto& step = std::get<ir::PathSource>(unit_.at(path).source);
  return step.joins_inside() && is_left(step.parent);
}

auto Lowering::nested_joins(ir::RangeId parent, tree::TableRefPtr left) -> tree::TableRefPtr {
  const auto children = paths_.find(parent);
  if (children == paths_.end()) return left;
  for (const auto child : children->second) {
    if (is_nested(child)) left = nested_joins(child, path_join(child, left));
  }
  return left;
}

void Lowering::keep_paths(const std::set<ir::RangeId>& ranges) {
  auto kept = std::set<ir::RangeId>{};
  for (auto range : ranges) {
    while (kept.insert(range).second) {
      const auto* step = std::get_if<ir::PathSource>(&unit_.at(range).source);
      if (step == nullptr) break;
      range = step->parent;
    }
  }
  for (auto& [parent, children] : paths_) {
    std::erase_if(children, [&](ir::RangeId child) { return !kept.contains(child); });
  }
  std::erase_if(paths_, [](const auto& entry) { return entry.second.empty(); });
}

auto Lowering::path_joins(ir::RangeId parent, tree::TableRefPtr left) -> tree::TableRefPtr {
  auto pending = std::vector<ir::RangeId>{parent};
  while (!pending.empty()) {
    auto at = pending.back();
    pending.pop_back();
    if (at != parent && !is_nested(at)) left = path_join(at, left);
    auto children = paths_.find(at);
    if (children == paths_.end()) continue;
    pending.insert(pending.end(), children->second.rbegin(), children->second.rend());
  }
  return left;
}

auto Lowering::path_join(ir::RangeId path, tree::TableRefPtr left) -> tree::TableRefPtr {
  const auto& range = unit_.at(path);
  const auto& step = std::get<ir::PathSource>(range.source);
  const auto& relation = relation_of(step);
  auto terms = std::vector<tree::ExprPtr>{};
  for (std::size_t i = 0; i < relation.local_columns.size(); ++i) {
    const auto& target = schema_.at(step.model).columns[relation.target_columns[i]].sql_name;
    const auto& local = unit_.at(step.parent).columns[relation.local_columns[i]].sql_name;
    terms.push_back(make(tree::Infix{{"=", {}},
                                     make(tree::Column{{alias(path), target}}),
                                     make(tree::Column{{alias(step.parent), local}})}));
  }
  auto ref = source(path);
  if (alias(path) != implicit_name(range)) ref.alias = alias(path);
  auto* right = arena_.make(std::move(ref));
  const auto inner = is_nested(path) || !is_left(path);
  auto join = tree::Join{.words = inner ? "join" : "left join",
                         .left = left,
                         .right = inner ? right : nested_joins(path, right)};
  if (optional_paths_) join.presence = presence(step.part);
  join.on = terms.size() == 1 ? terms.front()
                              : make(tree::Logical{tree::Logical::Kind::all, std::move(terms)});
  return arena_.make(tree::TableRef{.node = std::move(join)});
}

auto Lowering::source(ir::RangeId id) -> tree::TableRef {
  struct Source {
    Lowering& self;
    const ir::Range& range;

    auto operator()(const ir::TableSource& source) -> tree::TableRef {
      return {.node = tree::Table{
                  self.table_name(source.model), source.only, self.sample(source.sample)}};
    }
    auto operator()(const ir::ViewSource& source) -> tree::TableRef {
      const auto& view = self.schema_.at(source.view);
      return {.node = tree::Table{{view.sql_schema, view.sql_name}}};
    }
    auto operator()(const ir::SubquerySource& source) -> tree::TableRef {
      if (source.lateral) return {.node = tree::Derived{self.query(*source.query), true}};
      // It does not see its siblings, so their names are free inside.
      auto siblings = std::exchange(self.levels_.back(), {});
      auto query = self.query(*source.query);
      self.levels_.back() = std::move(siblings);
      return {.node = tree::Derived{query}};
    }
    auto operator()(const ir::FunctionSource& source) -> tree::TableRef {
      return {.node = self.functions(source)};
    }
    auto operator()(const ir::CteSource& source) -> tree::TableRef {
      return {.node = tree::Table{{self.unit_.at(source.cte).name}}};
    }
    auto operator()(const ir::PathSource& source) -> tree::TableRef {
      // A foreign key refers to rows of its table alone, not to those of tables that inherit.
      const auto only = query::has_children(self.schema_, source.model);
      return {.node = tree::Table{self.table_name(source.model), only, {}}};
    }
    auto operator()(const ir::ExcludedSource&) -> tree::TableRef {
      return {.node = tree::Table{{"excluded"}}};
    }
    auto operator()(const ir::JoinSource&) -> tree::TableRef { return {.node = tree::Table{}}; }
    auto operator()(const ir::CatalogSource& source) -> tree::TableRef {
      return {.node = tree::Table{
                  {source.schema, source.name}, source.only, self.sample(source.sample)}};
    }
    auto operator()(const ir::XmlTableSource& source) -> tree::TableRef {
      return {.node = self.xml_table(source, range)};
    }
  };
  return std::visit(Source{*this, unit_.at(id)}, unit_.at(id).source);
}

auto Lowering::sample(const std::optional<ir::TableSample>& sample) -> std::optional<tree::Sample> {
  if (!sample) return std::nullopt;
  return tree::Sample{
      {std::string{sample->method->name}}, operands(sample->arguments), operand(sample->seed)};
}

auto Lowering::functions(const ir::FunctionSource& source) -> tree::Functions {
  auto lowered = tree::Functions{.calls = operands(source.calls),
                                 .definitions = {},
                                 .rows_from = source.rows_from,
                                 .lateral = source.lateral,
                                 .with_ordinality = source.with_ordinality};
  for (const auto& columns : source.definitions) {
    auto& definition = lowered.definitions.emplace_back();
    for (const auto& column : columns) definition.push_back({column.sql_name, type(column.type)});
  }
  return lowered;
}

}  // namespace ormc::sql
