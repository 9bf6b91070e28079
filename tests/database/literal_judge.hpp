#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "database/literal_cases.hpp"
#include "database/random_data.hpp"
#include "query/literal/datetime.hpp"

namespace orm_tests {

/// What a server and ormc say of literals.
class LiteralJudge {
 public:
  explicit LiteralJudge(PGconn* connection);

  /// Under any of the settings that a session may have. `type` is a name as SQL writes it.
  auto server_accepts(const std::string& type, const std::vector<std::string>& texts)
      -> std::vector<bool>;

  /// Whether ormc knows no fault of it, as it compiles.
  auto may_be_value(const LiteralCase& of, const std::string& text) const -> bool;
  /// Whether it would know none if it knew what only a server does, such as the names of zones.
  auto is_value(const LiteralCase& of, const std::string& text) -> bool;
  /// Whether it is a moment so far away that offsets of zones decide, which ormc does not know.
  auto depends_on_zone(const std::string& type, const std::string& text) -> bool;
  /// Whether the hour at which the test runs decides: `now pm` is refused from one in the
  /// afternoon.
  static auto depends_on_hour(const std::string& text) -> bool;

 private:
  auto abbreviation(const std::string& word) -> ormc::query::Zone;
  auto zone(const std::string& name) -> ormc::query::Zone;

  PGconn* connection_;
  ormc::catalog::Catalog catalog_;
  std::map<std::string, ormc::query::Zone, std::less<>> abbreviations_;
  std::map<std::string, ormc::query::Zone, std::less<>> zones_;
};

}  // namespace orm_tests
