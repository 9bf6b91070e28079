#include "introspect/describe_extension.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace ormc::introspect {
namespace {

using Json = nlohmann::ordered_json;

/// What all queries begin with: the objects of the extension named $1, numbered by name, and how
/// types are called in the file.
constexpr auto common = R"(
with extension as materialized (
  select x.oid, x.extnamespace, exists (
    select from pg_catalog.pg_available_extension_versions v
    where v.name = x.extname and v.version = x.extversion and v.schema is not null) as is_fixed
  from pg_catalog.pg_extension x where x.extname = $1),
member as (
  select d.classid, d.objid from pg_catalog.pg_depend d join extension e on d.refobjid = e.oid
  where d.refclassid = 'pg_catalog.pg_extension'::regclass and d.deptype = 'e'),
member_type as (
  select objid as oid from member where classid = 'pg_catalog.pg_type'::regclass
  union select t.oid from member m join pg_catalog.pg_type t on t.typrelid = m.objid
  where m.classid = 'pg_catalog.pg_class'::regclass),
own_type as (
  select oid from member_type
  union select t.typarray from member_type o join pg_catalog.pg_type t on t.oid = o.oid
  where t.typarray <> 0),
type_name as materialized (
  select t.oid, case when o.oid is not null and t.typnamespace = e.extnamespace and not e.is_fixed
                     then '' else n.nspname end || '.' || t.typname as name
  from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
  cross join extension e left join own_type o on o.oid = t.oid),
argument_names as materialized (
  select p.oid, array(select t.typname::text from unnest(p.proargtypes) with ordinality as u(a, i)
                      join pg_catalog.pg_type t on t.oid = u.a order by i) as names
  from pg_catalog.pg_proc p join member m on m.objid = p.oid
  where m.classid = 'pg_catalog.pg_proc'::regclass),
own_function as materialized (
  select p.oid, row_number() over (order by p.proname collate "C", a.names::text collate "C") as number
  from pg_catalog.pg_proc p join argument_names a on a.oid = p.oid),
own_operator as materialized (
  select o.oid, row_number() over (order by o.oprname collate "C", l.name collate "C",
                                            r.name collate "C") as number
  from pg_catalog.pg_operator o join member m on m.objid = o.oid
  left join type_name l on l.oid = o.oprleft left join type_name r on r.oid = o.oprright
  where m.classid = 'pg_catalog.pg_operator'::regclass),
own_method as materialized (
  select a.oid, row_number() over (order by a.amname collate "C") as number
  from pg_catalog.pg_am a join member m on m.objid = a.oid
  where m.classid = 'pg_catalog.pg_am'::regclass and a.amtype = 'i'),
own_family as materialized (
  select f.oid, row_number() over (order by a.amname collate "C", f.opfname collate "C") as number
  from pg_catalog.pg_opfamily f join member m on m.objid = f.oid
  join pg_catalog.pg_am a on a.oid = f.opfmethod
  where m.classid = 'pg_catalog.pg_opfamily'::regclass)
)";

/// A type as the file names it, null for none.
auto type(std::string_view oid) -> std::string {
  return fmt::format("(select name from type_name where oid = {})", oid);
}

/// The number of a function, operator, ... in the file; below zero that of one of PostgreSQL's own.
auto number(std::string_view own, std::string_view oid) -> std::string {
  return fmt::format(
      "coalesce((select number from {0} numbered where numbered.oid = {1}),"
      " case when {1}::oid > 0 and {1}::oid < 16384 then -({1}::oid::bigint) end)",
      own,
      oid);
}

/// The schema of an object, null where the extension is, if that may be chosen.
auto schema(std::string_view oid) -> std::string {
  return fmt::format(
      "(select nspname from pg_catalog.pg_namespace n, extension e"
      " where n.oid = {0} and (n.oid <> e.extnamespace or e.is_fixed))",
      oid);
}

