/// The phrases of `.orm`: models and queries, PostgreSQL's statements with paths, shapes and optional
/// parts. Expressions are flat: `expr` is a sequence of operands and operators, to which build_ast gives
/// its shape by PostgreSQL's table of precedence. So no chain nests, and nothing is ambiguous.
parser grammar OrmParser;

options { tokenVocab = OrmLexer; }

/// One declaration: the parser gets each by itself, so that an error in one hides none in the next.
unit: (module | declaration) EOF;

/// One member of a model or a composite, when the whole did not parse.
memberUnit: modelMember EOF;

module: K_MODULE anyName (K_SCHEMA text)? attribute* SEMICOLON;

declaration
  : enumDeclaration
  | domainDeclaration
  | typeDeclaration
  | modelDeclaration
  | viewDeclaration
  | functionDeclaration
  | aggregateDeclaration
  | operatorDeclaration
  | extensionDeclaration
  | opaqueDeclaration
  | sequenceDeclaration
  | procedureDeclaration
  | indexDeclaration
  | trigger SEMICOLON
  | policy SEMICOLON
  | rule_ SEMICOLON
  | statistics SEMICOLON
  | castDeclaration
  | operatorClass
  | definition
  | queryDeclaration
  | predicateDeclaration
  | shapeDeclaration
  ;

// ---- names

anyName: IDENTIFIER | QUOTED | UNICODE_QUOTED | plainWord | typeWord | callWord | reservedWord | K_OUTER;

qualifiedName: anyName (DOT anyName)*;

/// A table in `from`, `into`, `update`: only the words that may stand before a table are kept.
tableName: tableFirst (DOT anyName)*;
tableFirst: IDENTIFIER | QUOTED | UNICODE_QUOTED | plainWord | typeWord | callWord | reservedTable | K_OUTER;

nameList: anyName (COMMA anyName)*;

text: STRING | ESCAPE_STRING | UNICODE_STRING | DOLLAR_STRING | QUOTED | RAW_TEXT;

reservedWord: reservedTable | K_LATERAL | K_ONLY | K_SELECT;

reservedTable
  : K_ALL | K_AND | K_ANY | K_ARRAY | K_AS | K_ASC | K_ASYMMETRIC | K_BOTH | K_CASE | K_CAST | K_CHECK
  | K_COLLATE | K_CONSTRAINT | K_CROSS | K_CURRENT_CATALOG | K_CURRENT_DATE | K_CURRENT_ROLE
  | K_CURRENT_TIME | K_CURRENT_TIMESTAMP | K_CURRENT_USER | K_DEFAULT | K_DESC | K_DISTINCT | K_DO
  | K_ELSE | K_END | K_EXCEPT | K_FALSE | K_FETCH | K_FOR | K_FOREIGN | K_FROM | K_FULL | K_GROUP
  | K_HAVING | K_ILIKE | K_IN | K_INNER | K_INTERSECT | K_INTO | K_IS | K_ISNULL | K_JOIN | K_LEADING
  | K_LEFT | K_LIKE | K_LIMIT | K_LOCALTIME | K_LOCALTIMESTAMP | K_NATURAL | K_NOT | K_NOTNULL | K_NULL
  | K_OFFSET | K_ON | K_OR | K_ORDER | K_OVERLAPS | K_PLACING | K_PRIMARY | K_REFERENCES | K_RETURNING
  | K_RIGHT | K_SESSION_USER | K_SIMILAR | K_SOME | K_SYMMETRIC | K_TABLE | K_TABLESAMPLE | K_THEN
  | K_TO | K_TRAILING | K_TRUE | K_UNION | K_UNIQUE | K_USER | K_USING | K_VARIADIC | K_WHEN | K_WHERE
  | K_WINDOW | K_WITH
  ;

callWord
  : K_COALESCE | K_EXISTS | K_EXTRACT | K_GREATEST | K_GROUPING | K_LEAST | K_NORMALIZE
  | K_NULLIF | K_OVERLAY | K_POSITION | K_ROW | K_SUBSTRING | K_TREAT | K_TRIM | K_VALUES
  | K_XMLATTRIBUTES | K_XMLCONCAT | K_XMLELEMENT | K_XMLEXISTS | K_XMLFOREST | K_XMLNAMESPACES
  | K_XMLPARSE | K_XMLPI | K_XMLROOT | K_XMLSERIALIZE | K_XMLTABLE
  ;

typeWord
  : K_BIT | K_CHAR | K_CHARACTER | K_DOUBLE | K_INTERVAL | K_NATIONAL | K_NCHAR | K_PRECISION | K_SETOF
  | K_TIME | K_TIMESTAMP | K_VARYING | K_WITHOUT | K_ZONE | fieldWord | K_FILTER | K_OVER | K_WITHIN
  ;

fieldWord: K_YEAR | K_MONTH | K_DAY | K_HOUR | K_MINUTE | K_SECOND;

plainWord: aliasWord | K_SET | K_PAGE | K_ESCAPE | K_AT | K_BETWEEN;

/// What may be an alias without `as`.
aliasWord: aliasCallWord | K_OPERATOR | K_COLLATION;

aliasCallWord
  : K_ACTION | K_AFTER | K_BREADTH | K_BY | K_CASCADE | K_CONFLICT | K_CUBE | K_CURRENT | K_CYCLE
  | K_DELETE | K_DEPENDS | K_DEPTH | K_EXCLUDE | K_FIRST | K_FOLLOWING | K_GROUPS | K_INCLUDE | K_INDEX
  | K_INSERT | K_KEY | K_LANGUAGE | K_LAST | K_LOCKED | K_MATCH | K_MATCHED | K_MATERIALIZED | K_MERGE
  | K_NEXT | K_NFC | K_NFD | K_NFKC | K_NFKD | K_NO | K_NORMALIZED | K_NOTHING | K_NOWAIT | K_NULLS
  | K_OF | K_ORDINALITY | K_OTHERS | K_OVERRIDING | K_PARTITION | K_PRECEDING
  | K_RANGE | K_RECURSIVE | K_REPEATABLE | K_RESTRICT | K_ROLLUP | K_ROWS | K_SEARCH | K_SHARE | K_SKIP | K_SYSTEM
  | K_TIES | K_UNBOUNDED | K_UNKNOWN | K_UPDATE | K_VALUE | K_UESCAPE | K_SETS | K_ABSTRACT | K_AGGREGATE
  | K_DOMAIN
  | K_ENUM | K_EXTENSION | K_FUNCTION | K_MODEL | K_MODULE | K_PREDICATE | K_QUERY | K_SCHEMA | K_SHAPE
  | K_SQL | K_TYPE | K_VIEW | xmlWord | schemaWord
  ;

