#include <algorithm>
#include <cstddef>
#include <variant>

#include "query/collation_check.hpp"
#include "query/out_columns.hpp"

namespace ormc::query {

auto CollationCheck::model_column(schema::ModelId model, ColumnIndex index, Span span) const
    -> Collation {
  const auto& columns = schema_.at(model).columns;
  if (index >= columns.size()) return {.unknown = true};
  return named(collation_of(schema_, columns[index]), span);
}

auto CollationCheck::view_column(schema::ViewId view, ColumnIndex index) -> Collation {
  const auto [place, is_new] = views_.try_emplace(view);
  if (is_new) {
    const auto& bound = program_.at(view);
    if (bound.query != nullptr) {
      place->second = CollationCheck{schema_, program_, *bound.unit, nullptr}.query(*bound.query);
    }
  }
  const auto& columns = place->second;
  return index < columns.size() ? as_column(columns[index]) : Collation{.unknown = true};
}

auto CollationCheck::merged_column(RangeId range, const JoinSource& join, ColumnIndex index)
    -> Collation {
  const auto& [left, right] = join.merged[index];
  if (right == nullptr) return as_column(of(*left));
  const auto kind = joins_.find(range);
  if (kind == joins_.end() || kind->second == syntax::Join::Kind::full) {
    of(*left);
    of(*right);
    return as_column(merged({left, right}));
  }
  return as_column(of(kind->second == syntax::Join::Kind::right ? *right : *left));
}

auto CollationCheck::function_column(const FunctionSource& source,
                                     const Range& range,
                                     ColumnIndex index) -> Collation {
  const auto type = range.columns[index].type.oid;
  auto first = std::size_t{0};
  for (auto i = std::size_t{0}; i < source.calls.size(); ++i) {
    const auto& value = *source.calls[i];
    const auto* call = std::get_if<Call>(&value.node);
    const auto has_out = call != nullptr && value.type.oid == catalog::oid::record;
    auto count = schema_.catalog.fields(value.type.oid).size();
    if (has_out) count = out_columns(schema_.catalog, *call).size();
    if (i < source.definitions.size() && !source.definitions[i].empty()) {
      count = source.definitions[i].size();
    }
    // A plain value has the collation of the call; the columns of a row have their types'.
    if (count == 0 && index == first) return as_column(of(value));
    first += std::max(count, std::size_t{1});
    if (index < first) break;
  }
  return by_type(type, range.span);
}

auto CollationCheck::column(RangeId id, ColumnIndex index, Span span) -> Collation {
  const auto& range = unit_.at(id);
  const auto at = [index](const Collations& columns) {
    return index < columns.size() ? as_column(columns[index]) : Collation{.unknown = true};
  };
  struct Source {
    CollationCheck& self;
    RangeId id;
    const Range& range;
    ColumnIndex index;
    Span span;
    decltype(at) column_at;
    auto operator()(const TableSource& source) const -> Collation {
      return self.model_column(source.model, index, span);
    }
    auto operator()(const PathSource& source) const -> Collation {
      return self.model_column(source.model, index, span);
    }
    auto operator()(const ExcludedSource& source) const -> Collation {
      return self.model_column(source.model, index, span);
    }
    auto operator()(const ViewSource& source) const -> Collation {
      return self.view_column(source.view, index);
    }
    auto operator()(const SubquerySource& source) const -> Collation {
      return column_at(self.query(*source.query));
    }
    auto operator()(const CteSource& source) const -> Collation {
      // With `recursive`, a query may come before those that it reads.
      if (!self.ctes_.contains(source.cte)) self.cte(source.cte);
      return column_at(self.ctes_.at(source.cte));
    }
    auto operator()(const JoinSource& source) const -> Collation {
      return self.merged_column(id, source, index);
    }
    auto operator()(const FunctionSource& source) const -> Collation {
      return self.function_column(source, range, index);
    }
    auto operator()(const XmlTableSource&) const -> Collation { return by_type(); }
    /// Texts in tables of the system have "C", in its views whatever they are made of.
    auto operator()(const CatalogSource&) const -> Collation {
      auto collation = by_type();
      collation.unknown = collation.name == "default";
      return collation;
    }
    auto by_type() const -> Collation { return self.by_type(range.columns[index].type.oid, span); }
  };
  auto collation = std::visit(Source{*this, id, range, index, span, at}, range.source);
  collation.span = span;
  return collation;
}

}  // namespace ormc::query
