-- Cohorts: customers by the month of their first purchase, and how many came back in the months after.
with firsts as (
  select customer_id, min(date_trunc('month', invoice_date)) as cohort from invoice group by customer_id
), active as (
  select distinct customer_id, date_trunc('month', invoice_date) as month from invoice
)
select f.cohort::date as cohort, count(distinct f.customer_id) as customers,
       count(*) filter (where a.month = f.cohort + interval '1 month') as after_one,
       count(*) filter (where a.month between f.cohort + interval '2 months' and f.cohort + interval '6 months') as after_six
from firsts f join active a on a.customer_id = f.customer_id
group by f.cohort
order by f.cohort;
