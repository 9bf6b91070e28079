/// The words of `.orm`. Keywords are not rules: every word is an IDENTIFIER here, and the token source
/// gives it its K_ type by a look-up, so that the automaton stays small and keywords stay soft. The ends
/// of dollar quotes and of nested comments depend on their beginnings: the token source finds them.
/// It also trims operators by PostgreSQL's rules and gives the single-character ones types of their own.
lexer grammar OrmLexer;

tokens {
  // reserved by SQL: never a bare column name or alias
  K_ALL, K_AND, K_ANY, K_ARRAY, K_AS, K_ASC, K_ASYMMETRIC, K_BOTH, K_CASE, K_CAST, K_CHECK, K_COLLATE,
  K_CONSTRAINT, K_CROSS, K_CURRENT_CATALOG, K_CURRENT_DATE, K_CURRENT_ROLE, K_CURRENT_TIME,
  K_CURRENT_TIMESTAMP, K_CURRENT_USER, K_DEFAULT, K_DESC, K_DISTINCT, K_DO, K_ELSE, K_END, K_EXCEPT,
  K_FALSE, K_FETCH, K_FOR, K_FOREIGN, K_FROM, K_FULL, K_GROUP, K_HAVING, K_ILIKE, K_IN, K_INNER,
  K_INTERSECT, K_INTO, K_IS, K_ISNULL, K_JOIN, K_LATERAL, K_LEADING, K_LEFT, K_LIKE, K_LIMIT,
  K_LOCALTIME, K_LOCALTIMESTAMP, K_NATURAL, K_NOT, K_NOTNULL, K_NULL, K_OFFSET, K_ON, K_ONLY, K_OR,
  K_ORDER, K_OVERLAPS, K_PLACING, K_PRIMARY, K_REFERENCES, K_RETURNING, K_RIGHT, K_SELECT,
  K_SESSION_USER, K_SIMILAR, K_SOME, K_SYMMETRIC, K_TABLE, K_TABLESAMPLE, K_THEN, K_TO, K_TRAILING,
  K_TRUE, K_UNION, K_UNIQUE, K_USER, K_USING, K_VARIADIC, K_WHEN, K_WHERE, K_WINDOW, K_WITH,

  // a column name, unless a parenthesis follows
  K_COALESCE, K_CUBE, K_EXISTS, K_EXTRACT, K_GREATEST, K_GROUPING, K_LEAST, K_NORMALIZE, K_NULLIF,
  K_OVERLAY, K_POSITION, K_ROLLUP, K_ROW, K_SUBSTRING, K_TREAT, K_TRIM, K_VALUES, K_XMLATTRIBUTES,
  K_XMLCONCAT, K_XMLELEMENT, K_XMLEXISTS, K_XMLFOREST, K_XMLNAMESPACES, K_XMLPARSE, K_XMLPI, K_XMLROOT,
  K_XMLSERIALIZE, K_XMLTABLE,

  // words of types
  K_BIT, K_CHAR, K_CHARACTER, K_DOUBLE, K_INTERVAL, K_NATIONAL, K_NCHAR, K_PRECISION, K_SETOF, K_TIME,
  K_TIMESTAMP, K_VARYING, K_WITHOUT, K_ZONE,
  K_YEAR, K_MONTH, K_DAY, K_HOUR, K_MINUTE, K_SECOND,

  // words of SQL that stay names wherever they can
  K_ACTION, K_AFTER, K_AT, K_BETWEEN, K_BREADTH, K_BY, K_CASCADE, K_COLLATION, K_CONFLICT, K_CURRENT,
  K_CYCLE, K_DELETE, K_DEPENDS, K_DEPTH, K_ESCAPE, K_EXCLUDE, K_FILTER, K_FIRST, K_FOLLOWING, K_GROUPS,
  K_INCLUDE, K_INDEX, K_INSERT, K_KEY, K_LANGUAGE, K_LAST, K_LOCKED, K_MATCH, K_MATCHED, K_MATERIALIZED,
  K_MERGE, K_NEXT, K_NFC, K_NFD, K_NFKC, K_NFKD, K_NO, K_NORMALIZED, K_NOTHING, K_NOWAIT, K_NULLS, K_OF,
  K_OPERATOR, K_ORDINALITY, K_OTHERS, K_OUTER, K_OVER, K_OVERRIDING, K_PAGE, K_PARTITION, K_PRECEDING,
  K_RANGE, K_RECURSIVE, K_REPEATABLE, K_RESTRICT, K_ROWS, K_SEARCH, K_SET, K_SHARE, K_SKIP, K_SYSTEM,
  K_TIES, K_UNBOUNDED, K_UNKNOWN, K_UPDATE, K_VALUE, K_WITHIN, K_UESCAPE, K_SETS, K_COLUMNS, K_CONTENT,
  K_DOCUMENT, K_NAME, K_PASSING, K_PATH, K_PRESERVE, K_REF, K_STANDALONE, K_STRIP, K_VERSION,
  K_WHITESPACE, K_YES,

  // orm's own
  K_ABSTRACT, K_AGGREGATE, K_DOMAIN, K_ENUM, K_EXTENSION, K_FUNCTION, K_MODEL, K_MODULE, K_PREDICATE, K_QUERY,
  K_SCHEMA, K_SHAPE, K_SQL, K_TYPE, K_VIEW,

  // words of schema declarations
  K_ACCESS, K_ATOMIC, K_BEFORE, K_CLASS, K_CONVERSION, K_EACH, K_EVENT, K_EXECUTE, K_FAMILY, K_GRANT,
  K_INHERITS, K_INSTEAD, K_OPTIONS,
  K_OWNED, K_POLICY, K_PRIVILEGES, K_PROCEDURE, K_PUBLICATION, K_REFERENCING, K_REVOKE, K_RULE, K_SEQUENCE,
  K_SERVER, K_STATEMENT, K_STATISTICS, K_SUBSCRIPTION, K_TEXT, K_TRANSFORM, K_TRIGGER, K_TRUNCATE,
  K_TRUSTED,

  // what the token source makes of OPERATOR and of what it closes itself
  STAR, EQUALS, ARROW, QUESTION, BANG, MINUS, PLUS, NAMED_ARGUMENT, DOLLAR_STRING
}

