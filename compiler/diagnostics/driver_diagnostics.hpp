#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What can go wrong around the compiler: files, output, a database that says otherwise.
namespace ormc::diagnostics {

/// An input file could not be opened or read: it does not exist, or the system refused it. A name
/// that is nearly that of a file beside it is suggested.
struct UnreadableFile {
  static constexpr Info info{"ORM0901", Severity::error};
  std::string path;
  std::string reason;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("cannot read `{}`: {}", path, reason); }
  auto help() const -> std::optional<std::string> { return did_you_mean(nearest); }
};

/// An input is a folder, a pipe or a device. Only regular files are read, so that a wrong argument
/// can neither block nor be endless; `-` reads standard input.
struct NotARegularFile {
  static constexpr Info info{"ORM0902", Severity::error};
  std::string path;
  std::string kind;
  auto message() const -> std::string { return fmt::format("`{}` is {}, not a file", path, kind); }
  auto help() const -> std::optional<std::string> {
    return "name the .orm files themselves, or `-` for standard input";
  }
};

/// An input is larger than any program that a person wrote; it is not read.
struct FileTooLarge {
  static constexpr Info info{"ORM0903", Severity::error};
  std::string path;
  std::size_t limit;
  auto message() const -> std::string {
    return fmt::format("`{}` is larger than {} MiB", path, limit >> 20U);
  }
};

/// Two input files would be compiled to one header. A header is named after its file.
struct SameHeaderName {
  static constexpr Info info{"ORM0904", Severity::error};
  std::string header;
  std::string other;
  auto message() const -> std::string {
    return fmt::format("`{}` would also be the header of `{}`", header, other);
  }
  auto help() const -> std::optional<std::string> { return "rename one of the two files"; }
};

/// The name of an input file cannot stand in an `#include`.
struct UnfitFileName {
  static constexpr Info info{"ORM0905", Severity::error};
  std::string path;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot be the name of a header", path);
  }
  auto help() const -> std::optional<std::string> {
    return "use letters, digits, `_`, `-`, `+` and `.` in the names of .orm files";
  }
};

/// An output file could not be written. What was there before is unchanged: files are replaced only
/// when all of them have been written, and put back when one of them cannot be replaced.
struct UnwritableFile {
  static constexpr Info info{"ORM0906", Severity::error};
  std::string path;
  std::string reason;
  std::vector<std::string> replaced;  // all the same, because that could not be undone
  auto message() const -> std::string { return fmt::format("cannot write `{}`: {}", path, reason); }
  auto help() const -> std::optional<std::string> {
    if (replaced.empty()) return "all files are as they were before";
    return fmt::format("{} could not be put back and stayed new; run ormc again",
                       list_of(replaced));
  }
};

/// The database could not be reached, or the connection broke.
struct DatabaseFailed {
  static constexpr Info info{"ORM0910", Severity::error};
  std::string reason;
  auto message() const -> std::string { return fmt::format("the database failed: {}", reason); }
};

/// The server does not accept a statement that the compiler made: the database has another schema
/// than the models, or the compiler is wrong.
struct StatementRejected {
  static constexpr Info info{"ORM0911", Severity::error};
  std::string statement;
  std::string sqlstate;
  std::string reason;
  auto message() const -> std::string {
    return fmt::format("the server does not prepare `{}`: {} ({})", statement, reason, sqlstate);
  }
};

/// The server infers another type for a parameter than the compiler did.
struct ParameterTypeDiffers {
  static constexpr Info info{"ORM0912", Severity::error};
  std::string statement;
  std::size_t number;
  std::string inferred;
  std::string server;
  auto message() const -> std::string {
    return fmt::format("parameter ${} of `{}` is `{}`, but the server takes `{}`",
                       number,
                       statement,
                       inferred,
                       server);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("rename one of them: declare it as `{}`, or write `... as {}` in the SQL",
                       server,
                       inferred);
  }
};

/// The server returns another type in a column than the compiler inferred.
struct ColumnTypeDiffers {
  static constexpr Info info{"ORM0913", Severity::error};
  std::string statement;
  std::string column;
  std::string inferred;
  std::string server;
  auto message() const -> std::string {
    return fmt::format("column `{}` of `{}` is `{}`, but the server returns `{}`",
                       column,
                       statement,
                       inferred,
                       server);
  }
};

/// The server calls a column otherwise than the compiler did.
struct ColumnNameDiffers {
  static constexpr Info info{"ORM0914", Severity::error};
  std::string statement;
  std::size_t number;
  std::string inferred;
  std::string server;
  auto message() const -> std::string {
    return fmt::format("column {} of `{}` is called `{}`, but the server calls it `{}`",
                       number,
                       statement,
                       inferred,
                       server);
  }
};

/// The server counts other parameters or columns than the compiler did.
struct ShapeDiffers {
  static constexpr Info info{"ORM0915", Severity::error};
  std::string statement;
  std::string what;  // "parameters", "columns"
  std::size_t inferred;
  std::size_t server;
  auto message() const -> std::string {
    return fmt::format(
        "`{}` has {} {}, but the server counts {}", statement, inferred, what, server);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("declare as many {} as the SQL has, or bring the database to this schema",
                       what);
  }
};

/// `ormc catalog` is asked about an extension that the database does not have.
struct ExtensionNotInstalled {
  static constexpr Info info{"ORM0538", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("the database has no extension `{}`", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("`create extension \"{}\"` installs it there", name);
  }
};

/// `ormc fmt --check` finds a file that the formatter would change. The place is the first line
/// that differs.
struct NotFormatted {
  static constexpr Info info{"ORM0916", Severity::error};
  std::string path;
  auto message() const -> std::string { return fmt::format("`{}` is not formatted", path); }
  auto help() const -> std::optional<std::string> { return fmt::format("run `ormc fmt {}`", path); }
};

/// The server refuses the schema that the models make.
struct SchemaRejected {
  static constexpr Info info{"ORM0917", Severity::error};
  std::string reason;
  auto message() const -> std::string {
    return fmt::format("the server does not take the models' schema: {}", reason);
  }
  auto help() const -> std::optional<std::string> {
    return "roles, tablespaces, languages and libraries that it speaks of must be on the server; "
           "bodies of functions are the server's to judge";
  }
};

using DriverDiagnostics = TypeList<UnreadableFile,
                                   NotARegularFile,
                                   FileTooLarge,
                                   SameHeaderName,
                                   UnfitFileName,
                                   UnwritableFile,
                                   DatabaseFailed,
                                   StatementRejected,
                                   ParameterTypeDiffers,
                                   ColumnTypeDiffers,
                                   ColumnNameDiffers,
                                   ShapeDiffers,
                                   NotFormatted,
                                   SchemaRejected,
                                   ExtensionNotInstalled>;

}  // namespace ormc::diagnostics
