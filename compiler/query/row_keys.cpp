#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/oids.hpp"
#include "query/equal.hpp"
#include "query/expr_traits.hpp"
#include "query/grouping_sets.hpp"
#include "query/range_keys.hpp"
#include "query/row_bounds.hpp"
#include "query/single_rows.hpp"

/// The unique keys of what queries return.
namespace ormc::query {
namespace {

namespace oid = catalog::oid;

/// Of more keys the first ones are looked at.
constexpr auto most_keys = std::size_t{16};

/// The output that a column of a range is, for each column that is one.
using Outputs = std::map<std::pair<RangeId, ColumnIndex>, ColumnIndex>;

auto outputs_of(const Select& select) -> Outputs {
  auto outputs = Outputs{};
  for (std::size_t i = 0; i < select.items.size(); ++i) {
    const auto* column = std::get_if<ColumnRef>(&select.items[i].expr->node);
    if (column == nullptr) continue;
    outputs.emplace(std::pair{column->range, column->column}, static_cast<ColumnIndex>(i));
  }
  return outputs;
}

auto is_plain(const std::vector<GroupItem>& groups) -> bool {
  return std::all_of(groups.begin(), groups.end(), [](const auto& item) {
    return item.kind == syntax::GroupItem::Kind::expr;
  });
}

auto contains(const UniqueKey& key, ColumnIndex column) -> bool {
  return std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end();
}

// ---- constants that tell the parts of a union apart

/// The constants that a column of a result is made of, spelled so that equal values are spelled
/// alike; nothing when it is made of something else.
using Constants = std::optional<std::set<std::string>>;

auto spelled(const catalog::Catalog& catalog, const Expr& expr) -> Constants {
  using Kind = syntax::Literal::Kind;
  const auto* constant = std::get_if<Constant>(&expr.node);
  if (constant == nullptr) return std::nullopt;
  const auto type = catalog.base_type(expr.type.oid);
  if (constant->kind == Kind::string && (type == oid::text || type == oid::varchar)) {
    return std::set{"'" + constant->text};
  }
  if (constant->kind == Kind::boolean) return std::set{constant->text};
  if (constant->kind != Kind::integer) return std::nullopt;
  auto digits = constant->text;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return std::set{digits};
}

void add(Constants& constants, const Constants& more) {
  if (!constants || !more) {
    constants.reset();
  } else {
    constants->insert(more->begin(), more->end());
  }
}

auto are_disjoint(const Constants& constants, const Constants& more) -> bool {
  return constants && more && std::none_of(more->begin(), more->end(), [&](const auto& text) {
           return constants->contains(text);
         });
}

/// By column of a query's results.
auto constants_of(const catalog::Catalog& catalog, const Query& query) -> std::vector<Constants> {
  auto rows = std::vector<std::vector<Constants>>{};
  const auto* at = &query;
  while (const auto* operation = std::get_if<SetOperation>(&at->body)) {
    // What intersections and differences give stands in their first part.
    if (operation->kind == syntax::SetOperation::Kind::unite) {
      rows.push_back(constants_of(catalog, *operation->right));
    }
    at = operation->left;
  }
  if (const auto* select = std::get_if<Select>(&at->body)) {
    auto& row = rows.emplace_back();
    for (const auto& item : select->items) row.push_back(spelled(catalog, *item.expr));
  } else if (const auto* values = std::get_if<Values>(&at->body)) {
    for (const auto& value : values->rows) {
      auto& row = rows.emplace_back();
      for (const auto* expr : value) row.push_back(spelled(catalog, *expr));
    }
  }
  auto constants = std::vector<Constants>(query.columns.size());
  for (std::size_t i = 0; i < constants.size(); ++i) {
    constants[i].emplace();
    for (const auto& row : rows) {
      add(constants[i], i < row.size() ? row[i] : std::nullopt);
    }
  }
  return constants;
}

/// The keys of a part whose columns the whole does not convert. What is never NULL there may stand
/// beside what is in other parts.
auto kept_keys(std::vector<UniqueKey> keys, const Query& part, const Query& whole)
    -> std::vector<UniqueKey> {
  std::erase_if(keys, [&](const UniqueKey& key) {
    return key.where || std::any_of(key.columns.begin(), key.columns.end(), [&](auto column) {
             return column >= whole.columns.size() ||
                    part.columns[column].type.oid != whole.columns[column].type.oid;
           });
  });
  for (auto& key : keys) {
    const auto filled = std::none_of(key.columns.begin(), key.columns.end(), [&](auto column) {
      return part.columns[column].nullable;
    });
    key.nulls_not_distinct = key.nulls_not_distinct || filled;
  }
  return keys;
}

/// Rows of two parts that differ in a constant: a key of each and that column are one of both.
auto keys_of_both(const std::vector<UniqueKey>& left,
                  const std::vector<UniqueKey>& right,
                  ColumnIndex constant) -> std::vector<UniqueKey> {
  auto keys = std::vector<UniqueKey>{};
  for (const auto& one : left) {
    for (const auto& other : right) {
      auto key = UniqueKey{one.columns, one.nulls_not_distinct && other.nulls_not_distinct};
      for (auto column : other.columns) {
        if (!contains(key, column)) key.columns.push_back(column);
      }
      if (!contains(key, constant)) key.columns.push_back(constant);
      keys.push_back(std::move(key));
      if (keys.size() == most_keys) return keys;
    }
  }
  return keys;
}

}  // namespace

/// Once for each: queries are nested, and asked for in turn.
auto RowCounter::keys(const Query& query) -> std::vector<UniqueKey> {
  auto found = keys_.find(&query);
  if (found == keys_.end()) found = keys_.emplace(&query, find_keys(query)).first;
  return found->second;
}

auto RowCounter::find_keys(const Query& query) -> std::vector<UniqueKey> {
  if (std::holds_alternative<SetOperation>(query.body)) return keys_of_parts(query);
  auto keys = unique_keys(query);
  const auto* select = std::get_if<Select>(&query.body);
  if (select == nullptr) return keys;
  for (const auto& item : select->items) {
    if (returns_set(*item.expr)) return keys;
  }
  const auto more = select->aggregates ? keys_of_groups(*select) : keys_of_tables(*select);
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

/// Results are told apart by the keys of the tables that they come from, where fixing what the
/// select list has of them leaves no more than one row: `select p.id, a.name from Post p join
/// Author a ...`.
auto RowCounter::keys_of_tables(const Select& select) -> std::vector<UniqueKey> {
  const auto outputs = outputs_of(select);
  struct Candidate {
    std::vector<ColumnRef> columns;
    bool nulls_not_distinct = true;
  };
  auto candidates = std::vector<Candidate>{};
  auto all = Candidate{};  // a key of each table
  for (const auto& [range, own] : rows_of(select, {}).all_keys()) {
    auto is_first = true;
    for (const auto& key : own) {
      auto candidate = Candidate{{}, key.nulls_not_distinct};
      auto filled = true;
      for (auto column : key.columns) {
        if (!outputs.contains({range, column})) continue;
        candidate.columns.push_back({range, column});
        filled = filled && !unit_.at(range).columns[column].nullable;
      }
      if (candidate.columns.empty()) continue;
      // Where only an outer join makes a key NULL, its whole row is.
      candidate.nulls_not_distinct = candidate.nulls_not_distinct || filled;
      if (std::exchange(is_first, false)) {
        all.columns.insert(all.columns.end(), candidate.columns.begin(), candidate.columns.end());
        all.nulls_not_distinct = all.nulls_not_distinct && candidate.nulls_not_distinct;
      }
      candidates.push_back(std::move(candidate));
    }
  }
  if (candidates.size() > 1) candidates.push_back(std::move(all));
  auto keys = std::vector<UniqueKey>{};
  for (const auto& [columns, nulls_not_distinct] : candidates) {
    if (rows_of(select, columns).bounds().most == RowBounds::Limit::many) continue;
    auto& key = keys.emplace_back(UniqueKey{{}, nulls_not_distinct});
    for (const auto& column : columns) {
      key.columns.push_back(outputs.at({column.range, column.column}));
    }
  }
  return keys;
}

/// What is grouped by, as far as the select list has it and the rest follows from it.
auto RowCounter::keys_of_groups(const Select& select) -> std::vector<UniqueKey> {
  auto keys = std::vector<UniqueKey>{};
  if (!is_plain(select.group_by)) return keys_of_grouping_sets(select);
  auto groups = std::vector<const Expr*>{};
  for (const auto& item : select.group_by) {
    groups.push_back(item.expr != nullptr ? item.expr : select.items[*item.output].expr);
  }
  const auto add = [&](const std::vector<const Expr*>& candidate, bool nulls_not_distinct) {
    auto key = UniqueKey{{}, nulls_not_distinct};
    auto fixed = std::vector<ColumnRef>{};
    for (const auto* expr : candidate) {
      key.columns.push_back(*find_item(select, *expr));
      // NULL says nothing about the rest.
      const auto* column = std::get_if<ColumnRef>(&expr->node);
      const auto fixes = column != nullptr && !(nulls_not_distinct && expr->nullable);
      if (fixes) fixed.push_back(*column);
    }
    const auto rows = rows_of(select, fixed);
    const auto follows = std::all_of(groups.begin(), groups.end(), [&](const Expr* expr) {
      return rows.is_determined(*expr) ||
             std::find(candidate.begin(), candidate.end(), expr) != candidate.end();
    });
    if (follows) keys.push_back(std::move(key));
  };
  auto shown = groups;
  std::erase_if(shown, [&](const Expr* expr) { return !find_item(select, *expr); });
  if (!shown.empty()) add(shown, true);
  for (const auto& [range, own] : rows_of(select, {}).all_keys()) {
    for (const auto& key : own) {
      auto columns = shown;
      std::erase_if(columns, [&, range = range](const Expr* expr) {
        const auto* column = std::get_if<ColumnRef>(&expr->node);
        return column == nullptr || column->range != range || !contains(key, column->column);
      });
      if (!columns.empty() && columns.size() < shown.size()) add(columns, false);
    }
  }
  return keys;
}

/// Groups of several sets may be alike in all expressions: what a set leaves out is NULL.
/// `grouping(...)` tells the sets apart, unless two of them are equal.
auto RowCounter::keys_of_grouping_sets(const Select& select) -> std::vector<UniqueKey> {
  const auto sets = grouping_sets(select);
  if (!sets || (!select.group_distinct && has_equal_sets(*sets))) return {};
  auto key = UniqueKey{{}, true};
  auto told = std::vector<const Expr*>{};  // the arguments of `grouping(...)`
  for (std::size_t i = 0; i < select.items.size(); ++i) {
    const auto* call = std::get_if<SpecialCall>(&select.items[i].expr->node);
    if (call == nullptr || call->kind != syntax::SpecialCall::Kind::grouping) continue;
    key.columns.push_back(static_cast<ColumnIndex>(i));
    told.insert(told.end(), call->arguments.begin(), call->arguments.end());
  }
  for (const auto* expr : expressions_of(*sets)) {
    const auto is_told = std::any_of(
        told.begin(), told.end(), [&](const Expr* other) { return equal(*other, *expr); });
    const auto place = find_item(select, *expr);
    if (!place || (!is_told && !is_in_all(*sets, *expr))) return {};
    key.columns.push_back(*place);
  }
  return {std::move(key)};
}

/// Chains lean left, and may be long.
auto RowCounter::keys_of_parts(const Query& query) -> std::vector<UniqueKey> {
  auto links = std::vector<const Query*>{};
  const auto* at = &query;
  while (const auto* operation = std::get_if<SetOperation>(&at->body)) {
    links.push_back(at);
    at = operation->left;
  }
  auto keys = this->keys(*at);
  auto constants = constants_of(schema_.catalog, *at);
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    const auto& operation = std::get<SetOperation>((*link)->body);
    keys = kept_keys(std::move(keys), *operation.left, **link);
    auto right = kept_keys(this->keys(*operation.right), *operation.right, **link);
    switch (operation.kind) {
      case syntax::SetOperation::Kind::unite: {
        const auto others = constants_of(schema_.catalog, *operation.right);
        auto both = std::vector<UniqueKey>{};
        for (std::size_t i = 0; i < constants.size() && i < others.size(); ++i) {
          if (are_disjoint(constants[i], others[i])) {
            const auto more = keys_of_both(keys, right, static_cast<ColumnIndex>(i));
            both.insert(both.end(), more.begin(), more.end());
          }
          add(constants[i], others[i]);
        }
        keys = std::move(both);
        break;
      }
      case syntax::SetOperation::Kind::intersect:
        keys.insert(keys.end(), right.begin(), right.end());
        break;
      case syntax::SetOperation::Kind::except:
        break;
    }
    if (keys.size() > most_keys) keys.resize(most_keys);
    if (!operation.all) keys.push_back({all_columns(**link), true});
  }
  return keys;
}

}  // namespace ormc::query
