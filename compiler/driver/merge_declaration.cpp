#include <algorithm>
#include <array>
#include <utility>

#include "driver/merge_field.hpp"
#include "driver/merge_sides.hpp"

namespace ormc::driver {

namespace {

using source::Span;

/// What pull says of a table in its head: what else stands there is of the program alone.
constexpr auto attributes_of_tables = std::to_array<std::string_view>({"table",
                                                                       "schema",
                                                                       "unlogged",
                                                                       "tablespace",
                                                                       "access_method",
                                                                       "with",
                                                                       "replica_identity",
                                                                       "row_security"});

struct Member {
  Span span;
  const syntax::Field* field = nullptr;
  const std::vector<syntax::Attribute>* attributes = nullptr;  // null for what has none
};

auto member_of(const syntax::ModelMember& member) -> Member {
  return std::visit(
      [&](const auto& node) {
        auto result = Member{node.span, std::get_if<syntax::Field>(&member)};
        if constexpr (requires { node.attributes; }) result.attributes = &node.attributes;
        return result;
      },
      member);
}

auto members_of(const syntax::Declaration& declaration) -> std::vector<Member> {
  auto members = std::vector<Member>{};
  if (const auto* model = std::get_if<syntax::Model>(&declaration.node)) {
    for (const auto& member : model->members) members.push_back(member_of(member));
  } else if (const auto* type = std::get_if<syntax::Composite>(&declaration.node)) {
    for (const auto& field : type->fields)
      members.push_back({field.span, &field, &field.attributes});
  } else if (const auto* values = std::get_if<syntax::Enum>(&declaration.node)) {
    for (const auto& value : values->values) {
      auto span = value.name.span;
      if (!value.attributes.empty()) span = span.to(value.attributes.back().span);
      members.push_back({span, nullptr, &value.attributes});
    }
  }
  return members;
}

auto has_members(const syntax::Declaration& declaration) -> bool {
  return std::holds_alternative<syntax::Model>(declaration.node) ||
         std::holds_alternative<syntax::Composite>(declaration.node) ||
         std::holds_alternative<syntax::Enum>(declaration.node);
}

/// Whether there is an empty line in what stands before something.
auto has_empty_line(std::string_view before) -> bool {
  const auto first = before.find('\n');
  if (first == std::string_view::npos) return false;
  const auto second = before.find_first_not_of(" \t\r", first + 1);
  return second != std::string_view::npos && before[second] == '\n';
}

/// What an item is known by: its column, or the only thing that it makes.
auto key_of(const MergeItem& item) -> std::string {
  const DeclaredFact* first = nullptr;
  for (const auto* fact : item.facts) {
    if (fact->is_doc) continue;
    if (fact->key.starts_with("column ")) return fact->key;
    if (first == nullptr) first = fact;
  }
  return first == nullptr ? std::string{} : first->key;
}

/// Whether the database has nothing of an item: lists, and the other sides of relations.
auto is_other_side(const MergeItem& item) -> bool {
  return !item.facts.empty() &&
         std::ranges::all_of(item.facts, [](const auto* fact) { return !fact->basis.empty(); });
}

class DeclarationMerge {
 public:
  DeclarationMerge(const MergeSides& sides,
                   const syntax::Declaration& old,
                   const Piece& old_piece,
                   const syntax::Declaration& fresh,
                   const Piece& fresh_piece,
                   std::string owner)
      : sides_(sides),
        old_(old),
        old_piece_(old_piece),
        fresh_(fresh),
        fresh_piece_(fresh_piece),
        old_cutter_(sides.old.cutter(old.span.file)),
        fresh_cutter_(sides.fresh.cutter(fresh.span.file)),
        owner_(std::move(owner)) {}

  auto merge() -> MergedDeclaration {
    if (sides_.anew.contains(owner_)) return anew();
    if (!has_members(old_) || old_.node.index() != fresh_.node.index()) return merge_whole();
    old_items_ = items(sides_.old, old_, old_cutter_, old_body_);
    fresh_items_ = items(sides_.fresh, fresh_, fresh_cutter_, fresh_body_);
    take_in_mixins();
    if (!is_model() && !is_in_order()) return anew();
    settle();
    place();
    return {before(), head() + body()};
  }

 private:
  // -- as a whole

