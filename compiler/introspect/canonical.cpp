#include "introspect/canonical.hpp"

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

/// `array[a, b]::text[]` is `array[a::text, b::text]`, and `'a'::varchar::text` is `'a'::text`.
void push_cast_down(Json& node) {
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
      push_cast_down(elements.back());
    }
    auto made = Json{{"A_ArrayExpr", {{"elements", std::move(elements)}}}};
    node = std::move(made);
    return;
  }
  auto* inner = member(operand, "TypeCast");
  if (inner == nullptr || !inner->contains("arg") || !(*inner)["arg"].contains("A_Const")) return;
  if (!is_plain((*inner)["typeName"]) || !is_plain(type)) return;
  auto constant = (*inner)["arg"];
  node = make_cast(std::move(constant), std::move(type));
}

void canonicalise(Json& node) {
  if (node.is_object()) {
    for (const auto* name : {"location", "stmt_location", "stmt_len"}) node.erase(name);
    for (auto& [name, value] : node.items()) canonicalise(value);
    push_cast_down(node);
  } else if (node.is_array()) {
    for (auto& value : node) canonicalise(value);
  }
}

auto canonical(const std::string& text) -> std::optional<Json> {
  const auto tree = syntax::postgres_tree(text);
  if (!tree) return std::nullopt;
  auto too_deep = false;
  auto json = Json::parse(*tree, [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > deepest;
    return depth <= deepest;
  });
  if (too_deep) return std::nullopt;
  canonicalise(json);
  return json;
}

}  // namespace

auto are_equal_sql(const std::string& a, const std::string& b, const std::string& prefix) -> bool {
  const auto left = canonical(prefix + a);
  if (!left) return false;
  const auto right = canonical(prefix + b);
  return right && *left == *right;
}

}  // namespace ormc::introspect
