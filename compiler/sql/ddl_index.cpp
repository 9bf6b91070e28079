#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "sql/ddl.hpp"
#include "sql/ddl_text.hpp"
#include "sql/print.hpp"

/// The indexes and keys of partitioned tables. The database makes the parts of one by itself, and
/// takes for a part what is there and alike. Where that would not be what the models say, each part
/// is made and attached by its name, once all partitions are there.
namespace ormc::sql {

namespace {

using schema::Index;
using schema::Key;
using schema::Model;

class PartitionedIndexes {
 public:
  explicit PartitionedIndexes(const DdlContext& context) : context_(context) {
    const auto& models = context.schema.models;
    for (auto i = std::size_t{0}; i < models.size(); ++i) {
      if (models[i].partition_of) {
        partitions_[models[i].partition_of->parent].push_back(static_cast<schema::ModelId>(i));
      }
    }
  }

  auto create(schema::ModelId id, const Index& index) const -> std::string {
    const auto& model = context_.schema.at(id);
    if (!index.only && !needs_names(id, index)) return create_index(context_, model, index);
    auto text = create_index(context_, model, index, IndexIs::only);
    for (const auto partition : partitions_of(id)) text += attach_part(model, index, partition);
    return text;
  }

  /// A key that does not stand in its table.
  auto create(schema::ModelId id, const Key& key) const -> std::string {
    const auto& model = context_.schema.at(id);
    if (!is_late(id, key)) return add_key(model, key);
    auto text = add_key(model, key, IndexIs::only);
    for (const auto partition : partitions_of(id)) text += attach_part(model, key, partition);
    return text;
  }

  auto is_late(schema::ModelId id, const Key& key) const -> bool {
    return is_only(context_.schema.at(id), key) || needs_names(id, key);
  }

 private:
  auto partitions_of(schema::ModelId parent) const -> const std::vector<schema::ModelId>& {
    static const auto none = std::vector<schema::ModelId>{};
    const auto place = partitions_.find(parent);
    return place == partitions_.end() ? none : place->second;
  }

  static auto is_only(const Model& model, const Key& key) -> bool {
    return std::ranges::any_of(model.only_keys, [&](const Key& each) { return &each == &key; });
  }

  static auto index_part(const Model& partition, const std::string& of) -> const Index* {
    const auto place = std::ranges::find(partition.indexes, of, &Index::parent);
    return place == partition.indexes.end() ? nullptr : &*place;
  }

  /// A key of the partition that is a part of an index or a key.
  static auto key_part(const Model& partition, const std::string& of) -> const Key* {
    for (const auto* key : keys_of(partition)) {
      if (key->parent == of) return key;
    }
    return nullptr;
  }

  /// Whether a part below has a name of its own, or the database could take another for it.
  auto needs_names(schema::ModelId id, const Index& index) const -> bool {
    return std::ranges::any_of(partitions_of(id), [&](schema::ModelId partition) {
      const auto& model = context_.schema.at(partition);
      if (key_part(model, index.sql_name) || could_be_taken(id, index, model)) return true;
      const auto* part = index_part(model, index.sql_name);
      return part != nullptr && (!part->inherited || needs_names(partition, *part));
    });
  }

  /// The same of a key; one of its own name is found when its table is attached, if it is the only
  /// one like it.
  auto needs_names(schema::ModelId id, const Key& key) const -> bool {
    return std::ranges::any_of(partitions_of(id), [&](schema::ModelId partition) {
      const auto& model = context_.schema.at(partition);
      const auto* part = key_part(model, key.sql_name);
      if (part == nullptr) return false;
      return part->primary != key.primary || is_late(partition, *part) || has_twin(model, *part);
    });
  }

  /// Whether a table has two keys of the same columns, one of which is its own.
  static auto has_twin(const Model& model, const Key& key) -> bool {
    return std::ranges::any_of(keys_of(model), [&](const Key* other) {
      return other != &key && other->columns == key.columns && !(other->inherited && key.inherited);
    });
  }

  /// Keys stand before indexes are made. One that is no part of a key looks like a part of a unique
  /// index.
  auto could_be_taken(schema::ModelId parent, const Index& index, const Model& partition) const
      -> bool {
    if (!index.unique) return false;
    const auto above = keys_of(context_.schema.at(parent));
    return std::ranges::any_of(keys_of(partition), [&](const Key* key) {
      return !key->inherited && std::ranges::none_of(above, [&](const Key* other) {
        return other->sql_name == key->parent;
      });
    });
  }

  static auto attach(const Model& model, const auto& whole, const Model& below, const auto& part)
      -> std::string {
    return fmt::format("alter index {} attach partition {};\n",
                       quote_name({model.sql_schema, whole.sql_name}),
                       quote_name({below.sql_schema, part.sql_name}));
  }

  /// A key that was written stands in its table, unless it is late itself.
  auto attach_part(const Model& model, const auto& whole, schema::ModelId partition) const
      -> std::string {
    const auto& below = context_.schema.at(partition);
    if (const auto* key = key_part(below, whole.sql_name)) {
      const auto is_there = !key->inherited && !is_late(partition, *key);
      return (is_there ? std::string{} : create(partition, *key)) +
             attach(model, whole, below, *key);
    }
    const auto* part = index_part(below, whole.sql_name);
    return part == nullptr ? std::string{}
                           : create(partition, *part) + attach(model, whole, below, *part);
  }

  const DdlContext& context_;
  std::map<schema::ModelId, std::vector<schema::ModelId>> partitions_;
};

}  // namespace

auto late_keys(const DdlContext& context, schema::ModelId id) -> std::vector<const Key*> {
  const auto& model = context.schema.at(id);
  if (!model.partition_by) return {};
  const auto partitioned = PartitionedIndexes{context};
  auto keys = keys_of(model);
  std::erase_if(keys, [&](const Key* key) { return !partitioned.is_late(id, *key); });
  return keys;
}

auto create_indexes(const DdlContext& context, schema::ModelId id) -> std::string {
  const auto partitioned = PartitionedIndexes{context};
  const auto& model = context.schema.at(id);
  const auto is_part = [](const std::string& parent) { return !parent.empty(); };
  auto text = std::string{};
  for (const auto* key : late_keys(context, id)) {
    if (!is_part(key->parent)) text += partitioned.create(id, *key);
  }
  for (const auto& index : model.indexes) {
    if (!is_part(index.parent)) text += partitioned.create(id, index);
  }
  return text;
}

}  // namespace ormc::sql
