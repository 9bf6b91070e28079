-- Days between a customer's purchases: average, longest, last.
with steps as (
  select customer_id, invoice_date,
         invoice_date - lag(invoice_date) over (partition by customer_id order by invoice_date) as step
  from invoice
)
select customer_id, count(step) as returns, avg(step) as average, max(step) as longest,
       max(invoice_date) as last_seen, age(max(invoice_date), min(invoice_date)) as customer_for
from steps
group by customer_id
having count(step) > 0
order by average, customer_id;
