#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>

#include "sql/layout.hpp"
#include "sql/print.hpp"

namespace ormc::sql {

/// How tightly an expression holds together, after the precedences of PostgreSQL's grammar; an
/// operand that is looser than its place allows stands in parentheses.
enum class Level : std::uint8_t {
  any,         // or
  all,         // and
  negation,    // not
  is,          // is null, is distinct from
  comparison,  // < > = <= >= <>, not associative
  range,       // between, in, like, not associative
  op,          // every other operator, prefix ones too
  sum,
  product,
  power,
  zone,  // at time zone
  collate,
  sign,  // unary minus
  cast,
  primary,
};

auto level(const tree::Expr& expr) -> Level;

/// Prints a tree into a layout. Chains (operators, and/or, casts, joins, set operations) are loops,
/// so that their length costs no stack.
class Printer {
 public:
  explicit Printer(Layout& out) : out_(out) {}

  void expr(const tree::Expr& expr, Level minimum = Level::any);
  void statement(const tree::Statement& statement);
  void query(const tree::Query& query);
  void items(const std::vector<tree::SelectItem>& items);
  /// An operand of what the grammar calls `b_expr`.
  void restricted(const tree::Expr& expr);
  /// An element of an index or a conflict target: columns and calls are bare, the rest enclosed.
  void index_element(const tree::Expr& expr);

 private:
  /// What `print` makes of each element, between commas, on as few lines as there can be.
  template <class Elements, class Print>
  void between_commas(const Elements& elements, Print print) {
    out_.open(Layout::Mode::fill);
    out_.indent();
    auto first = true;
    for (const auto& element : elements) {
      if (!first) {
        out_.text(",");
        out_.space();
      }
      first = false;
      print(element);
    }
    out_.dedent();
    out_.close();
  }

  // print_expr.cpp
  void leaf(const tree::Expr& expr);
  void spine(const tree::Expr& expr, Level minimum);
  void tail(const tree::Expr& expr);
  void node(const tree::Column& column);
  void node(const tree::Verbatim& verbatim);
  void node(const tree::String& string);
  void node(const tree::Parameter& parameter);
  void node(const tree::Prefix& prefix);
  void node(const tree::Logical& logical);
  void node(const tree::OptionalTerm& optional);
  void node(const tree::Not& negation);
  void node(const tree::Is& test);
  void node(const tree::IsDistinctFrom& test);
  void node(const tree::Between& between);
  void node(const tree::In& in);
  void node(const tree::Like& like);
  void node(const tree::Quantified& quantified);
  void node(const tree::Subquery& subquery);
  void node(const tree::Array& array);
  void node(const tree::Row& row);
  void node(const tree::Case& choice);
  void node(const tree::Phrase& phrase);
  void op(const tree::Operator& op);
  void list(const std::vector<tree::ExprPtr>& exprs);
  void parenthesised(const tree::Query& query);

  // print_call.cpp
  void node(const tree::Call& call);
  void arguments(const tree::Call& call);
  void order(const std::vector<tree::OrderItem>& items, const std::function<void()>& introduce);
  void window(const tree::Window& window);
  void frame(const tree::Frame& frame);

  // print_query.cpp
  void body(const tree::Query& query);
  void body(const tree::Select& select);
  void body(const tree::Values& values);
  void set_operation(const tree::Query& query);
  void operand(const tree::Query& query, bool bare);
  void with(const tree::With& with);
  void tail(const tree::Query& query);
  void from(const std::vector<tree::TableRefPtr>& refs);
  void tables(const std::vector<tree::TableRefPtr>& refs);
  void table(const tree::TableRef& ref);
  void join(const tree::TableRef& ref);
  void functions(const tree::Functions& functions, const tree::TableRef& ref);
  void alias(const tree::TableRef& ref);
  void sample(const tree::Sample& sample);
  void group(const std::vector<tree::GroupItem>& items);
  void group(const tree::GroupItem& item);

  // print_write.cpp
  void insert(const tree::Insert& insert);
  void update(const tree::Update& update);
  void erase(const tree::Delete& erase);
  void merge(const tree::Merge& merge);
  void merge_when(const tree::MergeWhen& when);
  void conflict(const tree::OnConflict& conflict);
  void targets(const std::vector<tree::Target>& targets);
  void assignments(const std::vector<tree::Assignment>& assignments);
  void assignment(const tree::Assignment& assignment);
  void target(const tree::Target& target);
  void cursor(const std::optional<std::string>& name);
  void returning(const std::vector<tree::SelectItem>& items);

  void clause(std::string_view words, const tree::Expr& expr);
  void term(const tree::Expr& term, Level minimum);

  /// Calls `print` for what is there only with `presence`.
  template <class Print>
  void part(const tree::Presence& presence, Print print) {
    auto optional = presence != tree::Presence{};
    if (optional) out_.mark({.kind = Mark::Kind::part_begin, .presence = presence});
    print();
    if (optional) out_.mark({.kind = Mark::Kind::part_end});
  }
  /// Prints a list of which some items may not be there: `introduce` before the first that is,
  /// `separate` between those that are.
  template <class Items, class Introduce, class Separate, class Print>
  void list_of_parts(const Items& items, Introduce introduce, Separate separate, Print print) {
    auto fixed = std::all_of(items.begin(), items.end(), [](const auto& item) {
      return presence_of(item) == tree::Presence{};
    });
    if (!fixed) out_.mark({.kind = Mark::Kind::list_begin});
    introduce();
    auto first = true;
    for (const auto& item : items) {
      if constexpr (requires { item.otherwise; }) {
        if (item.otherwise) {
          out_.mark({.kind = Mark::Kind::otherwise,
                     .text = one_line([&](Printer& alone) { alone.assignment(item); })});
          continue;
        }
      }
      if (!first) separate();
      first = false;
      if (!fixed) out_.mark({.kind = Mark::Kind::item_begin, .presence = presence_of(item)});
      print(item);
      if (!fixed) out_.mark({.kind = Mark::Kind::item_end});
    }
    if (!fixed) out_.mark({.kind = Mark::Kind::list_end});
  }
  template <class Print>
  static auto one_line(Print print) -> std::string {
    auto layout = Layout{std::size_t{1} << 40};
    auto printer = Printer{layout};
    print(printer);
    return layout.finish();
  }
  template <class Item>
  static auto presence_of(const Item& item) -> tree::Presence {
    return item.presence;
  }
  static auto presence_of(const tree::ExprPtr& term) -> tree::Presence {
    const auto* optional = std::get_if<tree::OptionalTerm>(&term->node);
    return optional != nullptr ? optional->presence : tree::Presence{};
  }
  void names(const std::vector<std::string>& names);

  Layout& out_;
};

}  // namespace ormc::sql
