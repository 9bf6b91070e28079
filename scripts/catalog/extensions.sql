-- Creates every extension that the server has, each in `public`, so that its objects can be read.
-- plpgsql is there from the start, brings no types or operators, and is left out.
do $$
declare
  name text;
begin
  for name in select e.name from pg_available_extensions e
              where e.installed_version is null and e.name <> 'plpgsql' order by e.name collate "C"
  loop
    begin
      execute format('create extension %I cascade', name);
    exception when others then
      raise warning 'extension % left out: %', name, sqlerrm;
    end;
  end loop;
end
$$;
