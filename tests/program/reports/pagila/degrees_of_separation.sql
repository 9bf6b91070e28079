-- How far each actor is from another one, over films they share (recursion).
with recursive reached (actor_id, depth) as (
    select $1::int, 0
  union
    select other.actor_id, r.depth + 1
    from reached r
    join film_actor mine on mine.actor_id = r.actor_id
    join film_actor other on other.film_id = mine.film_id and other.actor_id <> mine.actor_id
    where r.depth < 2
), nearest as (
  select actor_id, min(depth) as depth from reached group by actor_id
)
select depth, count(*) as actors, min(a.last_name) as for_example
from nearest n join actor a using (actor_id)
group by depth
order by depth;
