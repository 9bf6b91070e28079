-- Revenue of each sales agent by quarter of a year, side by side.
select e.employee_id, e.last_name,
       coalesce(sum(i.total) filter (where extract(quarter from i.invoice_date) = 1), 0) as q1,
       coalesce(sum(i.total) filter (where extract(quarter from i.invoice_date) = 2), 0) as q2,
       coalesce(sum(i.total) filter (where extract(quarter from i.invoice_date) = 3), 0) as q3,
       coalesce(sum(i.total) filter (where extract(quarter from i.invoice_date) = 4), 0) as q4,
       sum(i.total) as year
from employee e
left join customer c on c.support_rep_id = e.employee_id
left join invoice i on i.customer_id = c.customer_id and extract(year from i.invoice_date) = $1
where e.title like 'Sales%'
group by e.employee_id, e.last_name
order by e.employee_id;
