-- What is left of all that a schema can say: tablespaces, every storage parameter, aggregates and functions of every kind, comments on the rest.
set allow_in_place_tablespaces = on;
select 'create tablespace orm_fast location ''''' where not exists (select from pg_tablespace where spcname = 'orm_fast') \gexec
create table kept (id int primary key using index tablespace orm_fast, a text, unique (a) using index tablespace orm_fast) tablespace orm_fast;
create index kept_fast on kept (a) tablespace orm_fast;
create materialized view kept_view tablespace orm_fast as select id from kept;
create index kept_view_fast on kept_view (id) tablespace orm_fast;
create table all_options (a text compression lz4, b text compression pglz) with (fillfactor = 50, toast_tuple_target = 256, parallel_workers = 3, autovacuum_enabled = true,
  vacuum_index_cleanup = auto, vacuum_truncate = true, autovacuum_vacuum_threshold = 10, autovacuum_vacuum_scale_factor = 0.5, autovacuum_vacuum_insert_threshold = 100,
  autovacuum_vacuum_insert_scale_factor = 0.25, autovacuum_analyze_threshold = 20, autovacuum_analyze_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 1.5,
  autovacuum_vacuum_cost_limit = 300, autovacuum_freeze_min_age = 1000, autovacuum_freeze_max_age = 200000, autovacuum_freeze_table_age = 100000,
  autovacuum_multixact_freeze_min_age = 1000, autovacuum_multixact_freeze_max_age = 200000, autovacuum_multixact_freeze_table_age = 100000,
  log_autovacuum_min_duration = 1000, user_catalog_table = false, toast.autovacuum_vacuum_threshold = 30, toast.vacuum_index_cleanup = off, toast.log_autovacuum_min_duration = 5);
alter table all_options alter a set (n_distinct = 100, n_distinct_inherited = -0.1);
create table searched (a point, b text[], c int, d int);
create index on searched using gist (a) with (buffering = off, fillfactor = 60); create index on searched using gin (b) with (fastupdate = on, gin_pending_list_limit = 64);
create index on searched using brin (c) with (pages_per_range = 16, autosummarize = off); create index on searched using spgist (a) with (fillfactor = 55);
create index on searched using hash (d) with (fillfactor = 40); create index on searched (c, d) with (fillfactor = 45, deduplicate_items = on);
create index on only searched (c asc nulls first, d desc);
create domain checked as int constraint above check (value > 0); alter domain checked add constraint later check (value < 100) not valid;
comment on constraint above on domain checked is 'above zero'; comment on constraint later on domain checked is 'soon';
create table target (a int, b int default 1, primary key (a, b));
create table refers (id int primary key, a int, b int default 2, foreign key (a, b) references target on delete set default (b) on update set null,
  foreign key (a, b) references target match full on delete no action on update cascade deferrable initially immediate);
alter table refers add constraint in_pairs check (a is null = (b is null)) no inherit not valid;
create function ranked() returns bigint language internal window as 'window_rank';
create function like_support(internal) returns internal language internal immutable strict as 'textlike_support';
create function own_like(text, text) returns boolean language internal immutable strict leakproof parallel safe cost 2 support like_support as 'textlike';
create function definer(inout a int default 1, out b text, variadic c text[] default '{}') language plpgsql security definer stable set search_path from current as 'begin b := a; end';
create function neither() returns int language sql called on null input volatile parallel unsafe as 'select 1';
create function trusted(a int, b int default 5) returns table (c int, d text) language sql stable rows 3 begin atomic select a, b::text; select a + 1, 'x' as d; end;
create procedure both_ways(in a int, inout b int, out c text) language plpgsql as 'begin c := a; end';
create procedure body_too(a int) begin atomic insert into target (a) values (a); delete from target t where t.a = body_too.a; end;
create function sum_step(bigint, int) returns bigint language sql immutable as 'select $1 + coalesce($2, 0)';
create function sum_back(bigint, int) returns bigint language sql immutable as 'select $1 - coalesce($2, 0)';
create function sum_end(bigint, int) returns bigint language sql immutable as 'select $1';
create aggregate moving(int) (sfunc = sum_step, stype = bigint, sspace = 16, finalfunc = sum_end, finalfunc_extra, finalfunc_modify = shareable, combinefunc = int8pl, initcond = '0',
  msfunc = sum_step, minvfunc = sum_back, mstype = bigint, msspace = 16, mfinalfunc = sum_end, mfinalfunc_extra, mfinalfunc_modify = read_write, minitcond = '0', parallel = restricted);
create aggregate with_state(numeric) (sfunc = numeric_avg_accum, stype = internal, serialfunc = numeric_avg_serialize, deserialfunc = numeric_avg_deserialize,
  combinefunc = numeric_avg_combine, finalfunc = numeric_avg, parallel = safe);
create aggregate own_percentile(float8 order by float8) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_cont_float8_final);
create aggregate own_rank(variadic "any" order by variadic "any") (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical);
revoke execute on function own_percentile(float8, float8) from public; revoke execute on function own_rank("any") from public;
create aggregate least_of(int) (sfunc = int4smaller, stype = int, sortop = <); create aggregate any_rows(*) (sfunc = int8inc, stype = bigint, initcond = '0');
create aggregate listed(variadic items text[]) (sfunc = array_cat, stype = text[]);
comment on aggregate any_rows(*) is 'how many'; comment on aggregate own_percentile(float8 order by float8) is 'between two';
create type float_span as range (subtype = float8, subtype_diff = float8mi, subtype_opclass = float8_ops);
create type steps; create function whole(steps) returns steps language internal immutable strict as 'int4range_canonical';
create type steps as range (subtype = int, canonical = whole);
create table spans (id int primary key, a float_span, b steps);
create view shown as select id, a from spans; create function noted() returns trigger language plpgsql as 'begin return new; end';
create trigger noted instead of update on shown for each row execute function noted(); create rule silent as on delete to shown do instead nothing;
comment on trigger noted on shown is 'of a view'; comment on rule silent on shown is 'nothing goes'; comment on index kept_view_fast is 'of a materialized view';
comment on column kept_view.id is 'the number'; comment on materialized view kept_view is 'kept'; comment on type steps is 'whole numbers'; comment on procedure both_ways is 'in and out';
create sequence counter as int minvalue -5 maxvalue 5 start 0 no cycle; alter sequence counter owned by spans.id;
comment on schema public is 'all of it'; comment on sequence counter is 'counts';
create cast (steps as text) with inout; create function to_span(steps) returns float_span language sql immutable as 'select float_span(lower($1), upper($1))';
create cast (steps as float_span) with function to_span(steps) as implicit;
comment on cast (steps as text) is 'as it is written';
create function point_left(point, point) returns boolean language sql immutable as 'select $1[0] < $2[0]';
create operator <<< (leftarg = point, rightarg = point, function = point_left, commutator = >>>, restrict = positionsel, join = positionjoinsel);
create operator !! (rightarg = steps, function = whole); comment on operator !! (none, steps) is 'before';
create policy readable on spans for select using (a is not null); alter table spans enable row level security; alter table spans force row level security;
create policy narrow on spans as restrictive for all to current_user, public using (id > 0) with check (id < 1000); comment on policy narrow on spans is 'fewer';
create statistics spans_more (dependencies) on id, a from spans; alter statistics spans_more set statistics 0;
create view low as select id, a as word from kept; create function lows(n int) returns setof low language sql stable as 'select * from low where id < n';
create function low_label(l low) returns text language sql immutable as 'select ($1).word'; create function one_low() returns low language sql stable begin atomic select id, word from low limit 1; end;
create view labelled as select l.id, low_label(l.*) as label from low l; create view of_lows as select n.id, n.word from lows(5) n where n.id > 1;
create materialized view kept_lows as select (one_low()).word as word;
