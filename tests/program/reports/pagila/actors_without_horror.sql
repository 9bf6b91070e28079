-- Actors who played in comedies but never in a horror film.
select a.actor_id, a.first_name, a.last_name
from actor a
where exists (
    select 1 from film_actor fa
    join film_category fc on fc.film_id = fa.film_id
    join category c on c.category_id = fc.category_id
    where fa.actor_id = a.actor_id and c.name = 'Comedy')
  and not exists (
    select 1 from film_actor fa
    join film_category fc on fc.film_id = fa.film_id
    join category c on c.category_id = fc.category_id
    where fa.actor_id = a.actor_id and c.name = 'Horror')
order by a.last_name, a.first_name, a.actor_id;