/// Words of the XML functions: names everywhere else.
xmlWord
  : K_COLUMNS | K_CONTENT | K_DOCUMENT | K_NAME | K_PASSING | K_PATH | K_PRESERVE | K_REF | K_STANDALONE
  | K_STRIP | K_VERSION | K_WHITESPACE | K_YES
  ;

/// Words of schema declarations: names everywhere else.
schemaWord
  : K_ACCESS | K_ATOMIC | K_BEFORE | K_CLASS | K_CONVERSION | K_EACH | K_EVENT | K_EXECUTE | K_FAMILY | K_GRANT | K_INHERITS | K_INSTEAD
  | K_OPTIONS | K_OWNED | K_POLICY | K_PRIVILEGES | K_PROCEDURE | K_PUBLICATION | K_REFERENCING | K_REVOKE | K_RULE
  | K_SEQUENCE | K_SERVER | K_STATEMENT | K_STATISTICS | K_SUBSCRIPTION | K_TEXT | K_TRANSFORM | K_TRIGGER | K_TRUNCATE
  | K_TRUSTED
  ;

/// What may name a column without `as`: not what may follow an expression as part of it.
bareAlias
  : IDENTIFIER | QUOTED | UNICODE_QUOTED | plainWord | callWord
  | K_BIT | K_DOUBLE | K_INTERVAL | K_NATIONAL | K_NCHAR | K_OUTER | K_SETOF | K_TIME | K_TIMESTAMP | K_ZONE
  ;

// ---- types

typeName: K_SETOF? baseType dimension* (K_ARRAY dimension?)?;

dimension: OPEN_BRACKET INTEGER? CLOSE_BRACKET;

baseType
  : K_DOUBLE K_PRECISION
  | (K_CHARACTER | K_CHAR | K_NCHAR) K_VARYING? modifiers?
  | K_NATIONAL (K_CHARACTER | K_CHAR) K_VARYING? modifiers?
  | K_BIT K_VARYING? modifiers?
  | (K_TIME | K_TIMESTAMP) modifiers? ((K_WITH | K_WITHOUT) K_TIME K_ZONE)?
  | K_INTERVAL intervalFields? modifiers?
  | typeFirst (DOT anyName)* modifiers?
  ;

typeFirst
  : IDENTIFIER | QUOTED | UNICODE_QUOTED | plainWord | callWord | reservedWord
  | K_DOUBLE | K_NATIONAL | K_PRECISION | K_VARYING | K_WITHOUT | K_ZONE | fieldWord | K_FILTER | K_OUTER | K_OVER | K_WITHIN
  ;

modifiers: OPEN_PAREN expr (COMMA expr)* CLOSE_PAREN;

intervalFields: fieldWord (K_TO fieldWord)?;

// ---- declarations

attribute: ATTRIBUTE (OPEN_PAREN (attributeArgument (COMMA attributeArgument)*)? CLOSE_PAREN)?;

attributeArgument
  : K_SET (K_NULL | K_DEFAULT) (OPEN_PAREN nameList CLOSE_PAREN)?
  | K_NO K_ACTION
  | K_BY K_DEFAULT
  | K_FULL
  | anyName (K_WITH | K_BY) (MINUS | PLUS)? INTEGER
  | anyName INTEGER
  | argumentWord
  | expr
  ;

/// Fields called like words that SQL reserves and that are no values: `@inverse(order)`.
argumentWord
  : K_ALL | K_AND | K_ANY | K_ARRAY | K_AS | K_ASC | K_ASYMMETRIC | K_BOTH | K_CASE | K_CAST | K_CHECK | K_COLLATE
  | K_CONSTRAINT | K_CROSS | K_DESC | K_DISTINCT | K_DO | K_ELSE | K_END | K_EXCEPT | K_FETCH | K_FOR | K_FOREIGN
  | K_FROM | K_GROUP | K_HAVING | K_ILIKE | K_IN | K_INNER | K_INTERSECT | K_INTO | K_IS | K_ISNULL | K_JOIN
  | K_LATERAL | K_LEADING | K_LIKE | K_LIMIT | K_NATURAL | K_NOT | K_NOTNULL | K_OFFSET | K_ON | K_ONLY | K_OR
  | K_ORDER | K_OVERLAPS | K_PLACING | K_PRIMARY | K_REFERENCES | K_RETURNING | K_SELECT | K_SIMILAR | K_SOME
  | K_SYMMETRIC | K_TABLE | K_TABLESAMPLE | K_THEN | K_TO | K_TRAILING | K_UNION | K_UNIQUE | K_USING | K_VARIADIC
  | K_WHEN | K_WHERE | K_WINDOW | K_WITH
  ;

enumDeclaration
  : K_ENUM anyName attribute* OPEN_BRACE (enumValue (COMMA enumValue)* COMMA?)? CLOSE_BRACE SEMICOLON?
  ;

enumValue: (anyName | STRING | ESCAPE_STRING) attribute*;

domainDeclaration: K_DOMAIN anyName EQUALS typeName domainPart* attribute* SEMICOLON;

domainPart
  : K_NOT K_NULL
  | K_DEFAULT expr
  | K_COLLATE qualifiedName
  | (K_CONSTRAINT anyName)? K_CHECK OPEN_PAREN expr CLOSE_PAREN (K_NOT IDENTIFIER)?
  ;

