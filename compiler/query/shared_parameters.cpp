// The parameters that the statements of one query share.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/type_name.hpp"
#include "diagnostics/query_diagnostics.hpp"
#include "diagnostics/raw_sql_diagnostics.hpp"
#include "query/bind_named_query.hpp"

namespace ormc::query {
namespace {

using diagnostics::NotInSeveralStatements;
using diagnostics::SharedParameterType;

/// Collects what the statements take, each parameter once.
class SharedParameters {
 public:
  SharedParameters(const QueryContext& context,
                   const syntax::NamedQuery& syntax,
                   std::vector<Step>& steps)
      : context_(context), syntax_(syntax), steps_(steps) {}

  auto share() -> std::vector<QueryParameter> {
    for (auto i = std::size_t{0}; i < steps_.size(); ++i) {
      for (const auto& parameter : steps_[i].parameters) take(parameter, i);
    }
    if (syntax_.has_parameter_list) {
      check_use();
      order_by_list();
    } else {
      order_by_number();
    }
    for (auto& step : steps_) find_places(step);
    return std::move(shared_);
  }

 private:
  static auto same(const QueryParameter& a, const QueryParameter& b) -> bool {
    return a.name == b.name && a.batch == b.batch;
  }

  void take(const QueryParameter& parameter, std::size_t step) {
    if (parameter.batch && batch_step_.value_or(step) != step) {
      context_.diagnostics.report(
          parameter.span, NotInSeveralStatements{"a second batch, `$" + *parameter.batch + "`,"});
      return;
    }
    if (parameter.cursor) {
      if (!pages_) {
        context_.diagnostics.report(parameter.span, NotInSeveralStatements{"`page after`"});
      }
      pages_ = *parameter.cursor;
      return;
    }
    if (parameter.batch) batch_step_ = step;
    auto known = std::ranges::find_if(
        shared_, [&](const QueryParameter& other) { return same(other, parameter); });
    if (known == shared_.end()) {
      shared_.push_back(parameter);
    } else if (known->type != parameter.type || known->choices != parameter.choices) {
      auto found = SharedParameterType{parameter.name, use_of(*known), use_of(parameter)};
      if (known->is_sent() && parameter.is_sent()) found.type = type_name(known->type);
      auto& report = context_.diagnostics.report(known->span, found);
      if (parameter.span.begin != known->span.begin) {
        report.label(parameter.span, SharedParameterType::other);
      }
    }
  }

  auto type_name(TypeRef type) const -> std::string {
    return catalog::format_type(context_.schema.catalog, type);
  }

  auto use_of(const QueryParameter& parameter) const -> std::string {
    if (parameter.is_sent()) return "of type " + type_name(parameter.type);
    return fmt::format("a choice of `{}`", fmt::join(parameter.choices, "`, `"));
  }

  /// Where a parameter of the list stands among those that are sent; its batch's first column.
  auto place_in_list(const QueryParameter& parameter) const -> std::size_t {
    const auto& name = parameter.batch.value_or(parameter.name);
    auto at = std::ranges::find_if(syntax_.parameters,
                                   [&](const auto& written) { return written.name.text == name; });
    return static_cast<std::size_t>(at - syntax_.parameters.begin());
  }

  void check_use() {
    for (const auto& written : syntax_.parameters) {
      const auto& name = written.name.text;
      auto is_used = std::ranges::any_of(shared_, [&](const QueryParameter& parameter) {
        return parameter.batch.value_or(parameter.name) == name;
      });
      if (!is_used && name != pages_) {
        context_.diagnostics.report(written.name.span, diagnostics::UnusedParameter{name});
      }
    }
  }

  void order_by_list() {
    std::ranges::stable_sort(
        shared_, {}, [this](const QueryParameter& parameter) { return place_in_list(parameter); });
  }

  /// `$1`, `$2` come as `p1`, `p2`: by number, where all are such.
  void order_by_number() {
    auto number = [](const QueryParameter& parameter) -> std::size_t {
      const auto& name = parameter.name;
      auto digits = name.size() > 1 && name.size() < 6 && name[0] == 'p' &&
                    name.find_first_not_of("0123456789", 1) == std::string::npos;
      return digits ? std::stoul(name.substr(1)) : 0;
    };
    auto is_numbered = [&](const QueryParameter& parameter) { return number(parameter) > 0; };
    if (!std::ranges::all_of(shared_, is_numbered)) return;
    std::ranges::stable_sort(shared_, {}, number);
    for (auto i = std::size_t{0}; i < shared_.size(); ++i) {
      if (number(shared_[i]) == i + 1) continue;
      context_.diagnostics.report(shared_[i].span,
                                  diagnostics::ParameterGap{std::to_string(i + 1)});
      return;
    }
  }

  void find_places(Step& step) {
    for (const auto& parameter : step.parameters) {
      auto at = std::ranges::find_if(
          shared_, [&](const QueryParameter& other) { return same(other, parameter); });
      step.places.push_back(static_cast<ParameterIndex>(at - shared_.begin()));
    }
  }

  const QueryContext& context_;
  const syntax::NamedQuery& syntax_;
  std::vector<Step>& steps_;
  std::vector<QueryParameter> shared_;
  std::optional<std::size_t> batch_step_;
  std::optional<std::string> pages_;  // the cursor of pages, which are refused
};

}  // namespace

void share_parameters(const QueryContext& context,
                      const syntax::NamedQuery& syntax,
                      NamedQuery& query) {
  query.parameters = SharedParameters{context, syntax, query.steps}.share();
}

}  // namespace ormc::query
