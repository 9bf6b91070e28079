#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "introspect/database_session.hpp"

namespace ormc::introspect {

/// A script that the server refuses; the text is what it says.
struct ScriptFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A database that is made beside another, on the same server and with its encoding and locale, and
/// dropped when this goes. What the server makes of a schema can be read there.
class ScratchDatabase {
 public:
  /// Makes it, or throws `ConnectionFailed`; the role needs the right to create databases.
  explicit ScratchDatabase(const std::string& conninfo);
  ScratchDatabase(const ScratchDatabase&) = delete;
  auto operator=(const ScratchDatabase&) -> ScratchDatabase& = delete;
  ~ScratchDatabase();

  /// Runs a script in it, or throws `ScriptFailed`.
  void run(const std::string& script);
  /// A session that reads it.
  auto session() const -> DatabaseSession;

 private:
  std::string conninfo_;
  std::string name_;
};

}  // namespace ormc::introspect
