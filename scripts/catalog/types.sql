-- Types by number, and an index of them by name.
\qecho :head
\qecho 'constexpr Type rows[] = {'
select '    ' || row || ',' from type_rows where extension is null order by oid;
\qecho '};\n\nconstexpr std::uint16_t order_by_name[] = {'
select '    ' || string_agg(place::text, ', ' order by place_in_order) || ','
from (select place, row_number() over (order by typname collate "C", place) as place_in_order
      from (select typname, row_number() over (order by oid) - 1 as place
            from type_rows where extension is null) as t) as u
group by (place_in_order - 1) / 16 order by (place_in_order - 1) / 16;
\qecho '};\n\n}  // namespace\n\nauto types() -> std::span<const Type> { return rows; }\nauto types_by_name() -> std::span<const std::uint16_t> { return order_by_name; }\n\n}  // namespace ormc::catalog::tables'
