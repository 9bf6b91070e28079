#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "sql/printer.hpp"

namespace ormc::sql {

namespace {

auto operator_level(const tree::Operator& op) -> Level {
  if (!op.schema.empty()) return Level::op;
  const auto& symbol = op.symbol;
  if (symbol == "<" || symbol == ">" || symbol == "=" || symbol == "<=" || symbol == ">=" ||
      symbol == "<>" || symbol == "!=") {
    return Level::comparison;
  }
  if (symbol == "+" || symbol == "-") return Level::sum;
  if (symbol == "*" || symbol == "/" || symbol == "%") return Level::product;
  if (symbol == "^") return Level::power;
  return Level::op;
}

auto above(Level level) -> Level {
  return static_cast<Level>(static_cast<std::uint8_t>(level) + 1);
}

auto is_sign(const tree::Operator& op) -> bool {
  return op.schema.empty() && (op.symbol == "-" || op.symbol == "+");
}

/// The level of every node: those without a case of their own are closed in themselves.
struct LevelOf {
  auto operator()(const tree::Verbatim& node) const -> Level {
    return node.text.starts_with('-') ? Level::sign : Level::primary;
  }
  auto operator()(const tree::Prefix& node) const -> Level {
    return is_sign(node.op) ? Level::sign : Level::op;
  }
  auto operator()(const tree::Infix& node) const -> Level { return operator_level(node.op); }
  auto operator()(const tree::Logical& node) const -> Level {
    return node.kind == tree::Logical::Kind::any ? Level::any : Level::all;
  }
  auto operator()(const tree::Not&) const -> Level { return Level::negation; }
  auto operator()(const tree::Is&) const -> Level { return Level::is; }
  auto operator()(const tree::IsDistinctFrom&) const -> Level { return Level::is; }
  auto operator()(const tree::Between&) const -> Level { return Level::range; }
  auto operator()(const tree::In&) const -> Level { return Level::range; }
  auto operator()(const tree::Like&) const -> Level { return Level::range; }
  auto operator()(const tree::Quantified&) const -> Level { return Level::comparison; }
  auto operator()(const tree::AtTimeZone&) const -> Level { return Level::zone; }
  auto operator()(const tree::Collate&) const -> Level { return Level::collate; }
  auto operator()(const tree::Cast&) const -> Level { return Level::cast; }
  auto operator()(const tree::Column&) const -> Level { return Level::primary; }
  auto operator()(const tree::String&) const -> Level { return Level::primary; }
  auto operator()(const tree::Parameter&) const -> Level { return Level::primary; }
  auto operator()(const tree::OptionalTerm& node) const -> Level { return level(*node.term); }
  auto operator()(const tree::Subquery&) const -> Level { return Level::primary; }
  auto operator()(const tree::Array&) const -> Level { return Level::primary; }
  auto operator()(const tree::Row&) const -> Level { return Level::primary; }
  auto operator()(const tree::Subscript&) const -> Level { return Level::primary; }
  auto operator()(const tree::Field&) const -> Level { return Level::primary; }
  auto operator()(const tree::Case&) const -> Level { return Level::primary; }
  auto operator()(const tree::Call&) const -> Level { return Level::primary; }
  auto operator()(const tree::Phrase&) const -> Level { return Level::primary; }
};

/// The operand that a node continues to the right, so that chains of such nodes lean left; null for
/// other nodes.
auto left_operand(const tree::Expr& expr) -> tree::ExprPtr {
  if (const auto* node = std::get_if<tree::Infix>(&expr.node)) return node->left;
  if (const auto* node = std::get_if<tree::AtTimeZone>(&expr.node)) return node->operand;
  if (const auto* node = std::get_if<tree::Collate>(&expr.node)) return node->operand;
  if (const auto* node = std::get_if<tree::Cast>(&expr.node)) return node->operand;
  if (const auto* node = std::get_if<tree::Subscript>(&expr.node)) return node->operand;
  if (const auto* node = std::get_if<tree::Field>(&expr.node)) return node->operand;
  return nullptr;
}

auto is_signed(const tree::Expr& expr) -> bool { return level(expr) == Level::sign; }

/// Whether the left operand of a chain's node needs parentheses.
auto encloses_left(const tree::Expr& parent, const tree::Expr& left) -> bool {
  if (const auto* subscript = std::get_if<tree::Subscript>(&parent.node)) {
    return !std::holds_alternative<tree::Column>(left.node) &&
           !std::holds_alternative<tree::Parameter>(left.node) &&
           !(subscript->continues && std::holds_alternative<tree::Subscript>(left.node)) &&
           !std::holds_alternative<tree::Field>(left.node);
  }
  if (std::holds_alternative<tree::Field>(parent.node)) {
    return !std::holds_alternative<tree::Field>(left.node);
  }
  auto own = level(parent);
  // `-2 ^ 2` is 4: say so to the reader.
  if (own == Level::power && is_signed(left)) return true;
  return level(left) < (own == Level::comparison ? Level::op : own);
}

auto right_minimum(Level own) -> Level { return own == Level::comparison ? Level::op : above(own); }

}  // namespace

auto level(const tree::Expr& expr) -> Level { return std::visit(LevelOf{}, expr.node); }

void Printer::expr(const tree::Expr& expr, Level minimum) {
  if (left_operand(expr)) return spine(expr, minimum);
  auto enclosed = level(expr) < minimum;
  if (enclosed) out_.text("(");
  leaf(expr);
  if (enclosed) out_.text(")");
}

void Printer::leaf(const tree::Expr& expr) {
  std::visit(
      [this](const auto& alternative) {
        using Node = std::decay_t<decltype(alternative)>;
        constexpr auto continues =
            std::is_same_v<Node, tree::Infix> || std::is_same_v<Node, tree::AtTimeZone> ||
            std::is_same_v<Node, tree::Collate> || std::is_same_v<Node, tree::Cast> ||
            std::is_same_v<Node, tree::Subscript> || std::is_same_v<Node, tree::Field>;
        if constexpr (!continues) node(alternative);
      },
      expr.node);
  // An assignment's subscript or field has no operand: it is all tail.
  if (std::holds_alternative<tree::Subscript>(expr.node) ||
      std::holds_alternative<tree::Field>(expr.node)) {
    tail(expr);
  }
}

/// A chain that leans left: opens what must be opened, prints the innermost operand, then each
/// node's own part on the way out.
void Printer::spine(const tree::Expr& root, Level minimum) {
  struct Link {
    const tree::Expr* expr;
    bool enclosed;
    bool group;  // begins a group of equally tight operators, broken together
  };
  auto links = std::vector<Link>{};
  const auto* at = &root;
  auto enclosed = level(root) < minimum;
  while (true) {
    const auto* left = left_operand(*at);
    if (!left) break;
    auto infix = std::holds_alternative<tree::Infix>(at->node);
    auto joins_group = !links.empty() && !enclosed && links.back().expr != nullptr &&
                       std::holds_alternative<tree::Infix>(links.back().expr->node) &&
                       level(*links.back().expr) == level(*at);
    links.push_back({at, enclosed, infix && !joins_group});
    enclosed = encloses_left(*at, *left);
    at = left;
  }
  for (const auto& link : links) {
    if (link.enclosed) out_.text("(");
    if (link.group) {
      out_.open(Layout::Mode::fill);
      out_.indent();
    }
  }
  if (enclosed) out_.text("(");
  leaf(*at);
  if (enclosed) out_.text(")");
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    tail(*link->expr);
    if (link->group) {
      out_.dedent();
      out_.close();
    }
    if (link->enclosed) out_.text(")");
  }
}