  auto anew() const -> MergedDeclaration {
    auto before = old_piece_.before;
    if (docs_in(before) != docs_in(fresh_piece_.before)) {
      before = with_docs(before, docs_in(fresh_piece_.before));
    }
    return {with_comments(before, plain_comments(old_cutter_, old_.span)), fresh_piece_.text};
  }

  /// What somebody wrote inside of a text that goes; what documents parts of it is the database's.
  static auto plain_comments(const FileCutter& cutter, Span span) -> std::vector<std::string> {
    auto comments = cutter.comments(span);
    std::erase_if(comments, [](const auto& comment) { return comment.starts_with("///"); });
    return comments;
  }

  auto merge_whole() const -> MergedDeclaration {
    const auto old_facts = sides_.old.facts.within(old_.span);
    const auto fresh_facts = sides_.fresh.facts.within(fresh_.span);
    if (!are_so(old_facts, false) || !are_said(fresh_facts, false)) return anew();
    if (are_so(old_facts, true) && are_said(fresh_facts, true)) {
      return {old_piece_.before, old_piece_.text};
    }
    return {with_docs(old_piece_.before, docs_in(fresh_piece_.before)), old_piece_.text};
  }

  auto are_so(const std::vector<const DeclaredFact*>& facts, bool docs) const -> bool {
    return std::ranges::all_of(
        facts, [&](const auto* fact) { return fact->is_doc != docs || sides_.is_so(*fact); });
  }
  auto are_said(const std::vector<const DeclaredFact*>& facts, bool docs) const -> bool {
    return std::ranges::all_of(
        facts, [&](const auto* fact) { return fact->is_doc != docs || sides_.is_said(*fact); });
  }

  // -- members

  auto items(const MergeSide& side,
             const syntax::Declaration& declaration,
             const FileCutter& cutter,
             std::optional<Cut>& body) const -> std::vector<MergeItem> {
    auto spans = std::vector<Span>{};
    const auto members = members_of(declaration);
    for (const auto& member : members) spans.push_back(member.span);
    body = cutter.body(declaration.span, spans);
    auto result = std::vector<MergeItem>{};
    for (auto i = std::size_t{0}; body && i < members.size(); ++i) {
      result.push_back({body->pieces[i],
                        &cutter,
                        members[i].field,
                        side.facts.within(owner_, members[i].span),
                        members[i].attributes});
    }
    return result;
  }

  auto is_model() const -> bool { return std::holds_alternative<syntax::Model>(old_.node); }

  /// Whether what both have comes in the same order: in types it means something.
  auto is_in_order() const -> bool {
    auto last = std::size_t{0};
    for (const auto& item : old_items_) {
      const auto place = std::ranges::find(fresh_items_, key_of(item), key_of);
      const auto index = static_cast<std::size_t>(place - fresh_items_.begin());
      if (place == fresh_items_.end()) continue;
      if (index < last) return false;
      last = index;
    }
    return true;
  }

  // -- mixins

  auto find_mixin(const syntax::QualifiedName& name) const -> const syntax::Declaration* {
    for (const auto& tree : sides_.old.compilation.trees) {
      const auto is_here = name.parts.size() < 2 || !tree.module ||
                           tree.module->name.text == name.parts.front().text;
      for (const auto& declaration : tree.declarations) {
        const auto* model = std::get_if<syntax::Model>(&declaration.node);
        if (model != nullptr && model->is_abstract && is_here &&
            model->name.text == name.parts.back().text) {
          return &declaration;
        }
      }
    }
    return nullptr;
  }

  /// A mixin after those that it has itself, each once.
  void lineage(const syntax::QualifiedName& name,
               std::vector<const syntax::Declaration*>& into) const {
    const auto* mixin = find_mixin(name);
    if (mixin == nullptr || std::ranges::find(into, mixin) != into.end()) return;
    for (const auto& base : std::get<syntax::Model>(mixin->node).bases) lineage(base, into);
    into.push_back(mixin);
  }

