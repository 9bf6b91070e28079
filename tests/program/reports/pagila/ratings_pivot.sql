-- Films of each category, a column for each rating.
select c.name,
       count(*) filter (where f.rating = 'G') as g,
       count(*) filter (where f.rating = 'PG') as pg,
       count(*) filter (where f.rating = 'PG-13') as pg_13,
       count(*) filter (where f.rating = 'R') as r,
       count(*) filter (where f.rating = 'NC-17') as nc_17,
       sum(case when f.length > 120 then 1 else 0 end) as long_films,
       avg(f.rental_rate) filter (where f.rating in ('PG', 'PG-13'))::numeric(6, 3) as parental_rate
from category c
left join film_category fc on fc.category_id = c.category_id
left join film f on f.film_id = fc.film_id
group by c.category_id
order by c.name;
