-- Invoices in ten classes of equal width.
select width_bucket(total, 0, 30, 10) as class, numrange(min(total), max(total), '[]') as spread, count(*) as invoices,
       repeat('*', (count(*) / 10)::int) as bar
from invoice
group by class
order by class;
