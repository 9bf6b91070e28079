#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/optional_diagnostics.hpp"
#include "diagnostics/select_diagnostics.hpp"
#include "query/bind_statement.hpp"

/// The items of an order by: those that are always there, those in brackets, and those among which
/// a parameter chooses.
namespace ormc::query {
namespace {

using Visit = std::function<void(const syntax::OrderItem&)>;

/// The labels of a choice; reports those that are there twice.
auto labels_of(Binder& binder, const syntax::OrderClauseItem& item) -> std::vector<std::string> {
  auto labels = std::vector<std::string>{};
  for (const auto& choice : item.choices) {
    if (std::find(labels.begin(), labels.end(), choice.label.text) != labels.end()) {
      binder.diagnostics().report(choice.label.span,
                                  diagnostics::DuplicateDefinition{choice.label.text, "choice"});
    }
    labels.push_back(choice.label.text);
  }
  return labels;
}

/// Makes the parameter one that chooses among the labels; nothing when it cannot be.
auto bind_choice(Binder& binder, const syntax::OrderClauseItem& item)
    -> std::optional<ParameterIndex> {
  const auto span = item.choice->name.span;
  const auto index = binder.find_parameter(*item.choice, span);
  if (!index) return std::nullopt;
  auto& state = binder.parameters()[*index];
  auto labels = labels_of(binder, item);
  if (state.declared || state.batch || !state.uses.empty()) {
    binder.diagnostics().report(state.declared ? state.span : span,
                                diagnostics::ChoiceAsValue{state.name, state.declared});
    return std::nullopt;
  }
  if (!state.choices.empty() && state.choices != labels) {
    binder.diagnostics().report(span, diagnostics::ChoicesDiffer{state.name, state.choices});
    return std::nullopt;
  }
  state.choices = std::move(labels);
  if (state.may_be_absent && !binder.part()) {
    binder.diagnostics().report(span, diagnostics::OptionalOutsidePart{state.name});
  }
  binder.require_given(*index);
  return index;
}

void visit_item(Binder& binder, const syntax::OrderClauseItem& item, const Visit& visit) {
  if (item.item) return visit(*item.item);
  if (!item.choice) return;
  const auto index = bind_choice(binder, item);
  for (auto i = std::size_t{0}; i < item.choices.size(); ++i) {
    const auto& choice = item.choices[i];
    auto guard = PartGuard{binder, binder.part()};
    if (index) {
      binder.enter_part(binder.add_part(
          choice.label.span, {{Requirement::Kind::chosen, *index, static_cast<std::uint32_t>(i)}}));
    }
    for (const auto& each : choice.items) visit(each);
  }
}

}  // namespace

void for_each_order_item(Binder& binder,
                         const std::vector<syntax::OrderClauseItem>& items,
                         const Visit& visit) {
  for (auto first = items.begin(); first != items.end();) {
    auto end = std::find_if(
        first, items.end(), [&](const auto& item) { return item.clause != first->clause; });
    auto guard = PartGuard{binder, binder.part()};
    auto part = std::optional<PartId>{};
    if (first->optional) {
      part = binder.add_part(first->span.to((end - 1)->span));
      binder.enter_part(part);
    }
    for (auto item = first; item != end; ++item) visit_item(binder, *item, visit);
    if (part) binder.check_part(*part);
    first = end;
  }
}

}  // namespace ormc::query
