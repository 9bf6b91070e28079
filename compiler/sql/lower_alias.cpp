#include <algorithm>
#include <string>
#include <vector>

#include "schema/naming.hpp"
#include "sql/lower_level.hpp"

namespace ormc::sql {

namespace {

/// The name that SQL gives to a function in from by itself.
auto call_name(const ir::FunctionSource& source) -> std::string {
  if (source.calls.empty()) return {};
  const auto* call = std::get_if<ir::Call>(&source.calls.front()->node);
  return call ? std::string{call->function->name} : std::string{};
}

struct ImplicitName {
  const schema::Schema& schema;
  const ir::Unit& unit;
  const ir::Range& range;

  auto operator()(const ir::TableSource& source) const -> std::string {
    return schema.at(source.model).sql_name;
  }
  auto operator()(const ir::ViewSource& source) const -> std::string {
    return schema.at(source.view).sql_name;
  }
  auto operator()(const ir::SubquerySource&) const -> std::string { return {}; }
  auto operator()(const ir::FunctionSource& source) const -> std::string {
    return call_name(source);
  }
  auto operator()(const ir::CteSource& source) const -> std::string {
    return unit.at(source.cte).name;
  }
  auto operator()(const ir::PathSource& source) const -> std::string {
    return schema.at(source.model).sql_name;
  }
  auto operator()(const ir::ExcludedSource&) const -> std::string { return "excluded"; }
  auto operator()(const ir::JoinSource&) const -> std::string { return {}; }
  auto operator()(const ir::CatalogSource& source) const -> std::string { return source.name; }
  auto operator()(const ir::XmlTableSource&) const -> std::string { return "xmltable"; }
};

}  // namespace

/// The relation that a path step follows: one of the model that its parent stands for.
auto Lowering::relation_of(const ir::PathSource& path) const -> const schema::Relation& {
  const auto& parent = unit_.at(path.parent).source;
  const auto* step = std::get_if<ir::PathSource>(&parent);
  const auto& model = step ? step->model : std::get<ir::TableSource>(parent).model;
  return schema_.at(model).relations[path.relation];
}

auto Lowering::implicit_name(const ir::Range& range) const -> std::string {
  return std::visit(ImplicitName{schema_, unit_, range}, range.source);
}

/// The name that a range should have if nothing else has it.
auto Lowering::wanted_name(const ir::Range& range) const -> std::string {
  if (range.alias_written && !range.alias.empty()) return range.alias;
  if (const auto* path = std::get_if<ir::PathSource>(&range.source)) {
    return schema::snake_case(relation_of(*path).name);
  }
  auto name = implicit_name(range);
  if (!name.empty()) return name;
  return range.alias.empty() ? "subquery" : range.alias;
}

auto Lowering::is_taken(const std::string& name) const -> bool {
  return std::any_of(
      levels_.begin(), levels_.end(), [&](const auto& level) { return level.contains(name); });
}

/// Gives the ranges of a level their aliases: those that were written first, so that they stay.
void Lowering::name_ranges(const std::vector<ir::RangeId>& ranges) {
  for (auto written : {true, false}) {
    for (auto id : ranges) {
      const auto& range = unit_.at(id);
      if (range.alias_written != written) continue;
      if (std::holds_alternative<ir::JoinSource>(range.source) && range.alias.empty()) continue;
      auto name = wanted_name(range);
      auto& alias = aliases_[static_cast<std::size_t>(id)];
      alias = name;
      if (!std::holds_alternative<ir::ExcludedSource>(range.source)) {
        for (auto number = 2; is_taken(alias); ++number)
          alias = name + "_" + std::to_string(number);
      }
      levels_.back().insert(alias);
    }
  }
}

/// Names the rows that an expression of the schema speaks of, where a name alone would not say
/// which is meant: of the old and the new row, and of the table beside those of subqueries.
auto Lowering::schema_expr(const ir::Expr& expr) -> tree::ExprPtr {
  const auto& ranges = unit_.ranges;
  auto own = std::vector<ir::RangeId>{};
  if (!ranges.empty() && ranges.front().alias_written) {
    own = {ir::RangeId{0}, ir::RangeId{1}};
  } else if (ranges.size() > 1) {
    own = {ir::RangeId{0}};
  }
  const auto level = Level{*this, own};
  return this->expr(expr);
}

/// The ranges of a from clause, left to right, with the joins that paths add.
auto Lowering::ranges_of(const std::vector<ir::FromPtr>& items) -> std::vector<ir::RangeId> {
  auto ranges = std::vector<ir::RangeId>{};
  auto stack = std::vector<const ir::FromItem*>(items.rbegin(), items.rend());
  while (!stack.empty()) {
    const auto* item = stack.back();
    stack.pop_back();
    if (const auto* leaf = std::get_if<ir::FromRange>(&item->node)) {
      ranges.push_back(leaf->range);
      continue;
    }
    const auto& join = std::get<ir::FromJoin>(item->node);
    if (join.merged) {
      ranges.push_back(*join.merged);
      merged_.try_emplace(*join.merged, MergedJoin{&join, false});
    }
    if (join.alias) ranges.push_back(*join.alias);
    stack.push_back(join.right);
    stack.push_back(join.left);
  }
  add_paths(ranges);
  return ranges;
}

void Lowering::add_paths(std::vector<ir::RangeId>& ranges) const {
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    auto paths = paths_.find(ranges[i]);
    if (paths == paths_.end()) continue;
    auto children = paths->second;  // `ranges` grows below
    ranges.insert(ranges.end(), children.begin(), children.end());
  }
}

}  // namespace ormc::sql
