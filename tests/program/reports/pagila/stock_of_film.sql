-- Which copies of a film are in stock where, by a function of the database.
select i.inventory_id, i.store_id, inventory_in_stock(i.inventory_id) as in_stock,
       case when not inventory_in_stock(i.inventory_id) then inventory_held_by_customer(i.inventory_id) end as held_by
from inventory i join film f using (film_id)
where f.title = $1
order by i.inventory_id;