typeDeclaration
  : K_TYPE anyName attribute* OPEN_BRACE compositeField* CLOSE_BRACE SEMICOLON?
  | K_TYPE anyName EQUALS K_RANGE K_OF typeName (K_WITH OPEN_PAREN option (COMMA option)* CLOSE_PAREN)? attribute* SEMICOLON
  | K_TYPE anyName EQUALS K_SQL text attribute* SEMICOLON
  | K_TYPE anyName EQUALS typeName (K_AS text (K_FROM text)?)? attribute* SEMICOLON
  ;

compositeField: field SEMICOLON;

modelDeclaration
  : (K_ABSTRACT | K_FOREIGN)? K_MODEL anyName (COLON qualifiedName (COMMA qualifiedName)*)? attribute*
    ( OPEN_BRACE modelMember* CLOSE_BRACE SEMICOLON?
    | (modelPart attribute*)+ (OPEN_BRACE modelMember* CLOSE_BRACE SEMICOLON? | SEMICOLON)
    )
  ;

/// What kind of table it is.
modelPart
  : K_INHERITS qualifiedName (COMMA qualifiedName)*
  | K_OF qualifiedName
  | K_PARTITION K_BY anyName OPEN_PAREN indexElement (COMMA indexElement)* CLOSE_PAREN
  | K_PARTITION K_OF qualifiedName partitionBound
  | K_SERVER anyName
  | K_OPTIONS OPEN_PAREN foreignOption (COMMA foreignOption)* CLOSE_PAREN
  ;

partitionBound
  : K_DEFAULT
  | K_FOR K_VALUES K_IN OPEN_PAREN expr (COMMA expr)* CLOSE_PAREN
  | K_FOR K_VALUES K_FROM valuesRow K_TO valuesRow
  | K_FOR K_VALUES K_WITH OPEN_PAREN anyName INTEGER COMMA anyName INTEGER CLOSE_PAREN
  ;

foreignOption: anyName text;

modelMember
  : field SEMICOLON
  | check SEMICOLON
  | index SEMICOLON
  | key SEMICOLON
  | foreignKey SEMICOLON
  | exclusion SEMICOLON
  | defaultOrder SEMICOLON
  | trigger SEMICOLON
  | policy SEMICOLON
  | rule_ SEMICOLON
  | statistics SEMICOLON
  | columnOrder SEMICOLON
  ;

/// The order of columns that come from elsewhere: of a partition that does not follow its parent.
columnOrder: K_COLUMNS OPEN_PAREN nameList CLOSE_PAREN;

field: anyName COLON typeName QUESTION? attribute* (EQUALS expr attribute*)?;

check: K_CHECK (anyName COLON)? expr attribute*;

index
  : K_UNIQUE? K_INDEX K_ONLY? indexName? (K_ON qualifiedName)? (K_USING anyName)?
    OPEN_PAREN indexColumn (COMMA indexColumn)* CLOSE_PAREN
    (K_INCLUDE OPEN_PAREN nameList CLOSE_PAREN)? nullsDistinct? (K_WITH OPEN_PAREN option (COMMA option)* CLOSE_PAREN)?
    (K_WHERE expr)? attribute*
  ;

/// Any name but `using`, which introduces the method.
indexName: IDENTIFIER | QUOTED | UNICODE_QUOTED | plainWord | typeWord | callWord | K_OUTER;

indexColumn: indexElement attribute*;

indexElement
  : (columnOrCall | OPEN_PAREN expr CLOSE_PAREN) (K_COLLATE qualifiedName)?
    (qualifiedOpclass (OPEN_PAREN option (COMMA option)* CLOSE_PAREN)?)?
    (K_ASC | K_DESC)? (K_NULLS (K_FIRST | K_LAST))? (K_WITH operatorSymbol)?
  ;

columnOrCall: columnWord (DOT anyName)* callSuffix? | callWord (DOT anyName)* | specialCall;

columnWord: IDENTIFIER | QUOTED | UNICODE_QUOTED | plainWord | typeWord | reservedWord | K_OUTER;

qualifiedOpclass: IDENTIFIER (DOT anyName)* | QUOTED (DOT anyName)*;

option: anyName (EQUALS expr)?;

nullsDistinct: K_NULLS K_NOT K_DISTINCT;

key
  : (K_PRIMARY K_KEY | K_UNIQUE) K_ONLY? (nullsDistinct indexName? | indexName nullsDistinct?)? OPEN_PAREN nameList CLOSE_PAREN
    (K_INCLUDE OPEN_PAREN nameList CLOSE_PAREN)? attribute*
  ;

foreignKey
  : K_FOREIGN K_KEY indexName? OPEN_PAREN nameList CLOSE_PAREN K_REFERENCES qualifiedName
    (OPEN_PAREN nameList CLOSE_PAREN)? foreignKeyPart* attribute*
  ;

foreignKeyPart
  : K_MATCH anyName
  | K_ON (K_DELETE | K_UPDATE) foreignKeyAction
  ;

foreignKeyAction
  : K_CASCADE
  | K_RESTRICT
  | K_NO K_ACTION
  | K_SET (K_NULL | K_DEFAULT) (OPEN_PAREN nameList CLOSE_PAREN)?
  ;

exclusion
  : K_EXCLUDE indexName? (K_USING anyName)? OPEN_PAREN indexColumn (COMMA indexColumn)* CLOSE_PAREN
    (K_INCLUDE OPEN_PAREN nameList CLOSE_PAREN)? (K_WHERE expr)? attribute*
  ;

defaultOrder: K_ORDER K_BY orderItem (COMMA orderItem)* attribute*;

/// One without a time is a parent's: attributes say what is otherwise here.
trigger
  : K_TRIGGER anyName attribute+
  | K_CONSTRAINT? K_TRIGGER anyName triggerTime triggerEvent (K_OR triggerEvent)* (K_ON qualifiedName)?
    (K_FROM qualifiedName)? (K_REFERENCING transition+)? (K_FOR K_EACH? (K_ROW | K_STATEMENT))?
    (K_WHEN OPEN_PAREN expr CLOSE_PAREN)?
    K_EXECUTE (K_FUNCTION | K_PROCEDURE)? qualifiedName OPEN_PAREN (triggerArgument (COMMA triggerArgument)*)? CLOSE_PAREN
    attribute*
  ;

