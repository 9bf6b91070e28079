#include "driver/kept_models.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "driver/input.hpp"
#include "driver/merge_files.hpp"
#include "syntax/format.hpp"

namespace ormc::driver {
namespace {

auto is_of_program(const syntax::Declaration& declaration) -> bool {
  return std::holds_alternative<syntax::NamedQuery>(declaration.node) ||
         std::holds_alternative<syntax::Predicate>(declaration.node) ||
         std::holds_alternative<syntax::NamedShape>(declaration.node);
}

auto formatted(const source::SourceFile& file) -> std::optional<std::string> {
  auto ignored = diagnostics::Diagnostics{};
  return syntax::format(file, ignored);
}

/// Laid out if the old text was.
auto laid_out(const source::SourceFile& old, std::string text) -> std::string {
  if (formatted(old) != old.text()) return text;
  auto sources = source::SourceSet{};
  auto result = formatted(sources.file(sources.add(old.path(), text)));
  return result ? std::move(*result) : std::move(text);
}

/// The files of the old models that are of one schema of the database.
auto files_of(const Compilation& compilation, const std::string& sql_schema)
    -> std::vector<std::size_t> {
  auto files = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i < compilation.schema.modules.size(); ++i) {
    if (compilation.schema.modules[i].sql_schema == sql_schema) files.push_back(i);
  }
  return files;
}

/// One merge: its files, and whether they make what was pulled.
class ModelMerge {
 public:
  ModelMerge(const source::SourceSet& sources,
             const Compilation& compilation,
             const std::vector<introspect::PulledFile>& files,
             PullSight sight,
             const ReadFile& read)
      : sources_(sources), compilation_(compilation), files_(files), sight_(sight), read_(read) {
    for (const auto& file : files) fresh_.add(file.name + ".orm", file.text);
    // Files of schemas that were not looked at are as they were: others may speak of them.
    for (auto i = std::size_t{0}; i < sources.files().size(); ++i) {
      if (is_pulled(i) || is_of_gone_schema(i)) continue;
      fresh_.add(sources.files()[i].path(), std::string{sources.files()[i].text()});
    }
    pulled_ = compile(fresh_, read_);
  }

  auto merge(std::string& problem) -> std::optional<std::vector<MergedFile>> {
    for (const auto& each : pulled_.diagnostics.all()) {
      const auto is_pulled = static_cast<std::size_t>(each.primary.file) < files_.size();
      if (each.info.severity != diagnostics::Severity::error || !is_pulled) continue;
      problem = each.message;
      return std::nullopt;
    }
    auto sides = MergeSides{{compilation_, sources_}, {pulled_, fresh_}};
    sides.sees_all = sight_.sees_all_tables && sight_.sees_all_schemas;
    sides.pulled_files = files_.size();
    auto merged = merge_all(sides);
    auto wrong = find_wrong(sides, merged);
    if (wrong.empty()) return merged;
    // What does not come out right member by member is written anew.
    sides.anew = wrong;
    merged = merge_all(sides);
    wrong = find_wrong(sides, merged);
    if (wrong.empty()) return merged;
    problem = *wrong.begin();
    return std::nullopt;
  }

 private:
  auto merge_all(const MergeSides& sides) const -> std::vector<MergedFile> {
    auto merged = std::vector<MergedFile>{};
    for (auto i = std::size_t{0}; i < files_.size(); ++i) {
      const auto old = files_of(compilation_, files_[i].sql_schema);
      if (old.empty()) {  // a schema that is new
        merged.push_back({{}, files_[i].name, files_[i].text});
        continue;
      }
      auto texts = merge_files(sides, old, i, sight_.sees_all_tables);
      for (auto j = std::size_t{0}; j < old.size(); ++j) {
        const auto& file = sources_.files()[old[j]];
        merged.push_back({file.path(), {}, laid_out(file, std::move(texts[j]))});
      }
    }
    for (auto i = std::size_t{0}; i < sources_.files().size(); ++i) {
      if (!is_of_gone_schema(i)) continue;
      const auto& file = sources_.files()[i];
      auto text = merge_files(sides, {i}, std::nullopt, true).front();
      merged.push_back({file.path(), {}, laid_out(file, std::move(text))});
    }
    return merged;
  }

