-- Index methods, operator classes and the operators that their families serve.
\qecho :head
\qecho 'constexpr AccessMethod method_rows[] = {'
select '    ' || row || ',' from method_rows where extension is null order by oid;
\qecho '};\n\nconstexpr OperatorClass class_rows[] = {'
select '    ' || row || ',' from class_rows where extension is null order by opcmethod, opcname collate "C", oid;
\qecho '};\n\nconstexpr FamilyOperator family_rows[] = {'
select '    ' || row || ',' from family_rows where extension is null
order by amopfamily, amopstrategy, amoplefttype, amoprighttype, amopopr;
\qecho '};\n\n}  // namespace\n\nauto access_methods() -> std::span<const AccessMethod> { return method_rows; }\nauto operator_classes() -> std::span<const OperatorClass> { return class_rows; }\nauto family_operators() -> std::span<const FamilyOperator> { return family_rows; }\n\n}  // namespace ormc::catalog::tables'
