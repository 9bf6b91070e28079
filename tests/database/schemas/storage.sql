-- How rows are kept.
create extension bloom;
create unlogged table cache (key text primary key, value bytea) with (fillfactor = 70, autovacuum_enabled = off, toast.autovacuum_enabled = false);
create table wide (
  a text, b text, c bytea, d jsonb, e numeric, f int
);
alter table wide alter a set storage external, alter b set storage main, alter c set storage plain, alter d set compression pglz, alter e set statistics 500,
  alter f set (n_distinct = -0.5), alter f set statistics 0;
create table replicated (id int primary key, a int not null, b int not null);
create unique index replicated_ab on replicated (a, b);
alter table replicated replica identity using index replicated_ab;
create table replicated_full (id int); alter table replicated_full replica identity full;
create table replicated_not (id int primary key); alter table replicated_not replica identity nothing;
create table clustered (id int, b int, constraint clustered_pk primary key (id) with (fillfactor = 50), unique (b) include (id) with (fillfactor = 90));
create index clustered_b on clustered (b); alter table clustered cluster on clustered_b;
create table key_clustered (id int primary key, b int unique); alter table key_clustered cluster on key_clustered_pkey;
create table exact (a int, b int4range, exclude using gist (b with &&) with (fillfactor = 60));
alter table wide set (parallel_workers = 4, toast_tuple_target = 4096, vacuum_truncate = false, log_autovacuum_min_duration = 100);
create table switched (id int primary key) with (autovacuum_enabled = on, toast.autovacuum_enabled = off);
