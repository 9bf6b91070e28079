-- Operators by name, and an index of them by number.
\qecho :head
\qecho 'constexpr Operator rows[] = {'
select '    ' || row || ',' from operator_rows where extension is null order by oprname collate "C", oid;
\qecho '};\n\nconstexpr std::uint16_t order_by_oid[] = {'
select '    ' || string_agg(place::text, ', ' order by place_in_order) || ','
from (select place, row_number() over (order by oid) as place_in_order
      from (select oid, row_number() over (order by oprname collate "C", oid) - 1 as place
            from operator_rows where extension is null) as t) as u
group by (place_in_order - 1) / 16 order by (place_in_order - 1) / 16;
\qecho '};\n\n}  // namespace\n\nauto operators() -> std::span<const Operator> { return rows; }\nauto operators_by_oid() -> std::span<const std::uint16_t> { return order_by_oid; }\n\n}  // namespace ormc::catalog::tables'