triggerTime: K_BEFORE | K_AFTER | K_INSTEAD K_OF;

triggerEvent: K_INSERT | K_DELETE | K_TRUNCATE | K_UPDATE (K_OF nameList)?;

/// `old table as gone`, `new table as come`.
transition: IDENTIFIER K_TABLE K_AS? anyName;

triggerArgument: text | INTEGER | NUMERIC | anyName;

policy
  : K_POLICY anyName (K_ON qualifiedName)? (K_AS IDENTIFIER)?
    (K_FOR (K_ALL | K_SELECT | K_INSERT | K_UPDATE | K_DELETE))? (K_TO nameList)?
    (K_USING OPEN_PAREN expr CLOSE_PAREN)? (K_WITH K_CHECK OPEN_PAREN expr CLOSE_PAREN)? attribute*
  ;

/// What is done is nothing, or SQL of the database's own.
rule_
  : K_RULE anyName K_ON (K_SELECT | K_INSERT | K_UPDATE | K_DELETE) (K_TO qualifiedName)? (K_WHERE expr)?
    K_DO (K_INSTEAD | IDENTIFIER)? (K_NOTHING | text) attribute*
  ;

statistics
  : K_STATISTICS anyName? (OPEN_PAREN nameList CLOSE_PAREN)? K_ON expr (COMMA expr)* (K_FROM qualifiedName)? attribute*
  ;

/// An index of a materialized view, or of a model from outside of its body.
indexDeclaration: index SEMICOLON;

sequenceDeclaration: K_SEQUENCE anyName sequencePart* SEMICOLON;

sequencePart
  : attribute
  | K_AS typeName
  | K_OWNED K_BY qualifiedName
  | K_NO anyName
  | K_CYCLE
  | IDENTIFIER (K_WITH | K_BY)? (MINUS | PLUS)? INTEGER
  ;

viewDeclaration
  : (K_MATERIALIZED | K_RECURSIVE)? K_VIEW anyName (OPEN_PAREN viewColumn (COMMA viewColumn)* CLOSE_PAREN)?
    attribute* K_AS query SEMICOLON
  ;

viewColumn: anyName (EQUALS expr)? attribute*;

/// The text is the body, or where what is written in C is found, and what it is called there.
functionDeclaration
  : K_FUNCTION anyName OPEN_PAREN (functionParameter (COMMA functionParameter)*)? CLOSE_PAREN
    (ARROW functionResult)? (K_DEPENDS K_ON qualifiedName (COMMA qualifiedName)*)? functionPart* attribute*
    K_AS? text (COMMA text)? SEMICOLON?
  ;

procedureDeclaration
  : K_PROCEDURE anyName OPEN_PAREN (functionParameter (COMMA functionParameter)*)? CLOSE_PAREN
    (K_DEPENDS K_ON qualifiedName (COMMA qualifiedName)*)? functionPart* attribute* K_AS? text (COMMA text)? SEMICOLON?
  ;

/// The mode is a word: `in`, `out`, `inout`, `variadic`.
functionParameter: parameterMode? (anyName COLON)? typeName (EQUALS expr)?;

parameterMode: IDENTIFIER | K_IN | K_VARIADIC;

functionResult: K_TABLE OPEN_PAREN rowColumn (COMMA rowColumn)* CLOSE_PAREN | typeName;

functionPart
  : K_LANGUAGE anyName
  | K_SET qualifiedName ((K_TO | EQUALS) settingValue (COMMA settingValue)* | K_FROM K_CURRENT)
  | K_TRANSFORM K_FOR K_TYPE typeName (COMMA K_FOR K_TYPE typeName)*
  | functionWord (DOT anyName | INTEGER | NUMERIC)?
  ;

settingValue: text | (MINUS | PLUS)? (INTEGER | NUMERIC) | anyName;

/// The words of `security definer`, `called on null input`, `parallel safe`, ...
functionWord: IDENTIFIER | K_WINDOW | K_ROWS | K_NOT | K_ON | K_NULL | K_ATOMIC;

/// The text is what stands between the parentheses of `create aggregate`.
aggregateDeclaration
  : K_AGGREGATE anyName OPEN_PAREN (functionParameter (COMMA functionParameter)*)?
    (K_ORDER K_BY functionParameter (COMMA functionParameter)*)? CLOSE_PAREN
    ARROW typeName attribute* text SEMICOLON?
  ;

/// The text is what else stands between the parentheses of `create operator`.
operatorDeclaration
  : K_OPERATOR plainOperator OPEN_PAREN functionParameter (COMMA functionParameter)? CLOSE_PAREN
    EQUALS qualifiedName attribute* text? SEMICOLON
  ;

extensionDeclaration: K_EXTENSION anyName attribute* (K_FROM text)? SEMICOLON;

opaqueDeclaration: K_SQL anyName (K_DEPENDS K_ON qualifiedName (COMMA qualifiedName)*)? text SEMICOLON?;

castDeclaration
  : K_CAST OPEN_PAREN typeName K_AS typeName CLOSE_PAREN
    ((K_WITH | K_WITHOUT) K_FUNCTION (qualifiedName (OPEN_PAREN typeName (COMMA typeName)* CLOSE_PAREN)?)? | K_WITH IDENTIFIER)
    (K_AS IDENTIFIER)? SEMICOLON
  ;

/// `operator class`, and what it is made of in PostgreSQL's own words.
operatorClass
  : K_OPERATOR K_CLASS qualifiedName K_DEFAULT? K_FOR K_TYPE typeName K_USING anyName (K_FAMILY qualifiedName)?
    K_AS definitionPart+ SEMICOLON
  ;

/// What is said in PostgreSQL's own words, whose own parser reads it.
definition: definitionHead definitionPart+ SEMICOLON;

