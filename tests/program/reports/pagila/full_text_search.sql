-- Films about something, the best match first.
select film_id, title, ts_rank(fulltext, query) as rank, ts_headline('english', description, query) as headline
from film, to_tsquery('english', $1) query
where fulltext @@ query
order by rank desc, title
limit 25;
