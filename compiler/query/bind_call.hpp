#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/resolve_function.hpp"
#include "query/bind_expr.hpp"

namespace ormc::query {

/// Binds one call: arguments, the function that they choose, and what may stand behind them
/// (bind_expr_call.cpp, bind_expr_aggregate.cpp).
class CallBinder {
 public:
  CallBinder(Binder& binder, Scope& scope, const syntax::Call& syntax, const Site& site)
      : binder_{binder}, scope_{scope}, syntax_{syntax}, site_{site} {}

  auto bind() -> ExprPtr;
  /// `value.f`, written as a field: a call with the value alone. Null when there is no such
  /// function.
  auto bind_as_field(ExprPtr value) -> ExprPtr;

 private:
  /// A function's name as the catalogue has it.
  struct Spelling {
    std::string schema;
    std::string name;
  };

  /// Binds arguments, `within group` and `filter`; false when something failed.
  auto bind_arguments() -> bool;
  auto check_argument_names() -> bool;
  auto values() const -> std::vector<ExprPtr>;
  auto argument_types(const std::vector<Oid>& types) const -> std::vector<catalog::ArgumentType>;
  auto resolve(const Spelling& name, const std::vector<Oid>& types) const
      -> catalog::FunctionResolution;
  /// What the name means for the arguments, in the first spelling that is known.
  auto resolve() const -> std::pair<catalog::FunctionResolution, Spelling>;
  auto bind_resolved(const catalog::FunctionResolution& resolution, const Spelling& name)
      -> ExprPtr;
  void warn_of_misspelt_field(const catalog::FunctionResolution& resolution, const Expr& value);
  auto spellings() const -> std::vector<Spelling>;
  auto declared_spellings(const syntax::Name& name, std::optional<std::string> module) const
      -> std::vector<Spelling>;
  auto constructors(const syntax::Name& name, const schema::RangeType& range) const
      -> std::vector<Spelling>;

  auto bind_cast(const catalog::ResolvedCast& cast) -> ExprPtr;
  auto bind_function(const catalog::ResolvedFunction& resolved, const Spelling& name) -> ExprPtr;
  auto adopt_arguments(const catalog::ResolvedFunction& resolved, const Spelling& name) -> bool;
  auto as_field() -> ExprPtr;
  auto fail_resolution(const catalog::FunctionFailure& failure) -> ExprPtr;
  auto spell_call() const -> std::string;

  // bind_expr_aggregate.cpp
  auto check_modifiers() -> bool;
  auto check_plain_function() -> bool;
  auto check_aggregate() -> bool;
  auto check_ordered_set() -> bool;
  auto check_window_function() -> bool;
  auto misplaced(std::string modifier, std::string reason) -> bool;
  auto bind_aggregate_order() -> bool;
  auto finish(Oid result) -> ExprPtr;
  auto finish_aggregate(ExprPtr call) -> ExprPtr;
  auto finish_window_call(ExprPtr call) -> ExprPtr;
  auto finish_set_returning(ExprPtr call) -> ExprPtr;

  auto function_name() const -> std::string { return std::string{call_.function->name}; }
  template <class What>
  auto fail(Span span, const What& what) -> ExprPtr {
    binder_.diagnostics().report(span, what);
    return binder_.error(site_.span);
  }

  Binder& binder_;
  Scope& scope_;
  const syntax::Call& syntax_;
  const Site& site_;
  Call call_ = {nullptr,
                false,
                {},
                false,
                false,
                {},
                {},
                nullptr,
                std::nullopt,
                syntax::Call::Spelling::plain};
  const Expr* set_before_ = nullptr;  // the last set-returning call before the arguments
};

}  // namespace ormc::query
