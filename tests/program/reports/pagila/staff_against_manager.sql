-- What each clerk took in against the manager of the store.
select st.staff_id, st.first_name, m.first_name as manager, sum(p.amount) as taken,
       sum(p.amount) - (select sum(q.amount) from payment q where q.staff_id = s.manager_staff_id) as against_manager
from staff st
join store s on s.store_id = st.store_id
left join staff m on m.staff_id = s.manager_staff_id
join payment p on p.staff_id = st.staff_id
group by st.staff_id, st.first_name, m.first_name, s.manager_staff_id
order by st.staff_id;
