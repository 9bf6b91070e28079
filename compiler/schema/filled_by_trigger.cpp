#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/type_name.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

/// The words and signs of a body in lower case, without spaces and comments: `new . slug : =`.
auto tokens_of(const std::string& body) -> std::vector<std::string> {
  auto tokens = std::vector<std::string>{};
  const auto is_letter = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  for (auto at = std::size_t{0}; at < body.size();) {
    const auto c = body[at];
    auto end = at + 1;
    if (body.compare(at, 2, "--") == 0) {
      at = std::min(body.find('\n', at), body.size());
      continue;
    }
    if (c == '"' || c == '\'') {
      end = std::min(body.find(c, at + 1), body.size() - 1) + 1;
      tokens.push_back(c == '"' && end - at > 2 ? body.substr(at + 1, end - at - 2) : "''");
    } else if (is_letter(c)) {
      while (end < body.size() && is_letter(body[end])) ++end;
      tokens.push_back(fold(std::string_view{body}.substr(at, end - at)));
    } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      tokens.emplace_back(1, c);
    }
    at = end;
  }
  return tokens;
}

/// Whether a body gives the new row's column a value: `new.slug := x`, `new.slug = x`, or behind
/// `into`. A comparison looks like the second: then a value is not asked for that the trigger may
/// not give, and the server says so.
auto assigns(const std::vector<std::string>& tokens, const std::string& column) -> bool {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i] != "new" || tokens[i + 1] != "." || tokens[i + 2] != column) continue;
    const auto next = i + 3 < tokens.size() ? std::string_view{tokens[i + 3]} : std::string_view{};
    const auto before = i > 0 ? std::string_view{tokens[i - 1]} : std::string_view{};
    if (next == ":" || next == "=" || before == "into" || before == ",") return true;
  }
  return false;
}

auto function_of(const Schema& schema, const Trigger& trigger) -> const Function* {
  const auto is_called = [&](const Function& function) {
    return trigger.function == catalog::quote_identifier(function.sql_schema) + "." +
                                   catalog::quote_identifier(function.sql_name);
  };
  const auto found = std::ranges::find_if(schema.functions, is_called);
  return found == schema.functions.end() ? nullptr : &*found;
}

/// The arguments that name columns to fill, of functions that the program does not declare: of
/// `tsvector_update_trigger` the first alone; of those of extensions (`autoinc`, `insert_username`)
/// any.
auto named_columns(const Trigger& trigger) -> std::vector<std::string> {
  auto arguments = trigger.arguments;
  const auto is_text_search = trigger.function.starts_with("pg_catalog.tsvector_update_trigger");
  if (is_text_search && arguments.size() > 1) arguments.resize(1);
  return arguments;
}

void mark(const Schema& schema, const Trigger& trigger, std::vector<Column>& columns) {
  const auto* function = function_of(schema, trigger);
  const auto tokens = function != nullptr ? tokens_of(function->body) : std::vector<std::string>{};
  const auto named = function == nullptr ? named_columns(trigger) : std::vector<std::string>{};
  for (auto& column : columns) {
    if (assigns(tokens, column.sql_name) ||
        std::ranges::find(named, column.sql_name) != named.end()) {
      column.filled_by_trigger = true;
    }
  }
}

/// The triggers for each row of a table: of a partition those of its parents, too, unless it says
/// otherwise of them.
auto row_triggers(const Schema& schema, const Model& model) -> std::vector<const Trigger*> {
  auto triggers = std::vector<const Trigger*>{};
  for (const auto* at = &model;; at = &schema.at(at->partition_of->parent)) {
    for (const auto& trigger : at->triggers) {
      const auto is_known = std::ranges::any_of(
          triggers, [&](const Trigger* other) { return other->sql_name == trigger.sql_name; });
      if (trigger.each_row && !is_known) triggers.push_back(&trigger);
    }
    if (!at->partition_of) return triggers;
  }
}

}  // namespace

void find_columns_filled_by_triggers(Resolution& resolution) {
  auto& schema = resolution.schema;
  for (auto& model : schema.models) {
    for (const auto* trigger : row_triggers(schema, model)) {
      const auto is_before_insert = trigger->on_insert &&
                                    trigger->time == syntax::Trigger::Time::before &&
                                    trigger->enabled != Trigger::Enabled::disabled;
      if (is_before_insert) mark(schema, *trigger, model.columns);
    }
  }
}

}  // namespace ormc::schema
