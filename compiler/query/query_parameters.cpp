#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/optional_diagnostics.hpp"
#include "diagnostics/query_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_named_query.hpp"
#include "query/bind_statement.hpp"
#include "query/presence.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

/// What can be a default in C++ too: literals, with signs and casts, and arrays of them.
auto is_constant(const Expr& expr) -> bool {
  if (std::holds_alternative<Constant>(expr.node)) return true;
  if (const auto* cast = std::get_if<Cast>(&expr.node)) return is_constant(*cast->operand);
  if (const auto* call = std::get_if<OperatorCall>(&expr.node)) {
    return call->left == nullptr && (call->op->name == "-" || call->op->name == "+") &&
           is_constant(*call->right);
  }
  const auto* array = std::get_if<ArrayConstructor>(&expr.node);
  return array != nullptr && std::all_of(array->elements.begin(),
                                         array->elements.end(),
                                         [](const Expr* element) { return is_constant(*element); });
}

auto is_null(const Expr& expr) -> bool {
  if (const auto* cast = std::get_if<Cast>(&expr.node)) return is_null(*cast->operand);
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && constant->kind == syntax::Literal::Kind::null;
}

auto bind_default(Binder& binder, const syntax::QueryParameter& parameter) -> ExprPtr {
  auto scope = Scope{};
  scope.clause = Clause::schema_default;
  auto* value = binder.bind_expr(*parameter.default_value, scope);
  if (value->type.oid == error_type) return value;
  auto null = is_null(*value) && !parameter.nullable;
  if (null || !is_constant(*value)) {
    binder.diagnostics().report(parameter.default_value->span,
                                diagnostics::InvalidParameterDefault{parameter.name.text, null});
  }
  return value;
}

auto declared_state(Binder& binder, const syntax::QueryParameter& parameter) -> ParameterState {
  auto state = ParameterState{};
  state.name = parameter.name.text;
  state.span = parameter.name.span;
  state.nullable = parameter.nullable;
  state.batch = parameter.is_row_batch;
  state.may_be_absent = parameter.may_be_absent;
  if (parameter.type && !parameter.is_row_batch) {
    auto type = schema::resolve_type(
        binder.schema(), binder.module(), *parameter.type, binder.diagnostics());
    // A type that failed has been reported: the parameter is declared all the same, as nothing.
    state.declared = true;
    if (type) state.type = *type;
  }
  if (parameter.default_value != nullptr && parameter.may_be_absent) {
    binder.diagnostics().report(parameter.name.span,
                                diagnostics::OptionalWithDefault{parameter.name.text});
  }
  return state;
}

/// Checks and numbers the parameters of one bound statement.
class ParameterList {
 public:
  ParameterList(Binder& binder, const syntax::NamedQuery& query, Sent sent)
      : binder_(binder),
        query_(query),
        states_(binder.parameters()),
        declared_(query.has_parameter_list),
        sent_(sent) {}

  void check() {
    for (auto i = std::size_t{0}; i < states_.size(); ++i) check(i);
  }

  auto number(Statement& statement) -> std::vector<QueryParameter> {
    auto order = send_order();
    auto places = std::vector<ParameterIndex>(states_.size());
    auto parameters = std::vector<QueryParameter>{};
    for (auto place = std::size_t{0}; place < order.size(); ++place) {
      places[order[place]] = static_cast<ParameterIndex>(place);
      parameters.push_back(finish(states_[order[place]]));
    }
    renumber(places, statement);
    const auto bits = PresenceBits{parameters}.bits();
    if (bits > 64) binder_.diagnostics().report(query_.name.span, diagnostics::TooManyParts{bits});
    return parameters;
  }

 private:
  void check(std::size_t i) {
    const auto& state = states_[i];
    if (state.batch_of || state.cursor_of || state.cursor || state.misused) return;
    check_parts(state);
    if (!is_used(state) && sent_ == Sent::used) return;
    if (!is_used(state) && (declared_ || state.batch)) {
      binder_.diagnostics().report(state.span, diagnostics::UnusedParameter{state.name});
    } else if (!is_used(state)) {
      binder_.diagnostics().report(first_use_span(),
                                   diagnostics::ParameterGap{std::to_string(i + 1)});
    } else if (!state.batch && state.choices.empty() && state.type.oid == catalog::no_oid) {
      binder_.diagnostics().report(state.span, diagnostics::UntypedParameter{state.name});
    }
  }

  auto is_used(const ParameterState& state) const -> bool {
    return state.batch ? !batch_columns(state.name).empty()
                       : !state.uses.empty() || !state.choices.empty() || state.cursor;
  }

  /// What may be absent may only be used where its absence takes the use away.
  void check_parts(const ParameterState& state) {
    if (!state.may_be_absent) return;
    for (auto i = std::size_t{0}; i < state.uses.size(); ++i) {
      if (state.use_parts[i]) continue;
      binder_.diagnostics().report(state.uses[i]->span,
                                   diagnostics::OptionalOutsidePart{state.name});
      return;
    }
  }

  auto first_use_span() const -> Span {
    for (const auto& state : states_) {
      if (!state.uses.empty()) return state.uses.front()->span;
    }
    return {};
  }

  auto batch_columns(const std::string& batch) const -> std::vector<std::size_t> {
    return members(&ParameterState::batch_of, batch);
  }

