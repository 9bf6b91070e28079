#include "introspect/drift.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "introspect/canonical.hpp"

namespace ormc::introspect {
namespace {

using State = ObjectDrift::State;

/// Kinds that many keep outside of their models: held against the database only when the models
/// have one of them.
auto is_optional(const std::string& kind) -> bool {
  static const auto kinds = std::set<std::string>{"grant",
                                                  "revoke",
                                                  "default privileges",
                                                  "publication",
                                                  "subscription",
                                                  "event trigger",
                                                  "user mapping",
                                                  "security label"};
  return kinds.contains(kind);
}

auto schema_of(const ObjectName& object) -> std::string {
  if (object.kind == "schema") return object.name;
  const auto dot = object.name.find('.');
  return dot == std::string::npos ? std::string{} : object.name.substr(0, dot);
}

/// The definition of a constraint or an index without its own name, by which one that was only
/// renamed is known.
auto nameless(const ObjectName& object, const Properties& properties) -> std::string {
  const auto place = properties.find("definition");
  if (place == properties.end() || object.part.empty()) return {};
  auto text = place->second;
  const auto at = text.find(object.part);
  if (object.part_kind == "index" && at != std::string::npos) text.erase(at, object.part.size());
  return text;
}

/// What makes a property a statement; nothing of those that are no SQL.
auto prefix_of(const ObjectName& object, const std::string& property)
    -> std::optional<std::string> {
  if (property == "default" || property == "generated" || property == "using" ||
      property == "with check") {
    return "select ";
  }
  if (property != "definition") return std::nullopt;
  const auto& part = object.part_kind;
  if (object.kind == "domain") return "alter domain d add ";
  const auto is_statement = part.empty() || part == "index" || part == "trigger" ||
                            part == "rule" || part == "statistics";
  return is_statement ? std::string{} : "alter table t add ";
}

auto is_same(const ObjectName& object,
             const std::string& property,
             const std::string& models,
             const std::string& database) -> bool {
  if (models == database) return true;
  const auto prefix = prefix_of(object, property);
  return prefix && are_equal_sql(models, database, *prefix);
}

class DriftFinder {
 public:
  DriftFinder(const Facts& models, const Facts& database) : models_(models), database_(database) {
    for (const auto& [object, properties] : models) {
      schemas_.insert(schema_of(object));
      kinds_.insert(object.kind);
    }
  }

  auto find() -> std::vector<ObjectDrift> {
    for (const auto& [object, properties] : models_) {
      const auto other = database_.find(object);
      if (other == database_.end()) {
        missing_.push_back(object);
      } else {
        compare(object, properties, other->second);
      }
    }
    for (const auto& [object, properties] : database_) {
      if (!models_.contains(object) && is_meant(object)) unknown_.push_back(object);
    }
    pair_renamed();
    for (const auto& object : missing_) add_whole(object, State::missing, missing_);
    for (const auto& object : unknown_) add_whole(object, State::unknown, unknown_);
    std::ranges::stable_sort(found_, {}, &ObjectDrift::object);
    return std::move(found_);
  }

 private:
  /// Whether the models speak of what an object is in.
  auto is_meant(const ObjectName& object) const -> bool {
    if (is_optional(object.kind)) return kinds_.contains(object.kind);
    if (object.kind == "extension") return false;  // it harms nobody
    const auto sql_schema = schema_of(object);
    return sql_schema.empty() || schemas_.contains(sql_schema);
  }

  void compare(const ObjectName& object, const Properties& models, const Properties& database) {
    auto drift = ObjectDrift{object, State::different, {}, {}};
    for (const auto& [property, value] : models) {
      const auto other = database.find(property);
      if (other != database.end() && is_same(object, property, value, other->second)) continue;
      drift.properties.push_back(
          {property, value, other == database.end() ? std::string{} : other->second});
    }
    for (const auto& [property, value] : database) {
      if (!models.contains(property)) drift.properties.push_back({property, {}, value});
    }
    if (!drift.properties.empty()) found_.push_back(std::move(drift));
  }

  /// A part that only one side has, and one that only the other has, and both say the same.
  void pair_renamed() {
    auto kept = std::vector<ObjectName>{};
    for (const auto& object : missing_) {
      const auto text = nameless(object, models_.at(object));
      const auto place = std::ranges::find_if(unknown_, [&](const ObjectName& other) {
        return !text.empty() && other.kind == object.kind && other.name == object.name &&
               other.part_kind == object.part_kind && nameless(other, database_.at(other)) == text;
      });
      if (place == unknown_.end()) {
        kept.push_back(object);
        continue;
      }
      found_.push_back({object, State::renamed, place->part, {}});
      unknown_.erase(place);
    }
    missing_ = std::move(kept);
  }

  void add_whole(const ObjectName& object, State state, const std::vector<ObjectName>& among) {
    if (!object.part.empty()) {
      const auto whole = ObjectName{object.kind, object.name, {}, {}};
      if (std::ranges::find(among, whole) != among.end()) return;
    }
    found_.push_back({object, state, {}, {}});
  }

  const Facts& models_;
  const Facts& database_;
  std::set<std::string> schemas_;
  std::set<std::string> kinds_;
  std::vector<ObjectName> missing_;
  std::vector<ObjectName> unknown_;
  std::vector<ObjectDrift> found_;
};

}  // namespace

auto find_drift(const Facts& models, const Facts& database) -> std::vector<ObjectDrift> {
  return DriftFinder{models, database}.find();
}

}  // namespace ormc::introspect
