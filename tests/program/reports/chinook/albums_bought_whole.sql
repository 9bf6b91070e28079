-- Invoices by which a customer bought a whole album, and nothing less.
select i.invoice_id, al.title
from invoice i
join album al on al.album_id in (
  select t.album_id from invoice_line il join track t on t.track_id = il.track_id where il.invoice_id = i.invoice_id)
where not exists (
    select t.track_id from track t where t.album_id = al.album_id
    except
    select il.track_id from invoice_line il where il.invoice_id = i.invoice_id)
order by i.invoice_id, al.title;
