-- Daily payments with their average over a week, gaps filled by a calendar.
select d::date as day,
       coalesce(sum(p.amount), 0) as revenue,
       round(avg(coalesce(sum(p.amount), 0)) over (order by d rows between 6 preceding and current row), 2) as week
from generate_series(timestamptz '2022-02-01 00:00+00', timestamptz '2022-03-15 00:00+00', interval '1 day') as d
left join payment p on p.payment_date >= d and p.payment_date < d + interval '1 day'
group by d
order by d;
