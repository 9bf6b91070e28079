#pragma once

#include <OrmParser.h>

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "syntax/offsets.hpp"
#include "syntax/token_source.hpp"
#include "syntax/tree.hpp"

namespace ormc::syntax {

/// Words in lower case with one space between them, however they are laid out.
auto lower_words(std::string_view text) -> std::string;

/// Turns ANTLR's contexts into the tree. Contexts of phrases that failed to parse may lack
/// children: what is absent becomes `Missing`, never a crash.
class AstBuilder {
 public:
  AstBuilder(const source::SourceFile& file,
             const Offsets& offsets,
             const Docs& docs,
             Tree& tree,
             diagnostics::Diagnostics& diagnostics)
      : file_(file), offsets_(offsets), docs_(docs), tree_(tree), diagnostics_(diagnostics) {}

  // -- declarations (build_ast_declaration.cpp, build_ast_model.cpp)
  /// Adds one parsed declaration (or the module) to the tree.
  void unit(OrmParser::UnitContext* context);
  /// Adds a member that was parsed by itself to the last declaration, a model or a composite.
  void member(OrmParser::MemberUnitContext* context);

 private:
  void declaration(OrmParser::DeclarationContext* context);
  auto enum_declaration(OrmParser::EnumDeclarationContext& context) -> Enum;
  auto domain_declaration(OrmParser::DomainDeclarationContext& context) -> Domain;
  void type_declaration(OrmParser::TypeDeclarationContext& context, Declaration& into);
  auto recursive_query(const View& view) -> QueryPtr;
  auto view_declaration(OrmParser::ViewDeclarationContext& context) -> View;
  auto function_declaration(OrmParser::FunctionDeclarationContext& context) -> Function;
  template <class Context>  // of a function or a procedure
  void routine_rest(Context& context, Function& into);
  auto setting(OrmParser::FunctionPartContext& context) -> std::string;
  auto function_parameters(const std::vector<OrmParser::FunctionParameterContext*>& contexts)
      -> std::vector<FunctionParameter>;
  auto function_parameter(OrmParser::FunctionParameterContext& context) -> FunctionParameter;
  auto aggregate_declaration(OrmParser::AggregateDeclarationContext& context) -> Aggregate;
  auto operator_declaration(OrmParser::OperatorDeclarationContext& context) -> OperatorDeclaration;
  auto extension_declaration(OrmParser::ExtensionDeclarationContext& context) -> Extension;
  auto opaque_declaration(OrmParser::OpaqueDeclarationContext& context) -> OpaqueObject;
  auto query_declaration(OrmParser::QueryDeclarationContext& context) -> NamedQuery;
  auto predicate_declaration(OrmParser::PredicateDeclarationContext& context) -> Predicate;
  auto shape_declaration(OrmParser::ShapeDeclarationContext& context) -> NamedShape;
  auto query_parameter(OrmParser::QueryParameterContext& context) -> QueryParameter;
  auto result_type(OrmParser::ResultTypeContext& context) -> ResultType;
  auto attribute(OrmParser::AttributeContext& context) -> Attribute;
  auto attributes(const std::vector<OrmParser::AttributeContext*>& contexts)
      -> std::vector<Attribute>;
  void allow(OrmParser::AttributeContext& context, const Attribute& attribute);

  auto model_declaration(OrmParser::ModelDeclarationContext& context) -> Model;
  void model_member(OrmParser::ModelMemberContext& context, Model& model);
  auto field(OrmParser::FieldContext& context) -> Field;
  auto check(OrmParser::CheckContext& context) -> Check;
  auto index(OrmParser::IndexContext& context) -> Index;
  auto index_element(OrmParser::IndexElementContext& context) -> IndexElement;
  auto index_column(OrmParser::IndexColumnContext& context) -> IndexElement;
  auto key(OrmParser::KeyContext& context) -> Key;
  auto foreign_key(OrmParser::ForeignKeyContext& context) -> ForeignKey;
  auto exclusion(OrmParser::ExclusionContext& context) -> Exclusion;
  void model_part(OrmParser::ModelPartContext& context, Model& model);
  auto partition_of(OrmParser::ModelPartContext& context) -> PartitionOf;
  auto foreign_options(const std::vector<OrmParser::ForeignOptionContext*>& contexts)
      -> std::vector<ForeignOption>;

  // -- what stands on tables, and beside them (build_ast_object.cpp)
  auto trigger(OrmParser::TriggerContext& context) -> Trigger;
  auto policy(OrmParser::PolicyContext& context) -> Policy;
  auto rule(OrmParser::Rule_Context& context) -> Rule;
  auto statistics(OrmParser::StatisticsContext& context) -> Statistics;
  auto sequence_declaration(OrmParser::SequenceDeclarationContext& context) -> Sequence;
  auto cast_declaration(OrmParser::CastDeclarationContext& context) -> CastDeclaration;
  auto operator_class(OrmParser::OperatorClassContext& context) -> OperatorClass;
  auto definition(OrmParser::DefinitionContext& context) -> Definition;
  auto definition_words(const std::vector<OrmParser::DefinitionPartContext*>& parts,
                        std::uint32_t end) -> DefinitionWords;
  auto option(OrmParser::OptionContext& context) -> std::pair<Name, ExprPtr>;

