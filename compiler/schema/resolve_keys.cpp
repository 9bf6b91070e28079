#include <algorithm>

#include "diagnostics/column_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/operator_class.hpp"
#include "schema/passes.hpp"
#include "schema/storage_options.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AttributeNeeds;
using diagnostics::DuplicatePrimaryKey;
using diagnostics::NullableKey;
using diagnostics::Unsupported;
using Kind = FieldDraft::Kind;

/// The primary key and the unique keys of one model, from its fields' attributes and its members.
class KeyResolver {
 public:
  KeyResolver(Resolution& resolution, ModelId model) : resolution_(resolution), id_(model) {}

  void resolve() {
    resolve_ids();
    for (const auto& field : resolution_.draft(id_).fields) resolve_unique(field);
    for (const auto* key : resolution_.draft(id_).keys) resolve_member(*key);
    // A partition has its parent's keys, unless it says them itself.
    for (const auto* key : resolution_.draft(id_).inherited_keys) inherit(*key);
  }

 private:
  static void set_deferral(Key& key, const Attributes& attributes) {
    key.initially_deferred = has_attribute(attributes, "initially_deferred");
    key.deferrable = key.initially_deferred || has_attribute(attributes, "deferrable");
  }

  void resolve_ids() {
    auto key = Key{};
    for (const auto& field : resolution_.draft(id_).fields) {
      if (field.kind != Kind::scalar && field.kind != Kind::to_one) continue;
      const auto& node = *field.syntax;
      const auto* attribute = find_attribute(node.attributes, "id");
      if (!attribute) continue;
      if (key.columns.empty()) key.span = attribute->name.span;
      key.inherited = field.inherited && !field.local;
      if (const auto name = text_argument(*attribute)) key.sql_name = *name;
      key.columns.insert(key.columns.end(), field.indices.begin(), field.indices.end());
      if (field.kind == Kind::scalar) set_deferral(key, node.attributes);
      if (node.nullable) {
        resolution_.diagnostics.report(attribute->name.span, NullableKey{node.name.text})
            .label(node.type.span, NullableKey::declared);
      }
    }
    if (key.inherited) key.sql_name.clear();
    key.primary = true;
    if (!key.columns.empty()) set_primary(std::move(key));
  }

  void resolve_unique(const FieldDraft& field) {
    if (field.kind != Kind::scalar && field.kind != Kind::to_one) return;
    const auto& attributes = field.syntax->attributes;
    if (const auto* attribute = find_attribute(attributes, "unique")) {
      auto key = Key{};
      key.sql_name = text_argument(*attribute).value_or("");
      key.columns = field.indices;
      key.span = attribute->name.span;
      key.inherited = field.inherited && !field.local;
      if (key.inherited) key.sql_name.clear();
      if (field.kind == Kind::scalar) set_deferral(key, attributes);
      add_unique(std::move(key));
    } else if (field.kind == Kind::scalar && !has_attribute(attributes, "id")) {
      for (const auto* name : {"deferrable", "initially_deferred"}) {
        if (const auto* stray = find_attribute(attributes, name)) {
          resolution_.diagnostics.report(stray->name.span,
                                         AttributeNeeds{name, "`@unique` or `@id` beside it"});
        }
      }
    }
  }

  void inherit(const syntax::Key& node) {
    const auto& model = resolution_.at(id_);
    if (node.primary && model.primary_key) return;
    auto key = make(node);
    if (!key) return;
    key->sql_name.clear();
    key->parent.clear();
    key->inherited = true;
    key->doc.clear();
    node.primary ? set_primary(std::move(*key)) : add_unique(std::move(*key));
  }

