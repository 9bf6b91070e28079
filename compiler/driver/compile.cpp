#include "driver/compile.hpp"

#include <algorithm>

#include "diagnostics/raw_sql_diagnostics.hpp"
#include "driver/input.hpp"
#include "emit/cpp/emit_cpp.hpp"
#include "query/bind.hpp"
#include "schema/resolve.hpp"
#include "syntax/parse.hpp"

namespace ormc::driver {
namespace {

/// The first query of a file that has raw SQL; null for none.
auto find_raw_query(const syntax::Tree& tree) -> const syntax::NamedQuery* {
  auto is_raw = [](const syntax::Statement* statement) {
    return std::holds_alternative<syntax::RawSql>(statement->node);
  };
  for (const auto& declaration : tree.declarations) {
    const auto* query = std::get_if<syntax::NamedQuery>(&declaration.node);
    if (query != nullptr && std::ranges::any_of(query->statements, is_raw)) return query;
  }
  return nullptr;
}

/// What is known of raw statements: the `orm.lock` beside each file that has any.
auto read_locks(const source::SourceSet& sources,
                const ReadFile& read,
                Compilation& out,
                diagnostics::Diagnostics& found) -> query::Locks {
  auto all = query::Locks{};
  for (const auto& tree : out.trees) {
    const auto* user = find_raw_query(tree);
    if (user == nullptr) continue;
    auto path = lock_path(sources.file(tree.file));
    if (std::ranges::find(out.companions, path) != out.companions.end()) continue;
    out.companions.push_back(path);
    auto text = read(path);
    if (!text) continue;
    auto lock = query::read_lock(*text);
    if (const auto* reason = std::get_if<std::string>(&lock)) {
      found.report(user->name.span, diagnostics::UnusableLock{printable(path.native()), *reason});
      all.has_unusable = true;
    } else {
      all.statements.merge(std::get<query::Lock>(lock));
    }
  }
  return all;
}

/// The texts that describe extensions, where `extension name from "file"` says so.
auto read_extensions(const source::SourceSet& sources, const ReadFile& read, Compilation& out)
    -> schema::ExtensionFiles {
  auto files = schema::ExtensionFiles{};
  for (const auto& tree : out.trees) {
    for (const auto& declaration : tree.declarations) {
      const auto* extension = std::get_if<syntax::Extension>(&declaration.node);
      if (extension == nullptr || extension->file.empty()) continue;
      auto path = companion_path(sources.file(tree.file), extension->file);
      out.companions.push_back(path);
      files.emplace(std::pair{tree.file, extension->file}, read(path));
    }
  }
  return files;
}

}  // namespace

auto compile(const source::SourceSet& sources,
             const ReadFile& read,
             const diagnostics::WarningLevels& warnings) -> Compilation {
  auto out = Compilation{};
  for (const auto& file : sources.files()) {
    out.trees.push_back(syntax::parse(file, out.diagnostics));
  }
  // What did not parse is missing everywhere else: later stages go on with what is there, but what
  // they find then is mostly a consequence, and is not reported.
  auto consequences = diagnostics::Diagnostics{};
  auto& found = out.diagnostics.has_errors() ? consequences : out.diagnostics;
  auto extensions = read_extensions(sources, read, out);
  auto locks = read_locks(sources, read, out, found);
  out.schema = schema::resolve(out.trees, sources, found, extensions);
  out.program = query::bind(out.schema, out.trees, found, locks);
  out.names = emit::cpp::settle_names(out.schema, out.program, found);
  emit::cpp::check_types(out.schema, out.program, out.names, found);
  out.diagnostics.settle(warnings);
  return out;
}

}  // namespace ormc::driver
