-- Names of agents and customers in one list, the agents first, with who looks after whom.
select 'agent' as kind, e.first_name, e.last_name, null as agent from employee e where e.title ~* 'support'
union all
select 'customer', c.first_name, c.last_name, e.last_name
from customer c left outer join employee e on (c.support_rep_id = e.employee_id)
order by 1, 3, 2;
