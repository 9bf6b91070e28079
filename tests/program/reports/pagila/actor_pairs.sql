-- Actors who play together most often.
select a.first_name || ' ' || a.last_name as first, b.first_name || ' ' || b.last_name as second, count(*) as films
from film_actor x
join film_actor y on y.film_id = x.film_id and y.actor_id > x.actor_id
join actor a on a.actor_id = x.actor_id
join actor b on b.actor_id = y.actor_id
group by a.actor_id, b.actor_id
having count(*) >= 5
order by films desc, first, second;
