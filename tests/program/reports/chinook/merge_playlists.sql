-- All tracks of one playlist are put on another, those that are there already stay.
insert into playlist_track (playlist_id, track_id)
select $2, track_id from playlist_track where playlist_id = $1
on conflict do nothing
returning playlist_id, track_id;
