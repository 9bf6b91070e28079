-- Films with all of the wanted features and none of the unwanted ones.
select film_id, title, special_features, array_length(special_features, 1) as features
from film
where special_features @> $1 and not special_features && $2
order by title
limit 30;
