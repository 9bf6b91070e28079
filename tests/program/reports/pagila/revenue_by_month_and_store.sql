-- Revenue of each store by month, with its share of the month and a running total.
select date_trunc('month', p.payment_date) as month,
       s.store_id,
       sum(p.amount) as revenue,
       round(100 * sum(p.amount) / sum(sum(p.amount)) over (partition by date_trunc('month', p.payment_date)), 2) as share,
       sum(sum(p.amount)) over (partition by s.store_id order by date_trunc('month', p.payment_date)
                                rows between unbounded preceding and current row) as running
from payment p
join staff st on st.staff_id = p.staff_id
join store s on s.store_id = st.store_id
group by date_trunc('month', p.payment_date), s.store_id
order by month, s.store_id;
