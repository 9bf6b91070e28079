
// Generated from OrmParser.g4 by ANTLR 4.7.2

#pragma once


#include "antlr4-runtime.h"




class  OrmParser : public antlr4::Parser {
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

  enum {
    RuleUnit = 0, RuleMemberUnit = 1, RuleModule = 2, RuleDeclaration = 3, 
    RuleAnyName = 4, RuleQualifiedName = 5, RuleTableName = 6, RuleTableFirst = 7, 
    RuleNameList = 8, RuleText = 9, RuleReservedWord = 10, RuleReservedTable = 11, 
    RuleCallWord = 12, RuleTypeWord = 13, RuleFieldWord = 14, RulePlainWord = 15, 
    RuleAliasWord = 16, RuleAliasCallWord = 17, RuleXmlWord = 18, RuleSchemaWord = 19, 
    RuleBareAlias = 20, RuleTypeName = 21, RuleDimension = 22, RuleBaseType = 23, 
    RuleTypeFirst = 24, RuleModifiers = 25, RuleIntervalFields = 26, RuleAttribute = 27, 
    RuleAttributeArgument = 28, RuleArgumentWord = 29, RuleEnumDeclaration = 30, 
    RuleEnumValue = 31, RuleDomainDeclaration = 32, RuleDomainPart = 33, 
    RuleTypeDeclaration = 34, RuleCompositeField = 35, RuleModelDeclaration = 36, 
    RuleModelPart = 37, RulePartitionBound = 38, RuleForeignOption = 39, 
    RuleModelMember = 40, RuleColumnOrder = 41, RuleField = 42, RuleCheck = 43, 
    RuleIndex = 44, RuleIndexName = 45, RuleIndexColumn = 46, RuleIndexElement = 47, 
    RuleColumnOrCall = 48, RuleColumnWord = 49, RuleQualifiedOpclass = 50, 
    RuleOption = 51, RuleNullsDistinct = 52, RuleKey = 53, RuleForeignKey = 54, 
    RuleForeignKeyPart = 55, RuleForeignKeyAction = 56, RuleExclusion = 57, 
    RuleDefaultOrder = 58, RuleTrigger = 59, RuleTriggerTime = 60, RuleTriggerEvent = 61, 
    RuleTransition = 62, RuleTriggerArgument = 63, RulePolicy = 64, RuleRule_ = 65, 
    RuleStatistics = 66, RuleIndexDeclaration = 67, RuleSequenceDeclaration = 68, 
    RuleSequencePart = 69, RuleViewDeclaration = 70, RuleViewColumn = 71, 
    RuleFunctionDeclaration = 72, RuleProcedureDeclaration = 73, RuleFunctionParameter = 74, 
    RuleParameterMode = 75, RuleFunctionResult = 76, RuleFunctionPart = 77, 
    RuleSettingValue = 78, RuleFunctionWord = 79, RuleAggregateDeclaration = 80, 
    RuleOperatorDeclaration = 81, RuleExtensionDeclaration = 82, RuleOpaqueDeclaration = 83, 
    RuleCastDeclaration = 84, RuleOperatorClass = 85, RuleDefinition = 86, 
    RuleDefinitionHead = 87, RuleDefinitionPart = 88, RulePredicateDeclaration = 89, 
    RuleShapeDeclaration = 90, RuleQueryDeclaration = 91, RuleQueryParameters = 92, 
    RuleQueryParameter = 93, RuleResultType = 94, RuleRowColumn = 95, RuleQueryBody = 96, 
    RuleStatement = 97, RuleQuery = 98, RuleWith = 99, RuleCte = 100, RuleCteSearch = 101, 
    RuleCteCycle = 102, RuleQueryExpression = 103, RuleSetTail = 104, RuleSetTerm = 105, 
    RuleIntersectTail = 106, RuleSetPrimary = 107, RuleRelation = 108, RuleValuesRow = 109, 
    RuleQueryTail = 110, RuleLimit = 111, RuleOffset = 112, RuleLocking = 113, 
    RuleOrderClauseItem = 114, RuleOrderChoices = 115, RuleOrderChoice = 116, 
    RuleOrderList = 117, RuleDirectedItem = 118, RuleOrderItem = 119, RuleSelect = 120, 
    RuleSelectInto = 121, RuleSelectItem = 122, RuleSelectAlias = 123, RuleShapeBody = 124, 
    RuleShapeTail = 125, RuleShapeOrder = 126, RuleShapeLimit = 127, RuleShapeOffset = 128, 
    RuleGroupItem = 129, RuleWindowDefinition = 130, RuleWindowSpecification = 131, 
    RuleWindowName = 132, RuleFrame = 133, RuleFrameBound = 134, RuleFromItem = 135, 
    RuleJoinTail = 136, RuleJoinKind = 137, RuleJoinCondition = 138, RuleFromPrimary = 139, 
    RuleJoinedTable = 140, RuleFunctionCall = 141, RuleRowsFromItem = 142, 
    RuleTableAlias = 143, RuleFunctionAlias = 144, RuleFromAlias = 145, 
    RuleColumnDefinition = 146, RuleTableSample = 147, RuleXmlTable = 148, 
    RuleXmlPassing = 149, RuleXmlMechanism = 150, RuleXmlNamespace = 151, 
    RuleXmlColumn = 152, RuleXmlColumnOption = 153, RuleInsertStatement = 154, 
    RuleQueryExpressionWith = 155, RuleOnConflict = 156, RuleReturning = 157, 
    RuleUpdateStatement = 158, RuleDeleteStatement = 159, RuleWhereOrCurrent = 160, 
    RuleAssignment = 161, RuleAssignmentTarget = 162, RuleMergeStatement = 163, 
    RuleMergeWhen = 164, RuleExpr = 165, RuleBExpr = 166, RulePrefixOperator = 167, 
    RuleOperatorSymbol = 168, RuleQualifiedOperator = 169, RulePlainOperator = 170, 
    RuleTail = 171, RuleBTail = 172, RuleAccessor = 173, RuleFieldSelector = 174, 
    RuleSubscript = 175, RuleNormalForm = 176, RuleOperand = 177, RuleParenthesised = 178, 
    RuleConstant = 179, RuleBits = 180, RuleString = 181, RuleParameter = 182, 
    RuleTypedLiteral = 183, RuleNamed = 184, RuleCallName = 185, RuleTypeColumn = 186, 
    RuleTypeColumnWord = 187, RuleCallWordColumn = 188, RuleReservedColumn = 189, 
    RuleCallTail = 190, RuleFilter = 191, RuleOver = 192, RuleWindowReference = 193, 
    RuleCallSuffix = 194, RuleArgument = 195, RuleSpecialCall = 196, RuleXmlCall = 197, 
    RuleXmlAttributes = 198, RuleXmlValue = 199, RuleCaseWhen = 200, RuleArrayElements = 201, 
    RuleArrayElement = 202, RuleKeyword = 203, RuleTimeOfPrecision = 204, 
    RuleTimeWord = 205, RuleCast = 206
  };

  OrmParser(antlr4::TokenStream *input);
  ~OrmParser();

  virtual std::string getGrammarFileName() const override;
  virtual const antlr4::atn::ATN& getATN() const override { return _atn; };
  virtual const std::vector<std::string>& getTokenNames() const override { return _tokenNames; }; // deprecated: use vocabulary instead.
  virtual const std::vector<std::string>& getRuleNames() const override;
  virtual antlr4::dfa::Vocabulary& getVocabulary() const override;


  class UnitContext;
  class MemberUnitContext;
  class ModuleContext;
  class DeclarationContext;
  class AnyNameContext;
  class QualifiedNameContext;
  class TableNameContext;
  class TableFirstContext;
  class NameListContext;
  class TextContext;
  class ReservedWordContext;
  class ReservedTableContext;
  class CallWordContext;
  class TypeWordContext;
  class FieldWordContext;
  class PlainWordContext;
  class AliasWordContext;
  class AliasCallWordContext;
  class XmlWordContext;
  class SchemaWordContext;
  class BareAliasContext;
  class TypeNameContext;
  class DimensionContext;
  class BaseTypeContext;
  class TypeFirstContext;
  class ModifiersContext;
  class IntervalFieldsContext;
  class AttributeContext;
  class AttributeArgumentContext;
  class ArgumentWordContext;
  class EnumDeclarationContext;
  class EnumValueContext;
  class DomainDeclarationContext;
  class DomainPartContext;
  class TypeDeclarationContext;
  class CompositeFieldContext;
  class ModelDeclarationContext;
  class ModelPartContext;
  class PartitionBoundContext;
  class ForeignOptionContext;
  class ModelMemberContext;
  class ColumnOrderContext;
  class FieldContext;
  class CheckContext;
  class IndexContext;
  class IndexNameContext;
  class IndexColumnContext;
  class IndexElementContext;
  class ColumnOrCallContext;
  class ColumnWordContext;
  class QualifiedOpclassContext;
  class OptionContext;
  class NullsDistinctContext;
  class KeyContext;
  class ForeignKeyContext;
  class ForeignKeyPartContext;
  class ForeignKeyActionContext;
  class ExclusionContext;
  class DefaultOrderContext;
  class TriggerContext;
  class TriggerTimeContext;
  class TriggerEventContext;
  class TransitionContext;
  class TriggerArgumentContext;
  class PolicyContext;
  class Rule_Context;
  class StatisticsContext;
  class IndexDeclarationContext;
  class SequenceDeclarationContext;
  class SequencePartContext;
  class ViewDeclarationContext;
  class ViewColumnContext;
  class FunctionDeclarationContext;
  class ProcedureDeclarationContext;
  class FunctionParameterContext;
  class ParameterModeContext;
  class FunctionResultContext;
  class FunctionPartContext;
  class SettingValueContext;
  class FunctionWordContext;
  class AggregateDeclarationContext;
  class OperatorDeclarationContext;
  class ExtensionDeclarationContext;
  class OpaqueDeclarationContext;
  class CastDeclarationContext;
  class OperatorClassContext;
  class DefinitionContext;
  class DefinitionHeadContext;
  class DefinitionPartContext;
  class PredicateDeclarationContext;
  class ShapeDeclarationContext;
  class QueryDeclarationContext;
  class QueryParametersContext;
  class QueryParameterContext;
  class ResultTypeContext;
  class RowColumnContext;
  class QueryBodyContext;
  class StatementContext;
  class QueryContext;
  class WithContext;
  class CteContext;
  class CteSearchContext;
  class CteCycleContext;
  class QueryExpressionContext;
  class SetTailContext;
  class SetTermContext;
  class IntersectTailContext;
  class SetPrimaryContext;
  class RelationContext;
  class ValuesRowContext;
  class QueryTailContext;
  class LimitContext;
  class OffsetContext;
  class LockingContext;
  class OrderClauseItemContext;
  class OrderChoicesContext;
  class OrderChoiceContext;
  class OrderListContext;
  class DirectedItemContext;
  class OrderItemContext;
  class SelectContext;
  class SelectIntoContext;
  class SelectItemContext;
  class SelectAliasContext;
  class ShapeBodyContext;
  class ShapeTailContext;
  class ShapeOrderContext;
  class ShapeLimitContext;
  class ShapeOffsetContext;
  class GroupItemContext;
  class WindowDefinitionContext;
  class WindowSpecificationContext;
  class WindowNameContext;
  class FrameContext;
  class FrameBoundContext;
  class FromItemContext;
  class JoinTailContext;
  class JoinKindContext;
  class JoinConditionContext;
  class FromPrimaryContext;
  class JoinedTableContext;
  class FunctionCallContext;
  class RowsFromItemContext;
  class TableAliasContext;
  class FunctionAliasContext;
  class FromAliasContext;
  class ColumnDefinitionContext;
  class TableSampleContext;
  class XmlTableContext;
  class XmlPassingContext;
  class XmlMechanismContext;
  class XmlNamespaceContext;
  class XmlColumnContext;
  class XmlColumnOptionContext;
  class InsertStatementContext;
  class QueryExpressionWithContext;
  class OnConflictContext;
  class ReturningContext;
  class UpdateStatementContext;
  class DeleteStatementContext;
  class WhereOrCurrentContext;
  class AssignmentContext;
  class AssignmentTargetContext;
  class MergeStatementContext;
  class MergeWhenContext;
  class ExprContext;
  class BExprContext;
  class PrefixOperatorContext;
  class OperatorSymbolContext;
  class QualifiedOperatorContext;
  class PlainOperatorContext;
  class TailContext;
  class BTailContext;
  class AccessorContext;
  class FieldSelectorContext;
  class SubscriptContext;
  class NormalFormContext;
  class OperandContext;
  class ParenthesisedContext;
  class ConstantContext;
  class BitsContext;
  class StringContext;
  class ParameterContext;
  class TypedLiteralContext;
  class NamedContext;
  class CallNameContext;
  class TypeColumnContext;
  class TypeColumnWordContext;
  class CallWordColumnContext;
  class ReservedColumnContext;
  class CallTailContext;
  class FilterContext;
  class OverContext;
  class WindowReferenceContext;
  class CallSuffixContext;
  class ArgumentContext;
  class SpecialCallContext;
  class XmlCallContext;
  class XmlAttributesContext;
  class XmlValueContext;
  class CaseWhenContext;
  class ArrayElementsContext;
  class ArrayElementContext;
  class KeywordContext;
  class TimeOfPrecisionContext;
  class TimeWordContext;
  class CastContext; 

  class  UnitContext : public antlr4::ParserRuleContext {
  public:
    UnitContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *EOF();
    ModuleContext *module();
    DeclarationContext *declaration();

   
  };

  UnitContext* unit();

  class  MemberUnitContext : public antlr4::ParserRuleContext {
  public:
    MemberUnitContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ModelMemberContext *modelMember();
    antlr4::tree::TerminalNode *EOF();

   
  };

  MemberUnitContext* memberUnit();

  class  ModuleContext : public antlr4::ParserRuleContext {
  public:
    ModuleContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_MODULE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *SEMICOLON();
    antlr4::tree::TerminalNode *K_SCHEMA();
    TextContext *text();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  ModuleContext* module();

  class  DeclarationContext : public antlr4::ParserRuleContext {
  public:
    DeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    EnumDeclarationContext *enumDeclaration();
    DomainDeclarationContext *domainDeclaration();
    TypeDeclarationContext *typeDeclaration();
    ModelDeclarationContext *modelDeclaration();
    ViewDeclarationContext *viewDeclaration();
    FunctionDeclarationContext *functionDeclaration();
    AggregateDeclarationContext *aggregateDeclaration();
    OperatorDeclarationContext *operatorDeclaration();
    ExtensionDeclarationContext *extensionDeclaration();
    OpaqueDeclarationContext *opaqueDeclaration();
    SequenceDeclarationContext *sequenceDeclaration();
    ProcedureDeclarationContext *procedureDeclaration();
    IndexDeclarationContext *indexDeclaration();
    TriggerContext *trigger();
    antlr4::tree::TerminalNode *SEMICOLON();
    PolicyContext *policy();
    Rule_Context *rule_();
    StatisticsContext *statistics();
    CastDeclarationContext *castDeclaration();
    OperatorClassContext *operatorClass();
    DefinitionContext *definition();
    QueryDeclarationContext *queryDeclaration();
    PredicateDeclarationContext *predicateDeclaration();
    ShapeDeclarationContext *shapeDeclaration();

   
  };

  DeclarationContext* declaration();

  class  AnyNameContext : public antlr4::ParserRuleContext {
  public:
    AnyNameContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    PlainWordContext *plainWord();
    TypeWordContext *typeWord();
    CallWordContext *callWord();
    ReservedWordContext *reservedWord();
    antlr4::tree::TerminalNode *K_OUTER();

   
  };

  AnyNameContext* anyName();

  class  QualifiedNameContext : public antlr4::ParserRuleContext {
  public:
    QualifiedNameContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);

   
  };

  QualifiedNameContext* qualifiedName();

