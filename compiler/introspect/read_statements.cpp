#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {
namespace {

/// A kind of object that is written in PostgreSQL's own words: the query gives its statement
/// without `create`, and what `comment on` calls it.
struct Reader {
  Statement::Kind kind;
  std::string query;
};

/// `query` selects `schema`, `name`, `text`, `target` and `comment`.
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

/// Those that are not made with a class of their name.
auto families() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, f.opfname as name, format('operator family %I using %I', f.opfname, a.amname) as text,
  format('operator family %I.%I using %I', n.nspname, f.opfname, a.amname) as target,
  obj_description(f.oid, 'pg_opfamily') as comment
from pg_opfamily f join pg_namespace n on n.oid = f.opfnamespace join pg_am a on a.oid = f.opfmethod
where {} and {} and not exists (select from pg_opclass c where c.opcfamily = f.oid and c.opcname = f.opfname
  and c.opcnamespace = f.opfnamespace) order by 1, 2)",
      own_namespace,
      is_own("pg_opfamily", "f.oid"));
}

/// What a class has in its family depends on it.
auto classes() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, c.opcname as name, format('operator class %I%s for type %s using %I%s as %s', c.opcname,
    case when c.opcdefault then ' default' else '' end, format_type(c.opcintype, null), a.amname,
    case when f.opfname <> c.opcname or f.opfnamespace <> c.opcnamespace then format(' family %I.%I', m.nspname, f.opfname) else '' end,
    coalesce(nullif(concat_ws(', ', case when c.opckeytype <> 0 then 'storage ' || format_type(c.opckeytype, null) end,
      (select string_agg(format('operator %s %I.%s (%s, %s)%s', o.amopstrategy, w.nspname, p.oprname,
          format_type(o.amoplefttype, null), format_type(o.amoprighttype, null),
          case when s.oid is not null then format(' for order by %I.%I', z.nspname, s.opfname) else '' end), ', ' order by o.amopstrategy)
       from pg_depend d join pg_amop o on o.oid = d.objid join pg_operator p on p.oid = o.amopopr
       join pg_namespace w on w.oid = p.oprnamespace left join pg_opfamily s on s.oid = o.amopsortfamily
       left join pg_namespace z on z.oid = s.opfnamespace
       where d.classid = 'pg_amop'::regclass and d.refclassid = 'pg_opclass'::regclass and d.refobjid = c.oid),
      (select string_agg(format('function %s (%s, %s) %I.%I(%s)', o.amprocnum, format_type(o.amproclefttype, null),
          format_type(o.amprocrighttype, null), w.nspname, p.proname, (select string_agg(format_type(t, null), ', ' order by i)
          from unnest(p.proargtypes) with ordinality as u(t, i))), ', ' order by o.amprocnum)
       from pg_depend d join pg_amproc o on o.oid = d.objid join pg_proc p on p.oid = o.amproc
       join pg_namespace w on w.oid = p.pronamespace
       where d.classid = 'pg_amproc'::regclass and d.refclassid = 'pg_opclass'::regclass and d.refobjid = c.oid)),
      ''), 'storage ' || format_type(c.opcintype, null))) as text,
  format('operator class %I.%I using %I', n.nspname, c.opcname, a.amname) as target,
  obj_description(c.oid, 'pg_opclass') as comment
from pg_opclass c join pg_namespace n on n.oid = c.opcnamespace join pg_am a on a.oid = c.opcmethod
join pg_opfamily f on f.oid = c.opcfamily join pg_namespace m on m.oid = f.opfnamespace
where {} and {} order by 1, 2)",
      own_namespace,
      is_own("pg_opclass", "c.oid"));
}

auto dictionaries() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, d.dictname as name, format('text search dictionary %I (template = %I.%I%s)', d.dictname,
    m.nspname, t.tmplname, ', ' || d.dictinitoption) as text,
  format('text search dictionary %I.%I', n.nspname, d.dictname) as target, obj_description(d.oid, 'pg_ts_dict') as comment
from pg_ts_dict d join pg_namespace n on n.oid = d.dictnamespace join pg_ts_template t on t.oid = d.dicttemplate
join pg_namespace m on m.oid = t.tmplnamespace where {} and {} order by 1, 2)",
      own_namespace,
      is_own("pg_ts_dict", "d.oid"));
}

auto configurations() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, c.cfgname as name,
  format('text search configuration %I (parser = %I.%I)', c.cfgname, m.nspname, p.prsname) as text,
  format('text search configuration %I.%I', n.nspname, c.cfgname) as target, obj_description(c.oid, 'pg_ts_config') as comment
from pg_ts_config c join pg_namespace n on n.oid = c.cfgnamespace join pg_ts_parser p on p.oid = c.cfgparser
join pg_namespace m on m.oid = p.prsnamespace where {} and {} order by 1, 2)",
      own_namespace,
      is_own("pg_ts_config", "c.oid"));
}

auto mappings() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, format('%s %s', c.cfgname, t.alias) as name,
  format('text search mapping %I for %I with %s', c.cfgname, t.alias,
    string_agg(format('%I.%I', w.nspname, d.dictname), ', ' order by m.mapseqno)) as text
from pg_ts_config_map m join pg_ts_config c on c.oid = m.mapcfg join pg_namespace n on n.oid = c.cfgnamespace
join pg_ts_dict d on d.oid = m.mapdict join pg_namespace w on w.oid = d.dictnamespace
cross join lateral ts_token_type(c.cfgparser) t
where t.tokid = m.maptokentype and {} and {} group by n.nspname, c.cfgname, t.alias order by 1, 2)",
      own_namespace,
      is_own("pg_ts_config", "c.oid"));
}

