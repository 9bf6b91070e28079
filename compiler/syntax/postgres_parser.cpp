// The only place that sees libpg_query.

#include "syntax/postgres_parser.hpp"

#include <pg_query.h>
#include <pthread.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

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

/// Reads what a tree uses, node by node and never deeper in the stack than itself: the tree can be
/// as deep as its text is long.
class UsesReader final : public nlohmann::json_sax<Json> {
 public:
  auto take() -> PostgresUses { return std::move(uses_); }

  auto key(std::string& key) -> bool override {
    key_ = key;
    return true;
  }
  auto start_object(std::size_t) -> bool override {
    open_.push_back(std::exchange(key_, {}));
    const auto& kind = open_.back();
    if (kind == "GroupingSet" || kind == "MergeStmt") uses_.pads_rows = true;
    if (kind == "RangeTableSample") uses_.samples = true;
    if (kind == "InsertStmt" || kind == "UpdateStmt" || kind == "DeleteStmt" ||
        kind == "MergeStmt" || kind == "intoClause") {
      uses_.writes = true;
    }
    if (kind == "RangeVar") name_.clear();
    return true;
  }
  auto end_object() -> bool override {
    if (open_.back() == "RangeVar") uses_.relations.push_back(std::exchange(name_, {}));
    open_.pop_back();
    return true;
  }
  auto start_array(std::size_t) -> bool override {
    open_.push_back(std::exchange(key_, {}));
    if (open_.back() == "lockingClause") uses_.locks = true;
    if (names() != nullptr) name_.clear();
    return true;
  }
  auto end_array() -> bool override {
    if (auto* list = names()) list->push_back(std::exchange(name_, {}));
    open_.pop_back();
    return true;
  }
  auto string(std::string& value) -> bool override {
    const auto key = std::exchange(key_, {});
    if (key == "jointype" && value != "JOIN_INNER") uses_.pads_rows = true;
    if (key == "op" && value.starts_with("SETOP_") && value != "SETOP_NONE") {
      uses_.pads_rows = true;
    }
    if (key == "ctename" && open_.back() == "CommonTableExpr") uses_.ctes.push_back(value);
    const auto names_relation = key == "catalogname" || key == "schemaname" || key == "relname";
    if (names_relation && open_.back() == "RangeVar") name_.push_back(value);
    if (key == "sval" && is_part_of_name()) name_.push_back(value);
    return true;
  }
  auto null() -> bool override { return skip(); }
  auto boolean(bool) -> bool override { return skip(); }
  auto number_integer(std::int64_t) -> bool override { return skip(); }
  auto number_unsigned(std::uint64_t) -> bool override { return skip(); }
  auto number_float(double, const std::string&) -> bool override { return skip(); }
  auto binary(Json::binary_t&) -> bool override { return skip(); }
  auto parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&)
      -> bool override {
    return false;
  }

 private:
  auto skip() -> bool {
    key_.clear();
    return true;
  }

  /// Where a list of strings that has just begun, or is about to end, is kept; null for others.
  auto names() -> std::vector<PostgresName>* {
    const auto& list = open_.back();
    const auto node = open_.size() > 1 ? std::string_view(open_[open_.size() - 2]) : "";
    if (list == "funcname") return &uses_.functions;
    if (list == "useOp" || list == "operName") return &uses_.operators;
    return list == "name" && node == "A_Expr" ? &uses_.operators : nullptr;
  }

  /// In `"funcname": [{"String": {"sval": ...}}]`.
  auto is_part_of_name() const -> bool {
    if (open_.size() < 3 || open_.back() != "String") return false;
    const auto& list = open_[open_.size() - 3];
    return list == "funcname" || list == "name" || list == "useOp" || list == "operName";
  }

  PostgresUses uses_;
  std::vector<std::string> open_;  // the keys of the objects and arrays that are open
  std::string key_;                // of the next value
  PostgresName name_;
};

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
                          node.value().is_object() && node.value().value("is_local", false)});
  }
  return statements;
}

struct FreeResult {
  void operator()(PgQueryParseResult* result) const { pg_query_free_parse_result(*result); }
};

/// The longest text that is parsed.
constexpr auto longest = std::size_t{1} << 20U;

/// What is parsed on a stack of its own. libpg_query writes its tree by recursion, and a chain of
/// operators is as deep as it is long.
struct Task {
  const char* text;
  PgQueryParseResult result = {};

  static auto run(void* task) -> void* {
    auto& self = *static_cast<Task*>(task);
    self.result = pg_query_parse(self.text);
    return nullptr;
  }
};

auto parse_on_own_stack(const std::string& text) -> std::optional<PgQueryParseResult> {
  constexpr auto least = std::size_t{8} << 20U;
  constexpr auto per_byte = std::size_t{512};
  auto task = Task{text.c_str()};
  auto attributes = pthread_attr_t{};
  if (pthread_attr_init(&attributes) != 0) return std::nullopt;
  auto thread = pthread_t{};
  auto is_running = pthread_attr_setstacksize(&attributes, least + text.size() * per_byte) == 0 &&
                    pthread_create(&thread, &attributes, Task::run, &task) == 0;
  pthread_attr_destroy(&attributes);
  if (!is_running) return std::nullopt;
  pthread_join(thread, nullptr);
  return task.result;
}

/// The parser's own result, or nothing when there is no memory for it.
auto raw_parse(const std::string& text) -> std::optional<PgQueryParseResult> {
  // Most texts are far from where the stack ends.
  constexpr auto plainly_short = std::size_t{16} << 10U;
  return text.size() <= plainly_short ? std::optional(pg_query_parse(text.c_str()))
                                      : parse_on_own_stack(text);
}

}  // namespace

auto postgres_tree(const std::string& text) -> std::optional<std::string> {
  if (text.size() > longest) return std::nullopt;
  auto parsed = raw_parse(text);
  if (!parsed) return std::nullopt;
  auto guard = std::unique_ptr<PgQueryParseResult, FreeResult>(&*parsed);
  if (parsed->error != nullptr) return std::nullopt;
  return std::string(parsed->parse_tree);
}

auto parse_with_postgres(const std::string& text)
    -> std::variant<PostgresText, PostgresSyntaxError> {
  if (text.size() > longest) return PostgresSyntaxError{"it is longer than a megabyte", 0};
  auto parsed = raw_parse(text);
  if (!parsed) return PostgresSyntaxError{"there is not enough memory", 0};
  auto& result = *parsed;
  auto guard = std::unique_ptr<PgQueryParseResult, FreeResult>(&result);
  if (result.error != nullptr) {
    return PostgresSyntaxError{result.error->message, byte_of(text, result.error->cursorpos)};
  }
  auto reader = UsesReader{};
  Json::sax_parse(std::string_view(result.parse_tree), &reader);
  return PostgresText{read_statements(result.parse_tree), reader.take()};
}

}  // namespace ormc::syntax
