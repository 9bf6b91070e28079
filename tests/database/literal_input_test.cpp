// Literals that ormc reads itself, right and mutated, held against the input functions of the
// server. What ormc refuses the server must refuse; for most types the reverse holds too.
//
// ORM_LITERALS sets how many for each type, ORM_RANDOM_SEED which.

#include "query/literal_input.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "database/random_data.hpp"
#include "support/postgres_server.hpp"

namespace {

enum class Covered : std::uint8_t {
  whole,  // both agree on everything
  part,   // ormc lets pass what it does not know
};

struct Case {
  std::string_view type;
  Covered covered;
  std::vector<std::string> seeds;
};

const auto geometry = std::vector<std::string>{"(1,2)",
                                               "1,2",
                                               " ( 1e3 , -2.5 ) ",
                                               "(1,2),(3,4)",
                                               "[(1,2),(3,4)]",
                                               "((1,2),(3,4))",
                                               "1,2,3,4",
                                               "(1,2,3,4)",
                                               "[1,2,3,4]",
                                               "<(1,2),3>",
                                               "((1,2),3)",
                                               "1,2,3",
                                               "{1,2,3}",
                                               "{0,0,1}",
                                               "(nan,inf)",
                                               "((1,2),(3,4),(5,6))",
                                               "[(1,2),(1,2)]",
                                               "(1e400,2)"};

const auto cases = std::vector<Case>{
    {"int2", Covered::whole, {"1", "-32768", "32767", "32768", " 7 ", "+1", "1.5", ""}},
    {"int4", Covered::whole, {"1", "-2147483648", "2147483648", " 7 ", "0x1"}},
    {"int8", Covered::whole, {"1", "-9223372036854775808", "9223372036854775808"}},
    {"oid",
     Covered::whole,
     {"1", "4294967295", "4294967296", "-1", "-2147483649", " 5 ", "99999999999999999999"}},
    {"float4",
     Covered::part,
     {"1.5", "1e38", "1e39", "1e-50", "nan", "-infinity", "inf", "1e-40", "0x1p3"}},
    {"float8", Covered::part, {"1.5", "1e308", "1e309", "1e-400", "+NaN", "infinity", "4.9e-324"}},
    {"numeric", Covered::part, {"1.5", "1e5", "NaN", "-nan", "Infinity", "-inf", ".5", "5."}},
    {"bool", Covered::whole, {"true", "f", "yes", "of", "1", " on "}},
    {"uuid",
     Covered::whole,
     {"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "{a0eebc999c0b4ef8bb6d6bb9bd380a11}"}},
    {"json", Covered::whole, {R"({"a": [1, 2.5e3, null]})", R"("\u0000\ud83d")", "true", "[]"}},
    {"jsonb",
     Covered::part,
     {R"({"a": [1, 2.5, null]})", R"("\u0041\ud83d\ude04")", R"("\u0000")", R"(["\\u0000"])"}},
    {"bytea", Covered::whole, {R"(\x1f 00)", R"(a\\b)", R"(\001\377)", "plain"}},
    {"bit", Covered::whole, {"0101", "b01", "x1F", "B1"}},
    {"varbit", Covered::whole, {"0101", "b01", "X1f", ""}},
    {"pg_lsn", Covered::whole, {"16/B374D848", "0/0", "FFFFFFFF/1"}},
    {"tid", Covered::whole, {"(0,1)", "(4294967295,65535)", "(1,65536)", "( -1 , 2)"}},
    {"macaddr",
     Covered::whole,
     {"08:00:2b:01:02:03", "08-00-2b-01-02-03", "08002b:010203", "0800.2b01.0203", "08002b010203"}},
    {"macaddr8",
     Covered::whole,
     {"08:00:2b:01:02:03:04:05", "08002b0102030405", " 08.00.2b.01.02.03 ", "08002b:0102030405"}},
    {"inet",
     Covered::part,
     {"192.168.0.1", "192.168.0.1/24", "10/8", "::1", "fe80::1/64", "1.2.3.4/33"}},
    {"point", Covered::whole, geometry},
    {"lseg", Covered::whole, geometry},
    {"box", Covered::whole, geometry},
    {"path", Covered::whole, geometry},
    {"polygon", Covered::whole, geometry},
    {"line", Covered::whole, geometry},
    {"circle", Covered::whole, geometry},
    {"_int4",
     Covered::whole,
     {"{1,2}", "{{1,2},{3,4}}", "{}", "{ null , 3 }", "[2:3]={1,2}", R"({"1"})"}},
    {"_text",
     Covered::whole,
     {"{a,b}", R"({"a,b",c\,d})", "{{a},{b}}", "{ a b , c }", R"({NULL,"NULL"})", "{{a,b},{c}}"}},
    {"_box", Covered::whole, {"{(1,2),(3,4)}", "{(1,2),(3,4);(5,6),(7,8)}"}},
    {"int4range", Covered::whole, {"[1,5)", "(,3]", "empty", " [ 1 , 2 ] ", "[\"1\",2)"}},
    {"numrange", Covered::part, {"[1.5,5)", "(,)", "Empty"}},
    {"int4multirange", Covered::whole, {"{[1,5)}", "{}", "{[1,3), (5,7]}", "{empty}"}},
};

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  auto mutant(const std::vector<std::string>& seeds) -> std::string {
    auto text = seeds[below(seeds.size())];
    for (auto changes = below(4); changes > 0; --changes) change(text, seeds);
    return text;
  }

 private:
  void change(std::string& text, const std::vector<std::string>& seeds) {
    static constexpr auto letters = std::string_view{"0123456789,.()[]{}<>\"\\:;-+/ eExX=abfnNull"};
    const auto at = below(text.size() + 1);
    switch (below(5)) {
      case 0:
        if (at < text.size()) text.erase(at, 1 + below(2));
        break;
      case 1:
        text.insert(at, 1, letters[below(letters.size())]);
        break;
      case 2:
        if (at < text.size()) text[at] = letters[below(letters.size())];
        break;
      case 3: {
        const auto& other = seeds[below(seeds.size())];
        text.insert(at, other.substr(below(other.size() + 1), below(4)));
        break;
      }
      default:
        text.insert(at, text.substr(below(text.size() + 1), below(5)));
        break;
    }
  }
  auto below(std::size_t n) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  std::mt19937_64 random_;
};

auto array_text(const std::vector<std::string>& values) -> std::string {
  auto text = std::string{"{"};
  for (const auto& value : values) {
    text += text.size() > 1 ? ",\"" : "\"";
    for (const auto c : value)
      text += (c == '"' || c == '\\') ? std::string{'\\', c} : std::string{c};
    text += '"';
  }
  return text + "}";
}

auto number_from(const char* variable, std::size_t otherwise) -> std::size_t {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace

TEST_CASE("literals are refused where the server refuses them") {
  const auto count = number_from("ORM_LITERALS", 1000);
  auto mutator = Mutator{number_from("ORM_RANDOM_SEED", 1)};
  const auto catalog = ormc::catalog::Catalog{};
  const auto conninfo = test_support::postgres_server::shared().create_database();
  auto connection = orm_tests::connect(conninfo);
  orm_tests::command(connection.get(),
                     R"(create function accepts(type text, value text) returns bool
    language plpgsql as $$ begin
      execute format('select %L::pg_catalog.%I', value, type); return true;
    exception when others then return false; end $$)");
  auto refused = std::size_t{0};
  auto accepted = std::size_t{0};
  auto too_strict = std::vector<std::string>{};
  auto too_lax = std::vector<std::string>{};
  for (const auto& [type, covered, seeds] : cases) {
    const auto oid = catalog.find_type("pg_catalog", type);
    REQUIRE(oid);
    auto texts = seeds;
    while (texts.size() < count) texts.push_back(mutator.mutant(seeds));
    auto found = orm_tests::run_and_undo(connection.get(),
                                         "select accepts($1, v) from unnest($2::text[]) v",
                                         {std::string{type}, array_text(texts)});
    INFO(found.message);
    REQUIRE(found.rows.size() == texts.size());
    auto lax = std::size_t{0};
    for (auto i = std::size_t{0}; i < texts.size(); ++i) {
      const auto server = found.rows[i].front() == "t";
      const auto ours = !ormc::query::find_literal_fault(catalog, *oid, texts[i]);
      ++(server ? accepted : refused);
      if (server && !ours) too_strict.push_back(fmt::format("{} `{}`", type, texts[i]));
      if (server || !ours) continue;
      ++lax;
      if (covered == Covered::whole) too_lax.push_back(fmt::format("{} `{}`", type, texts[i]));
    }
    if (lax > 0) fmt::print("{}: ormc lets {} pass that the server refuses\n", type, lax);
  }
  fmt::print(
      "literals: the server accepts {}, refuses {}; of these ormc refuses {} and lets {} pass\n",
      accepted,
      refused,
      too_strict.size(),
      too_lax.size());
  for (auto i = std::size_t{0}; i < too_strict.size() && i < 60; ++i)
    fmt::print("  refused: {}\n", too_strict[i]);
  for (auto i = std::size_t{0}; i < too_lax.size() && i < 60; ++i)
    fmt::print("  passed: {}\n", too_lax[i]);
  CHECK(too_strict.empty());
  CHECK(too_lax.empty());
  connection.reset();
  test_support::postgres_server::shared().drop_database(conninfo);
}
