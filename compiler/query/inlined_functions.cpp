#include "query/inlined_functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/binder.hpp"
#include "query/declared_function.hpp"
#include "query/volatility.hpp"
#include "query/walk.hpp"
#include "source/source.hpp"
#include "syntax/parse.hpp"

namespace ormc::query {
namespace {

constexpr auto arguments = std::string_view{"arguments_of_it"};

auto may_be_inlined(const schema::Function& function) -> bool {
  const auto& words = function.properties;
  const auto changes_user = std::ranges::find(words, "definer") != words.end();
  const auto is_input = [](const schema::FunctionParameter& parameter) {
    return parameter.mode == schema::FunctionParameter::Mode::in;
  };
  return function.language == "sql" && !function.returns_set && !function.is_procedure &&
         function.settings.empty() && !changes_user &&
         std::ranges::all_of(function.parameters, is_input);
}

/// The name that a parameter has as a column of the row of arguments.
auto column_name(const schema::Function& function, std::size_t parameter) -> std::string {
  const auto& name = function.parameters[parameter].name;
  return name.empty() ? fmt::format("argument_{}", parameter + 1) : name;
}

auto trimmed(std::string_view text) -> std::string_view {
  constexpr auto blank = std::string_view{" \t\r\n;"};
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) + 1 - first);
}

/// The body as a query, the numbers of arguments as columns: `select arguments_of_it."a" + 1`.
/// Empty where it is more than one expression.
auto as_query(const schema::Function& function) -> std::string {
  constexpr auto begin = std::string_view{"begin atomic"};
  constexpr auto end = std::string_view{"end"};
  constexpr auto result = std::string_view{"return "};
  auto body = trimmed(function.body);
  auto query = std::string{};
  if (body.starts_with(begin) && body.ends_with(end)) {
    body = trimmed(body.substr(begin.size(), body.size() - begin.size() - end.size()));
  }
  if (body.starts_with(result)) {
    query = "select ";
    body.remove_prefix(result.size());
  }
  auto in_quotes = false;
  for (auto i = std::size_t{0}; i < body.size(); ++i) {
    in_quotes = in_quotes != (body[i] == '\'');
    if (in_quotes || body[i] != '$') {
      query += body[i];
      continue;
    }
    auto number = std::size_t{0};
    while (i + 1 < body.size() && std::isdigit(static_cast<unsigned char>(body[i + 1])) != 0) {
      number = number * 10 + static_cast<std::size_t>(body[++i] - '0');
    }
    if (number == 0 || number > function.parameters.size()) return {};
    query += fmt::format("{}.\"{}\"", arguments, column_name(function, number - 1));
  }
  return query;
}

/// The expression of `select expr`; null for any other statement.
auto only_expression(const syntax::Tree& tree) -> const syntax::Expr* {
  if (tree.declarations.size() != 1) return nullptr;
  const auto* query = std::get_if<syntax::NamedQuery>(&tree.declarations.front().node);
  if (query == nullptr || query->statements.size() != 1) return nullptr;
  const auto* statement = std::get_if<syntax::QueryPtr>(&query->statements.front()->node);
  if (statement == nullptr) return nullptr;
  const auto& inner = **statement;
  const auto* select = std::get_if<syntax::Select>(&inner.body);
  const auto is_plain = select != nullptr && !inner.with && inner.order_by.empty() &&
                        inner.limit == nullptr && inner.offset == nullptr && !select->distinct &&
                        select->from.empty() && select->where == nullptr &&
                        select->group_by.empty() && select->having == nullptr;
  return is_plain && select->items.size() == 1 ? select->items.front().expr : nullptr;
}

/// The function's own row of arguments, whose columns are found without a qualifier too.
void add_arguments(Binder& binder, const schema::Function& function, Scope& scope) {
  auto range = Range{};
  range.alias = arguments;
  range.source = CatalogSource{};
  for (auto i = std::size_t{0}; i < function.parameters.size(); ++i) {
    const auto name = column_name(function, i);
    range.columns.push_back({name, name, function.parameters[i].type});
  }
  const auto id = binder.add_range(std::move(range));
  scope.ranges.push_back({id, std::string{arguments}, std::string{arguments}, true, {}});
}

/// Aggregates, windows, sets and subqueries are not put in the place of a call.
auto is_simple(const Expr& root) -> bool {
  auto simple = true;
  walk(root, [&](const Expr& part) {
    const auto* call = std::get_if<Call>(&part.node);
    const auto is_plain =
        call == nullptr ||
        (call->function->kind == catalog::FunctionKind::function && !call->function->returns_set);
    simple = simple && is_plain && subquery_of(part) == nullptr;
  });
  return simple;
}

}  // namespace

auto inlines_to_immutable(const schema::Schema& schema,
                          const Program& program,
                          const catalog::Function& function) -> bool {
  const auto* declared = declared_function(schema, function);
  if (declared == nullptr || !may_be_inlined(*declared)) return false;
  const auto body = as_query(*declared);
  auto quiet = diagnostics::Diagnostics{};
  const auto file =
      source::SourceFile{source::FileId{0}, "body.orm", "query body { " + body + " }"};
  const auto tree = syntax::parse(file, quiet);
  const auto* expression = only_expression(tree);
  if (body.empty() || quiet.has_errors() || expression == nullptr) return false;
  auto unit = Unit{};
  auto binder = Binder{schema, declared->module, program, unit, quiet};
  auto scope = Scope{};
  add_arguments(binder, *declared, scope);
  const auto* bound = binder.bind_expr(*expression, scope);
  if (quiet.has_errors() || !is_simple(*bound)) return false;
  return !find_mutable(schema.catalog, *bound);
}

}  // namespace ormc::query
