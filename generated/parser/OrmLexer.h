
// Generated from OrmLexer.g4 by ANTLR 4.7.2

#pragma once


#include "antlr4-runtime.h"




class  OrmLexer : public antlr4::Lexer {
public:
  enum {
    K_ALL = 1, K_AND = 2, K_ANY = 3, K_ARRAY = 4, K_AS = 5, K_ASC = 6, K_ASYMMETRIC = 7, 
    K_BOTH = 8, K_CASE = 9, K_CAST = 10, K_CHECK = 11, K_COLLATE = 12, K_CONSTRAINT = 13, 
    K_CROSS = 14, K_CURRENT_CATALOG = 15, K_CURRENT_DATE = 16, K_CURRENT_ROLE = 17, 
    K_CURRENT_TIME = 18, K_CURRENT_TIMESTAMP = 19, K_CURRENT_USER = 20, 
    K_DEFAULT = 21, K_DESC = 22, K_DISTINCT = 23, K_DO = 24, K_ELSE = 25, 
    K_END = 26, K_EXCEPT = 27, K_FALSE = 28, K_FETCH = 29, K_FOR = 30, K_FOREIGN = 31, 
    K_FROM = 32, K_FULL = 33, K_GROUP = 34, K_HAVING = 35, K_ILIKE = 36, 
    K_IN = 37, K_INNER = 38, K_INTERSECT = 39, K_INTO = 40, K_IS = 41, K_ISNULL = 42, 
    K_JOIN = 43, K_LATERAL = 44, K_LEADING = 45, K_LEFT = 46, K_LIKE = 47, 
    K_LIMIT = 48, K_LOCALTIME = 49, K_LOCALTIMESTAMP = 50, K_NATURAL = 51, 
    K_NOT = 52, K_NOTNULL = 53, K_NULL = 54, K_OFFSET = 55, K_ON = 56, K_ONLY = 57, 
    K_OR = 58, K_ORDER = 59, K_OVERLAPS = 60, K_PLACING = 61, K_PRIMARY = 62, 
    K_REFERENCES = 63, K_RETURNING = 64, K_RIGHT = 65, K_SELECT = 66, K_SESSION_USER = 67, 
    K_SIMILAR = 68, K_SOME = 69, K_SYMMETRIC = 70, K_TABLE = 71, K_TABLESAMPLE = 72, 
    K_THEN = 73, K_TO = 74, K_TRAILING = 75, K_TRUE = 76, K_UNION = 77, 
    K_UNIQUE = 78, K_USER = 79, K_USING = 80, K_VARIADIC = 81, K_WHEN = 82, 
    K_WHERE = 83, K_WINDOW = 84, K_WITH = 85, K_COALESCE = 86, K_CUBE = 87, 
    K_EXISTS = 88, K_EXTRACT = 89, K_GREATEST = 90, K_GROUPING = 91, K_LEAST = 92, 
    K_NORMALIZE = 93, K_NULLIF = 94, K_OVERLAY = 95, K_POSITION = 96, K_ROLLUP = 97, 
    K_ROW = 98, K_SUBSTRING = 99, K_TRIM = 100, K_VALUES = 101, K_BIT = 102, 
    K_CHAR = 103, K_CHARACTER = 104, K_DOUBLE = 105, K_INTERVAL = 106, K_NATIONAL = 107, 
    K_NCHAR = 108, K_PRECISION = 109, K_SETOF = 110, K_TIME = 111, K_TIMESTAMP = 112, 
    K_VARYING = 113, K_WITHOUT = 114, K_ZONE = 115, K_YEAR = 116, K_MONTH = 117, 
    K_DAY = 118, K_HOUR = 119, K_MINUTE = 120, K_SECOND = 121, K_ACTION = 122, 
    K_AFTER = 123, K_AT = 124, K_BETWEEN = 125, K_BREADTH = 126, K_BY = 127, 
    K_CASCADE = 128, K_COLLATION = 129, K_CONFLICT = 130, K_CURRENT = 131, 
    K_CYCLE = 132, K_DELETE = 133, K_DEPENDS = 134, K_DEPTH = 135, K_ESCAPE = 136, 
    K_EXCLUDE = 137, K_FILTER = 138, K_FIRST = 139, K_FOLLOWING = 140, K_GROUPS = 141, 
    K_INCLUDE = 142, K_INDEX = 143, K_INSERT = 144, K_KEY = 145, K_LANGUAGE = 146, 
    K_LAST = 147, K_LOCKED = 148, K_MATCH = 149, K_MATCHED = 150, K_MATERIALIZED = 151, 
    K_MERGE = 152, K_NEXT = 153, K_NFC = 154, K_NFD = 155, K_NFKC = 156, 
    K_NFKD = 157, K_NO = 158, K_NORMALIZED = 159, K_NOTHING = 160, K_NOWAIT = 161, 
    K_NULLS = 162, K_OF = 163, K_OPERATOR = 164, K_ORDINALITY = 165, K_OTHERS = 166, 
    K_OUTER = 167, K_OVER = 168, K_OVERRIDING = 169, K_PAGE = 170, K_PARTITION = 171, 
    K_PRECEDING = 172, K_RANGE = 173, K_RECURSIVE = 174, K_REPEATABLE = 175, 
    K_RESTRICT = 176, K_ROWS = 177, K_SEARCH = 178, K_SET = 179, K_SHARE = 180, 
    K_SKIP = 181, K_SYSTEM = 182, K_TIES = 183, K_UNBOUNDED = 184, K_UNKNOWN = 185, 
    K_UPDATE = 186, K_VALUE = 187, K_WITHIN = 188, K_UESCAPE = 189, K_SETS = 190, 
    K_ABSTRACT = 191, K_AGGREGATE = 192, K_DOMAIN = 193, K_ENUM = 194, K_EXTENSION = 195, 
    K_FUNCTION = 196, K_MODEL = 197, K_MODULE = 198, K_PREDICATE = 199, 
    K_QUERY = 200, K_SCHEMA = 201, K_SHAPE = 202, K_SQL = 203, K_TYPE = 204, 
    K_VIEW = 205, STAR = 206, EQUALS = 207, ARROW = 208, QUESTION = 209, 
    BANG = 210, MINUS = 211, PLUS = 212, NAMED_ARGUMENT = 213, DOLLAR_STRING = 214, 
    SPACE = 215, DOC = 216, LINE_COMMENT = 217, COMMENT_OPEN = 218, STRING = 219, 
    UNTERMINATED_STRING = 220, ESCAPE_STRING = 221, UNICODE_STRING = 222, 
    BIT_STRING = 223, HEX_STRING = 224, RAW_TEXT = 225, DOLLAR_OPEN = 226, 
    QUOTED = 227, UNTERMINATED_QUOTED = 228, UNICODE_QUOTED = 229, PARAMETER = 230, 
    NUMBERED = 231, ATTRIBUTE = 232, INTEGER = 233, NUMERIC = 234, MALFORMED_NUMBER = 235, 
    IDENTIFIER = 236, OPEN_PAREN = 237, CLOSE_PAREN = 238, OPEN_BRACKET = 239, 
    CLOSE_BRACKET = 240, OPEN_BRACE = 241, CLOSE_BRACE = 242, COMMA = 243, 
    SEMICOLON = 244, TYPECAST = 245, COLON_EQUALS = 246, COLON = 247, DOT = 248, 
    OPERATOR = 249, UNEXPECTED = 250
  };

