-- Each customer's longest pause between two rentals.
select customer_id, previous, rental_date, pause
from (
  select customer_id, rental_date,
         lag(rental_date) over w as previous,
         rental_date - lag(rental_date) over w as pause,
         row_number() over (partition by customer_id order by rental_date desc) as newest
  from rental
  window w as (partition by customer_id order by rental_date, rental_id)
) r
where pause > interval '120 days'
order by pause desc, customer_id
limit 50;
