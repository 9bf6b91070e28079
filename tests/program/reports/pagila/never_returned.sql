-- Films of which a copy is still out, by customers who owe more than one.
select cu.customer_id, cu.last_name, array_agg(f.title order by f.title) as films
from customer cu
join rental r on r.customer_id = cu.customer_id and r.return_date is null
join inventory i on i.inventory_id = r.inventory_id
join film f on f.film_id = i.film_id
group by cu.customer_id, cu.last_name
having count(*) > 1
order by cu.customer_id;
