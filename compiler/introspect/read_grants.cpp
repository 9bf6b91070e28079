#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {
namespace {

/// Finds what privileges an object came with, as `i`.
auto initial(std::string_view table, std::string_view id, std::string_view part = "0")
    -> std::string {
  return fmt::format(
      "i.classoid = '{}'::regclass and i.objoid = {} and i.objsubid = {}", table, id, part);
}

/// Every object whose privileges are not those that it came with (PostgreSQL's own and those of
/// extensions have some written down): its schema, what `grant` calls it, its list of privileges
/// and the one that it would have by itself. All may use the schema `public` from the beginning.
auto objects() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, format('%s%I.%I', case c.relkind when 'S' then 'sequence ' else '' end, n.nspname, c.relname) as object,
    '' as columns, c.relacl as acl, coalesce(i.initprivs, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)) as usual,
    c.relowner as owner, c.oid
  from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_init_privs i on {0}
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and {8} and c.relacl is distinct from i.initprivs
  union all select n.nspname, format('%I.%I', n.nspname, c.relname), quote_ident(a.attname), a.attacl, i.initprivs, c.relowner, c.oid
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_init_privs i on {1}
  where not a.attisdropped and {8} and a.attacl is distinct from i.initprivs
  union all select n.nspname, format('%s %I.%I(%s)', case p.prokind when 'p' then 'procedure' else 'function' end, n.nspname, p.proname,
    case when p.prokind = 'a' then oidvectortypes(p.proargtypes)
         else pg_get_function_identity_arguments(p.oid) end), '', p.proacl, coalesce(i.initprivs, acldefault('f', p.proowner)), p.proowner, p.oid
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace left join pg_init_privs i on {2} where {8} and p.proacl is distinct from i.initprivs
  union all select n.nspname, format('%s %I.%I', case t.typtype when 'd' then 'domain' else 'type' end, n.nspname, t.typname), '', t.typacl,
    coalesce(i.initprivs, acldefault('T', t.typowner)), t.typowner, t.oid
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_init_privs i on {3} where {8} and t.typacl is distinct from i.initprivs
  union all select n.nspname, format('schema %I', n.nspname), '', n.nspacl, case n.nspname when 'public'
    then acldefault('n', n.nspowner) || makeaclitem(0, n.nspowner, 'usage', false) else coalesce(i.initprivs, acldefault('n', n.nspowner)) end,
    n.nspowner, n.oid
  from pg_namespace n left join pg_init_privs i on {4} where {8} and n.nspacl is distinct from i.initprivs
  union all select null, format('language %I', l.lanname), '', l.lanacl, coalesce(i.initprivs, acldefault('l', l.lanowner)), l.lanowner, l.oid
  from pg_language l left join pg_init_privs i on {5} where l.lanacl is distinct from i.initprivs
  union all select null, format('foreign server %I', s.srvname), '', s.srvacl, coalesce(i.initprivs, acldefault('S', s.srvowner)), s.srvowner, s.oid
  from pg_foreign_server s left join pg_init_privs i on {6} where s.srvacl is distinct from i.initprivs
  union all select null, format('foreign data wrapper %I', w.fdwname), '', w.fdwacl, coalesce(i.initprivs, acldefault('F', w.fdwowner)), w.fdwowner, w.oid
  from pg_foreign_data_wrapper w left join pg_init_privs i on {7} where w.fdwacl is distinct from i.initprivs)",
      initial("pg_class", "c.oid"),
      initial("pg_class", "c.oid", "a.attnum"),
      initial("pg_proc", "p.oid"),
      initial("pg_type", "t.oid"),
      initial("pg_namespace", "n.oid"),
      initial("pg_language", "l.oid"),
      initial("pg_foreign_server", "s.oid"),
      initial("pg_foreign_data_wrapper", "w.oid"),
      "n.nspname !~ '^pg_(toast|temp)' and n.nspname <> 'information_schema'");
}

constexpr auto role =
    "case when x.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end";

/// A privilege, of a column with the column behind it.
constexpr auto privilege =
    "lower(x.privilege_type) || case when o.columns <> '' then ' (' || o.columns || ')' else '' "
    "end";

