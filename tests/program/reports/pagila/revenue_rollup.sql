-- Revenue by country and city, with totals of each country and of all.
select coalesce(co.country, 'all countries') as country,
       case when grouping(ci.city) = 1 then 'all cities' else ci.city end as city,
       grouping(co.country, ci.city) as level,
       count(distinct cu.customer_id) as customers,
       sum(p.amount) as revenue
from payment p
join customer cu on cu.customer_id = p.customer_id
join address a on a.address_id = cu.address_id
join city ci on ci.city_id = a.city_id
join country co on co.country_id = ci.country_id
where co.country in ('Brazil', 'Germany', 'Japan')
group by rollup (co.country, ci.city)
having sum(p.amount) > 50
order by level, country, city;
