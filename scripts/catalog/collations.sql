-- Collations that every server has: those of the operating system differ from machine to machine.
\qecho :head
\qecho 'constexpr Collation rows[] = {'
select format('    {"pg_catalog", %s},', pg_temp.quote(collname))
from pg_collation
where collnamespace = 'pg_catalog'::regnamespace
  and (collprovider <> 'c' or collname in ('C', 'POSIX', 'ucs_basic')) and oid < 16384
order by collname collate "C";
\qecho '};\n\n}  // namespace\n\nauto collations() -> std::span<const Collation> { return rows; }\n\n}  // namespace ormc::catalog::tables'
