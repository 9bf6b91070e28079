#include "query/expr_traits.hpp"

#include <variant>

#include "query/walk.hpp"

namespace ormc::query {

namespace {

template <class Test>
auto any_of(const Expr& root, Test test) -> bool {
  auto found = false;
  walk(root, [&](const Expr& expr) { found = found || test(expr); });
  return found;
}

}  // namespace

auto special_name(syntax::SpecialCall::Kind kind) -> std::string_view {
  switch (kind) {
    case syntax::SpecialCall::Kind::coalesce:
      return "coalesce";
    case syntax::SpecialCall::Kind::nullif:
      return "nullif";
    case syntax::SpecialCall::Kind::greatest:
      return "greatest";
    case syntax::SpecialCall::Kind::least:
      return "least";
    case syntax::SpecialCall::Kind::grouping:
      return "grouping";
  }
  return {};
}

auto is_aggregate(const Expr& expr) -> bool {
  const auto* call = std::get_if<Call>(&expr.node);
  return call != nullptr && !call->over && call->function->kind == catalog::FunctionKind::aggregate;
}

auto is_window_call(const Expr& expr) -> bool {
  const auto* call = std::get_if<Call>(&expr.node);
  return call != nullptr && call->over.has_value();
}

auto is_set_returning(const Expr& expr) -> bool {
  const auto* call = std::get_if<Call>(&expr.node);
  return call != nullptr && call->function->returns_set;
}

auto returns_set(const Expr& expr) -> bool { return any_of(expr, is_set_returning); }

auto contains_aggregate(const Expr& expr) -> bool { return any_of(expr, is_aggregate); }

auto contains_window_call(const Expr& expr) -> bool { return any_of(expr, is_window_call); }

}  // namespace ormc::query
