#include "schema/partition_indexes.hpp"

#include <algorithm>
#include <set>

#include "diagnostics/nearest.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/expr_columns.hpp"

namespace ormc::schema {
namespace {

using diagnostics::PartOfIndex;
using diagnostics::UnknownParentIndex;
using Problem = PartOfIndex::Problem;

/// What the database compares before it takes an index for a part of another.
struct Build {
  std::string method = "btree";
  bool unique = true;
  bool nulls_not_distinct = false;
  std::vector<std::string> columns;  // in the database; empty of expressions; those included last
  std::size_t included = 0;

  auto operator==(const Build&) const -> bool = default;
};

/// Which rows are in an index. The database compares conditions after it has folded constants, and
/// one that is always true is none then: where that may be so, the comparison is left to it.
enum class Condition : std::uint8_t { none, foldable, kept };

auto may_be_equal(Condition a, Condition b) -> bool {
  return a == b || a == Condition::foldable || b == Condition::foldable;
}

/// Pairs the keys and indexes of one partition with its parent's.
class PartitionPairing {
 public:
  PartitionPairing(Resolution& resolution, ModelId id)
      : resolution_(resolution),
        id_(id),
        model_(resolution.at(id)),
        parent_(model_.partition_of ? &resolution.schema.at(model_.partition_of->parent)
                                    : nullptr) {}

  void inherit_keys() {
    if (parent_ == nullptr) {
      refuse_parts();
      return;
    }
    for (auto& key : model_.only_keys) check(key);
    auto own = std::vector<Key>{};
    for (auto& key : model_.unique_keys) {
      if (!key.inherited) own.push_back(std::move(key));
    }
    for (auto& key : own) check(key);
    model_.unique_keys.clear();
    for (const auto& key : parent_->unique_keys) {
      const auto place = std::ranges::find(own, key.sql_name, &Key::parent);
      if (place != own.end()) {
        model_.unique_keys.push_back(std::move(*place));
        own.erase(place);
      } else if (!has_part_of(key.sql_name)) {
        if (auto part = part_of(key)) model_.unique_keys.push_back(std::move(*part));
      }
    }
    for (auto& key : own) model_.unique_keys.push_back(std::move(key));
    inherit_primary_key();
  }

  void inherit_indexes() {
    if (parent_ == nullptr) return;
    if (model_.primary_key) check_part_of_index(*model_.primary_key);
    for (auto& key : model_.unique_keys) check_part_of_index(key);
    for (auto& key : model_.only_keys) check_part_of_index(key);
    for (auto& index : model_.indexes) check(index);
    if (model_.server) return;  // a foreign table has no indexes
    auto parts = std::vector<Index>{};
    for (const auto& index : parent_->indexes) {
      if (index.only || has_part_of(index.sql_name)) continue;
      if (auto part = part_of(index)) parts.push_back(std::move(*part));
    }
    for (auto& part : parts) model_.indexes.push_back(std::move(part));
  }

 private:
  /// The primary key of a partition is a part of its parent's, unless another key is.
  void inherit_primary_key() {
    auto& key = model_.primary_key;
    if (key && key->inherited) key.reset();
    const auto& above = parent_->primary_key;
    if (key && key->parent.empty() && above && !has_part_of(above->sql_name)) {
      key->parent = above->sql_name;
    }
    if (key) check(*key);
    if (!above || has_part_of(above->sql_name)) return;
    const auto only = std::ranges::find(model_.only_keys, true, &Key::primary);
    if (only != model_.only_keys.end()) {
      only->parent = above->sql_name;
      report(*only, Problem::only);
    } else if (!key) {
      key = part_of(*above);
    } else if (!key->parent.empty()) {
      resolution_.diagnostics.report(
          place_of(*key), PartOfIndex{above->sql_name, parent_->name, Problem::no_place});
    }
  }

  // -- what a partition says to be a part of

  void refuse_parts() {
    const auto refuse = [&](auto& part) {
      if (part.parent.empty()) return;
      resolution_.diagnostics.report(place_of(part),
                                     PartOfIndex{part.parent, model_.name, Problem::no_partition});
      part.parent.clear();
    };
    if (model_.primary_key) refuse(*model_.primary_key);
    std::ranges::for_each(model_.unique_keys, refuse);
    std::ranges::for_each(model_.only_keys, refuse);
    std::ranges::for_each(model_.indexes, refuse);
  }

