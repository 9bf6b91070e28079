-- Composers, split out of lists, with the number of their tracks.
select trim(composer) as composer, count(*) as tracks, sum(milliseconds) / 60000 as minutes
from (select regexp_split_to_table(t.composer, '[,/&]') as composer, t.milliseconds from track t where t.composer is not null) c
where trim(composer) <> ''
group by trim(composer)
having count(*) >= 20
order by tracks desc, composer;
