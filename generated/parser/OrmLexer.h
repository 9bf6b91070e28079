
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
    K_ROW = 98, K_SUBSTRING = 99, K_TREAT = 100, K_TRIM = 101, K_VALUES = 102, 
    K_XMLATTRIBUTES = 103, K_XMLCONCAT = 104, K_XMLELEMENT = 105, K_XMLEXISTS = 106, 
    K_XMLFOREST = 107, K_XMLNAMESPACES = 108, K_XMLPARSE = 109, K_XMLPI = 110, 
    K_XMLROOT = 111, K_XMLSERIALIZE = 112, K_XMLTABLE = 113, K_BIT = 114, 
    K_CHAR = 115, K_CHARACTER = 116, K_DOUBLE = 117, K_INTERVAL = 118, K_NATIONAL = 119, 
    K_NCHAR = 120, K_PRECISION = 121, K_SETOF = 122, K_TIME = 123, K_TIMESTAMP = 124, 
    K_VARYING = 125, K_WITHOUT = 126, K_ZONE = 127, K_YEAR = 128, K_MONTH = 129, 
    K_DAY = 130, K_HOUR = 131, K_MINUTE = 132, K_SECOND = 133, K_ACTION = 134, 
    K_AFTER = 135, K_AT = 136, K_BETWEEN = 137, K_BREADTH = 138, K_BY = 139, 
    K_CASCADE = 140, K_COLLATION = 141, K_CONFLICT = 142, K_CURRENT = 143, 
    K_CYCLE = 144, K_DELETE = 145, K_DEPENDS = 146, K_DEPTH = 147, K_ESCAPE = 148, 
    K_EXCLUDE = 149, K_FILTER = 150, K_FIRST = 151, K_FOLLOWING = 152, K_GROUPS = 153, 
    K_INCLUDE = 154, K_INDEX = 155, K_INSERT = 156, K_KEY = 157, K_LANGUAGE = 158, 
    K_LAST = 159, K_LOCKED = 160, K_MATCH = 161, K_MATCHED = 162, K_MATERIALIZED = 163, 
    K_MERGE = 164, K_NEXT = 165, K_NFC = 166, K_NFD = 167, K_NFKC = 168, 
    K_NFKD = 169, K_NO = 170, K_NORMALIZED = 171, K_NOTHING = 172, K_NOWAIT = 173, 
    K_NULLS = 174, K_OF = 175, K_OPERATOR = 176, K_ORDINALITY = 177, K_OTHERS = 178, 
    K_OUTER = 179, K_OVER = 180, K_OVERRIDING = 181, K_PAGE = 182, K_PARTITION = 183, 
    K_PRECEDING = 184, K_RANGE = 185, K_RECURSIVE = 186, K_REPEATABLE = 187, 
    K_RESTRICT = 188, K_ROWS = 189, K_SEARCH = 190, K_SET = 191, K_SHARE = 192, 
    K_SKIP = 193, K_SYSTEM = 194, K_TIES = 195, K_UNBOUNDED = 196, K_UNKNOWN = 197, 
    K_UPDATE = 198, K_VALUE = 199, K_WITHIN = 200, K_UESCAPE = 201, K_SETS = 202, 
    K_COLUMNS = 203, K_CONTENT = 204, K_DOCUMENT = 205, K_NAME = 206, K_PASSING = 207, 
    K_PATH = 208, K_PRESERVE = 209, K_REF = 210, K_STANDALONE = 211, K_STRIP = 212, 
    K_VERSION = 213, K_WHITESPACE = 214, K_YES = 215, K_ABSTRACT = 216, 
    K_AGGREGATE = 217, K_DOMAIN = 218, K_ENUM = 219, K_EXTENSION = 220, 
    K_FUNCTION = 221, K_MODEL = 222, K_MODULE = 223, K_PREDICATE = 224, 
    K_QUERY = 225, K_SCHEMA = 226, K_SHAPE = 227, K_SQL = 228, K_TYPE = 229, 
    K_VIEW = 230, K_ACCESS = 231, K_ATOMIC = 232, K_BEFORE = 233, K_CLASS = 234, 
    K_CONVERSION = 235, K_EACH = 236, K_EVENT = 237, K_EXECUTE = 238, K_FAMILY = 239, 
    K_GRANT = 240, K_INHERITS = 241, K_INSTEAD = 242, K_OPTIONS = 243, K_OWNED = 244, 
    K_POLICY = 245, K_PRIVILEGES = 246, K_PROCEDURE = 247, K_PUBLICATION = 248, 
    K_REFERENCING = 249, K_REVOKE = 250, K_RULE = 251, K_SEQUENCE = 252, 
    K_SERVER = 253, K_STATEMENT = 254, K_STATISTICS = 255, K_SUBSCRIPTION = 256, 
    K_TEXT = 257, K_TRANSFORM = 258, K_TRIGGER = 259, K_TRUNCATE = 260, 
    K_TRUSTED = 261, STAR = 262, EQUALS = 263, ARROW = 264, QUESTION = 265, 
    BANG = 266, MINUS = 267, PLUS = 268, NAMED_ARGUMENT = 269, DOLLAR_STRING = 270, 
    SPACE = 271, DOC = 272, LINE_COMMENT = 273, COMMENT_OPEN = 274, STRING = 275, 
    UNTERMINATED_STRING = 276, ESCAPE_STRING = 277, UNICODE_STRING = 278, 
    BIT_STRING = 279, HEX_STRING = 280, RAW_TEXT = 281, DOLLAR_OPEN = 282, 
    QUOTED = 283, UNTERMINATED_QUOTED = 284, UNICODE_QUOTED = 285, PARAMETER = 286, 
    NUMBERED = 287, ATTRIBUTE = 288, INTEGER = 289, NUMERIC = 290, MALFORMED_NUMBER = 291, 
    IDENTIFIER = 292, OPEN_PAREN = 293, CLOSE_PAREN = 294, OPEN_BRACKET = 295, 
    CLOSE_BRACKET = 296, OPEN_BRACE = 297, CLOSE_BRACE = 298, COMMA = 299, 
    SEMICOLON = 300, TYPECAST = 301, COLON_EQUALS = 302, COLON = 303, DOT = 304, 
    OPERATOR = 305, NOT_ASCII = 306, UNEXPECTED = 307
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

