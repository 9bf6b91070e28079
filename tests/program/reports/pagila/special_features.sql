-- How often each special feature comes on a disc, alone and together with others.
select feature, count(*) as films, count(*) filter (where cardinality(special_features) = 1) as alone,
       min(title) as first_title
from film, unnest(special_features) as feature
group by feature
order by films desc, feature;
