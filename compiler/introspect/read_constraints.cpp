#include <fmt/format.h>

#include <unordered_map>

#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {
namespace {

auto constraints_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', c.oid::bigint, 'kind', c.contype,
    'name', c.conname, 'table', c.conrelid::bigint, 'domain', c.contypid::bigint,
    'index', c.conindid::bigint, 'target', c.confrelid::bigint,
    'target_schema', (select m.nspname from pg_class t join pg_namespace m on m.oid = t.relnamespace
                      where t.oid = c.confrelid),
    'target_name', (select t.relname from pg_class t where t.oid = c.confrelid), 'columns',
      -- without those of the system, as `tableoid`
      to_json(array(select k from unnest(c.conkey) with ordinality u(k, n) where k > 0 order by n)),
    'target_columns', to_json(c.confkey), 'set_columns', to_json(c.confdelsetcols),
    'on_update', c.confupdtype, 'on_delete', c.confdeltype, 'match_full', c.confmatchtype = 'f',
    'deferrable', c.condeferrable, 'deferred', c.condeferred, 'validated', c.convalidated,
    'no_inherit', c.connoinherit, 'local', c.conislocal,
    'inherited', c.coninhcount > 0 or c.conparentid <> 0,
    'expression', pg_get_expr(c.conbin, c.conrelid), 'definition', pg_get_constraintdef(c.oid),
    'comment', obj_description(c.oid, 'pg_constraint')))
from pg_constraint c join pg_namespace n on n.oid = c.connamespace
where c.contype in ('c', 'f', 'p', 'u', 'x', 't') and {}
  -- Not the parts, one for each partition, of a foreign key to a partitioned table.
  and not exists (select from pg_constraint p where p.oid = c.conparentid and p.conrelid = c.conrelid)
order by c.conrelid, c.contypid, c.conname collate "C")",
      own_namespace);
}

auto constraint_of(const Json& row) -> Constraint {
  auto constraint = Constraint{};
  constraint.id = oid(row, "id");
  constraint.kind = static_cast<Constraint::Kind>(character(row, "kind", 'c'));
  constraint.name = text(row, "name");
  constraint.table = oid(row, "table");
  constraint.domain = oid(row, "domain");
  constraint.index = oid(row, "index");
  constraint.target = oid(row, "target");
  constraint.target_name = {text(row, "target_schema"), text(row, "target_name")};
  constraint.columns = numbers(row, "columns");
  constraint.target_columns = numbers(row, "target_columns");
  constraint.set_columns = numbers(row, "set_columns");
  constraint.on_update = character(row, "on_update", 'a');
  constraint.on_delete = character(row, "on_delete", 'a');
  constraint.match_full = flag(row, "match_full");
  constraint.deferrable = flag(row, "deferrable");
  constraint.deferred = flag(row, "deferred");
  constraint.validated = flag(row, "validated");
  constraint.no_inherit = flag(row, "no_inherit");
  constraint.is_local = flag(row, "local");
  constraint.inherited = flag(row, "inherited");
  constraint.expression = text(row, "expression");
  constraint.definition = text(row, "definition");
  constraint.comment = text(row, "comment");
  return constraint;
}

/// What was left of an index that failed while it was built concurrently is none.
/// `is_plain` is what `index (a, b)` says: nothing but columns, in the default order.
auto indexes_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', c.oid::bigint, 'schema', n.nspname,
    'name', c.relname, 'table', i.indrelid::bigint, 'definition', pg_get_indexdef(c.oid),
    'predicate', pg_get_expr(i.indpred, i.indrelid),
    'columns', to_json(i.indkey::int2[]), 'key_columns', i.indnkeyatts,
    'plain', m.amname = 'btree' and i.indexprs is null and i.indpred is null
      and c.reloptions is null and i.indnkeyatts = i.indnatts and not i.indnullsnotdistinct
      and not exists (select from unnest(i.indoption::int2[]) o where o <> 0)
      and pg_get_indexdef(c.oid) !~ ' (COLLATE|ASC|DESC) '
      and not exists (select from unnest(i.indclass::oid[]) k join pg_opclass q on q.oid = k
                      where not q.opcdefault)
      and not exists (select from unnest(i.indcollation::oid[], i.indkey::int2[]) k(collation_id, number)
                      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                      where a.attcollation <> k.collation_id),
    'unique', i.indisunique, 'nulls_not_distinct', i.indnullsnotdistinct,
    'clustered', i.indisclustered, 'replica_identity', i.indisreplident,
    'constraint', exists (select from pg_constraint k where k.conindid = c.oid
                          and k.contype in ('p', 'u', 'x')),
    'only', c.relkind = 'I' and not i.indisvalid, 'parent', (select h.inhparent::bigint from pg_inherits h where h.inhrelid = c.oid),
    'options', to_json(c.reloptions), 'tablespace', s.spcname,
    'comment', obj_description(c.oid, 'pg_class'),
    'element_names', (select json_agg(a.attname order by a.attnum) from pg_attribute a
                      where a.attrelid = c.oid and a.attnum > 0),
    'statistics', (select json_object_agg(a.attnum, a.attstattarget) from pg_attribute a
                   where a.attrelid = c.oid and a.attstattarget >= 0)))
from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
join pg_am m on m.oid = c.relam
left join pg_tablespace s on s.oid = c.reltablespace
where c.relpersistence <> 't' and i.indisready and (i.indisvalid or c.relkind = 'I')
  and {} and {}
order by i.indrelid, c.relname collate "C")",
      own_namespace,
      is_own("pg_class", "c.oid"));
}

auto index_of(const Json& row) -> Index {
  auto index = Index{};
  index.id = oid(row, "id");
  index.name = sql_name(row);
  index.table = oid(row, "table");
  index.definition = text(row, "definition");
  index.predicate = text(row, "predicate");
  index.columns = numbers(row, "columns");
  index.key_columns = row.value("key_columns", std::size_t{0});
  index.is_plain = flag(row, "plain");
  index.is_unique = flag(row, "unique");
  index.nulls_not_distinct = flag(row, "nulls_not_distinct");
  index.is_clustered = flag(row, "clustered");
  index.is_replica_identity = flag(row, "replica_identity");
  index.is_constraint = flag(row, "constraint");
  index.is_only = flag(row, "only");
  index.parent = oid(row, "parent");
  index.options = texts(row, "options");
  index.tablespace = text(row, "tablespace");
  index.comment = text(row, "comment");
  index.element_names = texts(row, "element_names");
  // A name of its own: the loop would outlive a temporary.
  const auto statistics = row.value("statistics", Json::object());
  for (const auto& [number, target] : statistics.items()) {
    index.statistics[std::stoi(number)] = target.get<int>();
  }
  return index;
}

}  // namespace

void read_constraints(DatabaseSession& session, Database& into) {
  auto domains = std::unordered_map<Oid, DomainType*>{};
  for (auto& domain : into.domains) domains.emplace(domain.id, &domain);
  for (const auto& row : catalogue_rows(session, constraints_query())) {
    auto constraint = constraint_of(row);
    if (constraint.domain == 0) {
      into.constraints.push_back(std::move(constraint));
    } else if (auto domain = domains.find(constraint.domain); domain != domains.end()) {
      domain->second->checks.push_back(std::move(constraint));
    }
  }
}

void read_indexes(DatabaseSession& session, Database& into) {
  for (const auto& row : catalogue_rows(session, indexes_query())) {
    into.indexes.push_back(index_of(row));
  }
}

}  // namespace ormc::introspect
