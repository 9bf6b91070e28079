#pragma once

#include <vector>

#include "schema/resolution.hpp"

/// The indexes and keys that a partition has because its parent has them. One of its own takes
/// such a place where it says so (`@partition_of`); the database makes all others by itself.
namespace ormc::schema {

/// All models, each partition after its parent.
auto parents_first(const Resolution& resolution) -> std::vector<ModelId>;

/// Gives a partition the keys of its parent, whose keys and indexes have their names. Its own come
/// in the places that they say; those that are no part of the parent's come last. Reports parts of
/// what is not there, or is otherwise.
void inherit_keys(Resolution& resolution, ModelId id);

/// The same of indexes, once keys are done.
void inherit_indexes(Resolution& resolution, ModelId id);

}  // namespace ormc::schema
