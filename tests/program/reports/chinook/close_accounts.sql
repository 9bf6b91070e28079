-- Customers without a purchase since a day lose their agent.
update customer
set support_rep_id = null, (fax, phone) = (select null::text, 'see file')
where not exists (select from invoice i where i.customer_id = customer.customer_id and i.invoice_date >= $1)
returning customer_id, last_name, phone;
