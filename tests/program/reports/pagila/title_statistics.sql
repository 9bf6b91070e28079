-- Words of titles: regular expressions and strings.
select word, count(*) as titles, string_agg(distinct left(title, 1), '' order by left(title, 1)) as initials
from film, regexp_split_to_table(lower(title), '\s+') as word
group by word
having count(*) > 3
order by titles desc, word;
