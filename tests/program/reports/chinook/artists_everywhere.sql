-- Artists sold in at least n countries, with the list of them.
select ar.name, count(distinct i.billing_country) as countries,
       array_agg(distinct i.billing_country order by i.billing_country) as where_to,
       json_object_agg(i.billing_country, il.quantity) is not null as any_sale
from artist ar
join album al using (artist_id)
join track t using (album_id)
join invoice_line il using (track_id)
join invoice i using (invoice_id)
group by ar.artist_id
having count(distinct i.billing_country) >= $1
order by countries desc, ar.name;
