-- Relational division: customers who rented from every category there is.
select cu.customer_id, cu.email
from customer cu
where not exists (
  select * from category c
  where not exists (
    select *
    from rental r
    join inventory i on i.inventory_id = r.inventory_id
    join film_category fc on fc.film_id = i.film_id
    where r.customer_id = cu.customer_id and fc.category_id = c.category_id))
order by cu.customer_id;
