#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "introspect/catalogue_rows.hpp"
#include "introspect/text.hpp"

namespace ormc::introspect {
namespace {

/// Where a subscription connects to only those may read who may read everything.
auto subscriptions(std::string_view connection) -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('name', s.subname, 'connection', {},
  'options', format(' publication %s with (connect = false, slot_name = %s%s%s%s%s%s)',
    (select string_agg(quote_ident(p), ', ') from unnest(s.subpublications) p),
    coalesce(quote_literal(s.subslotname), 'none'), case when s.subbinary then ', binary = true' else '' end,
    case when s.substream then ', streaming = on' else '' end,
    case when s.subtwophasestate <> 'd' then ', two_phase = on' else '' end,
    case when s.subdisableonerr then ', disable_on_error = true' else '' end,
    case when s.subsynccommit <> 'off' then format(', synchronous_commit = %L', s.subsynccommit) else '' end),
  'target', format('subscription %I', s.subname), 'comment', obj_description(s.oid, 'pg_subscription')))
from pg_subscription s join pg_database d on d.oid = s.subdbid where d.datname = current_database() order by s.subname)",
      connection);
}

auto may_read_connections(DatabaseSession& session) -> bool {
  constexpr auto question =
      "select to_json(has_column_privilege('pg_subscription', 'subconninfo', 'select'))";
  return catalogue_rows(session, question).front().get<bool>();
}

constexpr auto secrets =
    std::to_array<std::string_view>({"password", "passfile", "sslkey", "sslpassword"});

/// A connection string without what is secret in it; as it is when nothing is.
auto without_secrets(const std::string& connection) -> std::string {
  auto parsed = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>{
      PQconninfoParse(connection.c_str(), nullptr), &PQconninfoFree};
  if (!parsed) return {};
  auto has_secret = false;
  auto rest = std::string{};
  for (const auto* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    if (std::ranges::find(secrets, option->keyword) != secrets.end()) {
      has_secret = true;
      continue;
    }
    rest += fmt::format("{}{}='", rest.empty() ? "" : " ", option->keyword);
    for (const auto c : std::string_view{option->val}) {
      if (c == '\'' || c == '\\') rest += '\\';
      rest += c;
    }
    rest += '\'';
  }
  return has_secret ? rest : connection;
}

}  // namespace

void read_subscriptions(DatabaseSession& session, Database& into) {
  const auto column = may_read_connections(session) ? "s.subconninfo" : "''";
  for (const auto& row : catalogue_rows(session, subscriptions(column))) {
    const auto target = text(row, "target");
    into.statements.push_back({.kind = Statement::Kind::subscription,
                               .name = sql_name(row),
                               .text = target + " connection " +
                                       string_text(without_secrets(text(row, "connection"))) +
                                       text(row, "options"),
                               .needs = {},
                               .comment = text(row, "comment"),
                               .comment_target = target});
  }
}

}  // namespace ormc::introspect
