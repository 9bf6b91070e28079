// A model: its struct, its draft, and the statements that every model has.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "emit/cpp/header.hpp"
#include "emit/cpp/identifier.hpp"
#include "emit/cpp/layout.hpp"
#include "emit/cpp/literal.hpp"
#include "emit/cpp/statement.hpp"
#include "emit/cpp/template.hpp"
#include "sql/statements.hpp"

namespace ormc::emit::cpp {
namespace {

using Columns = std::vector<schema::ColumnIndex>;

/// What a member of a struct of parameters must be given as.
enum class Presence : std::uint8_t { required, nullable, defaulted, optional };

/// Emits one model; nested structs stand at growing indentation.
class ModelEmitter {
 public:
  ModelEmitter(HeaderWriter& writer, schema::ModelId id)
      : writer_(writer),
        context_(writer.context()),
        model_(context_.schema.at(id)),
        name_(context_.names.models[static_cast<std::size_t>(id)]),
        columns_(context_.names.columns[static_cast<std::size_t>(id)]),
        statements_(sql::model_statements(context_.schema, context_.program, id)),
        place_{context_.namespace_of(model_.module), {columns_.begin(), columns_.end()}} {}

  auto emit() -> std::string {
    auto draft = emit_draft();
    return fill(R"(
$doc$
struct $name$ {
  $members$

  $equality$

  $fields$
  $field_types$

  $draft$

  $patch$

  $operations$
};
)",
                {{"doc", doc_comment(model_.doc, 0)},
                 {"name", name_},
                 {"members", emit_members()},
                 {"equality", emit_equality(name_, 2)},
                 {"fields", members_alias("fields", member_pointers(name_, columns_), 2)},
                 {"field_types", emit_types("field_types", column_types(all_columns()), 2)},
                 {"draft", draft},
                 {"patch", emit_patch()},
                 {"operations", emit_operations()}});
  }

  /// `orm::composite`, for models whose rows are values.
  auto emit_trait() -> std::string {
    return emit_composite_trait(fmt::format("{}::{}", place_.cpp_namespace, name_),
                                columns_,
                                context_.types.type_member(model_.row_type, 2),
                                member_types());
  }

 private:
  auto column(schema::ColumnIndex index) const -> const schema::Column& {
    return model_.columns[index];
  }

  auto all_columns() const -> Columns {
    auto all = Columns(model_.columns.size());
    std::iota(all.begin(), all.end(), 0U);
    return all;
  }

  auto own_name() const -> std::string { return spell_name(place_.cpp_namespace, name_, place_); }

  auto statement_name(std::string_view operation) const -> std::string {
    return fmt::format("{}.{}.{}", context_.schema.at(model_.module).name, model_.name, operation);
  }

  auto pointers(std::string_view of, const Columns& columns) const -> std::vector<std::string> {
    auto members = std::vector<std::string>{};
    for (auto index : columns) members.push_back(columns_[index]);
    return member_pointers(of, members);
  }

  /// The types as the server describes columns.
  auto column_types(const Columns& columns) const -> std::vector<std::string> {
    auto types = std::vector<std::string>{};
    for (auto index : columns) types.push_back(context_.types.column_constant(column(index).type));
    return types;
  }

  /// The types as the server infers parameters.
  auto parameter_types(const sql::ModelStatement& statement) const -> std::vector<std::string> {
    auto types = std::vector<std::string>{};
    for (auto oid : sql::parameter_types(context_.schema, model_, statement)) {
      types.push_back(context_.types.constant(oid));
    }
    return types;
  }

  /// The types that columns are declared with.
  auto member_types() const -> std::vector<std::string> {
    auto types = std::vector<std::string>{};
    for (const auto& each : model_.columns) types.push_back(context_.types.constant(each.type.oid));
    return types;
  }

  auto array_types(const Columns& columns) const -> std::vector<std::string> {
    auto types = std::vector<std::string>{};
    for (auto index : columns) {
      auto array = context_.schema.catalog.array_of(column(index).type.oid);
      types.push_back(context_.types.constant(array));
    }
    return types;
  }

  auto emit_members() -> std::string {
    auto out = std::string{};
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto& field = model_.columns[i];
      auto type = writer_.type_of(field);
      out += emit_member(
          field.may_be_null() ? type.optional() : type, columns_[i], field.doc, place_, 2);
    }
    return out;
  }

  auto parameter_member(schema::ColumnIndex index,
                        Presence presence,
                        Use use,
                        std::size_t indentation) -> std::string {
    const auto& field = column(index);
    auto type = writer_.type_of(field, use);
    if (field.nullable) type = type.optional();
    auto spelled = type.spelled(place_);
    const auto& name = columns_[index];
    switch (presence) {
      case Presence::required:
        return declaration(fmt::format("orm::required<{}>", spelled), name, indentation);
      case Presence::nullable:
        return declaration(spelled, name + " = {}", indentation);
      case Presence::defaulted:
        return declaration(fmt::format("orm::defaulted<{}>", spelled), name + " = {}", indentation);
      case Presence::optional:
        return declaration(
            fmt::format("orm::optional_parameter<{}>", spelled), name + " = {}", indentation);
    }
    return {};
  }

