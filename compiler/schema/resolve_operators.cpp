#include <algorithm>

#include "diagnostics/routine_diagnostics.hpp"
#include "schema/declared_names.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"
#include "schema/routine_parameters.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateOperator;
using diagnostics::UnknownOperatorFunction;

/// The lexer lets no other name through that PostgreSQL's would not; of these two it makes one.
auto sql_symbol(const std::string& symbol) -> std::string { return symbol == "!=" ? "<>" : symbol; }

class OperatorResolver {
 public:
  explicit OperatorResolver(Resolution& resolution) : resolution_(resolution) {}

  void resolve(const syntax::OperatorDeclaration& node, ModuleId module, const std::string& doc) {
    const auto parameters = resolve_routine_parameters(
        resolution_, module, RoutineKind::operation, node.symbol, node.parameters);
    if (!parameters || parameters->empty()) return;
    auto made = Operator{.module = module,
                         .sql_schema = declared_schema(resolution_.schema, module, node.attributes),
                         .symbol = sql_symbol(node.symbol),
                         .left = {},
                         .right = parameters->back().type,
                         .function = {},
                         .definition = node.definition,
                         .op = {},
                         .doc = doc,
                         .span = node.symbol_span};
    if (parameters->size() == 2) made.left = parameters->front().type;
    const auto function = find_function(node, module, operands_of(made));
    if (!function) return;
    made.function = *function;
    add(std::move(made));
  }

 private:
  static auto operands_of(const Operator& made) -> std::vector<Oid> {
    auto operands = std::vector<Oid>{};
    if (made.left) operands.push_back(made.left->oid);
    operands.push_back(made.right.oid);
    return operands;
  }

  auto find_function(const syntax::OperatorDeclaration& node,
                     ModuleId module,
                     const std::vector<Oid>& operands) -> std::optional<Oid> {
    const auto found = functions_named(resolution_.schema, module, node.function);
    for (const auto* function : found) {
      const auto is_plain = function->kind == catalog::FunctionKind::function;
      if (is_plain && std::ranges::equal(function->arguments, operands)) return function->oid;
    }
    auto others = std::vector<std::string>{};
    for (const auto* function : found) {
      others.push_back(routine_signature(
          resolution_,
          std::string{function->name},
          std::vector<Oid>(function->arguments.begin(), function->arguments.end())));
    }
    const auto name = spelled(node.function);
    resolution_.diagnostics.report(
        node.function.span,
        UnknownOperatorFunction{routine_signature(resolution_, name, operands), std::move(others)});
    return std::nullopt;
  }

  void add(Operator made) {
    auto& schema = resolution_.schema;
    const auto left = made.left ? made.left->oid : catalog::no_oid;
    for (const auto& other : schema.operators) {
      const auto other_left = other.left ? other.left->oid : catalog::no_oid;
      if (other.symbol != made.symbol || other.sql_schema != made.sql_schema ||
          other_left != left || other.right.oid != made.right.oid) {
        continue;
      }
      resolution_.diagnostics
          .report(made.span,
                  DuplicateOperator{routine_signature(resolution_, made.symbol, operands_of(made))})
          .label(other.span, DuplicateOperator::first);
      return;
    }
    made.op = schema.catalog.add_operator({.schema = made.sql_schema,
                                           .name = made.symbol,
                                           .left = left,
                                           .right = made.right.oid,
                                           .function = made.function});
    schema.operators.push_back(std::move(made));
  }

  Resolution& resolution_;
};

}  // namespace

void resolve_operators(Resolution& resolution) {
  auto resolver = OperatorResolver{resolution};
  for (const auto& draft : resolution.operators) {
    resolver.resolve(*draft.syntax, draft.module, draft.doc);
  }
}

}  // namespace ormc::schema
