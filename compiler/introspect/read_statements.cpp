#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"
#include "introspect/statement_reader.hpp"

namespace ormc::introspect {
namespace {

auto as_json(const std::string& query) -> std::string {
  return fmt::format("select json_strip_nulls(row_to_json(q)) from ({}) q", query);
}

auto collations() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, c.collname as name, format('collation %I (provider = %s%s%s)', c.collname,
    case c.collprovider when 'i' then 'icu' else 'libc' end,
    case when not c.collisdeterministic then ', deterministic = false' else '' end,
    case when c.colliculocale is not null then format(', locale = %L', c.colliculocale)
         when c.collcollate = c.collctype then format(', locale = %L', c.collcollate)
         else format(', lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype) end) as text,
  format('collation %I.%I', n.nspname, c.collname) as target, obj_description(c.oid, 'pg_collation') as comment
from pg_collation c join pg_namespace n on n.oid = c.collnamespace where {} and {}
order by n.nspname collate "C", c.collname collate "C")",
      own_namespace,
      is_own("pg_collation", "c.oid"));
}

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

auto conversions() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, c.conname as name, format('%sconversion %I for %L to %L from %s',
    case when c.condefault then 'default ' else '' end, c.conname,
    pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc::regproc::text) as text,
  format('conversion %I.%I', n.nspname, c.conname) as target, obj_description(c.oid, 'pg_conversion') as comment
from pg_conversion c join pg_namespace n on n.oid = c.connamespace where {} and {} order by 1, 2)",
      own_namespace,
      is_own("pg_conversion", "c.oid"));
}

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
                                          {Kind::collation, collations()},
                                          {Kind::access_method, access_methods()},
                                          {Kind::cast, casts()},
                                          {Kind::conversion, conversions()},
                                          {Kind::transform, transforms()},
                                          {Kind::event_trigger, event_triggers()}};
  for (const auto& more : {operator_class_readers(), text_search_readers(), remote_readers()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace

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
