-- Which functions return NULL for arguments that are not. PostgreSQL does not say, so it is tried out:
-- every function that only computes is called with all sorts of values, and each that ever answers
-- NULL is struck off. What is claimed of the rest is decided at the end of the file.
set client_min_messages = error;
drop schema if exists catalog_work cascade;
create schema catalog_work;
set search_path = catalog_work, pg_catalog;
set timezone = 'UTC';

create type catalog_work.shade as enum ('light', 'dark');
create type catalog_work.pair as (a int, b text);
create table catalog_work.null_behavior (function oid primary key, behavior text not null);
create table catalog_work.sample (type regtype, value text);

-- Ordinary values and those at the edges: empty, extreme, infinite, not a number, words that mean
-- something to one function or another.
insert into sample
select t::regtype, v from (values
  ('bool', array['true', 'false']),
  ('int2', array['0', '1', '-1', '7', '32767', '-32768']),
  ('int4', array['0', '1', '-1', '2', '10', '2147483647', '-2147483648', '2000']),
  ('int8', array['0', '1', '-1', '3', '100', '9223372036854775807', '-9223372036854775808']),
  ('float4', array['0', '1.5', '-2', 'NaN', 'Infinity', '-Infinity', '1e30']),
  ('float8', array['0', '-0', '0.5', '1.5', '-2', 'NaN', 'Infinity', '-Infinity', '1e300', '1e-300']),
  ('numeric', array['0', '1', '-1.50', '0.001', '1e20', 'NaN', 'Infinity', '-Infinity', '123456.789']),
  ('money', array['0', '1.50', '-3']),
  ('text', array['', ' ', 'a', 'abc', 'ABC def', 'a,b,c', '%', '^b.*', '(x)', 'day', 'epoch', 'month', 'julian', 'isoyear', 'timezone',
                 'UTC', 'America/New_York', 'UTF8', 'base64', 'hex', 'escape', 'md5', 'sha256', 'YYYY-MM-DD', '999.99', 'FM', 'Month',
                 '1', '-5', '2020-02-29', '{1,2}', '{"a":1}', '[1,null]', 'null', '<a>b</a>', '//a', 'NFC', 'public', 'pg_class', 'english', 'simple', 'g', '[]', '()', 'é€😀', E'a\nb\\c']),
  ('varchar', array['', 'a', 'abc def']),
  ('bpchar', array['', 'a', 'abc  ']),
  ('name', array['', 'a', 'pg_class', 'UTF8', 'LATIN1', 'postgres']),
  ('"char"', array['', 'a', '\200']),
  ('bytea', array['', '\x00', '\x6162', '\xff00ff']),
  ('date', array['2020-02-29', '1970-01-01', 'infinity', '-infinity', '4000-01-01', '0044-03-15 BC']),
  ('time', array['00:00', '12:34:56.789', '24:00']),
  ('timetz', array['00:00+00', '12:34:56.789-05']),
  ('timestamp', array['2020-02-29 12:34:56.789', '1970-01-01', 'infinity', '-infinity', '0044-03-15 BC']),
  ('timestamptz', array['2020-02-29 12:34:56.789', '1970-01-01', 'infinity', '-infinity', '0044-03-15 BC']),
  ('interval', array['0', '1 day', '-1 mon 2 days 03:04:05', '100 years', '1 second']),
  ('bit', array['0', '1']),
  ('varbit', array['', '0', '101', '11111111']),
  ('uuid', array['00000000-0000-0000-0000-000000000000', 'c0ffee00-1234-4678-9abc-def012345678']),
  ('inet', array['10.1.2.3', '10.0.0.0/8', '::1', '2001:db8::/32', '0.0.0.0/0']),
  ('cidr', array['10.0.0.0/8', '::1', '2001:db8::/32', '0.0.0.0/0']),
  ('macaddr', array['08:00:2b:01:02:03', '00:00:00:00:00:00']),
  ('macaddr8', array['08:00:2b:01:02:03:04:05', '00:00:00:00:00:00:00:00']),
  ('json', array['null', '1', '"a"', 'true', '[]', '{}', '[1, null, {"a": null}]', '{"a": 1, "b": {"c": null}}']),
  ('jsonb', array['null', '1', '"a"', 'true', '[]', '{}', '[1, null, {"a": null}]', '{"a": 1, "b": {"c": null}}', '"2020-01-01"']),
  ('jsonpath', array['$', '$.a', '$[*]', '$.b.c', '$.x', '$.a > 0', 'strict $.x', '$.a == "x"', '1', '$.datetime()']),
  ('xml', array['', 'a', '<a>b</a>', '<a/>']),
  ('tsvector', array['', 'a', 'a:1 b:2A c:3']),
  ('tsquery', array['', 'a', 'a & b', '!a | b', 'a <-> b']),
  ('point', array['(0,0)', '(1,2)', '(NaN,0)', '(Infinity,1)', '(-1,1)']),
  ('lseg', array['[(0,0),(1,1)]', '[(0,1),(1,0)]', '[(5,5),(6,6)]', '[(0,0),(0,0)]', '[(NaN,0),(1,1)]']),
  ('line', array['{1,-1,0}', '{1,0,3}', '{1,-1,4}', '{0,1,0}', '{NaN,1,0}']),
  ('box', array['(1,1),(0,0)', '(3,3),(2,2)', '(0,0),(0,0)', '(Infinity,1),(0,0)']),
  ('path', array['[(0,0),(1,1)]', '((0,0),(1,1),(2,0))', '[(9,9)]', '((0,0))']),
  ('polygon', array['((0,0),(1,1),(2,0))', '((5,5),(6,6),(7,5))', '((0,0))']),
  ('circle', array['<(0,0),1>', '<(5,5),0>', '<(0,0),NaN>', '<(0,0),Infinity>']),
  ('oid', array['0', '1259', '23', '4294967295']),
  ('regclass', array['0', 'pg_class', '999999']),
  ('regtype', array['0', 'int4', '999999']),
  ('regproc', array['0', 'now', '999999']),
  ('xid', array['0', '3', '1000']), ('xid8', array['0', '3', '1000']), ('cid', array['0', '1']), ('tid', array['(0,0)', '(1,1)']),
  ('pg_lsn', array['0/0', '16/B374D848']), ('pg_snapshot', array['10:20:10,14', '10:10:']), ('txid_snapshot', array['10:20:10,14', '10:10:']),
  ('regconfig', array['english', 'simple']), ('regdictionary', array['simple']), ('regnamespace', array['pg_catalog', '999999']),
  ('refcursor', array['', 'a']), ('int2vector', array['', '1 2']), ('oidvector', array['', '1 2']),
  ('int4range', array['empty', '(,)', '[1,5)', '(,3)', '[4,)']),
  ('int8range', array['empty', '(,)', '[1,5)']), ('numrange', array['empty', '(,)', '[1.5,5)', '(,3]']),
  ('daterange', array['empty', '(,)', '[2020-01-01,infinity)', '[2020-01-01,2020-02-01)']),
  ('tsrange', array['empty', '(,)', '[2020-01-01,2020-02-01)']), ('tstzrange', array['empty', '(,)', '[2020-01-01,2020-02-01)']),
  ('int4multirange', array['{}', '{[1,5),[7,9)}', '{(,)}', '{(,3),[5,)}']), ('int8multirange', array['{}', '{[1,5)}', '{(,)}']),
  ('nummultirange', array['{}', '{[1,5)}', '{(,)}']), ('datemultirange', array['{}', '{[2020-01-01,2020-02-01)}', '{(,)}']),
  ('tsmultirange', array['{}', '{(,)}']), ('tstzmultirange', array['{}', '{(,)}']),
  ('catalog_work.shade', array['light', 'dark']), ('catalog_work.pair', array['(1,a)', '(,)', '(,x)'])
) as s(t, vs), unnest(vs) as v;

