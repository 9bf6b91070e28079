#include <algorithm>
#include <array>
#include <utility>

#include "source/fold.hpp"
#include "syntax/build_ast.hpp"

namespace ormc::syntax {

namespace {

auto special_kind(OrmParser::SpecialCallContext& c) -> std::optional<SpecialCall::Kind> {
  if (c.K_COALESCE() != nullptr) return SpecialCall::Kind::coalesce;
  if (c.K_GREATEST() != nullptr) return SpecialCall::Kind::greatest;
  if (c.K_LEAST() != nullptr) return SpecialCall::Kind::least;
  if (c.K_NULLIF() != nullptr) return SpecialCall::Kind::nullif;
  if (c.K_GROUPING() != nullptr) return SpecialCall::Kind::grouping;
  return std::nullopt;
}

/// Where a keyword stands among the children; npos when it is absent.
auto position_of(antlr4::tree::TerminalNode* node) -> std::size_t {
  return node == nullptr ? std::string::npos : node->getSymbol()->getTokenIndex();
}

/// The function that `treat(x as type)` calls is named as pg_type names the type.
auto internal_type_name(const std::string& name) -> std::string {
  static constexpr auto names = std::array<std::pair<std::string_view, std::string_view>, 18>{{
      {"bigint", "int8"},
      {"bit varying", "varbit"},
      {"boolean", "bool"},
      {"character", "bpchar"},
      {"character varying", "varchar"},
      {"dec", "numeric"},
      {"decimal", "numeric"},
      {"double precision", "float8"},
      {"float", "float8"},
      {"int", "int4"},
      {"integer", "int4"},
      {"real", "float4"},
      {"smallint", "int2"},
      {"time with time zone", "timetz"},
      {"time without time zone", "time"},
      {"timestamp with time zone", "timestamptz"},
      {"timestamp without time zone", "timestamp"},
      {"national character", "bpchar"},
  }};
  for (const auto& [written, internal] : names) {
    if (name == written) return std::string{internal};
  }
  return name;
}

}  // namespace

/// SQL-spelled functions become calls of the functions that PostgreSQL's grammar makes of them,
/// with the arguments in those functions' order.
auto AstBuilder::special_call(OrmParser::SpecialCallContext& c) -> ExprPtr {
  auto at = span(&c);
  auto head = span(*c.getStart());
  auto values = exprs(c.expr());
  if (c.K_TREAT() != nullptr) return treat(c);
  if (auto kind = special_kind(c)) return make(at, head, SpecialCall{*kind, std::move(values)});

  auto result = Call{};
  auto function = source::fold(source_text(head));
  auto literal = [&](std::string value, Span where) {
    return make(where, where, Literal{Literal::Kind::string, std::move(value)});
  };
  if (c.K_EXTRACT() != nullptr) {
    auto field = ExprPtr{nullptr};
    if (c.anyName() != nullptr) field = literal(name(c.anyName()).text, span(c.anyName()));
    if (c.string() != nullptr) field = literal(string_value(*c.string()), span(c.string()));
    if (field == nullptr) field = missing(at);
    values.insert(values.begin(), field);
    result.spelling = Call::Spelling::extract;
  } else if (c.K_OVERLAY() != nullptr) {
    if (c.K_PLACING() != nullptr) result.spelling = Call::Spelling::overlay;
  } else if (c.K_POSITION() != nullptr) {
    for (auto* part : c.bExpr()) values.insert(values.begin(), expr(part));
    result.spelling = Call::Spelling::position;
  } else if (c.K_SUBSTRING() != nullptr) {
    auto from = position_of(c.K_FROM().empty() ? nullptr : c.K_FROM().front());
    auto count = position_of(c.K_FOR());
    if (c.K_SIMILAR() != nullptr) {
      result.spelling = Call::Spelling::substring_similar;
    } else if (from != std::string::npos || count != std::string::npos) {
      result.spelling = Call::Spelling::substring;
      if (count != std::string::npos && from != std::string::npos && count < from &&
          values.size() == 3) {
        std::swap(values[1], values[2]);
      }
      // `for n` alone counts from the first character.
      if (from == std::string::npos && values.size() == 2) {
        values.insert(values.begin() + 1, make(head, head, Literal{Literal::Kind::integer, "1"}));
      }
    }
  } else if (c.K_TRIM() != nullptr) {
    function = c.K_LEADING() != nullptr ? "ltrim" : c.K_TRAILING() != nullptr ? "rtrim" : "btrim";
    result.spelling = Call::Spelling::trim;
    // `trim(chars from text)` names the characters first.
    auto from =
        c.K_FROM().empty() ? std::string::npos : c.K_FROM().front()->getSymbol()->getTokenIndex();
    auto first =
        c.expr().empty() ? std::string::npos : c.expr().front()->getStart()->getTokenIndex();
    if (from != std::string::npos && first < from && values.size() > 1) {
      std::rotate(values.begin(), values.begin() + 1, values.end());
    }
  } else if (c.K_COLLATION() != nullptr) {
    function = "pg_collation_for";
    result.spelling = Call::Spelling::collation_for;
  } else if (c.K_XMLEXISTS() != nullptr) {
    auto* passing = c.xmlPassing();
    values = {operand(c.operand()), passing != nullptr ? operand(passing->operand()) : missing(at)};
    result.spelling = Call::Spelling::xml_exists;
  } else if (c.K_NORMALIZE() != nullptr) {
    result.spelling = Call::Spelling::normalize;
    if (c.normalForm() != nullptr) {
      auto where = span(c.normalForm());
      auto form = std::string(source_text(where));
      std::transform(form.begin(), form.end(), form.begin(), [](char ch) {
        return static_cast<char>(ch >= 'a' && ch <= 'z' ? ch - 'a' + 'A' : ch);
      });
      values.push_back(literal(form, where));
    }
  }
  result.function = {{Name{function, false, head}}, head};
  for (auto value : values) result.arguments.push_back({std::nullopt, false, value});
  return make(at, head, std::move(result));
}

/// `treat(x as type)` is a call of the function of pg_catalog that is called like the type.
auto AstBuilder::treat(OrmParser::SpecialCallContext& c) -> ExprPtr {
  auto at = span(&c);
  auto head = span(*c.getStart());
  auto type = type_name(c.typeName());
  auto called = type.name.parts.empty() ? std::string{} : type.name.parts.back().text;
  auto result = Call{};
  result.function = {
      {Name{"pg_catalog", false, head}, Name{internal_type_name(called), true, head}}, head};
  result.arguments.push_back(
      {std::nullopt, false, c.expr().empty() ? missing(at) : expr(c.expr().front())});
  return make(at, head, std::move(result));
}

}  // namespace ormc::syntax
