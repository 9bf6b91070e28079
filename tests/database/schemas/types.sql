-- Enums, domains, composites, and columns of them.
create type status as enum ('draft', 'in review', 'published', 'it''s', 'ARCHIVED', '2nd');
create type "Odd Type" as enum ('a', 'b');
create type undecided as enum (); create type blank as enum ('', 'one');
create domain email as text check (value ~ '^[^@]+@[^@]+$');
create domain positive as integer not null default 1 constraint more_than_zero check (value > 0) constraint not_much check (value < 1000000);
create domain short_text as varchar(10) collate "C" default 'x';
create domain small_positive as positive check (value < 100);
create domain codes as text[] check (array_length(value, 1) < 5);
create type address as (street text, city text collate "C", zip varchar(10), "Is Home" boolean);
create type parcel as (sender address, receiver address, marks status[], weight numeric(5, 2));
create table decisions (id bigint primary key, made undecided, options undecided[] not null);
create table shipment (
  id int primary key, status status not null default 'draft', history status[] default '{draft,"in review"}',
  mail email, count positive, small small_positive default 5, label short_text, codes codes, home address default row('a', 'b', 'c', true)::address,
  parcel parcel, others parcel[], odd "Odd Type" default 'a', check (status <> 'published' or mail is not null),
  check ((home).street is not null)
);
comment on type status is 'how far it is';
comment on domain email is 'where to write to';
comment on type address is 'where it is';
comment on column address.zip is 'post code';

-- A class of nothing: one item has to stand in it all the same.
create operator class nothing_ops for type integer using btree as storage integer;
create table whole (id int primary key, size int); create domain sized as whole check ((value).size > 0); create table sizes (id int primary key, of sized, blank blank not null default '');
create function note(whole int, size whole) returns int language sql as 'select 1'; create function size(x int) returns int language sql as 'select 1'; revoke all on function note(whole int, size whole) from public;
