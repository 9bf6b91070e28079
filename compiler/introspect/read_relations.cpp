#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "introspect/boolean_groups.hpp"
#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {
namespace {

auto relations_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', c.oid::bigint, 'kind', c.relkind,
    'schema', n.nspname, 'name', c.relname, 'row_type', c.reltype::bigint,
    'array', t.typarray::bigint, 'unlogged', c.relpersistence = 'u',
    'options', to_json(c.reloptions),
    'toast_options', (select to_json(o.reloptions) from pg_class o where o.oid = c.reltoastrelid),
    'tablespace', s.spcname, 'access_method', nullif(m.amname, 'heap'),
    'replica_identity', c.relreplident, 'row_security', c.relrowsecurity,
    'row_security_forced', c.relforcerowsecurity,
    'parents', (select json_agg(i.inhparent::bigint order by i.inhseqno)
                from pg_inherits i where i.inhrelid = c.oid),
    'partition_key', case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end,
    'partition_bound', pg_get_expr(c.relpartbound, c.oid),
    'of_type', nullif(c.reloftype::bigint, 0), 'of_type_text', format_type(nullif(c.reloftype, 0), null),
    'definition', case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) end,
    'whole_definition', case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
    'populated', c.relispopulated, 'server', v.srvname, 'foreign_options', to_json(f.ftoptions),
    'comment', coalesce(obj_description(c.oid, 'pg_class'),
                        case when c.relkind = 'c' then obj_description(c.reltype, 'pg_type') end)))
from pg_class c join pg_namespace n on n.oid = c.relnamespace
left join pg_type t on t.oid = c.reltype
left join pg_tablespace s on s.oid = c.reltablespace
left join pg_am m on m.oid = c.relam
left join pg_foreign_table f on f.ftrelid = c.oid
left join pg_foreign_server v on v.oid = f.ftserver
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and c.relpersistence <> 't' and {} and {} and {}
order by n.nspname collate "C", c.relname collate "C")",
      own_namespace,
      is_own("pg_class", "c.oid"),
      is_own("pg_type", "c.reltype"));
}

auto columns_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('table', c.oid::bigint, 'name', a.attname,
    'number', a.attnum, 'type', a.atttypid::bigint, 'type_text', format_type(a.atttypid, a.atttypmod),
    'not_null', nullif(a.attnotnull, false), 'identity', nullif(a.attidentity, ''),
    'generated', nullif(a.attgenerated <> '', false), 'default', pg_get_expr(d.adbin, d.adrelid),
    'collation', case when a.attcollation <> t.typcollation then
      (select quote_ident(m.nspname) || '.' || quote_ident(l.collname)
       from pg_collation l join pg_namespace m on m.oid = l.collnamespace
       where l.oid = a.attcollation) end,
    'storage', case when a.attstorage <> t.typstorage then
      case a.attstorage when 'p' then 'plain' when 'm' then 'main' when 'e' then 'external'
        else 'extended' end end,
    'compression', case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end,
    'statistics', nullif(a.attstattarget, -1), 'options', to_json(a.attoptions),
    'foreign_options', to_json(a.attfdwoptions), 'local', nullif(a.attislocal, true),
    'inherited', nullif(a.attinhcount > 0, false), 'comment', col_description(c.oid, a.attnum)))
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and c.relpersistence <> 't' and {}
order by c.oid, a.attnum)",
      own_namespace);
}

auto column_of(const Json& row) -> Column {
  auto column = Column{};
  column.name = text(row, "name");
  column.number = row.value("number", 0);
  column.type = type_use(row, "type", "type_text");
  column.not_null = flag(row, "not_null");
  column.identity = character(row, "identity", '\0');
  column.generated = flag(row, "generated");
  column.default_value = text(row, "default");
  column.collation = text(row, "collation");
  column.storage = text(row, "storage");
  column.compression = text(row, "compression");
  if (row.contains("statistics")) column.statistics = row.value("statistics", 0);
  column.options = texts(row, "options");
  column.foreign_options = texts(row, "foreign_options");
  column.is_local = row.value("local", true);
  column.inherited = flag(row, "inherited");
  column.comment = text(row, "comment");
  return column;
}