  class  TableNameContext : public antlr4::ParserRuleContext {
  public:
    TableNameContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    TableFirstContext *tableFirst();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);

   
  };

  TableNameContext* tableName();

  class  TableFirstContext : public antlr4::ParserRuleContext {
  public:
    TableFirstContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    PlainWordContext *plainWord();
    TypeWordContext *typeWord();
    CallWordContext *callWord();
    ReservedTableContext *reservedTable();
    antlr4::tree::TerminalNode *K_OUTER();

   
  };

  TableFirstContext* tableFirst();

  class  NameListContext : public antlr4::ParserRuleContext {
  public:
    NameListContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  NameListContext* nameList();

  class  TextContext : public antlr4::ParserRuleContext {
  public:
    TextContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *STRING();
    antlr4::tree::TerminalNode *ESCAPE_STRING();
    antlr4::tree::TerminalNode *UNICODE_STRING();
    antlr4::tree::TerminalNode *DOLLAR_STRING();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *RAW_TEXT();

   
  };

  TextContext* text();

  class  ReservedWordContext : public antlr4::ParserRuleContext {
  public:
    ReservedWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ReservedTableContext *reservedTable();
    antlr4::tree::TerminalNode *K_LATERAL();
    antlr4::tree::TerminalNode *K_ONLY();
    antlr4::tree::TerminalNode *K_SELECT();

   
  };

  ReservedWordContext* reservedWord();

  class  ReservedTableContext : public antlr4::ParserRuleContext {
  public:
    ReservedTableContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ALL();
    antlr4::tree::TerminalNode *K_AND();
    antlr4::tree::TerminalNode *K_ANY();
    antlr4::tree::TerminalNode *K_ARRAY();
    antlr4::tree::TerminalNode *K_AS();
    antlr4::tree::TerminalNode *K_ASC();
    antlr4::tree::TerminalNode *K_ASYMMETRIC();
    antlr4::tree::TerminalNode *K_BOTH();
    antlr4::tree::TerminalNode *K_CASE();
    antlr4::tree::TerminalNode *K_CAST();
    antlr4::tree::TerminalNode *K_CHECK();
    antlr4::tree::TerminalNode *K_COLLATE();
    antlr4::tree::TerminalNode *K_CONSTRAINT();
    antlr4::tree::TerminalNode *K_CROSS();
    antlr4::tree::TerminalNode *K_CURRENT_CATALOG();
    antlr4::tree::TerminalNode *K_CURRENT_DATE();
    antlr4::tree::TerminalNode *K_CURRENT_ROLE();
    antlr4::tree::TerminalNode *K_CURRENT_TIME();
    antlr4::tree::TerminalNode *K_CURRENT_TIMESTAMP();
    antlr4::tree::TerminalNode *K_CURRENT_USER();
    antlr4::tree::TerminalNode *K_DEFAULT();
    antlr4::tree::TerminalNode *K_DESC();
    antlr4::tree::TerminalNode *K_DISTINCT();
    antlr4::tree::TerminalNode *K_DO();
    antlr4::tree::TerminalNode *K_ELSE();
    antlr4::tree::TerminalNode *K_END();
    antlr4::tree::TerminalNode *K_EXCEPT();
    antlr4::tree::TerminalNode *K_FALSE();
    antlr4::tree::TerminalNode *K_FETCH();
    antlr4::tree::TerminalNode *K_FOR();
    antlr4::tree::TerminalNode *K_FOREIGN();
    antlr4::tree::TerminalNode *K_FROM();
    antlr4::tree::TerminalNode *K_FULL();
    antlr4::tree::TerminalNode *K_GROUP();
    antlr4::tree::TerminalNode *K_HAVING();
    antlr4::tree::TerminalNode *K_ILIKE();
    antlr4::tree::TerminalNode *K_IN();
    antlr4::tree::TerminalNode *K_INNER();
    antlr4::tree::TerminalNode *K_INTERSECT();
    antlr4::tree::TerminalNode *K_INTO();
    antlr4::tree::TerminalNode *K_IS();
    antlr4::tree::TerminalNode *K_ISNULL();
    antlr4::tree::TerminalNode *K_JOIN();
    antlr4::tree::TerminalNode *K_LEADING();
    antlr4::tree::TerminalNode *K_LEFT();
    antlr4::tree::TerminalNode *K_LIKE();
    antlr4::tree::TerminalNode *K_LIMIT();
    antlr4::tree::TerminalNode *K_LOCALTIME();
    antlr4::tree::TerminalNode *K_LOCALTIMESTAMP();
    antlr4::tree::TerminalNode *K_NATURAL();
    antlr4::tree::TerminalNode *K_NOT();
    antlr4::tree::TerminalNode *K_NOTNULL();
    antlr4::tree::TerminalNode *K_NULL();
    antlr4::tree::TerminalNode *K_OFFSET();
    antlr4::tree::TerminalNode *K_ON();
    antlr4::tree::TerminalNode *K_OR();
    antlr4::tree::TerminalNode *K_ORDER();
    antlr4::tree::TerminalNode *K_OVERLAPS();
    antlr4::tree::TerminalNode *K_PLACING();
    antlr4::tree::TerminalNode *K_PRIMARY();
    antlr4::tree::TerminalNode *K_REFERENCES();
    antlr4::tree::TerminalNode *K_RETURNING();
    antlr4::tree::TerminalNode *K_RIGHT();
    antlr4::tree::TerminalNode *K_SESSION_USER();
    antlr4::tree::TerminalNode *K_SIMILAR();
    antlr4::tree::TerminalNode *K_SOME();
    antlr4::tree::TerminalNode *K_SYMMETRIC();
    antlr4::tree::TerminalNode *K_TABLE();
    antlr4::tree::TerminalNode *K_TABLESAMPLE();
    antlr4::tree::TerminalNode *K_THEN();
    antlr4::tree::TerminalNode *K_TO();
    antlr4::tree::TerminalNode *K_TRAILING();
    antlr4::tree::TerminalNode *K_TRUE();
    antlr4::tree::TerminalNode *K_UNION();
    antlr4::tree::TerminalNode *K_UNIQUE();
    antlr4::tree::TerminalNode *K_USER();
    antlr4::tree::TerminalNode *K_USING();
    antlr4::tree::TerminalNode *K_VARIADIC();
    antlr4::tree::TerminalNode *K_WHEN();
    antlr4::tree::TerminalNode *K_WHERE();
    antlr4::tree::TerminalNode *K_WINDOW();
    antlr4::tree::TerminalNode *K_WITH();

   
  };

  ReservedTableContext* reservedTable();

  class  CallWordContext : public antlr4::ParserRuleContext {
  public:
    CallWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_COALESCE();
    antlr4::tree::TerminalNode *K_EXISTS();
    antlr4::tree::TerminalNode *K_EXTRACT();
    antlr4::tree::TerminalNode *K_GREATEST();
    antlr4::tree::TerminalNode *K_GROUPING();
    antlr4::tree::TerminalNode *K_LEAST();
    antlr4::tree::TerminalNode *K_NORMALIZE();
    antlr4::tree::TerminalNode *K_NULLIF();
    antlr4::tree::TerminalNode *K_OVERLAY();
    antlr4::tree::TerminalNode *K_POSITION();
    antlr4::tree::TerminalNode *K_ROW();
    antlr4::tree::TerminalNode *K_SUBSTRING();
    antlr4::tree::TerminalNode *K_TREAT();
    antlr4::tree::TerminalNode *K_TRIM();
    antlr4::tree::TerminalNode *K_VALUES();
    antlr4::tree::TerminalNode *K_XMLATTRIBUTES();
    antlr4::tree::TerminalNode *K_XMLCONCAT();
    antlr4::tree::TerminalNode *K_XMLELEMENT();
    antlr4::tree::TerminalNode *K_XMLEXISTS();
    antlr4::tree::TerminalNode *K_XMLFOREST();
    antlr4::tree::TerminalNode *K_XMLNAMESPACES();
    antlr4::tree::TerminalNode *K_XMLPARSE();
    antlr4::tree::TerminalNode *K_XMLPI();
    antlr4::tree::TerminalNode *K_XMLROOT();
    antlr4::tree::TerminalNode *K_XMLSERIALIZE();
    antlr4::tree::TerminalNode *K_XMLTABLE();

   
  };

  CallWordContext* callWord();

  class  TypeWordContext : public antlr4::ParserRuleContext {
  public:
    TypeWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_BIT();
    antlr4::tree::TerminalNode *K_CHAR();
    antlr4::tree::TerminalNode *K_CHARACTER();
    antlr4::tree::TerminalNode *K_DOUBLE();
    antlr4::tree::TerminalNode *K_INTERVAL();
    antlr4::tree::TerminalNode *K_NATIONAL();
    antlr4::tree::TerminalNode *K_NCHAR();
    antlr4::tree::TerminalNode *K_PRECISION();
    antlr4::tree::TerminalNode *K_SETOF();
    antlr4::tree::TerminalNode *K_TIME();
    antlr4::tree::TerminalNode *K_TIMESTAMP();
    antlr4::tree::TerminalNode *K_VARYING();
    antlr4::tree::TerminalNode *K_WITHOUT();
    antlr4::tree::TerminalNode *K_ZONE();
    FieldWordContext *fieldWord();
    antlr4::tree::TerminalNode *K_FILTER();
    antlr4::tree::TerminalNode *K_OVER();
    antlr4::tree::TerminalNode *K_WITHIN();

   
  };

  TypeWordContext* typeWord();

  class  FieldWordContext : public antlr4::ParserRuleContext {
  public:
    FieldWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_YEAR();
    antlr4::tree::TerminalNode *K_MONTH();
    antlr4::tree::TerminalNode *K_DAY();
    antlr4::tree::TerminalNode *K_HOUR();
    antlr4::tree::TerminalNode *K_MINUTE();
    antlr4::tree::TerminalNode *K_SECOND();

   
  };

  FieldWordContext* fieldWord();

  class  PlainWordContext : public antlr4::ParserRuleContext {
  public:
    PlainWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AliasWordContext *aliasWord();
    antlr4::tree::TerminalNode *K_SET();
    antlr4::tree::TerminalNode *K_PAGE();
    antlr4::tree::TerminalNode *K_ESCAPE();
    antlr4::tree::TerminalNode *K_AT();
    antlr4::tree::TerminalNode *K_BETWEEN();

   
  };

  PlainWordContext* plainWord();

  class  AliasWordContext : public antlr4::ParserRuleContext {
  public:
    AliasWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AliasCallWordContext *aliasCallWord();
    antlr4::tree::TerminalNode *K_OPERATOR();
    antlr4::tree::TerminalNode *K_COLLATION();

   
  };

  AliasWordContext* aliasWord();

  class  AliasCallWordContext : public antlr4::ParserRuleContext {
  public:
    AliasCallWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ACTION();
    antlr4::tree::TerminalNode *K_AFTER();
    antlr4::tree::TerminalNode *K_BREADTH();
    antlr4::tree::TerminalNode *K_BY();
    antlr4::tree::TerminalNode *K_CASCADE();
    antlr4::tree::TerminalNode *K_CONFLICT();
    antlr4::tree::TerminalNode *K_CUBE();
    antlr4::tree::TerminalNode *K_CURRENT();
    antlr4::tree::TerminalNode *K_CYCLE();
    antlr4::tree::TerminalNode *K_DELETE();
    antlr4::tree::TerminalNode *K_DEPENDS();
    antlr4::tree::TerminalNode *K_DEPTH();
    antlr4::tree::TerminalNode *K_EXCLUDE();
    antlr4::tree::TerminalNode *K_FIRST();
    antlr4::tree::TerminalNode *K_FOLLOWING();
    antlr4::tree::TerminalNode *K_GROUPS();
    antlr4::tree::TerminalNode *K_INCLUDE();
    antlr4::tree::TerminalNode *K_INDEX();
    antlr4::tree::TerminalNode *K_INSERT();
    antlr4::tree::TerminalNode *K_KEY();
    antlr4::tree::TerminalNode *K_LANGUAGE();
    antlr4::tree::TerminalNode *K_LAST();
    antlr4::tree::TerminalNode *K_LOCKED();
    antlr4::tree::TerminalNode *K_MATCH();
    antlr4::tree::TerminalNode *K_MATCHED();
    antlr4::tree::TerminalNode *K_MATERIALIZED();
    antlr4::tree::TerminalNode *K_MERGE();
    antlr4::tree::TerminalNode *K_NEXT();
    antlr4::tree::TerminalNode *K_NFC();
    antlr4::tree::TerminalNode *K_NFD();
    antlr4::tree::TerminalNode *K_NFKC();
    antlr4::tree::TerminalNode *K_NFKD();
    antlr4::tree::TerminalNode *K_NO();
    antlr4::tree::TerminalNode *K_NORMALIZED();
    antlr4::tree::TerminalNode *K_NOTHING();
    antlr4::tree::TerminalNode *K_NOWAIT();
    antlr4::tree::TerminalNode *K_NULLS();
    antlr4::tree::TerminalNode *K_OF();
    antlr4::tree::TerminalNode *K_ORDINALITY();
    antlr4::tree::TerminalNode *K_OTHERS();
    antlr4::tree::TerminalNode *K_OVERRIDING();
    antlr4::tree::TerminalNode *K_PARTITION();
    antlr4::tree::TerminalNode *K_PRECEDING();
    antlr4::tree::TerminalNode *K_RANGE();
    antlr4::tree::TerminalNode *K_RECURSIVE();
    antlr4::tree::TerminalNode *K_REPEATABLE();
    antlr4::tree::TerminalNode *K_RESTRICT();
    antlr4::tree::TerminalNode *K_ROLLUP();
    antlr4::tree::TerminalNode *K_ROWS();
    antlr4::tree::TerminalNode *K_SEARCH();
    antlr4::tree::TerminalNode *K_SHARE();
    antlr4::tree::TerminalNode *K_SKIP();
    antlr4::tree::TerminalNode *K_SYSTEM();
    antlr4::tree::TerminalNode *K_TIES();
    antlr4::tree::TerminalNode *K_UNBOUNDED();
    antlr4::tree::TerminalNode *K_UNKNOWN();
    antlr4::tree::TerminalNode *K_UPDATE();
    antlr4::tree::TerminalNode *K_VALUE();
    antlr4::tree::TerminalNode *K_UESCAPE();
    antlr4::tree::TerminalNode *K_SETS();
    antlr4::tree::TerminalNode *K_ABSTRACT();
    antlr4::tree::TerminalNode *K_AGGREGATE();
    antlr4::tree::TerminalNode *K_DOMAIN();
    antlr4::tree::TerminalNode *K_ENUM();
    antlr4::tree::TerminalNode *K_EXTENSION();
    antlr4::tree::TerminalNode *K_FUNCTION();
    antlr4::tree::TerminalNode *K_MODEL();
    antlr4::tree::TerminalNode *K_MODULE();
    antlr4::tree::TerminalNode *K_PREDICATE();
    antlr4::tree::TerminalNode *K_QUERY();
    antlr4::tree::TerminalNode *K_SCHEMA();
    antlr4::tree::TerminalNode *K_SHAPE();
    antlr4::tree::TerminalNode *K_SQL();
    antlr4::tree::TerminalNode *K_TYPE();
    antlr4::tree::TerminalNode *K_VIEW();
    XmlWordContext *xmlWord();
    SchemaWordContext *schemaWord();

   
  };

  AliasCallWordContext* aliasCallWord();

  class  XmlWordContext : public antlr4::ParserRuleContext {
  public:
    XmlWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_COLUMNS();
    antlr4::tree::TerminalNode *K_CONTENT();
    antlr4::tree::TerminalNode *K_DOCUMENT();
    antlr4::tree::TerminalNode *K_NAME();
    antlr4::tree::TerminalNode *K_PASSING();
    antlr4::tree::TerminalNode *K_PATH();
    antlr4::tree::TerminalNode *K_PRESERVE();
    antlr4::tree::TerminalNode *K_REF();
    antlr4::tree::TerminalNode *K_STANDALONE();
    antlr4::tree::TerminalNode *K_STRIP();
    antlr4::tree::TerminalNode *K_VERSION();
    antlr4::tree::TerminalNode *K_WHITESPACE();
    antlr4::tree::TerminalNode *K_YES();

   
  };

  XmlWordContext* xmlWord();

  class  SchemaWordContext : public antlr4::ParserRuleContext {
  public:
    SchemaWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ACCESS();
    antlr4::tree::TerminalNode *K_ATOMIC();
    antlr4::tree::TerminalNode *K_BEFORE();
    antlr4::tree::TerminalNode *K_CLASS();
    antlr4::tree::TerminalNode *K_CONVERSION();
    antlr4::tree::TerminalNode *K_EACH();
    antlr4::tree::TerminalNode *K_EVENT();
    antlr4::tree::TerminalNode *K_EXECUTE();
    antlr4::tree::TerminalNode *K_FAMILY();
    antlr4::tree::TerminalNode *K_GRANT();
    antlr4::tree::TerminalNode *K_INHERITS();
    antlr4::tree::TerminalNode *K_INSTEAD();
    antlr4::tree::TerminalNode *K_OPTIONS();
    antlr4::tree::TerminalNode *K_OWNED();
    antlr4::tree::TerminalNode *K_POLICY();
    antlr4::tree::TerminalNode *K_PRIVILEGES();
    antlr4::tree::TerminalNode *K_PROCEDURE();
    antlr4::tree::TerminalNode *K_PUBLICATION();
    antlr4::tree::TerminalNode *K_REFERENCING();
    antlr4::tree::TerminalNode *K_REVOKE();
    antlr4::tree::TerminalNode *K_RULE();
    antlr4::tree::TerminalNode *K_SEQUENCE();
    antlr4::tree::TerminalNode *K_SERVER();
    antlr4::tree::TerminalNode *K_STATEMENT();
    antlr4::tree::TerminalNode *K_STATISTICS();
    antlr4::tree::TerminalNode *K_SUBSCRIPTION();
    antlr4::tree::TerminalNode *K_TEXT();
    antlr4::tree::TerminalNode *K_TRANSFORM();
    antlr4::tree::TerminalNode *K_TRIGGER();
    antlr4::tree::TerminalNode *K_TRUNCATE();
    antlr4::tree::TerminalNode *K_TRUSTED();

   
  };

  SchemaWordContext* schemaWord();

  class  BareAliasContext : public antlr4::ParserRuleContext {
  public:
    BareAliasContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    PlainWordContext *plainWord();
    CallWordContext *callWord();
    antlr4::tree::TerminalNode *K_BIT();
    antlr4::tree::TerminalNode *K_DOUBLE();
    antlr4::tree::TerminalNode *K_INTERVAL();
    antlr4::tree::TerminalNode *K_NATIONAL();
    antlr4::tree::TerminalNode *K_NCHAR();
    antlr4::tree::TerminalNode *K_OUTER();
    antlr4::tree::TerminalNode *K_SETOF();
    antlr4::tree::TerminalNode *K_TIME();
    antlr4::tree::TerminalNode *K_TIMESTAMP();
    antlr4::tree::TerminalNode *K_ZONE();

   
  };

  BareAliasContext* bareAlias();

  class  TypeNameContext : public antlr4::ParserRuleContext {
  public:
    TypeNameContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    BaseTypeContext *baseType();
    antlr4::tree::TerminalNode *K_SETOF();
    std::vector<DimensionContext *> dimension();
    DimensionContext* dimension(size_t i);
    antlr4::tree::TerminalNode *K_ARRAY();

   
  };

  TypeNameContext* typeName();

  class  DimensionContext : public antlr4::ParserRuleContext {
  public:
    DimensionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();
    antlr4::tree::TerminalNode *INTEGER();

   
  };

  DimensionContext* dimension();

  class  BaseTypeContext : public antlr4::ParserRuleContext {
  public:
    BaseTypeContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_DOUBLE();
    antlr4::tree::TerminalNode *K_PRECISION();
    antlr4::tree::TerminalNode *K_CHARACTER();
    antlr4::tree::TerminalNode *K_CHAR();
    antlr4::tree::TerminalNode *K_NCHAR();
    antlr4::tree::TerminalNode *K_VARYING();
    ModifiersContext *modifiers();
    antlr4::tree::TerminalNode *K_NATIONAL();
    antlr4::tree::TerminalNode *K_BIT();
    std::vector<antlr4::tree::TerminalNode *> K_TIME();
    antlr4::tree::TerminalNode* K_TIME(size_t i);
    antlr4::tree::TerminalNode *K_TIMESTAMP();
    antlr4::tree::TerminalNode *K_ZONE();
    antlr4::tree::TerminalNode *K_WITH();
    antlr4::tree::TerminalNode *K_WITHOUT();
    antlr4::tree::TerminalNode *K_INTERVAL();
    IntervalFieldsContext *intervalFields();
    TypeFirstContext *typeFirst();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);

   
  };

  BaseTypeContext* baseType();

  class  TypeFirstContext : public antlr4::ParserRuleContext {
  public:
    TypeFirstContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    PlainWordContext *plainWord();
    CallWordContext *callWord();
    ReservedWordContext *reservedWord();
    antlr4::tree::TerminalNode *K_DOUBLE();
    antlr4::tree::TerminalNode *K_NATIONAL();
    antlr4::tree::TerminalNode *K_PRECISION();
    antlr4::tree::TerminalNode *K_VARYING();
    antlr4::tree::TerminalNode *K_WITHOUT();
    antlr4::tree::TerminalNode *K_ZONE();
    FieldWordContext *fieldWord();
    antlr4::tree::TerminalNode *K_FILTER();
    antlr4::tree::TerminalNode *K_OUTER();
    antlr4::tree::TerminalNode *K_OVER();
    antlr4::tree::TerminalNode *K_WITHIN();

   
  };

  TypeFirstContext* typeFirst();

  class  ModifiersContext : public antlr4::ParserRuleContext {
  public:
    ModifiersContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ModifiersContext* modifiers();

  class  IntervalFieldsContext : public antlr4::ParserRuleContext {
  public:
    IntervalFieldsContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<FieldWordContext *> fieldWord();
    FieldWordContext* fieldWord(size_t i);
    antlr4::tree::TerminalNode *K_TO();

   
  };

  IntervalFieldsContext* intervalFields();

  class  AttributeContext : public antlr4::ParserRuleContext {
  public:
    AttributeContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *ATTRIBUTE();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<AttributeArgumentContext *> attributeArgument();
    AttributeArgumentContext* attributeArgument(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  AttributeContext* attribute();

  class  AttributeArgumentContext : public antlr4::ParserRuleContext {
  public:
    AttributeArgumentContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_SET();
    antlr4::tree::TerminalNode *K_NULL();
    antlr4::tree::TerminalNode *K_DEFAULT();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *K_NO();
    antlr4::tree::TerminalNode *K_ACTION();
    antlr4::tree::TerminalNode *K_BY();
    antlr4::tree::TerminalNode *K_FULL();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *INTEGER();
    antlr4::tree::TerminalNode *K_WITH();
    antlr4::tree::TerminalNode *MINUS();
    antlr4::tree::TerminalNode *PLUS();
    ArgumentWordContext *argumentWord();
    ExprContext *expr();

   
  };

  AttributeArgumentContext* attributeArgument();

  class  ArgumentWordContext : public antlr4::ParserRuleContext {
  public:
    ArgumentWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ALL();
    antlr4::tree::TerminalNode *K_AND();
    antlr4::tree::TerminalNode *K_ANY();
    antlr4::tree::TerminalNode *K_ARRAY();
    antlr4::tree::TerminalNode *K_AS();
    antlr4::tree::TerminalNode *K_ASC();
    antlr4::tree::TerminalNode *K_ASYMMETRIC();
    antlr4::tree::TerminalNode *K_BOTH();
    antlr4::tree::TerminalNode *K_CASE();
    antlr4::tree::TerminalNode *K_CAST();
    antlr4::tree::TerminalNode *K_CHECK();
    antlr4::tree::TerminalNode *K_COLLATE();
    antlr4::tree::TerminalNode *K_CONSTRAINT();
    antlr4::tree::TerminalNode *K_CROSS();
    antlr4::tree::TerminalNode *K_DESC();
    antlr4::tree::TerminalNode *K_DISTINCT();
    antlr4::tree::TerminalNode *K_DO();
    antlr4::tree::TerminalNode *K_ELSE();
    antlr4::tree::TerminalNode *K_END();
    antlr4::tree::TerminalNode *K_EXCEPT();
    antlr4::tree::TerminalNode *K_FETCH();
    antlr4::tree::TerminalNode *K_FOR();
    antlr4::tree::TerminalNode *K_FOREIGN();
    antlr4::tree::TerminalNode *K_FROM();
    antlr4::tree::TerminalNode *K_GROUP();
    antlr4::tree::TerminalNode *K_HAVING();
    antlr4::tree::TerminalNode *K_ILIKE();
    antlr4::tree::TerminalNode *K_IN();
    antlr4::tree::TerminalNode *K_INNER();
    antlr4::tree::TerminalNode *K_INTERSECT();
    antlr4::tree::TerminalNode *K_INTO();
    antlr4::tree::TerminalNode *K_IS();
    antlr4::tree::TerminalNode *K_ISNULL();
    antlr4::tree::TerminalNode *K_JOIN();
    antlr4::tree::TerminalNode *K_LATERAL();
    antlr4::tree::TerminalNode *K_LEADING();
    antlr4::tree::TerminalNode *K_LIKE();
    antlr4::tree::TerminalNode *K_LIMIT();
    antlr4::tree::TerminalNode *K_NATURAL();
    antlr4::tree::TerminalNode *K_NOT();
    antlr4::tree::TerminalNode *K_NOTNULL();
    antlr4::tree::TerminalNode *K_OFFSET();
    antlr4::tree::TerminalNode *K_ON();
    antlr4::tree::TerminalNode *K_ONLY();
    antlr4::tree::TerminalNode *K_OR();
    antlr4::tree::TerminalNode *K_ORDER();
    antlr4::tree::TerminalNode *K_OVERLAPS();
    antlr4::tree::TerminalNode *K_PLACING();
    antlr4::tree::TerminalNode *K_PRIMARY();
    antlr4::tree::TerminalNode *K_REFERENCES();
    antlr4::tree::TerminalNode *K_RETURNING();
    antlr4::tree::TerminalNode *K_SELECT();
    antlr4::tree::TerminalNode *K_SIMILAR();
    antlr4::tree::TerminalNode *K_SOME();
    antlr4::tree::TerminalNode *K_SYMMETRIC();
    antlr4::tree::TerminalNode *K_TABLE();
    antlr4::tree::TerminalNode *K_TABLESAMPLE();
    antlr4::tree::TerminalNode *K_THEN();
    antlr4::tree::TerminalNode *K_TO();
    antlr4::tree::TerminalNode *K_TRAILING();
    antlr4::tree::TerminalNode *K_UNION();
    antlr4::tree::TerminalNode *K_UNIQUE();
    antlr4::tree::TerminalNode *K_USING();
    antlr4::tree::TerminalNode *K_VARIADIC();
    antlr4::tree::TerminalNode *K_WHEN();
    antlr4::tree::TerminalNode *K_WHERE();
    antlr4::tree::TerminalNode *K_WINDOW();
    antlr4::tree::TerminalNode *K_WITH();

   
  };

  ArgumentWordContext* argumentWord();

  class  EnumDeclarationContext : public antlr4::ParserRuleContext {
  public:
    EnumDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ENUM();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_BRACE();
    antlr4::tree::TerminalNode *CLOSE_BRACE();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    std::vector<EnumValueContext *> enumValue();
    EnumValueContext* enumValue(size_t i);
    antlr4::tree::TerminalNode *SEMICOLON();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  EnumDeclarationContext* enumDeclaration();

  class  EnumValueContext : public antlr4::ParserRuleContext {
  public:
    EnumValueContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *STRING();
    antlr4::tree::TerminalNode *ESCAPE_STRING();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  EnumValueContext* enumValue();

  class  DomainDeclarationContext : public antlr4::ParserRuleContext {
  public:
    DomainDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_DOMAIN();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *EQUALS();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *SEMICOLON();
    std::vector<DomainPartContext *> domainPart();
    DomainPartContext* domainPart(size_t i);
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  DomainDeclarationContext* domainDeclaration();

  class  DomainPartContext : public antlr4::ParserRuleContext {
  public:
    DomainPartContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_NOT();
    antlr4::tree::TerminalNode *K_NULL();
    antlr4::tree::TerminalNode *K_DEFAULT();
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_COLLATE();
    QualifiedNameContext *qualifiedName();
    antlr4::tree::TerminalNode *K_CHECK();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *K_CONSTRAINT();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *IDENTIFIER();

   
  };

  DomainPartContext* domainPart();

  class  TypeDeclarationContext : public antlr4::ParserRuleContext {
  public:
    TypeDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_TYPE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_BRACE();
    antlr4::tree::TerminalNode *CLOSE_BRACE();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    std::vector<CompositeFieldContext *> compositeField();
    CompositeFieldContext* compositeField(size_t i);
    antlr4::tree::TerminalNode *SEMICOLON();
    antlr4::tree::TerminalNode *EQUALS();
    antlr4::tree::TerminalNode *K_RANGE();
    antlr4::tree::TerminalNode *K_OF();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *K_WITH();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<OptionContext *> option();
    OptionContext* option(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_SQL();
    std::vector<TextContext *> text();
    TextContext* text(size_t i);
    antlr4::tree::TerminalNode *K_AS();
    antlr4::tree::TerminalNode *K_FROM();

   
  };

  TypeDeclarationContext* typeDeclaration();

  class  CompositeFieldContext : public antlr4::ParserRuleContext {
  public:
    CompositeFieldContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    FieldContext *field();
    antlr4::tree::TerminalNode *SEMICOLON();

   
  };

  CompositeFieldContext* compositeField();

  class  ModelDeclarationContext : public antlr4::ParserRuleContext {
  public:
    ModelDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_MODEL();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_BRACE();
    antlr4::tree::TerminalNode *CLOSE_BRACE();
    antlr4::tree::TerminalNode *COLON();
    std::vector<QualifiedNameContext *> qualifiedName();
    QualifiedNameContext* qualifiedName(size_t i);
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    antlr4::tree::TerminalNode *K_ABSTRACT();
    antlr4::tree::TerminalNode *K_FOREIGN();
    antlr4::tree::TerminalNode *SEMICOLON();
    std::vector<ModelMemberContext *> modelMember();
    ModelMemberContext* modelMember(size_t i);
    std::vector<ModelPartContext *> modelPart();
    ModelPartContext* modelPart(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ModelDeclarationContext* modelDeclaration();

  class  ModelPartContext : public antlr4::ParserRuleContext {
  public:
    ModelPartContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_INHERITS();
    std::vector<QualifiedNameContext *> qualifiedName();
    QualifiedNameContext* qualifiedName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_OF();
    antlr4::tree::TerminalNode *K_PARTITION();
    antlr4::tree::TerminalNode *K_BY();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<IndexElementContext *> indexElement();
    IndexElementContext* indexElement(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    PartitionBoundContext *partitionBound();
    antlr4::tree::TerminalNode *K_SERVER();
    antlr4::tree::TerminalNode *K_OPTIONS();
    std::vector<ForeignOptionContext *> foreignOption();
    ForeignOptionContext* foreignOption(size_t i);

   
  };

  ModelPartContext* modelPart();

  class  PartitionBoundContext : public antlr4::ParserRuleContext {
  public:
    PartitionBoundContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_DEFAULT();
    antlr4::tree::TerminalNode *K_FOR();
    antlr4::tree::TerminalNode *K_VALUES();
    antlr4::tree::TerminalNode *K_IN();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_FROM();
    std::vector<ValuesRowContext *> valuesRow();
    ValuesRowContext* valuesRow(size_t i);
    antlr4::tree::TerminalNode *K_TO();
    antlr4::tree::TerminalNode *K_WITH();
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> INTEGER();
    antlr4::tree::TerminalNode* INTEGER(size_t i);

   
  };

  PartitionBoundContext* partitionBound();

  class  ForeignOptionContext : public antlr4::ParserRuleContext {
  public:
    ForeignOptionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    TextContext *text();

   
  };

  ForeignOptionContext* foreignOption();

  class  ModelMemberContext : public antlr4::ParserRuleContext {
  public:
    ModelMemberContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    FieldContext *field();
    antlr4::tree::TerminalNode *SEMICOLON();
    CheckContext *check();
    IndexContext *index();
    KeyContext *key();
    ForeignKeyContext *foreignKey();
    ExclusionContext *exclusion();
    DefaultOrderContext *defaultOrder();
    TriggerContext *trigger();
    PolicyContext *policy();
    Rule_Context *rule_();
    StatisticsContext *statistics();
    ColumnOrderContext *columnOrder();

   
  };

  ModelMemberContext* modelMember();

  class  ColumnOrderContext : public antlr4::ParserRuleContext {
  public:
    ColumnOrderContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_COLUMNS();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *CLOSE_PAREN();

   
  };

  ColumnOrderContext* columnOrder();

  class  FieldContext : public antlr4::ParserRuleContext {
  public:
    FieldContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *COLON();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *QUESTION();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    antlr4::tree::TerminalNode *EQUALS();
    ExprContext *expr();

   
  };

  FieldContext* field();

  class  CheckContext : public antlr4::ParserRuleContext {
  public:
    CheckContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_CHECK();
    ExprContext *expr();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *COLON();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  CheckContext* check();

  class  IndexContext : public antlr4::ParserRuleContext {
  public:
    IndexContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_INDEX();
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    std::vector<IndexColumnContext *> indexColumn();
    IndexColumnContext* indexColumn(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    antlr4::tree::TerminalNode *K_UNIQUE();
    antlr4::tree::TerminalNode *K_ONLY();
    IndexNameContext *indexName();
    antlr4::tree::TerminalNode *K_ON();
    QualifiedNameContext *qualifiedName();
    antlr4::tree::TerminalNode *K_USING();
    AnyNameContext *anyName();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_INCLUDE();
    NameListContext *nameList();
    NullsDistinctContext *nullsDistinct();
    antlr4::tree::TerminalNode *K_WITH();
    std::vector<OptionContext *> option();
    OptionContext* option(size_t i);
    antlr4::tree::TerminalNode *K_WHERE();
    ExprContext *expr();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  IndexContext* index();

  class  IndexNameContext : public antlr4::ParserRuleContext {
  public:
    IndexNameContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    PlainWordContext *plainWord();
    TypeWordContext *typeWord();
    CallWordContext *callWord();
    antlr4::tree::TerminalNode *K_OUTER();

   
  };

  IndexNameContext* indexName();

  class  IndexColumnContext : public antlr4::ParserRuleContext {
  public:
    IndexColumnContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    IndexElementContext *indexElement();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  IndexColumnContext* indexColumn();

  class  IndexElementContext : public antlr4::ParserRuleContext {
  public:
    IndexElementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ColumnOrCallContext *columnOrCall();
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    ExprContext *expr();
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    antlr4::tree::TerminalNode *K_COLLATE();
    QualifiedNameContext *qualifiedName();
    QualifiedOpclassContext *qualifiedOpclass();
    antlr4::tree::TerminalNode *K_NULLS();
    antlr4::tree::TerminalNode *K_WITH();
    OperatorSymbolContext *operatorSymbol();
    antlr4::tree::TerminalNode *K_ASC();
    antlr4::tree::TerminalNode *K_DESC();
    antlr4::tree::TerminalNode *K_FIRST();
    antlr4::tree::TerminalNode *K_LAST();
    std::vector<OptionContext *> option();
    OptionContext* option(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  IndexElementContext* indexElement();

  class  ColumnOrCallContext : public antlr4::ParserRuleContext {
  public:
    ColumnOrCallContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ColumnWordContext *columnWord();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    CallSuffixContext *callSuffix();
    CallWordContext *callWord();
    SpecialCallContext *specialCall();

   
  };

  ColumnOrCallContext* columnOrCall();

  class  ColumnWordContext : public antlr4::ParserRuleContext {
  public:
    ColumnWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    PlainWordContext *plainWord();
    TypeWordContext *typeWord();
    ReservedWordContext *reservedWord();
    antlr4::tree::TerminalNode *K_OUTER();

   
  };

  ColumnWordContext* columnWord();

  class  QualifiedOpclassContext : public antlr4::ParserRuleContext {
  public:
    QualifiedOpclassContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    antlr4::tree::TerminalNode *QUOTED();

   
  };

  QualifiedOpclassContext* qualifiedOpclass();

  class  OptionContext : public antlr4::ParserRuleContext {
  public:
    OptionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *EQUALS();
    ExprContext *expr();

   
  };

  OptionContext* option();

  class  NullsDistinctContext : public antlr4::ParserRuleContext {
  public:
    NullsDistinctContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_NULLS();
    antlr4::tree::TerminalNode *K_NOT();
    antlr4::tree::TerminalNode *K_DISTINCT();

   
  };

  NullsDistinctContext* nullsDistinct();

  class  KeyContext : public antlr4::ParserRuleContext {
  public:
    KeyContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    std::vector<NameListContext *> nameList();
    NameListContext* nameList(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    antlr4::tree::TerminalNode *K_PRIMARY();
    antlr4::tree::TerminalNode *K_KEY();
    antlr4::tree::TerminalNode *K_UNIQUE();
    antlr4::tree::TerminalNode *K_ONLY();
    NullsDistinctContext *nullsDistinct();
    IndexNameContext *indexName();
    antlr4::tree::TerminalNode *K_INCLUDE();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  KeyContext* key();

  class  ForeignKeyContext : public antlr4::ParserRuleContext {
  public:
    ForeignKeyContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_FOREIGN();
    antlr4::tree::TerminalNode *K_KEY();
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    std::vector<NameListContext *> nameList();
    NameListContext* nameList(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    antlr4::tree::TerminalNode *K_REFERENCES();
    QualifiedNameContext *qualifiedName();
    IndexNameContext *indexName();
    std::vector<ForeignKeyPartContext *> foreignKeyPart();
    ForeignKeyPartContext* foreignKeyPart(size_t i);
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  ForeignKeyContext* foreignKey();

  class  ForeignKeyPartContext : public antlr4::ParserRuleContext {
  public:
    ForeignKeyPartContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_MATCH();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_ON();
    ForeignKeyActionContext *foreignKeyAction();
    antlr4::tree::TerminalNode *K_DELETE();
    antlr4::tree::TerminalNode *K_UPDATE();

   
  };

  ForeignKeyPartContext* foreignKeyPart();

  class  ForeignKeyActionContext : public antlr4::ParserRuleContext {
  public:
    ForeignKeyActionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_CASCADE();
    antlr4::tree::TerminalNode *K_RESTRICT();
    antlr4::tree::TerminalNode *K_NO();
    antlr4::tree::TerminalNode *K_ACTION();
    antlr4::tree::TerminalNode *K_SET();
    antlr4::tree::TerminalNode *K_NULL();
    antlr4::tree::TerminalNode *K_DEFAULT();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *CLOSE_PAREN();

   
  };

  ForeignKeyActionContext* foreignKeyAction();

  class  ExclusionContext : public antlr4::ParserRuleContext {
  public:
    ExclusionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_EXCLUDE();
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    std::vector<IndexColumnContext *> indexColumn();
    IndexColumnContext* indexColumn(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    IndexNameContext *indexName();
    antlr4::tree::TerminalNode *K_USING();
    AnyNameContext *anyName();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_INCLUDE();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *K_WHERE();
    ExprContext *expr();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  ExclusionContext* exclusion();

  class  DefaultOrderContext : public antlr4::ParserRuleContext {
  public:
    DefaultOrderContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ORDER();
    antlr4::tree::TerminalNode *K_BY();
    std::vector<OrderItemContext *> orderItem();
    OrderItemContext* orderItem(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  DefaultOrderContext* defaultOrder();

  class  TriggerContext : public antlr4::ParserRuleContext {
  public:
    TriggerContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_TRIGGER();
    AnyNameContext *anyName();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    TriggerTimeContext *triggerTime();
    std::vector<TriggerEventContext *> triggerEvent();
    TriggerEventContext* triggerEvent(size_t i);
    antlr4::tree::TerminalNode *K_EXECUTE();
    std::vector<QualifiedNameContext *> qualifiedName();
    QualifiedNameContext* qualifiedName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    antlr4::tree::TerminalNode *K_CONSTRAINT();
    std::vector<antlr4::tree::TerminalNode *> K_OR();
    antlr4::tree::TerminalNode* K_OR(size_t i);
    antlr4::tree::TerminalNode *K_ON();
    antlr4::tree::TerminalNode *K_FROM();
    antlr4::tree::TerminalNode *K_REFERENCING();
    antlr4::tree::TerminalNode *K_FOR();
    antlr4::tree::TerminalNode *K_WHEN();
    ExprContext *expr();
    std::vector<TriggerArgumentContext *> triggerArgument();
    TriggerArgumentContext* triggerArgument(size_t i);
    antlr4::tree::TerminalNode *K_ROW();
    antlr4::tree::TerminalNode *K_STATEMENT();
    antlr4::tree::TerminalNode *K_FUNCTION();
    antlr4::tree::TerminalNode *K_PROCEDURE();
    std::vector<TransitionContext *> transition();
    TransitionContext* transition(size_t i);
    antlr4::tree::TerminalNode *K_EACH();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  TriggerContext* trigger();

  class  TriggerTimeContext : public antlr4::ParserRuleContext {
  public:
    TriggerTimeContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_BEFORE();
    antlr4::tree::TerminalNode *K_AFTER();
    antlr4::tree::TerminalNode *K_INSTEAD();
    antlr4::tree::TerminalNode *K_OF();

   
  };

  TriggerTimeContext* triggerTime();

  class  TriggerEventContext : public antlr4::ParserRuleContext {
  public:
    TriggerEventContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_INSERT();
    antlr4::tree::TerminalNode *K_DELETE();
    antlr4::tree::TerminalNode *K_TRUNCATE();
    antlr4::tree::TerminalNode *K_UPDATE();
    antlr4::tree::TerminalNode *K_OF();
    NameListContext *nameList();

   
  };

  TriggerEventContext* triggerEvent();

  class  TransitionContext : public antlr4::ParserRuleContext {
  public:
    TransitionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *K_TABLE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_AS();

   
  };

  TransitionContext* transition();

  class  TriggerArgumentContext : public antlr4::ParserRuleContext {
  public:
    TriggerArgumentContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    TextContext *text();
    antlr4::tree::TerminalNode *INTEGER();
    antlr4::tree::TerminalNode *NUMERIC();
    AnyNameContext *anyName();

   
  };

  TriggerArgumentContext* triggerArgument();

  class  PolicyContext : public antlr4::ParserRuleContext {
  public:
    PolicyContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_POLICY();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_ON();
    QualifiedNameContext *qualifiedName();
    antlr4::tree::TerminalNode *K_AS();
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *K_FOR();
    antlr4::tree::TerminalNode *K_TO();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *K_USING();
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    antlr4::tree::TerminalNode *K_WITH();
    antlr4::tree::TerminalNode *K_CHECK();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    antlr4::tree::TerminalNode *K_ALL();
    antlr4::tree::TerminalNode *K_SELECT();
    antlr4::tree::TerminalNode *K_INSERT();
    antlr4::tree::TerminalNode *K_UPDATE();
    antlr4::tree::TerminalNode *K_DELETE();

   
  };

  PolicyContext* policy();

  class  Rule_Context : public antlr4::ParserRuleContext {
  public:
    Rule_Context(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_RULE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_ON();
    antlr4::tree::TerminalNode *K_DO();
    antlr4::tree::TerminalNode *K_SELECT();
    antlr4::tree::TerminalNode *K_INSERT();
    antlr4::tree::TerminalNode *K_UPDATE();
    antlr4::tree::TerminalNode *K_DELETE();
    antlr4::tree::TerminalNode *K_NOTHING();
    TextContext *text();
    antlr4::tree::TerminalNode *K_TO();
    QualifiedNameContext *qualifiedName();
    antlr4::tree::TerminalNode *K_WHERE();
    ExprContext *expr();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    antlr4::tree::TerminalNode *K_INSTEAD();
    antlr4::tree::TerminalNode *IDENTIFIER();

   
  };

  Rule_Context* rule_();

  class  StatisticsContext : public antlr4::ParserRuleContext {
  public:
    StatisticsContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_STATISTICS();
    antlr4::tree::TerminalNode *K_ON();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_FROM();
    QualifiedNameContext *qualifiedName();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  StatisticsContext* statistics();

  class  IndexDeclarationContext : public antlr4::ParserRuleContext {
  public:
    IndexDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    IndexContext *index();
    antlr4::tree::TerminalNode *SEMICOLON();

   
  };

  IndexDeclarationContext* indexDeclaration();

  class  SequenceDeclarationContext : public antlr4::ParserRuleContext {
  public:
    SequenceDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_SEQUENCE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *SEMICOLON();
    std::vector<SequencePartContext *> sequencePart();
    SequencePartContext* sequencePart(size_t i);

   
  };

  SequenceDeclarationContext* sequenceDeclaration();

  class  SequencePartContext : public antlr4::ParserRuleContext {
  public:
    SequencePartContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AttributeContext *attribute();
    antlr4::tree::TerminalNode *K_AS();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *K_OWNED();
    antlr4::tree::TerminalNode *K_BY();
    QualifiedNameContext *qualifiedName();
    antlr4::tree::TerminalNode *K_NO();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_CYCLE();
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *INTEGER();
    antlr4::tree::TerminalNode *K_WITH();
    antlr4::tree::TerminalNode *MINUS();
    antlr4::tree::TerminalNode *PLUS();

   
  };

  SequencePartContext* sequencePart();

  class  ViewDeclarationContext : public antlr4::ParserRuleContext {
  public:
    ViewDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_VIEW();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_AS();
    QueryContext *query();
    antlr4::tree::TerminalNode *SEMICOLON();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<ViewColumnContext *> viewColumn();
    ViewColumnContext* viewColumn(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    antlr4::tree::TerminalNode *K_MATERIALIZED();
    antlr4::tree::TerminalNode *K_RECURSIVE();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ViewDeclarationContext* viewDeclaration();

  class  ViewColumnContext : public antlr4::ParserRuleContext {
  public:
    ViewColumnContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *EQUALS();
    ExprContext *expr();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  ViewColumnContext* viewColumn();

  class  FunctionDeclarationContext : public antlr4::ParserRuleContext {
  public:
    FunctionDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_FUNCTION();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<TextContext *> text();
    TextContext* text(size_t i);
    std::vector<FunctionParameterContext *> functionParameter();
    FunctionParameterContext* functionParameter(size_t i);
    antlr4::tree::TerminalNode *ARROW();
    FunctionResultContext *functionResult();
    antlr4::tree::TerminalNode *K_DEPENDS();
    antlr4::tree::TerminalNode *K_ON();
    std::vector<QualifiedNameContext *> qualifiedName();
    QualifiedNameContext* qualifiedName(size_t i);
    std::vector<FunctionPartContext *> functionPart();
    FunctionPartContext* functionPart(size_t i);
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    antlr4::tree::TerminalNode *K_AS();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *SEMICOLON();

   
  };

  FunctionDeclarationContext* functionDeclaration();

  class  ProcedureDeclarationContext : public antlr4::ParserRuleContext {
  public:
    ProcedureDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_PROCEDURE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<TextContext *> text();
    TextContext* text(size_t i);
    std::vector<FunctionParameterContext *> functionParameter();
    FunctionParameterContext* functionParameter(size_t i);
    antlr4::tree::TerminalNode *K_DEPENDS();
    antlr4::tree::TerminalNode *K_ON();
    std::vector<QualifiedNameContext *> qualifiedName();
    QualifiedNameContext* qualifiedName(size_t i);
    std::vector<FunctionPartContext *> functionPart();
    FunctionPartContext* functionPart(size_t i);
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    antlr4::tree::TerminalNode *K_AS();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *SEMICOLON();

   
  };

  ProcedureDeclarationContext* procedureDeclaration();

  class  FunctionParameterContext : public antlr4::ParserRuleContext {
  public:
    FunctionParameterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    TypeNameContext *typeName();
    ParameterModeContext *parameterMode();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *COLON();
    antlr4::tree::TerminalNode *EQUALS();
    ExprContext *expr();

   
  };

  FunctionParameterContext* functionParameter();

  class  ParameterModeContext : public antlr4::ParserRuleContext {
  public:
    ParameterModeContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *K_IN();
    antlr4::tree::TerminalNode *K_VARIADIC();

   
  };

  ParameterModeContext* parameterMode();

  class  FunctionResultContext : public antlr4::ParserRuleContext {
  public:
    FunctionResultContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_TABLE();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<RowColumnContext *> rowColumn();
    RowColumnContext* rowColumn(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    TypeNameContext *typeName();

   
  };

  FunctionResultContext* functionResult();

  class  FunctionPartContext : public antlr4::ParserRuleContext {
  public:
    FunctionPartContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_LANGUAGE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_SET();
    QualifiedNameContext *qualifiedName();
    std::vector<SettingValueContext *> settingValue();
    SettingValueContext* settingValue(size_t i);
    antlr4::tree::TerminalNode *K_FROM();
    antlr4::tree::TerminalNode *K_CURRENT();
    antlr4::tree::TerminalNode *K_TO();
    antlr4::tree::TerminalNode *EQUALS();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_TRANSFORM();
    std::vector<antlr4::tree::TerminalNode *> K_FOR();
    antlr4::tree::TerminalNode* K_FOR(size_t i);
    std::vector<antlr4::tree::TerminalNode *> K_TYPE();
    antlr4::tree::TerminalNode* K_TYPE(size_t i);
    std::vector<TypeNameContext *> typeName();
    TypeNameContext* typeName(size_t i);
    FunctionWordContext *functionWord();
    antlr4::tree::TerminalNode *DOT();
    antlr4::tree::TerminalNode *INTEGER();
    antlr4::tree::TerminalNode *NUMERIC();

   
  };

  FunctionPartContext* functionPart();

  class  SettingValueContext : public antlr4::ParserRuleContext {
  public:
    SettingValueContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    TextContext *text();
    antlr4::tree::TerminalNode *INTEGER();
    antlr4::tree::TerminalNode *NUMERIC();
    antlr4::tree::TerminalNode *MINUS();
    antlr4::tree::TerminalNode *PLUS();
    AnyNameContext *anyName();

   
  };

  SettingValueContext* settingValue();

  class  FunctionWordContext : public antlr4::ParserRuleContext {
  public:
    FunctionWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *K_WINDOW();
    antlr4::tree::TerminalNode *K_ROWS();
    antlr4::tree::TerminalNode *K_NOT();
    antlr4::tree::TerminalNode *K_ON();
    antlr4::tree::TerminalNode *K_NULL();
    antlr4::tree::TerminalNode *K_ATOMIC();

   
  };

  FunctionWordContext* functionWord();

  class  AggregateDeclarationContext : public antlr4::ParserRuleContext {
  public:
    AggregateDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_AGGREGATE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *ARROW();
    TypeNameContext *typeName();
    TextContext *text();
    std::vector<FunctionParameterContext *> functionParameter();
    FunctionParameterContext* functionParameter(size_t i);
    antlr4::tree::TerminalNode *K_ORDER();
    antlr4::tree::TerminalNode *K_BY();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    antlr4::tree::TerminalNode *SEMICOLON();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  AggregateDeclarationContext* aggregateDeclaration();

  class  OperatorDeclarationContext : public antlr4::ParserRuleContext {
  public:
    OperatorDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_OPERATOR();
    PlainOperatorContext *plainOperator();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<FunctionParameterContext *> functionParameter();
    FunctionParameterContext* functionParameter(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *EQUALS();
    QualifiedNameContext *qualifiedName();
    antlr4::tree::TerminalNode *SEMICOLON();
    antlr4::tree::TerminalNode *COMMA();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    TextContext *text();

   
  };

  OperatorDeclarationContext* operatorDeclaration();

  class  ExtensionDeclarationContext : public antlr4::ParserRuleContext {
  public:
    ExtensionDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_EXTENSION();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *SEMICOLON();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    antlr4::tree::TerminalNode *K_FROM();
    TextContext *text();

   
  };

  ExtensionDeclarationContext* extensionDeclaration();

  class  OpaqueDeclarationContext : public antlr4::ParserRuleContext {
  public:
    OpaqueDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_SQL();
    AnyNameContext *anyName();
    TextContext *text();
    antlr4::tree::TerminalNode *K_DEPENDS();
    antlr4::tree::TerminalNode *K_ON();
    std::vector<QualifiedNameContext *> qualifiedName();
    QualifiedNameContext* qualifiedName(size_t i);
    antlr4::tree::TerminalNode *SEMICOLON();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  OpaqueDeclarationContext* opaqueDeclaration();

  class  CastDeclarationContext : public antlr4::ParserRuleContext {
  public:
    CastDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_CAST();
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    std::vector<TypeNameContext *> typeName();
    TypeNameContext* typeName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> K_AS();
    antlr4::tree::TerminalNode* K_AS(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    antlr4::tree::TerminalNode *SEMICOLON();
    antlr4::tree::TerminalNode *K_FUNCTION();
    antlr4::tree::TerminalNode *K_WITH();
    std::vector<antlr4::tree::TerminalNode *> IDENTIFIER();
    antlr4::tree::TerminalNode* IDENTIFIER(size_t i);
    antlr4::tree::TerminalNode *K_WITHOUT();
    QualifiedNameContext *qualifiedName();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  CastDeclarationContext* castDeclaration();

  class  OperatorClassContext : public antlr4::ParserRuleContext {
  public:
    OperatorClassContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_OPERATOR();
    antlr4::tree::TerminalNode *K_CLASS();
    std::vector<QualifiedNameContext *> qualifiedName();
    QualifiedNameContext* qualifiedName(size_t i);
    antlr4::tree::TerminalNode *K_FOR();
    antlr4::tree::TerminalNode *K_TYPE();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *K_USING();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_AS();
    antlr4::tree::TerminalNode *SEMICOLON();
    antlr4::tree::TerminalNode *K_DEFAULT();
    antlr4::tree::TerminalNode *K_FAMILY();
    std::vector<DefinitionPartContext *> definitionPart();
    DefinitionPartContext* definitionPart(size_t i);

   
  };

  OperatorClassContext* operatorClass();

  class  DefinitionContext : public antlr4::ParserRuleContext {
  public:
    DefinitionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    DefinitionHeadContext *definitionHead();
    antlr4::tree::TerminalNode *SEMICOLON();
    std::vector<DefinitionPartContext *> definitionPart();
    DefinitionPartContext* definitionPart(size_t i);

   
  };

  DefinitionContext* definition();

  class  DefinitionHeadContext : public antlr4::ParserRuleContext {
  public:
    DefinitionHeadContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_COLLATION();
    antlr4::tree::TerminalNode *K_OPERATOR();
    antlr4::tree::TerminalNode *K_FAMILY();
    antlr4::tree::TerminalNode *K_TEXT();
    antlr4::tree::TerminalNode *K_SEARCH();
    std::vector<antlr4::tree::TerminalNode *> IDENTIFIER();
    antlr4::tree::TerminalNode* IDENTIFIER(size_t i);
    antlr4::tree::TerminalNode *K_EVENT();
    antlr4::tree::TerminalNode *K_TRIGGER();
    antlr4::tree::TerminalNode *K_PUBLICATION();
    antlr4::tree::TerminalNode *K_SUBSCRIPTION();
    antlr4::tree::TerminalNode *K_SERVER();
    antlr4::tree::TerminalNode *K_FOREIGN();
    antlr4::tree::TerminalNode *K_USER();
    antlr4::tree::TerminalNode *K_LANGUAGE();
    antlr4::tree::TerminalNode *K_TRUSTED();
    antlr4::tree::TerminalNode *K_TRANSFORM();
    antlr4::tree::TerminalNode *K_CONVERSION();
    antlr4::tree::TerminalNode *K_DEFAULT();
    antlr4::tree::TerminalNode *K_ACCESS();
    antlr4::tree::TerminalNode *K_GRANT();
    antlr4::tree::TerminalNode *K_REVOKE();
    antlr4::tree::TerminalNode *K_PRIVILEGES();

   
  };

  DefinitionHeadContext* definitionHead();

  class  DefinitionPartContext : public antlr4::ParserRuleContext {
  public:
    DefinitionPartContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<DefinitionPartContext *> definitionPart();
    DefinitionPartContext* definitionPart(size_t i);
    antlr4::tree::TerminalNode *SEMICOLON();
    antlr4::tree::TerminalNode *OPEN_BRACE();
    antlr4::tree::TerminalNode *CLOSE_BRACE();

   
  };

  DefinitionPartContext* definitionPart();

  class  PredicateDeclarationContext : public antlr4::ParserRuleContext {
  public:
    PredicateDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_PREDICATE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *EQUALS();
    ExprContext *expr();
    antlr4::tree::TerminalNode *SEMICOLON();
    std::vector<QueryParameterContext *> queryParameter();
    QueryParameterContext* queryParameter(size_t i);
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  PredicateDeclarationContext* predicateDeclaration();

  class  ShapeDeclarationContext : public antlr4::ParserRuleContext {
  public:
    ShapeDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_SHAPE();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_OF();
    QualifiedNameContext *qualifiedName();
    antlr4::tree::TerminalNode *OPEN_BRACE();
    std::vector<SelectItemContext *> selectItem();
    SelectItemContext* selectItem(size_t i);
    antlr4::tree::TerminalNode *CLOSE_BRACE();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *SEMICOLON();

   
  };

  ShapeDeclarationContext* shapeDeclaration();

  class  QueryDeclarationContext : public antlr4::ParserRuleContext {
  public:
    QueryDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_QUERY();
    AnyNameContext *anyName();
    QueryBodyContext *queryBody();
    QueryParametersContext *queryParameters();
    antlr4::tree::TerminalNode *ARROW();
    ResultTypeContext *resultType();
    std::vector<AttributeContext *> attribute();
    AttributeContext* attribute(size_t i);

   
  };

  QueryDeclarationContext* queryDeclaration();

  class  QueryParametersContext : public antlr4::ParserRuleContext {
  public:
    QueryParametersContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<QueryParameterContext *> queryParameter();
    QueryParameterContext* queryParameter(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  QueryParametersContext* queryParameters();

  class  QueryParameterContext : public antlr4::ParserRuleContext {
  public:
    QueryParameterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    std::vector<antlr4::tree::TerminalNode *> QUESTION();
    antlr4::tree::TerminalNode* QUESTION(size_t i);
    antlr4::tree::TerminalNode *COLON();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *EQUALS();
    ExprContext *expr();

   
  };

  QueryParameterContext* queryParameter();

  class  ResultTypeContext : public antlr4::ParserRuleContext {
  public:
    ResultTypeContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ROW();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<RowColumnContext *> rowColumn();
    RowColumnContext* rowColumn(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();
    antlr4::tree::TerminalNode *QUESTION();
    TypeNameContext *typeName();

   
  };

  ResultTypeContext* resultType();

  class  RowColumnContext : public antlr4::ParserRuleContext {
  public:
    RowColumnContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *COLON();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *QUESTION();

   
  };

  RowColumnContext* rowColumn();

  class  QueryBodyContext : public antlr4::ParserRuleContext {
  public:
    QueryBodyContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_BRACE();
    std::vector<StatementContext *> statement();
    StatementContext* statement(size_t i);
    antlr4::tree::TerminalNode *CLOSE_BRACE();
    std::vector<antlr4::tree::TerminalNode *> SEMICOLON();
    antlr4::tree::TerminalNode* SEMICOLON(size_t i);
    antlr4::tree::TerminalNode *K_SQL();
    TextContext *text();

   
  };

  QueryBodyContext* queryBody();

  class  StatementContext : public antlr4::ParserRuleContext {
  public:
    StatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    QueryExpressionContext *queryExpression();
    InsertStatementContext *insertStatement();
    UpdateStatementContext *updateStatement();
    DeleteStatementContext *deleteStatement();
    MergeStatementContext *mergeStatement();
    WithContext *with();
    antlr4::tree::TerminalNode *K_SQL();
    TextContext *text();

   
  };

  StatementContext* statement();

  class  QueryContext : public antlr4::ParserRuleContext {
  public:
    QueryContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    QueryExpressionContext *queryExpression();
    WithContext *with();

   
  };

  QueryContext* query();

  class  WithContext : public antlr4::ParserRuleContext {
  public:
    WithContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_WITH();
    std::vector<CteContext *> cte();
    CteContext* cte(size_t i);
    antlr4::tree::TerminalNode *K_RECURSIVE();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  WithContext* with();

  class  CteContext : public antlr4::ParserRuleContext {
  public:
    CteContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_AS();
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    StatementContext *statement();
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    NameListContext *nameList();
    antlr4::tree::TerminalNode *K_MATERIALIZED();
    CteSearchContext *cteSearch();
    CteCycleContext *cteCycle();
    antlr4::tree::TerminalNode *K_NOT();

   
  };

  CteContext* cte();

  class  CteSearchContext : public antlr4::ParserRuleContext {
  public:
    CteSearchContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_SEARCH();
    antlr4::tree::TerminalNode *K_FIRST();
    antlr4::tree::TerminalNode *K_BY();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *K_SET();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_DEPTH();
    antlr4::tree::TerminalNode *K_BREADTH();

   
  };

  CteSearchContext* cteSearch();

  class  CteCycleContext : public antlr4::ParserRuleContext {
  public:
    CteCycleContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_CYCLE();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *K_SET();
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    antlr4::tree::TerminalNode *K_USING();
    antlr4::tree::TerminalNode *K_TO();
    std::vector<OperandContext *> operand();
    OperandContext* operand(size_t i);
    antlr4::tree::TerminalNode *K_DEFAULT();

   
  };

  CteCycleContext* cteCycle();

  class  QueryExpressionContext : public antlr4::ParserRuleContext {
  public:
    QueryExpressionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    SetTermContext *setTerm();
    std::vector<SetTailContext *> setTail();
    SetTailContext* setTail(size_t i);
    std::vector<QueryTailContext *> queryTail();
    QueryTailContext* queryTail(size_t i);

   
  };

  QueryExpressionContext* queryExpression();

  class  SetTailContext : public antlr4::ParserRuleContext {
  public:
    SetTailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    SetTermContext *setTerm();
    antlr4::tree::TerminalNode *K_UNION();
    antlr4::tree::TerminalNode *K_EXCEPT();
    antlr4::tree::TerminalNode *K_ALL();
    antlr4::tree::TerminalNode *K_DISTINCT();

   
  };

  SetTailContext* setTail();

  class  SetTermContext : public antlr4::ParserRuleContext {
  public:
    SetTermContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    SetPrimaryContext *setPrimary();
    std::vector<IntersectTailContext *> intersectTail();
    IntersectTailContext* intersectTail(size_t i);

   
  };

  SetTermContext* setTerm();

  class  IntersectTailContext : public antlr4::ParserRuleContext {
  public:
    IntersectTailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_INTERSECT();
    SetPrimaryContext *setPrimary();
    antlr4::tree::TerminalNode *K_ALL();
    antlr4::tree::TerminalNode *K_DISTINCT();

   
  };

  IntersectTailContext* intersectTail();

  class  SetPrimaryContext : public antlr4::ParserRuleContext {
  public:
    SetPrimaryContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    SelectContext *select();
    antlr4::tree::TerminalNode *K_VALUES();
    std::vector<ValuesRowContext *> valuesRow();
    ValuesRowContext* valuesRow(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_TABLE();
    RelationContext *relation();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    QueryContext *query();
    antlr4::tree::TerminalNode *CLOSE_PAREN();

   
  };

  SetPrimaryContext* setPrimary();

  class  RelationContext : public antlr4::ParserRuleContext {
  public:
    RelationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ONLY();
    TableNameContext *tableName();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *STAR();

   
  };

  RelationContext* relation();

  class  ValuesRowContext : public antlr4::ParserRuleContext {
  public:
    ValuesRowContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ValuesRowContext* valuesRow();

  class  QueryTailContext : public antlr4::ParserRuleContext {
  public:
    QueryTailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ORDER();
    antlr4::tree::TerminalNode *K_BY();
    std::vector<OrderClauseItemContext *> orderClauseItem();
    OrderClauseItemContext* orderClauseItem(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();
    LimitContext *limit();
    OffsetContext *offset();
    antlr4::tree::TerminalNode *K_FETCH();
    antlr4::tree::TerminalNode *K_FIRST();
    antlr4::tree::TerminalNode *K_NEXT();
    antlr4::tree::TerminalNode *K_ROW();
    antlr4::tree::TerminalNode *K_ROWS();
    antlr4::tree::TerminalNode *K_ONLY();
    antlr4::tree::TerminalNode *K_WITH();
    antlr4::tree::TerminalNode *K_TIES();
    OperandContext *operand();
    antlr4::tree::TerminalNode *K_PAGE();
    antlr4::tree::TerminalNode *K_AFTER();
    ExprContext *expr();
    LockingContext *locking();

   
  };

  QueryTailContext* queryTail();

  class  LimitContext : public antlr4::ParserRuleContext {
  public:
    LimitContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_LIMIT();
    antlr4::tree::TerminalNode *K_ALL();
    ExprContext *expr();

   
  };

  LimitContext* limit();

  class  OffsetContext : public antlr4::ParserRuleContext {
  public:
    OffsetContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_OFFSET();
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_ROW();
    antlr4::tree::TerminalNode *K_ROWS();

   
  };

  OffsetContext* offset();

  class  LockingContext : public antlr4::ParserRuleContext {
  public:
    LockingContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_FOR();
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *K_ONLY();
    antlr4::tree::TerminalNode *K_UPDATE();
    antlr4::tree::TerminalNode *K_NO();
    antlr4::tree::TerminalNode *K_KEY();
    antlr4::tree::TerminalNode *K_SHARE();
    antlr4::tree::TerminalNode *K_OF();
    std::vector<QualifiedNameContext *> qualifiedName();
    QualifiedNameContext* qualifiedName(size_t i);
    antlr4::tree::TerminalNode *K_NOWAIT();
    antlr4::tree::TerminalNode *K_SKIP();
    antlr4::tree::TerminalNode *K_LOCKED();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  LockingContext* locking();

  class  OrderClauseItemContext : public antlr4::ParserRuleContext {
  public:
    OrderClauseItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    OrderItemContext *orderItem();
    OrderChoicesContext *orderChoices();

   
  };

  OrderClauseItemContext* orderClauseItem();

  class  OrderChoicesContext : public antlr4::ParserRuleContext {
  public:
    OrderChoicesContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_BRACE();
    std::vector<OrderChoiceContext *> orderChoice();
    OrderChoiceContext* orderChoice(size_t i);
    antlr4::tree::TerminalNode *CLOSE_BRACE();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  OrderChoicesContext* orderChoices();

  class  OrderChoiceContext : public antlr4::ParserRuleContext {
  public:
    OrderChoiceContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *COLON();
    OrderListContext *orderList();

   
  };

  OrderChoiceContext* orderChoice();

  class  OrderListContext : public antlr4::ParserRuleContext {
  public:
    OrderListContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<OrderItemContext *> orderItem();
    OrderItemContext* orderItem(size_t i);
    antlr4::tree::TerminalNode *OPEN_PAREN();
    DirectedItemContext *directedItem();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  OrderListContext* orderList();

  class  DirectedItemContext : public antlr4::ParserRuleContext {
  public:
    DirectedItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_NULLS();
    antlr4::tree::TerminalNode *K_FIRST();
    antlr4::tree::TerminalNode *K_LAST();
    antlr4::tree::TerminalNode *K_ASC();
    antlr4::tree::TerminalNode *K_DESC();
    antlr4::tree::TerminalNode *K_USING();
    OperatorSymbolContext *operatorSymbol();

   
  };

  DirectedItemContext* directedItem();

  class  OrderItemContext : public antlr4::ParserRuleContext {
  public:
    OrderItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_ASC();
    antlr4::tree::TerminalNode *K_DESC();
    antlr4::tree::TerminalNode *K_USING();
    OperatorSymbolContext *operatorSymbol();
    antlr4::tree::TerminalNode *K_NULLS();
    antlr4::tree::TerminalNode *K_FIRST();
    antlr4::tree::TerminalNode *K_LAST();

   
  };

  OrderItemContext* orderItem();

  class  SelectContext : public antlr4::ParserRuleContext {
  public:
    SelectContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_SELECT();
    std::vector<antlr4::tree::TerminalNode *> K_ALL();
    antlr4::tree::TerminalNode* K_ALL(size_t i);
    std::vector<antlr4::tree::TerminalNode *> K_DISTINCT();
    antlr4::tree::TerminalNode* K_DISTINCT(size_t i);
    std::vector<SelectItemContext *> selectItem();
    SelectItemContext* selectItem(size_t i);
    SelectIntoContext *selectInto();
    antlr4::tree::TerminalNode *K_FROM();
    std::vector<FromItemContext *> fromItem();
    FromItemContext* fromItem(size_t i);
    antlr4::tree::TerminalNode *K_WHERE();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    antlr4::tree::TerminalNode *K_GROUP();
    antlr4::tree::TerminalNode *K_BY();
    std::vector<GroupItemContext *> groupItem();
    GroupItemContext* groupItem(size_t i);
    antlr4::tree::TerminalNode *K_HAVING();
    antlr4::tree::TerminalNode *K_WINDOW();
    std::vector<WindowDefinitionContext *> windowDefinition();
    WindowDefinitionContext* windowDefinition(size_t i);
    antlr4::tree::TerminalNode *K_ON();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  SelectContext* select();

  class  SelectIntoContext : public antlr4::ParserRuleContext {
  public:
    SelectIntoContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_INTO();
    TableNameContext *tableName();
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *K_TABLE();

   
  };

  SelectIntoContext* selectInto();

  class  SelectItemContext : public antlr4::ParserRuleContext {
  public:
    SelectItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *STAR();
    ExprContext *expr();
    ShapeBodyContext *shapeBody();
    ShapeTailContext *shapeTail();
    SelectAliasContext *selectAlias();

   
  };

  SelectItemContext* selectItem();

  class  SelectAliasContext : public antlr4::ParserRuleContext {
  public:
    SelectAliasContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_AS();
    AnyNameContext *anyName();
    BareAliasContext *bareAlias();

   
  };

  SelectAliasContext* selectAlias();

  class  ShapeBodyContext : public antlr4::ParserRuleContext {
  public:
    ShapeBodyContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_BRACE();
    std::vector<SelectItemContext *> selectItem();
    SelectItemContext* selectItem(size_t i);
    antlr4::tree::TerminalNode *CLOSE_BRACE();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ShapeBodyContext* shapeBody();

  class  ShapeTailContext : public antlr4::ParserRuleContext {
  public:
    ShapeTailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_WHERE();
    ExprContext *expr();
    std::vector<ShapeOrderContext *> shapeOrder();
    ShapeOrderContext* shapeOrder(size_t i);
    ShapeLimitContext *shapeLimit();
    ShapeOffsetContext *shapeOffset();

   
  };

  ShapeTailContext* shapeTail();

  class  ShapeOrderContext : public antlr4::ParserRuleContext {
  public:
    ShapeOrderContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ORDER();
    antlr4::tree::TerminalNode *K_BY();
    OrderListContext *orderList();
    OrderChoicesContext *orderChoices();
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();

   
  };

  ShapeOrderContext* shapeOrder();

  class  ShapeLimitContext : public antlr4::ParserRuleContext {
  public:
    ShapeLimitContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    LimitContext *limit();
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();

   
  };

  ShapeLimitContext* shapeLimit();

  class  ShapeOffsetContext : public antlr4::ParserRuleContext {
  public:
    ShapeOffsetContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    OffsetContext *offset();
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();

   
  };

  ShapeOffsetContext* shapeOffset();

  class  GroupItemContext : public antlr4::ParserRuleContext {
  public:
    GroupItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *K_GROUPING();
    antlr4::tree::TerminalNode *K_SETS();
    std::vector<GroupItemContext *> groupItem();
    GroupItemContext* groupItem(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    ExprContext *expr();

   
  };

  GroupItemContext* groupItem();

  class  WindowDefinitionContext : public antlr4::ParserRuleContext {
  public:
    WindowDefinitionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_AS();
    WindowSpecificationContext *windowSpecification();

   
  };

  WindowDefinitionContext* windowDefinition();

  class  WindowSpecificationContext : public antlr4::ParserRuleContext {
  public:
    WindowSpecificationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    WindowNameContext *windowName();
    antlr4::tree::TerminalNode *K_PARTITION();
    std::vector<antlr4::tree::TerminalNode *> K_BY();
    antlr4::tree::TerminalNode* K_BY(size_t i);
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    antlr4::tree::TerminalNode *K_ORDER();
    std::vector<OrderItemContext *> orderItem();
    OrderItemContext* orderItem(size_t i);
    FrameContext *frame();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  WindowSpecificationContext* windowSpecification();

  class  WindowNameContext : public antlr4::ParserRuleContext {
  public:
    WindowNameContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    XmlWordContext *xmlWord();

   
  };

  WindowNameContext* windowName();

  class  FrameContext : public antlr4::ParserRuleContext {
  public:
    FrameContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ROWS();
    antlr4::tree::TerminalNode *K_RANGE();
    antlr4::tree::TerminalNode *K_GROUPS();
    std::vector<FrameBoundContext *> frameBound();
    FrameBoundContext* frameBound(size_t i);
    antlr4::tree::TerminalNode *K_BETWEEN();
    antlr4::tree::TerminalNode *K_AND();
    antlr4::tree::TerminalNode *K_EXCLUDE();
    antlr4::tree::TerminalNode *K_CURRENT();
    antlr4::tree::TerminalNode *K_ROW();
    antlr4::tree::TerminalNode *K_GROUP();
    antlr4::tree::TerminalNode *K_TIES();
    antlr4::tree::TerminalNode *K_NO();
    antlr4::tree::TerminalNode *K_OTHERS();

   
  };

  FrameContext* frame();

  class  FrameBoundContext : public antlr4::ParserRuleContext {
  public:
    FrameBoundContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_UNBOUNDED();
    antlr4::tree::TerminalNode *K_PRECEDING();
    antlr4::tree::TerminalNode *K_FOLLOWING();
    antlr4::tree::TerminalNode *K_CURRENT();
    antlr4::tree::TerminalNode *K_ROW();
    BExprContext *bExpr();

   
  };

  FrameBoundContext* frameBound();

  class  FromItemContext : public antlr4::ParserRuleContext {
  public:
    FromItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    FromPrimaryContext *fromPrimary();
    std::vector<JoinTailContext *> joinTail();
    JoinTailContext* joinTail(size_t i);

   
  };

  FromItemContext* fromItem();

  class  JoinTailContext : public antlr4::ParserRuleContext {
  public:
    JoinTailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_CROSS();
    antlr4::tree::TerminalNode *K_JOIN();
    FromPrimaryContext *fromPrimary();
    antlr4::tree::TerminalNode *K_NATURAL();
    JoinKindContext *joinKind();
    JoinConditionContext *joinCondition();
    std::vector<JoinTailContext *> joinTail();
    JoinTailContext* joinTail(size_t i);

   
  };

  JoinTailContext* joinTail();

  class  JoinKindContext : public antlr4::ParserRuleContext {
  public:
    JoinKindContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_INNER();
    antlr4::tree::TerminalNode *K_LEFT();
    antlr4::tree::TerminalNode *K_RIGHT();
    antlr4::tree::TerminalNode *K_FULL();
    antlr4::tree::TerminalNode *K_OUTER();

   
  };

  JoinKindContext* joinKind();

  class  JoinConditionContext : public antlr4::ParserRuleContext {
  public:
    JoinConditionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_ON();
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_USING();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *K_AS();
    AnyNameContext *anyName();

   
  };

  JoinConditionContext* joinCondition();

  class  FromPrimaryContext : public antlr4::ParserRuleContext {
  public:
    FromPrimaryContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    RelationContext *relation();
    TableAliasContext *tableAlias();
    TableSampleContext *tableSample();
    XmlTableContext *xmlTable();
    antlr4::tree::TerminalNode *K_LATERAL();
    FunctionCallContext *functionCall();
    antlr4::tree::TerminalNode *K_WITH();
    antlr4::tree::TerminalNode *K_ORDINALITY();
    FunctionAliasContext *functionAlias();
    TableFirstContext *tableFirst();
    antlr4::tree::TerminalNode *K_ROWS();
    antlr4::tree::TerminalNode *K_FROM();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<RowsFromItemContext *> rowsFromItem();
    RowsFromItemContext* rowsFromItem(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    QueryContext *query();
    JoinedTableContext *joinedTable();

   
  };

  FromPrimaryContext* fromPrimary();

  class  JoinedTableContext : public antlr4::ParserRuleContext {
  public:
    JoinedTableContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    FromPrimaryContext *fromPrimary();
    std::vector<JoinTailContext *> joinTail();
    JoinTailContext* joinTail(size_t i);
    antlr4::tree::TerminalNode *OPEN_PAREN();
    JoinedTableContext *joinedTable();
    antlr4::tree::TerminalNode *CLOSE_PAREN();

   
  };

  JoinedTableContext* joinedTable();

  class  FunctionCallContext : public antlr4::ParserRuleContext {
  public:
    FunctionCallContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    CallNameContext *callName();
    CallSuffixContext *callSuffix();
    TableFirstContext *tableFirst();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    SpecialCallContext *specialCall();
    XmlCallContext *xmlCall();
    CastContext *cast();
    TimeOfPrecisionContext *timeOfPrecision();

   
  };

  FunctionCallContext* functionCall();

  class  RowsFromItemContext : public antlr4::ParserRuleContext {
  public:
    RowsFromItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    FunctionCallContext *functionCall();
    TableFirstContext *tableFirst();
    antlr4::tree::TerminalNode *K_AS();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<ColumnDefinitionContext *> columnDefinition();
    ColumnDefinitionContext* columnDefinition(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  RowsFromItemContext* rowsFromItem();

  class  TableAliasContext : public antlr4::ParserRuleContext {
  public:
    TableAliasContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_AS();
    AnyNameContext *anyName();
    FromAliasContext *fromAlias();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    NameListContext *nameList();
    antlr4::tree::TerminalNode *CLOSE_PAREN();

   
  };

  TableAliasContext* tableAlias();

  class  FunctionAliasContext : public antlr4::ParserRuleContext {
  public:
    FunctionAliasContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_AS();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<ColumnDefinitionContext *> columnDefinition();
    ColumnDefinitionContext* columnDefinition(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    AnyNameContext *anyName();
    FromAliasContext *fromAlias();
    NameListContext *nameList();

   
  };

  FunctionAliasContext* functionAlias();

  class  FromAliasContext : public antlr4::ParserRuleContext {
  public:
    FromAliasContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    PlainWordContext *plainWord();
    CallWordContext *callWord();
    TypeWordContext *typeWord();

   
  };

  FromAliasContext* fromAlias();

  class  ColumnDefinitionContext : public antlr4::ParserRuleContext {
  public:
    ColumnDefinitionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    TypeNameContext *typeName();

   
  };

  ColumnDefinitionContext* columnDefinition();

  class  TableSampleContext : public antlr4::ParserRuleContext {
  public:
    TableSampleContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_TABLESAMPLE();
    QualifiedNameContext *qualifiedName();
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_REPEATABLE();

   
  };

  TableSampleContext* tableSample();

  class  XmlTableContext : public antlr4::ParserRuleContext {
  public:
    XmlTableContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_XMLTABLE();
    std::vector<antlr4::tree::TerminalNode *> OPEN_PAREN();
    antlr4::tree::TerminalNode* OPEN_PAREN(size_t i);
    OperandContext *operand();
    XmlPassingContext *xmlPassing();
    antlr4::tree::TerminalNode *K_COLUMNS();
    std::vector<XmlColumnContext *> xmlColumn();
    XmlColumnContext* xmlColumn(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_PAREN();
    antlr4::tree::TerminalNode* CLOSE_PAREN(size_t i);
    antlr4::tree::TerminalNode *K_XMLNAMESPACES();
    std::vector<XmlNamespaceContext *> xmlNamespace();
    XmlNamespaceContext* xmlNamespace(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  XmlTableContext* xmlTable();

  class  XmlPassingContext : public antlr4::ParserRuleContext {
  public:
    XmlPassingContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_PASSING();
    OperandContext *operand();
    std::vector<XmlMechanismContext *> xmlMechanism();
    XmlMechanismContext* xmlMechanism(size_t i);

   
  };

  XmlPassingContext* xmlPassing();

  class  XmlMechanismContext : public antlr4::ParserRuleContext {
  public:
    XmlMechanismContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_BY();
    antlr4::tree::TerminalNode *K_REF();
    antlr4::tree::TerminalNode *K_VALUE();

   
  };

  XmlMechanismContext* xmlMechanism();

  class  XmlNamespaceContext : public antlr4::ParserRuleContext {
  public:
    XmlNamespaceContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    BExprContext *bExpr();
    antlr4::tree::TerminalNode *K_AS();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_DEFAULT();

   
  };

  XmlNamespaceContext* xmlNamespace();

  class  XmlColumnContext : public antlr4::ParserRuleContext {
  public:
    XmlColumnContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *K_FOR();
    antlr4::tree::TerminalNode *K_ORDINALITY();
    TypeNameContext *typeName();
    std::vector<XmlColumnOptionContext *> xmlColumnOption();
    XmlColumnOptionContext* xmlColumnOption(size_t i);

   
  };

  XmlColumnContext* xmlColumn();

  class  XmlColumnOptionContext : public antlr4::ParserRuleContext {
  public:
    XmlColumnOptionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_DEFAULT();
    BExprContext *bExpr();
    antlr4::tree::TerminalNode *K_PATH();
    antlr4::tree::TerminalNode *K_NOT();
    antlr4::tree::TerminalNode *K_NULL();

   
  };

  XmlColumnOptionContext* xmlColumnOption();

  class  InsertStatementContext : public antlr4::ParserRuleContext {
  public:
    InsertStatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_INSERT();
    antlr4::tree::TerminalNode *K_INTO();
    TableNameContext *tableName();
    antlr4::tree::TerminalNode *K_DEFAULT();
    antlr4::tree::TerminalNode *K_VALUES();
    ParameterContext *parameter();
    QueryExpressionWithContext *queryExpressionWith();
    antlr4::tree::TerminalNode *K_AS();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<AssignmentTargetContext *> assignmentTarget();
    AssignmentTargetContext* assignmentTarget(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *K_OVERRIDING();
    antlr4::tree::TerminalNode *K_VALUE();
    OnConflictContext *onConflict();
    ReturningContext *returning();
    antlr4::tree::TerminalNode *K_USER();
    antlr4::tree::TerminalNode *K_SYSTEM();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  InsertStatementContext* insertStatement();

  class  QueryExpressionWithContext : public antlr4::ParserRuleContext {
  public:
    QueryExpressionWithContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    QueryExpressionContext *queryExpression();
    WithContext *with();

   
  };

  QueryExpressionWithContext* queryExpressionWith();

  class  OnConflictContext : public antlr4::ParserRuleContext {
  public:
    OnConflictContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<antlr4::tree::TerminalNode *> K_ON();
    antlr4::tree::TerminalNode* K_ON(size_t i);
    antlr4::tree::TerminalNode *K_CONFLICT();
    antlr4::tree::TerminalNode *K_DO();
    antlr4::tree::TerminalNode *K_NOTHING();
    antlr4::tree::TerminalNode *K_UPDATE();
    antlr4::tree::TerminalNode *K_SET();
    std::vector<AssignmentContext *> assignment();
    AssignmentContext* assignment(size_t i);
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<IndexElementContext *> indexElement();
    IndexElementContext* indexElement(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *K_CONSTRAINT();
    AnyNameContext *anyName();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    std::vector<antlr4::tree::TerminalNode *> K_WHERE();
    antlr4::tree::TerminalNode* K_WHERE(size_t i);
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);

   
  };

  OnConflictContext* onConflict();

  class  ReturningContext : public antlr4::ParserRuleContext {
  public:
    ReturningContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_RETURNING();
    std::vector<SelectItemContext *> selectItem();
    SelectItemContext* selectItem(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ReturningContext* returning();

  class  UpdateStatementContext : public antlr4::ParserRuleContext {
  public:
    UpdateStatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_UPDATE();
    RelationContext *relation();
    antlr4::tree::TerminalNode *K_SET();
    std::vector<AssignmentContext *> assignment();
    AssignmentContext* assignment(size_t i);
    antlr4::tree::TerminalNode *K_AS();
    AnyNameContext *anyName();
    FromAliasContext *fromAlias();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_FROM();
    std::vector<FromItemContext *> fromItem();
    FromItemContext* fromItem(size_t i);
    WhereOrCurrentContext *whereOrCurrent();
    ReturningContext *returning();

   
  };

  UpdateStatementContext* updateStatement();

  class  DeleteStatementContext : public antlr4::ParserRuleContext {
  public:
    DeleteStatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_DELETE();
    antlr4::tree::TerminalNode *K_FROM();
    RelationContext *relation();
    antlr4::tree::TerminalNode *K_AS();
    AnyNameContext *anyName();
    FromAliasContext *fromAlias();
    antlr4::tree::TerminalNode *K_USING();
    std::vector<FromItemContext *> fromItem();
    FromItemContext* fromItem(size_t i);
    WhereOrCurrentContext *whereOrCurrent();
    ReturningContext *returning();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  DeleteStatementContext* deleteStatement();

  class  WhereOrCurrentContext : public antlr4::ParserRuleContext {
  public:
    WhereOrCurrentContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_WHERE();
    antlr4::tree::TerminalNode *K_CURRENT();
    antlr4::tree::TerminalNode *K_OF();
    AnyNameContext *anyName();
    ExprContext *expr();

   
  };

  WhereOrCurrentContext* whereOrCurrent();

  class  AssignmentContext : public antlr4::ParserRuleContext {
  public:
    AssignmentContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    std::vector<AssignmentTargetContext *> assignmentTarget();
    AssignmentTargetContext* assignmentTarget(size_t i);
    antlr4::tree::TerminalNode *EQUALS();
    ExprContext *expr();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  AssignmentContext* assignment();

  class  AssignmentTargetContext : public antlr4::ParserRuleContext {
  public:
    AssignmentTargetContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<antlr4::tree::TerminalNode *> OPEN_BRACKET();
    antlr4::tree::TerminalNode* OPEN_BRACKET(size_t i);
    std::vector<SubscriptContext *> subscript();
    SubscriptContext* subscript(size_t i);
    std::vector<antlr4::tree::TerminalNode *> CLOSE_BRACKET();
    antlr4::tree::TerminalNode* CLOSE_BRACKET(size_t i);

   
  };

  AssignmentTargetContext* assignmentTarget();

  class  MergeStatementContext : public antlr4::ParserRuleContext {
  public:
    MergeStatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_MERGE();
    antlr4::tree::TerminalNode *K_INTO();
    RelationContext *relation();
    antlr4::tree::TerminalNode *K_USING();
    FromItemContext *fromItem();
    antlr4::tree::TerminalNode *K_ON();
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_AS();
    AnyNameContext *anyName();
    FromAliasContext *fromAlias();
    std::vector<MergeWhenContext *> mergeWhen();
    MergeWhenContext* mergeWhen(size_t i);

   
  };

  MergeStatementContext* mergeStatement();

  class  MergeWhenContext : public antlr4::ParserRuleContext {
  public:
    MergeWhenContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_WHEN();
    antlr4::tree::TerminalNode *K_MATCHED();
    antlr4::tree::TerminalNode *K_THEN();
    antlr4::tree::TerminalNode *K_UPDATE();
    antlr4::tree::TerminalNode *K_SET();
    std::vector<AssignmentContext *> assignment();
    AssignmentContext* assignment(size_t i);
    antlr4::tree::TerminalNode *K_DELETE();
    antlr4::tree::TerminalNode *K_DO();
    antlr4::tree::TerminalNode *K_NOTHING();
    antlr4::tree::TerminalNode *K_INSERT();
    antlr4::tree::TerminalNode *K_NOT();
    antlr4::tree::TerminalNode *K_AND();
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_DEFAULT();
    antlr4::tree::TerminalNode *K_VALUES();
    ValuesRowContext *valuesRow();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<AssignmentTargetContext *> assignmentTarget();
    AssignmentTargetContext* assignmentTarget(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *K_OVERRIDING();
    antlr4::tree::TerminalNode *K_VALUE();
    antlr4::tree::TerminalNode *K_USER();
    antlr4::tree::TerminalNode *K_SYSTEM();

   
  };

  MergeWhenContext* mergeWhen();

  class  ExprContext : public antlr4::ParserRuleContext {
  public:
    ExprContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    OperandContext *operand();
    std::vector<PrefixOperatorContext *> prefixOperator();
    PrefixOperatorContext* prefixOperator(size_t i);
    std::vector<TailContext *> tail();
    TailContext* tail(size_t i);

   
  };

  ExprContext* expr();

  class  BExprContext : public antlr4::ParserRuleContext {
  public:
    BExprContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    OperandContext *operand();
    std::vector<PrefixOperatorContext *> prefixOperator();
    PrefixOperatorContext* prefixOperator(size_t i);
    std::vector<BTailContext *> bTail();
    BTailContext* bTail(size_t i);

   
  };

  BExprContext* bExpr();

  class  PrefixOperatorContext : public antlr4::ParserRuleContext {
  public:
    PrefixOperatorContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_NOT();
    antlr4::tree::TerminalNode *OPERATOR();
    antlr4::tree::TerminalNode *MINUS();
    antlr4::tree::TerminalNode *PLUS();
    QualifiedOperatorContext *qualifiedOperator();

   
  };

  PrefixOperatorContext* prefixOperator();

  class  OperatorSymbolContext : public antlr4::ParserRuleContext {
  public:
    OperatorSymbolContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPERATOR();
    antlr4::tree::TerminalNode *MINUS();
    antlr4::tree::TerminalNode *PLUS();
    antlr4::tree::TerminalNode *STAR();
    antlr4::tree::TerminalNode *EQUALS();
    antlr4::tree::TerminalNode *ARROW();
    antlr4::tree::TerminalNode *QUESTION();
    QualifiedOperatorContext *qualifiedOperator();

   
  };

  OperatorSymbolContext* operatorSymbol();

  class  QualifiedOperatorContext : public antlr4::ParserRuleContext {
  public:
    QualifiedOperatorContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_OPERATOR();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    PlainOperatorContext *plainOperator();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);

   
  };

  QualifiedOperatorContext* qualifiedOperator();

  class  PlainOperatorContext : public antlr4::ParserRuleContext {
  public:
    PlainOperatorContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPERATOR();
    antlr4::tree::TerminalNode *MINUS();
    antlr4::tree::TerminalNode *PLUS();
    antlr4::tree::TerminalNode *STAR();
    antlr4::tree::TerminalNode *EQUALS();
    antlr4::tree::TerminalNode *ARROW();
    antlr4::tree::TerminalNode *QUESTION();
    antlr4::tree::TerminalNode *BANG();

   
  };

  PlainOperatorContext* plainOperator();

  class  TailContext : public antlr4::ParserRuleContext {
  public:
    TailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    OperatorSymbolContext *operatorSymbol();
    OperandContext *operand();
    std::vector<PrefixOperatorContext *> prefixOperator();
    PrefixOperatorContext* prefixOperator(size_t i);
    antlr4::tree::TerminalNode *K_AND();
    antlr4::tree::TerminalNode *K_OR();
    antlr4::tree::TerminalNode *K_ESCAPE();
    antlr4::tree::TerminalNode *K_OVERLAPS();
    antlr4::tree::TerminalNode *K_LIKE();
    antlr4::tree::TerminalNode *K_ILIKE();
    antlr4::tree::TerminalNode *K_SIMILAR();
    antlr4::tree::TerminalNode *K_TO();
    antlr4::tree::TerminalNode *K_BETWEEN();
    antlr4::tree::TerminalNode *K_NOT();
    antlr4::tree::TerminalNode *K_SYMMETRIC();
    antlr4::tree::TerminalNode *K_ASYMMETRIC();
    antlr4::tree::TerminalNode *K_IN();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    ParenthesisedContext *parenthesised();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *K_IS();
    antlr4::tree::TerminalNode *K_NULL();
    antlr4::tree::TerminalNode *K_TRUE();
    antlr4::tree::TerminalNode *K_FALSE();
    antlr4::tree::TerminalNode *K_UNKNOWN();
    antlr4::tree::TerminalNode *K_DOCUMENT();
    antlr4::tree::TerminalNode *K_NORMALIZED();
    antlr4::tree::TerminalNode *K_DISTINCT();
    antlr4::tree::TerminalNode *K_FROM();
    NormalFormContext *normalForm();
    antlr4::tree::TerminalNode *K_ISNULL();
    antlr4::tree::TerminalNode *K_NOTNULL();
    antlr4::tree::TerminalNode *K_AT();
    antlr4::tree::TerminalNode *K_TIME();
    antlr4::tree::TerminalNode *K_ZONE();
    antlr4::tree::TerminalNode *K_COLLATE();
    QualifiedNameContext *qualifiedName();
    antlr4::tree::TerminalNode *BANG();
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    ExprContext *expr();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();
    AccessorContext *accessor();

   
  };

  TailContext* tail();

  class  BTailContext : public antlr4::ParserRuleContext {
  public:
    BTailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    OperatorSymbolContext *operatorSymbol();
    OperandContext *operand();
    std::vector<PrefixOperatorContext *> prefixOperator();
    PrefixOperatorContext* prefixOperator(size_t i);
    AccessorContext *accessor();

   
  };

  BTailContext* bTail();

  class  AccessorContext : public antlr4::ParserRuleContext {
  public:
    AccessorContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *TYPECAST();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    SubscriptContext *subscript();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();
    std::vector<FieldSelectorContext *> fieldSelector();
    FieldSelectorContext* fieldSelector(size_t i);

   
  };

  AccessorContext* accessor();

  class  FieldSelectorContext : public antlr4::ParserRuleContext {
  public:
    FieldSelectorContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *DOT();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *STAR();

   
  };

  FieldSelectorContext* fieldSelector();

  class  SubscriptContext : public antlr4::ParserRuleContext {
  public:
    SubscriptContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *COLON();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);

   
  };

  SubscriptContext* subscript();

  class  NormalFormContext : public antlr4::ParserRuleContext {
  public:
    NormalFormContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_NFC();
    antlr4::tree::TerminalNode *K_NFD();
    antlr4::tree::TerminalNode *K_NFKC();
    antlr4::tree::TerminalNode *K_NFKD();

   
  };

  NormalFormContext* normalForm();

  class  OperandContext : public antlr4::ParserRuleContext {
  public:
    OperandContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ConstantContext *constant();
    ParameterContext *parameter();
    std::vector<FieldSelectorContext *> fieldSelector();
    FieldSelectorContext* fieldSelector(size_t i);
    TypedLiteralContext *typedLiteral();
    NamedContext *named();
    TypeColumnContext *typeColumn();
    SpecialCallContext *specialCall();
    XmlCallContext *xmlCall();
    CallWordColumnContext *callWordColumn();
    ReservedColumnContext *reservedColumn();
    antlr4::tree::TerminalNode *K_CASE();
    antlr4::tree::TerminalNode *K_END();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    std::vector<CaseWhenContext *> caseWhen();
    CaseWhenContext* caseWhen(size_t i);
    antlr4::tree::TerminalNode *K_ELSE();
    CastContext *cast();
    antlr4::tree::TerminalNode *K_ARRAY();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    QueryContext *query();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    ArrayElementsContext *arrayElements();
    antlr4::tree::TerminalNode *K_EXISTS();
    ParenthesisedContext *parenthesised();
    antlr4::tree::TerminalNode *K_ANY();
    antlr4::tree::TerminalNode *K_SOME();
    antlr4::tree::TerminalNode *K_ALL();
    antlr4::tree::TerminalNode *K_ROW();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    KeywordContext *keyword();
    TimeOfPrecisionContext *timeOfPrecision();
    antlr4::tree::TerminalNode *K_DEFAULT();

   
  };

  OperandContext* operand();

  class  ParenthesisedContext : public antlr4::ParserRuleContext {
  public:
    ParenthesisedContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    WithContext *with();
    QueryExpressionContext *queryExpression();
    SelectContext *select();
    antlr4::tree::TerminalNode *K_VALUES();
    std::vector<ValuesRowContext *> valuesRow();
    ValuesRowContext* valuesRow(size_t i);
    antlr4::tree::TerminalNode *K_TABLE();
    RelationContext *relation();
    std::vector<IntersectTailContext *> intersectTail();
    IntersectTailContext* intersectTail(size_t i);
    std::vector<SetTailContext *> setTail();
    SetTailContext* setTail(size_t i);
    std::vector<QueryTailContext *> queryTail();
    QueryTailContext* queryTail(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);

   
  };

  ParenthesisedContext* parenthesised();

  class  ConstantContext : public antlr4::ParserRuleContext {
  public:
    ConstantContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *INTEGER();
    antlr4::tree::TerminalNode *NUMERIC();
    StringContext *string();
    BitsContext *bits();
    antlr4::tree::TerminalNode *K_TRUE();
    antlr4::tree::TerminalNode *K_FALSE();
    antlr4::tree::TerminalNode *K_NULL();

   
  };

  ConstantContext* constant();

  class  BitsContext : public antlr4::ParserRuleContext {
  public:
    BitsContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *BIT_STRING();
    antlr4::tree::TerminalNode *HEX_STRING();
    std::vector<antlr4::tree::TerminalNode *> STRING();
    antlr4::tree::TerminalNode* STRING(size_t i);

   
  };

  BitsContext* bits();

  class  StringContext : public antlr4::ParserRuleContext {
  public:
    StringContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<antlr4::tree::TerminalNode *> STRING();
    antlr4::tree::TerminalNode* STRING(size_t i);
    antlr4::tree::TerminalNode *ESCAPE_STRING();
    antlr4::tree::TerminalNode *UNICODE_STRING();
    antlr4::tree::TerminalNode *DOLLAR_STRING();
    antlr4::tree::TerminalNode *K_UESCAPE();

   
  };

  StringContext* string();

  class  ParameterContext : public antlr4::ParserRuleContext {
  public:
    ParameterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *PARAMETER();
    antlr4::tree::TerminalNode *NUMBERED();

   
  };

  ParameterContext* parameter();

  class  TypedLiteralContext : public antlr4::ParserRuleContext {
  public:
    TypedLiteralContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_DOUBLE();
    antlr4::tree::TerminalNode *K_PRECISION();
    StringContext *string();
    antlr4::tree::TerminalNode *K_CHARACTER();
    antlr4::tree::TerminalNode *K_CHAR();
    antlr4::tree::TerminalNode *K_NCHAR();
    antlr4::tree::TerminalNode *K_BIT();
    antlr4::tree::TerminalNode *K_VARYING();
    ModifiersContext *modifiers();
    std::vector<antlr4::tree::TerminalNode *> K_TIME();
    antlr4::tree::TerminalNode* K_TIME(size_t i);
    antlr4::tree::TerminalNode *K_TIMESTAMP();
    antlr4::tree::TerminalNode *K_ZONE();
    antlr4::tree::TerminalNode *K_WITH();
    antlr4::tree::TerminalNode *K_WITHOUT();
    antlr4::tree::TerminalNode *K_INTERVAL();
    IntervalFieldsContext *intervalFields();

   
  };

  TypedLiteralContext* typedLiteral();

  class  NamedContext : public antlr4::ParserRuleContext {
  public:
    NamedContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    CallNameContext *callName();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    StringContext *string();
    CallSuffixContext *callSuffix();
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> STAR();
    antlr4::tree::TerminalNode* STAR(size_t i);
    CallTailContext *callTail();

   
  };

  NamedContext* named();

  class  CallNameContext : public antlr4::ParserRuleContext {
  public:
    CallNameContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    AliasCallWordContext *aliasCallWord();
    antlr4::tree::TerminalNode *K_SET();
    antlr4::tree::TerminalNode *K_PAGE();
    antlr4::tree::TerminalNode *K_ESCAPE();
    antlr4::tree::TerminalNode *K_AT();
    antlr4::tree::TerminalNode *K_BETWEEN();
    antlr4::tree::TerminalNode *K_PRECISION();
    antlr4::tree::TerminalNode *K_SETOF();
    antlr4::tree::TerminalNode *K_VARYING();
    antlr4::tree::TerminalNode *K_WITHOUT();
    antlr4::tree::TerminalNode *K_ZONE();
    FieldWordContext *fieldWord();
    antlr4::tree::TerminalNode *K_FILTER();
    antlr4::tree::TerminalNode *K_OVER();
    antlr4::tree::TerminalNode *K_WITHIN();
    antlr4::tree::TerminalNode *K_NATIONAL();
    antlr4::tree::TerminalNode *K_LEFT();
    antlr4::tree::TerminalNode *K_OUTER();
    antlr4::tree::TerminalNode *K_RIGHT();

   
  };

  CallNameContext* callName();

  class  TypeColumnContext : public antlr4::ParserRuleContext {
  public:
    TypeColumnContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    TypeColumnWordContext *typeColumnWord();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> STAR();
    antlr4::tree::TerminalNode* STAR(size_t i);

   
  };

  TypeColumnContext* typeColumn();

  class  TypeColumnWordContext : public antlr4::ParserRuleContext {
  public:
    TypeColumnWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_BIT();
    antlr4::tree::TerminalNode *K_CHAR();
    antlr4::tree::TerminalNode *K_CHARACTER();
    antlr4::tree::TerminalNode *K_DOUBLE();
    antlr4::tree::TerminalNode *K_INTERVAL();
    antlr4::tree::TerminalNode *K_NCHAR();
    antlr4::tree::TerminalNode *K_TIME();
    antlr4::tree::TerminalNode *K_TIMESTAMP();
    antlr4::tree::TerminalNode *K_OPERATOR();
    antlr4::tree::TerminalNode *K_COLLATION();

   
  };

  TypeColumnWordContext* typeColumnWord();

  class  CallWordColumnContext : public antlr4::ParserRuleContext {
  public:
    CallWordColumnContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    CallWordContext *callWord();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> STAR();
    antlr4::tree::TerminalNode* STAR(size_t i);

   
  };

  CallWordColumnContext* callWordColumn();

  class  ReservedColumnContext : public antlr4::ParserRuleContext {
  public:
    ReservedColumnContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ReservedWordContext *reservedWord();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<AnyNameContext *> anyName();
    AnyNameContext* anyName(size_t i);
    std::vector<antlr4::tree::TerminalNode *> STAR();
    antlr4::tree::TerminalNode* STAR(size_t i);

   
  };

  ReservedColumnContext* reservedColumn();

  class  CallTailContext : public antlr4::ParserRuleContext {
  public:
    CallTailContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_WITHIN();
    antlr4::tree::TerminalNode *K_GROUP();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *K_ORDER();
    antlr4::tree::TerminalNode *K_BY();
    std::vector<OrderItemContext *> orderItem();
    OrderItemContext* orderItem(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    FilterContext *filter();
    OverContext *over();

   
  };

  CallTailContext* callTail();

  class  FilterContext : public antlr4::ParserRuleContext {
  public:
    FilterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_FILTER();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *K_WHERE();
    ExprContext *expr();
    antlr4::tree::TerminalNode *CLOSE_PAREN();

   
  };

  FilterContext* filter();

  class  OverContext : public antlr4::ParserRuleContext {
  public:
    OverContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_OVER();
    WindowReferenceContext *windowReference();
    WindowSpecificationContext *windowSpecification();

   
  };

  OverContext* over();

  class  WindowReferenceContext : public antlr4::ParserRuleContext {
  public:
    WindowReferenceContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IDENTIFIER();
    antlr4::tree::TerminalNode *QUOTED();
    antlr4::tree::TerminalNode *UNICODE_QUOTED();
    PlainWordContext *plainWord();
    CallWordContext *callWord();
    TypeWordContext *typeWord();

   
  };

  WindowReferenceContext* windowReference();

  class  CallSuffixContext : public antlr4::ParserRuleContext {
  public:
    CallSuffixContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *STAR();
    std::vector<ArgumentContext *> argument();
    ArgumentContext* argument(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_ORDER();
    antlr4::tree::TerminalNode *K_BY();
    std::vector<OrderItemContext *> orderItem();
    OrderItemContext* orderItem(size_t i);
    antlr4::tree::TerminalNode *K_DISTINCT();
    antlr4::tree::TerminalNode *K_ALL();

   
  };

  CallSuffixContext* callSuffix();

  class  ArgumentContext : public antlr4::ParserRuleContext {
  public:
    ArgumentContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_VARIADIC();
    AnyNameContext *anyName();
    antlr4::tree::TerminalNode *NAMED_ARGUMENT();
    antlr4::tree::TerminalNode *COLON_EQUALS();

   
  };

  ArgumentContext* argument();

  class  SpecialCallContext : public antlr4::ParserRuleContext {
  public:
    SpecialCallContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    antlr4::tree::TerminalNode *K_COALESCE();
    antlr4::tree::TerminalNode *K_GREATEST();
    antlr4::tree::TerminalNode *K_LEAST();
    antlr4::tree::TerminalNode *K_NULLIF();
    antlr4::tree::TerminalNode *K_GROUPING();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_EXTRACT();
    std::vector<antlr4::tree::TerminalNode *> K_FROM();
    antlr4::tree::TerminalNode* K_FROM(size_t i);
    AnyNameContext *anyName();
    StringContext *string();
    antlr4::tree::TerminalNode *K_OVERLAY();
    antlr4::tree::TerminalNode *K_PLACING();
    antlr4::tree::TerminalNode *K_FOR();
    antlr4::tree::TerminalNode *K_POSITION();
    std::vector<BExprContext *> bExpr();
    BExprContext* bExpr(size_t i);
    antlr4::tree::TerminalNode *K_IN();
    antlr4::tree::TerminalNode *K_SUBSTRING();
    antlr4::tree::TerminalNode *K_SIMILAR();
    antlr4::tree::TerminalNode *K_ESCAPE();
    antlr4::tree::TerminalNode *K_TRIM();
    antlr4::tree::TerminalNode *K_BOTH();
    antlr4::tree::TerminalNode *K_LEADING();
    antlr4::tree::TerminalNode *K_TRAILING();
    antlr4::tree::TerminalNode *K_NORMALIZE();
    NormalFormContext *normalForm();
    antlr4::tree::TerminalNode *K_TREAT();
    antlr4::tree::TerminalNode *K_AS();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *K_COLLATION();
    antlr4::tree::TerminalNode *K_XMLEXISTS();
    OperandContext *operand();
    XmlPassingContext *xmlPassing();

   
  };

  SpecialCallContext* specialCall();

  class  XmlCallContext : public antlr4::ParserRuleContext {
  public:
    XmlCallContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_XMLCONCAT();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *K_XMLELEMENT();
    antlr4::tree::TerminalNode *K_NAME();
    AnyNameContext *anyName();
    XmlAttributesContext *xmlAttributes();
    antlr4::tree::TerminalNode *K_XMLFOREST();
    std::vector<XmlValueContext *> xmlValue();
    XmlValueContext* xmlValue(size_t i);
    antlr4::tree::TerminalNode *K_XMLPARSE();
    antlr4::tree::TerminalNode *K_DOCUMENT();
    antlr4::tree::TerminalNode *K_CONTENT();
    antlr4::tree::TerminalNode *K_WHITESPACE();
    antlr4::tree::TerminalNode *K_PRESERVE();
    antlr4::tree::TerminalNode *K_STRIP();
    antlr4::tree::TerminalNode *K_XMLPI();
    antlr4::tree::TerminalNode *K_XMLROOT();
    antlr4::tree::TerminalNode *K_VERSION();
    std::vector<antlr4::tree::TerminalNode *> K_NO();
    antlr4::tree::TerminalNode* K_NO(size_t i);
    std::vector<antlr4::tree::TerminalNode *> K_VALUE();
    antlr4::tree::TerminalNode* K_VALUE(size_t i);
    antlr4::tree::TerminalNode *K_STANDALONE();
    antlr4::tree::TerminalNode *K_YES();
    antlr4::tree::TerminalNode *K_XMLSERIALIZE();
    antlr4::tree::TerminalNode *K_AS();
    TypeNameContext *typeName();

   
  };

  XmlCallContext* xmlCall();

  class  XmlAttributesContext : public antlr4::ParserRuleContext {
  public:
    XmlAttributesContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_XMLATTRIBUTES();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    std::vector<XmlValueContext *> xmlValue();
    XmlValueContext* xmlValue(size_t i);
    antlr4::tree::TerminalNode *CLOSE_PAREN();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  XmlAttributesContext* xmlAttributes();

  class  XmlValueContext : public antlr4::ParserRuleContext {
  public:
    XmlValueContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_AS();
    AnyNameContext *anyName();

   
  };

  XmlValueContext* xmlValue();

  class  CaseWhenContext : public antlr4::ParserRuleContext {
  public:
    CaseWhenContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_WHEN();
    std::vector<ExprContext *> expr();
    ExprContext* expr(size_t i);
    antlr4::tree::TerminalNode *K_THEN();

   
  };

  CaseWhenContext* caseWhen();

  class  ArrayElementsContext : public antlr4::ParserRuleContext {
  public:
    ArrayElementsContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *OPEN_BRACKET();
    antlr4::tree::TerminalNode *CLOSE_BRACKET();
    std::vector<ArrayElementContext *> arrayElement();
    ArrayElementContext* arrayElement(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ArrayElementsContext* arrayElements();

  class  ArrayElementContext : public antlr4::ParserRuleContext {
  public:
    ArrayElementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ArrayElementsContext *arrayElements();
    ExprContext *expr();

   
  };

  ArrayElementContext* arrayElement();

  class  KeywordContext : public antlr4::ParserRuleContext {
  public:
    KeywordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_CURRENT_CATALOG();
    antlr4::tree::TerminalNode *K_CURRENT_DATE();
    antlr4::tree::TerminalNode *K_CURRENT_ROLE();
    antlr4::tree::TerminalNode *K_CURRENT_USER();
    antlr4::tree::TerminalNode *K_SESSION_USER();
    antlr4::tree::TerminalNode *K_USER();
    TimeWordContext *timeWord();

   
  };

  KeywordContext* keyword();

  class  TimeOfPrecisionContext : public antlr4::ParserRuleContext {
  public:
    TimeOfPrecisionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    TimeWordContext *timeWord();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    antlr4::tree::TerminalNode *INTEGER();
    antlr4::tree::TerminalNode *CLOSE_PAREN();

   
  };

  TimeOfPrecisionContext* timeOfPrecision();

  class  TimeWordContext : public antlr4::ParserRuleContext {
  public:
    TimeWordContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_CURRENT_TIME();
    antlr4::tree::TerminalNode *K_CURRENT_TIMESTAMP();
    antlr4::tree::TerminalNode *K_LOCALTIME();
    antlr4::tree::TerminalNode *K_LOCALTIMESTAMP();

   
  };

  TimeWordContext* timeWord();

  class  CastContext : public antlr4::ParserRuleContext {
  public:
    CastContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *K_CAST();
    antlr4::tree::TerminalNode *OPEN_PAREN();
    ExprContext *expr();
    antlr4::tree::TerminalNode *K_AS();
    TypeNameContext *typeName();
    antlr4::tree::TerminalNode *CLOSE_PAREN();

   
  };

  CastContext* cast();


private:
  static std::vector<antlr4::dfa::DFA> _decisionToDFA;
  static antlr4::atn::PredictionContextCache _sharedContextCache;
  static std::vector<std::string> _ruleNames;
  static std::vector<std::string> _tokenNames;

  static std::vector<std::string> _literalNames;
  static std::vector<std::string> _symbolicNames;
  static antlr4::dfa::Vocabulary _vocabulary;
  static antlr4::atn::ATN _atn;
  static std::vector<uint16_t> _serializedATN;


  struct Initializer {
    Initializer();
  };
  static Initializer _init;
};

