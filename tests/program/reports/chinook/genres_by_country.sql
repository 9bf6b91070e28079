-- The genre that sells most in each country, ties included.
select country, genre, sold
from (
  select i.billing_country as country, g.name as genre, sum(il.quantity) as sold,
         rank() over (partition by i.billing_country order by sum(il.quantity) desc) as place
  from invoice i
  join invoice_line il on il.invoice_id = i.invoice_id
  join track t on t.track_id = il.track_id
  join genre g on g.genre_id = t.genre_id
  group by i.billing_country, g.genre_id
) ranked
where place = 1
order by country, genre;
