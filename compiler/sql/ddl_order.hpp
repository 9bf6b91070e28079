#pragma once

#include <variant>
#include <vector>

#include "sql/ddl.hpp"

namespace ormc::sql {

/// Whatever is created in an order that others depend on. Indexes and deferred constraints follow.
using schema::OpaqueId;
/// A view of this number without its query: of empty columns of its types, for what it needs
/// itself.
enum class PlaceholderId : std::uint32_t {};
/// A table of this number without its checks and defaults, for what these need.
enum class BareTableId : std::uint32_t {};
/// The name alone of the base type of this number, and of the range type: functions that a type is
/// made of speak of it before it is there.
enum class ShellTypeId : std::uint32_t {};
enum class ShellRangeId : std::uint32_t {};
using SchemaObject = std::variant<schema::EnumId,
                                  ShellTypeId,
                                  ShellRangeId,
                                  PlaceholderId,
                                  BareTableId,
                                  schema::BaseTypeId,
                                  schema::RangeTypeId,
                                  schema::SequenceId,
                                  schema::DefinitionId,
                                  schema::CompositeId,
                                  schema::DomainId,
                                  schema::FunctionId,
                                  schema::AggregateId,
                                  schema::OperatorId,
                                  schema::ModelId,
                                  schema::ViewId,
                                  OpaqueId>;

/// Whether a definition comes after everything else: it is about objects, and none is made of it.
auto is_late(const schema::Definition& definition) -> bool;

/// Whether an opaque object comes even after that: it is only a comment, or depends on such a
/// definition, or on what stands on a table (`Post.touch`).
auto is_last(const schema::Schema& schema, const schema::OpaqueObject& object) -> bool;

/// All objects of a schema, each after those that it needs, otherwise in order of kind and
/// declaration. Foreign keys order tables where they can; a cycle of them does not.
auto creation_order(const DdlContext& context) -> std::vector<SchemaObject>;

}  // namespace ormc::sql
