#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// A database turned into `.orm` and made again from it.
namespace round_trip {

/// A folder that goes when the test does.
class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  auto operator=(const Folder&) -> Folder& = delete;
  ~Folder();

  auto path() const -> const std::filesystem::path& { return path_; }

 private:
  std::filesystem::path path_;
};

/// What `pg_dump --schema-only` says, an entry an object, in an order that no number decides.
auto dump_entries(const std::string& conninfo) -> std::vector<std::string>;

/// Runs a file with psql, stopping at the first error; empty, or what went wrong.
auto run_file(const std::string& conninfo, const std::filesystem::path& file) -> std::string;

/// Pulls a database into `folder`/models. Empty, or what went wrong.
auto pull(const std::string& conninfo, const std::filesystem::path& folder) -> std::string;

/// The files of a folder by their names.
auto read_all(const std::filesystem::path& folder) -> std::map<std::string, std::string>;

/// Pulls a database into `folder`/models, compiles what came into `folder`/out and makes a new
/// database of it. Empty when `pg_dump` says the same of both, else what went wrong or differs.
auto round_trip(const std::string& conninfo, const std::filesystem::path& folder) -> std::string;

/// What both compilers say of the headers in `folder`, with all warnings; empty when nothing.
auto compile_headers(const std::filesystem::path& folder, const std::filesystem::path& runtime)
    -> std::string;

/// What is written to standard error while this lives.
class Captured {
 public:
  Captured();
  Captured(const Captured&) = delete;
  auto operator=(const Captured&) -> Captured& = delete;
  ~Captured();

  auto text() const -> std::string;

 private:
  Folder folder_;
  int saved_;
};

}  // namespace round_trip