  /// A mixin that says what is not so of this table any more: its members become the model's own.
  void take_in_mixins() {
    const auto* model = std::get_if<syntax::Model>(&old_.node);
    if (model == nullptr) return;
    auto kept = std::vector<const syntax::Declaration*>{};
    auto gone = std::vector<const syntax::Declaration*>{};
    for (const auto& base : model->bases) {
      auto mixins = std::vector<const syntax::Declaration*>{};
      lineage(base, mixins);
      const auto is_so = std::ranges::all_of(mixins, [&](const auto* mixin) {
        return are_so(sides_.old.facts.within(owner_, mixin->span), false);
      });
      if (is_so) bases_.push_back(old_cutter_.text(base.span));
      auto& list = is_so ? kept : gone;
      list.insert(list.end(), mixins.begin(), mixins.end());
    }
    has_lost_mixin_ = bases_.size() != model->bases.size();
    auto taken = std::vector<MergeItem>{};
    for (const auto* mixin : gone) {
      if (std::ranges::find(kept, mixin) != kept.end()) continue;
      kept.push_back(mixin);
      auto body = std::optional<Cut>{};
      auto added = items(sides_.old, *mixin, sides_.old.cutter(mixin->span.file), body);
      taken.insert(taken.end(), added.begin(), added.end());
    }
    old_items_.insert(old_items_.begin(), taken.begin(), taken.end());
  }

  // -- what becomes of each

  enum class Fate : std::uint8_t { kept, changed, gone };

  void settle() {
    partners_.assign(fresh_items_.size(), std::nullopt);
    for (auto i = std::size_t{0}; i < old_items_.size(); ++i) {
      const auto& item = old_items_[i];
      const auto key = key_of(item);
      fates_.push_back(Fate::kept);
      if (key.empty()) continue;
      const auto partner = find_partner(key);
      if (partner && !partners_[*partner]) partners_[*partner] = i;
      const auto is_same = are_so(item.facts, false) && are_so(item.facts, true);
      const auto has_more = partner && !is_said(fresh_items_[*partner]);
      if (is_same && !has_more) continue;
      fates_.back() = partner && partners_[*partner] == i ? Fate::changed : Fate::gone;
    }
    for (auto i = std::size_t{0}; i < old_items_.size(); ++i) {
      if (key_of(old_items_[i]).empty() && names_what_is_gone(old_items_[i]))
        fates_[i] = Fate::gone;
    }
  }

  /// Whether a member of the program alone, an order, names a field that is no more.
  auto names_what_is_gone(const MergeItem& item) const -> bool {
    const auto words = item.cutter->words(item.piece.span);
    for (auto i = std::size_t{0}; i < old_items_.size(); ++i) {
      const auto* field = old_items_[i].field;
      if (fates_[i] != Fate::gone || field == nullptr) continue;
      if (std::ranges::find(words, field->name.text) != words.end()) return true;
    }
    return false;
  }

  auto find_partner(const std::string& key) const -> std::optional<std::size_t> {
    for (auto i = std::size_t{0}; i < fresh_items_.size(); ++i) {
      const auto& facts = fresh_items_[i].facts;
      if (std::ranges::find(facts, key, &DeclaredFact::key) != facts.end()) return i;
    }
    return std::nullopt;
  }

  /// Whether the old models have all of a fresh member somewhere.
  auto is_said(const MergeItem& item) const -> bool {
    return are_said(item.facts, false) && are_said(item.facts, true);
  }

  // -- where each stands

  /// New members by the old one that they come behind; first those that come before all.
  void place() {
    added_.assign(old_items_.size() + 1, {});
    auto behind = std::size_t{0};
    for (auto i = std::size_t{0}; i < fresh_items_.size(); ++i) {
      if (partners_[i]) {
        behind = *partners_[i] + 1;
      } else if (fresh_items_[i].facts.empty() || is_said(fresh_items_[i])) {
        continue;
      } else {
        added_[behind].push_back(i);
      }
    }
  }

  auto body() -> std::string {
    if (!old_body_ && !fresh_body_) return {};
    auto text = std::string{};
    pending_.clear();
    add_new(0, text);
    for (auto i = std::size_t{0}; i < old_items_.size(); ++i) {
      add_old(i, text);
      add_new(i + 1, text);
    }
    if (text.ends_with(',') && is_single_line()) text.pop_back();
    if (pending_ == "\n") pending_.clear();
    const auto rest = old_body_ ? old_body_->rest : std::string{"\n}"};
    return text + pending_ + rest;
  }

  auto is_single_line() const -> bool {
    return old_body_ && !old_body_->pieces.empty() &&
           old_body_->pieces.front().before.find('\n') == std::string::npos;
  }