auto event_triggers() -> std::string {
  return fmt::format(
      R"(select null as schema, e.evtname as name, format('event trigger %I on %s%s execute function %I.%I()', e.evtname, e.evtevent,
    ' when tag in (' || (select string_agg(quote_literal(t), ', ') from unnest(e.evttags) t) || ')', n.nspname, p.proname) as text,
  format('event trigger %I', e.evtname) as target, obj_description(e.oid, 'pg_event_trigger') as comment
from pg_event_trigger e join pg_proc p on p.oid = e.evtfoid join pg_namespace n on n.oid = p.pronamespace
where {} order by 2)",
      is_own("pg_event_trigger", "e.oid"));
}

auto publications() -> std::string {
  return R"(select null as schema, p.pubname as name, format('publication %I%s%s with (publish = %L%s)', p.pubname,
    case when p.puballtables then ' for all tables' else ' for ' || nullif(concat_ws(', ',
      (select 'table ' || string_agg(format('%I.%I%s%s', n.nspname, c.relname,
           ' (' || (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum = any (r.prattrs)) || ')',
           ' where (' || pg_get_expr(r.prqual, c.oid) || ')'), ', ' order by n.nspname, c.relname)
       from pg_publication_rel r join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
       where r.prpubid = p.oid),
      (select 'tables in schema ' || string_agg(quote_ident(n.nspname), ', ' order by n.nspname)
       from pg_publication_namespace x join pg_namespace n on n.oid = x.pnnspid where x.pnpubid = p.oid)), '') end, '',
    concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
      case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end),
    case when p.pubviaroot then ', publish_via_partition_root = true' else '' end) as text,
  format('publication %I', p.pubname) as target, obj_description(p.oid, 'pg_publication') as comment
from pg_publication p order by 2)";
}

/// Where a subscription connects to is a secret: it is not read.
auto subscriptions() -> std::string {
  return R"(select null as schema, s.subname as name,
  format('subscription %I connection %L publication %s with (connect = false, slot_name = %s%s%s%s)', s.subname, '',
    (select string_agg(quote_ident(p), ', ') from unnest(s.subpublications) p),
    coalesce(quote_literal(s.subslotname), 'none'), case when s.subbinary then ', binary = true' else '' end,
    case when s.substream then ', streaming = on' else '' end,
    case when s.subsynccommit <> 'off' then format(', synchronous_commit = %L', s.subsynccommit) else '' end) as text,
  format('subscription %I', s.subname) as target, obj_description(s.oid, 'pg_subscription') as comment
from pg_subscription s join pg_database d on d.oid = s.subdbid where d.datname = current_database() order by 2)";
}

/// Options, but for passwords.
constexpr auto options =
    R"((select ' options (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')'
     from pg_options_to_table({}) o where o.option_name not in ('password', 'passfile', 'sslkey', 'sslpassword')))";

auto wrappers() -> std::string {
  return fmt::format(
      R"(select null as schema, w.fdwname as name, format('foreign data wrapper %I%s%s%s', w.fdwname,
    ' handler ' || nullif(w.fdwhandler::regproc::text, '-'), ' validator ' || nullif(w.fdwvalidator::regproc::text, '-'), {}) as text,
  format('foreign data wrapper %I', w.fdwname) as target, obj_description(w.oid, 'pg_foreign_data_wrapper') as comment
from pg_foreign_data_wrapper w where {} order by 2)",
      fmt::format(fmt::runtime(options), "w.fdwoptions"),
      is_own("pg_foreign_data_wrapper", "w.oid"));
}

auto servers() -> std::string {
  return fmt::format(
      R"(select null as schema, s.srvname as name, format('server %I%s%s foreign data wrapper %I%s', s.srvname,
    ' type ' || quote_literal(s.srvtype), ' version ' || quote_literal(s.srvversion), w.fdwname, {}) as text,
  format('server %I', s.srvname) as target, obj_description(s.oid, 'pg_foreign_server') as comment
from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw where {} order by 2)",
      fmt::format(fmt::runtime(options), "s.srvoptions"),
      is_own("pg_foreign_server", "s.oid"));
}

auto user_mappings() -> std::string {
  return fmt::format(
      R"(select null as schema, format('%s %s', m.srvname, m.usename) as name,
  format('user mapping for %s server %I%s', case when m.umuser = 0 then 'public' else quote_ident(m.usename) end, m.srvname, {}) as text
from pg_user_mappings m order by 2)",
      fmt::format(fmt::runtime(options), "m.umoptions"));
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
      R"(select n.nspname as schema, c.conname as name, format('conversion %I for %L to %L from %s', c.conname,
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

auto readers() -> std::vector<Reader> {
  using Kind = Statement::Kind;
  return {{Kind::collation, collations()},
          {Kind::access_method, access_methods()},
          {Kind::cast, casts()},
          {Kind::operator_family, families()},
          {Kind::operator_class, classes()},
          {Kind::conversion, conversions()},
          {Kind::transform, transforms()},
          {Kind::text_search, dictionaries()},
          {Kind::text_search, configurations()},
          {Kind::text_search, mappings()},
          {Kind::foreign_data, wrappers()},
          {Kind::foreign_data, servers()},
          {Kind::foreign_data, user_mappings()},
          {Kind::event_trigger, event_triggers()},
          {Kind::publication, publications()},
          {Kind::subscription, subscriptions()}};
}

}  // namespace

void read_statements(DatabaseSession& session, Database& into) {
  for (const auto& reader : readers()) {
    for (const auto& row : catalogue_rows(session, as_json(reader.query))) {
      into.statements.push_back({.kind = reader.kind,
                                 .name = sql_name(row),
                                 .text = text(row, "text"),
                                 .comment = text(row, "comment"),
                                 .comment_target = text(row, "target")});
    }
  }
}

}  // namespace ormc::introspect
