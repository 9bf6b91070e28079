-- Invoices above the average of their customer's, the average recomputed for each (correlated).
select i.invoice_id, i.customer_id, i.total,
       (select round(avg(o.total), 2) from invoice o where o.customer_id = i.customer_id) as usual
from invoice i
where i.total > 2 * (select avg(o.total) from invoice o where o.customer_id = i.customer_id)
order by i.total desc, i.invoice_id
limit 20;