  void append(std::string before,
              const std::string& member,
              const std::string& after,
              std::string& text) {
    const auto is_enum = std::holds_alternative<syntax::Enum>(old_.node);
    if (is_enum && needs_comma_) text.insert(comma_at_, ",");
    if (!pending_.empty()) {
      before.insert(0,
                    has_empty_line(before) && pending_.ends_with('\n')
                        ? pending_.substr(0, pending_.size() - 1)
                        : pending_);
    }
    pending_.clear();
    text += before + member;
    needs_comma_ = !member.ends_with(',');
    comma_at_ = text.size();
    text += after;
  }

  void add_new(std::size_t place, std::string& text) {
    for (const auto index : added_[place]) {
      const auto& item = fresh_items_[index];
      auto before = is_single_line() ? std::string{" "} : item.piece.before;
      if (!is_single_line() && before.find('\n') == std::string::npos) before = "\n  ";
      append(std::move(before), fresh_text(item), item.piece.after, text);
    }
  }

  /// A new member, without what the old models say of it elsewhere.
  auto fresh_text(const MergeItem& item) const -> std::string {
    if (item.field == nullptr || is_other_side(item)) return item.piece.text;
    auto text = item.piece.text;
    const auto& attributes = item.field->attributes;
    for (auto i = attributes.size(); i-- > 0;) {
      const auto span = attributes[i].span;
      auto facts = sides_.fresh.facts.within(owner_, span);
      if (facts.empty() || !are_said(facts, false)) continue;
      const auto at = span.begin - item.piece.span.begin;
      text.erase(at - 1, span.end - span.begin + 1);
    }
    return text;
  }

  void add_old(std::size_t index, std::string& text) {
    const auto& item = old_items_[index];
    switch (fates_[index]) {
      case Fate::kept:
        return append(item.piece.before, item.piece.text, item.piece.after, text);
      case Fate::changed:
        return add_changed(item, fresh_items_[partner_of(index)], text);
      case Fate::gone:
        pending_ += left_behind(item.piece.before);
        if (pending_.empty() && has_empty_line(item.piece.before)) pending_ = "\n";
        return;
    }
  }

  auto partner_of(std::size_t index) const -> std::size_t {
    return static_cast<std::size_t>(std::ranges::find(partners_, std::optional{index}) -
                                    partners_.begin());
  }

  void add_changed(const MergeItem& item, const MergeItem& fresh, std::string& text) {
    auto before = item.piece.before;
    const auto has_no_docs = is_other_side(item) || (item.field != nullptr && has_key_alone(item));
    if (!has_no_docs && docs_in(before) != docs_in(fresh.piece.before)) {
      before = with_docs(before, docs_in(fresh.piece.before));
    }
    const auto is_only_docs = are_so(item.facts, false) && are_said(fresh.facts, false);
    if (is_only_docs) return append(before, item.piece.text, item.piece.after, text);
    before = with_comments(before, plain_comments(*item.cutter, item.piece.span));
    const auto are_fields =
        item.field != nullptr && fresh.field != nullptr && !key_of(item).starts_with("field ");
    append(before,
           are_fields ? merge_field(sides_, item, fresh) : with_allowed(fresh.piece.text, item),
           item.piece.after,
           text);
  }

  /// A new member with the warnings that are meant in the old one.
  static auto with_allowed(std::string text, const MergeItem& old) -> std::string {
    if (old.attributes == nullptr) return text;
    const auto end = text.find_last_not_of(" ;,");
    auto at = end == std::string::npos ? text.size() : end + 1;
    for (const auto& attribute : *old.attributes) {
      if (attribute.name.text != "allow") continue;
      const auto added = " " + old.cutter->text(attribute.span);
      text.insert(at, added);
      at += added.size();
    }
    return text;
  }

  /// Whether it is a relation on fields: its foreign key has no comment here.
  static auto has_key_alone(const MergeItem& item) -> bool {
    return key_of(item).starts_with("foreign key ");
  }

  // -- the head

  auto head_facts(const MergeSide& side,
                  const syntax::Declaration& declaration,
                  const std::optional<Cut>& body) const -> std::vector<const DeclaredFact*> {
    auto span = declaration.span;
    if (body) span.end = span.begin + static_cast<std::uint32_t>(body->head.size());
    return side.facts.within(owner_, span);
  }

