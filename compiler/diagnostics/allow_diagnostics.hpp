#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What can be wrong with `@allow`, by which warnings are silenced where they are meant.
namespace ormc::diagnostics {

/// `@allow` takes codes of warnings, as messages show them: `@allow(ORM0250)`.
struct UnknownCode {
  static constexpr Info info{"ORM0270", Severity::error};
  std::string code;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("no warning has the code `{}`", code); }
  auto help() const -> std::optional<std::string> {
    return nearest ? did_you_mean(nearest) : "warnings show their codes: `ORM0250`";
  }
};

/// Errors cannot be allowed: what has one is no program. Nor can warnings that are not about models
/// but about a database, which `--allow` on the command line silences.
struct NotAllowable {
  static constexpr Info info{"ORM0271", Severity::error};
  std::string code;
  bool is_error = true;
  auto message() const -> std::string {
    return fmt::format("`{}` {}, and cannot be allowed here",
                       code,
                       is_error ? "is an error" : "is about a database, not about models");
  }
  auto help() const -> std::optional<std::string> {
    if (!is_error) return fmt::format("`--allow {}` on the command line silences it", code);
    return fmt::format("`ormc --explain {}` shows what it is about", code);
  }
};

/// A warning is allowed where there is none: what it was about was mended, or the `@allow` stands
/// on something else. It would silence the next one, which nobody has looked at.
struct NothingToAllow {
  static constexpr Info info{"ORM0272", Severity::warning};
  static constexpr auto neither = "nor of this";
  std::vector<std::string> codes;
  auto message() const -> std::string {
    return codes.size() == 1
               ? fmt::format("`{}` is allowed, but nothing here warns of it", codes.front())
               : fmt::format("{} are allowed, but nothing here warns of them", list_of(codes));
  }
  auto help() const -> std::optional<std::string> { return "remove it"; }
};

/// All of them, for the catalogue.
using AllowDiagnostics = TypeList<UnknownCode, NotAllowable, NothingToAllow>;

}  // namespace ormc::diagnostics
