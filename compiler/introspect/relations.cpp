#include "introspect/relations.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "schema/naming.hpp"

namespace ormc::introspect {
namespace {

using Kind = Constraint::Kind;

/// What is asked of one table again and again.
struct Table {
  const Relation* relation;
  const Constraint* primary_key = nullptr;
  std::vector<const Constraint*> foreign_keys;
  std::vector<std::vector<int>> unique_columns;  // of keys and unique indexes
};

auto all_in(const std::vector<int>& some, const std::vector<int>& all) -> bool {
  return std::ranges::all_of(
      some, [&](int column) { return std::ranges::find(all, column) != all.end(); });
}

class RelationFinder {
 public:
  RelationFinder(const Database& database, const ChosenNames& chosen, Names& names)
      : database_(database), chosen_(chosen), names_(names) {}

  auto find() -> Relations {
    collect();
    // What was called by somebody comes before what is made up here.
    for (const auto& each : database_.relations) take_chosen(each);
    for (const auto& each : database_.relations) find_to_one(each.id);
    for (const auto& each : database_.relations) sort(each.id);
    for (const auto& each : database_.relations) find_other_sides(each.id);
    for (const auto& each : database_.relations) find_many_to_many(each.id);
    return std::move(relations_);
  }

 private:
  // -- what there is

  void collect() {
    for (const auto& each : database_.relations) tables_[each.id].relation = &each;
    // What is not on all partitions tells no rows apart.
    auto partial = std::set<Oid>{};
    for (const auto& each : database_.indexes) {
      if (each.is_only) partial.insert(each.id);
    }
    for (const auto& each : database_.constraints) {
      const auto place = tables_.find(each.table);
      if (place == tables_.end()) continue;
      auto& table = place->second;
      const auto is_key = (each.kind == Kind::primary_key || each.kind == Kind::unique) &&
                          !partial.contains(each.index);
      if (is_key && each.kind == Kind::primary_key) table.primary_key = &each;
      if (is_key) table.unique_columns.push_back(each.columns);
      if (each.kind == Kind::foreign_key && !each.inherited) table.foreign_keys.push_back(&each);
    }
    for (const auto& each : database_.indexes) {
      const auto has_expression = std::ranges::find(each.columns, 0) != each.columns.end();
      const auto is_partial = !each.predicate.empty() || each.is_only;
      if (!each.is_unique || each.is_constraint || has_expression || is_partial) continue;
      auto columns = each.columns;
      columns.resize(each.key_columns);
      if (const auto place = tables_.find(each.table); place != tables_.end()) {
        place->second.unique_columns.push_back(std::move(columns));
      }
    }
  }

  auto place_of(Oid table, int number) const -> std::size_t {
    const auto& columns = tables_.at(table).relation->columns;
    return static_cast<std::size_t>(std::ranges::find(columns, number, &Column::number) -
                                    columns.begin());
  }
  auto column(Oid table, int number) const -> const Column& {
    return tables_.at(table).relation->columns[place_of(table, number)];
  }
  auto column_names(const Constraint& key) const -> std::vector<std::string> {
    auto result = std::vector<std::string>{};
    for (const auto number : key.columns) result.push_back(column(key.table, number).name);
    return result;
  }

  void take_chosen(const Relation& relation) {
    auto& scope = names_.fields[relation.id];
    for (const auto& [place, name] : chosen_.relations) {
      if (place.first == relation.name) scope.take(name);
    }
    for (const auto* sides : {&chosen_.other_sides, &chosen_.through}) {
      for (const auto& [place, name] : *sides) {
        if (place.first == relation.name) scope.take(name);
      }
    }
  }

  // -- to one

  void find_to_one(Oid id) {
    for (const auto* key : tables_.at(id).foreign_keys) settle(*key);
  }

  /// Whether a foreign key is told as a relation: partitions and children have their parents'
  /// fields, and `set null (columns)` is said by the key alone.
  auto is_relation(const Constraint& key) const -> bool {
    const auto target = tables_.find(key.target);
    if (target == tables_.end()) return false;
    const auto& own = *tables_.at(key.table).relation;
    const auto is_plain =
        own.parents.empty() && own.of_type.type == 0 && own.kind != Relation::Kind::foreign;
    return is_plain && key.set_columns.empty() &&
           !chosen_.keys.contains({own.name, column_names(key)});
  }

