#include "query/page_condition.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "catalog/resolve_operator.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

class Condition {
 public:
  Condition(Binder& binder, const std::vector<PageKey>& keys, Span span)
      : binder_(binder), keys_(keys), span_(span) {}

  /// Rows that are equal to the cursor in the keys before `first` and behind it in the others.
  auto from(std::size_t first) -> ExprPtr {
    if (is_uniform(first)) return compare_rest(first);
    const auto& key = keys_[first];
    auto* rest = first + 1 < keys_.size() ? from(first + 1) : nullptr;
    if (key.expr->nullable) return behind_nullable(key, rest);
    auto* behind = compare(key, key.descending ? "<" : ">");
    if (rest == nullptr) return behind;
    // The bound by itself is what an index is searched by.
    return all({compare(key, key.descending ? "<=" : ">="), any({behind, rest})});
  }

 private:
  enum class State : std::uint8_t { null, not_null };

  /// `rest` is null behind the last key.
  auto behind_nullable(const PageKey& key, ExprPtr rest) -> ExprPtr {
    auto terms = std::vector<ExprPtr>{};
    add(terms, key, State::not_null, [&] { return compare(key, key.descending ? "<" : ">"); });
    if (key.nulls_first) {
      add(terms, key, State::null, [&] { return is_null(key, true); });
    } else {
      add(terms, key, State::not_null, [&] { return is_null(key, false); });
    }
    if (rest != nullptr) {
      auto same = std::vector<ExprPtr>{};
      add(same, key, State::not_null, [&] { return compare(key, "="); });
      add(same, key, State::null, [&] { return is_null(key, false); });
      same.push_back(rest);
      terms.push_back(all(std::move(same)));
    } else if (!key.nulls_first) {
      add(terms, key, State::null, [&] { return nothing(); });
    }
    return any(std::move(terms));
  }

  /// A term that is there when the key of the cursor is in a state.
  template <class Make>
  void add(std::vector<ExprPtr>& terms, const PageKey& key, State state, Make make) {
    auto kind = state == State::null ? Requirement::Kind::null : Requirement::Kind::not_null;
    auto part = binder_.add_part(span_, {{kind, key.parameter}});
    auto guard = PartGuard{binder_, part};
    terms.push_back(node({oid::bool_}, OptionalTerm{make(), part}));
  }

  /// Whether the rest of the keys compares like a row: never NULL, all in one direction.
  auto is_uniform(std::size_t first) const -> bool {
    return std::all_of(
        keys_.begin() + static_cast<std::ptrdiff_t>(first), keys_.end(), [&](const PageKey& key) {
          return !key.expr->nullable && key.descending == keys_[first].descending;
        });
  }

  auto compare_rest(std::size_t first) -> ExprPtr {
    const auto* symbol = keys_[first].descending ? "<" : ">";
    if (first + 1 == keys_.size()) return compare(keys_[first], symbol);
    auto comparison = RowComparison{symbol, {}, nullptr, nullptr};
    auto left = Row{{}, false};
    auto right = Row{{}, false};
    for (auto i = first; i < keys_.size(); ++i) {
      comparison.ops.push_back(op(keys_[i], symbol));
      left.elements.push_back(keys_[i].expr);
      right.elements.push_back(parameter(keys_[i]));
    }
    comparison.left = node({oid::record}, std::move(left));
    comparison.right = node({oid::record}, std::move(right));
    return node({oid::bool_}, std::move(comparison));
  }

  auto op(const PageKey& key, std::string_view symbol) const -> const catalog::Operator* {
    auto found = catalog::resolve_binary_operator(binder_.catalog(),
                                                  {.schema = {}, .name = std::string{symbol}},
                                                  key.expr->type.oid,
                                                  oid::unknown);
    const auto* resolved = std::get_if<catalog::ResolvedOperator>(&found);
    return resolved != nullptr ? resolved->op : nullptr;
  }

  auto compare(const PageKey& key, std::string_view symbol) -> ExprPtr {
    return node({oid::bool_}, OperatorCall{op(key, symbol), false, key.expr, parameter(key)});
  }

  /// The server finds its type as the operator's, each time; but a row's, which would be any row's.
  auto parameter(const PageKey& key) -> ExprPtr {
    auto* use = binder_.use_parameter(key.parameter, span_);
    std::get<Parameter>(use->node).cast = !binder_.catalog().fields(use->type.oid).empty();
    return use;
  }

  auto is_null(const PageKey& key, bool negated) -> ExprPtr {
    return node({oid::bool_}, IsTest{key.expr, syntax::IsTest::Kind::null, negated});
  }
  auto all(std::vector<ExprPtr> terms) -> ExprPtr {
    return node({oid::bool_}, Logical{syntax::Logical::Kind::all, std::move(terms)});
  }
  auto any(std::vector<ExprPtr> terms) -> ExprPtr {
    return node({oid::bool_}, Logical{syntax::Logical::Kind::any, std::move(terms)});
  }
  auto nothing() -> ExprPtr {
    return node({oid::bool_}, Constant{syntax::Literal::Kind::boolean, "false", {}});
  }
  template <class Node>
  auto node(TypeRef type, Node node) -> ExprPtr {
    return binder_.make({.span = span_, .type = type, .node = std::move(node)});
  }

  Binder& binder_;
  const std::vector<PageKey>& keys_;
  Span span_;
};

}  // namespace

auto page_condition(Binder& binder, const std::vector<PageKey>& keys, Span span) -> ExprPtr {
  return Condition{binder, keys, span}.from(0);
}

}  // namespace ormc::query
