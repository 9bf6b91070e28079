#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"
#include "introspect/statement_reader.hpp"

namespace ormc::introspect {
namespace {

/// Functions are named with their schemas where they are not PostgreSQL's own.
auto parsers() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, p.prsname as name,
  format('text search parser %I (start = %s, gettoken = %s, end = %s%s, lextypes = %s)', p.prsname, p.prsstart::regproc,
    p.prstoken::regproc, p.prsend::regproc, ', headline = ' || nullif(p.prsheadline::text, '-'), p.prslextype::regproc) as text,
  format('text search parser %I.%I', n.nspname, p.prsname) as target, obj_description(p.oid, 'pg_ts_parser') as comment
from pg_ts_parser p join pg_namespace n on n.oid = p.prsnamespace where {} and {} order by 1, 2)",
      own_namespace,
      is_own("pg_ts_parser", "p.oid"));
}

auto templates() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, t.tmplname as name,
  format('text search template %I (%slexize = %s)', t.tmplname, 'init = ' || nullif(t.tmplinit::text, '-') || ', ',
    t.tmpllexize::regproc) as text,
  format('text search template %I.%I', n.nspname, t.tmplname) as target, obj_description(t.oid, 'pg_ts_template') as comment
from pg_ts_template t join pg_namespace n on n.oid = t.tmplnamespace where {} and {} order by 1, 2)",
      own_namespace,
      is_own("pg_ts_template", "t.oid"));
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

}  // namespace

auto text_search_readers() -> std::vector<StatementReader> {
  constexpr auto kind = Statement::Kind::text_search;
  return {{kind, parsers()},
          {kind, templates()},
          {kind, dictionaries()},
          {kind, configurations()},
          {kind, mappings()}};
}

}  // namespace ormc::introspect