  OrmLexer(antlr4::CharStream *input);
  ~OrmLexer();

  virtual std::string getGrammarFileName() const override;
  virtual const std::vector<std::string>& getRuleNames() const override;

  virtual const std::vector<std::string>& getChannelNames() const override;
  virtual const std::vector<std::string>& getModeNames() const override;
  virtual const std::vector<std::string>& getTokenNames() const override; // deprecated, use vocabulary instead
  virtual antlr4::dfa::Vocabulary& getVocabulary() const override;

  virtual const std::vector<uint16_t> getSerializedATN() const override;
  virtual const antlr4::atn::ATN& getATN() const override;

private:
  static std::vector<antlr4::dfa::DFA> _decisionToDFA;
  static antlr4::atn::PredictionContextCache _sharedContextCache;
  static std::vector<std::string> _ruleNames;
  static std::vector<std::string> _tokenNames;
  static std::vector<std::string> _channelNames;
  static std::vector<std::string> _modeNames;

  static std::vector<std::string> _literalNames;
  static std::vector<std::string> _symbolicNames;
  static antlr4::dfa::Vocabulary _vocabulary;
  static antlr4::atn::ATN _atn;
  static std::vector<uint16_t> _serializedATN;


  // Individual action functions triggered by action() above.

  // Individual semantic predicate functions triggered by sempred() above.

  struct Initializer {
    Initializer();
  };
  static Initializer _init;
};