  // -- statements (build_ast_statement.cpp, build_ast_query.cpp, build_ast_from.cpp)
  auto statement(OrmParser::StatementContext* context) -> StatementPtr;
  auto raw_sql(OrmParser::TextContext& context) -> RawSql;
  auto query(OrmParser::QueryContext* context) -> QueryPtr;
  auto query_expression(OrmParser::QueryExpressionContext* context) -> Query;
  auto query_expression_with(OrmParser::WithContext* with,
                             OrmParser::QueryExpressionContext* context) -> QueryPtr;
  auto with(OrmParser::WithContext* context) -> std::optional<With>;
  auto cte(OrmParser::CteContext& context) -> Cte;
  auto set_term(OrmParser::SetTermContext* context) -> Query;
  auto set_primary(OrmParser::SetPrimaryContext* context) -> Query;
  auto intersect_tails(Query left, const std::vector<OrmParser::IntersectTailContext*>& tails)
      -> Query;
  auto set_tails(Query left, const std::vector<OrmParser::SetTailContext*>& tails) -> Query;
  void query_tails(const std::vector<OrmParser::QueryTailContext*>& tails, Query& query);
  void query_tail(OrmParser::QueryTailContext& context, Query& query);
  auto select(OrmParser::SelectContext* context) -> Select;
  auto values_rows(const std::vector<OrmParser::ValuesRowContext*>& rows) -> Values;
  auto select_item(OrmParser::SelectItemContext& context) -> SelectItem;
  auto select_items(const std::vector<OrmParser::SelectItemContext*>& contexts)
      -> std::vector<SelectItem>;
  auto path_query(const std::vector<ExprPtr>& items) -> QueryPtr;
  auto shape(OrmParser::SelectItemContext& item) -> ExprPtr;
  auto group_item(OrmParser::GroupItemContext& context) -> GroupItem;
  auto window(OrmParser::WindowSpecificationContext* context) -> Window;
  auto frame(OrmParser::FrameContext& context) -> Frame;
  auto frame_bound(OrmParser::FrameBoundContext* context) -> FrameBound;
  template <class Context>  // of an orderItem or a directedItem
  auto order_item(Context& context) -> OrderItem;
  void shape_tail(OrmParser::ShapeTailContext& context, Shape& shape);
  auto shape_order(OrmParser::ShapeOrderContext& context) -> std::vector<OrderClauseItem>;
  auto limit_value(OrmParser::LimitContext& context) -> ExprPtr;
  auto order_list(OrmParser::OrderListContext& context) -> std::vector<OrderItem>;
  void order_choices(OrmParser::OrderChoicesContext& context,
                     const Expr& before,
                     OrderClauseItem& item);
  auto order_items(const std::vector<OrmParser::OrderItemContext*>& contexts)
      -> std::vector<OrderItem>;
  auto order_clause_item(OrmParser::OrderClauseItemContext& context, bool optional)
      -> OrderClauseItem;
  auto locking(OrmParser::LockingContext& context) -> Locking;

  auto from_item(OrmParser::FromItemContext* context) -> TableRefPtr;
  auto from_items(const std::vector<OrmParser::FromItemContext*>& contexts)
      -> std::vector<TableRefPtr>;
  auto joined_table(OrmParser::JoinedTableContext* context) -> TableRefPtr;
  auto join_tail(TableRefPtr left, OrmParser::JoinTailContext& context) -> TableRefPtr;
  auto from_primary(OrmParser::FromPrimaryContext* context) -> TableRefPtr;
  auto function_table(OrmParser::FromPrimaryContext& context) -> FunctionTable;
  auto named_table(OrmParser::FromPrimaryContext& context) -> NamedTable;
  auto function_call(OrmParser::FunctionCallContext& context) -> ExprPtr;
  auto value_word(OrmParser::TableFirstContext& context) -> ExprPtr;
  auto table_alias(OrmParser::TableAliasContext* context) -> std::optional<Alias>;
  auto column_definitions(const std::vector<OrmParser::ColumnDefinitionContext*>& contexts)
      -> std::vector<ColumnDefinition>;

  auto insert_statement(OrmParser::InsertStatementContext& context) -> Insert;
  template <class Context, class Write>  // of an update, a delete or a merge
  void target(Context& context, Write& into);
  template <class Context, class Write>  // of an update or a delete
  void rows(Context& context, Write& into);
  auto update_statement(OrmParser::UpdateStatementContext& context) -> Update;
  auto delete_statement(OrmParser::DeleteStatementContext& context) -> Delete;
  auto merge_statement(OrmParser::MergeStatementContext& context) -> Merge;
  auto merge_when(OrmParser::MergeWhenContext& context) -> MergeWhen;
  auto on_conflict(OrmParser::OnConflictContext& context) -> OnConflict;
  auto assignment(OrmParser::AssignmentContext& context) -> Assignment;
  auto assignments(const std::vector<OrmParser::AssignmentContext*>& contexts)
      -> std::vector<Assignment>;
  auto assignment_target(OrmParser::AssignmentTargetContext& context) -> AssignmentTarget;
  auto assignment_targets(const std::vector<OrmParser::AssignmentTargetContext*>& contexts)
      -> std::vector<AssignmentTarget>;

