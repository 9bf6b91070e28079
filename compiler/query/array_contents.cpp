#include "query/null_elements.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "query/record_members.hpp"
#include "query/returned_columns.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

using Kind = ShapeField::Kind;

/// Functions whose arrays may hold NULL whatever they are given. `string_to_array` does with three
/// arguments: the third is the text that stands for NULL.
auto makes_null_elements(const catalog::Function& function, std::size_t arguments) -> bool {
  static constexpr auto builtin =
      std::to_array<std::string_view>({"regexp_match", "regexp_matches"});
  static constexpr auto of_extensions = std::to_array<std::string_view>(
      {"avals", "hstore_to_array", "hstore_to_matrix", "slice_array"});
  const auto is_among = [&](const auto& names) {
    return std::find(names.begin(), names.end(), function.name) != names.end();
  };
  if (function.schema != "pg_catalog") return is_among(of_extensions);
  return is_among(builtin) || (function.name == "string_to_array" && arguments == 3);
}

/// Functions that give for each element of an array one of an array of their own.
auto goes_over_elements(const catalog::Function& function) -> bool {
  return function.schema == "pg_catalog" && function.name.starts_with("percentile_");
}

/// Whether the text of an array has an element that is the word NULL, unquoted.
auto has_null(std::string_view text) -> bool {
  static constexpr auto word = std::string_view{"null"};
  static constexpr auto spaces = std::string_view{" \t\n\r\v\f"};
  const auto folded = source::fold(text);
  for (auto at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1)) {
    const auto before = at == 0 ? std::string::npos : folded.find_last_not_of(spaces, at - 1);
    const auto behind = folded.find_first_not_of(spaces, at + word.size());
    if (before == std::string::npos || behind == std::string::npos) continue;
    const auto begins = folded[before] == '{' || folded[before] == ',';
    if (begins && (folded[behind] == '}' || folded[behind] == ',')) return true;
  }
  return false;
}

auto is_null(const Expr& expr) -> bool {
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && constant->kind == syntax::Literal::Kind::null;
}

/// Follows an array to the places where it was made.
class ElementReader {
 public:
  explicit ElementReader(const RecordContext& context) : context_(context) {}

  auto is_array(TypeRef type) const -> bool {
    return type.oid != error_type && catalog().type(catalog().base_type(type.oid)).is_array();
  }

  /// Whether elements of the arrays that an expression gives may be NULL.
  auto may_be_null(const Expr& expr) -> bool {
    if (!is_array(expr.type)) return false;
    return std::visit([&](const auto& node) { return of(node, expr); }, expr.node);
  }

  auto may_be_null(const Query& query, std::size_t column) -> bool {
    if (const auto* select = std::get_if<Select>(&query.body)) {
      return column < select->items.size() && may_be_null(*select->items[column].expr);
    }
    if (const auto* values = std::get_if<Values>(&query.body)) {
      return std::any_of(values->rows.begin(), values->rows.end(), [&](const auto& row) {
        return may_be_null(*row[column]);
      });
    }
    // Chains lean left.
    const auto* at = &query;
    while (const auto* operation = std::get_if<SetOperation>(&at->body)) {
      if (may_be_null(*operation->right, column)) return true;
      at = operation->left;
    }
    return may_be_null(*at, column);
  }

 private:
  auto catalog() const -> const catalog::Catalog& { return context_.schema.catalog; }

  // ---- expressions