definitionHead
  : K_COLLATION | K_OPERATOR K_FAMILY | K_TEXT K_SEARCH IDENTIFIER | K_EVENT K_TRIGGER | K_PUBLICATION
  | K_SUBSCRIPTION | K_SERVER | K_FOREIGN IDENTIFIER IDENTIFIER | K_USER IDENTIFIER | K_TRUSTED? K_LANGUAGE | K_TRANSFORM
  | K_DEFAULT? K_CONVERSION | K_ACCESS IDENTIFIER | K_GRANT | K_REVOKE | K_DEFAULT K_PRIVILEGES
  ;

definitionPart
  : OPEN_PAREN definitionPart* CLOSE_PAREN
  | ~(SEMICOLON | OPEN_PAREN | CLOSE_PAREN | OPEN_BRACE | CLOSE_BRACE)
  ;

predicateDeclaration
  : K_PREDICATE anyName OPEN_PAREN (queryParameter (COMMA queryParameter)*)? CLOSE_PAREN attribute* EQUALS expr SEMICOLON
  ;

shapeDeclaration: K_SHAPE anyName K_OF qualifiedName attribute* OPEN_BRACE selectItem (COMMA selectItem)* COMMA? CLOSE_BRACE SEMICOLON?;

// ---- queries

queryDeclaration
  : K_QUERY anyName queryParameters? (ARROW resultType)? attribute* queryBody
  ;

queryParameters: OPEN_PAREN (queryParameter (COMMA queryParameter)*)? CLOSE_PAREN;

queryParameter: anyName QUESTION? (COLON typeName QUESTION?)? (EQUALS expr)?;

resultType
  : K_ROW OPEN_PAREN rowColumn (COMMA rowColumn)* CLOSE_PAREN (OPEN_BRACKET CLOSE_BRACKET)? QUESTION?
  | typeName QUESTION?
  ;

rowColumn: anyName COLON typeName QUESTION?;

queryBody
  : OPEN_BRACE statement (SEMICOLON statement)* SEMICOLON? CLOSE_BRACE SEMICOLON?
  | K_SQL text SEMICOLON?
  ;

statement: with? (queryExpression | insertStatement | updateStatement | deleteStatement | mergeStatement) | K_SQL text;

query: with? queryExpression;

with: K_WITH K_RECURSIVE? cte (COMMA cte)*;

cte
  : anyName (OPEN_PAREN nameList CLOSE_PAREN)? K_AS (K_NOT? K_MATERIALIZED)? OPEN_PAREN statement CLOSE_PAREN
    cteSearch? cteCycle?
  ;

cteSearch: K_SEARCH (K_DEPTH | K_BREADTH) K_FIRST K_BY nameList K_SET anyName;

cteCycle: K_CYCLE nameList K_SET anyName (K_TO operand K_DEFAULT operand)? K_USING anyName;

queryExpression: setTerm setTail* queryTail*;

setTail: (K_UNION | K_EXCEPT) (K_ALL | K_DISTINCT)? setTerm;

setTerm: setPrimary intersectTail*;

intersectTail: K_INTERSECT (K_ALL | K_DISTINCT)? setPrimary;

setPrimary
  : select
  | K_VALUES valuesRow (COMMA valuesRow)*
  | K_TABLE relation
  | OPEN_PAREN query CLOSE_PAREN
  ;

/// A table, with or without those that inherit from it.
relation: K_ONLY (tableName | OPEN_PAREN tableName CLOSE_PAREN) | tableName STAR?;

valuesRow: OPEN_PAREN expr (COMMA expr)* CLOSE_PAREN;

queryTail
  : K_ORDER K_BY orderClauseItem (COMMA orderClauseItem)*
  | OPEN_BRACKET K_ORDER K_BY orderClauseItem (COMMA orderClauseItem)* CLOSE_BRACKET
  | limit
  | OPEN_BRACKET limit CLOSE_BRACKET
  | offset
  | OPEN_BRACKET offset CLOSE_BRACKET
  | K_FETCH (K_FIRST | K_NEXT) operand? (K_ROW | K_ROWS) (K_ONLY | K_WITH K_TIES)
  | K_PAGE K_AFTER expr
  | locking
  ;

limit: K_LIMIT (K_ALL | expr);

offset: K_OFFSET expr (K_ROW | K_ROWS)?;

locking
  : K_FOR IDENTIFIER K_ONLY
  | K_FOR (K_UPDATE | K_NO K_KEY K_UPDATE | K_SHARE | K_KEY K_SHARE)
    (K_OF qualifiedName (COMMA qualifiedName)*)? (K_NOWAIT | K_SKIP K_LOCKED)?
  ;

orderClauseItem: orderItem orderChoices?;

orderChoices: OPEN_BRACE orderChoice (COMMA orderChoice)* COMMA? CLOSE_BRACE;

orderChoice: anyName COLON orderList;

/// Where a comma ends the list, several items stand in parentheses: `title: (p.title, p.id desc)`, `p.tags { name }
/// order by (rank desc, name)`. Without any direction in it, that is a row, which build_ast takes apart.
orderList: orderItem | OPEN_PAREN (expr COMMA)* directedItem (COMMA orderItem)* CLOSE_PAREN;

directedItem
  : expr ((K_ASC | K_DESC | K_USING operatorSymbol) (K_NULLS (K_FIRST | K_LAST))? | K_NULLS (K_FIRST | K_LAST))
  ;

orderItem: expr (K_ASC | K_DESC | K_USING operatorSymbol)? (K_NULLS (K_FIRST | K_LAST))?;

select
  : K_SELECT (K_ALL | K_DISTINCT (K_ON OPEN_PAREN expr (COMMA expr)* CLOSE_PAREN)?)?
    (selectItem (COMMA selectItem)*)?
    selectInto?
    (K_FROM fromItem (COMMA fromItem)*)?
    (K_WHERE expr)?
    (K_GROUP K_BY (K_ALL | K_DISTINCT)? groupItem (COMMA groupItem)*)?
    (K_HAVING expr)?
    (K_WINDOW windowDefinition (COMMA windowDefinition)*)?
  ;

