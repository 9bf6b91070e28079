-- Countries with customers but no staff (set operations), and those with both.
(select co.country, 'customers' as who
 from customer cu, address a, city ci, country co
 where cu.address_id = a.address_id and a.city_id = ci.city_id and ci.country_id = co.country_id
 except
 select co.country, 'customers'
 from staff s, address a, city ci, country co
 where s.address_id = a.address_id and a.city_id = ci.city_id and ci.country_id = co.country_id)
union all
(select country, 'both' from customer_list
 intersect
 select country, 'both' from staff_list)
order by who, country
limit 40;