-- Arrays of them: empty, of one, with NULLs only, of several dimensions, not beginning at 1.
insert into sample
select t.typarray::regtype, v
from (select type, min(value collate "C") as a, max(value collate "C") as b from sample group by type) s
join pg_type t on t.oid = s.type
cross join lateral unnest(array['{}', '{NULL}', array[a]::text, array[a, b, null, a]::text, array[array[a, b], array[b, a]]::text,
                                '[0:1]=' || array[a, b]::text]) as v
where t.typarray <> 0 and t.typcategory <> 'A';

-- Values that a type does not take would only make calls fail.
do $$
declare
  s record;
begin
  for s in select type, value from sample loop
    begin
      execute format('select %L::%s', s.value, s.type);
    exception when others then
      delete from sample where type = s.type and value = s.value;
    end;
  end loop;
end
$$;

-- Where a parameter is polymorphic, what it stands for: each alternative is tried for all of them.
create table catalog_work.stands_for (alternative int, pseudo regtype, type regtype);
insert into stands_for
select a, p::regtype, t::regtype from (values
  (1, 'anyelement', 'int4'), (1, 'anyarray', 'int4[]'), (1, 'anynonarray', 'int4'), (1, 'anyenum', 'catalog_work.shade'),
  (1, 'anyrange', 'int4range'), (1, 'anymultirange', 'int4multirange'), (1, '"any"', 'int4'), (1, 'record', 'catalog_work.pair'),
  (1, 'anycompatible', 'int4'), (1, 'anycompatiblearray', 'int4[]'), (1, 'anycompatiblenonarray', 'int4'),
  (1, 'anycompatiblerange', 'int4range'), (1, 'anycompatiblemultirange', 'int4multirange'), (1, 'record[]', 'catalog_work.pair[]'),
  (2, 'anyelement', 'text'), (2, 'anyarray', 'text[]'), (2, 'anynonarray', 'text'), (2, '"any"', 'text'),
  (2, 'anycompatible', 'text'), (2, 'anycompatiblearray', 'text[]'), (2, 'anycompatiblenonarray', 'text'),
  (3, 'anyelement', 'catalog_work.pair'), (3, 'anyarray', 'catalog_work.pair[]'), (3, '"any"', 'jsonb[]'),
  (3, 'anycompatible', 'timestamp'), (3, 'anycompatiblearray', 'timestamp[]')
) as v(a, p, t);

