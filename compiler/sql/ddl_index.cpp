#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "sql/ddl.hpp"
#include "sql/ddl_text.hpp"
#include "sql/print.hpp"

/// The indexes of partitioned tables. The database makes the parts of an index by itself, and takes
/// for one what is there and alike. Where that would not be what the models say, each part is made
/// and attached by its name.
namespace ormc::sql {

namespace {

class PartitionedIndexes {
 public:
  explicit PartitionedIndexes(const DdlContext& context) : context_(context) {
    const auto& models = context.schema.models;
    for (auto i = std::size_t{0}; i < models.size(); ++i) {
      if (models[i].partition_of) partitions_.push_back(static_cast<schema::ModelId>(i));
    }
  }

  auto create(schema::ModelId id, const schema::Index& index) const -> std::string {
    const auto& model = context_.schema.at(id);
    if (!index.only && !needs_names(id, index)) return create_index(context_, model, index);
    auto text = create_index(context_, model, index, IndexIs::only);
    for (const auto partition : partitions_of(id)) text += attach_part(model, index, partition);
    return text;
  }

 private:
  auto partitions_of(schema::ModelId parent) const -> std::vector<schema::ModelId> {
    auto result = std::vector<schema::ModelId>{};
    for (const auto id : partitions_) {
      if (context_.schema.at(id).partition_of->parent == parent) result.push_back(id);
    }
    return result;
  }

  static auto index_part(const schema::Model& partition, const schema::Index& index)
      -> const schema::Index* {
    const auto place = std::ranges::find(partition.indexes, index.sql_name, &schema::Index::parent);
    return place == partition.indexes.end() ? nullptr : &*place;
  }

  static auto keys_of(const schema::Model& model) -> std::vector<const schema::Key*> {
    auto keys = std::vector<const schema::Key*>{};
    if (model.primary_key) keys.push_back(&*model.primary_key);
    for (const auto& key : model.unique_keys) keys.push_back(&key);
    return keys;
  }

  /// A key of the partition that is a part of an index, not of a key.
  static auto key_part(const schema::Model& partition, const schema::Index& index)
      -> const schema::Key* {
    for (const auto* key : keys_of(partition)) {
      if (key->parent == index.sql_name) return key;
    }
    return nullptr;
  }

  /// Whether a part below has a name of its own, or the database could take another for it.
  auto needs_names(schema::ModelId id, const schema::Index& index) const -> bool {
    return std::ranges::any_of(partitions_of(id), [&](schema::ModelId partition) {
      const auto& model = context_.schema.at(partition);
      if (key_part(model, index) != nullptr || could_be_taken(id, index, model)) return true;
      const auto* part = index_part(model, index);
      return part != nullptr && (!part->inherited || needs_names(partition, *part));
    });
  }

  /// Keys stand before indexes are made. One that is no part of a key looks like a part of a unique
  /// index.
  auto could_be_taken(schema::ModelId parent,
                      const schema::Index& index,
                      const schema::Model& partition) const -> bool {
    if (!index.unique) return false;
    const auto above = keys_of(context_.schema.at(parent));
    return std::ranges::any_of(keys_of(partition), [&](const schema::Key* key) {
      return !key->inherited && std::ranges::none_of(above, [&](const schema::Key* other) {
        return other->sql_name == key->parent;
      });
    });
  }

  auto attach_part(const schema::Model& model,
                   const schema::Index& index,
                   schema::ModelId partition) const -> std::string {
    const auto& below = context_.schema.at(partition);
    const auto attach = [&](const std::string& part) {
      return fmt::format("alter index {} attach partition {};\n",
                         quote_name({model.sql_schema, index.sql_name}),
                         quote_name({below.sql_schema, part}));
    };
    if (const auto* key = key_part(below, index)) return attach(key->sql_name);
    const auto* part = index_part(below, index);
    return part == nullptr ? std::string{} : create(partition, *part) + attach(part->sql_name);
  }

  const DdlContext& context_;
  std::vector<schema::ModelId> partitions_;
};

}  // namespace

auto create_indexes(const DdlContext& context, schema::ModelId id) -> std::string {
  const auto partitioned = PartitionedIndexes{context};
  auto text = std::string{};
  for (const auto& index : context.schema.at(id).indexes) {
    if (index.parent.empty()) text += partitioned.create(id, index);
  }
  return text;
}

}  // namespace ormc::sql
