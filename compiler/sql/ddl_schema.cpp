#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "sql/ddl.hpp"
#include "sql/ddl_order.hpp"
#include "sql/ddl_text.hpp"
#include "sql/print.hpp"
#include "sql/statements.hpp"

namespace ormc::sql {

namespace {

/// Writes the whole schema: paragraphs, one an object, with an empty line between them.
class SchemaWriter {
 public:
  explicit SchemaWriter(const DdlContext& context) : context_(context), schema_(context.schema) {}

  auto write() -> std::string {
    begin();
    for (const auto& object : creation_order(context_)) {
      // Indexes and constraints of tables stand before what is made of tables.
      if (std::holds_alternative<schema::ViewId>(object)) finish_tables();
      if (const auto* opaque = std::get_if<OpaqueId>(&object)) {
        if (!schema_.opaque_objects[static_cast<std::size_t>(*opaque)].depends_on.empty()) {
          finish_tables();
        }
      }
      std::visit([this](auto id) { create(id); }, object);
    }
    finish_tables();
    create_members();
    for (const auto& definition : schema_.definitions) {
      if (is_late(definition)) paragraph(create_definition(definition));
    }
    for (auto i = std::uint32_t{0}; i < schema_.opaque_objects.size(); ++i) {
      if (is_last(schema_, schema_.opaque_objects[i])) create(static_cast<OpaqueId>(i));
    }
    paragraph("commit;\n");
    return text_;
  }

 private:
  void paragraph(const std::string& text) {
    if (text.empty()) return;
    if (!text_.empty()) text_ += "\n";
    text_ += text;
  }

  void begin() {
    text_ =
        "-- The whole schema, from nothing: made by ormc from the models, not to be edited.\n"
        "-- psql -v ON_ERROR_STOP=1 -f schema.sql\n";
    // Bodies of functions may speak of tables that are made after them.
    auto has_functions = !schema_.functions.empty();
    paragraph(has_functions ? "begin;\nset local check_function_bodies = off;\n" : "begin;\n");
    auto schemas = std::string{};
    for (const auto& name : schema_names()) {
      schemas += fmt::format("create schema if not exists {};\n", quote_identifier(name));
    }
    for (const auto& module : schema_.modules) {
      if (module.sql_schema == "public") continue;
      schemas += comment_on("schema", quote_identifier(module.sql_schema), module.doc);
    }
    paragraph(schemas);
    auto extensions = std::string{};
    for (const auto& extension : schema_.extensions) extensions += create_extension(extension);
    paragraph(extensions);
  }

  auto schema_names() const -> std::vector<std::string> {
    auto names = std::vector<std::string>{};
    auto add = [&](const std::string& name) {
      auto known = std::find(names.begin(), names.end(), name) != names.end();
      if (name != "public" && name != "pg_catalog" && !known) names.push_back(name);
    };
    for (const auto& module : schema_.modules) add(module.sql_schema);
    for (const auto& extension : schema_.extensions) {
      if (extension.schema) add(*extension.schema);
    }
    for (const auto& model : schema_.models) add(model.sql_schema);
    for (const auto& view : schema_.views) add(view.sql_schema);
    for (const auto& function : schema_.functions) add(function.sql_schema);
    for (const auto& aggregate : schema_.aggregates) add(aggregate.sql_schema);
    for (const auto& op : schema_.operators) add(op.sql_schema);
    for (const auto& sequence : schema_.sequences) add(sequence.sql_schema);
    return names;
  }

  void create(schema::EnumId id) { paragraph(create_enum(context_, schema_.at(id))); }
  void create(schema::CompositeId id) { paragraph(create_composite(context_, schema_.at(id))); }
  void create(schema::DomainId id) { paragraph(create_domain(context_, schema_.at(id))); }
  void create(schema::FunctionId id) { paragraph(create_function(context_, schema_.at(id))); }
  void create(schema::AggregateId id) { paragraph(create_aggregate(context_, schema_.at(id))); }
  void create(schema::OperatorId id) { paragraph(create_operator(context_, schema_.at(id))); }
  void create(schema::ViewId id) {
    paragraph(
        create_view(context_, id, placeholders_.contains(id) ? ViewIs::replaced : ViewIs::made));
  }
  void create(PlaceholderId id) {
    const auto view = static_cast<schema::ViewId>(id);
    placeholders_.insert(view);
    paragraph(create_placeholder(context_, view));
  }

