// Parentheses, quotes and lines, from trees that no source gives rise to in this shape.

#include "sql/print.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace {

using namespace ormc::sql;

/// Short names for nodes, so that trees read like the text that they become.
class Builder {
 public:
  auto name(const std::string& text) -> tree::ExprPtr { return make(tree::Column{{text}}); }
  auto word(const std::string& text) -> tree::ExprPtr { return make(tree::Verbatim{text}); }
  auto op(tree::ExprPtr left, const std::string& symbol, tree::ExprPtr right) -> tree::ExprPtr {
    return make(tree::Infix{{symbol, {}}, left, right});
  }
  auto prefix(const std::string& symbol, tree::ExprPtr operand) -> tree::ExprPtr {
    return make(tree::Prefix{{symbol, {}}, operand});
  }
  auto cast(tree::ExprPtr operand) -> tree::ExprPtr { return make(tree::Cast{operand, "int"}); }
  auto any(std::vector<tree::ExprPtr> terms) -> tree::ExprPtr {
    return make(tree::Logical{tree::Logical::Kind::any, std::move(terms)});
  }
  auto all(std::vector<tree::ExprPtr> terms) -> tree::ExprPtr {
    return make(tree::Logical{tree::Logical::Kind::all, std::move(terms)});
  }
  template <class Node>
  auto make(Node node) -> tree::ExprPtr {
    return tree::expr(arena_, std::move(node));
  }

 private:
  ormc::source::Arena arena_;
};

}  // namespace

TEST_CASE("print: operators have PostgreSQL's precedence") {
  auto b = Builder{};
  auto x = b.name("x");
  auto y = b.name("y");
  auto z = b.name("z");
  CHECK(print(*b.op(b.op(x, "+", y), "*", z)) == "(x + y) * z");
  CHECK(print(*b.op(x, "+", b.op(y, "*", z))) == "x + y * z");
  CHECK(print(*b.op(b.op(x, "-", y), "-", z)) == "x - y - z");
  CHECK(print(*b.op(x, "-", b.op(y, "-", z))) == "x - (y - z)");
  CHECK(print(*b.op(b.op(x, "^", y), "^", z)) == "x ^ y ^ z");
  CHECK(print(*b.op(b.op(x, "||", y), "+", z)) == "(x || y) + z");
  CHECK(print(*b.op(b.op(x, "+", y), "||", z)) == "x + y || z");
  CHECK(print(*b.op(b.op(x, "=", y), "=", z)) == "(x = y) = z");
  CHECK(print(*b.op(b.op(x, "<", y), "||", z)) == "(x < y) || z");
  CHECK(print(*b.op(x, "=", b.op(y, "->", z))) == "x = y -> z");
}

TEST_CASE("print: signs") {
  auto b = Builder{};
  auto x = b.name("x");
  CHECK(print(*b.prefix("-", b.prefix("-", x))) == "-(-x)");
  CHECK(print(*b.op(b.prefix("-", x), "^", b.word("2"))) == "(-x) ^ 2");
  CHECK(print(*b.op(x, "-", b.prefix("-", x))) == "x - -x");
  CHECK(print(*b.prefix("-", b.word("-1"))) == "-(-1)");
  CHECK(print(*b.cast(b.word("-1"))) == "(-1)::int");
  CHECK(print(*b.cast(b.prefix("-", x))) == "(-x)::int");
  CHECK(print(*b.prefix("-", b.cast(x))) == "-x::int");
  CHECK(print(*b.prefix("@", b.prefix("-", x))) == "@ (-x)");
  CHECK(print(*b.op(x, "||", b.prefix("~", x))) == "x || (~x)");
}

TEST_CASE("print: logic and tests") {
  auto b = Builder{};
  auto x = b.name("x");
  auto y = b.name("y");
  auto equal = b.op(x, "=", y);
  CHECK(print(*b.all({b.any({x, y}), b.make(tree::Not{equal})})) == "(x or y) and not (x = y)");
  CHECK(print(*b.any({b.all({x, y}), x})) == "x and y or x");
  CHECK(print(*b.make(tree::Is{equal, "not null"})) == "(x = y) is not null");
  CHECK(print(*b.op(b.make(tree::Is{x, "null"}), "=", y)) == "(x is null) = y");
  CHECK(print(*b.make(tree::Not{b.make(tree::Is{x, "null"})})) == "not (x is null)");
  CHECK(print(*b.make(tree::IsDistinctFrom{x, equal, true})) == "x is not distinct from (x = y)");
}

TEST_CASE("print: between takes operands without words") {
  auto b = Builder{};
  auto x = b.name("x");
  auto zoned = b.make(tree::AtTimeZone{x, b.make(tree::String{"UTC", {}})});
  auto between = [&](tree::ExprPtr low) {
    return print(*b.make(tree::Between{x, low, b.word("2"), false, false}));
  };
  CHECK(between(b.op(x, "+", b.word("1"))) == "x between x + 1 and 2");
  CHECK(between(zoned) == "x between (x at time zone 'UTC') and 2");
  CHECK(between(b.make(tree::Is{x, "null"})) == "x between (x is null) and 2");
}

TEST_CASE("print: subscripts and fields enclose what the grammar wants enclosed") {
  auto b = Builder{};
  auto x = b.name("x");
  auto call = b.make(tree::Call{.function = {"f"}});
  auto at = [&](tree::ExprPtr of) {
    return print(*b.make(tree::Subscript{of, false, b.word("1"), nullptr}));
  };
  CHECK(at(x) == "x[1]");
  CHECK(at(call) == "(f())[1]");
  CHECK(at(b.make(tree::Array{{x}})) == "(array[x])[1]");
  CHECK(print(*b.make(tree::Field{x, "y"})) == "(x).y");
  CHECK(print(*b.make(tree::Field{b.make(tree::Field{x, "y"}), "z"})) == "(x).y.z");
}

TEST_CASE("print: quotes") {
  CHECK(quote_name({"public", "order"}) == "public.\"order\"");
  CHECK(quote_name({"a\"b"}) == "\"a\"\"b\"");
  CHECK(quote_function_name({"left"}) == "left");
  CHECK(quote_string("it's \\ $1") == "'it''s \\ $1'");
}

TEST_CASE("print: long chains need no stack") {
  auto b = Builder{};
  auto x = b.name("x");
  auto* sum = x;
  for (auto i = 0; i < 100'000; ++i) sum = b.op(sum, "+", x);
  CHECK(print(*sum).size() == 1 + 100'000 * 4);
  auto* cast = x;
  for (auto i = 0; i < 100'000; ++i) cast = b.cast(cast);
  CHECK(print(*cast).size() == 1 + 100'000 * 5);
  auto* mixed = x;
  for (auto i = 0; i < 50'000; ++i) mixed = b.op(b.op(mixed, "+", x), "*", x);
  CHECK(print(*mixed).starts_with("((((("));
}
