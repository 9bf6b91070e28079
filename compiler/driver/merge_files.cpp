#include "driver/merge_files.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ormc::driver {

namespace {

/// The first thing of the database that a declaration makes: what it is known by. None for what is
/// of the program alone.
auto subject_of(const MergeSide& side, const syntax::Declaration& declaration)
    -> const DeclaredFact* {
  const auto* model = std::get_if<syntax::Model>(&declaration.node);
  if (model != nullptr && model->is_abstract) return nullptr;
  for (const auto* fact : side.facts.within(declaration.span)) {
    if (!fact->is_doc) return fact;
  }
  return nullptr;
}

class FileMerge {
 public:
  FileMerge(const MergeSides& sides, bool is_whole) : sides_(sides), is_whole_(is_whole) {}

  auto merge(const std::vector<std::size_t>& old, std::optional<std::size_t> fresh)
      -> std::vector<std::string> {
    for (const auto file : old) read_old(file);
    if (fresh) read_fresh(*fresh);
    pair();
    place();
    auto texts = std::vector<std::string>{};
    const auto keeps_docs = !fresh || keeps_docs_of(old, *fresh);
    for (auto at = std::size_t{0}; at < cuts_.size(); ++at) {
      const auto& file = cuts_[at];
      auto text = !fresh ? head_without_schema(old[at], file.cut.head)
                  : keeps_docs
                      ? file.cut.head
                      : head_with_doc(old[at], file.cut.head, at == 0 ? fresh : std::nullopt);
      pending_.clear();
      add_new(file.first, text);
      for (auto i = std::size_t{0}; i < file.cut.pieces.size(); ++i) {
        add_old(file.first + i + 1, file.cut.pieces[i], text);
        add_new(file.first + i + 1, text);
      }
      texts.push_back(text + pending_ + file.cut.rest);
    }
    return texts;
  }

 private:
  /// A declaration, or the place before all of a file.
  struct Old {
    const syntax::Declaration* declaration = nullptr;
    const DeclaredFact* subject = nullptr;
    std::optional<std::size_t> fresh = {};
    std::vector<std::size_t> added = {};  // fresh ones that come behind it
  };
  struct Fresh {
    const syntax::Declaration* declaration;
    const DeclaredFact* subject;
    std::optional<std::size_t> old = {};
  };
  struct File {
    Cut cut;
    std::size_t first;  // of `old_`
  };

  /// Whether a file says the comment on the schema as it is. That on `public` is not the models'.
  auto keeps_docs_of(const std::vector<std::size_t>& old, std::size_t fresh) const -> bool {
    if (sides_.fresh.compilation.schema.modules[fresh].sql_schema == "public") return true;
    return std::ranges::any_of(old, [&](std::size_t file) {
      return doc_of(sides_.old, file) == doc_of(sides_.fresh, fresh);
    });
  }

  static auto doc_of(const MergeSide& side, std::size_t file) -> const std::string& {
    return side.compilation.schema.modules[file].doc;
  }

  /// Where a file says its module.
  static auto module_of(const MergeSide& side, std::size_t file) -> const syntax::Module* {
    const auto& module = side.compilation.trees[file].module;
    return module ? &*module : nullptr;
  }

  /// What stands before the word `module`, and the rest.
  static auto parted_head(const syntax::Module& module, const std::string& head)
      -> std::pair<std::string, std::string> {
    const auto place = head.rfind("module", module.name.span.begin);
    return {head.substr(0, place), head.substr(place)};
  }

  /// A file of a schema that is no more: what is left is of the program alone.
  auto head_without_schema(std::size_t file, std::string head) const -> std::string {
    const auto* module = module_of(sides_.old, file);
    if (module == nullptr) return head;
    if (module->schema) {
      const auto begin = module->name.span.end;
      head.erase(begin, module->schema->span.end - begin);
    }
    const auto [before, rest] = parted_head(*module, head);
    return with_docs(before, {}) + rest;
  }

  /// With the comment on the schema as the fresh file has it, or without any.
  auto head_with_doc(std::size_t file,
                     const std::string& head,
                     std::optional<std::size_t> fresh) const -> std::string {
    const auto* module = module_of(sides_.old, file);
    const auto* said = fresh ? module_of(sides_.fresh, *fresh) : nullptr;
    if (module == nullptr) return said == nullptr ? head : fresh_cut_.head + head;
    auto docs = std::vector<std::string>{};
    if (said != nullptr) docs = docs_in(parted_head(*said, fresh_cut_.head).first);
    const auto [before, rest] = parted_head(*module, head);
    return with_docs(before, docs) + rest;
  }

