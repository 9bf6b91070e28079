#include <algorithm>
#include <array>

#include "diagnostics/column_diagnostics.hpp"
#include "diagnostics/relation_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/collation.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"
#include "schema/storage_options.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AttributeArguments;
using diagnostics::ConflictingValues;
using diagnostics::IdentityType;
using diagnostics::RelationColumns;
using diagnostics::TooManyColumns;
using diagnostics::VersionType;
using Kind = FieldDraft::Kind;

constexpr auto most_columns = std::size_t{1600};

/// Where a column's value may come from. What excludes what is in `conflict`.
struct ValueSource {
  enum class From : std::uint8_t { initial, generated, identity, serial, on_update, version };
  From from;
  std::string text;
  Span span;
};

auto conflict(ValueSource::From a, ValueSource::From b) -> bool {
  using From = ValueSource::From;
  if (a == From::generated || b == From::generated || a == b) return true;
  const auto counts = [](From from) { return from == From::identity || from == From::serial; };
  if (counts(a) || counts(b)) return true;
  return a == From::version && b == From::on_update;
}

auto value_sources(const FieldDraft& field) -> std::vector<ValueSource> {
  using From = ValueSource::From;
  const auto& node = *field.syntax;
  auto result = std::vector<ValueSource>{};
  if (field.serial) result.push_back({From::serial, "a serial type", node.type.span});
  if (node.default_value) {
    result.push_back({From::initial, "a default", node.default_value->span});
  }
  constexpr auto attributes =
      std::to_array<std::pair<std::string_view, From>>({{"default", From::initial},
                                                        {"generated", From::generated},
                                                        {"identity", From::identity},
                                                        {"version", From::version},
                                                        {"on_update", From::on_update}});
  for (const auto& [name, from] : attributes) {
    if (field.kind == Kind::to_one && from != From::initial) continue;
    const auto* attribute = find_attribute(node.attributes, name);
    if (attribute) result.push_back({from, "`@" + std::string{name} + "`", attribute->name.span});
  }
  return result;
}

/// Lays the columns of one model out.
class ColumnLayout {
 public:
  ColumnLayout(Resolution& resolution, ModelId model) : resolution_(resolution), id_(model) {}

  void lay_out() {
    for (auto& field : resolution_.draft(id_).fields) {
      if (field.kind == Kind::scalar) add_scalar(field);
      if (field.kind == Kind::to_one && field.owns_columns) add_relation(field);
    }
    find_borrowed_columns();
    const auto& model = resolution_.at(id_);
    if (model.columns.size() > most_columns) {
      resolution_.diagnostics.report(model.span, TooManyColumns{model.name, model.columns.size()});
    }
  }

 private:
  auto type_as_written(const syntax::Field& node) const -> std::string {
    return std::string{resolution_.sources.text(node.type.span)} + (node.nullable ? "?" : "");
  }

  auto add_expr(SchemaExpr::Use use, syntax::ExprPtr expr, TypeRef expected) -> ExprId {
    const auto sees_columns = use == SchemaExpr::Use::generated_column;
    return resolution_.add_expr({.use = use,
                                 .syntax = expr,
                                 .model = sees_columns ? std::optional{id_} : std::nullopt,
                                 .domain = {},
                                 .expected = expected});
  }

  auto add_column(FieldDraft& field, const ColumnDraft& draft) -> Column& {
    auto& columns = resolution_.at(id_).columns;
    field.indices.push_back(static_cast<ColumnIndex>(columns.size()));
    auto& column = columns.emplace_back();
    column.name = draft.name;
    column.sql_name = draft.sql_name;
    column.type = draft.type;
    column.alias = draft.alias;
    column.nullable = field.syntax->nullable;
    column.doc = field.syntax->doc;
    column.span = field.syntax->name.span;
    column.local = field.local;
    column.inherited = field.inherited;
    column.altered = field.altered;
    column.kept = resolve_column_storage(field.syntax->attributes, resolution_.diagnostics);
    return column;
  }

  void report_conflicts(const FieldDraft& field) {
    const auto sources = value_sources(field);
    for (auto i = std::size_t{0}; i < sources.size(); ++i) {
      for (auto j = i + 1; j < sources.size(); ++j) {
        if (!conflict(sources[i].from, sources[j].from)) continue;
        resolution_.diagnostics
            .report(sources[j].span,
                    ConflictingValues{field.syntax->name.text, sources[i].text, sources[j].text})
            .label(sources[i].span, ConflictingValues::first);
        return;
      }
    }
  }

  static auto default_of(const syntax::Field& node) -> syntax::ExprPtr {
    if (node.default_value) return node.default_value;
    const auto* attribute = find_attribute(node.attributes, "default");
    return attribute ? attribute->arguments.front() : nullptr;
  }