/// What a node of a chain adds behind its left operand.
void Printer::tail(const tree::Expr& expr) {
  if (const auto* infix = std::get_if<tree::Infix>(&expr.node)) {
    auto own = level(expr);
    out_.space();
    op(infix->op);
    out_.text(" ");
    auto sign = own == Level::power && is_signed(*infix->right);
    this->expr(*infix->right, sign ? Level::primary : right_minimum(own));
  } else if (const auto* zone = std::get_if<tree::AtTimeZone>(&expr.node)) {
    out_.text(" at time zone ");
    this->expr(*zone->zone, above(Level::zone));
  } else if (const auto* collate = std::get_if<tree::Collate>(&expr.node)) {
    out_.text(" collate " + quote_name(collate->collation));
  } else if (const auto* cast = std::get_if<tree::Cast>(&expr.node)) {
    out_.text("::" + cast->type);
  } else if (const auto* field = std::get_if<tree::Field>(&expr.node)) {
    out_.text("." + quote_name({field->name}));
  } else if (const auto* subscript = std::get_if<tree::Subscript>(&expr.node)) {
    out_.text("[");
    if (subscript->lower) this->expr(*subscript->lower);
    if (subscript->slice) out_.text(":");
    if (subscript->upper) this->expr(*subscript->upper);
    out_.text("]");
  }
}

