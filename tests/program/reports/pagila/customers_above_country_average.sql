-- Customers who spent more than the average customer of their country, and by how much.
with spent as (
  select cu.customer_id, cu.first_name || ' ' || cu.last_name as name, co.country_id, co.country, sum(p.amount) as total
  from customer cu
  join payment p using (customer_id)
  join address a using (address_id)
  join city ci using (city_id)
  join country co using (country_id)
  group by cu.customer_id, co.country_id
)
select s.country, s.name, s.total, round(s.total - (select avg(o.total) from spent o where o.country_id = s.country_id), 2) as above
from spent s
where s.total > 1.2 * (select avg(o.total) from spent o where o.country_id = s.country_id)
order by s.country, above desc, s.name;
