-- Copies whose time with a customer overlaps a period, as ranges.
select r.rental_id, tstzrange(r.rental_date, r.return_date) * tstzrange($1, $2) as within,
       upper(tstzrange(r.rental_date, r.return_date)) - lower(tstzrange(r.rental_date, r.return_date)) as kept
from rental r
where tstzrange(r.rental_date, r.return_date) && tstzrange($1, $2)
order by r.rental_id
limit 40;
