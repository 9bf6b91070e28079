-- Copies that were rented most and least in each store, by rank over aggregates.
select store_id, film_id, copies, rentals, turnover, best, worst
from (
  select i.store_id, i.film_id, count(distinct i.inventory_id) as copies, count(r.rental_id) as rentals,
         round(count(r.rental_id)::numeric / count(distinct i.inventory_id), 2) as turnover,
         dense_rank() over (partition by i.store_id order by count(r.rental_id)::numeric / count(distinct i.inventory_id) desc) as best,
         dense_rank() over (partition by i.store_id order by count(r.rental_id)::numeric / count(distinct i.inventory_id)) as worst
  from inventory i
  left join rental r on r.inventory_id = i.inventory_id
  group by i.store_id, i.film_id
) t
where best <= 2 or worst <= 1
order by store_id, best, film_id;
