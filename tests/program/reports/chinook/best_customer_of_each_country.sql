-- The customer who spent most in each country; countries with one customer as "other".
with spent as (
  select c.country, c.customer_id, c.first_name || ' ' || c.last_name as name, sum(i.total) as total
  from customer c join invoice i on i.customer_id = c.customer_id
  group by c.customer_id
), best as (
  select *, row_number() over (partition by country order by total desc, customer_id) as place,
         count(*) over (partition by country) as customers
  from spent
)
select case when customers = 1 then 'other' else country end as country, name, total
from best
where place = 1
order by country, total desc, name;
