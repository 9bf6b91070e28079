#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {
namespace {

auto enums_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', t.oid::bigint, 'array', t.typarray::bigint,
    'schema', n.nspname, 'name', t.typname, 'comment', obj_description(t.oid, 'pg_type'),
    'labels', (select json_agg(l.enumlabel order by l.enumsortorder)
               from pg_enum l where l.enumtypid = t.oid)))
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'e' and {} and {}
order by n.nspname collate "C", t.typname collate "C")",
      own_namespace,
      is_own("pg_type", "t.oid"));
}

auto domains_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', t.oid::bigint, 'array', t.typarray::bigint,
    'schema', n.nspname, 'name', t.typname, 'comment', obj_description(t.oid, 'pg_type'),
    'base', t.typbasetype::bigint, 'base_text', format_type(t.typbasetype, t.typtypmod),
    'not_null', t.typnotnull,
    'default', coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)),
    'collation', case when t.typcollation <> u.typcollation then
      (select quote_ident(m.nspname) || '.' || quote_ident(c.collname)
       from pg_collation c join pg_namespace m on m.oid = c.collnamespace
       where c.oid = t.typcollation) end))
from pg_type t join pg_namespace n on n.oid = t.typnamespace
join pg_type u on u.oid = t.typbasetype
where t.typtype = 'd' and {} and {}
order by n.nspname collate "C", t.typname collate "C")",
      own_namespace,
      is_own("pg_type", "t.oid"));
}

auto ranges_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', t.oid::bigint, 'array', t.typarray::bigint,
    'schema', n.nspname, 'name', t.typname, 'comment', obj_description(t.oid, 'pg_type'),
    'subtype', r.rngsubtype::bigint, 'subtype_text', format_type(r.rngsubtype, null),
    'multirange_id', r.rngmultitypid::bigint, 'multirange_array', m.typarray::bigint,
    'multirange', m.typname, 'multirange_schema', nullif(mn.nspname, n.nspname),
    'opclass', case when not o.opcdefault then quote_ident(q.nspname) || '.' || quote_ident(o.opcname) end,
    'collation', case when r.rngcollation <> s.typcollation then
      (select quote_ident(m.nspname) || '.' || quote_ident(c.collname)
       from pg_collation c join pg_namespace m on m.oid = c.collnamespace
       where c.oid = r.rngcollation) end,
    'canonical', nullif(r.rngcanonical::text, '-'), 'difference', nullif(r.rngsubdiff::text, '-')))
from pg_type t join pg_namespace n on n.oid = t.typnamespace
join pg_range r on r.rngtypid = t.oid join pg_type s on s.oid = r.rngsubtype
join pg_type m on m.oid = r.rngmultitypid join pg_namespace mn on mn.oid = m.typnamespace
join pg_opclass o on o.oid = r.rngsubopc join pg_namespace q on q.oid = o.opcnamespace
where t.typtype = 'r' and {} and {}
order by n.nspname collate "C", t.typname collate "C")",
      own_namespace,
      is_own("pg_type", "t.oid"));
}

/// What stands between the parentheses of `create type`, without what goes without saying. Arrays
/// come with the types that they are of.
auto base_types_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', t.oid::bigint, 'array', nullif(t.typarray::bigint, 0),
    'schema', n.nspname, 'name', t.typname, 'comment', obj_description(t.oid, 'pg_type'),
    'clauses', case when t.typisdefined then to_json(array_remove(array[
      'input = ' || t.typinput::regproc, 'output = ' || t.typoutput::regproc,
      'receive = ' || nullif(t.typreceive::text, '-'), 'send = ' || nullif(t.typsend::text, '-'),
      'typmod_in = ' || nullif(t.typmodin::text, '-'), 'typmod_out = ' || nullif(t.typmodout::text, '-'),
      'analyze = ' || nullif(t.typanalyze::text, '-'),
      'internallength = ' || nullif(t.typlen, -1), case when t.typbyval then 'passedbyvalue' end,
      'alignment = ' || case t.typalign when 'c' then 'char' when 's' then 'int2' when 'd' then 'double' end,
      'storage = ' || case t.typstorage when 'e' then 'external' when 'x' then 'extended' when 'm' then 'main' end,
      'category = ' || quote_literal(nullif(t.typcategory, 'U')::text),
      case when t.typispreferred then 'preferred = true' end,
      'default = ' || coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)),
      'subscript = ' || nullif(t.typsubscript::text, '-'),
      'element = ' || format_type(nullif(t.typelem, 0), null),
      'delimiter = ' || quote_literal(nullif(t.typdelim, ',')::text),
      case when t.typcollation <> 0 then 'collatable = true' end], null)) end))
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where (t.typtype = 'b' or not t.typisdefined) and {} and {}
  and not exists (select from pg_type e where e.typarray = t.oid)
order by n.nspname collate "C", t.typname collate "C")",
      own_namespace,
      is_own("pg_type", "t.oid"));
}

/// Enters the array type of a type, and says which type it is.
auto enter(const Json& row, Database& into) -> Oid {
  if (auto array = oid(row, "array"); array != 0) into.arrays[array] = oid(row, "id");
  return oid(row, "id");
}

}  // namespace

void read_types(DatabaseSession& session, Database& into) {
  for (const auto& row : catalogue_rows(session, enums_query())) {
    into.enums.push_back(
        {enter(row, into), sql_name(row), texts(row, "labels"), text(row, "comment")});
  }
  for (const auto& row : catalogue_rows(session, domains_query())) {
    into.domains.push_back({.id = enter(row, into),
                            .name = sql_name(row),
                            .base = type_use(row, "base", "base_text"),
                            .not_null = flag(row, "not_null"),
                            .default_value = text(row, "default"),
                            .collation = text(row, "collation"),
                            .checks = {},
                            .comment = text(row, "comment")});
  }
  for (const auto& row : catalogue_rows(session, ranges_query())) {
    into.ranges.push_back({.id = enter(row, into),
                           .name = sql_name(row),
                           .subtype = type_use(row, "subtype", "subtype_text"),
                           .multirange = text(row, "multirange"),
                           .multirange_schema = text(row, "multirange_schema"),
                           .opclass = text(row, "opclass"),
                           .collation = text(row, "collation"),
                           .canonical = text(row, "canonical"),
                           .difference = text(row, "difference"),
                           .comment = text(row, "comment")});
  }
  for (const auto& row : catalogue_rows(session, base_types_query())) {
    into.base_types.push_back(
        {enter(row, into), sql_name(row), texts(row, "clauses"), text(row, "comment")});
  }
}

}  // namespace ormc::introspect
