-- Films longer than all of one category and as dear as some of another.
select title, length, rental_rate
from film
where length > all (select f.length from film f natural join film_category join category c using (category_id)
                    where c.name = 'Family' and f.length < 180)
  and rental_rate = any (select rental_rate from film where rating = 'NC-17')
  and (rating, rental_duration) in (('PG', 7), ('R', 7), ('G', 6))
order by length desc, title;
