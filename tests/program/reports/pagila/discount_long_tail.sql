-- Films that are hardly rented get cheaper; the new prices come back with the old ones.
with counted as (
  select i.film_id, count(r.rental_id) as rentals
  from inventory i left join rental r using (inventory_id)
  group by i.film_id
)
update film f
set rental_rate = round(f.rental_rate * (1 - $1::numeric), 2), rental_duration = f.rental_duration + 1
from counted c, film before
where c.film_id = f.film_id and before.film_id = f.film_id and c.rentals < 6
returning f.title, before.rental_rate as old_rate, f.rental_rate as new_rate, c.rentals;
