#pragma once

#include <string>
#include <vector>

#include "introspect/facts.hpp"

namespace ormc::introspect {

/// A property that two databases have differently; an empty text where one does not have it.
struct PropertyDrift {
  std::string property;
  std::string models;
  std::string database;
};

/// An object that is not the same in both.
struct ObjectDrift {
  enum class State : std::uint8_t {
    missing,    // only the models have it
    unknown,    // only the database has it
    renamed,    // both have it, under different names
    different,  // in what `properties` say
  };
  ObjectName object;
  State state = State::different;
  std::string former;  // of a renamed one: its name in the database
  std::vector<PropertyDrift> properties;
};

/// What `database` has otherwise than `models`, by object. Parts of an object that is missing or
/// unknown as a whole are not listed; of schemas and kinds that the models say nothing of, nothing.
auto find_drift(const Facts& models, const Facts& database) -> std::vector<ObjectDrift>;

}  // namespace ormc::introspect