  auto of(const Constant& constant, const Expr&) -> bool {
    return constant.kind != syntax::Literal::Kind::null && has_null(constant.text);
  }
  auto of(const ColumnRef& column, const Expr&) -> bool {
    return of_column(column.range, column.column);
  }
  /// An array of a text is whatever the text says.
  auto of(const Cast& cast, const Expr&) -> bool {
    const auto& operand = *cast.operand;
    if (std::holds_alternative<Constant>(operand.node)) {
      return of(std::get<Constant>(operand.node), operand);
    }
    return is_array(operand.type) ? may_be_null(operand)
                                  : !std::holds_alternative<Parameter>(operand.node);
  }
  auto of(const NonNull& node, const Expr&) -> bool { return may_be_null(*node.operand); }
  auto of(const Collate& node, const Expr&) -> bool { return may_be_null(*node.operand); }
  /// A slice; an element that is an array is of a type that was declared.
  auto of(const Subscript& node, const Expr&) -> bool { return may_be_null(*node.operand); }
  auto of(const ScalarSubquery& node, const Expr&) -> bool { return may_be_null(*node.query, 0); }
  auto of(const ArraySubquery& node, const Expr&) -> bool {
    const auto& column = node.query->columns.front();
    return is_array(column.type) ? may_be_null(*node.query, 0) : column.nullable;
  }
  auto of(const ArrayConstructor& array, const Expr&) -> bool {
    return std::any_of(array.elements.begin(), array.elements.end(), [&](const Expr* element) {
      return is_array(element->type) ? may_be_null(*element) : element->nullable;
    });
  }
  auto of(const Case& choice, const Expr&) -> bool {
    return std::any_of(choice.whens.begin(),
                       choice.whens.end(),
                       [&](const auto& when) { return may_be_null(*when.result); }) ||
           (choice.otherwise != nullptr && may_be_null(*choice.otherwise));
  }
  auto of(const SpecialCall& call, const Expr&) -> bool {
    return std::any_of(call.arguments.begin(), call.arguments.end(), [&](const Expr* argument) {
      return may_be_null(*argument);
    });
  }
  auto of(const FieldSelection& selection, const Expr&) -> bool {
    if (selection.operand == nullptr) return false;
    if (const auto* whole = std::get_if<WholeRow>(&selection.operand->node)) {
      return of_column(whole->range, selection.field);
    }
    auto found = RecordReader{context_}.members(*selection.operand);
    const auto* record = std::get_if<RecordMembers>(&found);
    if (record == nullptr) return true;
    return selection.field < record->fields.size() &&
           may_be_null(*record->fields[selection.field].expr);
  }
  auto of(const OperatorCall& call, const Expr& expr) -> bool {
    auto arguments = std::vector<const Expr*>{};
    for (const auto* operand : {call.left, call.right}) {
      if (operand != nullptr) arguments.push_back(operand);
    }
    return of_function(catalog().function(call.op->function), arguments, expr);
  }
  auto of(const Call& call, const Expr& expr) -> bool {
    auto arguments = std::vector<const Expr*>{};
    for (const auto& argument : call.arguments) arguments.push_back(argument.value);
    for (const auto& item : call.within_group) {
      if (item.expr != nullptr) arguments.push_back(item.expr);
    }
    return of_function(*call.function, arguments, expr);
  }
  auto of(const WholeRow&, const Expr&) -> bool { return false; }
  auto of(const SystemColumn&, const Expr&) -> bool { return false; }
  auto of(const DomainValue&, const Expr&) -> bool { return false; }
  auto of(const Parameter&, const Expr&) -> bool { return false; }
  auto of(const DefaultValue&, const Expr&) -> bool { return false; }
  auto of(const Error&, const Expr&) -> bool { return false; }
  auto of(const Row&, const Expr&) -> bool { return false; }
  auto of(const Logical&, const Expr&) -> bool { return false; }
  auto of(const OptionalTerm&, const Expr&) -> bool { return false; }
  auto of(const Not&, const Expr&) -> bool { return false; }
  auto of(const IsTest&, const Expr&) -> bool { return false; }
  auto of(const IsDistinctFrom&, const Expr&) -> bool { return false; }
  auto of(const IsNormalized&, const Expr&) -> bool { return false; }
  auto of(const Between&, const Expr&) -> bool { return false; }
  auto of(const InList&, const Expr&) -> bool { return false; }
  auto of(const InSubquery&, const Expr&) -> bool { return false; }
  auto of(const Like&, const Expr&) -> bool { return false; }
  auto of(const Quantified&, const Expr&) -> bool { return false; }
  auto of(const RowComparison&, const Expr&) -> bool { return false; }
  auto of(const AtTimeZone&, const Expr&) -> bool { return false; }
  auto of(const Exists&, const Expr&) -> bool { return false; }
  auto of(const KeywordValue&, const Expr&) -> bool { return false; }
  auto of(const XmlCall&, const Expr&) -> bool { return false; }

  // ---- functions

  /// What is polymorphic passes on what it is given: arrays, or what becomes their elements.
  auto of_function(const catalog::Function& function,
                   const std::vector<const Expr*>& arguments,
                   const Expr& expr) -> bool {
    const auto is_mapped = goes_over_elements(function);
    if (!is_mapped && !catalog().is_polymorphic(function.result)) {
      return makes_null_elements(function, arguments.size());
    }
    const auto is_builtin = function.schema == "pg_catalog";
    if (is_builtin && function.name == "array_remove" && is_null(*arguments.back())) return false;
    const auto element = catalog().element_of(catalog().base_type(expr.type.oid));
    return std::any_of(arguments.begin(), arguments.end(), [&](const Expr* argument) {
      if (is_array(argument->type)) return may_be_null(*argument);
      return !is_mapped && argument->nullable &&
             catalog().base_type(argument->type.oid) == catalog().base_type(element);
    });
  }

  // ---- ranges

  auto of_column(RangeId id, std::size_t column) -> bool {
    const auto& range = context_.unit.at(id);
    if (column >= range.columns.size() || !is_array(range.columns[column].type)) return false;
    if (const auto* subquery = std::get_if<SubquerySource>(&range.source)) {
      return may_be_null(*subquery->query, column);
    }
    if (const auto* cte = std::get_if<CteSource>(&range.source)) return of_cte(cte->cte, column);
    if (const auto* view = std::get_if<ViewSource>(&range.source))
      return of_view(view->view, column);
    if (const auto* join = std::get_if<JoinSource>(&range.source)) {
      const auto& [left, right] = join->merged[column];
      return may_be_null(*left) || (right != nullptr && may_be_null(*right));
    }
    if (const auto* functions = std::get_if<FunctionSource>(&range.source)) {
      return of_functions(*functions);
    }
    // Read from texts.
    return std::holds_alternative<XmlTableSource>(range.source);
  }

