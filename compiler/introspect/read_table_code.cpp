#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {
namespace {

/// Triggers of partitions that are clones of their parent's have that one as parent.
auto triggers_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('name', t.tgname, 'table', t.tgrelid::bigint,
    'definition', pg_get_triggerdef(t.oid), 'constraint', t.tgconstraint <> 0,
    'enabled', t.tgenabled, 'parent', nullif(t.tgparentid::bigint, 0),
    'parent_enabled', (select p.tgenabled from pg_trigger p where p.oid = t.tgparentid),
    'comment', coalesce(obj_description(t.oid, 'pg_trigger'),
                        obj_description(t.tgconstraint, 'pg_constraint'))))
from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
where not t.tgisinternal and {} and {}
order by t.tgrelid, t.tgname collate "C")",
      own_namespace,
      is_own("pg_trigger", "t.oid"));
}

/// `_RETURN` is what makes a view.
auto rules_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('name', r.rulename, 'table', r.ev_class::bigint,
    'definition', pg_get_ruledef(r.oid), 'enabled', r.ev_enabled,
    'comment', obj_description(r.oid, 'pg_rewrite')))
from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN' and {} and {}
order by r.ev_class, r.rulename collate "C")",
      own_namespace,
      is_own("pg_rewrite", "r.oid"));
}

auto policies_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('name', p.polname, 'table', p.polrelid::bigint,
    'permissive', p.polpermissive, 'command', p.polcmd,
    'roles', (select json_agg(case r when 0 then 'public' else quote_ident(pg_get_userbyid(r)) end order by i)
              from unnest(p.polroles) with ordinality as u(r, i)),
    'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid),
    'comment', obj_description(p.oid, 'pg_policy')))
from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
where {} order by p.polrelid, p.polname collate "C")",
      own_namespace);
}

auto statistics_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', s.oid::bigint, 'schema', n.nspname,
    'name', s.stxname, 'table', s.stxrelid::bigint,
    'definition', pg_get_statisticsobjdef(s.oid), 'target', nullif(s.stxstattarget, -1),
    'comment', obj_description(s.oid, 'pg_statistic_ext')))
from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
where {} and {} order by s.stxrelid, s.stxname collate "C")",
      own_namespace,
      is_own("pg_statistic_ext", "s.oid"));
}

}  // namespace

void read_table_code(DatabaseSession& session, Database& into) {
  for (const auto& row : catalogue_rows(session, triggers_query())) {
    into.triggers.push_back({.name = text(row, "name"),
                             .table = oid(row, "table"),
                             .definition = text(row, "definition"),
                             .is_constraint = flag(row, "constraint"),
                             .enabled = character(row, "enabled", 'O'),
                             .parent = oid(row, "parent"),
                             .parent_enabled = character(row, "parent_enabled", 'O'),
                             .comment = text(row, "comment")});
  }
  for (const auto& row : catalogue_rows(session, rules_query())) {
    into.rules.push_back({.name = text(row, "name"),
                          .table = oid(row, "table"),
                          .definition = text(row, "definition"),
                          .enabled = character(row, "enabled", 'O'),
                          .comment = text(row, "comment")});
  }
  for (const auto& row : catalogue_rows(session, policies_query())) {
    into.policies.push_back({.name = text(row, "name"),
                             .table = oid(row, "table"),
                             .permissive = flag(row, "permissive"),
                             .command = character(row, "command", '*'),
                             .roles = texts(row, "roles"),
                             .using_condition = text(row, "using"),
                             .check_condition = text(row, "check"),
                             .comment = text(row, "comment")});
  }
  for (const auto& row : catalogue_rows(session, statistics_query())) {
    auto& added = into.statistics.emplace_back();
    added.id = oid(row, "id");
    added.name = sql_name(row);
    added.table = oid(row, "table");
    added.definition = text(row, "definition");
    if (row.contains("target")) added.target = row.value("target", 0);
    added.comment = text(row, "comment");
  }
}

}  // namespace ormc::introspect
