-- Views and materialized views over all of SQL's query language.
create table author (id bigint primary key, name varchar(100) not null, born date, active boolean not null default true);
create table post (id bigint primary key, author_id bigint not null references author, editor_id bigint references author, title varchar(200) not null,
  status text not null default 'draft', words int not null default 0, tags text[], meta jsonb, created_at timestamptz not null default now());
create index on post (author_id);
create view published as select id, title, author_id from post where status = 'published';
create view with_names as select p.id, p.title, a.name as author, e.name as editor from post p join author a on a.id = p.author_id
  left join author e on e.id = p.editor_id where a.active and (p.words > 10 or p.title like '%x%');
create view counts as select a.id, a.name, count(p.id) as posts, sum(p.words) as words, max(p.created_at) as latest,
  count(*) filter (where p.status = 'draft') as drafts, string_agg(distinct p.title, ', ' order by p.title) as titles
  from author a left join post p on p.author_id = a.id group by a.id, a.name having count(*) > 0 order by 3 desc nulls last limit 10;
create view ranked as select id, title, row_number() over (partition by author_id order by created_at desc) as place,
  sum(words) over w as running, lag(title, 1, 'none') over w as previous from post
  window w as (partition by author_id order by id rows between unbounded preceding and current row);
create view tree as with recursive t(id, depth) as (select id, 0 from author where id = 1 union all select a.id, t.depth + 1 from author a join t on a.id = t.id + 1)
  select t.id, t.depth from t;
create view united as select id, name from author union all select id, title from post except select 0, 'x' order by 2, 1;
create view many_things as
  select p.id, case p.status when 'draft' then 1 when 'published' then 2 else 0 end as number, case when p.words > 5 then 'long' end as size,
    coalesce(p.meta ->> 'kind', 'none') as kind, p.tags[1] as first_tag, p.created_at::date as day, extract(year from p.created_at) as year,
    p.title in ('a', 'b') as listed, p.words between 1 and 10 as few, exists (select from author a where a.id = p.author_id) as has_author,
    (select max(x.words) from post x where x.author_id = p.author_id) as most, array(select 1) as ones, row(p.id, p.title) = row(1, 'x'::varchar) as same_pair,
    p.words = any (array[1, 2, 3]) as some, p.title is distinct from 'x' as other, not p.words > 3 as short, p.created_at at time zone 'UTC' as utc,
    p.created_at + interval '1 day' as tomorrow, substring(p.title from 1 for 3) as start, trim(both from p.title) as trimmed, position('a' in p.title) as at,
    p.title collate "C" as c, nullif(p.words, 0) as n, greatest(p.words, 1) as g, current_date as today, p.title similar to 'a%' as sim,
    p.title ilike 'a%' as il, p.title ~* '^a' as re, cast(p.words as numeric(10, 2)) as exact, -p.words as minus, p.words % 2 = 0 as even
  from post p;
create view laterals as select a.id, l.title, u.t, u.n from author a cross join lateral (select p.title, p.tags from post p where p.author_id = a.id limit 1) l,
  unnest(l.tags) with ordinality as u(t, n);
create view using_join as select * from author join (select author_id as id, words from post) p using (id);
create view natural_names as select x.a, y.b from (values (1, 'x'), (2, 'y')) as x(a, c) full join (values (1, true)) as y(a, b) on x.a = y.a;
create view grouping_sets as select author_id, status, grouping(author_id) as level, count(*) as n from post group by rollup (author_id, status);
create view star as select * from published;
create view distinct_on as select distinct on (author_id) author_id, id, title from post order by author_id, created_at desc;
create materialized view activity as select author_id, count(*) as posts from post group by author_id;
create materialized view series as select g as day, g * 2 as double from generate_series(1, 10) g;
create view on_view as select w.author, a.posts from with_names w, activity a where a.author_id = w.id;
create view "Quoted View" as select id as "Id Number", name as "select" from author;
comment on view published is 'what all may read';
create view invoked_first with (security_invoker, security_barrier) as select 1 as one;
create view barred_first with (security_barrier = on, security_invoker = false) as select 1 as one;
create table measured (id int primary key, a int, b int); create materialized view sums as select a, b, a + b as c from measured;
create statistics sums_kinds (ndistinct, dependencies) on a, b from sums; create statistics "Sums of two" on (a + c), b from sums; comment on statistics sums_kinds is 'both'; alter statistics sums_kinds set statistics 10;
create type with_published as (a int, p published);
create table rows_of_views (id bigint primary key, p published, ps published[] not null, w with_published, whole author);
create view over_rows as select r, r.id, (r.p).title, r.ps[1] as first from rows_of_views r;
create table rows_of_that (id bigint primary key, o over_rows);