/// What differs from the usual privileges, in the order in which they were given.
auto grants_query() -> std::string {
  return fmt::format(
      R"(with object as materialized ({0}),
  given as (select o.schema, o.object, {2} as privilege, x.is_grantable, {1} as role, o.columns, x.i, o.owner,
    exists (select from aclexplode(o.usual) u where u.grantee = x.grantee and u.privilege_type = x.privilege_type
            and u.is_grantable = x.is_grantable) as is_usual
    from object o cross join lateral aclexplode(o.acl) with ordinality as x(grantor, grantee, privilege_type, is_grantable, i)),
  taken as (select o.schema, o.object, {2} as privilege, {1} as role, x.i
    from object o cross join lateral aclexplode(o.usual) with ordinality as x(grantor, grantee, privilege_type, is_grantable, i)
    where not exists (select from aclexplode(o.acl) g where g.grantee = x.grantee and g.privilege_type = x.privilege_type))
select json_strip_nulls(json_build_object('schema', schema, 'name', format('%s %s %s', word, object, role), 'text', text)) from (
  select schema, object, role, 'revoke' as word, format('revoke %s on %s from %s', string_agg(privilege, ', ' order by i), object, role) as text, 0 as rank, min(i) as i
  from taken group by schema, object, role
  union all
  select schema, object, role, 'grant', format('grant %s on %s to %s%s', string_agg(privilege, ', ' order by i), object, role,
    case when is_grantable then ' with grant option' else '' end), 1, min(i)
  from given where not is_usual group by schema, object, role, is_grantable, columns) q
order by object collate "C", rank, i)",
      objects(),
      role,
      privilege);
}

/// Of a role as a whole they change what is usual, in a schema they add to it.
auto defaults_query() -> std::string {
  return fmt::format(
      R"(with object as materialized (
    select n.nspname as schema, '' as columns, pg_get_userbyid(d.defaclrole) as owner, d.defaclacl as acl,
      case when d.defaclnamespace = 0 then acldefault(case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end, d.defaclrole) end as usual,
      case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types' else 'schemas' end as object
    from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace),
  given as (select o.*, {1} as privilege, {0} as role, x.is_grantable, x.i
    from object o cross join lateral aclexplode(o.acl) with ordinality as x(grantor, grantee, privilege_type, is_grantable, i)
    where not exists (select from aclexplode(o.usual) u where u.grantee = x.grantee and u.privilege_type = x.privilege_type
                      and u.is_grantable = x.is_grantable)),
  taken as (select o.*, {1} as privilege, {0} as role, x.i
    from object o cross join lateral aclexplode(o.usual) with ordinality as x(grantor, grantee, privilege_type, is_grantable, i)
    where not exists (select from aclexplode(o.acl) g where g.grantee = x.grantee and g.privilege_type = x.privilege_type))
select json_strip_nulls(json_build_object('schema', schema, 'name', text, 'text', text)) from (
  select schema, format('default privileges for role %I%s revoke %s on %s from %s', owner, ' in schema ' || quote_ident(schema),
    string_agg(privilege, ', ' order by i), object, role) as text, 0 as rank
  from taken group by schema, owner, object, role
  union all
  select schema, format('default privileges for role %I%s grant %s on %s to %s%s', owner, ' in schema ' || quote_ident(schema),
    string_agg(privilege, ', ' order by i), object, role, case when is_grantable then ' with grant option' else '' end), 1
  from given group by schema, owner, object, role, is_grantable) q
order by rank, text collate "C")",
      role,
      privilege);
}

}  // namespace

void read_grants(DatabaseSession& session, Database& into) {
  for (const auto& query : {grants_query(), defaults_query()}) {
    for (const auto& row : catalogue_rows(session, query)) {
      into.statements.push_back({.kind = Statement::Kind::grant,
                                 .name = sql_name(row),
                                 .text = text(row, "text"),
                                 .needs = {},
                                 .comment = {},
                                 .comment_target = {}});
    }
  }
}

}  // namespace ormc::introspect