  /// A column that says nothing but what the relation says. A comment on the foreign key needs a
  /// relation that makes no column: otherwise it is the column's.
  auto could_own(const Constraint& key) const -> bool {
    const auto& target = tables_.at(key.target);
    if (key.columns.size() != 1 || !target.primary_key || !key.comment.empty()) return false;
    if (target.primary_key->columns != key.target_columns) return false;
    const auto& table = tables_.at(key.table).relation->name;
    if (chosen_.on_fields.contains({table, column_names(key)})) return false;
    const auto& own = column(key.table, key.columns.front());
    const auto& other = column(key.target, key.target_columns.front());
    return own.type.type == other.type.type && own.type.text == other.type.text &&
           own.identity == '\0' && !own.generated && own.collation.empty() && own.storage.empty() &&
           own.compression.empty() && !own.statistics && own.options.empty() && own.is_local &&
           !own.inherited;
  }

  /// The relation of a key, after that of the column it refers to, for the name of its column has
  /// that one's in it.
  void settle(const Constraint& key) {
    if (!settled_.insert(key.id).second) return;
    if (!is_relation(key)) {
      relations_[key.table].others.push_back(&key);
      return;
    }
    auto own = std::optional<std::size_t>{};
    if (could_own(key) && settle_target(key)) own = place_of(key.table, key.columns.front());
    auto relation = ToOne{&key, {}, own, is_unique(key)};
    if (own && owned_.contains({key.table, *own})) relation.own_column = own = std::nullopt;
    if (own && !name_with_column(relation)) relation.own_column = own = std::nullopt;
    if (!own) name_on_columns(relation);
    relations_[key.table].to_one.push_back(std::move(relation));
  }

  /// False where following the keys leads back here.
  auto settle_target(const Constraint& key) -> bool {
    if (!in_progress_.insert(key.id).second) return false;
    auto has_cycle = false;
    for (const auto* next : tables_.at(key.target).foreign_keys) {
      if (next->columns != key.target_columns) continue;
      if (in_progress_.contains(next->id) || next->id == key.id) {
        has_cycle = true;
      } else {
        settle(*next);
      }
    }
    in_progress_.erase(key.id);
    return !has_cycle;
  }

  auto is_unique(const Constraint& key) const -> bool {
    return std::ranges::any_of(tables_.at(key.table).unique_columns, [&](const auto& columns) {
      return !columns.empty() && all_in(columns, key.columns);
    });
  }

  auto chosen_name(const Constraint& key) const -> const std::string* {
    const auto& table = tables_.at(key.table).relation->name;
    const auto place = chosen_.relations.find({table, column_names(key)});
    return place == chosen_.relations.end() ? nullptr : &place->second;
  }

  /// `author` of `author_id`.
  auto stem_of(const Constraint& key) const -> std::string {
    const auto& own = column(key.table, key.columns.front()).name;
    auto name = field_name_of(own);
    const auto target = "_" + field_name_of(column(key.target, key.target_columns.front()).name);
    for (const auto& ending : {target, std::string{"_id"}, std::string{"_fk"}}) {
      if (name.size() > ending.size() && name.ends_with(ending)) {
        return name.substr(0, name.size() - ending.size());
      }
    }
    return name;
  }

  /// A relation that makes its column: both need a name. The column had one of its own before.
  auto name_with_column(ToOne& relation) -> bool {
    const auto& key = *relation.key;
    auto& scope = names_.fields[key.table];
    auto& own_name = names_.columns[key.table][*relation.own_column];
    const auto& sql_name = column(key.table, key.columns.front()).name;
    const auto& target_name =
        names_.columns[key.target][place_of(key.target, key.target_columns.front())];
    const auto* chosen = chosen_name(key);
    const auto name = chosen ? *chosen : stem_of(key);
    const auto column_name = name + "_" + target_name;
    const auto fits = [&](const std::string& candidate) {
      return candidate == own_name || scope.is_free(candidate, sql_name);
    };
    if ((!chosen && !fits(name)) || !fits(column_name)) return false;
    scope.take(name);
    scope.take(column_name);
    own_name = column_name;
    relation.name = name;
    owned_.insert({key.table, *relation.own_column});
    return true;
  }