auto relation_of(const Json& row) -> Relation {
  auto relation = Relation{};
  relation.id = oid(row, "id");
  relation.kind = static_cast<Relation::Kind>(character(row, "kind", 'r'));
  relation.name = sql_name(row);
  relation.row_type = oid(row, "row_type");
  relation.unlogged = flag(row, "unlogged");
  relation.options = texts(row, "options");
  relation.toast_options = texts(row, "toast_options");
  relation.tablespace = text(row, "tablespace");
  relation.access_method = text(row, "access_method");
  relation.replica_identity = character(row, "replica_identity", 'd');
  relation.row_security = flag(row, "row_security");
  relation.row_security_forced = flag(row, "row_security_forced");
  relation.parents = row.value("parents", std::vector<Oid>{});
  relation.partition_key = text(row, "partition_key");
  relation.partition_bound = text(row, "partition_bound");
  relation.of_type = type_use(row, "of_type", "of_type_text");
  const auto whole = query_with_boolean_groups(text(row, "whole_definition"));
  relation.definition = whole ? *whole : text(row, "definition");
  relation.is_populated = flag(row, "populated");
  relation.server = text(row, "server");
  relation.foreign_options = texts(row, "foreign_options");
  relation.comment = text(row, "comment");
  return relation;
}

auto sequences_query() -> std::string {
  return fmt::format(
      R"(select json_strip_nulls(json_build_object('id', c.oid::bigint, 'schema', n.nspname,
    'name', c.relname, 'type', format_type(s.seqtypid, null), 'start', s.seqstart,
    'increment', s.seqincrement, 'minimum', s.seqmin, 'maximum', s.seqmax, 'cache', s.seqcache,
    'cycle', s.seqcycle, 'unlogged', c.relpersistence = 'u', 'owner', d.refobjid::bigint,
    'owner_column', d.refobjsubid, 'internal', d.deptype = 'i',
    'comment', obj_description(c.oid, 'pg_class')))
from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
  and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
where c.relpersistence <> 't' and {} and {}
order by n.nspname collate "C", c.relname collate "C")",
      own_namespace,
      is_own("pg_class", "c.oid"));
}

}  // namespace

void read_relations(DatabaseSession& session, Database& into) {
  auto places = std::unordered_map<Oid, std::size_t>{};
  for (const auto& row : catalogue_rows(session, relations_query())) {
    places.emplace(oid(row, "id"), into.relations.size());
    if (auto array = oid(row, "array"); array != 0) into.arrays[array] = oid(row, "row_type");
    into.relations.push_back(relation_of(row));
  }
  for (const auto& row : catalogue_rows(session, columns_query())) {
    auto place = places.find(oid(row, "table"));
    if (place != places.end()) into.relations[place->second].columns.push_back(column_of(row));
  }
}

void read_sequences(DatabaseSession& session, Database& into) {
  for (const auto& row : catalogue_rows(session, sequences_query())) {
    into.sequences.push_back({.id = oid(row, "id"),
                              .name = sql_name(row),
                              .type = text(row, "type"),
                              .start = row.value("start", std::int64_t{1}),
                              .increment = row.value("increment", std::int64_t{1}),
                              .minimum = row.value("minimum", std::int64_t{1}),
                              .maximum = row.value("maximum", std::int64_t{1}),
                              .cache = row.value("cache", std::int64_t{1}),
                              .cycle = flag(row, "cycle"),
                              .unlogged = flag(row, "unlogged"),
                              .owner = oid(row, "owner"),
                              .owner_column = row.value("owner_column", 0),
                              .internal = flag(row, "internal"),
                              .comment = text(row, "comment")});
  }
}

}  // namespace ormc::introspect
