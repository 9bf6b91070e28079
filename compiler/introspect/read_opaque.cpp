#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {
namespace {

/// What was said to be dropped with an extension, without being a part of it.
constexpr auto extension_needs =
    R"(select json_strip_nulls(json_build_object('schema', q.schema, 'name', q.name || ' needs ' || q.extname, 'needs', q.needs,
  'text', format('alter %s depends on extension %I', q.object, q.extname))) from (
  select n.nspname as schema, p.proname as name, x.extname, format('%I.%I', n.nspname, p.proname) as needs,
    format('%s %I.%I(%s)', case p.prokind when 'p' then 'procedure' else 'function' end, n.nspname, p.proname,
      pg_get_function_identity_arguments(p.oid)) as object
  from pg_depend d join pg_extension x on x.oid = d.refobjid join pg_proc p on p.oid = d.objid
    join pg_namespace n on n.oid = p.pronamespace
  where d.classid = 'pg_proc'::regclass and d.refclassid = 'pg_extension'::regclass and d.deptype = 'x'
  union all
  select n.nspname, c.relname, x.extname, format('%I.%I', n.nspname, coalesce(o.relname, c.relname)),
    format('%s %I.%I', case c.relkind when 'm' then 'materialized view' else 'index' end, n.nspname, c.relname)
  from pg_depend d join pg_extension x on x.oid = d.refobjid join pg_class c on c.oid = d.objid
    join pg_namespace n on n.oid = c.relnamespace left join pg_index i on i.indexrelid = c.oid
    left join pg_class o on o.oid = i.indrelid
  where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_extension'::regclass and d.deptype = 'x'
  union all
  select n.nspname, t.tgname, x.extname, format('%I.%I.%I', n.nspname, c.relname, t.tgname),
    format('trigger %I on %I.%I', t.tgname, n.nspname, c.relname)
  from pg_depend d join pg_extension x on x.oid = d.refobjid join pg_trigger t on t.oid = d.objid
    join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where d.classid = 'pg_trigger'::regclass and d.refclassid = 'pg_extension'::regclass and d.deptype = 'x') q
order by q.object collate "C")";

/// Of shared objects (roles, databases) none: no schema of one database says them. A label on a
/// function or a column needs what stands before its arguments or its name.
constexpr auto security_labels =
    R"(select json_strip_nulls(json_build_object('schema', o.schema, 'name', 'label of ' || o.identity,
  'needs', case when o.type <> 'schema' then coalesce(
    (select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.oid = l.objoid and l.classoid = 'pg_class'::regclass),
    (select format('%I.%I', n.nspname, p.proname) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.oid = l.objoid and l.classoid = 'pg_proc'::regclass), o.identity) end,
  'text', format('security label for %I on %s %s is %L', l.provider,
    regexp_replace(o.type, '^.* column$', 'column'), o.identity, l.label)))
from pg_seclabel l cross join pg_identify_object(l.classoid, l.objoid, l.objsubid) o
where o.type <> 'large object'
order by o.type, o.identity collate "C", l.provider)";

}  // namespace

void read_opaque(DatabaseSession& session, Database& into) {
  for (const auto* query : {extension_needs, security_labels}) {
    for (const auto& row : catalogue_rows(session, query)) {
      into.statements.push_back({.kind = Statement::Kind::opaque,
                                 .name = sql_name(row),
                                 .text = text(row, "text"),
                                 .needs = text(row, "needs"),
                                 .comment = {},
                                 .comment_target = {}});
    }
  }
}

}  // namespace ormc::introspect
