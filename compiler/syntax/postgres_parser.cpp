// The only place that sees libpg_query.

#include "syntax/postgres_parser.hpp"

#include <pg_query.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace ormc::syntax {
namespace {

using Json = nlohmann::json;

/// Bytes before the character with this number, counted from one.
auto byte_of(std::string_view text, int character) -> std::uint32_t {
  auto at = std::size_t{0};
  for (auto i = 1; i < character && at < text.size(); ++i) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  return static_cast<std::uint32_t>(at);
}

/// Judged by words that the tree has for such clauses. A string that holds one is taken for it too,
/// which errs on the safe side.
auto pads_rows(std::string_view tree) -> bool {
  for (const auto* word : {"JOIN_LEFT",
                           "JOIN_RIGHT",
                           "JOIN_FULL",
                           "GroupingSet",
                           "SETOP_UNION",
                           "SETOP_INTERSECT",
                           "SETOP_EXCEPT",
                           "MergeStmt"}) {
    if (tree.find(word) != std::string_view::npos) return true;
  }
  return false;
}

/// The tree of each statement can be as deep as its text is long: no more of it is read than says
/// what it is.
auto read_statements(const char* tree) -> std::vector<PostgresStatement> {
  constexpr auto deepest = 5;
  auto json = Json::parse(
      tree,
      [](int depth, Json::parse_event_t, Json&) { return depth <= deepest; },
      /*allow_exceptions=*/false);
  auto statements = std::vector<PostgresStatement>{};
  if (!json.is_object() || !json.contains("stmts")) return statements;
  for (const auto& each : json["stmts"]) {
    if (!each.contains("stmt") || each["stmt"].empty()) continue;
    auto node = each["stmt"].begin();
    statements.push_back({node.key(),
                          each.value("stmt_location", std::uint32_t{0}),
                          node.value().is_object() && node.value().value("is_local", false),
                          pads_rows(tree)});
  }
  return statements;
}

struct FreeResult {
  void operator()(PgQueryParseResult* result) const { pg_query_free_parse_result(*result); }
};

}  // namespace

auto parse_with_postgres(const std::string& text)
    -> std::variant<std::vector<PostgresStatement>, PostgresSyntaxError> {
  auto result = pg_query_parse(text.c_str());
  auto guard = std::unique_ptr<PgQueryParseResult, FreeResult>(&result);
  if (result.error != nullptr) {
    return PostgresSyntaxError{result.error->message, byte_of(text, result.error->cursorpos)};
  }
  return read_statements(result.parse_tree);
}

}  // namespace ormc::syntax
