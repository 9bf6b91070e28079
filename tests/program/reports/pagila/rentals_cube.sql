-- Rentals by rating and store, and every total of them.
select f.rating, i.store_id, count(*) as rentals, grouping(f.rating) as all_ratings, grouping(i.store_id) as all_stores
from rental r
join inventory i on i.inventory_id = r.inventory_id
join film f on f.film_id = i.film_id
group by cube (f.rating, i.store_id)
order by f.rating nulls last, i.store_id nulls last;
