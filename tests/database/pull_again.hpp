#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "database/round_trip.hpp"

/// `ormc pull` over models that are there.
namespace pull_again {

/// A file as it is.
auto read(const std::filesystem::path& file) -> std::string;

/// A database with models of it.
class Pulled {
 public:
  Pulled();
  /// A database that `sql` has made.
  explicit Pulled(const std::string& sql);
  Pulled(const Pulled&) = delete;
  auto operator=(const Pulled&) -> Pulled& = delete;
  ~Pulled();

  void run(const std::string& sql) const;
  auto run_file(const std::filesystem::path& file) const -> std::string;
  auto models() const -> std::filesystem::path { return folder_.path() / "models"; }
  /// The files of the models by their names.
  auto texts() const -> std::map<std::string, std::string>;
  /// Pulls, over what is there; what the models make is the database. Empty, or what went wrong.
  auto trip() const -> std::string;
  /// Pulls with further options; the exit code.
  auto pull(const std::vector<std::string>& options = {}) const -> int;
  /// What `ormc check` says of the models.
  auto check() const -> std::string;
  void write(std::string_view text, const std::string& name = "shop.orm") const;
  auto text(const std::string& name = "shop.orm") const -> std::string;

 private:
  std::string conninfo_;
  round_trip::Folder folder_;
};

using Lines = std::vector<std::string>;

/// The lines that one text has and the other has not.
struct Difference {
  Lines gone;
  Lines come;
};
/// By the longest sequence of lines that both have, whatever space is in them.
auto difference(const std::string& before, const std::string& after) -> Difference;

/// A database, and models of it in which everything has another name than pull would give it.
extern const std::string_view shop_sql;
extern const std::string_view shop_models;

}  // namespace pull_again
