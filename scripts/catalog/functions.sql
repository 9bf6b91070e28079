-- Functions by name, and an index of them by number.
\qecho :head
select line from function_lists where extension is null order by part, sort;
\qecho '\nconstexpr Function rows[] = {'
select '    ' || row || ',' from function_rows where extension is null order by proname collate "C", oid;
\qecho '};\n\nconstexpr std::uint16_t order_by_oid[] = {'
select '    ' || string_agg(place::text, ', ' order by place_in_order) || ','
from (select place, row_number() over (order by oid) as place_in_order
      from (select oid, row_number() over (order by proname collate "C", oid) - 1 as place
            from function_rows where extension is null) as t) as u
group by (place_in_order - 1) / 16 order by (place_in_order - 1) / 16;
\qecho '};\n\n}  // namespace\n\nauto functions() -> std::span<const Function> { return rows; }\nauto functions_by_oid() -> std::span<const std::uint16_t> { return order_by_oid; }\n\n}  // namespace ormc::catalog::tables'