  // -- expressions (build_ast_expr.cpp, build_ast_operand.cpp, precedence in flat_expr.hpp)
  auto expr(OrmParser::ExprContext* context) -> ExprPtr;
  auto expr(OrmParser::BExprContext* context) -> ExprPtr;
  auto exprs(const std::vector<OrmParser::ExprContext*>& contexts) -> std::vector<ExprPtr>;
  auto operand(OrmParser::OperandContext* context) -> ExprPtr;
  auto parenthesised_query(OrmParser::ParenthesisedContext& context) -> QueryPtr;  // null: a list
  auto constant(OrmParser::ConstantContext& context) -> ExprPtr;
  auto typed_literal(OrmParser::TypedLiteralContext& context) -> ExprPtr;
  auto named(OrmParser::NamedContext& context) -> ExprPtr;
  auto dotted(std::vector<Name> parts, bool star, Span span) -> ExprPtr;
  auto call(QualifiedName name,
            OrmParser::CallSuffixContext* suffix,
            OrmParser::CallTailContext* tail,
            Span span) -> ExprPtr;
  auto cast(OrmParser::CastContext& context) -> ExprPtr;
  auto keyword_value(antlr4::ParserRuleContext& word, ExprPtr precision) -> ExprPtr;
  auto time_of_precision(OrmParser::TimeOfPrecisionContext& context) -> ExprPtr;
  auto special_call(OrmParser::SpecialCallContext& context) -> ExprPtr;
  auto treat(OrmParser::SpecialCallContext& context) -> ExprPtr;
  auto xml_call(OrmParser::XmlCallContext& context) -> ExprPtr;
  auto xml_values(const std::vector<OrmParser::XmlValueContext*>& contexts)
      -> std::vector<XmlCall::Value>;
  auto xml_table(OrmParser::XmlTableContext& context) -> XmlTable;
  auto xml_column(OrmParser::XmlColumnContext& context) -> XmlTable::Column;
  auto array_elements(OrmParser::ArrayElementsContext& context) -> ExprPtr;
  auto parameter(OrmParser::ParameterContext& context) -> Parameter;
  auto subscript(ExprPtr base, OrmParser::SubscriptContext* context, Span span, bool continues)
      -> ExprPtr;
  /// `continues`: a subscript is one access with the one right before it.
  auto accessor(ExprPtr base, OrmParser::AccessorContext& context, bool continues) -> ExprPtr;
  auto select_fields(ExprPtr base, const std::vector<OrmParser::FieldSelectorContext*>& selectors)
      -> ExprPtr;
  auto operator_symbol(OrmParser::OperatorSymbolContext* context) -> Operator;
  auto qualified_operator(OrmParser::QualifiedOperatorContext& context) -> Operator;
  auto prefix_operators(const std::vector<OrmParser::PrefixOperatorContext*>& contexts)
      -> std::vector<std::optional<Operator>>;  // nothing for `not`

  // -- names, types, texts (build_ast_name.cpp)
  auto name(antlr4::ParserRuleContext* context) -> Name;
  auto name(const antlr4::Token& token) -> Name;
  template <class Context>
  auto names(const std::vector<Context*>& contexts) -> std::vector<Name> {
    auto all = std::vector<Name>{};
    for (auto* context : contexts) all.push_back(name(context));
    return all;
  }
  auto name_list(OrmParser::NameListContext* context) -> std::vector<Name>;
  auto qualified_name(antlr4::ParserRuleContext* context) -> QualifiedName;
  auto type_name(OrmParser::TypeNameContext* context) -> TypeName;
  void base_type(OrmParser::BaseTypeContext* context, TypeName& into);
  auto text(OrmParser::TextContext* context) -> std::string;
  auto string_value(const antlr4::Token& token) -> std::string;
  auto string_value(OrmParser::StringContext& context) -> std::string;
  static auto tokens_of(const antlr4::ParserRuleContext& context)
      -> std::vector<const antlr4::Token*>;
  /// Of literals that stand on lines of their own, one after the other: they are one, as in SQL.
  auto joined_value(const std::vector<const antlr4::Token*>& tokens) -> std::string;

  auto make(Span span, Span focus, decltype(Expr::node) node) -> ExprPtr {
    return tree_.arena.make(Expr{span, focus, std::move(node)});
  }
  auto missing(Span span) -> ExprPtr { return make(span, span, Missing{}); }
  auto span(const antlr4::Token& token) const -> Span;
  auto span(antlr4::ParserRuleContext* context) const -> Span;
  auto source_text(Span at) const -> std::string_view {
    return file_.text().substr(at.begin, at.end - at.begin);
  }
  auto doc(antlr4::ParserRuleContext& context) const -> Doc;

  friend class FlatExpr;

  const source::SourceFile& file_;
  const Offsets& offsets_;
  const Docs& docs_;
  Tree& tree_;
  diagnostics::Diagnostics& diagnostics_;
};

}  // namespace ormc::syntax
