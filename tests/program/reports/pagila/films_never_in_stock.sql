-- Films of which the shop has no copy (anti join).
select f.film_id, f.title
from film f
left join inventory i on i.film_id = f.film_id
where i.inventory_id is null
order by f.title;
