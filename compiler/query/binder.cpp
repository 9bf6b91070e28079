#include "query/binder.hpp"

#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

#include "catalog/type_name.hpp"
#include "diagnostics/optional_diagnostics.hpp"
#include "diagnostics/query_name_diagnostics.hpp"

namespace ormc::query {
namespace {

/// `$65535` is the last that the protocol can send.
constexpr auto most_parameters = std::size_t{65535};

auto number_of(const std::string& digits) -> std::size_t {
  auto number = std::size_t{0};
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? number : 0;
}

auto parameter_names(const std::vector<ParameterState>& parameters) -> std::vector<std::string> {
  auto names = std::vector<std::string>{};
  for (const auto& parameter : parameters) names.push_back(parameter.name);
  return names;
}

}  // namespace

Binder::Binder(const schema::Schema& schema,
               schema::ModuleId module,
               const Program& program,
               Unit& unit,
               diagnostics::Diagnostics& diagnostics)
    : schema_{schema}, module_{module}, program_{program}, unit_{unit}, diagnostics_{diagnostics} {}

auto Binder::add_range(Range range) -> RangeId {
  unit_.ranges.push_back(std::move(range));
  return static_cast<RangeId>(unit_.ranges.size() - 1);
}

auto Binder::add_table(schema::ModelId model, std::string alias, bool alias_written, Span span)
    -> RangeId {
  auto columns = std::vector<RangeColumn>{};
  for (const auto& column : schema_.at(model).columns) {
    columns.push_back({column.name, column.sql_name, column.type, column.may_be_null()});
  }
  return add_range({.alias = std::move(alias),
                    .alias_written = alias_written,
                    .column_aliases = {},
                    .source = TableSource{model},
                    .columns = std::move(columns),
                    .span = span});
}

auto Binder::error(Span span) -> ExprPtr {
  return make({.span = span, .type = {error_type, -1}, .nullable = true, .node = Error{}});
}

auto Binder::column(RangeId range, ColumnIndex column, Span span) -> ExprPtr {
  const auto type = unit_.at(range).columns[column].type;
  return make({.span = span, .type = type, .nullable = true, .node = ColumnRef{range, column}});
}

void Binder::declare_parameter(ParameterState parameter) {
  parameters_.push_back(std::move(parameter));
}

auto Binder::use_parameter(const syntax::Parameter& parameter, Span span) -> ExprPtr {
  const auto index = find_parameter(parameter, span);
  if (!index) return error(span);
  if (!parameters_[*index].choices.empty()) {
    diagnostics_.report(span, diagnostics::ChoiceAsValue{parameters_[*index].name});
    return error(span);
  }
  return use_parameter(*index, span);
}

auto Binder::use_parameter(ParameterIndex index, Span span) -> ExprPtr {
  auto& state = parameters_[index];
  // A modifier is no part of a parameter's type: the server would not keep it, and a cast to
  // varchar(3) would cut the value silently.
  const auto known = state.type.oid != catalog::no_oid;
  if (state.declared && !known) return error(span);
  const auto type = TypeRef{known ? state.type.oid : catalog::oid::unknown, -1};
  // Where the use that gave the type may not be there, this one has to say it again.
  const auto cast = known && (state.declared || !has_earlier_use(state));
  auto* use = make({.span = span, .type = type, .nullable = true, .node = Parameter{index, cast}});
  state.uses.push_back(use);
  state.use_parts.push_back(part_);
  require_given(index);
  return use;
}

auto Binder::find_parameter(const syntax::Parameter& parameter, Span span)
    -> std::optional<ParameterIndex> {
  if (parameter.numbered) return find_numbered(parameter, span);
  for (auto i = std::size_t{0}; i < parameters_.size(); ++i) {
    if (parameters_[i].name == parameter.name.text) return static_cast<ParameterIndex>(i);
  }
  if (parameters_closed_) {
    diagnostics_.report(
        span,
        diagnostics::UnknownParameter{
            parameter.name.text,
            diagnostics::nearest(parameter.name.text, parameter_names(parameters_))});
    return std::nullopt;
  }
  if (style_ == ParameterStyle::numbered) return report_mixed(span);
  style_ = ParameterStyle::named;
  auto& state = parameters_.emplace_back();
  state.name = parameter.name.text;
  state.span = span;
  return static_cast<ParameterIndex>(parameters_.size() - 1);
}

auto Binder::find_numbered(const syntax::Parameter& parameter, Span span)
    -> std::optional<ParameterIndex> {
  const auto number = number_of(parameter.name.text);
  const auto known = parameters_closed_ ? parameters_.size() : most_parameters;
  if (number == 0 || number > known) {
    diagnostics_.report(span, diagnostics::UnknownParameter{parameter.name.text, std::nullopt});
    return std::nullopt;
  }
  if (!parameters_closed_) {
    if (style_ == ParameterStyle::named) return report_mixed(span);
    style_ = ParameterStyle::numbered;
    while (parameters_.size() < number) {
      const auto position = parameters_.size() + 1;
      parameters_.emplace_back().name = "p" + std::to_string(position);
    }
    auto& state = parameters_[number - 1];
    if (state.uses.empty()) state.span = span;
  }
  return static_cast<ParameterIndex>(number - 1);
}

auto Binder::report_mixed(Span span) -> std::optional<ParameterIndex> {
  diagnostics_.report(span, diagnostics::MixedParameters{});
  return std::nullopt;
}

void Binder::settle_parameters() {
  for (const auto& state : parameters_) {
    if (state.type.oid == catalog::no_oid) continue;
    for (auto* use : state.uses) {
      if (use->type.oid != catalog::oid::unknown) continue;
      diagnostics_.report(
          use->span, diagnostics::InconsistentParameter{state.name, type_name(state.type), {}});
      use->type = {error_type, -1};
    }
  }
}

auto Binder::type_name(TypeRef type) const -> std::string {
  if (type.oid == error_type) return "unknown";
  return catalog::format_type(catalog(), type);
}

}  // namespace ormc::query