  auto make(const syntax::Key& node) -> std::optional<Key> {
    auto columns = resolution_.columns_named(id_, node.columns);
    auto include = std::optional<std::vector<ColumnIndex>>{std::vector<ColumnIndex>{}};
    if (!node.include.empty()) include = resolution_.columns_named(id_, node.include);
    if (!columns || !include) return std::nullopt;
    auto key = Key{.sql_name = node.name ? node.name->text : std::string{},
                   .columns = std::move(*columns),
                   .include = std::move(*include),
                   .nulls_not_distinct = node.nulls_not_distinct,
                   .tablespace = attribute_text(node.attributes, "tablespace"),
                   .clustered = has_attribute(node.attributes, "clustered"),
                   .primary = node.primary,
                   .parent = attribute_text(node.attributes, "partition_of").value_or(""),
                   .doc = node.doc,
                   .span = node.span};
    if (const auto* with = find_attribute(node.attributes, "with")) {
      key.options = option_arguments(*with).value_or(Options{});
      check_storage(key.options, StorageOf::btree, with->span, resolution_.diagnostics);
    }
    set_deferral(key, node.attributes);
    return key;
  }

  void resolve_member(const syntax::Key& node) {
    check_attributes(node.attributes, Place::key, resolution_.diagnostics);
    auto made = make(node);
    if (!made) return;
    auto& key = *made;
    if (node.primary) report_nullable_columns(node, key);
    if (node.only) {
      add_only(std::move(key));
    } else if (node.primary) {
      set_primary(std::move(key));
    } else {
      add_unique(std::move(key));
    }
  }

  void report_nullable_columns(const syntax::Key& node, const Key& key) {
    const auto& columns = resolution_.at(id_).columns;
    for (const auto column : key.columns) {
      if (!columns[column].nullable) continue;
      resolution_.diagnostics.report(node.span, NullableKey{columns[column].name})
          .label(columns[column].span, NullableKey::declared);
    }
  }

  void set_primary(Key key) {
    auto& model = resolution_.at(id_);
    if (!check_column_count(
            resolution_, model, key.columns.size() + key.include.size(), key.span)) {
      return;
    }
    check_key_columns(resolution_, model, key.columns, key.span);
    const auto only = std::ranges::find(model.only_keys, true, &Key::primary);
    if (only != model.only_keys.end() && !key.inherited) return report_second(key, *only);
    if (!model.primary_key || model.primary_key->inherited) {
      // What is nullable here has been reported; nothing further should come of it.
      for (const auto column : key.columns) model.columns[column].nullable = false;
      model.primary_key = std::move(key);
      return;
    }
    report_second(key, *model.primary_key);
  }

  void report_second(const Key& key, const Key& first) {
    resolution_.diagnostics.report(key.span, DuplicatePrimaryKey{resolution_.at(id_).name})
        .label(first.span, DuplicatePrimaryKey::first);
  }

  /// A key of this table, not of its partitions.
  void add_only(Key key) {
    auto& model = resolution_.at(id_);
    if (resolution_.draft(id_).syntax->partition_by == std::nullopt) {
      resolution_.diagnostics.report(key.span,
                                     Unsupported{"`only`",
                                                 "is of partitioned tables, whose partitions may "
                                                 "lack what they have",
                                                 "leave it out"});
      return;
    }
    if (!check_column_count(
            resolution_, model, key.columns.size() + key.include.size(), key.span)) {
      return;
    }
    check_key_columns(resolution_, model, key.columns, key.span);
    if (key.primary) {
      for (const auto column : key.columns) model.columns[column].nullable = false;
      const auto first = std::ranges::find(model.only_keys, true, &Key::primary);
      if (first != model.only_keys.end()) return report_second(key, *first);
      if (model.primary_key && !model.primary_key->inherited) {
        return report_second(key, *model.primary_key);
      }
    }
    model.only_keys.push_back(std::move(key));
  }

  void add_unique(Key key) {
    auto& model = resolution_.at(id_);
    if (!check_column_count(
            resolution_, model, key.columns.size() + key.include.size(), key.span)) {
      return;
    }
    check_key_columns(resolution_, model, key.columns, key.span);
    model.unique_keys.push_back(std::move(key));
  }

  Resolution& resolution_;
  ModelId id_;
};

}  // namespace

void resolve_keys(Resolution& resolution) {
  for (const auto model : resolution.model_ids()) KeyResolver{resolution, model}.resolve();
}

}  // namespace ormc::schema
