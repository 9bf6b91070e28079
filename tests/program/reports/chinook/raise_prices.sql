-- Tracks longer than the average of their genre cost more; what it would have brought comes back.
with long_tracks as (
  select t.track_id
  from track t
  where t.milliseconds > 3 * (select avg(o.milliseconds) from track o where o.genre_id = t.genre_id)
), raised as (
  update track set unit_price = unit_price + $1 where track_id in (select track_id from long_tracks)
  returning track_id, name, unit_price
)
select r.track_id, r.name, r.unit_price, count(il.invoice_line_id) * $1 as would_have_brought
from raised r left join invoice_line il on il.track_id = r.track_id
group by r.track_id, r.name, r.unit_price
order by r.track_id;