  /// The attribute by which a key or an index says what it is a part of.
  auto place_of(const auto& part) const -> Span {
    const auto& draft = resolution_.draft(id_);
    const auto find = [&](const auto& nodes) -> std::optional<Span> {
      for (const auto* node : nodes) {
        const auto is_it = node->span == part.span || (node->name && node->name->span == part.span);
        const auto* attribute = find_attribute(node->attributes, "partition_of");
        if (is_it && attribute) return attribute->span;
      }
      return std::nullopt;
    };
    if (const auto place = find(draft.indexes)) return *place;
    return find(draft.keys).value_or(part.span);
  }

  /// A key may be a part of any key, or of a unique index, which has no name yet.
  void check(Key& key) {
    if (key.parent.empty()) return;
    if (const auto* above = parent_key(key.parent)) {
      compare(
          key, build_of(key, model_), build_of(*above, *parent_), Condition::none, Condition::none);
      const auto is_only = [](const std::vector<Key>& keys, const Key* which) {
        return std::ranges::any_of(keys, [&](const Key& each) { return &each == which; });
      };
      if (is_only(model_.only_keys, &key) && !is_only(parent_->only_keys, above)) {
        report(key, Problem::only);
      }
    }
  }

  void check_part_of_index(Key& key) {
    if (key.parent.empty() || key.inherited || parent_key(key.parent)) return;
    for (const auto& above : parent_->indexes) {
      if (above.sql_name != key.parent) continue;
      return compare(key,
                     build_of(key, model_),
                     build_of(above, *parent_),
                     Condition::none,
                     condition_of(above));
    }
    report_unknown(key);
  }

  void check(Index& index) {
    if (index.parent.empty()) return;
    for (const auto& above : parent_->indexes) {
      if (above.sql_name != index.parent) continue;
      if (index.only && !above.only) return report(index, Problem::only);
      return compare(index,
                     build_of(index, model_),
                     build_of(above, *parent_),
                     condition_of(index),
                     condition_of(above));
    }
    if (parent_key(index.parent) != nullptr) {
      report(index, Problem::of_key);
    } else {
      report_unknown(index);
    }
  }

  static auto keys_of(const Model& model) -> std::vector<const Key*> {
    auto keys = std::vector<const Key*>{};
    if (model.primary_key) keys.push_back(&*model.primary_key);
    for (const auto& key : model.unique_keys) keys.push_back(&key);
    for (const auto& key : model.only_keys) keys.push_back(&key);
    return keys;
  }

  auto parent_key(const std::string& name) const -> const Key* {
    for (const auto* key : keys_of(*parent_)) {
      if (key->sql_name == name) return key;
    }
    return nullptr;
  }

  void compare(auto& part, const Build& build, const Build& above, Condition own, Condition whole) {
    if (!taken_.insert(part.parent).second) {
      report(part, Problem::twice);
    } else if (build != above || !may_be_equal(own, whole)) {
      report(part, Problem::differs);
    }
  }

  auto condition_of(const Index& index) const -> Condition {
    if (!index.where) return Condition::none;
    const auto& expr = resolution_.schema.at(*index.where);
    const auto may_fold =
        may_be_constant(resolution_.schema, expr.model.value_or(id_), *expr.syntax);
    return may_fold ? Condition::foldable : Condition::kept;
  }

  /// Forgets a part that cannot be one, so that it is told once.
  void report(auto& part, Problem problem) {
    resolution_.diagnostics.report(place_of(part),
                                   PartOfIndex{part.parent, parent_->name, problem});
    part.parent.clear();
  }

  void report_unknown(auto& part) {
    auto names = std::vector<std::string>{};
    for (const auto* key : keys_of(*parent_)) names.push_back(key->sql_name);
    for (const auto& index : parent_->indexes) names.push_back(index.sql_name);
    resolution_.diagnostics.report(
        place_of(part),
        UnknownParentIndex{part.parent, parent_->name, diagnostics::nearest(part.parent, names)});
    part.parent.clear();
  }

  // -- how an index is made

  static auto column_name(const Model& of, ColumnIndex column) -> const std::string& {
    return of.columns[column].sql_name;
  }

  static void add(Build& build, const std::variant<ColumnIndex, ExprId>& value, const Model& of) {
    const auto* column = std::get_if<ColumnIndex>(&value);
    build.columns.push_back(column ? column_name(of, *column) : std::string{});
  }

