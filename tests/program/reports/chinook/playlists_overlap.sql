-- Playlists that are part of another one.
select a.name as inner_list, b.name as outer_list, count(*) as tracks
from playlist a
join playlist b on a.playlist_id <> b.playlist_id
join playlist_track x on x.playlist_id = a.playlist_id
where not exists (
  select 1 from playlist_track p
  where p.playlist_id = a.playlist_id
    and not exists (select 1 from playlist_track q where q.playlist_id = b.playlist_id and q.track_id = p.track_id))
group by a.playlist_id, a.name, b.playlist_id, b.name
order by inner_list, outer_list, tracks;
