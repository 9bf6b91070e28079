-- The columns of system tables and views.
\qecho :head
select format('constexpr TypeField f_%s[] = {%s%s};', type, E'\n    ', string_agg(row, E',\n    ' order by attnum))
from field_rows where extension is null group by type order by type;
\qecho '\nconstexpr CompositeFields rows[] = {'
select format('    {%s, f_%s},', type, type) from field_rows where extension is null group by type order by type;
\qecho '};\n\n}  // namespace\n\nauto composite_fields() -> std::span<const CompositeFields> { return rows; }\n\n}  // namespace ormc::catalog::tables'
