-- Partitioned tables of every kind and depth, and what is only of a partition.
create table event (id bigint not null, at timestamptz not null, kind text default 'k', amount numeric(10, 2) check (amount > 0))
  partition by range (at);
create index on event (kind);
create unique index event_once on event (at, kind);
create table event_2030 partition of event for values from ('2030-01-01') to ('2031-01-01');
create table event_2031 partition of event for values from ('2031-01-01') to (maxvalue) partition by list (kind);
create table event_2031_a partition of event_2031 for values in ('a', 'b', null);
create table event_2031_rest partition of event_2031 default;
create table event_rest partition of event default;
create index only_here on event_2030 (amount);
alter table event_2030 alter kind set default 'other';
create table job (id int primary key, state text) partition by hash (id);
create table job_0 partition of job for values with (modulus 2, remainder 0);
create table job_1 partition of job for values with (modulus 2, remainder 1) partition by range (id);
create table job_1_low partition of job_1 for values from (minvalue) to (100);
create table shuffled (b text, a int, c date);
create table ordered (a int, c date, b text) partition by list (lower(b));
alter table ordered attach partition shuffled for values in ('x');
create table by_more (a int, b text collate "C", c int) partition by range (a, (c + 1), b collate "POSIX" text_pattern_ops);
create table by_more_1 partition of by_more for values from (1, minvalue, minvalue) to (5, 10, 'x');
create index only_parent on only by_more (a);
create table owner (id int primary key, name text);
create table owned (id int, owner_id int references owner, at date not null) partition by range (at);
create table owned_1 partition of owned for values from ('2000-01-01') to ('2001-01-01');
alter table owned_1 add constraint positive_id check (id > 0);
create table refers (id int primary key, job_id int references job);
comment on table event_2030 is 'of a year';