auto types_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('type', {}, 'kind', t.typtype, 'category',
    t.typcategory, 'preferred', nullif(t.typispreferred, false), 'modifiers',
    nullif(t.typmodin <> 0, false), 'collatable', nullif(t.typcollation <> 0, false), 'not_null',
    nullif(t.typnotnull, false), 'text_only', nullif(t.typtype = 'b' and t.typsend = 0, false),
    'subscript', case t.typsubscript::oid
      when 0 then null
      when 'pg_catalog.array_subscript_handler'::regproc::oid then 'array'
      when 'pg_catalog.raw_array_subscript_handler'::regproc::oid then 'fixed_array'
      else 'keyed' end,
    'length', t.typlen, 'element', {}, 'array', {}, 'base', {},
    'base_modifier', nullif(t.typtypmod, -1), 'subtype', {}, 'range', {}, 'multirange', {},
    'relation', nullif(coalesce(c.relkind in ('r', 'v'), false), false),
    'fields', (select json_agg(json_strip_nulls(json_build_object('name', a.attname, 'type', {},
        'modifier', nullif(a.atttypmod, -1), 'not_null',
        nullif(a.attnotnull and c.relkind = 'r', false))) order by a.attnum)
      from pg_catalog.pg_attribute a
      where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped),
    'labels', (select json_agg(l.enumlabel order by l.enumsortorder)
      from pg_catalog.pg_enum l where l.enumtypid = t.oid)))
from own_type o join pg_catalog.pg_type t on t.oid = o.oid
left join pg_catalog.pg_class c on c.oid = t.typrelid
left join pg_catalog.pg_range r on r.rngtypid = t.oid
left join pg_catalog.pg_range m on m.rngmultitypid = t.oid
order by {} collate "C")",
      type("t.oid"),
      type("t.typelem"),
      type("t.typarray"),
      type("t.typbasetype"),
      type("coalesce(r.rngsubtype, m.rngsubtype)"),
      type("m.rngtypid"),
      type("r.rngmultitypid"),
      type("a.atttypid"),
      type("t.oid"));
}

auto casts_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('source', {0}, 'target', {1}, 'function', {2},
    'context', c.castcontext, 'method', c.castmethod))
from pg_catalog.pg_cast c join member m on m.objid = c.oid
where m.classid = 'pg_catalog.pg_cast'::regclass order by {0} collate "C", {1} collate "C")",
      type("c.castsource"),
      type("c.casttarget"),
      number("own_function", "c.castfunc"));
}

/// A function that an index compares with is never NULL for what is not: see generated/README.md.
auto functions_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('schema', {}, 'name', p.proname, 'kind',
    nullif(p.prokind, 'f'), 'volatility', p.provolatile, 'aggregate', a.aggkind, 'direct',
    nullif(a.aggnumdirectargs, 0), 'strict', nullif(p.proisstrict, false), 'set',
    nullif(p.proretset, false), 'defaults', nullif(p.pronargdefaults, 0), 'variadic', {}, 'result', {},
    'arguments', (select json_agg({} order by i) from unnest(p.proargtypes) with ordinality as u(a, i)),
    'names', case when p.proargnames is not null then
      (select json_agg(coalesce(p.proargnames[i], '') order by i)
       from generate_series(1, coalesce(array_length(p.proallargtypes, 1), p.pronargs)) as i
       where p.proargmodes is null or p.proargmodes[i] in ('i', 'b', 'v')) end,
    'columns', (select json_agg(json_build_object('name', coalesce(p.proargnames[i], ''), 'type', {})
         order by i) from generate_series(1, array_length(p.proallargtypes, 1)) as i
       where p.proargmodes[i] in ('o', 'b', 't')),
    'comparison', nullif(p.proisstrict and exists (select from pg_catalog.pg_amop x
       join pg_catalog.pg_operator q on q.oid = x.amopopr join pg_catalog.pg_am y on y.oid = x.amopmethod
       where q.oprcode = p.oid and y.amname in ('btree', 'hash')), false)))
from own_function o join pg_catalog.pg_proc p on p.oid = o.oid
left join pg_catalog.pg_aggregate a on a.aggfnoid = p.oid order by o.number)",
      schema("p.pronamespace"),
      type("p.provariadic"),
      type("p.prorettype"),
      type("u.a"),
      type("p.proallargtypes[i]"));
}

auto operators_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('schema', {}, 'name', o.oprname, 'left', {},
    'right', {}, 'result', {}, 'function', {}, 'commutator', {}, 'negator', {}, 'hash',
    nullif(o.oprcanhash, false), 'merge', nullif(o.oprcanmerge, false)))
from own_operator w join pg_catalog.pg_operator o on o.oid = w.oid order by w.number)",
      schema("o.oprnamespace"),
      type("o.oprleft"),
      type("o.oprright"),
      type("o.oprresult"),
      number("own_function", "o.oprcode"),
      number("own_operator", "o.oprcom"),
      number("own_operator", "o.oprnegate"));
}

