-- Gaps and islands: runs of consecutive days on which the shop rented at least n films.
with days as (
  select rental_date::date as day, count(*) as rentals
  from rental
  group by 1
  having count(*) >= $1
), islands as (
  select day, rentals, day - (row_number() over (order by day))::int as island
  from days
)
select min(day) as first_day, max(day) as last_day, count(*) as days, sum(rentals) as rentals
from islands
group by island
having count(*) > 1
order by first_day;
