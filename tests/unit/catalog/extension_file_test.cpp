// Files that describe extensions, when they are not what `ormc catalog` writes: a case has no file
// beside it.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "catalog/catalog.hpp"

namespace {

using namespace ormc;
using catalog::Catalog;
using Json = nlohmann::json;

auto sound() -> Json {
  return Json::parse(R"({
    "format": 1,
    "extensions": [{
      "name": "tiger",
      "types": [
        {"type": ".stripe", "kind": "b", "category": "U", "array": "._stripe"},
        {"type": "._stripe", "category": "A", "subscript": "array", "element": ".stripe"},
        {"type": ".dark", "kind": "d", "base": ".stripe"},
        {"type": ".pair", "kind": "c", "fields": [{"name": "a", "type": ".dark"},
                                                 {"name": "b", "type": "pg_catalog.int4"}]},
        {"type": ".span", "kind": "r", "subtype": ".stripe"},
        {"type": ".shade", "kind": "e", "labels": ["light", "dark"]}
      ],
      "casts": [{"source": ".stripe", "target": "pg_catalog.text", "function": 1,
                 "context": "a", "method": "f"}],
      "functions": [
        {"name": "as_text", "arguments": [".stripe"], "names": ["value"], "result": "pg_catalog.text",
         "volatility": "i", "strict": true},
        {"name": "same", "arguments": [".stripe", ".stripe"], "result": "pg_catalog.bool",
         "defaults": 1}
      ],
      "operators": [{"name": "~~~", "left": ".stripe", "right": ".stripe", "result": "pg_catalog.bool",
                     "function": 2, "commutator": 1}],
      "families": 1,
      "operator_classes": [{"name": "stripe_ops", "method": -403, "family": 1, "input": ".stripe",
                            "default": true}],
      "family_operators": [{"family": 1, "left": ".stripe", "right": ".stripe", "operator": 1,
                            "strategy": 3}]
    }]
  })");
}

auto problem(const Json& json) -> std::string {
  auto known = Catalog{};
  auto found = known.add_extension("tiger", "tools", json.dump());
  if (found) return *found;
  // What has been taken in can be used.
  known.set_search_path({"tools"});
  for (auto name : known.type_names()) {
    auto type = known.find_type("tools", name, catalog::Quoting::quoted);
    if (!type) continue;
    static_cast<void>(known.base_type(*type));
    static_cast<void>(known.has_equality(*type));
    static_cast<void>(known.has_ordering(*type));
  }
  for (auto name : known.operator_names()) {
    for (const auto* op : known.operators("tools", name)) {
      static_cast<void>(known.function(op->function));
    }
  }
  return {};
}

auto changed(const std::string& place, Json value) -> std::string {
  auto json = sound();
  json[Json::json_pointer("/extensions/0" + place)] = std::move(value);
  return problem(json);
}

}  // namespace

TEST_CASE("a file that describes an extension is read", "[extension_file]") {
  CHECK(problem(sound()).empty());
  auto known = Catalog{};
  REQUIRE_FALSE(known.add_extension("tiger", "tools", sound().dump()));
  CHECK(known.functions("tools", "same").size() == 1);
  CHECK(known.operators("tools", "~~~").size() == 1);
}

TEST_CASE("a file that describes an extension wrongly is told what is wrong", "[extension_file]") {
  auto known = Catalog{};
  CHECK(known.add_extension("tiger", "tools", "") == "is not JSON: line 1");
  CHECK(known.add_extension("tiger", "tools", "\n{\"format\": 1") == "is not JSON: line 2");
  CHECK(known.add_extension("tiger", "tools", "[]") == "is not what ormc writes");
  CHECK(known.add_extension("tiger", "tools", "{\"format\": 2}") ==
        "is of another version of ormc");
  CHECK(known.add_extension("lion", "tools", sound().dump()) == "does not describe `lion`");
  CHECK(changed("/types/0/type", "stripe") == "names a type without a dot: stripe");
  CHECK(changed("/types/2/type", ".pair") == "describes a type twice: .pair");
  CHECK(changed("/types/0/kind", "z") == "says of `kind` what nothing can be: z");
  CHECK(changed("/types/2/base", ".dark") == "describes a type that is made of itself: dark");
  CHECK(changed("/types/0/element", "._stripe").starts_with("describes a type that is made of"));
  CHECK(changed("/types/4/subtype", nullptr) == "leaves out the type of a `subtype`");
  CHECK(changed("/functions/0/result", "pg_catalog.nothing") ==
        "needs the type `pg_catalog.nothing`, which is not there");
  CHECK(changed("/functions/1/defaults", 3) == "counts the arguments of a function wrong");
  CHECK(changed("/operators/0/function", 3) == "names a `function` that is not there");
  CHECK(changed("/operators/0/function", -1) == "names a `function` that is not there");
  CHECK(changed("/casts/0/function", 0) == "leaves out the function of a cast");
  CHECK(changed("/operator_classes/0/method", -1) == "names a `method` that is not there");
  CHECK(changed("/families", 1e9) == "counts its families wrong");
}

TEST_CASE("no change to a file that describes an extension is fatal", "[extension_file]") {
  const auto values = {Json(nullptr),
                       Json(-1),
                       Json(7),
                       Json(1e30),
                       Json(""),
                       Json("."),
                       Json(".pair"),
                       Json(true),
                       Json::array(),
                       Json::object()};
  auto refused = std::size_t{0};
  auto tried = std::size_t{0};
  const auto places = sound().flatten();
  for (const auto& [place, _] : places.items()) {
    for (const auto& value : values) {
      auto json = sound();
      json[Json::json_pointer(place)] = value;
      ++tried;
      if (!problem(json).empty()) ++refused;
    }
  }
  CHECK(tried > 500);
  CHECK(refused > tried / 3);
}
