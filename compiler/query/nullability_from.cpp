#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "query/nullability_inference.hpp"

namespace ormc::query {

namespace {

void append(std::vector<RangeId>& to, const std::vector<RangeId>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// Functions over JSON objects whose rows always have a key; the values of the jsonb forms are
/// values.
auto always_filled(const catalog::Function& function, std::string_view column) -> bool {
  static constexpr auto names = std::array<std::string_view, 4>{
      "json_each", "jsonb_each", "json_each_text", "jsonb_each_text"};
  if (function.schema != "pg_catalog") return false;
  auto found = std::find(names.begin(), names.end(), function.name);
  if (found == names.end()) return false;
  return column == "key" || found - names.begin() < 2;
}

}  // namespace

void Inference::from(const std::vector<FromPtr>& items) {
  for (const auto* item : items) {
    auto ranges = from_item(*item);
    if (level_) append(level_->ranges, ranges);
  }
  follow();
}

/// Joins lean left. What conditions of inner joins tell is known from there on, unless an outer
/// join further out pads the part in which they stand: then it is put aside with that padding.
auto Inference::from_item(const FromItem& item) -> std::vector<RangeId> {
  auto links = std::vector<const FromJoin*>{};
  const auto* at = &item;
  while (const auto* join = std::get_if<FromJoin>(&at->node)) {
    links.push_back(join);
    at = join->left;
  }
  auto mark = facts_.mark();
  auto ranges = leaf(std::get<FromRange>(at->node).range);
  for (auto link = links.rbegin(); link != links.rend(); ++link) join(**link, ranges, mark);
  return ranges;
}

void Inference::join(const FromJoin& join, std::vector<RangeId>& left, Facts::Mark left_mark) {
  using Kind = syntax::Join::Kind;
  auto right_mark = facts_.mark();
  auto right = from_item(*join.right);
  auto on_mark = facts_.mark();
  if (join.on) {
    operand(join.on);
    assume(*join.on, Outcome::truth);
  }
  auto never_empty = std::vector<bool>{};  // merged columns that either side has a value for
  if (join.merged) {
    for (const auto& [a, b] : std::get<JoinSource>(unit_.at(*join.merged).source).merged) {
      operand(a);
      operand(b);
      never_empty.push_back(!a->nullable && !b->nullable);
    }
    // Equal columns are not null where they met.
    for (const auto& [a, b] : std::get<JoinSource>(unit_.at(*join.merged).source).merged) {
      assume(*a, Outcome::not_null);
      assume(*b, Outcome::not_null);
    }
    facts_.set_join(*join.merged, join.kind);
  }
  switch (join.kind) {
    case Kind::inner:
    case Kind::cross:
      break;
    case Kind::left:
      facts_.pad(right, facts_.take(right_mark));
      break;
    case Kind::right: {
      auto when_present = facts_.take(on_mark);
      auto of_right = facts_.take(right_mark);
      auto of_left = facts_.take(left_mark);
      of_left.insert(of_left.end(), when_present.begin(), when_present.end());
      facts_.pad(left, std::move(of_left));
      facts_.give(of_right);
      break;
    }
    case Kind::full: {
      facts_.undo(on_mark);
      auto of_right = facts_.take(right_mark);
      auto of_left = facts_.take(left_mark);
      facts_.pad(left, std::move(of_left));
      facts_.pad(right, std::move(of_right));
      break;
    }
  }
  append(left, right);
  if (join.merged) left.push_back(*join.merged);
  if (join.alias) left.push_back(*join.alias);
  for (auto joined : {join.merged, join.alias}) {
    if (!joined) continue;
    auto& range = unit_.at(*joined);
    const auto is_full = joined == join.merged && join.kind == Kind::full;
    for (std::size_t i = 0; i < range.columns.size(); ++i) {
      range.columns[i].nullable = true;
      range.columns[i].nullable =
          !(is_full && never_empty[i]) && column_nullable(*joined, static_cast<ColumnIndex>(i));
    }
  }
}

/// A range with the joins that paths made from it.
auto Inference::leaf(RangeId range) -> std::vector<RangeId> {
  facts_.unpad(range);
  source(range);
  auto ranges = std::vector<RangeId>{range};
  path(range, ranges);
  return ranges;
}

void Inference::path(RangeId parent, std::vector<RangeId>& ranges) {
  auto children = paths_.find(parent);
  if (children == paths_.end()) return;
  for (auto id : children->second) {
    const auto* step = std::get_if<PathSource>(&unit_.at(id).source);
    const auto behind_left = left_paths_.contains(parent);
    // Inside of the join to the step before it: both are there or neither is.
    const auto is_nested = behind_left && step->joins_inside();
    const auto is_left = !is_nested && (step->left || behind_left);
    facts_.unpad(id);
    table_columns(step->model, unit_.at(id).columns, Rows::of_the_table);
    table_checks(step->model, id);
    auto below = std::vector<RangeId>{id};
    if (is_left || is_nested) left_paths_.insert(id);
    path(id, below);
    // A left join by itself, even where only the step before it can be missing: row security may
    // hide the row that a foreign key promises.
    if (is_left) facts_.pad(below, {});
    append(ranges, below);
  }
}

/// A generated column has a value where its expression always has one.
void Inference::table_columns(schema::ModelId model, std::vector<RangeColumn>& columns, Rows rows) {
  const auto& table = schema_.at(model);
  for (std::size_t i = 0; i < columns.size() && i < table.columns.size(); ++i) {
    const auto& column = table.columns[i];
    const auto is_whole = rows == Rows::with_children;
    columns[i].nullable = is_whole ? column.may_be_null() : column.nullable;
    if (is_whole && column.nullable_below) continue;
    const auto* expr = column.generated ? schema_expr(*column.generated) : nullptr;
    if (expr != nullptr && !expr->nullable) columns[i].nullable = false;
  }
}

/// A check is passed by what is not false. Rows from before it was added may not have been looked
/// at, and those of tables that inherit are not when it says so.
void Inference::table_checks(schema::ModelId model, RangeId range) {
  for (const auto& check : schema_.at(model).checks) {
    if (check.not_valid || check.no_inherit) continue;
    const auto* expr = schema_expr(check.expr);
    if (expr != nullptr && speaks_of_null(*expr)) {
      checks_.push_back({expr, Outcome::not_false, range});
    }
  }
}

auto Inference::schema_expr(schema::ExprId id) const -> const Expr* {
  const auto index = static_cast<std::size_t>(id);
  if (program_ == nullptr || index >= program_->schema_exprs.size()) return nullptr;
  return program_->schema_exprs[index].expr;
}

void Inference::source(RangeId id) {
  struct Source {
    Inference& self;
    std::vector<RangeColumn>& columns;

    RangeId range;

    void operator()(const TableSource& source) const {
      self.sample(source.sample);
      self.table_columns(
          source.model, columns, source.only ? Rows::of_the_table : Rows::with_children);
      self.table_checks(source.model, range);
    }
    void operator()(const ViewSource&) const {}  // the binder took them from the view's query
    void operator()(const SubquerySource& source) const {
      self.query(*source.query);
      for (std::size_t i = 0; i < columns.size() && i < source.query->columns.size(); ++i) {
        columns[i].nullable = source.query->columns[i].nullable;
      }
    }
    void operator()(const FunctionSource& source) const { self.functions(source, columns); }
    void operator()(const CteSource& source) const {
      const auto& of = self.unit_.at(source.cte).columns;
      for (std::size_t i = 0; i < columns.size() && i < of.size(); ++i) {
        columns[i].nullable = of[i].nullable;
      }
    }
    void operator()(const PathSource& source) const {
      self.table_columns(source.model, columns, Rows::of_the_table);
    }
    void operator()(const ExcludedSource& source) const {
      self.table_columns(source.model, columns, Rows::of_the_table);
    }
    void operator()(const JoinSource&) const {}
    void operator()(const CatalogSource& source) const {
      self.sample(source.sample);
      if (source.row_type == error_type) return;
      auto fields = self.schema_.catalog.fields(source.row_type);
      for (std::size_t i = 0; i < columns.size() && i < fields.size(); ++i) {
        columns[i].nullable = !fields[i].not_null;
      }
    }
    void operator()(const XmlTableSource& source) const { self.xml_table(source, columns); }
  };
  std::visit(Source{*this, unit_.at(id).columns, id}, unit_.at(id).source);
}

void Inference::sample(const std::optional<TableSample>& sample) {
  if (!sample) return;
  operands(sample->arguments);
  operand(sample->seed);
}

/// A column without a value takes its default; one that is `not null` fails when it has none.
void Inference::xml_table(const XmlTableSource& source, std::vector<RangeColumn>& columns) {
  for (const auto& space : source.namespaces) operand(space.uri);
  operand(source.row);
  operand(source.document);
  for (std::size_t i = 0; i < columns.size() && i < source.columns.size(); ++i) {
    const auto& column = source.columns[i];
    operand(column.path);
    operand(column.default_value);
    auto has_default = column.default_value != nullptr && !column.default_value->nullable;
    columns[i].nullable = !column.ordinality && !column.not_null && !has_default;
  }
}

void Inference::functions(const FunctionSource& source, std::vector<RangeColumn>& columns) {
  for (auto* call : source.calls) operand(call);
  for (auto& column : columns) column.nullable = true;
  if (source.with_ordinality && !columns.empty()) columns.back().nullable = false;
  // Side by side, the shorter results are padded.
  if (source.calls.size() != 1) return;
  const auto& expr = *source.calls.front();
  const auto* call = std::get_if<Call>(&expr.node);
  const auto count = columns.size() - (source.with_ordinality ? 1 : 0);
  const auto is_one_value = [&](catalog::Oid type) {
    return count == 1 && schema_.catalog.fields(type).empty() &&
           !schema_.catalog.type(type).of_relation && type != catalog::oid::record;
  };
  if (!call && is_one_value(expr.type.oid)) columns[0].nullable = expr.nullable;
  if (!call || columns.empty()) return;
  const auto& function = *call->function;
  if (!function.out_columns.empty()) {
    for (std::size_t i = 0; i < count && i < function.out_columns.size(); ++i) {
      columns[i].nullable = !always_filled(function, function.out_columns[i].name);
    }
  } else if (is_one_value(function.result)) {
    columns[0].nullable = function.returns_set ? !gives_only_values(*call) : expr.nullable;
  }
}

}  // namespace ormc::query
