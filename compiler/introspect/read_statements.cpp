#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"
#include "introspect/statement_reader.hpp"

namespace ormc::introspect {
namespace {

auto as_json(const std::string& query) -> std::string {
  return fmt::format("select json_strip_nulls(row_to_json(q)) from ({}) q", query);
}

constexpr auto collations =
    NamedObjects{.words = "collation",
                 .catalogue = "pg_collation",
                 .prefix = "coll",
                 .text = R"(format('collation %I (provider = %s%s%s)', o.collname,
    case o.collprovider when 'i' then 'icu' else 'libc' end,
    case when not o.collisdeterministic then ', deterministic = false' else '' end,
    case when o.colliculocale is not null then format(', locale = %L', o.colliculocale)
         when o.collcollate = o.collctype then format(', locale = %L', o.collcollate)
         else format(', lc_collate = %L, lc_ctype = %L', o.collcollate, o.collctype) end))"};

/// A range type brings some, which depend on it internally.
auto casts() -> std::string {
  return R"(select null as schema, format('%s as %s', format_type(c.castsource, null), format_type(c.casttarget, null)) as name,
  format('cast (%s as %s) %s%s', format_type(c.castsource, null), format_type(c.casttarget, null),
    case c.castmethod when 'b' then 'without function' when 'i' then 'with inout'
      else format('with function %I.%I(%s)', n.nspname, p.proname, (select string_agg(format_type(t, null), ', ' order by i)
        from unnest(p.proargtypes) with ordinality as u(t, i))) end,
    case c.castcontext when 'a' then ' as assignment' when 'i' then ' as implicit' else '' end) as text,
  format('cast (%s as %s)', format_type(c.castsource, null), format_type(c.casttarget, null)) as target,
  obj_description(c.oid, 'pg_cast') as comment
from pg_cast c left join pg_proc p on p.oid = c.castfunc left join pg_namespace n on n.oid = p.pronamespace
where c.oid >= 16384 and not exists (select from pg_depend own where own.classid = 'pg_cast'::regclass
  and own.objid = c.oid and own.deptype in ('e', 'i')) order by 2)";
}

auto event_triggers() -> std::string {
  return fmt::format(
      R"(select null as schema, e.evtname as name, format('event trigger %I on %s%s execute function %I.%I()%s', e.evtname, e.evtevent,
    ' when tag in (' || (select string_agg(quote_literal(t), ', ') from unnest(e.evttags) t) || ')', n.nspname, p.proname,
    case e.evtenabled when 'D' then ' disable' when 'R' then ' enable replica' when 'A' then ' enable always' else '' end) as text,
  format('event trigger %I', e.evtname) as target, obj_description(e.oid, 'pg_event_trigger') as comment
from pg_event_trigger e join pg_proc p on p.oid = e.evtfoid join pg_namespace n on n.oid = p.pronamespace
where {} order by 2)",
      is_own("pg_event_trigger", "e.oid"));
}

auto transforms() -> std::string {
  return fmt::format(
      R"(select null as schema, format('%s %s', format_type(t.trftype, null), l.lanname) as name,
  format('transform for %s language %I (%s)', format_type(t.trftype, null), l.lanname, concat_ws(', ',
    'from sql with function ' || nullif(t.trffromsql, 0)::regprocedure::text,
    'to sql with function ' || nullif(t.trftosql, 0)::regprocedure::text)) as text,
  format('transform for %s language %I', format_type(t.trftype, null), l.lanname) as target,
  obj_description(t.oid, 'pg_transform') as comment
from pg_transform t join pg_language l on l.oid = t.trflang where {} order by 2)",
      is_own("pg_transform", "t.oid"));
}

constexpr auto conversions = NamedObjects{.words = "conversion",
                                          .catalogue = "pg_conversion",
                                          .prefix = "con",
                                          .text = R"(format('%sconversion %I for %L to %L from %s',
    case when o.condefault then 'default ' else '' end, o.conname,
    pg_encoding_to_char(o.conforencoding), pg_encoding_to_char(o.contoencoding), o.conproc::regproc::text))"};

auto access_methods() -> std::string {
  return fmt::format(
      R"(select null as schema, a.amname as name, format('access method %I type %s handler %s', a.amname,
    case a.amtype when 'i' then 'index' else 'table' end, a.amhandler::regproc::text) as text,
  format('access method %I', a.amname) as target, obj_description(a.oid, 'pg_am') as comment
from pg_am a where a.oid >= 16384 and {} order by 2)",
      is_own("pg_am", "a.oid"));
}

auto languages() -> std::string {
  return fmt::format(
      R"(select null as schema, l.lanname as name, format('%slanguage %I handler %s%s%s',
    case when l.lanpltrusted then 'trusted ' else '' end, l.lanname, l.lanplcallfoid::regproc,
    ' inline ' || nullif(l.laninline, 0)::regproc, ' validator ' || nullif(l.lanvalidator, 0)::regproc) as text,
  format('language %I', l.lanname) as target, obj_description(l.oid, 'pg_language') as comment
from pg_language l where l.lanispl and {} order by 2)",
      is_own("pg_language", "l.oid"));
}

auto readers() -> std::vector<StatementReader> {
  using Kind = Statement::Kind;
  auto all = std::vector<StatementReader>{{Kind::language, languages()},
                                          {Kind::collation, query_of(collations)},
                                          {Kind::access_method, access_methods()},
                                          {Kind::cast, casts()},
                                          {Kind::conversion, query_of(conversions)},
                                          {Kind::transform, transforms()},
                                          {Kind::event_trigger, event_triggers()}};
  for (const auto& more : {operator_class_readers(), text_search_readers(), remote_readers()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace

auto query_of(const NamedObjects& objects) -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, o.{prefix}name as name, {text} as text,
  format('{words} %I.%I', n.nspname, o.{prefix}name) as target, obj_description(o.oid, '{catalogue}') as comment
from {catalogue} o join pg_namespace n on n.oid = o.{prefix}namespace {joins}
where {in_own_namespace} and {is_own} order by n.nspname collate "C", o.{prefix}name collate "C")",
      fmt::arg("prefix", objects.prefix),
      fmt::arg("text", objects.text),
      fmt::arg("words", objects.words),
      fmt::arg("catalogue", objects.catalogue),
      fmt::arg("joins", objects.joins),
      fmt::arg("in_own_namespace", own_namespace),
      fmt::arg("is_own", is_own(objects.catalogue, "o.oid")));
}

void read_statements(DatabaseSession& session, Database& into) {
  for (const auto& reader : readers()) {
    for (const auto& row : catalogue_rows(session, as_json(reader.query))) {
      into.statements.push_back({.kind = reader.kind,
                                 .name = sql_name(row),
                                 .text = text(row, "text"),
                                 .needs = {},
                                 .comment = text(row, "comment"),
                                 .comment_target = text(row, "target")});
    }
  }
  read_subscriptions(session, into);
}

}  // namespace ormc::introspect
