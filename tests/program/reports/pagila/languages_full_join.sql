-- Languages and films: languages without films, films without an original language.
select l.name, count(f.film_id) as films, count(f.original_language_id) as dubbed, bool_or(f.length > 180) as any_long,
       every(f.rental_rate > 0) as all_paid
from film f
full join language l on l.language_id = f.language_id
group by l.language_id, l.name
order by films desc, l.name;
