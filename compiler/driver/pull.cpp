#include "introspect/pull.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "diagnostics/driver_diagnostics.hpp"
#include "diagnostics/introspect_diagnostics.hpp"
#include "driver/commands.hpp"
#include "driver/console.hpp"
#include "driver/extension_text.hpp"
#include "driver/input.hpp"
#include "driver/kept_models.hpp"
#include "driver/output.hpp"
#include "introspect/describe_extension.hpp"

namespace ormc::driver {
namespace {

namespace fs = std::filesystem;

auto spelled(const introspect::SqlName& name) -> std::string {
  return printable(name.schema + "." + name.name);
}

/// `-o models.orm` is one file, anything else a folder.
auto is_file(const std::string& out) -> bool { return fs::path(out).extension() == ".orm"; }

class PullCommand {
 public:
  PullCommand(const PullOptions& options, const CommonOptions& common)
      : options_(options), common_(common) {}

  auto run() -> int {
    auto status = exit_code::success;
    try {
      auto session = introspect::DatabaseSession(options_.database);
      status = pull(session);
    } catch (const introspect::ConnectionFailed& failed) {
      status =
          fail(diagnostics::DatabaseFailed{printable(failed.what())}, exit_code::system_failed);
    }
    report(found_, sources_, common_);
    return status;
  }

 private:
  template <class What>
  auto fail(const What& what, int status) -> int {
    found_.report(place_of(sources_, "database"), what);
    return status;
  }
  template <class What>
  void warn(const What& what) {
    found_.report(place_of(sources_, "database"), what);
  }

  auto pull(introspect::DatabaseSession& session) -> int {
    auto request = introspect::PullRequest{};
    request.scope = {options_.schemas, options_.include, options_.exclude};
    if (is_file(options_.out)) request.public_module = fs::path(options_.out).stem().string();
    auto kept = KeptModels{old_files()};
    if (kept.has_errors()) {
      report(kept.compilation().diagnostics, kept.sources(), common_);
      return fail(diagnostics::UnreadableModels{printable(options_.out)},
                  exit_code::input_has_errors);
    }
    request.chosen = kept.chosen_names();
    request.extension_files = extension_files(kept);
    auto pulled = introspect::pull(session, request);
    for (const auto& each : pulled.unused) warn(diagnostics::NothingFits{printable(each)});
    for (const auto& each : pulled.leaving) {
      warn(diagnostics::ForeignKeyLeavesScope{
          printable(each.name), spelled(each.table), spelled(each.target)});
    }
    for (const auto& [what, name] : pulled.unfit_names) {
      warn(diagnostics::UnfitDatabaseName{what, printable(name)});
    }
    found_.settle(common_.warnings);
    if (found_.has_errors()) return exit_code::input_has_errors;
    if (pulled.files.empty())
      return fail(diagnostics::NothingToPull{}, exit_code::input_has_errors);
    if (is_file(options_.out) && pulled.files.size() > 1) {
      auto schemas = std::vector<std::string>{};
      for (const auto& file : pulled.files) schemas.push_back(printable(file.sql_schema));
      return fail(diagnostics::SeveralSchemas{schemas}, exit_code::wrong_usage);
    }
    const auto descriptions = described(session, pulled);
    auto problem = std::string{};
    const auto files =
        kept.is_empty() ? as_pulled(pulled) : merged(kept, pulled, descriptions, problem);
    if (!files) {
      return fail(diagnostics::UnmergeableModels{printable(options_.out), printable(problem)},
                  exit_code::input_has_errors);
    }
    return write(*files, descriptions, pulled);
  }

  /// The files that describe extensions, each with those that it describes.
  auto described(introspect::DatabaseSession& session, const introspect::Pulled& pulled) const
      -> std::vector<NewFile> {
    auto by_file = std::map<std::string, nlohmann::ordered_json>{};
    for (const auto& [extension, file] : pulled.extension_files) {
      by_file[file].push_back(introspect::describe_extension(session, extension));
    }
    const auto folder =
        is_file(options_.out) ? fs::path(options_.out).parent_path() : fs::path(options_.out);
    auto files = std::vector<NewFile>{};
    for (const auto& [file, extensions] : by_file) {
      files.push_back({folder / file, extension_text(extensions)});
    }
    return files;
  }