  /// A relation on columns that are fields by themselves: its name is one more.
  void name_on_columns(ToOne& relation) {
    const auto& key = *relation.key;
    auto& scope = names_.fields[key.table];
    if (const auto* chosen = chosen_name(key)) {
      relation.name = *chosen;
      return;
    }
    const auto target = field_name_of(tables_.at(key.target).relation->name.name);
    const auto first = key.columns.size() == 1 ? stem_of(key) : target;
    for (const auto& candidate : {first, target}) {
      if (!scope.is_free(candidate, {})) continue;
      scope.take(candidate);
      relation.name = candidate;
      return;
    }
    relation.name = scope.choose(first + "_" + target, {});
  }

  /// In the order of the columns, whatever the keys are called.
  void sort(Oid id) {
    auto& own = relations_[id].to_one;
    std::ranges::stable_sort(own, {}, [](const ToOne& each) { return each.key->columns; });
  }

  // -- the other sides

  void find_other_sides(Oid id) {
    const auto& own_name = tables_.at(id).relation->name;
    for (const auto& relation : relations_[id].to_one) {
      const auto& key = *relation.key;
      const auto place = chosen_.other_sides.find(
          {tables_.at(key.target).relation->name, {own_name, column_names(key)}});
      auto name = place != chosen_.other_sides.end() ? place->second : other_side_name(relation);
      relations_[key.target].other_sides.push_back(
          {std::move(name), id, relation.name, !relation.is_unique});
    }
  }

  auto other_side_name(const ToOne& relation) -> std::string {
    const auto& key = *relation.key;
    const auto own = field_name_of(tables_.at(key.table).relation->name.name);
    const auto many = relation.is_unique ? own : plural_of(own);
    const auto& siblings = relations_[key.table].to_one;
    const auto is_only = std::ranges::count_if(siblings, [&](const ToOne& each) {
                           return each.key->target == key.target;
                         }) == 1;
    auto candidate = is_only ? many : relation.name + "_" + many;
    if (key.table == key.target && relation.name == "parent" && !relation.is_unique) {
      candidate = "children";
    }
    auto& scope = names_.fields[key.target];
    if (scope.is_free(candidate, {})) {
      scope.take(candidate);
      return candidate;
    }
    return scope.choose(relation.name + "_" + many, {});
  }

  /// A table whose key is two foreign keys is seen through.
  void find_many_to_many(Oid id) {
    const auto& table = tables_.at(id);
    const auto& own = relations_[id].to_one;
    if (own.size() != 2 || !table.primary_key) return;
    auto columns = own[0].key->columns;
    columns.insert(columns.end(), own[1].key->columns.begin(), own[1].key->columns.end());
    const auto& key = table.primary_key->columns;
    if (columns.size() != key.size() || !all_in(columns, key) || !all_in(key, columns)) return;
    if (own[0].is_unique || own[1].is_unique) return;
    for (auto side = std::size_t{0}; side < 2; ++side) {
      const auto& here = own[side];
      const auto& there = own[1 - side];
      const auto is_self = here.key->target == there.key->target;
      const auto base =
          is_self ? there.name : field_name_of(tables_.at(there.key->target).relation->name.name);
      auto& scope = names_.fields[here.key->target];
      auto name = plural_of(base);
      const auto kept = chosen_.through.find({tables_.at(here.key->target).relation->name,
                                              {table.relation->name, column_names(*here.key)}});
      if (kept == chosen_.through.end() && !scope.is_free(name, {})) name = there.name + "_" + name;
      relations_[here.key->target].many_to_many.push_back(
          {kept != chosen_.through.end() ? kept->second : scope.choose(name, {}),
           there.key->target,
           id,
           here.name,
           there.name});
    }
  }

  const Database& database_;
  const ChosenNames& chosen_;
  Names& names_;
  Relations relations_;
  std::unordered_map<Oid, Table> tables_;
  std::set<Oid> settled_;      // keys
  std::set<Oid> in_progress_;  // keys
  std::set<std::pair<Oid, std::size_t>> owned_;
};

}  // namespace

auto find_relations(const Database& database, const ChosenNames& chosen, Names& names)
    -> Relations {
  return RelationFinder{database, chosen, names}.find();
}

}  // namespace ormc::introspect