  /// `using result`, `using columns` for a statement that returns columns of the model or nothing.
  auto result_of(const sql::ModelStatement& statement,
                 std::string_view row,
                 std::size_t indentation) -> std::string {
    if (statement.columns.empty()) return "using result = orm::count;\n";
    auto columns = statement.columns == all_columns()
                       ? std::string("using columns = fields;\n")
                       : members_alias("columns", pointers(name_, statement.columns), indentation);
    return type_alias("result", fmt::format("{}", row), indentation) + columns;
  }

  auto optional_row() const -> std::string { return fmt::format("std::optional<{}>", own_name()); }

  /// `parameter_types` and `column_types`, and the statement that uses them.
  auto emit_with_types(std::string_view operation,
                       const sql::ModelStatement& statement,
                       const sql::StatementText& text,
                       std::size_t indentation) -> std::string {
    auto constants = StatementConstants{statement_name(operation), {}, {}};
    auto out = emit_types("parameter_types", parameter_types(statement), indentation);
    if (!statement.parameters.empty()) constants.parameters = "parameter_types";
    if (statement.columns == all_columns()) {
      constants.columns = statement.columns.empty() ? "" : "field_types";
    } else if (!statement.columns.empty()) {
      out += emit_types("column_types", column_types(statement.columns), indentation);
      constants.columns = "column_types";
    }
    return out + emit_statement(constants, text, indentation);
  }

  /// The place of each optional column among the optional members, which is their order in the list
  /// of parameters.
  static auto bit_places(const Columns& parameters, const Columns& optional)
      -> std::vector<std::uint32_t> {
    auto ordered = Columns{};
    for (auto index : parameters) {
      if (std::ranges::find(optional, index) != optional.end()) ordered.push_back(index);
    }
    auto places = std::vector<std::uint32_t>{};
    for (auto index : optional) {
      auto at = std::ranges::find(ordered, index) - ordered.begin();
      places.push_back(static_cast<std::uint32_t>(at));
    }
    return places;
  }

  auto draft_presence(schema::ColumnIndex index) const -> Presence {
    const auto& optional = statements_.insert_optional;
    if (std::ranges::find(optional, index) != optional.end()) return Presence::defaulted;
    return column(index).nullable ? Presence::nullable : Presence::required;
  }

