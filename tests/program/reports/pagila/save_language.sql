-- A language is added, or touched if it is there.
insert into language (language_id, name, last_update)
values ($1, $2, '2022-06-01 00:00+00'), (100, 'Latin', '2022-06-01 00:00+00')
on conflict (language_id) do update set name = excluded.name, last_update = excluded.last_update
where language.name <> excluded.name
returning language_id, upper(name) as name, last_update > now() - interval '1 hour' as touched, (xmax = 0) as inserted;
