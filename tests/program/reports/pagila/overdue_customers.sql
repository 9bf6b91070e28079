-- Who returned late, how often, and the fee at a dollar a day.
select cu.first_name, cu.last_name, count(*) as late,
       sum(ceil(extract(epoch from (r.return_date - r.rental_date)) / 86400) - f.rental_duration) as fee
from rental r
join customer cu on cu.customer_id = r.customer_id
join inventory i on i.inventory_id = r.inventory_id
join film f on f.film_id = i.film_id
where r.return_date > r.rental_date + f.rental_duration * interval '1 day'
group by cu.customer_id
order by fee desc, cu.customer_id
limit 20;
