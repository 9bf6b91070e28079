#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {
namespace {

/// What stands between the parentheses of `create aggregate`, clause by clause.
constexpr auto aggregate_clauses = R"(to_json(array_remove(array[
      'sfunc = ' || a.aggtransfn, 'stype = ' || format_type(a.aggtranstype, null),
      'sspace = ' || nullif(a.aggtransspace, 0), 'finalfunc = ' || nullif(a.aggfinalfn::text, '-'),
      case when a.aggfinalextra then 'finalfunc_extra' end,
      case when a.aggfinalmodify <> case when a.aggkind = 'n' then 'r' else 'w' end then 'finalfunc_modify = ' ||
        case a.aggfinalmodify when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end end,
      'combinefunc = ' || nullif(a.aggcombinefn::text, '-'),
      'serialfunc = ' || nullif(a.aggserialfn::text, '-'),
      'deserialfunc = ' || nullif(a.aggdeserialfn::text, '-'),
      'initcond = ' || quote_literal(a.agginitval),
      'msfunc = ' || nullif(a.aggmtransfn::text, '-'), 'minvfunc = ' || nullif(a.aggminvtransfn::text, '-'),
      case when a.aggmtranstype <> 0 then 'mstype = ' || format_type(a.aggmtranstype, null) end,
      'msspace = ' || nullif(a.aggmtransspace, 0), 'mfinalfunc = ' || nullif(a.aggmfinalfn::text, '-'),
      case when a.aggmfinalextra then 'mfinalfunc_extra' end,
      case when a.aggmtranstype <> 0 and a.aggmfinalmodify <> 'r' then 'mfinalfunc_modify = ' ||
        case a.aggmfinalmodify when 's' then 'shareable' else 'read_write' end end,
      'minitcond = ' || quote_literal(a.aggminitval),
      (select 'sortop = operator(' || quote_ident(m.nspname) || '.' || o.oprname || ')'
       from pg_operator o join pg_namespace m on m.oid = o.oprnamespace where o.oid = a.aggsortop),
      case p.proparallel when 's' then 'parallel = safe' when 'r' then 'parallel = restricted' end,
      case when a.aggkind = 'h' then 'hypothetical' end], null)))";

/// Functions that a range type brings depend on it internally.
auto routines_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', p.oid::bigint, 'kind', p.prokind,
    'schema', n.nspname, 'name', p.proname, 'result', p.prorettype::bigint,
    'result_text', format_type(nullif(p.prorettype, 0), null), 'returns_set', p.proretset,
    'parameters', (select json_agg(json_build_object(
        'mode', coalesce(p.proargmodes[i], 'i'), 'name', coalesce(p.proargnames[i], ''),
        'type', t::bigint, 'type_text', format_type(t, null),
        'default', coalesce(pg_get_function_arg_default(p.oid, i::int), '')) order by i)
      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as u(t, i)),
    'language', l.lanname, 'body', p.prosrc, 'sql_body', pg_get_function_sqlbody(p.oid),
    'binary', p.probin, 'volatility', p.provolatile, 'parallel', p.proparallel,
    'strict', p.proisstrict, 'security_definer', p.prosecdef, 'leakproof', p.proleakproof,
    'cost', nullif(p.procost, case when l.lanname in ('c', 'internal') then 1 else 100 end),
    'rows', nullif(nullif(p.prorows, 1000), 0), 'support', nullif(p.prosupport::text, '-'),
    'settings', to_json(p.proconfig),
    'transforms', (select json_agg(format_type(t, null)) from unnest(p.protrftypes) t),
    'identity', pg_get_function_identity_arguments(p.oid),
    'needs', case when p.prosqlbody is not null then
      (select json_agg(distinct d.refobjid::bigint) from pg_depend d where d.classid = 'pg_proc'::regclass
       and d.objid = p.oid and d.deptype = 'n'
       and d.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass)) end,
    'comment', obj_description(p.oid, 'pg_proc'),
    'aggregate_kind', a.aggkind, 'direct_arguments', a.aggnumdirectargs,
    'definition', case when a.aggfnoid is not null then {} end))
