#include "introspect/canonical.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "syntax/postgres_parser.hpp"

namespace ormc::introspect {
namespace {

using Json = nlohmann::json;

/// Deeper trees are compared as texts alone.
constexpr auto deepest = 400;

auto member(Json& node, const char* name) -> Json* {
  const auto place = node.find(name);
  return place == node.end() ? nullptr : &*place;
}

auto make_cast(Json operand, Json type) -> Json {
  auto cast = Json::object();
  cast["arg"] = std::move(operand);
  cast["typeName"] = std::move(type);
  return Json{{"TypeCast", std::move(cast)}};
}

auto is_plain(const Json& type) -> bool {
  return !type.contains("typmods") && !type.contains("arrayBounds");
}

auto is_text(const Json& type) -> bool {
  return is_plain(type) && type.contains("names") && type["names"].size() == 1 &&
         type["names"][0]["String"].value("sval", "") == "text";
}

/// Of the casts of a constant, one behind the other: the last says what it is. Where types are what
/// is compared, it is what it is first, and a text afterwards or not.
enum class Casts : std::uint8_t { last, first };

/// `array[a, b]::text[]` is `array[a::text, b::text]`, and `'a'::varchar::text` is `'a'::text`, or
/// `'a'::varchar`.
void push_cast_down(Json& node, Casts casts) {
  auto* cast = member(node, "TypeCast");
  if (cast == nullptr || !cast->contains("arg")) return;
  auto type = (*cast)["typeName"];
  auto& operand = (*cast)["arg"];
  if (auto* array = member(operand, "A_ArrayExpr");
      array != nullptr && type.contains("arrayBounds")) {
    type.erase("arrayBounds");
    auto elements = Json::array();
    for (auto& element : (*array)["elements"]) {
      elements.push_back(make_cast(std::move(element), type));
      push_cast_down(elements.back(), casts);
    }
    auto made = Json{{"A_ArrayExpr", {{"elements", std::move(elements)}}}};
    node = std::move(made);
    return;
  }
  auto* inner = member(operand, "TypeCast");
  if (inner == nullptr || !inner->contains("arg") || !(*inner)["arg"].contains("A_Const")) return;
  if (!is_plain((*inner)["typeName"]) || !is_plain(type)) return;
  if (casts == Casts::first) {
    if (!is_text(type) && (*inner)["typeName"] != type) return;
    auto first = operand;
    node = std::move(first);
    return;
  }
  auto constant = (*inner)["arg"];
  node = make_cast(std::move(constant), std::move(type));
}

auto is_const(const Json& node) -> bool { return node.contains("A_Const"); }

/// `like` is an operator, `in` a list of equal values, `between` two comparisons: the server spells
/// them so.
void spell_out(Json& node) {
  auto* expr = member(node, "A_Expr");
  if (expr == nullptr) return;
  const auto kind = expr->value("kind", "");
  if (kind == "AEXPR_LIKE" || kind == "AEXPR_ILIKE") (*expr)["kind"] = "AEXPR_OP";
  const auto is_list = kind == "AEXPR_OP_ANY" || kind == "AEXPR_OP_ALL";
  auto* array = is_list ? member((*expr)["rexpr"], "A_ArrayExpr") : nullptr;
  const auto* symbol = kind == "AEXPR_OP_ANY" ? "=" : "<>";
  if (array != nullptr && (*expr)["name"][0]["String"].value("sval", "") == symbol) {
    auto items = (*array)["elements"];
    (*expr)["kind"] = "AEXPR_IN";
    (*expr)["rexpr"] = Json{{"List", {{"items", std::move(items)}}}};
  }
  if (kind != "AEXPR_BETWEEN") return;
  auto bounds = (*expr)["rexpr"]["List"]["items"];
  const auto compare = [&](const char* op, Json bound) {
    return Json{{"A_Expr",
                 {{"kind", "AEXPR_OP"},
                  {"name", Json::array({{{"String", {{"sval", op}}}}})},
                  {"lexpr", (*expr)["lexpr"]},
                  {"rexpr", std::move(bound)}}}};
  };
  auto terms = Json::array({compare(">=", bounds[0]), compare("<=", bounds[1])});
  node = Json{{"BoolExpr", {{"boolop", "AND_EXPR"}, {"args", std::move(terms)}}}};
}

auto has_typed_constant(const Json& node) -> bool {
  return node.is_object() && node.contains("TypeCast") && node["TypeCast"].contains("arg") &&
         is_const(node["TypeCast"]["arg"]);
}

/// Not a number: what that is taken for makes a difference, and is said on both sides.
auto is_literal(const Json& node) -> bool {
  const auto constant = node.find("A_Const");
  return constant != node.end() && !constant->contains("ival") && !constant->contains("fval");
}

/// Whether the server may have made `spelled` of `written`: it says the type of every literal, and
/// that of a varchar that it takes for a text.
auto is_spelled(const Json& written, const Json& spelled) -> bool {
  if (spelled.is_object() && spelled.contains("TypeCast") &&
      !(written.is_object() && written.contains("TypeCast"))) {
    const auto& cast = spelled["TypeCast"];
    const auto& operand = cast["arg"];
    const auto is_text_of = operand.contains("ColumnRef") && is_text(cast["typeName"]);
    return (is_literal(operand) || is_text_of) && is_spelled(written, operand);
  }
  if (written.type() != spelled.type()) return false;
  // What a constant is taken for was said: another type below that is another constant.
  if (has_typed_constant(written) && spelled.contains("TypeCast")) {
    return is_const(spelled["TypeCast"]["arg"]) && written == spelled;
  }
  if (!written.is_structured()) return written == spelled;
  if (written.size() != spelled.size()) return false;
  if (written.is_array()) {
    return std::ranges::equal(written, spelled, is_spelled);
  }
  for (const auto& [name, value] : written.items()) {
    const auto place = spelled.find(name);
    if (place == spelled.end() || !is_spelled(value, *place)) return false;
  }
  return true;
}

void canonicalise(Json& node, Casts casts) {
  if (node.is_object()) {
    for (const auto* name : {"location", "stmt_location", "stmt_len"}) node.erase(name);
    for (auto& [name, value] : node.items()) canonicalise(value, casts);
    push_cast_down(node, casts);
    spell_out(node);
  } else if (node.is_array()) {
    for (auto& value : node) canonicalise(value, casts);
  }
}

auto canonical(const std::string& text, Casts casts) -> std::optional<Json> {
  const auto tree = syntax::postgres_tree(text);
  if (!tree) return std::nullopt;
  auto too_deep = false;
  auto json = Json::parse(*tree, [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > deepest;
    return depth <= deepest;
  });
  if (too_deep) return std::nullopt;
  canonicalise(json, casts);
  return json;
}

}  // namespace

auto are_equal_sql(const std::string& a, const std::string& b, const std::string& prefix) -> bool {
  const auto left = canonical(prefix + a, Casts::last);
  if (!left) return false;
  const auto right = canonical(prefix + b, Casts::last);
  return right && *left == *right;
}

auto is_spelling_of(const std::string& spelled, const std::string& written) -> bool {
  const auto left = canonical(written, Casts::first);
  if (!left) return false;
  const auto right = canonical(spelled, Casts::first);
  return right && is_spelled(*left, *right);
}

}  // namespace ormc::introspect