/// Makes a table: refused with a word on what to do instead.
selectInto: K_INTO IDENTIFIER? K_TABLE? tableName;

selectItem
  : STAR
  | expr (shapeBody selectAlias? shapeTail | selectAlias)?
  ;

selectAlias: K_AS anyName | bareAlias;

shapeBody: OPEN_BRACE selectItem (COMMA selectItem)* COMMA? CLOSE_BRACE;

/// The clauses of a shape, each as it may stand behind a query.
shapeTail: (K_WHERE expr)? shapeOrder* shapeLimit? shapeOffset?;
shapeOrder
  : K_ORDER K_BY orderList orderChoices?
  | OPEN_BRACKET K_ORDER K_BY orderList orderChoices? CLOSE_BRACKET
  ;
shapeLimit: limit | OPEN_BRACKET limit CLOSE_BRACKET;
shapeOffset: offset | OPEN_BRACKET offset CLOSE_BRACKET;

/// `rollup (...)` and `cube (...)` are calls here.
groupItem
  : OPEN_PAREN CLOSE_PAREN
  | K_GROUPING K_SETS OPEN_PAREN groupItem (COMMA groupItem)* CLOSE_PAREN
  | expr
  ;

windowDefinition: anyName K_AS windowSpecification;

windowSpecification
  : OPEN_PAREN windowName? (K_PARTITION K_BY expr (COMMA expr)*)?
    (K_ORDER K_BY orderItem (COMMA orderItem)*)? frame? CLOSE_PAREN
  ;

/// The window that this one extends; the words that may follow it are not names here.
windowName: IDENTIFIER | QUOTED | UNICODE_QUOTED | xmlWord;

frame
  : (K_ROWS | K_RANGE | K_GROUPS) (frameBound | K_BETWEEN frameBound K_AND frameBound)
    (K_EXCLUDE (K_CURRENT K_ROW | K_GROUP | K_TIES | K_NO K_OTHERS))?
  ;

frameBound
  : K_UNBOUNDED (K_PRECEDING | K_FOLLOWING)
  | K_CURRENT K_ROW
  | bExpr (K_PRECEDING | K_FOLLOWING)
  ;

fromItem: fromPrimary joinTail*;

joinTail
  : K_CROSS K_JOIN fromPrimary
  | K_NATURAL joinKind? K_JOIN fromPrimary
  | joinKind? K_JOIN fromPrimary joinTail* joinCondition
  ;

joinKind: K_INNER | (K_LEFT | K_RIGHT | K_FULL) K_OUTER?;

joinCondition: K_ON expr | K_USING OPEN_PAREN nameList CLOSE_PAREN (K_AS anyName)?;

fromPrimary
  : relation tableAlias? tableSample?
  | K_LATERAL? xmlTable tableAlias?
  | K_LATERAL? functionCall (K_WITH K_ORDINALITY)? functionAlias?
  | (K_LATERAL tableFirst (K_WITH K_ORDINALITY)? | tableFirst K_WITH K_ORDINALITY) functionAlias?
  | K_LATERAL? K_ROWS K_FROM OPEN_PAREN rowsFromItem (COMMA rowsFromItem)* CLOSE_PAREN (K_WITH K_ORDINALITY)? functionAlias?
  | K_LATERAL? OPEN_PAREN query CLOSE_PAREN tableAlias?
  | OPEN_PAREN joinedTable CLOSE_PAREN tableAlias?
  ;

joinedTable: fromPrimary joinTail+ | OPEN_PAREN joinedTable CLOSE_PAREN;

/// What gives a value by itself may be a row: a call, a form that SQL spells otherwise, a cast.
functionCall
  : callName callSuffix
  | tableFirst (DOT anyName)+ callSuffix
  | specialCall
  | xmlCall
  | cast
  | timeOfPrecision
  ;

rowsFromItem: (functionCall | tableFirst) (K_AS OPEN_PAREN columnDefinition (COMMA columnDefinition)* CLOSE_PAREN)?;

tableAlias: (K_AS anyName | fromAlias) (OPEN_PAREN nameList CLOSE_PAREN)?;

functionAlias
  : K_AS OPEN_PAREN columnDefinition (COMMA columnDefinition)* CLOSE_PAREN
  | (K_AS anyName | fromAlias) (OPEN_PAREN (nameList | columnDefinition (COMMA columnDefinition)*) CLOSE_PAREN)?
  ;

/// Not `outer`, which stands before `join` only behind the side that may have no row.
fromAlias: IDENTIFIER | QUOTED | UNICODE_QUOTED | plainWord | callWord | typeWord;

columnDefinition: anyName typeName;

tableSample: K_TABLESAMPLE qualifiedName OPEN_PAREN expr (COMMA expr)* CLOSE_PAREN (K_REPEATABLE OPEN_PAREN expr CLOSE_PAREN)?;

xmlTable
  : K_XMLTABLE OPEN_PAREN (K_XMLNAMESPACES OPEN_PAREN xmlNamespace (COMMA xmlNamespace)* CLOSE_PAREN COMMA)?
    operand xmlPassing K_COLUMNS xmlColumn (COMMA xmlColumn)* CLOSE_PAREN
  ;

xmlPassing: K_PASSING xmlMechanism? operand xmlMechanism?;

xmlMechanism: K_BY (K_REF | K_VALUE);

xmlNamespace: bExpr K_AS anyName | K_DEFAULT bExpr;

xmlColumn: anyName (K_FOR K_ORDINALITY | typeName xmlColumnOption*);

xmlColumnOption: K_DEFAULT bExpr | K_PATH bExpr | K_NOT K_NULL | K_NULL;

insertStatement
  : K_INSERT K_INTO tableName (K_AS anyName)? (OPEN_PAREN assignmentTarget (COMMA assignmentTarget)* CLOSE_PAREN)?
    (K_OVERRIDING (K_USER | K_SYSTEM) K_VALUE)?
    (K_DEFAULT K_VALUES | K_VALUES parameter | queryExpressionWith) onConflict? returning?
  ;