  auto before() const -> std::string {
    const auto is_same = are_so(head_facts(sides_.old, old_, old_body_), true) &&
                         are_said(head_facts(sides_.fresh, fresh_, fresh_body_), true);
    auto before = old_piece_.before;
    if (!is_same) before = with_docs(before, docs_in(fresh_piece_.before));
    if (keeps_head()) return before;
    auto span = old_.span;
    if (old_body_) span.end = span.begin + static_cast<std::uint32_t>(old_body_->head.size());
    return with_comments(before, plain_comments(old_cutter_, span));
  }

  auto keeps_head() const -> bool {
    return !has_lost_mixin_ && are_so(head_facts(sides_.old, old_, old_body_), false) &&
           (old_body_ || !fresh_body_);
  }

  auto head() const -> std::string {
    if (keeps_head()) return old_body_ ? old_body_->head : old_piece_.text;
    const auto* old = std::get_if<syntax::Model>(&old_.node);
    const auto* fresh = std::get_if<syntax::Model>(&fresh_.node);
    if (old == nullptr || fresh == nullptr) return fresh_body_->head;
    auto text = fresh_body_ ? fresh_body_->head : fresh_piece_.text;
    while (text.ends_with('{') || text.ends_with(';') || text.ends_with(' ')) text.pop_back();
    auto names = std::string{};
    for (const auto& base : bases_) names += (names.empty() ? " : " : ", ") + base;
    text.insert(fresh->name.span.end - fresh_.span.begin, names);
    for (const auto& attribute : old->attributes) {
      if (std::ranges::find(attributes_of_tables, attribute.name.text) !=
          attributes_of_tables.end())
        continue;
      text += " " + old_cutter_.text(attribute.span);
    }
    return text + (old_body_ || fresh_body_ ? " {" : ";");
  }

  const MergeSides& sides_;
  const syntax::Declaration& old_;
  const Piece& old_piece_;
  const syntax::Declaration& fresh_;
  const Piece& fresh_piece_;
  const FileCutter& old_cutter_;
  const FileCutter& fresh_cutter_;
  std::string owner_;
  std::optional<Cut> old_body_;
  std::optional<Cut> fresh_body_;
  std::vector<MergeItem> old_items_;
  std::vector<MergeItem> fresh_items_;
  std::vector<std::string> bases_;  // mixins that stay
  bool has_lost_mixin_ = false;
  std::vector<Fate> fates_;                           // of old items
  std::vector<std::optional<std::size_t>> partners_;  // old items, by fresh item
  std::vector<std::vector<std::size_t>> added_;       // fresh items, by the place of old ones
  std::string pending_;                               // what gone members leave
  bool needs_comma_ = false;
  std::size_t comma_at_ = 0;
};

}  // namespace

MergeSide::MergeSide(const Compilation& compiled, const source::SourceSet& files)
    : compilation(compiled), sources(files), facts(compiled) {
  for (const auto& file : files.files()) cutters.emplace_back(file);
}

auto MergeSides::is_so(const DeclaredFact& fact) const -> bool {
  const auto* there = fresh.facts.find(fact.key);
  if (there == nullptr) {
    // What leads to a table that was left out is not seen.
    return !sees_all && std::ranges::any_of(
                            fact.needs, [&](const auto& table) { return is_out_of_sight(table); });
  }
  if (fact.text == "implied" && !fact.basis.empty()) {
    const auto* basis = old.facts.find(fact.basis);
    if (basis == nullptr) return false;
    const auto facts = old.facts.of(basis->owner);
    return std::ranges::all_of(facts, [&](const auto* each) { return holds(*each, fresh.facts); });
  }
  return holds(fact, fresh.facts);
}

auto MergeSides::is_out_of_sight(const std::string& table) const -> bool {
  const auto* there = fresh.facts.find(table);
  return there == nullptr || static_cast<std::size_t>(there->place.file) >= pulled_files;
}

auto MergeSides::is_said(const DeclaredFact& fact) const -> bool {
  const auto* there = old.facts.find(fact.key);
  if (there != nullptr) return is_so(*there);
  return !fact.basis.empty() && old.facts.find(fact.basis) != nullptr;
}

auto merge_declaration(const MergeSides& sides,
                       const syntax::Declaration& old,
                       const Piece& old_piece,
                       const syntax::Declaration& fresh,
                       const Piece& fresh_piece,
                       const std::string& owner) -> MergedDeclaration {
  return DeclarationMerge{sides, old, old_piece, fresh, fresh_piece, owner}.merge();
}

}  // namespace ormc::driver