-- The functions to try, with the types to try them on. Not those that act on the server or reach out of
-- it: volatile ones, and names that say what they look into.
create table catalog_work.subject as
select p.oid as function, a.alternative,
       array(select coalesce((select type from stands_for where pseudo = u.t and alternative = a.alternative), u.t::regtype)
             from unnest(p.proargtypes) with ordinality as u(t, i) order by i)::oid[] as types
from pg_proc p
cross join (values (1), (2), (3)) as a(alternative)
join pg_language l on l.oid = p.prolang
where p.oid < 16384 and p.prokind = 'f' and not p.proretset
  and p.pronamespace = 'pg_catalog'::regnamespace
  and l.lanname in ('internal', 'sql')
  and p.provolatile in ('i', 's')
  and p.prorettype not in ('void'::regtype, 'internal'::regtype, 'trigger'::regtype, 'event_trigger'::regtype)
  and p.proname !~ '^(pg_sleep|pg_read|pg_ls|pg_stat|query_to|cursor_to|database_to|schema_to|table_to)'
  and (p.provolatile = 'i' or p.proname !~ '^(pg|txid)_')
  and (a.alternative = 1 or exists (select from unnest(p.proargtypes) t join stands_for s on s.pseudo = t and s.alternative = a.alternative));
-- A variadic "any" is given two arguments, since some want pairs.
update subject s set types = types || types[array_length(types, 1)]
from pg_proc p where p.oid = s.function and p.provariadic = '"any"'::regtype and s.alternative < 3;
delete from subject where exists (select from unnest(types) t where not exists (select from sample s where s.type = t));

create table catalog_work.trial (function oid, with_nulls boolean, calls int, answers int, nulls int, example text);
create index on catalog_work.sample (type);

-- Calls one function with up to `wanted` lists of arguments: all there are, else a random choice.
-- `with_nulls` has NULL among the values of each argument.
create function catalog_work.try_out(subject oid, types oid[], wanted int, with_nulls boolean) returns void language plpgsql as $$
declare
  call text;
  spelled text;
  combinations numeric := 1;
  values_of text[];
  counts int[] := '{}';
  number numeric;
  chosen text;
  position int;
  is_null boolean;
  calls int := 0;
  answers int := 0;
  nulls int := 0;
  example text;
  -- A NULL as the whole of `variadic` is another call than one with NULLs among its arguments.
  variadic_any boolean := not with_nulls and (select provariadic <> 0 from pg_proc where oid = subject);
