#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"
#include "introspect/statement_reader.hpp"

namespace ormc::introspect {
namespace {

/// Functions are named with their schemas where they are not PostgreSQL's own.
constexpr auto parsers = NamedObjects{
    .words = "text search parser",
    .catalogue = "pg_ts_parser",
    .prefix = "prs",
    .text =
        R"(format('text search parser %I (start = %s, gettoken = %s, end = %s%s, lextypes = %s)', o.prsname, o.prsstart::regproc,
    o.prstoken::regproc, o.prsend::regproc, ', headline = ' || nullif(o.prsheadline::text, '-'), o.prslextype::regproc))"};

constexpr auto templates = NamedObjects{
    .words = "text search template",
    .catalogue = "pg_ts_template",
    .prefix = "tmpl",
    .text =
        R"(format('text search template %I (%slexize = %s)', o.tmplname, 'init = ' || nullif(o.tmplinit::text, '-') || ', ',
    o.tmpllexize::regproc))"};

constexpr auto dictionaries = NamedObjects{
    .words = "text search dictionary",
    .catalogue = "pg_ts_dict",
    .prefix = "dict",
    .text =
        R"(format('text search dictionary %I (template = %I.%I%s)', o.dictname, m.nspname, t.tmplname, ', ' || o.dictinitoption))",
    .joins =
        "join pg_ts_template t on t.oid = o.dicttemplate join pg_namespace m on m.oid = "
        "t.tmplnamespace"};

constexpr auto configurations = NamedObjects{
    .words = "text search configuration",
    .catalogue = "pg_ts_config",
    .prefix = "cfg",
    .text =
        "format('text search configuration %I (parser = %I.%I)', o.cfgname, m.nspname, p.prsname)",
    .joins =
        "join pg_ts_parser p on p.oid = o.cfgparser join pg_namespace m on m.oid = p.prsnamespace"};

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
  return {{kind, query_of(parsers)},
          {kind, query_of(templates)},
          {kind, query_of(dictionaries)},
          {kind, query_of(configurations)},
          {kind, mappings()}};
}

}  // namespace ormc::introspect