  auto is_pulled(std::size_t old_file) const -> bool {
    const auto& sql_schema = compilation_.schema.modules[old_file].sql_schema;
    return std::ranges::find(files_, sql_schema, &introspect::PulledFile::sql_schema) !=
           files_.end();
  }

  /// Whether a file is of a schema that the database does not have any more.
  auto is_of_gone_schema(std::size_t old_file) const -> bool {
    return sight_.sees_all_tables && sight_.sees_all_schemas && !is_pulled(old_file) &&
           compilation_.schema.modules[old_file].sql_schema != "public";
  }

  /// What the merged models say otherwise than the pulled ones, by its table or type.
  auto find_wrong(const MergeSides& sides, const std::vector<MergedFile>& merged) const
      -> std::set<std::string> {
    auto all = source::SourceSet{};
    for (const auto& file : merged) {
      all.add(file.path.empty() ? file.name + ".orm" : file.path, file.text);
    }
    for (const auto& file : sources_.files()) {
      if (std::ranges::find(merged, file.path(), &MergedFile::path) == merged.end()) {
        all.add(file.path(), std::string{file.text()});
      }
    }
    const auto compiled = compile(all, read_);
    const auto facts = DeclaredFacts{compiled};
    auto wrong = std::set<std::string>{};
    for (const auto& fact : sides.fresh.facts.all()) {
      const auto* made = facts.find(fact.key);
      if (fact.basis.empty() && (made == nullptr || !holds(*made, sides.fresh.facts))) {
        wrong.insert(fact.owner);
      }
    }
    for (const auto& fact : facts.all()) {
      const auto* old = sides.old.facts.find(fact.key);
      const auto is_seen = sides.fresh.facts.of(fact.owner).size() > 0;
      const auto stays = old != nullptr && sides.is_so(*old);
      if (is_seen && fact.basis.empty() && !stays && sides.fresh.facts.find(fact.key) == nullptr) {
        wrong.insert(fact.owner);
      }
    }
    return wrong;
  }

  const source::SourceSet& sources_;
  const Compilation& compilation_;
  const std::vector<introspect::PulledFile>& files_;
  PullSight sight_;
  const ReadFile& read_;
  source::SourceSet fresh_;
  Compilation pulled_;
};

}  // namespace

KeptModels::KeptModels(const std::vector<std::string>& paths) {
  auto found = diagnostics::Diagnostics{};
  read_inputs(paths, sources_, found);
  compilation_ = compile(sources_);
}

auto KeptModels::has_errors() const -> bool {
  auto queries = std::vector<source::Span>{};
  for (const auto& tree : compilation_.trees) {
    for (const auto& declaration : tree.declarations) {
      if (is_of_program(declaration)) queries.push_back(declaration.span);
    }
  }
  return std::ranges::any_of(compilation_.diagnostics.all(), [&](const auto& each) {
    if (each.info.severity != diagnostics::Severity::error) return false;
    if (each.info.code.starts_with("ORM01")) return true;
    return std::ranges::none_of(queries, [&](source::Span query) {
      return each.primary.file == query.file && each.primary.begin >= query.begin &&
             each.primary.end <= query.end;
    });
  });
}

auto KeptModels::merged(const std::vector<introspect::PulledFile>& files,
                        PullSight sight,
                        const ReadFile& read,
                        std::string& problem) const -> std::optional<std::vector<MergedFile>> {
  return ModelMerge{sources_, compilation_, files, sight, read}.merge(problem);
}

}  // namespace ormc::driver
