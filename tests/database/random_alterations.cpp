#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "database/random_database.hpp"

namespace random_schema {
namespace {

/// What the queries below ask: the things of the database that are somebody's own.
constexpr auto things = std::string_view{R"(with
own as (select oid, nspname from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema'),
rel as (select c.oid, c.oid::regclass::text as t, c.relname, c.relkind as k, c.relispartition as part,
               case c.relkind when 'v' then 'view' when 'm' then 'materialized view'
                              when 'f' then 'foreign table' when 'S' then 'sequence' else 'table' end as word
        from pg_class c join own on own.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')),
tab as (select * from rel where k in ('r', 'p')),
col as (select tab.*, a.attname as c, a.attnum as n, format_type(a.atttypid, a.atttypmod) as type, a.atttypid,
               a.attnotnull, a.attidentity, a.attgenerated, a.atthasdef, pg_get_expr(d.adbin, d.adrelid) as def
        from tab join pg_attribute a on a.attrelid = tab.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum),
con as (select tab.t, tab.relname, x.*, pg_get_constraintdef(x.oid) as def
        from pg_constraint x join tab on tab.oid = x.conrelid),
ind as (select tab.t, i.indexrelid::regclass::text as i, i.*, pg_get_indexdef(i.indexrelid) as def,
               c.relname, (select nspname from own where own.oid = c.relnamespace) as schema,
               exists (select from pg_constraint x where x.conindid = i.indexrelid) as is_key
        from pg_index i join rel tab on tab.oid = i.indrelid join pg_class c on c.oid = i.indexrelid),
fun as (select p.oid::regprocedure::text as f, p.*, l.lanname,
               case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end as word
        from pg_proc p join own on own.oid = p.pronamespace join pg_language l on l.oid = p.prolang
        where not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                          and d.deptype = 'i')),
typ as (select y.oid::regtype::text as y, y.* from pg_type y join own on own.oid = y.typnamespace)
)"};

/// Queries for statements, one of which is run. Where `<name>` stands comes a name that is free.
constexpr auto alterations = std::to_array<std::string_view>({
    // columns
    "select format('alter table %s drop column %I cascade', t, c) from col",
    "select format('alter table %s drop column %I', t, c) from col",
    "select format('alter table %s rename column %I to <name>', t, c) from col",
    "select format('alter table %s alter %I %s not null', t, c, case when attnotnull then 'drop' "
    "else 'set' end) from col",
    "select format('alter table %s alter %I drop default', t, c) from col where atthasdef and "
    "attgenerated = ''",
    "select format('alter table %s alter %I set default %s', t, c, regexp_replace(def, '(\\d+)', "
    "'\\1::' || w)) "
    "from col, (values ('bigint'), ('smallint'), ('numeric'), ('int')) as w(w) where atthasdef and "
    "attgenerated = ''",
    "select format('alter table %s alter %I set default %s', t, c, v) from col, (values ('1'), "
    "('1::bigint'), ('(2.50)'), "
    "('''7'''), ('''7''::text'), ('now()'), ('true'), ('1 + 1'), ('(3)::numeric'), ('-1'), "
    "('''-1''::int'), ('abs(-4)')) as v(v)",
    "select format('alter table %s alter %I drop identity', t, c) from col where attidentity <> ''",
    "select format('alter table %s alter %I set generated %s set increment 3', t, c, w) from col, "
    "(values ('always'), ('by default')) as w(w) where attidentity <> ''",
    "select format('alter table %s alter %I add generated always as identity', t, c) from col "
    "where attnotnull",
    "select format('alter table %s alter %I drop expression', t, c) from col where attgenerated <> "
    "''",
    "select format('alter table %s alter %I type bigint', t, c) from col where type in ('integer', "
    "'smallint')",
    "select format('alter table %s alter %I type text', t, c) from col where type like "
    "'character%'",
    "select format('alter table %s alter %I type varchar(77) collate %s', t, c, w) from col, "
    "(values ('\"C\"'), ('\"default\"')) as w(w) where type like 'character%' or type = 'text'",
    "select format('alter table %s alter %I type numeric(20, 4)', t, c) from col where type like "
    "'numeric%'",
    "select format('alter table %s alter %I set storage %s', t, c, w) from col, (values ('plain'), "
    "('main'), ('external')) as w(w)",
    "select format('alter table %s alter %I set statistics %s', t, c, w) from col, (values (-1), "
    "(3), (99)) as w(w)",
    "select format('alter table %s alter %I set (n_distinct = 5)', t, c) from col",
    "select format('alter table %s alter %I set compression lz4', t, c) from col",
    "select format('comment on column %s.%I is <comment>', t, c) from col",
    "select format('comment on column %s.%I is null', t, c) from col where col_description(oid, n) "
    "is not null",
    "select format('alter table %s add column <name> int', t) from tab",
    "select format('alter table %s add column <name> text not null default %L', t, 'x') from tab",
    "select format('alter table %s add column <name> int generated always as (%s * 2) stored', t, "
    "n) "
    "from col",
    "select format('alter table %s add column <name> bigserial', t) from tab",
    "select format('alter table %s add column <name> int references %s', t, t) from tab",
    // tables
    "select format('alter %s %s rename to <name>', word, t) from rel",
    "select format('alter %s %s set schema %I', word, t, nspname) from rel, own",
    "select format('comment on %s %s is <comment>', word, t) from rel",
    "select format('comment on %s %s is null', word, t) from rel where obj_description(oid) is not "
    "null",
    "select format('drop %s %s cascade', word, t) from rel",
    "select format('drop %s %s', word, t) from rel",
    "select format('alter table %s set (fillfactor = 44)', t) from tab",
    "select format('alter table %s reset (fillfactor, parallel_workers)', t) from tab",
    "select format('alter table %s %s row level security', t, w) from tab, (values ('enable'), "
    "('disable'), ('force'), ('no force')) as w(w)",
    "select format('alter table %s replica identity %s', t, w) from tab, (values ('full'), "
    "('nothing'), ('default')) as w(w)",
    "select format('alter table %s set %s', t, w) from tab, (values ('logged'), ('unlogged')) as "
    "w(w)",
    "select format('alter table %s no inherit %s', inhrelid::regclass, inhparent::regclass) from "
    "pg_inherits join tab on tab.oid = inhrelid where not part",
    "select format('alter table %s inherit %s', a.t, b.t) from tab a, tab b where a.oid <> b.oid "
    "and a.k = 'r' and b.k = 'r'",
    "select format('alter table %s detach partition %s', inhparent::regclass, inhrelid::regclass) "
    "from pg_inherits join tab on tab.oid = inhrelid where part",
    "select format('create table <name> (like %s including all)', t) from tab",
    "select format('create table <name> partition of %s default', t) from tab where k = 'p'",
    // constraints
    "select format('alter table %s drop constraint %I', t, conname) from con",
    "select format('alter table %s drop constraint %I cascade', t, conname) from con",
    "select format('alter table %s rename constraint %I to <name>', t, conname) from con",
    "select format('alter table %s validate constraint %I', t, conname) from con where not "
    "convalidated",
    "select format('comment on constraint %I on %s is <comment>', conname, t) from con",
    "select format('alter table %s alter constraint %I deferrable initially %s', t, conname, w) "
    "from con, (values ('deferred'), ('immediate')) as w(w) where contype = 'f'",
    "select format('alter table %s drop constraint %I, add constraint %I %s', t, conname, conname, "
    "regexp_replace(def, '(\\d+)', '\\1::' || w)) from con, (values ('bigint'), ('smallint'), "
    "('numeric'), ('int')) as w(w) where contype = 'c'",
    "select format('alter table %s drop constraint %I, add constraint %I %s', t, conname, conname, "
    "regexp_replace(def, '(\\d+)', '\\1' || w)) from con, (values ('0'), ('.5'), (' + 1')) as w(w) "
    "where contype = 'c'",
    "select format('alter table %s drop constraint %I, add %s', t, conname, def) from con",
    "select format('alter table %s drop constraint %I, add constraint %I %s on delete %s', t, "
    "conname, conname, def, w) from con, "
    "(values ('cascade'), ('set null'), ('restrict')) as w(w) where contype = 'f' and def !~ ' ON "
    "'",
    "select format('alter table %s add check (%I is not null or %s)', t, c, v) from col, (values "
    "('1 > 0'), ('1::bigint > 0'), ('2 = 2.0'), ('true')) as v(v)",
    "select format('alter table %s add unique (%I)', t, c) from col",
    "select format('alter table %s add primary key (%I)', t, c) from col where attnotnull",
    "select format('alter table %s add foreign key (%I) references %s', t, c, (select min(t "
    "collate \"C\") from tab)) from col",
    // indexes
    "select format('drop index %s', i) from ind where not is_key",
    "select format('alter index %s rename to <name>', i) from ind",
    "select format('alter index %s set (fillfactor = 33)', i) from ind",
    "select format('comment on index %s is <comment>', i) from ind",
    "select format('alter index %s alter column 1 set statistics 12', i) from ind",
    "select format('drop index %s; %s', i, regexp_replace(def, '(\\d+)(?=[^\"]*$)', '\\1::' || w)) "
    "from ind, (values ('bigint'), ('int'), ('numeric')) as w(w) where not is_key and def ~ '\\d'",
    "select format('drop index %s; %s', i, regexp_replace(def, ' UNIQUE ', ' ')) from ind where "
    "not is_key and indisunique",
    "select format('create index on %s (%I%s)', t, c, w) from col, (values (''), (' desc'), (' "
    "nulls first')) as w(w)",
    "select format('create index on %s ((%I::text))', t, c) from col",
    "select format('alter table %s cluster on %I', t, relname) from ind",
    "select format('alter table %s set without cluster', t) from ind where indisclustered",
    "select format('alter table %s replica identity using index %I', t, relname) from ind where "
    "indisunique",
    // views
    "select format('create or replace view %s as %s', t, regexp_replace(pg_get_viewdef(oid), "
    "'\\m(\\d+)\\M', '\\1::' || w)) from rel, (values ('bigint'), ('smallint'), ('int'), "
    "('numeric')) as w(w) where k = 'v'",
    "select format('create or replace view %s as %s', t, regexp_replace(pg_get_viewdef(oid), "
    "'\\m(\\d+)\\M', '\\1' || w)) from rel, (values ('1'), (' + 1')) as w(w) where k = 'v'",
    "select format('create or replace view %s as select * from (%s) as again', t, "
    "rtrim(pg_get_viewdef(oid), ';')) from rel where k = 'v'",
    "select format('alter view %s rename column %I to <name>', t, attname) from rel join "
    "pg_attribute "
    "on attrelid = rel.oid where k = 'v'",
    "select format('alter view %s set (%s)', t, w) from rel, (values ('security_barrier'), "
    "('security_invoker'), ('security_barrier = false')) as w(w) where k = 'v'",
    "select format('alter view %s reset (security_barrier, security_invoker)', t) from rel where k "
    "= 'v'",
    "select format('alter view %s alter %I set default 1', t, attname) from rel join pg_attribute "
    "on attrelid = rel.oid where k = 'v'",
    "select format('comment on column %s.%I is <comment>', t, attname) from rel join pg_attribute "
    "on "
    "attrelid = rel.oid where k in ('v', 'm')",
    "select format('refresh materialized view %s with no data', t) from rel where k = 'm'",
    "select format('create view <name> as select * from %s', t) from rel where k <> 'S'",
    "select format('create materialized view <name> as select * from %s', t) from rel where k <> "
    "'S'",
    // routines
    "select format('drop %s %s', word, f) from fun",
    "select format('drop %s %s cascade', word, f) from fun",
    "select format('alter %s %s rename to <name>', word, f) from fun",
    "select format('alter %s %s set schema %I', word, f, nspname) from fun, own",
    "select format('alter function %s %s', f, w) from fun, (values ('immutable'), ('stable'), "
    "('volatile'), ('strict'), ('called on null input'), "
    "('security definer'), ('cost 33'), ('parallel safe'), ('set work_mem = ''3MB'''), ('reset "
    "all')) as w(w) where word = 'function'",
    "select format('comment on %s %s is <comment>', word, f) from fun where word <> 'aggregate'",
    "select regexp_replace(pg_get_functiondef(oid), '(AS \\$(?:function|procedure)\\$.*?)(\\d)', "
    "'\\1\\2::bigint') from fun where word <> 'aggregate'",
    "select regexp_replace(pg_get_functiondef(oid), '(DEFAULT \\d+)', '\\1::bigint') from fun "
    "where word <> "
    "'aggregate'",
    "select regexp_replace(pg_get_functiondef(oid), '(RETURN \\(?\\w+)', '\\1::bigint') from fun "
    "where word <> 'aggregate'",
    // types
    "select format('alter type %s rename to <name>', y) from typ where typtype in ('e', 'd', 'r') "
    "or "
    "exists (select from pg_class c where c.oid = typrelid and relkind = 'c')",
    "select format('alter type %s add value ''new''', y) from typ where typtype = 'e'",
    "select format('alter type %s add value ''before'' before %L', y, enumlabel) from typ join "
    "pg_enum on enumtypid = typ.oid",
    "select format('alter type %s rename value %L to ''other''', y, enumlabel) from typ join "
    "pg_enum on enumtypid = typ.oid",
    "select format('alter type %s add attribute <name> int cascade', y) from typ join pg_class c "
    "on "
    "c.oid = typrelid where relkind = 'c'",
    "select format('alter type %s drop attribute %I cascade', y, attname) from typ join pg_class c "
    "on c.oid = typrelid join pg_attribute on attrelid = c.oid where relkind = 'c'",
    "select format('alter type %s rename attribute %I to <name> cascade', y, attname) from typ "
    "join "
    "pg_class c on c.oid = typrelid join pg_attribute on attrelid = c.oid where relkind = 'c'",
    "select format('alter domain %s drop constraint %I', y, conname) from typ join pg_constraint "
    "on contypid = typ.oid",
    "select format('alter domain %s rename constraint %I to <name>', y, conname) from typ join "
    "pg_constraint on contypid = typ.oid",
    "select format('alter domain %s add check (value is not null)', y) from typ where typtype = "
    "'d'",
    "select format('alter domain %s %s not null', y, w) from typ, (values ('set'), ('drop')) as "
    "w(w) where typtype = 'd'",
    "select format('alter domain %s %s', y, w) from typ, (values ('drop default'), ('set default "
    "''1'''), ('set default 1'), ('set default 1::bigint')) as w(w) where typtype = 'd'",
    "select format('alter type %s set schema %I', y, nspname) from typ, own where typtype in ('e', "
    "'d', 'r')",
    "select format('comment on type %s is <comment>', y) from typ where typtype in ('e', 'd', 'r', "
    "'c')",
    "select format('drop type %s cascade', y) from typ where typtype in ('e', 'd', 'r', 'c')",
    // sequences
    "select format('alter sequence %s %s', t, w) from rel, (values ('increment 9'), ('as bigint'), "
    "('cycle'), ('no cycle'), ('cache 7'), ('owned by none'), ('start 3 minvalue 1')) as w(w) "
    "where k = 'S'",
    "select format('alter sequence %s owned by %s.%I', rel.t, col.t, c) from rel, col where rel.k "
    "= 'S'",
    // code of tables
    "select format('drop trigger %I on %s', tgname, t) from pg_trigger join rel on rel.oid = "
    "tgrelid where not tgisinternal",
    "select format('alter trigger %I on %s rename to <name>', tgname, t) from pg_trigger join rel "
    "on "
    "rel.oid = tgrelid where not tgisinternal",
    "select format('alter table %s %s trigger %I', t, w, tgname) from pg_trigger join rel on "
    "rel.oid = tgrelid, (values ('disable'), ('enable'), ('enable replica')) as w(w) where not "
    "tgisinternal",
    "select format('comment on trigger %I on %s is <comment>', tgname, t) from pg_trigger join rel "
    "on "
    "rel.oid = tgrelid where not tgisinternal",
    "select regexp_replace(pg_get_triggerdef(g.oid), 'CREATE (CONSTRAINT )?TRIGGER (\\S+) ', "
    "'CREATE \\1TRIGGER <name> ') from pg_trigger g join rel on rel.oid = tgrelid where not "
    "tgisinternal",
    "select format('drop trigger %I on %s; %s', tgname, t, "
    "regexp_replace(pg_get_triggerdef(g.oid), '(\\d+)', '\\1::bigint')) from pg_trigger g join rel "
    "on rel.oid = tgrelid where not tgisinternal",
    "select format('drop rule %I on %s', rulename, t) from pg_rewrite join rel on rel.oid = "
    "ev_class where rulename <> '_RETURN'",
    "select format('alter rule %I on %s rename to <name>', rulename, t) from pg_rewrite join rel "
    "on "
    "rel.oid = ev_class where rulename <> '_RETURN'",
    "select format('alter table %s %s rule %I', t, w, rulename) from pg_rewrite join rel on "
    "rel.oid = ev_class, (values ('disable'), ('enable')) as w(w) where rulename <> '_RETURN'",
    "select format('comment on rule %I on %s is <comment>', rulename, t) from pg_rewrite join rel "
    "on "
    "rel.oid = ev_class where rulename <> '_RETURN'",
    "select replace(regexp_replace(pg_get_ruledef(g.oid), '(\\d+)', '\\1::bigint'), 'CREATE RULE', "
    "'create or replace rule') from pg_rewrite g join rel on rel.oid = ev_class where rulename <> "
    "'_RETURN'",
    "select format('drop policy %I on %s', polname, t) from pg_policy join rel on rel.oid = "
    "polrelid",
    "select format('alter policy %I on %s rename to <name>', polname, t) from pg_policy join rel "
    "on "
    "rel.oid = polrelid",
    "select format('alter policy %I on %s to %s', polname, t, w) from pg_policy join rel on "
    "rel.oid = polrelid, (values ('public'), ('random_reader'), ('current_user')) as w(w)",
    "select format('alter policy %I on %s using (%s)', polname, t, "
    "regexp_replace(pg_get_expr(polqual, polrelid), '(\\d+)', '\\1::' || w)) from pg_policy join "
    "rel on rel.oid = polrelid, (values ('bigint'), ('int'), ('numeric')) as w(w) where polqual is "
    "not null",
    "select format('comment on policy %I on %s is <comment>', polname, t) from pg_policy join rel "
    "on "
    "rel.oid = polrelid",
    "select format('drop statistics %s', stxname) from pg_statistic_ext",
    "select format('alter statistics %I.%I set statistics 8', nspname, stxname) from "
    "pg_statistic_ext join own on own.oid = stxnamespace",
    "select format('alter statistics %I.%I rename to <name>', nspname, stxname) from "
    "pg_statistic_ext "
    "join own on own.oid = stxnamespace",
    "select format('create statistics <name> on %I, %I from %s', a.c, b.c, a.t) from col a join "
    "col b "
    "on a.oid = b.oid and a.n < b.n",
    // the rest
    "select format('grant %s on %s to %s', w, t, r) from rel, (values ('select'), ('all'), "
    "('update')) as w(w), (values ('public'), ('random_reader')) as r(r)",
    "select format('revoke all on %s from %s', t, r) from rel, (values ('public'), "
    "('random_reader'), ('\"random Writer\"'), ('orm')) as r(r)",
    "select format('grant select (%I) on %s to public', c, t) from col",
    "select format('revoke execute on %s %s from public', word, f) from fun where word <> "
    "'aggregate'",
    "select format('alter publication %I set (publish = ''update'')', pubname) from pg_publication",
    "select format('alter publication %I add table %s', pubname, t) from pg_publication, tab",
    "select format('drop publication %I', pubname) from pg_publication",
    "select format('alter schema %I rename to <name>', nspname) from own where nspname <> 'public'",
    "select format('comment on schema %I is <comment>', nspname) from own where nspname <> "
    "'public'",
    "select format('drop schema %I cascade', nspname) from own where nspname <> 'public'",
    "select format('drop owned by %s', r) from (values ('random_reader'), ('\"random Writer\"')) "
    "as r(r)",
});

/// `statement` with a name and a comment in it.
auto filled(Writer& writer, std::string statement) -> std::string {
  const auto fill = [&](std::string_view place, const std::string& text) {
    if (const auto at = statement.find(place); at != std::string::npos) {
      statement.replace(at, place.size(), text);
    }
  };
  fill("<name>", writer.name("other", 20));
  fill("<comment>", writer.comment());
  return statement;
}

}  // namespace

void alter(Writer& writer, Session& session) {
  const auto query = alterations[writer.pick(alterations.size())];
  auto statements = session.rows(fmt::format("{}{}", things, query));
  // The server writes the elements of an array that it casts in another way when it reads its own
  // text again.
  if (query.find("\\1::") != std::string_view::npos) {
    std::erase_if(statements, [](const std::string& statement) {
      return statement.find("ARRAY[") != std::string::npos;
    });
  }
  std::ranges::sort(statements);
  if (statements.empty()) return;
  writer.say(filled(writer, writer.any(statements)));
}

}  // namespace random_schema
