-- Each album's longest track and its share of the album.
select distinct on (al.album_id) al.title, t.name,
       round(100.0 * t.milliseconds / sum(t.milliseconds) over (partition by al.album_id), 2) as percent
from album al
inner join track t using (album_id)
where al.artist_id <= 20
order by al.album_id, t.milliseconds desc, t.track_id;
