-- The dearest film of each rating.
select distinct on (rating) rating, title, replacement_cost, rental_rate
from film
order by rating, replacement_cost desc, title;