queryExpressionWith: with? queryExpression;

onConflict
  : K_ON K_CONFLICT (OPEN_PAREN indexElement (COMMA indexElement)* CLOSE_PAREN (K_WHERE expr)? | K_ON K_CONSTRAINT anyName)?
    K_DO (K_NOTHING | K_UPDATE K_SET assignment (COMMA assignment)* (K_WHERE expr)?)
  ;

returning: K_RETURNING selectItem (COMMA selectItem)*;

updateStatement
  : K_UPDATE relation (K_AS anyName | fromAlias)? K_SET assignment (COMMA assignment)*
    (K_FROM fromItem (COMMA fromItem)*)? whereOrCurrent? returning?
  ;

deleteStatement
  : K_DELETE K_FROM relation (K_AS anyName | fromAlias)?
    (K_USING fromItem (COMMA fromItem)*)? whereOrCurrent? returning?
  ;

whereOrCurrent: K_WHERE (K_CURRENT K_OF anyName | expr);

assignment
  : OPEN_BRACKET assignmentTarget EQUALS expr CLOSE_BRACKET
  | assignmentTarget EQUALS expr
  | OPEN_PAREN assignmentTarget (COMMA assignmentTarget)* CLOSE_PAREN EQUALS expr
  ;

assignmentTarget: anyName (DOT anyName | OPEN_BRACKET subscript CLOSE_BRACKET)*;

mergeStatement
  : K_MERGE K_INTO relation (K_AS anyName | fromAlias)? K_USING fromItem K_ON expr mergeWhen+
  ;

mergeWhen
  : K_WHEN K_NOT? K_MATCHED (K_AND expr)? K_THEN
    ( K_UPDATE K_SET assignment (COMMA assignment)*
    | K_DELETE
    | K_DO K_NOTHING
    | K_INSERT (OPEN_PAREN assignmentTarget (COMMA assignmentTarget)* CLOSE_PAREN)? (K_OVERRIDING (K_USER | K_SYSTEM) K_VALUE)?
      (K_DEFAULT K_VALUES | K_VALUES valuesRow)
    )
  ;

// ---- expressions

expr: prefixOperator* operand tail*;

/// An expression where `and`, `in`, `is` and the like belong to what surrounds it.
bExpr: prefixOperator* operand bTail*;

prefixOperator: K_NOT | OPERATOR | MINUS | PLUS | qualifiedOperator;

operatorSymbol: OPERATOR | MINUS | PLUS | STAR | EQUALS | ARROW | QUESTION | qualifiedOperator;

qualifiedOperator: K_OPERATOR OPEN_PAREN (anyName DOT)* plainOperator CLOSE_PAREN;

plainOperator: OPERATOR | MINUS | PLUS | STAR | EQUALS | ARROW | QUESTION | BANG;

tail
  : operatorSymbol prefixOperator* operand
  | (K_AND | K_OR | K_ESCAPE | K_OVERLAPS) prefixOperator* operand
  | K_NOT? (K_LIKE | K_ILIKE | K_SIMILAR K_TO | K_BETWEEN (K_SYMMETRIC | K_ASYMMETRIC)?) prefixOperator* operand
  | K_NOT? K_IN OPEN_PAREN parenthesised CLOSE_PAREN
  | K_IS K_NOT? (K_NULL | K_TRUE | K_FALSE | K_UNKNOWN | K_DOCUMENT | normalForm? K_NORMALIZED | K_DISTINCT K_FROM prefixOperator* operand)
  | K_ISNULL
  | K_NOTNULL
  | K_AT K_TIME K_ZONE prefixOperator* operand
  | K_COLLATE qualifiedName
  | BANG
  | OPEN_BRACKET (K_AND | K_OR) expr CLOSE_BRACKET
  | accessor
  ;

bTail: operatorSymbol prefixOperator* operand | accessor;

accessor
  : TYPECAST typeName
  | OPEN_BRACKET subscript CLOSE_BRACKET fieldSelector*
  ;

/// `.field` or `.*` of a composite, behind parentheses, a subscript or a parameter; the dots of a name are
/// part of the name.
fieldSelector: DOT (anyName | STAR);

subscript: expr? COLON expr? | expr;

normalForm: K_NFC | K_NFD | K_NFKC | K_NFKD;

operand
  : constant
  | parameter fieldSelector*
  | typedLiteral
  | named
  | typeColumn
  | specialCall
  | xmlCall
  | callWordColumn
  | reservedColumn
  | K_CASE expr? caseWhen+ (K_ELSE expr)? K_END
  | cast
  | K_ARRAY OPEN_PAREN query CLOSE_PAREN
  | K_ARRAY arrayElements
  | K_EXISTS OPEN_PAREN parenthesised CLOSE_PAREN
  | (K_ANY | K_SOME | K_ALL) OPEN_PAREN parenthesised CLOSE_PAREN
  | K_ROW OPEN_PAREN (expr (COMMA expr)*)? CLOSE_PAREN
  | OPEN_PAREN parenthesised CLOSE_PAREN fieldSelector*
  | keyword
  | timeOfPrecision
  | K_DEFAULT
  ;

/// What may stand in parentheses: a query, a list, or a parenthesised query with a tail of its own.
parenthesised
  : with queryExpression
  | (select | K_VALUES valuesRow (COMMA valuesRow)* | K_TABLE relation) intersectTail* setTail* queryTail*
  | expr ((COMMA expr)+ | intersectTail+ setTail* queryTail* | setTail+ queryTail* | queryTail+)?
  ;

constant
  : INTEGER | NUMERIC | string | bits | K_TRUE | K_FALSE | K_NULL
  ;

bits: (BIT_STRING | HEX_STRING) STRING*;

string: (STRING | ESCAPE_STRING | UNICODE_STRING | DOLLAR_STRING) STRING* (K_UESCAPE STRING)?;

parameter: PARAMETER | NUMBERED;

