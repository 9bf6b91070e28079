-- Casts by source and target.
\qecho :head
\qecho 'constexpr Cast rows[] = {'
select '    ' || row || ',' from cast_rows where extension is null order by castsource, casttarget;
\qecho '};\n\n}  // namespace\n\nauto casts() -> std::span<const Cast> { return rows; }\n\n}  // namespace ormc::catalog::tables'
