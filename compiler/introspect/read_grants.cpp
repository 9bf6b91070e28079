#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {
namespace {

/// Every object that has privileges (all may use the schema `public` from the beginning): its
/// schema, what `grant` calls it, its list of privileges and the one that it would have by itself.
auto objects() -> std::string {
  return fmt::format(
      R"(select n.nspname as schema, format('%s%I.%I', case c.relkind when 'S' then 'sequence ' else '' end, n.nspname, c.relname) as object,
    '' as columns, c.relacl as acl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner) as usual, c.relowner as owner, c.oid
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relacl is not null and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and {0} and {1}
  union all select n.nspname, format('%I.%I', n.nspname, c.relname), quote_ident(a.attname), a.attacl, null, c.relowner, c.oid
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where a.attacl is not null and not a.attisdropped and {0} and {1}
  union all select n.nspname, format('%s %I.%I(%s)', case p.prokind when 'p' then 'procedure' else 'function' end, n.nspname, p.proname,
    pg_get_function_identity_arguments(p.oid)), '', p.proacl, acldefault('f', p.proowner), p.proowner, p.oid
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.proacl is not null and {0} and {2}
  union all select n.nspname, format('%s %I.%I', case t.typtype when 'd' then 'domain' else 'type' end, n.nspname, t.typname), '', t.typacl,
    acldefault('T', t.typowner), t.typowner, t.oid
  from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typacl is not null and t.typelem = 0 and {0} and {3}
  union all select n.nspname, format('schema %I', n.nspname), '', n.nspacl,
    acldefault('n', n.nspowner) || case n.nspname when 'public' then
      array[makeaclitem(0, n.nspowner, 'usage', false)] else '{{}}'::aclitem[] end,
    n.nspowner, n.oid
  from pg_namespace n where n.nspacl is not null and {0} and {4}
  union all select null, format('foreign server %I', s.srvname), '', s.srvacl, acldefault('S', s.srvowner), s.srvowner, s.oid
  from pg_foreign_server s where s.srvacl is not null and {5}
  union all select null, format('foreign data wrapper %I', w.fdwname), '', w.fdwacl, acldefault('F', w.fdwowner), w.fdwowner, w.oid
  from pg_foreign_data_wrapper w where w.fdwacl is not null and {6})",
      own_namespace,
      is_own("pg_class", "c.oid"),
      is_own("pg_proc", "p.oid"),
      is_own("pg_type", "t.oid"),
      is_own("pg_namespace", "n.oid"),
      is_own("pg_foreign_server", "s.oid"),
      is_own("pg_foreign_data_wrapper", "w.oid"));
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
                                 .comment = {},
                                 .comment_target = {}});
    }
  }
}

}  // namespace ormc::introspect
