#include "schema/resolution.hpp"

#include <algorithm>
#include <set>

#include "catalog/type_name.hpp"
#include "diagnostics/column_diagnostics.hpp"
#include "diagnostics/index_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/naming.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateKeyColumn;
using diagnostics::FieldWithoutColumn;
using diagnostics::UnknownField;

/// A column by the language's or the database's name.
auto find_column(const Model& model, const syntax::Name& name) -> std::optional<ColumnIndex> {
  const auto find = [&](auto member, std::string_view text) -> std::optional<ColumnIndex> {
    for (auto i = ColumnIndex{0}; i < model.columns.size(); ++i) {
      if (model.columns[i].*member == text) return i;
    }
    return std::nullopt;
  };
  if (const auto found = find(&Column::name, name.text)) return found;
  if (const auto found = find(&Column::sql_name, name.text)) return found;
  if (name.quoted) return std::nullopt;
  return find(&Column::sql_name, fold(name.text));
}

auto has_failed_field(const ModelDraft& draft) -> bool {
  return std::ranges::any_of(
      draft.fields, [](const FieldDraft& field) { return field.kind == FieldDraft::Kind::failed; });
}

}  // namespace

auto Resolution::model_ids() const -> std::vector<ModelId> {
  auto result = std::vector<ModelId>{};
  for (auto i = std::uint32_t{0}; i < schema.models.size(); ++i) result.push_back(ModelId{i});
  return result;
}

auto Resolution::add_expr(SchemaExpr expr) -> ExprId {
  schema.exprs.push_back(std::move(expr));
  return ExprId{static_cast<std::uint32_t>(schema.exprs.size() - 1)};
}

auto Resolution::find_field_draft(ModelId model, std::string_view name) const
    -> std::optional<std::size_t> {
  const auto& places = draft(model).field_places;
  const auto place = places.find(name);
  if (place == places.end()) return std::nullopt;
  return place->second;
}

auto Resolution::columns_named(ModelId model_id, const syntax::Name& name)
    -> std::vector<ColumnIndex> {
  const auto& model = at(model_id);
  if (const auto place = find_field_draft(model_id, name.text)) {
    const auto& field = draft(model_id).fields[*place];
    if (field.kind == FieldDraft::Kind::list || field.kind == FieldDraft::Kind::inverse_one) {
      diagnostics.report(name.span, FieldWithoutColumn{name.text})
          .label(field.syntax->name.span, FieldWithoutColumn::declared);
    }
    return field.indices;
  }
  if (const auto column = find_column(model, name)) return {*column};
  // The name may be that of a column which a failed relation would have had.
  if (has_failed_field(draft(model_id)) && name.text.find('_') != std::string::npos) return {};
  auto names = std::vector<std::string>{};
  for (const auto& field : draft(model_id).fields) names.push_back(field.syntax->name.text);
  for (const auto& column : model.columns) {
    if (std::ranges::find(names, column.name) == names.end()) names.push_back(column.name);
  }
  diagnostics.report(name.span, UnknownField{name.text, model.name, names});
  return {};
}

auto Resolution::columns_named(ModelId model, const std::vector<syntax::Name>& names)
    -> std::optional<std::vector<ColumnIndex>> {
  auto result = std::vector<ColumnIndex>{};
  auto seen = std::set<ColumnIndex>{};
  auto sound = !names.empty();
  for (const auto& name : names) {
    const auto columns = columns_named(model, name);
    if (columns.empty()) sound = false;
    for (const auto column : columns) {
      if (!seen.insert(column).second) {
        diagnostics.report(name.span, DuplicateKeyColumn{at(model).columns[column].name});
        sound = false;
      }
      result.push_back(column);
    }
  }
  if (!sound) return std::nullopt;
  return result;
}

auto Resolution::type_name(TypeRef type) const -> std::string {
  return catalog::format_type(schema.catalog, type);
}

}  // namespace ormc::schema
