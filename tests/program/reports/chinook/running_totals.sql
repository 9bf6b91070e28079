-- A customer's invoices with running total, number, and share of the year.
select invoice_id, invoice_date, total,
       sum(total) over (order by invoice_date, invoice_id) as running,
       row_number() over (order by invoice_date, invoice_id) as number,
       round(total / sum(total) over (partition by extract(year from invoice_date)), 3) as of_year,
       cume_dist() over (order by total) as distribution,
       nth_value(total, 2) over (order by total desc rows between unbounded preceding and unbounded following) as second
from invoice
where customer_id = $1
order by invoice_date, invoice_id;
