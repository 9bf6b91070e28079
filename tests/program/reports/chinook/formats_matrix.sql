-- Tracks by genre and format, empty cells included.
select g.name as genre, m.name as format, count(t.track_id) as tracks
from genre g
cross join media_type m
left join track t on t.genre_id = g.genre_id and t.media_type_id = m.media_type_id
group by g.genre_id, m.media_type_id
order by genre, format;
