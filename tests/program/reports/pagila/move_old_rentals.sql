-- Rentals that came back before a day are taken out with their payments and counted by customer (writing CTEs).
with old as (
  select rental_id from rental where return_date < $1
), gone_payments as (
  delete from payment using old where payment.rental_id = old.rental_id
  returning payment.rental_id, payment.amount
), gone as (
  delete from rental where rental_id in (select rental_id from old)
  returning rental_id, customer_id
)
select customer_id, count(distinct gone.rental_id) as rentals, coalesce(sum(gone_payments.amount), 0) as paid
from gone left join gone_payments on gone_payments.rental_id = gone.rental_id
group by customer_id
order by customer_id;
