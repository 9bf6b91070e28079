-- Keys that not all partitions have, parts of keys of another kind, triggers that fire otherwise in partitions, and columns that are
-- stricter or laxer in partitions and children.
create table visit (id int not null, site text not null, note text) partition by list (site);
create table visit_a partition of visit for values in ('a');
create table visit_b partition of visit for values in ('b');
create table visit_c partition of visit for values in ('c') partition by hash (id);
create table visit_c0 partition of visit_c for values with (modulus 1, remainder 0);
alter table only visit add constraint visit_pkey primary key (id, site);
alter table only visit add constraint visit_once unique (site, note, id) include (id) with (fillfactor = 70);
alter table visit_a add constraint visit_a_key primary key (id, site);
alter index visit_pkey attach partition visit_a_key;
comment on constraint visit_a_key on visit_a is 'of one site';
alter table visit_b add constraint visit_b_own primary key (site, id);
alter table visit_b add unique (id, site);
alter table visit_c add constraint visit_c_once unique (site, note, id) include (id);
alter index visit_once attach partition visit_c_once;
create table visit_later partition of visit for values in ('d');
-- A partition of a partition has the key, its parent has not, and so the root has not.
create table tree (id int not null, k text not null, v text) partition by list (k);
create table tree_a partition of tree for values in ('a') partition by hash (id);
create table tree_a0 partition of tree_a for values with (modulus 2, remainder 0);
create table tree_a1 partition of tree_a for values with (modulus 2, remainder 1);
alter table only tree add constraint tree_key primary key (id, k);
alter table only tree_a add constraint tree_a_key primary key (id, k);
alter index tree_key attach partition tree_a_key;
alter table tree_a0 add constraint tree_a0_once unique (id, k);
alter index tree_a_key attach partition tree_a0_once;
-- Unique keys that are parts of a primary key, and the other way round; the wholes are valid.
create table job (id int not null, k text not null, v text) partition by list (k);
create table job_a partition of job for values in ('a');
create table job_b partition of job for values in ('b');
create table job_c partition of job for values in ('c');
alter table only job add constraint job_pkey primary key (id, k);
alter table job_a add constraint job_a_once unique (id, k);
alter table job_a add constraint job_a_pkey primary key (k, id);
alter table job_b add constraint job_b_pkey primary key (id, k);
alter table job_c add constraint job_c_once unique (id, k) deferrable initially deferred;
alter index job_pkey attach partition job_a_once;
alter index job_pkey attach partition job_b_pkey;
alter index job_pkey attach partition job_c_once;
create table task (id int primary key, job_id int, job_k text, foreign key (job_id, job_k) references job);
create view jobs_by_key as select id, k, v from job group by id, k;
create table run (id int not null, k text not null) partition by list (k);
create table run_a partition of run for values in ('a');
create table run_b partition of run for values in ('b');
alter table only run add constraint run_once unique (id, k);
alter table run_a add constraint run_a_pkey primary key (id, k);
alter table run_b add constraint run_b_id_k_key unique (id, k);
alter index run_once attach partition run_a_pkey;
alter index run_once attach partition run_b_id_k_key;
create table run_of (id int, k text, foreign key (id, k) references run (id, k));
-- Copies of triggers.
create function touch() returns trigger language plpgsql as 'begin return new; end';
create table log (id int, k text) partition by list (k);
create table log_a partition of log for values in ('a') partition by hash (id);
create table log_a0 partition of log_a for values with (modulus 2, remainder 0);
create table log_a1 partition of log_a for values with (modulus 2, remainder 1);
create table log_b partition of log for values in ('b');
create trigger first before insert on log for each row execute function touch();
create trigger "Second" after update on log for each row execute function touch();
create constraint trigger third after insert on log deferrable for each row execute function touch();
create trigger fourth after insert on log for each statement execute function touch();
alter table log_a disable trigger first;
alter table log_a0 enable always trigger first;
alter table only log disable trigger "Second";
alter table log_b enable replica trigger third;
alter table log disable trigger fourth;
comment on trigger first on log_b is 'fires here';
-- Stricter in a partition; laxer and stricter in children.
create table strict (id int, k text, v text default 'x') partition by list (k);
create table strict_a partition of strict for values in ('a');
alter table strict_a alter v set not null;
create table shape (id int primary key, name text not null, note text, at date);
create table square (name text, side float8) inherits (shape);
create table cube () inherits (square);
create table thing (note text not null);
create table shaped_thing () inherits (shape, thing);
alter table square alter name drop not null;
alter table only shape alter at set not null;
alter table cube alter note set not null;

-- A key of the table alone is none to refer to; the unique one over the same columns is.
create table two_keys (part int not null, id int not null, unique (id, part)) partition by hash (part);
create table two_keys_1 partition of two_keys for values with (modulus 1, remainder 0);
alter table only two_keys add constraint two_keys_alone primary key (id, part);
create table refers_to_two_keys (id int primary key, part int, other int, foreign key (other, part) references two_keys (id, part));
