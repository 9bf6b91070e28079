#include "query/repeatable.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <variant>

#include "query/expr_traits.hpp"
#include "query/volatility.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

class Repeatable {
 public:
  Repeatable(const schema::Schema& schema, const Program& program)
      : schema_(schema), program_(program) {}

  auto holds(const Unit& unit, Query& query) -> bool {
    auto holds = std::all_of(unit.ranges.begin(), unit.ranges.end(), [&](const Range& range) {
      return is_stable(range);
    });
    walk_queries(unit, Statement{query.span, &query, {}, {}}, [&](const Query& each) {
      const auto* select = std::get_if<Select>(&each.body);
      holds = holds && each.limit == nullptr && each.offset == nullptr &&
              (select == nullptr || select->distinct_on.empty());
    });
    walk_deep(unit, query, [&](const Expr& expr) {
      if (!holds) return;
      const auto functions = called_functions(schema_.catalog, expr);
      holds = !is_window_call(expr) &&
              std::none_of(functions.begin(), functions.end(), [](const auto* function) {
                return function->volatility == catalog::Volatility::volatile_;
              });
    });
    return holds;
  }

 private:
  auto is_stable(const Range& range) -> bool {
    if (const auto* table = std::get_if<TableSource>(&range.source)) return !table->sample;
    // Some of the system's views show the server as it is now, whatever the snapshot is.
    if (std::holds_alternative<CatalogSource>(range.source)) return false;
    const auto* view = std::get_if<ViewSource>(&range.source);
    if (view == nullptr || !seen_.insert(view->view).second) return true;
    const auto& bound = program_.views.at(static_cast<std::size_t>(view->view));
    return bound.query == nullptr || holds(*bound.unit, *bound.query);
  }

  const schema::Schema& schema_;
  const Program& program_;
  std::set<schema::ViewId> seen_;
};

}  // namespace

auto finds_same_rows(const schema::Schema& schema,
                     const Program& program,
                     const Unit& unit,
                     Query& query) -> bool {
  return Repeatable{schema, program}.holds(unit, query);
}

}  // namespace ormc::query
