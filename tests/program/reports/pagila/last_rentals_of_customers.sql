-- The last n rentals of each customer of a store (lateral).
select cu.customer_id, last.rental_date, last.title
from customer cu
cross join lateral (
  select r.rental_date, f.title
  from rental r
  join inventory i on i.inventory_id = r.inventory_id
  join film f on f.film_id = i.film_id
  where r.customer_id = cu.customer_id
  order by r.rental_date desc, r.rental_id desc
  limit $2
) last
where cu.store_id = $1 and cu.active = 1
order by cu.customer_id, last.rental_date desc, last.title;