void Printer::op(const tree::Operator& op) {
  if (op.schema.empty()) {
    out_.text(op.symbol);
  } else {
    out_.text(fmt::format("operator({}.{})", quote_name({op.schema}), op.symbol));
  }
}

void Printer::node(const tree::Column& column) { out_.text(quote_name(column.name)); }

void Printer::node(const tree::Verbatim& verbatim) { out_.text(verbatim.text); }

void Printer::node(const tree::String& string) {
  out_.text(string.prefix + quote_string(string.value));
}

void Printer::node(const tree::Parameter& parameter) {
  auto text = fmt::format("${}", parameter.index + 1);
  out_.mark({.kind = Mark::Kind::parameter, .index = parameter.index, .length = text.size()});
  out_.text(text);
}

void Printer::node(const tree::Prefix& prefix) {
  op(prefix.op);
  // Two operator signs side by side would be read as one, or as a comment.
  if (!is_sign(prefix.op) && prefix.op.symbol != "~") out_.text(" ");
  expr(*prefix.operand, Level::cast);
}

void Printer::node(const tree::Logical& logical) {
  auto any = logical.kind == tree::Logical::Kind::any;
  out_.open(Layout::Mode::all);
  out_.indent();
  auto minimum = any ? Level::all : Level::negation;
  auto separate = [&] {
    out_.space();
    out_.text(any ? "or " : "and ");
  };
  if (presence_of(logical.terms.front()) != tree::Presence{}) {
    // The word stands between those that are there, whichever is the first.
    list_of_parts(
        logical.terms, [] {}, separate, [&](auto term) { this->term(*term, minimum); });
  } else {
    auto first = true;
    for (auto term : logical.terms) {
      part(presence_of(term), [&] {
        if (!first) separate();
        first = false;
        this->term(*term, minimum);
      });
    }
  }
  out_.dedent();
  out_.close();
}

/// A term of a chain, without the mark of its part: that holds the word before it, too.
void Printer::term(const tree::Expr& term, Level minimum) {
  const auto* optional = std::get_if<tree::OptionalTerm>(&term.node);
  expr(optional != nullptr ? *optional->term : term, minimum);
}

void Printer::node(const tree::OptionalTerm& optional) { expr(*optional.term); }

void Printer::node(const tree::Not& negation) {
  out_.text("not ");
  expr(*negation.operand, Level::op);
}

void Printer::node(const tree::Is& test) {
  expr(*test.operand, Level::op);
  out_.text(" is " + test.test);
}

void Printer::node(const tree::IsDistinctFrom& test) {
  expr(*test.left, Level::op);
  out_.text(test.negated ? " is not distinct from " : " is distinct from ");
  expr(*test.right, Level::op);
}

void Printer::node(const tree::Between& between) {
  expr(*between.operand, Level::op);
  out_.text(between.negated ? " not between " : " between ");
  if (between.symmetric) out_.text("symmetric ");
  restricted(*between.low);
  out_.text(" and ");
  expr(*between.high, Level::op);
}

