#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "introspect/database_session.hpp"
#include "introspect/names.hpp"
#include "introspect/scope.hpp"

namespace ormc::introspect {

/// A file that a database becomes.
struct PulledFile {
  std::string name;  // of the module, without `.orm`
  std::string sql_schema;
  std::string text;
};

/// What there was, for people.
struct PullCounts {
  std::size_t tables = 0;
  std::size_t views = 0;
  std::size_t types = 0;
  std::size_t routines = 0;
  std::size_t opaque_objects = 0;
};

/// A name that the language does not take, and what has it.
struct UnfitName {
  std::string what;
  std::string name;
};

/// An extension that a file beside the models describes, since ormc does not know it by itself.
struct ExtensionFile {
  std::string extension;
  std::string file;
};

struct Pulled {
  std::vector<PulledFile> files;
  PullCounts counts;
  std::vector<LeavingKey> leaving;
  std::vector<std::string> unused;
  std::vector<ExtensionFile> extension_files;
  std::vector<UnfitName> unfit_names;
};

/// What is asked for.
struct PullRequest {
  Scope scope;
  /// What the module of the schema `public` is called; as the database when empty.
  std::string public_module;
  /// The files that describe extensions already, by the extension.
  std::map<std::string, std::string> extension_files;
  /// Names that are kept.
  ChosenNames chosen;
};

/// Reads a database and writes what the request means of it as `.orm`, a file for each schema.
auto pull(DatabaseSession& session, const PullRequest& request) -> Pulled;

}  // namespace ormc::introspect