auto methods_query() -> std::string {
  return R"(select json_strip_nulls(json_build_object('name', a.amname,
    'order', nullif(pg_catalog.pg_indexam_has_property(a.oid, 'can_order'), false),
    'unique', nullif(pg_catalog.pg_indexam_has_property(a.oid, 'can_unique'), false),
    'multi_column', nullif(pg_catalog.pg_indexam_has_property(a.oid, 'can_multi_col'), false),
    'include', nullif(pg_catalog.pg_indexam_has_property(a.oid, 'can_include'), false),
    'exclude', nullif(pg_catalog.pg_indexam_has_property(a.oid, 'can_exclude'), false)))
from own_method o join pg_catalog.pg_am a on a.oid = o.oid order by o.number)";
}

auto classes_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('schema', {}, 'name', c.opcname, 'method', {},
    'family', {}, 'input', {}, 'default', nullif(c.opcdefault, false)))
from pg_catalog.pg_opclass c join member m on m.objid = c.oid
join pg_catalog.pg_am a on a.oid = c.opcmethod
where m.classid = 'pg_catalog.pg_opclass'::regclass
order by a.amname collate "C", c.opcname collate "C")",
      schema("c.opcnamespace"),
      number("own_method", "c.opcmethod"),
      number("own_family", "c.opcfamily"),
      type("c.opcintype"));
}

auto family_operators_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('family', {0}, 'left', {1}, 'right', {2},
    'operator', {3}, 'strategy', a.amopstrategy, 'ordering', nullif(a.amoppurpose = 'o', false)))
from pg_catalog.pg_amop a
where exists (select from own_family f where f.oid = a.amopfamily)
   or exists (select from own_operator o where o.oid = a.amopopr)
order by {0}, a.amopstrategy, {1} collate "C", {2} collate "C", {3})",
      number("own_family", "a.amopfamily"),
      type("a.amoplefttype"),
      type("a.amoprighttype"),
      number("own_operator", "a.amopopr"));
}

auto rows(DatabaseSession& session,
          const std::string& name,
          const std::string& query,
          const std::vector<std::string>& more = {}) -> Json {
  auto parameters = std::vector<std::string>{name};
  parameters.insert(parameters.end(), more.begin(), more.end());
  auto result = session.query((common + query).c_str(), parameters);
  auto list = Json::array();
  for (auto i = 0; i < PQntuples(result.get()); ++i) {
    list.push_back(Json::parse(PQgetvalue(result.get(), i, 0)));
  }
  return list;
}

/// What stands under a key of a value is the handler's secret: it is known by trying.
void find_keyed_elements(DatabaseSession& session, const std::string& name, Json& types) {
  for (auto& type : types) {
    if (type.value("subscript", std::string{}) != "keyed") continue;
    auto reference = type["type"].get<std::string>();
    auto spelled = rows(session,
                        name,
                        "select to_json(oid::regtype::text) from type_name where $2 = name",
                        {reference});
    auto found =
        session.query(fmt::format("select n.nspname || '.' || t.typname from pg_catalog.pg_type t"
                                  " join pg_catalog.pg_namespace n on n.oid = t.typnamespace"
                                  " where t.oid = pg_typeof((null::{})['key'])::oid",
                                  spelled.front().get<std::string>())
                          .c_str());
    type["element"] = PQgetvalue(found.get(), 0, 0);
  }
}

}  // namespace

auto describe_extension(DatabaseSession& session, const std::string& name) -> Json {
  auto extension = Json{{"name", name}};
  extension["version"] = rows(session,
                              name,
                              "select to_json(x.extversion) from pg_catalog.pg_extension x"
                              " join extension e on e.oid = x.oid")
                             .front();
  extension["requires"] = rows(
      session,
      name,
      "select to_json(r.extname) from pg_catalog.pg_depend d join extension e on e.oid = d.objid"
      " join pg_catalog.pg_extension r on r.oid = d.refobjid"
      " where d.classid = 'pg_catalog.pg_extension'::regclass"
      " and d.refclassid = 'pg_catalog.pg_extension'::regclass order by r.extname");
  extension["types"] = rows(session, name, types_query());
  find_keyed_elements(session, name, extension["types"]);
  extension["casts"] = rows(session, name, casts_query());
  extension["functions"] = rows(session, name, functions_query());
  extension["operators"] = rows(session, name, operators_query());
  extension["access_methods"] = rows(session, name, methods_query());
  extension["families"] = rows(session, name, "select to_json(count(*)) from own_family").front();
  extension["operator_classes"] = rows(session, name, classes_query());
  extension["family_operators"] = rows(session, name, family_operators_query());
  return extension;
}

}  // namespace ormc::introspect
