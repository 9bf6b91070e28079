-- The same rows for every extension that the server could create; one set of tables each.
\qecho :head
create temp view extension_row as
select extension, 1 as part, 'Type' as kind, 'type_rows' as member, row, row_number() over (order by oid) as sort
  from type_rows where extension is not null
union all select extension, 2, 'Cast', 'cast_rows', row, row_number() over (order by castsource, casttarget)
  from cast_rows where extension is not null
union all select extension, 3, 'Function', 'function_rows', row, row_number() over (order by proname collate "C", oid)
  from function_rows where extension is not null
union all select extension, 4, 'Operator', 'operator_rows', row, row_number() over (order by oprname collate "C", oid)
  from operator_rows where extension is not null
union all select extension, 5, 'AccessMethod', 'method_rows', row, row_number() over (order by oid)
  from method_rows where extension is not null
union all select extension, 6, 'OperatorClass', 'class_rows', row, row_number() over (order by opcmethod, opcname collate "C", oid)
  from class_rows where extension is not null
union all select extension, 7, 'FamilyOperator', 'family_rows', row,
    row_number() over (order by amopfamily, amopstrategy, amoplefttype, amoprighttype, amopopr)
  from family_rows where extension is not null;

create temp view composite_list as
select extension, type, string_agg(row, ', ' order by attnum) as fields
from field_rows where extension is not null group by extension, type;

create temp view required as
select e.extname::text as extension, string_agg(pg_temp.quote(r.extname), ', ' order by r.extname) as names
from pg_depend d
join pg_extension e on e.oid = d.objid
join pg_extension r on r.oid = d.refobjid
where d.classid = 'pg_extension'::regclass and d.refclassid = 'pg_extension'::regclass
group by e.extname;

create function pg_temp.scope(name text) returns text immutable language sql as
  $$ select translate(name, '-', '_') $$;

select line from (
  select e.extname::text collate "C" as extension, 0 as part, 0::bigint as sort, format('namespace %s {', pg_temp.scope(e.extname)) as line
  from pg_extension e where e.extname <> 'plpgsql'
  union all
  select extension, 1, 0, format('constexpr std::string_view required[] = {%s};', names) from required
  union all
  select extension, 2, row_number() over (order by part, sort), line from function_lists where extension is not null
  union all
  select extension, 3, row_number() over (order by type), format('constexpr TypeField f_%s[] = {%s};', pg_temp.id(type), fields) from composite_list
  union all
  select extension, 4, 0, format('constexpr CompositeFields field_rows[] = {%s};',
      string_agg(format('{%s, f_%s}', pg_temp.id(type), pg_temp.id(type)), ', ' order by pg_temp.id(type)))
  from composite_list group by extension
  union all
  select extension, 10 + part, 0, format(E'constexpr %s %s[] = {\n%s};', kind, member, string_agg('    ' || row || E',\n', '' order by sort))
  from extension_row group by extension, part, kind, member
  union all
  select e.extname, 99, 0, format('}  // namespace %s', pg_temp.scope(e.extname)) from pg_extension e where e.extname <> 'plpgsql'
) as lines order by extension, part, sort;

\qecho '\nconstexpr Extension rows[] = {'
select format('    {%s, %s, %s, %s},', pg_temp.quote(e.extname),
  case when q.names is null then '{}' else pg_temp.scope(e.extname) || '::required' end,
  case when exists (select from composite_list c where c.extension = e.extname)
       then pg_temp.scope(e.extname) || '::field_rows' else '{}' end,
  (select string_agg(case when exists (select from extension_row r where r.extension = e.extname and r.member = m.name)
                          then pg_temp.scope(e.extname) || '::' || m.name else '{}' end, ', ' order by m.place)
   from unnest(array['type_rows', 'cast_rows', 'function_rows', 'operator_rows', 'method_rows',
                     'class_rows', 'family_rows']) with ordinality as m(name, place)))
from pg_extension e left join required q on q.extension = e.extname
where e.extname <> 'plpgsql' order by e.extname collate "C";
\qecho '};\n\n}  // namespace\n\nauto extensions() -> std::span<const Extension> { return rows; }\n\n}  // namespace ormc::catalog::tables'
