-- The n most rented films of each category.
select category, title, rentals
from (
  select c.name as category, f.title, count(*) as rentals,
         rank() over (partition by c.category_id order by count(*) desc) as place
  from category c
  join film_category fc using (category_id)
  join film f using (film_id)
  join inventory i using (film_id)
  join rental r using (inventory_id)
  group by c.category_id, c.name, f.film_id, f.title
) ranked
where place <= $1
order by category, rentals desc, title;
