-- Do longer films cost more? Statistics over pairs.
select rating, count(*) as n, round(corr(length, replacement_cost)::numeric, 6) as correlation,
       round(regr_slope(replacement_cost, length)::numeric, 6) as slope,
       round(stddev_samp(length), 4) as deviation, round(variance(rental_rate), 4) as variance
from film
where length is not null
group by rating
order by rating;