  void create(ShellTypeId id) {
    paragraph(create_shell_type(context_, schema_.at(static_cast<schema::BaseTypeId>(id))));
  }
  void create(ShellRangeId id) {
    paragraph(create_shell_range(context_, schema_.at(static_cast<schema::RangeTypeId>(id))));
  }
  void create(schema::BaseTypeId id) { paragraph(create_base_type(context_, schema_.at(id))); }
  void create(schema::RangeTypeId id) { paragraph(create_range(context_, schema_.at(id))); }
  void create(schema::DefinitionId id) { paragraph(create_definition(schema_.at(id))); }
  void create(schema::SequenceId id) {
    paragraph(create_sequence(schema_.at(id)));
    const auto& owner = schema_.at(id).owner;
    if (owner) pending_.push_back({own_sequence(context_, schema_.at(id)), owner->first});
  }

  /// What stands on tables and views, once all are there.
  void create_members() {
    for (const auto& model : schema_.models) paragraph(sql::create_members(context_, model));
    for (const auto& view : schema_.views) paragraph(sql::create_members(context_, view));
  }

  void create(schema::ModelId id) {
    const auto& model = schema_.at(id);
    created_.insert(id);
    auto inline_keys = std::vector<const schema::ForeignKey*>{};
    for (const auto& key : model.foreign_keys) {
      if (key.inherited) continue;
      if (created_.contains(key.target) && !key.not_valid) {
        inline_keys.push_back(&key);
      } else {
        pending_.push_back({add_foreign_key(context_, model, key), key.target});
      }
    }
    for (const auto& check : model.checks) {
      if (check.not_valid) pending_.push_back({add_check(context_, model, check), id});
    }
    paragraph(create_sequences(model) + create_table(context_, model, inline_keys) +
              own_sequences(model) + alter_columns(model) + attach_partition(context_, model) +
              comments_on_table(model));
    // An index of a partitioned table takes those of its partitions that are alike for its parts.
    auto indexes = std::string{};
    for (const auto& index : model.indexes) indexes += create_index(context_, model, index);
    if (model.partition_of) {
      pending_indexes_.insert(0, indexes);
    } else {
      pending_indexes_ += indexes;
    }
    pending_ends_ += finish_table(model);
  }

  void create(OpaqueId id) {
    auto text = schema_.at(id).text;
    auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    while (!text.empty() && is_space(text.back())) text.pop_back();
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), is_space));
    if (text.empty()) return;
    if (text.back() == ';') return paragraph(text + "\n");
    // A comment at the end would swallow a semicolon on its line.
    const auto last_line = text.substr(text.rfind('\n') + 1);
    paragraph(text + (last_line.find("--") == std::string::npos ? ";\n" : "\n;\n"));
  }

  void finish_tables() {
    auto waiting = std::vector<Pending>{};
    for (auto& each : pending_) {
      if (created_.contains(each.needs)) {
        paragraph(each.text);
      } else {
        waiting.push_back(std::move(each));
      }
    }
    pending_ = std::move(waiting);
    paragraph(pending_indexes_);
    pending_indexes_.clear();
    paragraph(pending_ends_);
    pending_ends_.clear();
  }

  /// What is added to tables once that of `needs` is there: foreign keys, owners of sequences, ...
  struct Pending {
    std::string text;
    schema::ModelId needs;
  };

  const DdlContext& context_;
  const schema::Schema& schema_;
  std::string text_;
  std::set<schema::ModelId> created_;
  std::set<schema::ViewId> placeholders_;
  std::vector<Pending> pending_;
  std::string pending_indexes_;
  std::string pending_ends_;
};

}  // namespace

auto schema_sql(const schema::Schema& schema, const query::Program& program) -> std::string {
  auto context = DdlContext{schema, program};
  return SchemaWriter{context}.write();
}

}  // namespace ormc::sql
