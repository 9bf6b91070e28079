#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"
#include "introspect/statement_reader.hpp"

namespace ormc::introspect {
namespace {

/// The operators and functions that belong to what `owner` is, `pg_opclass` or `pg_opfamily`, with
/// the number `id`: null for none. Types that are `usual` go without saying, but where PostgreSQL
/// takes them from the function.
auto members_of(std::string_view owner, std::string_view id, std::string_view usual)
    -> std::string {
  return fmt::format(
      R"((select string_agg(format('operator %s %s%s%s%s', o.amopstrategy, case when w.nspname <> 'pg_catalog' then quote_ident(w.nspname) || '.' end, p.oprname,
          case when o.amoplefttype <> {2} or o.amoprighttype <> {2} then
            format(' (%s, %s)', format_type(o.amoplefttype, null), format_type(o.amoprighttype, null)) end,
          case when s.oid is not null then format(' for order by %I.%I', z.nspname, s.opfname) else '' end),
          ', ' order by o.amopstrategy, 1)
       from pg_depend d join pg_amop o on o.oid = d.objid join pg_operator p on p.oid = o.amopopr
       join pg_namespace w on w.oid = p.oprnamespace left join pg_opfamily s on s.oid = o.amopsortfamily
       left join pg_namespace z on z.oid = s.opfnamespace
       where d.classid = 'pg_amop'::regclass and d.refclassid = '{0}'::regclass and d.refobjid = {1}),
      (select string_agg(format('function %s%s %s%I(%s)', o.amprocnum,
          case when o.amproclefttype <> {2} or o.amprocrighttype <> {2} or a.amname in ('btree', 'hash') and
               (o.amprocnum <> 1 or p.proargtypes[0] <> {2} or p.proargtypes[p.pronargs - 1] <> {2}) then
            format(' (%s, %s)', format_type(o.amproclefttype, null), format_type(o.amprocrighttype, null)) end,
          case when w.nspname <> 'pg_catalog' then quote_ident(w.nspname) || '.' end, p.proname, (select string_agg(format_type(t, null), ', ' order by i)
          from unnest(p.proargtypes) with ordinality as u(t, i))), ', ' order by o.amprocnum, 1)
       from pg_depend d join pg_amproc o on o.oid = d.objid join pg_proc p on p.oid = o.amproc
       join pg_namespace w on w.oid = p.pronamespace
       where d.classid = 'pg_amproc'::regclass and d.refclassid = '{0}'::regclass and d.refobjid = {1}))",
      owner,
      id,
      usual);
}

/// Those that are not made with a class of their name, and those with members that no class brings.
auto families() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, f.opfname as name,
  format('operator family %I using %I%s', f.opfname, a.amname, ' as ' || nullif(concat_ws(', ', {}), '')) as text,
  format('operator family %I.%I using %I', n.nspname, f.opfname, a.amname) as target,
  obj_description(f.oid, 'pg_opfamily') as comment
from pg_opfamily f join pg_namespace n on n.oid = f.opfnamespace join pg_am a on a.oid = f.opfmethod
where {} and {} and (obj_description(f.oid, 'pg_opfamily') is not null
  or exists (select from pg_depend d where d.refclassid = 'pg_opfamily'::regclass and d.refobjid = f.oid
             and d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass))
  or not exists (select from pg_opclass c where c.opcfamily = f.oid and c.opcname = f.opfname
             and c.opcnamespace = f.opfnamespace)) order by 1, 2, 3)",
      members_of("pg_opfamily", "f.oid", "0"),
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
      {}), ''), 'storage ' || format_type(c.opcintype, null))) as text,
  format('operator class %I.%I using %I', n.nspname, c.opcname, a.amname) as target,
  obj_description(c.oid, 'pg_opclass') as comment
from pg_opclass c join pg_namespace n on n.oid = c.opcnamespace join pg_am a on a.oid = c.opcmethod
join pg_opfamily f on f.oid = c.opcfamily join pg_namespace m on m.oid = f.opfnamespace
where {} and {} order by 1, 2, 3)",
      members_of("pg_opclass", "c.oid", "c.opcintype"),
      own_namespace,
      is_own("pg_opclass", "c.oid"));
}

}  // namespace

auto operator_class_readers() -> std::vector<StatementReader> {
  return {{Statement::Kind::operator_family, families()},
          {Statement::Kind::operator_class, classes()}};
}

}  // namespace ormc::introspect