/// An operand of the grammar's `b_expr`, which has neither `at time zone` nor `collate` nor
/// anything logical: arithmetic on simple operands stays bare, the rest is put in parentheses.
void Printer::restricted(const tree::Expr& operand) {
  auto simple = [](const tree::Expr& expr) { return level(expr) >= Level::sign; };
  const auto* infix = std::get_if<tree::Infix>(&operand.node);
  auto bare = simple(operand) || (infix && level(operand) > Level::comparison &&
                                  simple(*infix->left) && simple(*infix->right));
  if (!bare) out_.text("(");
  expr(operand);
  if (!bare) out_.text(")");
}

void Printer::node(const tree::In& in) {
  expr(*in.operand, Level::op);
  out_.text(in.negated ? " not in " : " in ");
  if (in.query) {
    parenthesised(*in.query);
  } else {
    out_.text("(");
    list(in.values);
    out_.text(")");
  }
}

void Printer::node(const tree::Like& like) {
  expr(*like.operand, Level::op);
  out_.text(" " + like.word + " ");
  expr(*like.pattern, Level::op);
  if (!like.escape) return;
  out_.text(" escape ");
  expr(*like.escape, Level::op);
}

void Printer::node(const tree::Quantified& quantified) {
  expr(*quantified.operand, Level::op);
  out_.text(" ");
  op(quantified.op);
  out_.text(" " + quantified.word);
  if (quantified.query) {
    out_.text(" ");
    parenthesised(*quantified.query);
  } else {
    out_.text("(");
    expr(*quantified.array);
    out_.text(")");
  }
}

void Printer::node(const tree::Subquery& subquery) {
  switch (subquery.kind) {
    case tree::Subquery::Kind::scalar:
      break;
    case tree::Subquery::Kind::exists:
      out_.text("exists ");
      break;
    case tree::Subquery::Kind::array:
      out_.text("array");
      break;
  }
  parenthesised(*subquery.query);
}

void Printer::parenthesised(const tree::Query& query) {
  out_.text("(");
  out_.open(Layout::Mode::all);
  out_.indent();
  out_.soft();
  this->query(query);
  out_.dedent();
  out_.soft();
  out_.close();
  out_.text(")");
}

void Printer::node(const tree::Array& array) {
  out_.text("array[");
  list(array.elements);
  out_.text("]");
}

void Printer::node(const tree::Row& row) {
  // A row of one element or of none is a row only when the word says so.
  out_.text(row.is_explicit || row.elements.size() < 2 ? "row(" : "(");
  list(row.elements);
  out_.text(")");
}

void Printer::node(const tree::Phrase& phrase) {
  out_.open(Layout::Mode::fill);
  out_.indent();
  for (const auto& part : phrase.parts) {
    // Words end with a space where a line may break.
    auto words = std::string_view{part.words};
    auto breaks = words.ends_with(", ");
    out_.text(breaks ? words.substr(0, words.size() - 1) : words);
    if (breaks) out_.space();
    if (part.expr) expr(*part.expr, part.operand ? Level::primary : Level::any);
  }
  out_.dedent();
  out_.close();
}

void Printer::index_element(const tree::Expr& expr) {
  const auto* at = &expr;
  if (const auto* collate = std::get_if<tree::Collate>(&at->node)) at = collate->operand;
  auto bare = std::holds_alternative<tree::Column>(at->node) ||
              std::holds_alternative<tree::Call>(at->node);
  if (!bare) out_.text("(");
  this->expr(expr);
  if (!bare) out_.text(")");
}

void Printer::list(const std::vector<tree::ExprPtr>& exprs) {
  between_commas(exprs, [&](auto element) { expr(*element); });
}

void Printer::node(const tree::Case& choice) {
  out_.open(Layout::Mode::all);
  out_.indent();
  out_.text("case");
  if (choice.operand) {
    out_.text(" ");
    expr(*choice.operand);
  }
  for (const auto& when : choice.whens) {
    out_.space();
    out_.text("when ");
    expr(*when.condition);
    out_.text(" then ");
    expr(*when.result);
  }
  if (choice.otherwise) {
    out_.space();
    out_.text("else ");
    expr(*choice.otherwise);
  }
  out_.dedent();
  out_.space();
  out_.text("end");
  out_.close();
}

}  // namespace ormc::sql
