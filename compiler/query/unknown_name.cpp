#include "query/unknown_name.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/nearest_member.hpp"
#include "diagnostics/query_name_diagnostics.hpp"
#include "schema/lookup.hpp"
#include "source/fold.hpp"
#include "syntax/sql_value_function.hpp"

namespace ormc::query {
namespace {

auto incomplete(const Scope& scope) -> bool {
  for (const auto* level = &scope; level != nullptr; level = level->enclosing()) {
    if (level->incomplete) return true;
  }
  return false;
}

/// Whether a name that finds nothing may be one that was reported where it was declared.
auto is_consequence(const Binder& binder, const Scope& scope, const syntax::Name& name) -> bool {
  if (incomplete(scope)) return true;
  for (const auto* level = &scope; level != nullptr; level = level->enclosing()) {
    for (const auto& visible : bare_ranges(*level)) {
      if (is_failed_member(binder, visible.range, name)) return true;
    }
  }
  return false;
}

/// The enum that has a label of this name.
auto enum_with_label(const Binder& binder, std::string_view label) -> const schema::Enum* {
  for (const auto& each : binder.schema().enums) {
    for (const auto& value : each.values) {
      if (value.label == label) return &each;
    }
  }
  return nullptr;
}

/// What a name that is no column may have been meant to be.
auto meaning_of(Binder& binder, const Scope& scope, const syntax::Name& name)
    -> diagnostics::UnknownColumn::Meaning {
  using Meaning = diagnostics::UnknownColumn::Meaning;
  for (auto& parameter : binder.parameters()) {
    if (name.quoted || parameter.name != name.text || !parameter.choices.empty()) continue;
    parameter.misused = true;
    return Meaning::parameter;
  }
  if (enum_with_label(binder, name.text) != nullptr) return Meaning::enum_label;
  const auto& outputs = scope.output_names;
  if (std::find(outputs.begin(), outputs.end(), name.text) != outputs.end()) {
    return Meaning::output_name;
  }
  if (name.quoted) return Meaning::quoted_text;
  const auto functions = binder.catalog().functions("", source::fold(name.text));
  const auto callable = std::any_of(functions.begin(), functions.end(), [](const auto* function) {
    return function->arguments.empty();
  });
  return callable ? Meaning::function : Meaning::nothing;
}

/// A name without what tells the spellings of models, fields and columns apart.
auto plain(std::string_view name) -> std::string {
  auto text = source::fold(name);
  std::erase(text, '_');
  return text;
}

/// A relation that is not called like the model it leads to, where that was written: the only one
/// to it. For `author_id` its column, if it has just one.
auto relation_by_model(const Binder& binder, RangeId range, std::string_view name)
    -> std::optional<std::string> {
  const auto id = model_of(binder.unit().at(range));
  if (!id) return std::nullopt;
  const auto& model = binder.schema().at(*id);
  const auto is_key = name.ends_with("_id");
  const auto wanted = plain(is_key ? name.substr(0, name.size() - 3) : name);
  auto found = std::optional<std::string>{};
  for (const auto& relation : model.relations) {
    const auto is_wanted = relation.kind == schema::Relation::Kind::to_one &&
                           plain(binder.schema().at(relation.target).name) == wanted;
    if (!is_wanted || (is_key && relation.local_columns.size() != 1)) continue;
    if (found) return std::nullopt;
    found = is_key ? model.columns[relation.local_columns.front()].name : relation.name;
  }
  return found;
}

/// What a name that rows have not was most likely meant to be.
auto likely_member(const Binder& binder,
                   const std::vector<RangeId>& ranges,
                   std::string_view name,
                   const std::vector<std::string>& candidates) -> std::optional<std::string> {
  auto found = diagnostics::nearest_member(name, candidates);
  for (const auto range : ranges) {
    if (!found) found = relation_by_model(binder, range, name);
  }
  return found;
}

/// What may stand before a dot: the names of rows, and their relations to others.
struct Qualifiers {
  std::vector<std::string> ranges;
  std::vector<std::string> all;
};
auto qualifiers_of(const Binder& binder, const Scope& scope) -> Qualifiers {
  auto found = Qualifiers{};
  auto relations = std::vector<std::string>{};
  auto is_shaped = false;  // further out only rows are in sight
  for (const auto* level = &scope; level != nullptr; level = level->outer) {
    for (const auto& visible : level->ranges) {
      if (!visible.name.empty()) found.ranges.push_back(visible.name);
    }
    for (const auto& visible : bare_ranges(*level)) {
      const auto model = model_of(binder.unit().at(visible.range));
      if (!model || is_shaped) continue;
      for (const auto& relation : binder.schema().at(*model).relations) {
        relations.push_back(relation.name);
      }
    }
    is_shaped = is_shaped || level->shaped;
  }
  found.all = found.ranges;
  found.all.insert(found.all.end(), relations.begin(), relations.end());
  return found;
}

/// Inside of a shape, the member of its own row that stands behind a needless qualifier: an alias
/// that a shape has not, the name of the relation or of the model.
auto own_member(const Binder& binder, const Scope& scope, const syntax::QualifiedName& name)
    -> std::optional<std::string> {
  if (!scope.shaped || name.parts.size() < 2) return std::nullopt;
  const auto& member = name.parts[1];
  if (!find_member(binder, *scope.shaped, member)) return std::nullopt;
  return member.text;
}

/// The name, with what is in scope and what is near it.
auto describe_unknown(Binder& binder, const Scope& scope, const syntax::Name& name)
    -> diagnostics::UnknownColumn {
  auto what = diagnostics::UnknownColumn{name.text, std::nullopt, {}};
  auto bare = std::vector<std::string>{};
  auto ranges = std::vector<RangeId>{};
  for (const auto* level = &scope; level != nullptr; level = level->outer) {
    for (const auto& visible : bare_ranges(*level)) {
      ranges.push_back(visible.range);
      for (auto& member : member_names(binder, visible.range)) {
        const auto owner = display_name(binder, visible.range);
        what.in_scope.push_back(owner.empty() ? member : owner + "." + member);
        bare.push_back(std::move(member));
      }
    }
    if (level->shaped) {
      for (auto& shape : shape_names(binder, *level->shaped)) bare.push_back(std::move(shape));
      break;
    }
  }
  what.meaning = meaning_of(binder, scope, name);
  what.nearest = likely_member(binder, ranges, name.text, bare);
  return what;
}

}  // namespace

auto is_unknown_name(Binder& binder, Scope& scope, const syntax::Name& name) -> bool {
  const auto is_word = [&](std::string_view word) { return matches(name, word, Folding::folded); };
  if (is_word("current_schema") || (scope.domain_value && is_word("value"))) return false;
  return !is_consequence(binder, scope, name) &&
         find_unqualified(binder, scope, name).all.empty() &&
         !find_range(binder, scope, std::span{&name, 1});
}

auto unknown_column(Binder& binder, Scope& scope, const syntax::Name& name) -> ExprPtr {
  if (is_consequence(binder, scope, name)) return binder.error(name.span);
  auto what = describe_unknown(binder, scope, name);
  if (const auto* owner = enum_with_label(binder, name.text)) what.owner = owner->name;
  if (!what.nearest && what.meaning == diagnostics::UnknownColumn::Meaning::nothing) {
    what.nearest = diagnostics::nearest(name.text, syntax::likely_sql_value_functions());
  }
  // Without any table, every other name would be unknown for the same reason.
  if (what.in_scope.empty()) scope.incomplete = true;
  binder.diagnostics().report(name.span, what);
  return binder.error(name.span);
}

auto unknown_column(Binder& binder,
                    Scope& scope,
                    const syntax::Name& name,
                    const BehindOperator& behind) -> ExprPtr {
  using Meaning = diagnostics::UnknownColumn::Meaning;
  auto what = describe_unknown(binder, scope, name);
  const auto is_parameter = what.meaning == Meaning::parameter;
  // A column that is misspelt is likelier than a parameter that nothing declares.
  const auto is_column = behind.meaning == Meaning::parameter && what.nearest && !is_parameter;
  if (!is_parameter && !is_column) {
    what.meaning = behind.meaning;
    what.owner = behind.symbol;
  }
  binder.diagnostics().report(is_column ? name.span : behind.place, what);
  return binder.error(name.span);
}

auto unknown_qualifier(Binder& binder, Scope& scope, const syntax::QualifiedName& name) -> ExprPtr {
  const auto& first = name.parts.front();
  if (is_consequence(binder, scope, first)) return binder.error(name.span);
  auto qualifiers = qualifiers_of(binder, scope);
  auto what = diagnostics::UnknownQualifier{first.text, std::nullopt, {}};
  what.own_member = own_member(binder, scope, name);
  what.nearest = diagnostics::nearest(first.text, qualifiers.all);
  what.in_scope = std::move(qualifiers.ranges);
  auto& reported = binder.diagnostics().report(first.span, what);
  if (what.own_member) {
    reported.fixit({first.span.file, first.span.begin, name.parts[1].span.begin}, "");
  }
  return binder.error(name.span);
}

/// Silent where a column of the range failed: it may have been the one.
auto unknown_member(Binder& binder, RangeId range, const syntax::Name& name) -> ExprPtr {
  const auto& columns = binder.unit().at(range).columns;
  if (std::any_of(columns.begin(), columns.end(), [](const RangeColumn& column) {
        return column.type.oid == error_type;
      })) {
    return binder.error(name.span);
  }
  if (is_failed_member(binder, range, name)) return binder.error(name.span);
  auto members = member_names(binder, range);
  auto candidates = members;
  for (auto& shape : shape_names(binder, range)) candidates.push_back(std::move(shape));
  auto nearest = likely_member(binder, {range}, name.text, candidates);
  binder.diagnostics().report(
      name.span,
      diagnostics::UnknownMember{
          display_name(binder, range), name.text, std::move(nearest), std::move(members)});
  return binder.error(name.span);
}

auto ambiguous_name(Binder& binder,
                    const Scope& scope,
                    const syntax::Name& name,
                    const FoundMembers& found) -> ExprPtr {
  if (incomplete(scope)) return binder.error(name.span);
  auto meanings = std::vector<std::string>{};
  for (const auto& each : found.all) {
    meanings.push_back(display_name(binder, each.range) + "." + name.text);
  }
  binder.diagnostics().report(name.span,
                              diagnostics::AmbiguousColumn{name.text, std::move(meanings)});
  return binder.error(name.span);
}

}  // namespace ormc::query