  void add_scalar(FieldDraft& field) {
    using Use = SchemaExpr::Use;
    report_conflicts(field);
    const auto& node = *field.syntax;
    auto& column = add_column(field, field.columns.front());
    if (const auto* initial = default_of(node)) {
      column.default_value = add_expr(Use::column_default, initial, column.type);
    }
    if (const auto* generated = find_attribute(node.attributes, "generated")) {
      column.generated = add_expr(Use::generated_column, generated->arguments.front(), column.type);
    }
    column.was = attribute_text(node.attributes, "was");
    if (const auto* collate = find_attribute(node.attributes, "collate")) {
      column.collation = resolve_collation(
          resolution_, *text_argument(*collate), collate->arguments.front()->span, column.type);
    }
    add_names(node, column);
    add_on_update(node, column);
    add_identity(field, column);
    add_version(node, column);
  }

  static void add_names(const syntax::Field& node, Column& column) {
    column.sequence_name = attribute_text(node.attributes, "sequence").value_or("");
    if (const auto* foreign = find_attribute(node.attributes, "options")) {
      column.foreign_options = option_arguments(*foreign).value_or(Options{});
    }
  }

  void add_on_update(const syntax::Field& node, Column& column) {
    const auto* attribute = find_attribute(node.attributes, "on_update");
    if (!attribute) return;
    if (attribute->arguments.size() == 1) {
      column.on_update =
          add_expr(SchemaExpr::Use::on_update, attribute->arguments.front(), column.type);
    } else {
      // An action: those are for relations.
      resolution_.diagnostics.report(attribute->span,
                                     AttributeArguments{"on_update", "@on_update(expression)"});
    }
  }

  static auto is_counter(const Column& column) -> bool {
    using namespace catalog;
    const auto type = column.type.oid;
    return !column.nullable && (type == oid::int2 || type == oid::int4 || type == oid::int8);
  }

  void add_identity(const FieldDraft& field, Column& column) {
    if (field.serial) column.identity = Column::Identity::serial;
    const auto* attribute = find_attribute(field.syntax->attributes, "identity");
    if (!attribute) return;
    if (!is_counter(column)) {
      resolution_.diagnostics.report(attribute->name.span,
                                     IdentityType{column.name, type_as_written(*field.syntax)});
      return;
    }
    const auto options = identity_options(*attribute).value_or(IdentityOptions{});
    column.identity = options.always ? Column::Identity::always : Column::Identity::by_default;
    column.sequence = options.sequence;
  }

  /// A version begins at 1 unless it has a default of its own.
  void add_version(const syntax::Field& node, Column& column) {
    const auto* attribute = find_attribute(node.attributes, "version");
    if (!attribute) return;
    if (!is_counter(column)) {
      resolution_.diagnostics.report(attribute->name.span,
                                     VersionType{column.name, type_as_written(node)});
      return;
    }
    column.version = true;
    if (column.default_value) return;
    const auto* one = resolution_.schema.arena.make(
        syntax::Expr{.span = attribute->span,
                     .focus = attribute->span,
                     .node = syntax::Literal{syntax::Literal::Kind::integer, "1"}});
    column.default_value = add_expr(SchemaExpr::Use::column_default, one, column.type);
  }

  void add_relation(FieldDraft& field) {
    report_conflicts(field);
    const auto& node = *field.syntax;
    const auto was = attribute_text(node.attributes, "was");
    for (const auto& draft : field.columns) {
      auto& column = add_column(field, draft);
      // `@was` names the field that was; its column was called as this one is called after the
      // field.
      if (was) column.was = *was + draft.name.substr(node.name.text.size());
    }
    const auto* initial = default_of(node);
    if (!initial) return;
    if (field.columns.size() > 1) {
      resolution_.diagnostics.report(
          initial->span, RelationColumns{"a default", node.name.text, field.columns.size()});
      return;
    }
    auto& column = resolution_.at(id_).columns[field.indices.front()];
    column.default_value = add_expr(SchemaExpr::Use::column_default, initial, column.type);
  }

  /// A relation with `@fields` stands on columns that other fields own.
  void find_borrowed_columns() {
    for (auto& field : resolution_.draft(id_).fields) {
      if (field.kind != Kind::to_one || field.owns_columns) continue;
      const auto& columns = resolution_.at(id_).columns;
      for (const auto& draft : field.columns) {
        const auto place = std::ranges::find(columns, draft.name, &Column::name);
        if (place == columns.end()) continue;
        field.indices.push_back(static_cast<ColumnIndex>(place - columns.begin()));
      }
      if (field.indices.size() != field.columns.size()) field.kind = Kind::failed;
    }
  }

  Resolution& resolution_;
  ModelId id_;
};

}  // namespace

void resolve_columns(Resolution& resolution) {
  for (const auto model : resolution.model_ids()) ColumnLayout{resolution, model}.lay_out();
}

}  // namespace ormc::schema
