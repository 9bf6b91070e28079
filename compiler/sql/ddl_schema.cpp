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
  /// A statement that comes as soon as tables are there, but behind them.
  struct Pending {
    std::string text;
    std::vector<schema::ModelId> needs;
  };

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
    for (const auto& model : schema_.models) {
      add(model.sql_schema);
      for (const auto& statistics : model.statistics) add(statistics.sql_schema);
    }
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
    auto owned = own_sequence(context_, schema_.at(id));
    if (!owned.empty()) {
      pending_constraints_.push_back({std::move(owned), {schema_.at(id).owner->first}});
    }
  }

  /// What stands on tables and views, once all are there.
  void create_members() {
    for (const auto& model : schema_.models) paragraph(sql::create_members(context_, model));
    for (const auto& view : schema_.views) paragraph(sql::create_members(context_, view));
    auto models = std::vector<const schema::Model*>{};
    for (const auto& model : schema_.models) models.push_back(&model);
    std::ranges::stable_sort(models, {}, [&](const auto* model) { return depth_of(*model); });
    for (const auto* model : models) paragraph(alter_inherited_triggers(*model));
  }

  /// How many tables a table is a partition of.
  auto depth_of(const schema::Model& model) const -> int {
    auto depth = 0;
    for (const auto* at = &model; at->partition_of; ++depth) {
      at = &schema_.at(at->partition_of->parent);
    }
    return depth;
  }

  /// `whole` is the model, perhaps without what is added later.
  void create_table_of(schema::ModelId id, const schema::Model& whole) {
    const auto& model = schema_.at(id);
    created_.insert(id);
    auto inline_keys = std::vector<const schema::ForeignKey*>{};
    for (const auto& key : model.foreign_keys) {
      if (key.inherited) continue;
      if (!refers_to_key(key)) {
        pending_references_.push_back({add_foreign_key(context_, model, key), {id, key.target}});
      } else if (created_.contains(key.target) && !key.not_valid) {
        inline_keys.push_back(&key);
      } else {
        pending_constraints_.push_back({add_foreign_key(context_, model, key), {id, key.target}});
      }
    }
    for (const auto& check : model.checks) {
      if (check.not_valid && !check.inherited) {
        pending_constraints_.push_back({add_check(context_, model, check), {id}});
      }
    }
    const auto attached = attach_table(context_, model);
    const auto altered = alter_columns(context_, model);
    paragraph(
        create_sequences(model) +
        create_table(context_, whole, inline_keys, late_keys(context_, id)) + own_sequences(model) +
        (model.partition_of ? altered + attached : attached + altered) + comments_on_table(model));
    pending_tables_.push_back(id);
  }

  /// A table without its checks and defaults, which need what needs the table.
  void create(BareTableId id) {
    const auto model = static_cast<schema::ModelId>(id);
    bare_tables_.insert(model);
    create_table_of(model, without_late_exprs(schema_.at(model)));
  }

  void create(schema::ModelId id) {
    const auto& model = schema_.at(id);
    if (bare_tables_.contains(id)) return paragraph(add_late_exprs(context_, model));
    create_table_of(id, model);
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
    write(pending_constraints_);
    auto waiting = std::vector<schema::ModelId>{};
    auto indexes = std::string{};
    auto ends = std::string{};
    for (const auto id : pending_tables_) {
      if (!has_all_partitions(id)) {
        waiting.push_back(id);
        continue;
      }
      indexes += create_indexes(context_, id);
      ends += finish_table(schema_.at(id));
    }
    pending_tables_ = std::move(waiting);
    paragraph(indexes);
    write(pending_references_);
    paragraph(ends);
  }

  /// What needs tables that are all there; the others wait on.
  void write(std::vector<Pending>& pending) {
    auto waiting = std::vector<Pending>{};
    for (auto& each : pending) {
      const auto is_there = std::ranges::all_of(
          each.needs, [&](schema::ModelId id) { return created_.contains(id); });
      if (is_there) {
        paragraph(each.text);
      } else {
        waiting.push_back(std::move(each));
      }
    }
    pending = std::move(waiting);
  }

  /// A foreign key may also refer to what only an index makes unique, which is made later, as some
  /// keys of partitioned tables are.
  auto refers_to_key(const schema::ForeignKey& key) const -> bool {
    return std::ranges::any_of(keys_of(schema_.at(key.target)), [&](const schema::Key* other) {
      return std::ranges::is_permutation(other->columns, key.target_columns) &&
             !comes_late(key.target, *other);
    });
  }

  /// Whether a key is made after its table; one that a partition has of its parent, with that.
  auto comes_late(schema::ModelId id, const schema::Key& key) const -> bool {
    const auto late = late_keys(context_, id);
    if (std::ranges::find(late, &key) != late.end()) return true;
    const auto& model = schema_.at(id);
    if (!key.inherited || !model.partition_of) return false;
    const auto parent = model.partition_of->parent;
    return std::ranges::any_of(keys_of(schema_.at(parent)), [&](const schema::Key* above) {
      return above->sql_name == key.parent && comes_late(parent, *above);
    });
  }

  /// Whether every partition of a table is made, and whole itself.
  auto has_all_partitions(schema::ModelId id) const -> bool {
    if (!schema_.at(id).partition_by) return true;
    for (auto i = std::size_t{0}; i < schema_.models.size(); ++i) {
      const auto part = static_cast<schema::ModelId>(i);
      const auto& partition_of = schema_.at(part).partition_of;
      if (!partition_of || partition_of->parent != id) continue;
      if (!created_.contains(part) || !has_all_partitions(part)) return false;
    }
    return true;
  }

  const DdlContext& context_;
  const schema::Schema& schema_;
  std::string text_;
  std::set<schema::ModelId> created_;
  std::set<schema::ViewId> placeholders_;
  std::set<schema::ModelId> bare_tables_;
  std::vector<Pending> pending_constraints_;
  std::vector<Pending> pending_references_;      // after the indexes that they refer to
  std::vector<schema::ModelId> pending_tables_;  // whose indexes are to come
};

}  // namespace

auto schema_sql(const schema::Schema& schema, const query::Program& program) -> std::string {
  auto context = DdlContext{schema, program};
  return SchemaWriter{context}.write();
}

}  // namespace ormc::sql