  /// Columns that are defined here are made of documents and the like.
  auto of_functions(const FunctionSource& source) -> bool {
    return std::any_of(source.definitions.begin(),
                       source.definitions.end(),
                       [](const auto& definitions) { return !definitions.empty(); }) ||
           std::any_of(source.calls.begin(), source.calls.end(), [&](const Expr* call) {
             return may_be_null(*call);
           });
  }

  auto of_view(schema::ViewId id, std::size_t column) const -> bool {
    const auto& view = context_.program.at(id);
    if (view.query == nullptr || view.unit == nullptr) return false;
    return ElementReader{{context_.schema, context_.program, *view.unit}}.may_be_null(*view.query,
                                                                                      column);
  }

  /// What goes round in a recursive query was made where it begins, or is made in a step.
  auto of_cte(CteId id, std::size_t column) -> bool {
    const auto& cte = context_.unit.at(id);
    if (cte.statement == nullptr) return false;
    if (column >= cte.statement->columns.size()) return false;  // of search and cycle: records
    const auto [known, is_new] = ctes_.try_emplace({id, column}, false);
    if (!is_new) return known->second;
    const auto found = of_statement(*cte.statement, column);
    ctes_[{id, column}] = found;
    return found;
  }

  auto of_statement(const Statement& statement, std::size_t column) -> bool {
    if (const auto* query = std::get_if<QueryPtr>(&statement.node)) {
      return may_be_null(**query, column);
    }
    const auto* items = returned_items(statement);
    return items != nullptr && column < items->size() && may_be_null(*(*items)[column].expr);
  }

  RecordContext context_;
  std::map<std::pair<CteId, std::size_t>, bool> ctes_;
};

/// The columns of a statement as they are written; null for those of a set operation or values.
auto written_items(const Statement& statement) -> const std::vector<OutputColumn>* {
  const auto* query = std::get_if<QueryPtr>(&statement.node);
  if (query == nullptr) return returned_items(statement);
  const auto* select = std::get_if<Select>(&(*query)->body);
  return select == nullptr ? nullptr : &select->items;
}

/// Stands for the values of a column that has no expression of its own.
auto placeholder(const RecordContext& context,
                 const Statement& statement,
                 const ResultColumn& column) -> ExprPtr {
  return context.unit.arena.make(Expr{.span = statement.span,
                                      .type = column.type,
                                      .nullable = column.nullable,
                                      .node = DomainValue{}});
}

void mark(ElementReader& reader, std::vector<ShapeField>& fields) {
  for (auto& field : fields) {
    if (field.kind == Kind::column) {
      field.nullable_elements = reader.may_be_null(*field.expr);
    } else if (field.query != nullptr) {
      mark(reader, field.query->shape);
    } else {
      mark(reader, field.fields);
    }
  }
}

}  // namespace

void find_null_elements(const RecordContext& context, Statement& statement) {
  auto reader = ElementReader{context};
  auto* query = std::get_if<QueryPtr>(&statement.node);
  auto& shape = query != nullptr ? (*query)->shape : statement.returned;
  if (!shape.empty()) mark(reader, shape);
  const auto* items = written_items(statement);
  if (items != nullptr && !shape.empty()) return;
  // The columns of a set operation and of values are expressions of several places.
  auto columns = std::vector<ShapeField>{};
  for (auto i = std::size_t{0}; i < statement.columns.size(); ++i) {
    const auto& column = statement.columns[i];
    auto* expr = items != nullptr ? (*items)[i].expr : placeholder(context, statement, column);
    auto& field = columns.emplace_back(
        ShapeField{column.name, expr->span, Kind::column, expr, column.nullable});
    if (items != nullptr) {
      field.nullable_elements = reader.may_be_null(*expr);
    } else if (query != nullptr && reader.is_array(column.type)) {
      field.nullable_elements = reader.may_be_null(**query, i);
    }
  }
  const auto has_nulls = [](const ShapeField& field) { return field.nullable_elements; };
  if (shape.empty()) {
    if (std::ranges::any_of(columns, has_nulls)) shape = std::move(columns);
    return;
  }
  for (auto i = std::size_t{0}; i < shape.size(); ++i) {
    if (shape[i].kind == Kind::column) shape[i].nullable_elements = columns[i].nullable_elements;
  }
}

void find_null_elements(const RecordContext& context, std::vector<ShapeField>& fields) {
  auto reader = ElementReader{context};
  mark(reader, fields);
}

auto has_null_elements(const Statement& statement, std::size_t column) -> bool {
  const auto& shape = shape_of(statement);
  const auto is_column = [](const ShapeField& field) { return field.kind == Kind::column; };
  return column < shape.size() && std::ranges::all_of(shape, is_column) &&
         shape[column].nullable_elements;
}

}  // namespace ormc::query