  auto emit_draft() -> std::string {
    if (!statements_.insert) return {};
    const auto& insert = *statements_.insert;
    auto members = std::string{};
    for (auto index : insert.parameters) {
      members += parameter_member(index, draft_presence(index), Use::value, 4);
    }
    auto text =
        with_bits_at(insert.text, bit_places(insert.parameters, statements_.insert_optional));
    return fill(
        R"(
/// A row to be inserted; what has a default may be left out.
struct draft {
  $members$

  $result$
  $parameters$
  $statement$

  $insert_many$

  $copy_in$
};
)",
        {{"members", members},
         {"result", result_of(insert, own_name(), 4)},
         {"parameters", members_alias("parameters", pointers("draft", insert.parameters), 4)},
         {"statement", emit_with_types("insert", insert, text, 4)},
         {"insert_many", emit_insert_many()},
         {"copy_in", emit_draft_copy()}});
  }

  auto emit_insert_many() -> std::string {
    if (!statements_.insert_many) return {};
    const auto& statement = *statements_.insert_many;
    // A fixed text needs every column, so drafts that leave some out go one by one.
    if (statement.text.fragments.empty() && !statements_.insert_optional.empty()) return {};
    if (statement.parameters != statements_.insert->parameters) return {};
    auto text =
        with_bits_at(statement.text, bit_places(statement.parameters, statements_.insert_optional));
    return fill(
        R"(
/// All drafts that leave out the same, at once: a parameter is an array of its column.
struct insert_many {
  $types$
  $statement$
};
)",
        {{"types", emit_types("parameter_types", array_types(statement.parameters), 6)},
         {"statement",
          emit_statement({statement_name("insert_many"), "parameter_types", {}}, text, 6)}});
  }

  /// COPY for drafts: the columns that all of them give.
  auto emit_draft_copy() -> std::string {
    const auto& columns = statements_.insert->parameters;
    if (columns.empty() || statements_.copy_in.empty()) return {};
    using Role = sql::Fragment::Role;
    auto text = sql::StatementText{};
    auto table = fmt::format(
        "{}.{}", sql::quote_identifier(model_.sql_schema), sql::quote_identifier(model_.sql_name));
    text.fragments.push_back({.text = fmt::format("copy {} (", table)});
    text.fragments.push_back({.role = Role::list});
    auto bit = 0U;
    for (auto index : columns) {
      auto item =
          sql::Fragment{.text = sql::quote_identifier(column(index).sql_name), .role = Role::item};
      if (draft_presence(index) == Presence::defaulted) {
        item.mask = item.value = std::uint64_t{1} << bit++;
      }
      text.fragments.push_back(std::move(item));
    }
    text.fragments.push_back({.text = ") from stdin (format binary)", .role = Role::end});
    return fill(R"(
struct copy_in {
  using parameters = draft::parameters;
  $statement$
};
)",
                {{"statement",
                  emit_statement({statement_name("copy_in"), "parameter_types", {}}, text, 6)}});
  }

  /// An update of the fields that are given.
  auto emit_patch() -> std::string {
    if (!statements_.patch || statements_.patch_optional.empty()) return {};
    const auto& patch = *statements_.patch;
    const auto& optional = statements_.patch_optional;
    auto members = std::string{};
    for (auto index : patch.parameters) {
      auto may_be_absent = std::ranges::find(optional, index) != optional.end();
      auto presence = may_be_absent ? Presence::optional : Presence::required;
      members += parameter_member(index, presence, Use::parameter, 4);
    }
    auto text = with_bits_at(patch.text, bit_places(patch.parameters, optional));
    return fill(
        R"(
/// An update of the fields that are given, by key.
struct patch {
  $members$

  $result$
  $parameters$
  $statement$
};
)",
        {{"members", members},
         {"result", result_of(patch, optional_row(), 4)},
         {"parameters", members_alias("parameters", pointers("patch", patch.parameters), 4)},
         {"statement", emit_with_types("patch", patch, text, 4)}});
  }

  auto emit_operations() -> std::string {
    auto blocks = std::vector<std::string>{};
    auto names = UniqueNames{};
    for (const auto& find : statements_.find) {
      auto is_primary = model_.primary_key && find.key == model_.primary_key->columns;
      auto name = is_primary ? std::string("find") : find_name(find.key);
      blocks.push_back(emit_by_key(names.add(name), find.statement, optional_row()));
    }
    if (statements_.update) blocks.push_back(emit_by_row("update", *statements_.update));
    if (statements_.erase) {
      blocks.push_back(emit_by_key("erase", *statements_.erase, optional_row()));
      blocks.push_back(emit_erase_row(*statements_.erase));
    }
    blocks.push_back(emit_row_copy());
    return fill(R"(
struct operations {
  $operations$
};
)",
                {{"operations", join_blocks(blocks, "\n")}});
  }

  auto find_name(const Columns& key) const -> std::string {
    auto parts = std::vector<std::string>{};
    for (auto index : key) parts.push_back(identifier(column(index).name));
    return fmt::format("find_by_{}", fmt::join(parts, "_and_"));
  }

  /// A statement whose parameters are given one by one.
  auto emit_by_key(const std::string& name,
                   const sql::ModelStatement& statement,
                   const std::string& row) -> std::string {
    auto members = std::string{};
    for (auto index : statement.parameters) {
      members += parameter_member(index, Presence::required, Use::parameter, 6);
    }
    return fill(
        R"(
struct $name$ {
  $members$

  $result$
  $parameters$
  $statement$
};
)",
        {{"name", name},
         {"members", members},
         {"result", result_of(statement, row, 6)},
         {"parameters", members_alias("parameters", pointers(name, statement.parameters), 6)},
         {"statement", emit_with_types(name, statement, statement.text, 6)}});
  }

  /// A statement whose parameters are fields of a row.
  auto emit_by_row(const std::string& name, const sql::ModelStatement& statement) -> std::string {
    return fill(
        R"(
struct $name$ {
  $result$
  $parameters$
  $statement$
};
)",
        {{"name", name},
         {"result", result_of(statement, optional_row(), 6)},
         {"parameters", members_alias("parameters", pointers(name_, statement.parameters), 6)},
         {"statement", emit_with_types(name, statement, statement.text, 6)}});
  }

  auto emit_erase_row(const sql::ModelStatement& erase) -> std::string {
    return fill(
        R"(
/// The same for a whole row.
struct erase_row {
  $result$
  $parameters$
  static constexpr const orm::statement& statement = erase::statement;
};
)",
        {{"result", result_of(erase, optional_row(), 6)},
         {"parameters", members_alias("parameters", pointers(name_, erase.parameters), 6)}});
  }

  auto emit_row_copy() -> std::string {
    if (statements_.copy_in.empty()) return {};
    auto statement = sql::ModelStatement{};
    statement.text.text = statements_.copy_in;
    statement.parameters = statements_.copy_columns;
    return fill(
        R"(
struct copy_in {
  $parameters$
  $statement$
};
)",
        {{"parameters", members_alias("parameters", pointers(name_, statement.parameters), 6)},
         {"statement", emit_with_types("copy_in", statement, statement.text, 6)}});
  }

  HeaderWriter& writer_;
  const Context& context_;
  const schema::Model& model_;
  const std::string& name_;
  const std::vector<std::string>& columns_;
  sql::ModelStatements statements_;
  Place place_;
};

}  // namespace

auto HeaderWriter::emit_model(schema::ModelId id) -> Block {
  auto emitter = ModelEmitter(*this, id);
  auto block = Block{context_.namespace_of(context_.schema.at(id).module), emitter.emit(), {}};
  if (row_values_.contains(id)) block.specialization = emitter.emit_trait();
  return block;
}

}  // namespace ormc::emit::cpp
