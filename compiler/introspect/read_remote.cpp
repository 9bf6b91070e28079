#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"
#include "introspect/statement_reader.hpp"

namespace ormc::introspect {
namespace {

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

auto publications() -> std::string {
  return R"(select null as schema, p.pubname as name, format('publication %I%s%s', p.pubname,
    case when p.puballtables then ' for all tables' else ' for ' || nullif(concat_ws(', ',
      (select 'table ' || string_agg(format('%s%I.%I%s%s', case when c.relkind = 'r' and c.relhassubclass then 'only ' else '' end,
           n.nspname, c.relname,
           ' (' || (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum = any (r.prattrs)) || ')',
           ' where (' || pg_get_expr(r.prqual, c.oid) || ')'), ', ' order by n.nspname, c.relname)
       from pg_publication_rel r join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
       where r.prpubid = p.oid),
      (select 'tables in schema ' || string_agg(quote_ident(n.nspname), ', ' order by n.nspname)
       from pg_publication_namespace x join pg_namespace n on n.oid = x.pnnspid where x.pnpubid = p.oid)), '') end,
    ' with (' || nullif(concat_ws(', ', case when not (p.pubinsert and p.pubupdate and p.pubdelete and p.pubtruncate) then
        format('publish = %L', concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
          case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end)) end,
      case when p.pubviaroot then 'publish_via_partition_root = true' end), '') || ')') as text,
  format('publication %I', p.pubname) as target, obj_description(p.oid, 'pg_publication') as comment
from pg_publication p order by 2)";
}

}  // namespace

auto remote_readers() -> std::vector<StatementReader> {
  using Kind = Statement::Kind;
  return {{Kind::foreign_data, wrappers()},
          {Kind::foreign_data, servers()},
          {Kind::foreign_data, user_mappings()},
          {Kind::publication, publications()}};
}

}  // namespace ormc::introspect
