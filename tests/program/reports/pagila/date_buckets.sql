-- Rentals in buckets of two weeks.
select date_bin('14 days', rental_date, timestamptz '2022-01-01 00:00+00') as bucket, count(*) as rentals,
       count(return_date) as returned, avg(return_date - rental_date) as kept
from rental
group by bucket
order by bucket;