SPACE: [ \t\r\n\f]+ -> skip;

DOC: '///' ~[\r\n]* -> channel(HIDDEN);
LINE_COMMENT: ('--' | '//') ~[\r\n]* -> skip;
COMMENT_OPEN: '/*';

// Text literals. An UNTERMINATED_ token runs to the end of the file and is reported at its beginning.
STRING: '\'' (~'\'' | '\'\'')* '\'';
UNTERMINATED_STRING: [nNbBxX]? '\'' (~'\'' | '\'\'')*;
ESCAPE_STRING: [eE] '\'' (~['\\] | '\\' . | '\'\'')* '\'';
UNTERMINATED_ESCAPE_STRING: [eE] '\'' (~['\\] | '\\' . | '\'\'')* '\\'? -> type(UNTERMINATED_STRING);
UNICODE_STRING: [uU] '&\'' (~'\'' | '\'\'')* '\'';
UNTERMINATED_UNICODE_STRING: [uU] '&\'' (~'\'' | '\'\'')* -> type(UNTERMINATED_STRING);
BIT_STRING: [bB] '\'' ~'\''* '\'';
HEX_STRING: [xX] '\'' ~'\''* '\'';
NATIONAL_STRING: [nN] '\'' (~'\'' | '\'\'')* '\'' -> type(STRING);
RAW_TEXT: '"""' .*? '"""';
DOLLAR_OPEN: '$' ([A-Za-z_] [A-Za-z0-9_]*)? '$';

QUOTED: '"' (~'"' | '""')* '"';
UNTERMINATED_QUOTED: [uU]? '&'? '"' (~'"' | '""')*;
UNICODE_QUOTED: [uU] '&"' (~'"' | '""')* '"';

PARAMETER: '$' [A-Za-z_] [A-Za-z0-9_]*;
NUMBERED: '$' [0-9]+;
ATTRIBUTE: '@' [A-Za-z_] [A-Za-z0-9_]*;

INTEGER: [0-9]+;
NUMERIC: ([0-9]+ '.' [0-9]* | '.' [0-9]+) ([eE] [+-]? [0-9]+)? | [0-9]+ [eE] [+-]? [0-9]+;
MALFORMED_NUMBER: ([0-9]+ ('.' [0-9]*)? | '.' [0-9]+) [A-Za-z_] [A-Za-z0-9_]*;

IDENTIFIER: [A-Za-z_] [A-Za-z0-9_$]*;

OPEN_PAREN: '(';
CLOSE_PAREN: ')';
OPEN_BRACKET: '[';
CLOSE_BRACKET: ']';
OPEN_BRACE: '{';
CLOSE_BRACE: '}';
COMMA: ',';
SEMICOLON: ';';
TYPECAST: '::';
COLON_EQUALS: ':=';
COLON: ':';
DOT: '.';

OPERATOR: [+\-*/<>=~!@#%^&|`?]+;

// Is reported, and then a name.
NOT_ASCII: [\p{L}_] [\p{L}\p{M}\p{N}_$]*;

UNEXPECTED: .;