begin
  select format('%I.%I', n.nspname, p.proname) into call
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = subject;
  create temp table if not exists choices (place int, i int, literal text);
  truncate choices;
  for position in 1 .. coalesce(array_length(types, 1), 0) loop
    insert into choices
    select position, row_number() over (order by value collate "C") - 1, format('%L::%s', value, type)
    from catalog_work.sample where type = types[position];
    if with_nulls then
      insert into choices select position, (select count(*) from choices where place = position), format('null::%s', types[position]::regtype);
    end if;
    counts := counts || (select count(*)::int from choices where place = position);
    combinations := combinations * counts[position];
  end loop;
  for trial in 0 .. least(combinations, wanted)::int - 1 loop
    number := case when combinations <= wanted then trial else floor(random() * combinations::float8) end;
    spelled := '';
    for position in 1 .. coalesce(array_length(types, 1), 0) loop
      select literal into chosen from choices where place = position and i = mod(number, counts[position]);
      number := div(number, counts[position]);
      spelled := spelled || case when position > 1 then ', ' else '' end
        || case when variadic_any and position = array_length(types, 1) and types[position]::regtype::text like '%[]' then 'variadic ' else '' end || chosen;
    end loop;
    calls := calls + 1;
    begin
      -- A row of NULLs is null but is not NULL.
      execute format('select (%s(%s)) is not distinct from null', call, spelled) into is_null;
      answers := answers + 1;
      if is_null then
        nulls := nulls + 1;
        example := spelled;
        exit;
      end if;
    exception when others then null;
    end;
  end loop;
  insert into catalog_work.trial values (subject, with_nulls, calls, answers, nulls, example);
end
$$;

select setseed(0.5);
select count(try_out(function, types, 1700, false)) from (select * from subject order by function, alternative) as s;

-- Those that are not strict once more, with NULLs.
select count(try_out(function, types, 400, true))
from (select s.* from subject s join pg_proc p on p.oid = s.function where not p.proisstrict order by function, alternative) as s;

-- Those without arguments look at the session: once more with nothing in it.
do $$
declare
  f record;
  is_null boolean;
begin
  for f in select s.function, p.proname from subject s join pg_proc p on p.oid = s.function where p.pronargs = 0 loop
    set local search_path = '';
    execute format('select pg_catalog.%I() is not distinct from null', f.proname) into is_null;
    set local search_path = catalog_work, pg_catalog;
    insert into trial values (f.function, false, 1, 1, is_null::int, '');
  end loop;
end
$$;

-- Aggregates and window functions, over no rows, rows of NULLs, and rows of which at least one has
-- no NULL; the direct arguments of ordered-set aggregates are like the others.
create table catalog_work.over_rows (function oid, null_without_rows boolean, null_with_null_rows boolean, answers int, nulls int);
create function catalog_work.try_over_rows(subject oid, kind "char", types oid[]) returns void language plpgsql as $$
declare
  call text;
  count_of int := coalesce(array_length(types, 1), 0);
  direct int;
  columns text := '';
  nulls_row text := '';
  chosen text;
  row_text text;
  rows_text text;
  is_null boolean;
  without_rows boolean;
  with_null_rows boolean;
  answers int := 0;
  nulls int := 0;
