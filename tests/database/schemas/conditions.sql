-- Conditions within conditions of the same word: ranges and rows among others, first and not, wherever a condition may stand.
-- The database's own settings say how its dates are spelled.
do $$ begin
  execute format('alter database %I set datestyle = ''german''', current_database());
  execute format('alter database %I set intervalstyle = ''iso_8601''', current_database());
end $$;
create domain percent as int check (value between 0 and 100 and value <> 13);
create table stay (
  id bigint primary key,
  room int not null,
  floor int not null,
  begins date not null,
  ends date,
  rate numeric(8, 2),
  kind varchar(10),
  open boolean generated always as (ends is null or (begins < ends or rate > 3)) stored,
  check (rate between 1 and 99 and room <> 0),
  check (room <> 0 and rate between 1 and 99),
  check (begins > '2020-12-31' and (ends < '2030-01-31' and ends > begins)),
  check ((room, floor) = (id, id) or room not between 1 and 3),
  check (room not between 1 and 3 or floor > 1 or (room, floor) <> (3, 3)),
  check (((room = 1 or floor = 2) and kind in ('a', 'b')) or (kind = 'c' or kind = 'it''s (a and b)'))
);
create index on stay (room) where rate between 2 and 3 and floor = 1;
create index on stay ((room between 1 and 3 and floor = 2));
alter table stay enable row level security;
create policy few on stay using (room between 1 and 3 and floor = 1) with check ((select max(id) > 3 from stay where room between 1 and 2 and floor = 1));
create view first_range as select id from stay where room between 1 and 3 and floor = 2;
create view last_range as select id from stay where floor = 2 and room between 1 and 3;
create view no_range as select id from stay where room not between 1 and 3 or floor = 2;
create view either_way as select id from stay where room between symmetric 3 and 1 and floor = 2;
create view of_rows as select id from stay where (room, floor) = (1, 2) and rate > 3;
create view to_the_right as select id from stay where room = 1 and (floor = 2 and (rate = 3 and kind = 'a'));
create view with_list as select id from stay where room in (1, floor, 3) or floor in (2, room);
create view deep as
  select s.id, sum(s.rate) filter (where s.room between 1 and 2 and s.floor = 1) over (order by s.id rows between 1 preceding and current row) as near,
    case when (s.room, s.floor) = (1, 2) and s.rate between 1 and 2 then 'x and (y)' else s.kind end as kind
  from stay s join stay o on o.room between s.room and s.floor and s.id = o.id
  where exists (select from stay i where i.room = s.room and i.begins between date '2021-02-03' and s.begins) and s.rate - (s.rate - 1) = 1;
create view grouped as
  select room, count(*) as n from stay group by room having count(*) between 1 and 9 and max(rate) > 2 order by room;
create materialized view kept as select id from stay where room between 1 and 3 and (floor = 1 or (floor = 2 or floor = 3));
create function is_near(a int, b int) returns boolean immutable
  begin atomic select a between b - 1 and b + 1 and a <> 0; end;
create function note() returns trigger language plpgsql as 'begin return new; end';
create trigger noted before update on stay for each row when (new.room between 1 and 3 and old.floor = 2) execute function note();
create rule away as on delete to stay where old.room between 1 and 3 and old.floor = 2 do instead nothing;
create statistics of_range on (room between 1 and 3 and floor = 2), kind from stay;
create table moment (at timestamptz default '2020-02-03 04:05:06+00', span interval default '1 day 2 hours', on_day date default '2020-02-03') partition by range (at);
create table moment_20 partition of moment for values from ('2020-01-01 00:00:00+00') to ('2021-01-01 00:00:00+00');