  /// What is sent for a batch or a cursor.
  auto members(std::optional<std::string> ParameterState::*of, const std::string& name) const
      -> std::vector<std::size_t> {
    auto found = std::vector<std::size_t>{};
    for (auto i = std::size_t{0}; i < states_.size(); ++i) {
      if (states_[i].*of == name) found.push_back(i);
    }
    return found;
  }

  /// The order of the list, or of the numbers, or of the first uses in the text; the columns of a
  /// batch stand in its place.
  auto send_order() const -> std::vector<std::size_t> {
    auto written = std::vector<std::size_t>{};
    for (auto i = std::size_t{0}; i < states_.size(); ++i) {
      if (states_[i].batch_of || states_[i].cursor_of) continue;
      if (sent_ == Sent::all || is_used(states_[i])) written.push_back(i);
    }
    if (!declared_ && !binder_.numbers_parameters()) {
      std::stable_sort(written.begin(), written.end(), [this](std::size_t a, std::size_t b) {
        return first_place(states_[a]) < first_place(states_[b]);
      });
    }
    auto order = std::vector<std::size_t>{};
    for (auto i : written) {
      if (!states_[i].batch && !states_[i].cursor) {
        order.push_back(i);
        continue;
      }
      auto columns = states_[i].batch ? batch_columns(states_[i].name)
                                      : members(&ParameterState::cursor_of, states_[i].name);
      order.insert(order.end(), columns.begin(), columns.end());
    }
    return order;
  }

  static auto first_place(const ParameterState& state) -> std::uint32_t {
    auto first = state.span.begin;
    for (const auto* use : state.uses) first = std::min(first, use->span.begin);
    return first;
  }

  auto finish(const ParameterState& state) -> QueryParameter {
    auto parameter = QueryParameter{};
    parameter.name = state.name;
    if (state.batch_of) parameter.name = state.name.substr(state.batch_of->size() + 1);
    if (state.cursor_of) parameter.name = state.name.substr(state.cursor_of->size() + 1);
    parameter.type = state.type;
    parameter.nullable = state.nullable;
    parameter.declared = state.declared && !state.batch_of && !state.cursor_of;
    parameter.optional = state.may_be_absent;
    parameter.batch = state.batch_of;
    parameter.choices = state.choices;
    parameter.cursor = state.cursor_of;
    parameter.cursor_column = state.cursor_column;
    parameter.span = state.span;
    for (const auto& written : query_.parameters) {
      if (written.default_value == nullptr || written.name.text != state.name) continue;
      parameter.optional = true;
      if (!state.choices.empty()) {
        parameter.default_choice = chosen_by_default(state, *written.default_value);
        continue;
      }
      parameter.default_value = binder_.coerce(bind_default(binder_, written),
                                               state.type,
                                               catalog::CoercionContext::assignment,
                                               "parameter `" + state.name + "`");
    }
    return parameter;
  }

  /// The label that is written as the default of a choice.
  auto chosen_by_default(const ParameterState& state, const syntax::Expr& value)
      -> std::optional<std::uint32_t> {
    const auto* name = std::get_if<syntax::NameRef>(&value.node);
    if (name != nullptr && name->name.parts.size() == 1) {
      auto found = find_name(name->name.parts.front(), state.choices);
      if (found) return static_cast<std::uint32_t>(*found);
    }
    binder_.diagnostics().report(value.span, diagnostics::UnknownChoice{state.name, state.choices});
    return std::nullopt;
  }

  void renumber(const std::vector<ParameterIndex>& places, Statement& statement) {
    auto seen = std::set<const Expr*>{};
    for (const auto& state : states_) {
      for (auto* use : state.uses) {
        auto* parameter = std::get_if<Parameter>(&use->node);
        if (parameter != nullptr && seen.insert(use).second) {
          parameter->index = places[parameter->index];
        }
      }
    }
    for (auto& part : binder_.unit().parts) {
      for (auto& requirement : part.requirements) {
        requirement.parameter = places[requirement.parameter];
      }
    }
    renumber_batch(places, statement);
    for (auto& cte : binder_.unit().ctes) {
      if (cte.statement != nullptr) renumber_batch(places, *cte.statement);
    }
  }

  static void renumber_batch(const std::vector<ParameterIndex>& places, Statement& statement) {
    auto* insert = std::get_if<Insert>(&statement.node);
    auto* batch = insert != nullptr ? std::get_if<Batch>(&insert->source) : nullptr;
    if (batch == nullptr) return;
    for (auto& parameter : batch->parameters) parameter = places[parameter];
  }

  Binder& binder_;
  const syntax::NamedQuery& query_;
  std::vector<ParameterState>& states_;
  bool declared_;
  Sent sent_;
};

}  // namespace

void declare_parameters(Binder& binder, const syntax::NamedQuery& query) {
  auto names = std::set<std::string>{};
  for (const auto& parameter : query.parameters) {
    if (!names.insert(parameter.name.text).second) {
      binder.diagnostics().report(parameter.name.span,
                                  diagnostics::DuplicateParameter{parameter.name.text});
      continue;
    }
    binder.declare_parameter(declared_state(binder, parameter));
  }
  if (query.has_parameter_list) binder.close_parameters();
}

auto finish_parameters(Binder& binder,
                       const syntax::NamedQuery& query,
                       Statement& statement,
                       Sent sent) -> std::vector<QueryParameter> {
  binder.settle_parameters();
  auto list = ParameterList{binder, query, sent};
  list.check();
  return list.number(statement);
}

}  // namespace ormc::query