  auto build_of(const Index& index, const Model& of) const -> Build {
    auto build = Build{};
    build.method = index.method;
    build.unique = index.unique;
    build.nulls_not_distinct = index.nulls_not_distinct;
    for (const auto& element : index.elements) add(build, element.value, of);
    for (const auto& column : index.include) add(build, column, of);
    build.included = index.include.size();
    return build;
  }

  static auto build_of(const Key& key, const Model& of) -> Build {
    auto build = Build{};
    build.nulls_not_distinct = key.nulls_not_distinct;
    for (const auto column : key.columns) build.columns.push_back(column_name(of, column));
    for (const auto column : key.include) build.columns.push_back(column_name(of, column));
    build.included = key.include.size();
    return build;
  }

  // -- what the database makes by itself

  auto has_part_of(const std::string& name) const -> bool {
    const auto is_part = [&](const auto& part) { return part.parent == name; };
    return std::ranges::any_of(model_.indexes, is_part) ||
           std::ranges::any_of(keys_of(model_), [&](const Key* key) { return is_part(*key); });
  }

  /// The column of the partition that a column of the parent is; none when it failed.
  auto own_column(ColumnIndex column) const -> std::optional<ColumnIndex> {
    const auto& name = column_name(*parent_, column);
    const auto place = std::ranges::find(model_.columns, name, &Column::sql_name);
    if (place == model_.columns.end()) return std::nullopt;
    return static_cast<ColumnIndex>(place - model_.columns.begin());
  }

  auto take_columns(std::vector<ColumnIndex>& columns) const -> bool {
    for (auto& column : columns) {
      const auto own = own_column(column);
      if (!own) return false;
      column = *own;
    }
    return true;
  }

  auto part_of(const Key& key) const -> std::optional<Key> {
    auto part = key;
    if (!take_columns(part.columns) || !take_columns(part.include)) return std::nullopt;
    part.inherited = true;
    part.parent = key.sql_name;
    part.sql_name.clear();
    part.clustered = false;
    part.doc.clear();
    return part;
  }

  /// The same expression over the partition's row.
  auto own_expr(ExprId id) -> ExprId {
    auto expr = resolution_.schema.at(id);
    expr.model = id_;
    return resolution_.add_expr(expr);
  }

  auto take_value(std::variant<ColumnIndex, ExprId>& value) -> bool {
    if (const auto* expr = std::get_if<ExprId>(&value)) {
      value = own_expr(*expr);
      return true;
    }
    const auto own = own_column(std::get<ColumnIndex>(value));
    if (own) value = *own;
    return own.has_value();
  }

  auto part_of(const Index& index) -> std::optional<Index> {
    auto part = index;
    for (auto& element : part.elements) {
      if (!take_value(element.value)) return std::nullopt;
    }
    for (auto& column : part.include) {
      if (!take_value(column)) return std::nullopt;
    }
    if (part.where) part.where = own_expr(*part.where);
    part.inherited = true;
    part.parent = index.sql_name;
    part.sql_name.clear();
    part.clustered = false;
    part.doc.clear();
    return part;
  }

  Resolution& resolution_;
  ModelId id_;
  Model& model_;
  const Model* parent_;
  std::set<std::string> taken_;
};

}  // namespace

auto parents_first(const Resolution& resolution) -> std::vector<ModelId> {
  auto result = std::vector<ModelId>{};
  auto is_there = std::vector<bool>(resolution.schema.models.size(), false);
  for (const auto id : resolution.model_ids()) {
    auto line = std::vector<ModelId>{};
    for (auto at = id; !is_there[static_cast<std::size_t>(at)];) {
      is_there[static_cast<std::size_t>(at)] = true;
      line.push_back(at);
      const auto& model = resolution.schema.at(at);
      if (!model.partition_of) break;
      at = model.partition_of->parent;
    }
    result.insert(result.end(), line.rbegin(), line.rend());
  }
  return result;
}

void inherit_keys(Resolution& resolution, ModelId id) {
  PartitionPairing{resolution, id}.inherit_keys();
}

void inherit_indexes(Resolution& resolution, ModelId id) {
  PartitionPairing{resolution, id}.inherit_indexes();
}

}  // namespace ormc::schema
