-- Rentals by weekday, by hour, and in total, in one pass.
select extract(isodow from r.rental_date)::int as weekday,
       extract(hour from r.rental_date)::int as hour,
       count(*) as rentals
from rental r
group by grouping sets ((extract(isodow from r.rental_date)::int), (extract(hour from r.rental_date)::int), ())
order by weekday nulls last, hour nulls last;
