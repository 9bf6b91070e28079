#include "database/literal_judge.hpp"

#include <catch2/catch.hpp>
#include <regex>

#include "query/literal/datetime.hpp"
#include "query/literal/input.hpp"

namespace orm_tests {
namespace {

using ormc::query::DateOrder;
using ormc::query::DateType;
using ormc::query::Zone;

auto array_text(const std::vector<std::string>& values) -> std::string {
  auto text = std::string{"{"};
  for (const auto& value : values) {
    text += text.size() > 1 ? ",\"" : "\"";
    for (const auto c : value) {
      text += (c == '"' || c == '\\') ? std::string{'\\', c} : std::string{c};
    }
    text += '"';
  }
  return text + "}";
}

auto date_type(const std::string& type) -> std::optional<DateType> {
  if (type == "date") return DateType::date;
  if (type == "time" || type == "timetz") return DateType::time;
  if (type == "timestamp") return DateType::timestamp;
  if (type == "timestamptz") return DateType::timestamptz;
  return std::nullopt;
}

}  // namespace

LiteralJudge::LiteralJudge(PGconn* connection) : connection_(connection) {
  for (const auto* extension : {"hstore", "ltree"}) {
    command(connection, std::string{"create extension "} + extension);
    REQUIRE(catalog_.add_extension(extension));
  }
  command(connection, R"(set timezone = 'UTC';
create function accepts_now(type text, value text) returns bool language plpgsql as $$ begin
  execute 'explain select ' ||
    case when type like '%$L%' then replace(type, '$L', quote_literal(value))
         else quote_literal(value) || '::' || type end;
  return true;
exception when others then return false; end $$;
create function accepts(type text, value text) returns bool language plpgsql as $$ begin
  if accepts_now(type, value) then return true; end if;
  if type = 'xml' then
    set local xmloption = 'document'; if accepts_now(type, value) then return true; end if;
    set local xmloption = 'content';
  end if;
  if type not like '%date%' and type not like '%time%' and type not like '%interval%' then
    return false;
  end if;
  set local datestyle = 'dmy'; if accepts_now(type, value) then return true; end if;
  set local datestyle = 'ymd'; if accepts_now(type, value) then return true; end if;
  set local datestyle = 'mdy';
  set local intervalstyle = 'sql_standard'; if accepts_now(type, value) then return true; end if;
  set local intervalstyle = 'postgres';
  return false;
end $$)");
  const auto found = run_and_undo(connection,
                                  R"(select abbrev, is_dst,
  accepts('timestamptz', '2000-01-01 00:00 ' || abbrev || ' dst') from pg_timezone_abbrevs)",
                                  {});
  for (const auto& row : found.rows) {
    auto word = *row[0];
    for (auto& c : word) c = static_cast<char>(std::tolower(c));
    const auto zone = row[1] == "t"   ? Zone::daylight
                      : row[2] == "t" ? Zone::standard
                                      : Zone::changing;
    abbreviations_.emplace(word, zone);
  }
  REQUIRE(!abbreviations_.empty());
}

auto LiteralJudge::server_accepts(const std::string& type, const std::vector<std::string>& texts)
    -> std::vector<bool> {
  const auto found = run_and_undo(
      connection_, "select accepts($1, v) from unnest($2::text[]) v", {type, array_text(texts)});
  INFO(found.message);
  REQUIRE(found.rows.size() == texts.size());
  auto accepted = std::vector<bool>{};
  for (const auto& row : found.rows) accepted.push_back(row.front() == "t");
  return accepted;
}

auto LiteralJudge::may_be_value(const LiteralCase& of, const std::string& text) const -> bool {
  auto oid = catalog_.find_type("pg_catalog", of.type);
  if (!oid) oid = catalog_.find_type("public", of.type);
  REQUIRE(oid);
  return !ormc::query::find_literal_fault(catalog_, {*oid, of.modifier}, text);
}

auto LiteralJudge::is_value(const LiteralCase& of, const std::string& text) -> bool {
  const auto moment = date_type(std::string{of.type});
  if (!moment) return may_be_value(of, text);
  for (const auto order :
       {DateOrder::month_day_year, DateOrder::day_month_year, DateOrder::year_month_day}) {
    const auto settings = ormc::query::DateSettings{
        order,
        [&](std::string_view word) { return abbreviation(std::string{word}); },
        [&](std::string_view name) { return zone(std::string{name}); },
        0};
    if (!ormc::query::find_datetime_fault(text, *moment, settings)) return true;
  }
  return false;
}

auto LiteralJudge::depends_on_zone(const std::string& type, const std::string& text) -> bool {
  if (type != "timestamptz") return false;
  const auto found = run_and_undo(
      connection_,
      "select $1::timestamp not between timestamp '4713-01-01 BC' and timestamp '294276-12-01'",
      {text});
  return !found.succeeded || found.rows.front().front() == "t";
}

auto LiteralJudge::depends_on_hour(const std::string& text) -> bool {
  static const auto now = std::regex{R"(\bnow\b)", std::regex::icase};
  static const auto half_of_day = std::regex{R"((^|[^a-z])[ap]m\b)", std::regex::icase};
  return std::regex_search(text, now) && std::regex_search(text, half_of_day);
}

auto LiteralJudge::abbreviation(const std::string& word) -> Zone {
  const auto known = abbreviations_.find(word);
  return known == abbreviations_.end() ? Zone::none : known->second;
}

/// A zone by its name, or by its rules: the server says what it takes for one.
auto LiteralJudge::zone(const std::string& name) -> Zone {
  const auto known = zones_.find(name);
  if (known != zones_.end()) return known->second;
  auto zone = Zone::none;
  if (server_accepts("timestamptz", {"2000-01-01 00:00:00 " + name}).front()) {
    zone = server_accepts("time", {"00:00 " + name}).front() ? Zone::named_constant
                                                             : Zone::named_changing;
  }
  return zones_.emplace(name, zone).first->second;
}

}  // namespace orm_tests
