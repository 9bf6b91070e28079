-- What the catalogue's differential test declares on the server; catalog_probe.cpp declares the same
-- in a Catalog.
drop schema if exists catalog_probe cascade;
create schema catalog_probe;
set search_path = catalog_probe;
create type mood as enum ('sad', 'ok');
create type size as enum ('s', 'l');
create domain natural_number as int4 check (value >= 0);
create domain small_number as natural_number check (value < 100);
create domain email as text;
create domain code as varchar(8);
create domain int_list as int4[];
create domain some_mood as mood;
create domain span as int4range;
create type pair as (a int4, b text);
create domain some_pair as pair;
create table parent (id int4, name text);
create table child (extra bool) inherits (parent);
create type float_range as range (subtype = float8);
create function overloaded(int4) returns int4 language sql as 'select 1';
create function overloaded(text) returns text language sql as 'select $1';
create function overloaded(numeric, numeric default 0) returns numeric language sql as 'select $1';
create function overloaded(a float8, b int4 default 0, c text default '') returns float8 language sql as 'select $1';
create function named(x int4, y text default '', z bool default true) returns int4 language sql as 'select 1';
create function named(x text, w int8 default 0) returns text language sql as 'select $1';
create function gather(variadic int4[]) returns int4 language sql as 'select 1';
create function gather(first text, variadic rest text[]) returns text language sql as 'select $1';
create function gather(numeric) returns numeric language sql as 'select $1';
create function gather_any(text, variadic anyarray) returns anyelement language sql as 'select $2[1]';
create function gather_compatible(variadic anycompatiblearray) returns anycompatible language sql as 'select $1[1]';
create function same(anyelement, anyelement) returns anyarray language sql as 'select array[$1, $2]';
create function compatible(anycompatible, anycompatiblearray) returns anycompatiblearray language sql as 'select $2';
create function not_array(anynonarray) returns anynonarray language sql as 'select $1';
create function an_enum(anyenum, anyenum) returns anyenum language sql as 'select $1';
create function in_range(anyrange, anyelement) returns anyrange language sql as 'select $1';
create function in_compatible_range(anycompatiblerange, anycompatible) returns anycompatible language sql as 'select lower($1)';
create function takes_parent(parent) returns int4 language sql as 'select 1';
create function takes_pair(pair) returns text language sql as 'select ''''';
create function takes_mood(mood) returns text language sql as 'select ''''';
create function takes_record(record) returns text language plpgsql as 'begin return ''''; end';
create function takes_natural(natural_number) returns text language sql as 'select ''''';
create function takes_email(email) returns email language sql as 'select $1';
create function email_or_text(email) returns email language sql as 'select $1';
create function email_or_text(text) returns text language sql as 'select $1';
create function at_half(mood, size) returns bool language sql as 'select true';
create function at_half(mood, text) returns bool language sql as 'select true';
create operator <%%> (function = at_half, leftarg = mood, rightarg = size);
create operator <%%> (function = at_half, leftarg = mood, rightarg = text);
-- The operator class that an index on each column of a table would have, by index method.
create function default_classes(target text) returns table (column_name text, method text, class text) language plpgsql as $$
declare
  made oid;
begin
  for column_name, method in
    select attname, amname from pg_attribute, pg_am
    where attrelid = target::regclass and attnum > 0 and amtype = 'i' order by attnum, amname
  loop
    begin
      execute format('create index probing on %s using %I (%I)', target, method, column_name);
      select opcname into class from pg_index join pg_opclass on pg_opclass.oid = indclass[0]
      where indexrelid = 'probing'::regclass;
      drop index probing;
    exception
      when undefined_object then class := '';
      when undefined_function then class := '?';  -- elements that cannot be compared
    end;
    return next;
  end loop;
end
$$;
