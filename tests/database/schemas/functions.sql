-- Functions, aggregates and operators.
create function slugify(value text) returns text language sql immutable strict parallel safe as $$ select lower(replace($1, ' ', '-')) $$;
create function shorten(value text, most integer default 80, mark text default '...'::text) returns text language sql stable
as $$ select left(value, most) || mark $$;
create function shorten(value integer) returns integer language sql immutable as 'select value';
create function bounds(a integer[], out low integer, out high integer) language sql as $$ select min(x), max(x) from unnest(a) x $$;
create function pieces(value text, variadic marks text[] default '{}') returns table (place integer, piece text) language sql rows 50 cost 5 as $$
  select n::int, p from regexp_split_to_table(value, array_to_string(marks, '|')) with ordinality as t(p, n)
$$;
create function tally(inout n integer, step integer default 1) language plpgsql leakproof as $f$
begin
  -- """ and $$ in a body
  n := n + step; raise notice '% $$ """', n;
end
$f$;
create function nothing() returns void language plpgsql security definer as 'begin end';
create function many() returns setof integer language sql as 'select generate_series(1, 3)';
create function first_of(a anyelement, b anyelement) returns anyelement language sql as 'select coalesce(a, b)';
create function quote_it(v text) returns text language sql as 'select ''"'' || v || ''"''';
comment on function slugify(text) is 'for addresses';
create function touch() returns trigger language plpgsql as $$ begin new.touched_at := now(); return new; end $$;
create aggregate product(value numeric) (sfunc = numeric_mul, stype = numeric, initcond = '1', parallel = safe);
create function same_text(a text, b text) returns boolean language sql immutable as 'select lower(a) = lower(b)';
create operator === (leftarg = text, rightarg = text, function = same_text, commutator = ===);
create function opposite(a text) returns text language sql immutable as 'select reverse(a)';
create operator !~! (rightarg = text, function = opposite);
create table uses_code (id int primary key, title text not null, slug text not null default slugify('A b'),
  touched_at timestamptz, short text generated always as (slugify(title)) stored,
  check (same_text(title, title)), check (title === slug or title operator(public.===) 'x'));
create index on uses_code (slugify(title));
comment on aggregate product(numeric) is 'of all';
comment on operator === (text, text) is 'but for case';