  void read_old(std::size_t file) {
    const auto& tree = sides_.old.compilation.trees[file];
    cuts_.push_back({sides_.old.cutters[file].declarations(tree), old_.size()});
    old_.emplace_back();
    for (const auto& declaration : tree.declarations) {
      old_.push_back({&declaration, subject_of(sides_.old, declaration)});
    }
  }

  void read_fresh(std::size_t file) {
    const auto& tree = sides_.fresh.compilation.trees[file];
    fresh_cut_ = sides_.fresh.cutters[file].declarations(tree);
    for (const auto& declaration : tree.declarations) {
      fresh_.push_back({&declaration, subject_of(sides_.fresh, declaration)});
    }
  }

  void pair() {
    auto by_key = std::map<std::string, std::size_t>{};
    for (auto i = std::size_t{0}; i < fresh_.size(); ++i) {
      if (fresh_[i].subject != nullptr) by_key.emplace(fresh_[i].subject->key, i);
    }
    for (auto i = std::size_t{0}; i < old_.size(); ++i) {
      if (old_[i].subject == nullptr) continue;
      const auto place = by_key.find(old_[i].subject->key);
      if (place == by_key.end() || fresh_[place->second].old) continue;
      old_[i].fresh = place->second;
      fresh_[place->second].old = i;
    }
  }

  /// What is new comes behind what is before it in the fresh file, else behind all that the
  /// database has.
  void place() {
    auto behind = std::size_t{0};
    for (auto i = old_.size(); i-- > 0 && behind == 0;) {
      if (old_[i].subject != nullptr) behind = i;
    }
    for (auto i = std::size_t{0}; i < fresh_.size(); ++i) {
      if (fresh_[i].old) {
        behind = *fresh_[i].old;
      } else if (!is_said(*fresh_[i].declaration)) {
        old_[behind].added.push_back(i);
      }
    }
  }

  /// Whether the old models have all of it without declaring it: the junction of two lists, an
  /// index within its model.
  auto is_said(const syntax::Declaration& declaration) const -> bool {
    return std::ranges::all_of(sides_.fresh.facts.within(declaration.span), [&](const auto* fact) {
      return !fact->basis.empty() || sides_.is_said(*fact);
    });
  }

  auto is_so(const syntax::Declaration& declaration) const -> bool {
    return std::ranges::all_of(sides_.old.facts.within(declaration.span),
                               [&](const auto* fact) { return sides_.is_so(*fact); });
  }

  void append(const std::string& before, const std::string& declaration, std::string& text) {
    if (!pending_.empty() && pending_.ends_with('\n') && before.starts_with("\n\n")) {
      pending_.pop_back();
    }
    text += pending_ + before + declaration;
    pending_.clear();
  }

  void add_old(std::size_t index, const Piece& piece, std::string& text) {
    const auto& old = old_[index];
    if (old.fresh) {
      const auto& fresh = fresh_[*old.fresh];
      auto merged = merge_declaration(sides_,
                                      *old.declaration,
                                      piece,
                                      *fresh.declaration,
                                      fresh_cut_.pieces[*old.fresh],
                                      old.subject->owner);
      append(merged.before, merged.text + piece.after, text);
    } else if (old.subject == nullptr || !is_whole_ || is_so(*old.declaration)) {
      append(piece.before, piece.text + piece.after, text);
    } else {
      pending_ += left_behind(piece.before);
    }
  }

  void add_new(std::size_t index, std::string& text) {
    for (const auto i : old_[index].added) {
      const auto& piece = fresh_cut_.pieces[i];
      append("\n\n" + piece.before.substr(
                          std::min(piece.before.find_first_not_of('\n'), piece.before.size())),
             piece.text + piece.after,
             text);
    }
  }

  const MergeSides& sides_;
  bool is_whole_;
  std::vector<File> cuts_;
  Cut fresh_cut_;
  std::vector<Old> old_;
  std::vector<Fresh> fresh_;
  std::string pending_;  // what gone declarations leave
};

}  // namespace

auto merge_files(const MergeSides& sides,
                 const std::vector<std::size_t>& old,
                 std::optional<std::size_t> fresh,
                 bool is_whole) -> std::vector<std::string> {
  return FileMerge{sides, is_whole}.merge(old, fresh);
}

}  // namespace ormc::driver