  /// The files that describe extensions in the models that are there.
  static auto extension_files(KeptModels& kept) -> std::map<std::string, std::string> {
    auto files = std::map<std::string, std::string>{};
    for (const auto& tree : kept.compilation().trees) {
      for (const auto& declaration : tree.declarations) {
        const auto* extension = std::get_if<syntax::Extension>(&declaration.node);
        if (extension == nullptr || extension->file.empty()) continue;
        files[extension->name.text] = extension->file;
      }
    }
    return files;
  }

  /// The models that are written over, if there are any.
  auto old_files() const -> std::vector<std::string> {
    auto files = std::vector<std::string>{};
    auto error = std::error_code{};
    if (is_file(options_.out)) {
      if (fs::exists(options_.out, error)) files.push_back(options_.out);
      return files;
    }
    for (const auto& entry : fs::directory_iterator(options_.out, error)) {
      if (entry.path().extension() == ".orm") files.push_back(entry.path().string());
    }
    std::ranges::sort(files);
    return files;
  }

  static auto as_pulled(const introspect::Pulled& pulled)
      -> std::optional<std::vector<MergedFile>> {
    auto files = std::vector<MergedFile>{};
    for (const auto& file : pulled.files) files.push_back({{}, file.name, file.text});
    return files;
  }

  /// Descriptions of extensions that are to be written are read from here.
  auto merged(const KeptModels& kept,
              const introspect::Pulled& pulled,
              const std::vector<NewFile>& descriptions,
              std::string& problem) const -> std::optional<std::vector<MergedFile>> {
    const auto read = [&](const fs::path& path) -> std::optional<std::string> {
      for (const auto& file : descriptions) {
        if (file.path.filename() == path.filename()) return file.text;
      }
      return read_companion(path);
    };
    const auto sight =
        PullSight{.sees_all_tables = options_.include.empty() && options_.exclude.empty(),
                  .sees_all_schemas = options_.schemas.empty()};
    return kept.merged(pulled.files, sight, read, problem);
  }

  auto path_of(const MergedFile& file) const -> fs::path {
    if (!file.path.empty()) return file.path;
    return is_file(options_.out) ? fs::path(options_.out)
                                 : fs::path(options_.out) / (file.name + ".orm");
  }

  auto write(const std::vector<MergedFile>& merged,
             std::vector<NewFile> files,
             const introspect::Pulled& pulled) -> int {
    const auto descriptions = files.size();
    for (const auto& file : merged) files.push_back({path_of(file), file.text});
    if (auto failure = publish(files)) {
      const auto path = printable(failure->path.native());
      found_.report(place_of(sources_, path),
                    diagnostics::UnwritableFile{path, failure->reason, {}});
      return exit_code::system_failed;
    }
    return print(summary(pulled) + described_text(files, descriptions));
  }

  /// Which of the files, the first ones, describe extensions.
  static auto described_text(const std::vector<NewFile>& files, std::size_t count) -> std::string {
    auto text = std::string{};
    for (auto i = std::size_t{0}; i < count; ++i) {
      text += fmt::format("{} describes extensions that ormc does not know by itself\n",
                          printable(files[i].path.native()));
    }
    return text;
  }

  static auto summary(const introspect::Pulled& pulled) -> std::string {
    const auto counted = [](std::size_t count, std::string_view word) {
      return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
    };
    const auto& counts = pulled.counts;
    auto text = fmt::format("pulled {}, {}, {}, {} into {}\n",
                            counted(counts.tables, "table"),
                            counted(counts.views, "view"),
                            counted(counts.types, "type"),
                            counted(counts.routines, "function"),
                            counted(pulled.files.size(), "file"));
    if (counts.opaque_objects > 0) {
      text += fmt::format("{} kept as `sql`, of which ormc sees nothing\n",
                          counted(counts.opaque_objects, "object"));
    }
    return text;
  }

  const PullOptions& options_;
  const CommonOptions& common_;
  source::SourceSet sources_;
  diagnostics::Diagnostics found_;
};

}  // namespace

auto pull(const PullOptions& options, const CommonOptions& common) -> int {
  return PullCommand{options, common}.run();
}

}  // namespace ormc::driver
