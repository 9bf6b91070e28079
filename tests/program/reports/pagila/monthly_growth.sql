-- Revenue by month against the month before.
with monthly as (
  select to_char(payment_date, 'YYYY-MM') as month, sum(amount) as revenue
  from payment
  group by to_char(payment_date, 'YYYY-MM')
)
select month, revenue,
       lag(revenue) over (order by month) as before,
       round(100 * (revenue - lag(revenue) over (order by month)) / nullif(lag(revenue) over (order by month), 0), 1) as growth,
       first_value(month) over (order by revenue desc) as best_month
from monthly
order by month;