begin
  select case when p.prokind = 'w' then 0 else a.aggnumdirectargs end into direct
  from pg_proc p left join pg_aggregate a on a.aggfnoid = p.oid where p.oid = subject;
  if kind = 'h' then direct := 1; types := types || types; count_of := 2; end if;
  for position in 1 .. count_of loop
    columns := columns || case when position > 1 then ', ' else '' end || 'c' || position;
    nulls_row := nulls_row || case when position > 1 then ', ' else '' end || format('null::%s', types[position]::regtype);
  end loop;
  select format('%I.%I', n.nspname, p.proname) into call from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = subject;
  call := case kind
    when 'w' then format('%s(%s) over (order by c0 rows between 1 following and 2 following)', call, columns)
    when 'n' then format('%s(%s)', call, case when count_of = 0 then '*' else columns end)
    -- A direct argument is one value, not a column: it stands for itself in the text.
    else format('%s(%%s) within group (order by c%s)', call, count_of) end;
  for trial in 1 .. 150 loop
    rows_text := '';
    for line in 1 .. 1 + (trial % 4) loop
      row_text := line::text;
      for position in 1 .. count_of loop
        select format('%L::%s', value, type) into chosen from catalog_work.sample where type = types[position]
        order by random() limit 1;
        row_text := row_text || ', ' || chosen;
      end loop;
      rows_text := rows_text || case when line > 1 then '), (' else '' end || row_text;
    end loop;
    if trial % 3 = 0 and kind <> 'w' then rows_text := rows_text || '), (0' || case when count_of > 0 then ', ' else '' end || nulls_row; end if;
    begin
      select string_agg(format('%L::%s', value, type), ', ') into chosen
      from (select distinct on (i) i, value, type from unnest(types[1:direct]) with ordinality as u(t, i)
            join catalog_work.sample s on s.type = u.t order by i, random()) as d;
      execute format('select bool_or(r is not distinct from null) from (select %s as r from (values (%s)) as v(c0%s)) as t',
                     case when kind in ('o', 'h') then format(call, chosen) else call end, rows_text,
                     case when count_of > 0 then ', ' || columns else '' end) into is_null;
      answers := answers + 1;
      nulls := nulls + is_null::int;
      if answers = 1 and kind <> 'w' then
        execute format('select %s is not distinct from null from (values (0%s)) as v(c0%s) where false',
                       case when kind in ('o', 'h') then format(call, chosen) else call end,
                       case when count_of > 0 then ', ' || nulls_row else '' end,
                       case when count_of > 0 then ', ' || columns else '' end) into without_rows;
        execute format('select %s is not distinct from null from (values (0%s)) as v(c0%s)',
                       case when kind in ('o', 'h') then format(call, array_to_string(array_fill('null'::text, array[direct]), ', ')) else call end,
                       case when count_of > 0 then ', ' || nulls_row else '' end,
                       case when count_of > 0 then ', ' || columns else '' end) into with_null_rows;
      end if;
    exception when others then null;
    end;
  end loop;
  insert into over_rows values (subject, without_rows, with_null_rows, answers, nulls);
end
$$;

insert into sample values ('float8', '0.25'), ('float8', '0.75'), ('float8[]', '{0.25,0.75}');
select count(try_over_rows(oid, kind, types)) from (
  select p.oid, case when p.prokind = 'w' then 'w' else g.aggkind end as kind,
         array(select coalesce((select type from stands_for where pseudo = u.t and alternative = a.alternative), u.t::regtype)
               from unnest(p.proargtypes) with ordinality as u(t, i) order by i)::oid[] as types
  from pg_proc p
  left join pg_aggregate g on g.aggfnoid = p.oid
  cross join (values (1), (2)) as a(alternative)
  where p.oid < 16384 and p.prokind in ('a', 'w')
    and (a.alternative = 1 or exists (select from unnest(p.proargtypes) t join stands_for s on s.pseudo = t and s.alternative = 2))
  order by p.oid, a.alternative) as s;

-- What is claimed. The trials alone prove nothing: a value that was not tried might give NULL. They
-- strike off; the reasons for a claim are these, and generated/README.md says why they hold.
create table catalog_work.reason (function oid, reason text);

-- 1. The operators of btree and hash operator families compare: an index could not do with NULL.
insert into reason
select distinct o.oprcode, 'comparison'
from pg_amop a join pg_am m on m.oid = a.amopmethod join pg_operator o on o.oid = a.amopopr
where m.amname in ('btree', 'hash') and a.amoppurpose = 's';

-- The types whose values say all there is to know: not numbers or names of things in a database, not
-- paths into documents, not shapes that may or may not meet.
create table catalog_work.plain as
select t.oid::regtype as type from pg_type t left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
where coalesce(e.oid, t.oid)::regtype::text !~ '^reg' and coalesce(e.oid, t.oid) not in ('oid'::regtype, 'aclitem'::regtype, 'jsonpath'::regtype, 'xml'::regtype)
  and (coalesce(e.typcategory, t.typcategory) in ('N', 'S', 'D', 'T', 'B', 'V', 'I', 'R', 'E')
       or coalesce(e.oid, t.oid) in ('bytea'::regtype, 'uuid'::regtype, 'json'::regtype, 'jsonb'::regtype, 'tsvector'::regtype, 'tsquery'::regtype,
                                     'macaddr'::regtype, 'macaddr8'::regtype, 'pg_lsn'::regtype))
  and t.typtype in ('b', 'r', 'm', 'p');
insert into plain select t::regtype from unnest(array['anyelement', 'anyarray', 'anynonarray', 'anyenum', 'anyrange', 'anymultirange', '"any"', 'record',
  'anycompatible', 'anycompatiblearray', 'anycompatiblenonarray', 'anycompatiblerange', 'regconfig']) as t
  where t::regtype not in (select type from plain);

