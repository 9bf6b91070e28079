-- A copy of every film that a store lacks and the other has at least n times.
insert into inventory (inventory_id, film_id, store_id, last_update)
select 100000 + row_number() over (order by film_id), film_id, $1, '2022-06-01 00:00+00'
from inventory
where store_id <> $1
group by film_id
having count(*) >= $2
   and film_id not in (select film_id from inventory where store_id = $1)
returning inventory_id, film_id, store_id;
