#include "introspect/scope.hpp"

#include <algorithm>
#include <set>

namespace ormc::introspect {
namespace {

class ScopeFilter {
 public:
  ScopeFilter(Database database, const Scope& scope)
      : scope_(scope), result_{std::move(database), {}, {}} {
    used_.resize(scope.schemas.size() + scope.include.size() + scope.exclude.size());
  }

  auto filter() -> Scoped {
    auto& database = result_.database;
    std::erase_if(database.namespaces, [&](const Namespace& each) { return !has(each.name); });
    std::erase_if(database.relations, [&](const Relation& each) { return !keeps(each); });
    for (const auto& each : database.relations) kept_.insert(each.id);
    leave_foreign_keys();
    drop_by_name(database.enums);
    drop_by_name(database.domains);
    drop_by_name(database.ranges);
    drop_by_name(database.base_types);
    drop_by_name(database.routines);
    drop_by_name(database.operators);
    drop_by_table(database.constraints);
    drop_by_table(database.indexes);
    drop_by_table(database.triggers);
    drop_by_table(database.rules);
    drop_by_table(database.policies);
    drop_by_table(database.statistics);
    std::erase_if(database.sequences, [&](const Sequence& each) {
      return !has(each.name.schema) || (each.owner != 0 && !kept_.contains(each.owner));
    });
    std::erase_if(database.statements, [&](const Statement& each) {
      return !each.name.schema.empty() && !has(each.name.schema);
    });
    find_unused();
    return std::move(result_);
  }

 private:
  auto has(const std::string& schema) -> bool {
    if (scope_.schemas.empty()) return true;
    const auto place = std::ranges::find(scope_.schemas, schema);
    if (place == scope_.schemas.end()) return false;
    used_[static_cast<std::size_t>(place - scope_.schemas.begin())] = true;
    return true;
  }

  auto fits_any(const SqlName& name, const std::vector<std::string>& patterns, std::size_t first)
      -> bool {
    auto fits = false;
    for (auto i = std::size_t{0}; i < patterns.size(); ++i) {
      const auto is_qualified = patterns[i].find('.') != std::string::npos;
      const auto text = is_qualified ? name.schema + "." + name.name : name.name;
      if (!fits_pattern(text, patterns[i])) continue;
      used_[first + i] = true;
      fits = true;
    }
    return fits;
  }

  auto keeps(const Relation& relation) -> bool {
    if (!has(relation.name.schema)) return false;
    if (relation.kind == Relation::Kind::composite) return true;
    const auto includes = scope_.schemas.size();
    const auto excludes = includes + scope_.include.size();
    const auto is_included =
        scope_.include.empty() || fits_any(relation.name, scope_.include, includes);
    return !fits_any(relation.name, scope_.exclude, excludes) && is_included;
  }

  /// Foreign keys to tables that are not there are dropped, and told.
  void leave_foreign_keys() {
    auto& database = result_.database;
    const auto name_of = [&](Oid id) {
      const auto place = std::ranges::find(database.relations, id, &Relation::id);
      return place == database.relations.end() ? SqlName{} : place->name;
    };
    std::erase_if(database.constraints, [&](const Constraint& each) {
      const auto leaves = each.kind == Constraint::Kind::foreign_key &&
                          kept_.contains(each.table) && !kept_.contains(each.target);
      if (leaves) {
        result_.leaving.push_back({name_of(each.table), each.name, each.target_name});
      }
      return leaves;
    });
  }

  template <class Things>
  void drop_by_name(Things& things) {
    std::erase_if(things, [&](const auto& each) { return !has(each.name.schema); });
  }
  template <class Things>
  void drop_by_table(Things& things) {
    std::erase_if(things, [&](const auto& each) { return !kept_.contains(each.table); });
  }

  void find_unused() {
    auto i = std::size_t{0};
    for (const auto* list : {&scope_.schemas, &scope_.include, &scope_.exclude}) {
      for (const auto& each : *list) {
        if (!used_[i++]) result_.unused.push_back(each);
      }
    }
  }

  const Scope& scope_;
  Scoped result_;
  std::set<Oid> kept_;
  std::vector<bool> used_;
};

}  // namespace

auto apply_scope(Database database, const Scope& scope) -> Scoped {
  return ScopeFilter{std::move(database), scope}.filter();
}

auto fits_pattern(std::string_view text, std::string_view pattern) -> bool {
  // The last `*` and how much it stands for are all that ever has to be tried again.
  auto star = std::string_view::npos;
  auto resume = std::size_t{0};
  auto at = std::size_t{0};
  auto in = std::size_t{0};
  while (at < text.size()) {
    if (in < pattern.size() && (pattern[in] == '?' || pattern[in] == text[at]) &&
        pattern[in] != '*') {
      ++at;
      ++in;
    } else if (in < pattern.size() && pattern[in] == '*') {
      star = in++;
      resume = at;
    } else if (star != std::string_view::npos) {
      in = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (in < pattern.size() && pattern[in] == '*') ++in;
  return in == pattern.size();
}

}  // namespace ormc::introspect
