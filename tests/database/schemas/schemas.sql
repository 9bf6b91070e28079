-- Several schemas that use each other's objects, and extensions in a schema of their own.
create schema tools; create schema auth; create schema "Odd Schema"; create schema empty;
create extension citext with schema tools;
create extension hstore;
create type auth.role as enum ('admin', 'user');
create type public.role as enum ('lead', 'member');
create table auth.users (id uuid primary key default gen_random_uuid(), mail tools.citext not null unique, role auth.role not null default 'user', marks hstore, team public.role default 'member');
create table public.users (id int primary key, account_id uuid not null references auth.users on delete cascade, kind auth.role[]);
create table "Odd Schema"."Odd" (id int primary key, user_id uuid references auth.users, other int references public.users);
create function auth.is_admin(r auth.role) returns boolean language sql immutable as $$ select r = 'admin' $$;
create view public.admins as select u.id, a.mail from public.users u join auth.users a on a.id = u.account_id where auth.is_admin(a.role);
create view auth.names as select mail::text as name from auth.users where mail = 'x'::tools.citext;
create table auth.audit (id bigserial primary key, who uuid references auth.users, what text, check (what <> ''));
comment on schema auth is 'who may do what';
create schema "char"; create table "char"."time" (id int primary key); create table public.timed (id int primary key, at int references "char"."time");
create view "char".bit as select id from "char"."time"; create function public.bits() returns setof "char".bit language sql as 'select 1';
create table auth.items (id int primary key, "class" text); create view public.items as select id from auth.items items; create function public.first_item() returns public.items language sql as 'select 1';
create table auth.members (user_id uuid references auth.users, item_id int references auth.items, primary key (user_id, item_id)); create table public.members (id int primary key);
create table public.lists (id int primary key); create table auth.list_users (list_id int references public.lists, user_id uuid references auth.users, primary key (list_id, user_id)); create table public.list_users (id int primary key);
