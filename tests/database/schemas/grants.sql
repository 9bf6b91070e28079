-- Privileges of every kind of object.
do $$ begin create role grant_reader; create role "grant writer"; exception when duplicate_object then null; end $$;
create schema guarded;
create table guarded.post (id serial primary key, title text, body text); create view guarded.titles as select title from guarded.post;
create sequence guarded.counter; create type guarded.kind as enum ('a'); create domain guarded.short as varchar(5);
create function guarded.f(a int, b text) returns int language sql as 'select 1'; create procedure guarded.p() language sql as 'select 1';
grant usage on schema guarded to grant_reader, "grant writer"; grant create on schema guarded to "grant writer" with grant option;
grant select, insert on guarded.post to grant_reader; grant all on guarded.post to "grant writer"; grant update (title, body) on guarded.post to grant_reader; grant references (id) on guarded.post to public;
grant select on guarded.titles to public; grant usage on sequence guarded.counter to grant_reader with grant option; grant select on sequence guarded.post_id_seq to grant_reader;
revoke all on function guarded.f(int, text) from public; grant execute on function guarded.f(int, text) to grant_reader; revoke execute on procedure guarded.p() from public;
revoke usage on type guarded.kind from public; grant usage on type guarded.kind to grant_reader; grant usage on domain guarded.short to grant_reader;
alter default privileges in schema guarded grant select on tables to grant_reader; alter default privileges grant execute on functions to "grant writer";
alter default privileges revoke usage on types from public;
revoke usage on schema public from public; grant create on schema public to grant_reader;
