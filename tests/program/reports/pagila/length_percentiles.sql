-- Quartiles of film length by rating, the commonest length, and where 100 minutes would rank.
select rating,
       percentile_cont(0.5) within group (order by length) as median,
       percentile_cont(array[0.25, 0.75]) within group (order by length) as quartiles,
       percentile_disc(0.9) within group (order by length) as ninth_decile,
       mode() within group (order by rental_duration) as usual_duration,
       rank(100) within group (order by length) as rank_of_100
from film
group by rating
order by rating;