from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
left join pg_aggregate a on a.aggfnoid = p.oid
where {} and not exists (select from pg_depend own where own.classid = 'pg_proc'::regclass
  and own.objid = p.oid and own.deptype in ('e', 'i'))
order by n.nspname collate "C", p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C")",
      aggregate_clauses,
      own_namespace);
}

auto parameters_of(const Json& row) -> std::vector<Parameter> {
  auto parameters = std::vector<Parameter>{};
  for (const auto& each : row.value("parameters", Json::array())) {
    parameters.push_back({text(each, "mode"),
                          text(each, "name"),
                          type_use(each, "type", "type_text"),
                          text(each, "default")});
  }
  return parameters;
}

auto routine_of(const Json& row) -> Routine {
  auto routine = Routine{};
  routine.id = oid(row, "id");
  routine.kind = static_cast<Routine::Kind>(character(row, "kind", 'f'));
  routine.name = sql_name(row);
  routine.parameters = parameters_of(row);
  routine.result = type_use(row, "result", "result_text");
  routine.returns_set = flag(row, "returns_set");
  routine.language = text(row, "language");
  routine.body = text(row, "body");
  routine.sql_body = text(row, "sql_body");
  routine.binary = text(row, "binary");
  routine.volatility = character(row, "volatility", 'v');
  routine.parallel = character(row, "parallel", 'u');
  routine.strict = flag(row, "strict");
  routine.security_definer = flag(row, "security_definer");
  routine.leakproof = flag(row, "leakproof");
  routine.cost = row.value("cost", 0.0);
  routine.rows = row.value("rows", 0.0);
  routine.support = text(row, "support");
  routine.settings = texts(row, "settings");
  routine.transforms = texts(row, "transforms");
  routine.identity = text(row, "identity");
  routine.needs = row.value("needs", std::vector<Oid>{});
  routine.comment = text(row, "comment");
  routine.definition = texts(row, "definition");
  routine.direct_arguments = row.value("direct_arguments", std::size_t{0});
  routine.aggregate_kind = character(row, "aggregate_kind", 'n');
  return routine;
}

auto operators_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', o.oid::bigint, 'schema', n.nspname,
    'name', o.oprname, 'left', o.oprleft::bigint, 'left_text', format_type(nullif(o.oprleft, 0), null),
    'right', o.oprright::bigint, 'right_text', format_type(nullif(o.oprright, 0), null),
    'function_schema', m.nspname, 'function', p.proname,
    'definition', to_json(array_remove(array[
      (select 'commutator = operator(' || quote_ident(k.nspname) || '.' || q.oprname || ')'
       from pg_operator q join pg_namespace k on k.oid = q.oprnamespace where q.oid = o.oprcom),
      (select 'negator = operator(' || quote_ident(k.nspname) || '.' || q.oprname || ')'
       from pg_operator q join pg_namespace k on k.oid = q.oprnamespace where q.oid = o.oprnegate),
      'restrict = ' || nullif(o.oprrest::text, '-'), 'join = ' || nullif(o.oprjoin::text, '-'),
      case when o.oprcanhash then 'hashes' end, case when o.oprcanmerge then 'merges' end], null)),
    'comment', obj_description(o.oid, 'pg_operator')))
from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
join pg_proc p on p.oid = o.oprcode join pg_namespace m on m.oid = p.pronamespace
where {} and {}
order by n.nspname collate "C", o.oprname collate "C", o.oprleft::regtype::text collate "C",
  o.oprright::regtype::text collate "C")",
      own_namespace,
      is_own("pg_operator", "o.oid"));
}

}  // namespace

void read_routines(DatabaseSession& session, Database& into) {
  for (const auto& row : catalogue_rows(session, routines_query())) {
    into.routines.push_back(routine_of(row));
  }
  for (const auto& row : catalogue_rows(session, operators_query())) {
    into.operators.push_back({.id = oid(row, "id"),
                              .name = sql_name(row),
                              .left = type_use(row, "left", "left_text"),
                              .right = type_use(row, "right", "right_text"),
                              .function = {text(row, "function_schema"), text(row, "function")},
                              .definition = texts(row, "definition"),
                              .comment = text(row, "comment")});
  }
}

}  // namespace ormc::introspect
