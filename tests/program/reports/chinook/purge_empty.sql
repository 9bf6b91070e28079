-- Artists without albums go.
delete from artist a
where not exists (select 1 from album al where al.artist_id = a.artist_id)
returning a.artist_id, a.name;
