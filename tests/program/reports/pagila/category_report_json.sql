-- A document for each category: its films and their number, as jsonb.
select c.name,
       jsonb_build_object('films', count(*), 'minutes', sum(f.length),
                          'best', jsonb_agg(jsonb_build_object('title', f.title, 'rate', f.rental_rate) order by f.rental_rate desc, f.title)
                                  filter (where f.length < 50)) as report
from category c
join film_category fc on fc.category_id = c.category_id
join film f on f.film_id = fc.film_id
group by c.name
order by c.name;
