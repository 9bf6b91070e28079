#include <algorithm>
#include <vector>

#include "query/nullability_inference.hpp"

/// Generated columns in rows of which more is known than that they are the table's: `total`, made
/// of `price * quantity`, where both are not null.
namespace ormc::query {

namespace {

class Generated {
 public:
  explicit Generated(const Situation& situation) : situation_(situation) {}

  /// Under what is known; by itself the expression may be NULL. Chains lean left and are short: an
  /// expression of many terms is left to what is known of it anyway.
  auto may_be_null(const Expr& expr, int depth = 0) const -> bool {
    constexpr auto deepest = 64;
    if (!expr.nullable) return false;
    if (depth > deepest) return true;
    if (const auto* column = std::get_if<ColumnRef>(&expr.node)) {
      return !situation_.is_not_null(situation_.at(*column));
    }
    if (const auto* call = std::get_if<OperatorCall>(&expr.node)) {
      return function(call->op->function, {call->left, call->right}, depth);
    }
    if (const auto* call = std::get_if<Call>(&expr.node)) {
      auto arguments = std::vector<ExprPtr>{};
      for (const auto& argument : call->arguments) {
        if (argument.variadic) return true;
        arguments.push_back(argument.value);
      }
      return function(call->function->oid, arguments, depth);
    }
    if (const auto* call = std::get_if<SpecialCall>(&expr.node)) {
      if (call->kind == syntax::SpecialCall::Kind::nullif) return true;
      return std::all_of(call->arguments.begin(), call->arguments.end(), [&](const Expr* part) {
        return may_be_null(*part, depth + 1);
      });
    }
    return true;
  }

 private:
  auto function(catalog::Oid oid, const std::vector<ExprPtr>& arguments, int depth) const -> bool {
    switch (situation_.schema.catalog.function(oid).nulls) {
      case catalog::NullBehavior::may_return_null:
        return true;
      case catalog::NullBehavior::never_null:
        return false;
      case catalog::NullBehavior::null_for_null_only:
        return std::any_of(arguments.begin(), arguments.end(), [&](const Expr* argument) {
          return argument != nullptr && may_be_null(*argument, depth + 1);
        });
    }
    return true;
  }

  const Situation& situation_;
};

}  // namespace

auto Inference::generated_nullable(RangeId range, ColumnIndex index) const -> bool {
  const auto& source = unit_.at(range).source;
  auto model = std::optional<schema::ModelId>{};
  if (const auto* table = std::get_if<TableSource>(&source)) model = table->model;
  if (const auto* path = std::get_if<PathSource>(&source)) model = path->model;
  if (!model || index >= schema_.at(*model).columns.size()) return true;
  const auto& generated = schema_.at(*model).columns[index].generated;
  const auto* expr = generated ? schema_expr(*generated) : nullptr;
  return expr == nullptr || Generated{{schema_, unit_, facts_, range}}.may_be_null(*expr);
}

}  // namespace ormc::query