/// Literals whose type is several words, or has a tail: `timestamp with time zone '...'`, `interval '1' day`.
/// `date '2020-01-01'` is a `named`.
typedLiteral
  : K_DOUBLE K_PRECISION string
  | (K_CHARACTER | K_CHAR | K_NCHAR | K_BIT) K_VARYING? modifiers? string
  | (K_TIME | K_TIMESTAMP) modifiers? ((K_WITH | K_WITHOUT) K_TIME K_ZONE)? string
  | K_INTERVAL (modifiers? string | string intervalFields modifiers?)
  ;

/// A column, a path, a call, or a literal with its type before it.
named: callName (DOT (anyName | STAR))* (string | callSuffix (string | callTail)?)?;

/// Words that may be called: everything that SQL does not reserve, and a few functions that it does.
callName
  : IDENTIFIER | QUOTED | UNICODE_QUOTED | aliasCallWord | K_SET | K_PAGE | K_ESCAPE | K_AT | K_BETWEEN
  | K_PRECISION | K_SETOF | K_VARYING | K_WITHOUT | K_ZONE | fieldWord | K_FILTER | K_OVER | K_WITHIN
  | K_NATIONAL | K_LEFT | K_OUTER | K_RIGHT
  ;

/// Columns called like the words that begin a type or an operator: no calls.
typeColumn: typeColumnWord (DOT (anyName | STAR))*;

typeColumnWord
  : K_BIT | K_CHAR | K_CHARACTER | K_DOUBLE | K_INTERVAL | K_NCHAR | K_TIME | K_TIMESTAMP | K_OPERATOR | K_COLLATION
  ;

callWordColumn: callWord (DOT (anyName | STAR))*;

reservedColumn: reservedWord (DOT (anyName | STAR))+;

callTail
  : K_WITHIN K_GROUP OPEN_PAREN K_ORDER K_BY orderItem (COMMA orderItem)* CLOSE_PAREN filter? over?
  | filter over?
  | over
  ;

filter: K_FILTER OPEN_PAREN K_WHERE expr CLOSE_PAREN;

over: K_OVER (windowReference | windowSpecification);

windowReference: IDENTIFIER | QUOTED | UNICODE_QUOTED | plainWord | callWord | typeWord;

callSuffix
  : OPEN_PAREN
    ( STAR
    | (K_DISTINCT | K_ALL)? argument (COMMA argument)* (K_ORDER K_BY orderItem (COMMA orderItem)*)?
    )?
    CLOSE_PAREN
  ;

argument: K_VARIADIC? (anyName (NAMED_ARGUMENT | COLON_EQUALS))? expr;

specialCall
  : (K_COALESCE | K_GREATEST | K_LEAST | K_NULLIF | K_GROUPING) OPEN_PAREN expr (COMMA expr)* CLOSE_PAREN
  | K_EXTRACT OPEN_PAREN (anyName | string) K_FROM expr CLOSE_PAREN
  | K_OVERLAY OPEN_PAREN expr (K_PLACING expr K_FROM expr (K_FOR expr)? | (COMMA expr)+) CLOSE_PAREN
  | K_POSITION OPEN_PAREN bExpr K_IN bExpr CLOSE_PAREN
  | K_SUBSTRING OPEN_PAREN expr (K_FROM expr (K_FOR expr)? | K_FOR expr (K_FROM expr)? | K_SIMILAR expr K_ESCAPE expr | (COMMA expr)*) CLOSE_PAREN
  | K_TRIM OPEN_PAREN (K_BOTH | K_LEADING | K_TRAILING)? (K_FROM expr (COMMA expr)* | expr (K_FROM expr | COMMA expr)* ) CLOSE_PAREN
  | K_NORMALIZE OPEN_PAREN expr (COMMA normalForm)? CLOSE_PAREN
  | K_TREAT OPEN_PAREN expr K_AS typeName CLOSE_PAREN
  | K_COLLATION K_FOR OPEN_PAREN expr CLOSE_PAREN
  | K_XMLEXISTS OPEN_PAREN operand xmlPassing CLOSE_PAREN
  ;

xmlCall
  : K_XMLCONCAT OPEN_PAREN expr (COMMA expr)* CLOSE_PAREN
  | K_XMLELEMENT OPEN_PAREN K_NAME anyName (COMMA xmlAttributes)? (COMMA expr)* CLOSE_PAREN
  | K_XMLFOREST OPEN_PAREN xmlValue (COMMA xmlValue)* CLOSE_PAREN
  | K_XMLPARSE OPEN_PAREN (K_DOCUMENT | K_CONTENT) expr ((K_PRESERVE | K_STRIP) K_WHITESPACE)? CLOSE_PAREN
  | K_XMLPI OPEN_PAREN K_NAME anyName (COMMA expr)? CLOSE_PAREN
  | K_XMLROOT OPEN_PAREN expr COMMA K_VERSION (K_NO K_VALUE | expr) (COMMA K_STANDALONE (K_YES | K_NO K_VALUE?))? CLOSE_PAREN
  | K_XMLSERIALIZE OPEN_PAREN (K_DOCUMENT | K_CONTENT) expr K_AS typeName CLOSE_PAREN
  ;

xmlAttributes: K_XMLATTRIBUTES OPEN_PAREN xmlValue (COMMA xmlValue)* CLOSE_PAREN;

xmlValue: expr (K_AS anyName)?;

caseWhen: K_WHEN expr K_THEN expr;

arrayElements: OPEN_BRACKET (arrayElement (COMMA arrayElement)*)? CLOSE_BRACKET;

arrayElement: arrayElements | expr;

/// Values that a word gives by itself.
keyword
  : K_CURRENT_CATALOG | K_CURRENT_DATE | K_CURRENT_ROLE | K_CURRENT_USER | K_SESSION_USER | K_USER | timeWord
  ;

timeOfPrecision: timeWord OPEN_PAREN INTEGER CLOSE_PAREN;

timeWord: K_CURRENT_TIME | K_CURRENT_TIMESTAMP | K_LOCALTIME | K_LOCALTIMESTAMP;

cast: K_CAST OPEN_PAREN expr K_AS typeName CLOSE_PAREN;
