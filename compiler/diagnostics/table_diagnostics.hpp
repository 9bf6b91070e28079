#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"

/// What can be wrong with kinds of tables, with what stands on them (triggers, policies, rules,
/// statistics), with sequences, and with definitions in PostgreSQL's own words.
namespace ormc::diagnostics {

/// A trigger and its kin outside of a model do not say what they are on, or do so inside of one.
struct TargetOfMember {
  static constexpr Info info{"ORM0600", Severity::error};
  std::string what;   // "trigger `touch`"
  std::string words;  // "on Post"
  bool inside = false;
  auto message() const -> std::string {
    return inside ? fmt::format("{} stands in a model, and says what it is on", what)
                  : fmt::format("{} does not say what it is on", what);
  }
  auto help() const -> std::optional<std::string> {
    return inside ? fmt::format("leave `{}` out", words)
                  : fmt::format("write `{}`, or put it into the model's body", words);
  }
};

/// The function of a trigger is not there.
struct UnknownTriggerFunction {
  static constexpr Info info{"ORM0601", Severity::error};
  std::string name;
  std::optional<std::string> near;
  auto message() const -> std::string {
    return fmt::format("there is no function `{}` for a trigger", name);
  }
  auto help() const -> std::optional<std::string> {
    if (near) return fmt::format("did you mean `{}`?", *near);
    return fmt::format(R"(declare it: `function {}() -> trigger language plpgsql """ ... """`)",
                       name);
  }
};

/// What PostgreSQL does not do, of a trigger, a policy, a rule, statistics or a kind of table.
struct Unsupported {
  static constexpr Info info{"ORM0602", Severity::error};
  std::string what;    // "a trigger `instead of`"
  std::string reason;  // "is for views"
  std::string remedy;  // empty: none
  auto message() const -> std::string { return fmt::format("{} {}", what, reason); }
  auto help() const -> std::optional<std::string> {
    return remedy.empty() ? std::nullopt : std::optional{remedy};
  }
};

/// Tables that inherit from each other in a circle, or partitions that are parts of themselves.
struct InheritanceCycle {
  static constexpr Info info{"ORM0603", Severity::error};
  std::string name;
  auto message() const -> std::string { return fmt::format("`{}` inherits from itself", name); }
};

/// A column is declared again with another type than it is inherited with.
struct InheritedType {
  static constexpr Info info{"ORM0604", Severity::error};
  static constexpr auto first = "inherited from here";
  std::string name;
  std::string inherited;
  std::string declared;
  auto message() const -> std::string {
    return fmt::format(
        "`{}` is inherited as {}, and declared here as {}", name, inherited, declared);
  }
};

/// A partition whose parent is not partitioned, or otherwise.
struct PartitionBound {
  static constexpr Info info{"ORM0605", Severity::error};
  static constexpr auto parent_here = "the parent";
  std::string parent;
  std::string problem;  // "is not partitioned"
  std::string remedy;
  auto message() const -> std::string { return fmt::format("`{}` {}", parent, problem); }
  auto help() const -> std::optional<std::string> {
    return remedy.empty() ? std::nullopt : std::optional{remedy};
  }
};

/// A key of a partitioned table lacks columns that it is partitioned by.
struct PartitionedKey {
  static constexpr Info info{"ORM0606", Severity::error};
  std::string model;
  std::string column;
  auto message() const -> std::string {
    return fmt::format("a key of `{}` must hold `{}`, by which it is partitioned", model, column);
  }
  auto help() const -> std::optional<std::string> {
    return "the database can only keep a key within each partition: add the column to the key";
  }
};

/// Two triggers (policies, rules) of one name on one table.
struct DuplicateTableMember {
  static constexpr Info info{"ORM0607", Severity::error};
  static constexpr auto first = "first declared here";
  std::string what;  // "trigger"
  std::string name;
  std::string model;
  auto message() const -> std::string {
    return fmt::format("`{}` has two {} called `{}`", model, what, name);
  }
};

/// A word that is not among those that can stand there.
struct UnknownWord {
  static constexpr Info info{"ORM0608", Severity::error};
  std::string what;  // "option of a sequence"
  std::string word;
  std::vector<std::string> allowed;
  auto message() const -> std::string { return fmt::format("`{}` is no {}", word, what); }
  auto help() const -> std::optional<std::string> {
    return fmt::format("there is {}", list_of(allowed));
  }
};

/// PostgreSQL's own parser refuses a definition.
struct InvalidDefinition {
  static constexpr Info info{"ORM0609", Severity::error};
  std::string kind;
  std::string problem;
  auto message() const -> std::string {
    return fmt::format("this is no {} to PostgreSQL: {}", kind, problem);
  }
};

/// The owner of a sequence, or the function's row, is no column.
struct UnknownOwner {
  static constexpr Info info{"ORM0610", Severity::error};
  std::string name;
  auto message() const -> std::string { return fmt::format("`{}` is no column of a model", name); }
  auto help() const -> std::optional<std::string> {
    return "a sequence is owned by a column: `owned by Post.number`";
  }
};

/// A name that a declaration says it depends on, or is on, leads nowhere.
struct UnknownTarget {
  static constexpr Info info{"ORM0611", Severity::error};
  std::string name;
  std::optional<std::string> near;
  auto message() const -> std::string {
    return fmt::format("there is no model and no view `{}`", name);
  }
  auto help() const -> std::optional<std::string> {
    return near ? std::optional{fmt::format("did you mean `{}`?", *near)} : std::nullopt;
  }
};

/// A view names more columns than its query has.
struct ViewColumnCount {
  static constexpr Info info{"ORM0612", Severity::error};
  std::string view;
  std::size_t named = 0;
  std::size_t has = 0;
  auto message() const -> std::string {
    return fmt::format("`{}` names {} columns, and its query has {}", view, named, has);
  }
};

/// A storage parameter that there is not.
struct UnknownOption {
  static constexpr Info info{"ORM0613", Severity::error};
  std::string name;
  std::optional<std::string> near;
  auto message() const -> std::string {
    return fmt::format("there is no storage parameter `{}` here", name);
  }
  auto help() const -> std::optional<std::string> {
    return near ? std::optional{fmt::format("did you mean `{}`?", *near)} : std::nullopt;
  }
};

/// A storage parameter has a value that it does not take.
struct OptionValue {
  static constexpr Info info{"ORM0614", Severity::error};
  std::string name;
  std::string value;
  std::string expected;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot be `{}`: it is {}", name, value, expected);
  }
};

/// Policies that nothing applies.
struct PolicyWithoutSecurity {
  static constexpr Info info{"ORM0615", Severity::warning};
  std::string model;
  auto message() const -> std::string {
    return fmt::format("`{}` has policies, and no row security: they are not applied", model);
  }
  auto help() const -> std::optional<std::string> { return "write `@row_security` on the model"; }
};

/// An index or a key of a partition says to be a part of an index that the parent does not have.
struct UnknownParentIndex {
  static constexpr Info info{"ORM0616", Severity::error};
  std::string name;
  std::string parent;
  std::optional<std::string> near;
  auto message() const -> std::string {
    return fmt::format("`{}` has no index `{}`", parent, name);
  }
  auto help() const -> std::optional<std::string> {
    return near ? std::optional{fmt::format("did you mean `{}`?", *near)}
                : "indexes are named here as in the database";
  }
};

/// An index or a key cannot be a part of the index that it says to be a part of.
struct PartOfIndex {
  static constexpr Info info{"ORM0617", Severity::error};
  enum class Problem : std::uint8_t { no_partition, of_key, no_place, only, twice, differs };
  std::string name;
  std::string table;  // of the index
  Problem problem = Problem::no_partition;
  auto message() const -> std::string {
    switch (problem) {
      case Problem::no_partition:
        return fmt::format("`{}` is no partition: its indexes are parts of no others", table);
      case Problem::of_key:
        return fmt::format("`{}` of `{}` is a key, and an index is no part of one", name, table);
      case Problem::no_place:
        return fmt::format("`{}` of `{}` needs a part in this partition, too", name, table);
      case Problem::only:
        return fmt::format("`{}` of `{}` is on all partitions, and this is not", name, table);
      case Problem::twice:
        return fmt::format("`{}` of `{}` has a part in this partition already", name, table);
      case Problem::differs:
        return fmt::format("`{}` of `{}` is made otherwise", name, table);
    }
    return {};
  }
  auto help() const -> std::optional<std::string> {
    switch (problem) {
      case Problem::no_partition:
      case Problem::twice:
        return "leave `@partition_of` out";
      case Problem::no_place:
        return "say of a unique key that it is that part: `unique (...) @partition_of(...)`";
      case Problem::only:
        return "leave `only` out";
      case Problem::of_key:
        return "write a key: `unique name (...)`";
      case Problem::differs:
        return "a part has the columns, the method, the uniqueness and the condition of the whole";
    }
    return std::nullopt;
  }
};

using TableDiagnostics = TypeList<TargetOfMember,
                                  UnknownTriggerFunction,
                                  Unsupported,
                                  InheritanceCycle,
                                  InheritedType,
                                  PartitionBound,
                                  PartitionedKey,
                                  DuplicateTableMember,
                                  UnknownWord,
                                  InvalidDefinition,
                                  UnknownOwner,
                                  UnknownTarget,
                                  ViewColumnCount,
                                  UnknownOption,
                                  OptionValue,
                                  PolicyWithoutSecurity,
                                  UnknownParentIndex,
                                  PartOfIndex>;

}  // namespace ormc::diagnostics