-- 2. Functions of plain values that look at nothing else. A document has no value of another type in
-- it for certain, and the helpers of aggregates are not meant for values.
insert into reason
select p.oid, 'of plain values'
from pg_proc p
where p.oid in (select function from subject)
  and not exists (select from unnest(p.proargtypes) t where t not in (select type from plain)
                  -- Whether shapes meet is always known; where they do is not.
                  and not (p.prorettype = 'bool'::regtype and exists (select from pg_type g where g.oid = t and g.typcategory = 'G')))
  and p.prorettype in (select type from plain)
  and not (p.proargtypes::oid[] && array['json'::regtype, 'jsonb'::regtype]::oid[]
           and p.prorettype not in ('json'::regtype, 'jsonb'::regtype, 'text'::regtype, 'bool'::regtype, 'int4'::regtype, 'tsvector'::regtype))
  and not (p.proargtypes::oid[] && array['json'::regtype, 'jsonb'::regtype]::oid[] and p.prorettype in ('bool'::regtype, 'int4'::regtype)
           and exists (select from pg_cast c where c.castfunc = p.oid))
  and not exists (select from pg_aggregate a
                  where p.oid in (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggmtransfn, a.aggmfinalfn, a.aggminvtransfn)
                    and not exists (select from pg_operator o where o.oprcode = p.oid))
  and (p.provolatile = 'i' or p.pronargs > 0 or p.prorettype::regtype in ('timestamptz', 'text', 'name', 'json', 'jsonb'))
  and (p.provolatile = 'i' or p.proname !~ '^(current_setting|current_schema|getdatabase|get_current|row_security|currtid|inet_)');

-- 3. What reads a clock, draws lots or counts: nothing to be NULL about.
insert into reason
select p.oid, 'clock, lot or sequence'
from pg_proc p join pg_language l on l.oid = p.prolang
where p.oid < 16384 and p.provolatile = 'v' and p.prokind = 'f' and not p.proretset and l.lanname = 'internal'
  and p.proname !~ '^(pg|txid|inet|lo|binary)_'
  and ((p.pronargs = 0 and p.prorettype::regtype in ('timestamptz', 'float8', 'uuid', 'int8'))
       or (p.proisstrict and p.prorettype = 'int8'::regtype and p.proargtypes[0] = 'regclass'::regtype));

-- A function that returned NULL takes with it those of its name whose arguments are of like kinds: what
-- has no infinity or no missing part in this version of PostgreSQL may have it in the next.
create table catalog_work.struck as
select distinct q.oid as function
from trial t
join pg_proc p on p.oid = t.function
join pg_proc q on q.proname = p.proname and q.pronargs = p.pronargs and q.pronamespace = p.pronamespace
where t.nulls > 0 and not t.with_nulls
  and not exists (select from unnest(p.proargtypes, q.proargtypes) as u(a, b)
                  join pg_type ta on ta.oid = u.a join pg_type tb on tb.oid = u.b
                  where translate(ta.typcategory::text, 'T', 'D') <> translate(tb.typcategory::text, 'T', 'D'));

insert into null_behavior
select distinct r.function,
  case when p.pronargs = 0 then 'never_null'
       when not p.proisstrict and n.answers >= 4 and n.nulls = 0 then 'never_null'
       else 'null_for_null_only' end
from reason r
join pg_proc p on p.oid = r.function
left join (select function, sum(answers) as answers, sum(nulls) as nulls, sum(calls) as calls from trial where not with_nulls group by function) t
  on t.function = r.function
left join (select function, sum(answers) as answers, sum(nulls) as nulls from trial where with_nulls group by function) n
  on n.function = r.function
where r.function not in (select function from struck)
  and (p.prorettype <> 'void'::regtype and not p.proretset)
  and (t.answers > 0 or r.reason <> 'of plain values');

-- Aggregates: never NULL if not even over nothing; else NULL only over nothing. A handful of rows of
-- every size and kind decides, since what an aggregate does with one row more is what it does.
insert into null_behavior
select function,
  case when bool_and(not coalesce(null_without_rows, false) and not coalesce(null_with_null_rows, false)) and (max(p.prokind) = 'a' or max(p.pronargs) = 0)
       then 'never_null' else 'null_for_null_only' end
from over_rows o join pg_proc p on p.oid = o.function
group by function
having sum(nulls) = 0 and sum(answers) >= 20;
