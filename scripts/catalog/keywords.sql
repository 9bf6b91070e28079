-- The words of PostgreSQL's grammar.
\qecho :head
\qecho 'constexpr Keyword rows[] = {'
select format('    {%s, KeywordCategory{''%s''}, %s},', pg_temp.quote(word), upper(catcode::text), pg_temp.flag(barelabel))
from pg_get_keywords() order by word collate "C";
\qecho '};\n\n}  // namespace\n\nauto keywords() -> std::span<const Keyword> { return rows; }\n\n}  // namespace ormc::catalog::tables'
