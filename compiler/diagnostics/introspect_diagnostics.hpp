#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"

/// What `ormc pull` has to say of a database.
namespace ormc::diagnostics {

/// A name of the database that the language does not take: one with control characters. Nothing is
/// written then, for what stands in its place would be another database.
struct UnfitDatabaseName {
  static constexpr Info info{"ORM0701", Severity::error};
  std::string what;  // "table", "column", ...
  std::string name;
  auto message() const -> std::string {
    return fmt::format("the {} `{}` has control characters in its name", what, name);
  }
  auto help() const -> std::optional<std::string> {
    return "rename it in the database, or leave its table out with `--exclude`";
  }
};

/// A foreign key of a table that is pulled to one that is not: it is left out.
struct ForeignKeyLeavesScope {
  static constexpr Info info{"ORM0702", Severity::warning};
  std::string name;
  std::string table;
  std::string target;
  auto message() const -> std::string {
    return fmt::format(
        "the foreign key `{}` of `{}` is left out: it refers to `{}`", name, table, target);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("pull `{}` too, or the models say less than the database", target);
  }
};

/// A schema or a pattern of the command line that nothing in the database fits.
struct NothingFits {
  static constexpr Info info{"ORM0703", Severity::warning};
  std::string pattern;
  auto message() const -> std::string {
    return fmt::format("nothing in the database fits `{}`", pattern);
  }
  auto help() const -> std::optional<std::string> {
    return "patterns are `table` or `schema.table`, with `*` and `?`, in the database's own case";
  }
};

/// One file is one module, and a module one schema of the database.
struct SeveralSchemas {
  static constexpr Info info{"ORM0704", Severity::error};
  std::vector<std::string> schemas;
  auto message() const -> std::string {
    return fmt::format("the database has {} schemas: {}", schemas.size(), fmt::join(schemas, ", "));
  }
  auto help() const -> std::optional<std::string> {
    return "name a folder, `-o models/`, for a file each; or choose one with `--schema`";
  }
};

/// A pull keeps what is there: models with errors cannot be kept, and are not written over.
struct UnreadableModels {
  static constexpr Info info{"ORM0705", Severity::error};
  std::string path;
  auto message() const -> std::string {
    return fmt::format("the models in `{}` have errors, and are left as they are", path);
  }
  auto help() const -> std::optional<std::string> { return "mend them, or pull to another place"; }
};

/// What was pulled does not go together with the models that are there: something in it is not
/// understood, or cannot be said beside what stands in them.
struct UnmergeableModels {
  static constexpr Info info{"ORM0706", Severity::error};
  std::string path;
  std::string problem;
  auto message() const -> std::string {
    return fmt::format(
        "what is in the database cannot be put into the models in `{}`, which are left as they "
        "are: {}",
        path,
        problem);
  }
  auto help() const -> std::optional<std::string> {
    return "pull to another place, and take over what is new by hand";
  }
};

/// None of the schemas that were asked for is in the database.
struct NothingToPull {
  static constexpr Info info{"ORM0707", Severity::error};
  auto message() const -> std::string { return "there is nothing to pull, and nothing is written"; }
  auto help() const -> std::optional<std::string> {
    return "without `--schema` all schemas of the database are pulled";
  }
};

using IntrospectDiagnostics = TypeList<UnfitDatabaseName,
                                       ForeignKeyLeavesScope,
                                       NothingFits,
                                       SeveralSchemas,
                                       UnreadableModels,
                                       UnmergeableModels,
                                       NothingToPull>;

}  // namespace ormc::diagnostics
