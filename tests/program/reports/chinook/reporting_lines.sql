-- The staff as a tree: each one's way to the top, and how many work below.
with recursive line as (
    select employee_id, reports_to, first_name || ' ' || last_name as name, 1 as level,
           array[employee_id] as path, (first_name || ' ' || last_name)::text as chain
    from employee
    where reports_to is null
  union all
    select e.employee_id, e.reports_to, e.first_name || ' ' || e.last_name, l.level + 1,
           l.path || e.employee_id, l.chain || ' > ' || e.first_name || ' ' || e.last_name
    from employee e
    join line l on e.reports_to = l.employee_id
)
select repeat('  ', level - 1) || name as name, chain, path,
       (select count(*) from line below where l.employee_id = any (below.path) and below.employee_id <> l.employee_id) as below
from line l
order by path;
