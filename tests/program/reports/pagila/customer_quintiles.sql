-- Customers in five groups by what they spent: the size and weight of each.
select quintile, count(*) as customers, min(total) as least, max(total) as most, sum(total) as sum,
       round(sum(total) / sum(sum(total)) over (), 4) as weight
from (
  select customer_id, sum(amount) as total, ntile(5) over (order by sum(amount) desc, customer_id) as quintile
  from payment
  group by customer_id
) ranked
group by quintile
order by quintile;
