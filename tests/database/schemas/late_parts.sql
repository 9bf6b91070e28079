-- What needs its own table, what was there before what it is made of, and what can be said only later.
create table ware (id int, weight int);
create function is_whole(ware) returns boolean immutable language sql as 'select $1.weight > 0';
create function heaviest(w ware default null) returns int stable language sql as 'select 7';
alter table ware add constraint whole check (is_whole(ware)), alter weight set default heaviest();
create function weigh(w ware) returns int language sql as 'select $1.weight';

-- A child that was a table before, and one that computes what its parent computes.
create table base (a int not null, b text, twice int generated always as (a * 2) stored, constraint positive check (a > 0));
create table grown (own int, twice int generated always as (a * 2) stored, b text, a int not null, constraint positive check (a > 0));
alter table grown inherit base;
create table sharing (a int not null, b text, twice int) inherits (base);
create table second (c int, b text);
create table of_both (c int, b text, a int not null, twice int generated always as (a * 2) stored, check (c > 1), constraint positive check (a > 0));
alter table of_both inherit second;
alter table of_both inherit base;

-- Keys: one that counts NULL as a value, comments on what stands behind them.
create table seat (row_number int not null, place int not null);
create unique index seat_key on seat (row_number, place) nulls not distinct;
alter table seat add constraint seat_key primary key using index seat_key;
comment on constraint seat_key on seat is 'of the seat';
comment on index seat_key is 'behind the key';

-- How a materialized view is kept.
create access method heap2 type table handler heap_tableam_handler;
create materialized view kept using heap2 with (fillfactor = 50) as select a, b, a + 1 as c from base with no data;
alter materialized view kept alter b set storage external;
alter materialized view kept alter b set compression lz4;
alter materialized view kept alter a set statistics 300;
alter materialized view kept alter c set (n_distinct = 5);
comment on column kept.c is 'one more';
create table also_kept (a int) using heap2;

-- A cast by a function whose result needs another cast to be one.
create type token;
create function token_in(cstring) returns token language internal immutable strict as 'textin';
create function token_out(token) returns cstring language internal immutable strict as 'textout';
create type token (input = token_in, output = token_out, internallength = variable);
create function a_token(int) returns text language sql immutable as 'select $1::text';
create cast (text as token) without function as implicit;
create cast (int as token) with function a_token(int);

-- Settings that are lists of names; a default that counts.
create function with_lists() returns int language sql set search_path = public, "Mixed Case", "$user" set local_preload_libraries = 'Big Name', 'it''s"so', ''
  set temp_tablespaces = '' set work_mem = '4MB' as 'select 1';
create sequence ticket;
create function next_ticket(n bigint default nextval('ticket')) returns bigint language sql as 'select $1';

-- A failed attempt at an index is none.
create table twins (a int);
create index failed on twins (a);
update pg_index set indisvalid = false where indexrelid = 'failed'::regclass;

-- Columns that hold rows of a table.
create table shelf (id int primary key, one ware default row(1, 2), several ware[], ware_id int);
create type holding as (of_one ware, how_many int);
create table rows_of_itself (a int, b int) partition by list ((rows_of_itself));
