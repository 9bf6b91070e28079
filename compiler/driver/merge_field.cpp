#include "driver/merge_field.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "introspect/canonical.hpp"

namespace ormc::driver {

namespace {

using syntax::Attribute;

/// What part of a column an attribute says.
constexpr auto parts_of_columns = std::to_array<std::pair<std::string_view, ColumnPart>>({
    {"identity", ColumnPart::sequence},
    {"sequence", ColumnPart::sequence},
    {"generated", ColumnPart::value},
    {"default", ColumnPart::value},
    {"collate", ColumnPart::collate},
    {"storage", ColumnPart::storage},
    {"compression", ColumnPart::compression},
    {"statistics", ColumnPart::statistics},
    {"with", ColumnPart::with},
    {"options", ColumnPart::options},
});

/// Attributes that say how a foreign key is, or what it is on.
constexpr auto of_foreign_keys = std::to_array<std::string_view>({"on_delete",
                                                                  "on_update",
                                                                  "match",
                                                                  "fields",
                                                                  "references",
                                                                  "constraint",
                                                                  "deferrable",
                                                                  "initially_deferred",
                                                                  "not_valid"});

auto fact_like(const MergeItem& item, std::string_view beginning) -> const DeclaredFact* {
  const auto place = std::ranges::find_if(item.facts, [&](const auto* fact) {
    return !fact->is_doc && fact->key.starts_with(beginning);
  });
  return place == item.facts.end() ? nullptr : *place;
}

class FieldMerge {
 public:
  FieldMerge(const MergeSides& sides, const MergeItem& old, const MergeItem& fresh)
      : sides_(sides),
        old_(old),
        fresh_(fresh),
        column_(fact_like(fresh, "column ")),
        has_old_column_(fact_like(old, "column ") != nullptr),
        used_(fresh.field->attributes.size(), false) {}

  auto merge() -> std::string {
    auto attributes = std::string{};
    for (const auto& attribute : old_.field->attributes) attributes += kept(attribute);
    for (auto i = std::size_t{0}; i < used_.size(); ++i) {
      const auto& attribute = fresh_.field->attributes[i];
      if (!used_[i] && !is_said_elsewhere(attribute)) {
        attributes += " " + fresh_.cutter->text(attribute.span);
      }
    }
    return fresh_.cutter->text(fresh_.field->name.span) + ": " + type() +
           (fresh_.field->nullable ? "?" : "") + default_value() + attributes + ";";
  }

 private:
  auto is_same(ColumnPart part) const -> bool {
    if (column_ == nullptr || !has_old_column_) return false;
    const auto before = sides_.old.facts.part_of_column(column_->key, part);
    const auto now = sides_.fresh.facts.part_of_column(column_->key, part);
    return before == now || introspect::is_spelling_of(now, before);
  }

  auto keeps_type() const -> bool {
    const auto* key = fact_like(fresh_, "foreign key ");
    const auto* old_key = fact_like(old_, "foreign key ");
    if (key != nullptr || old_key != nullptr) {
      return key != nullptr && old_key != nullptr && key->key == old_key->key;
    }
    return is_same(ColumnPart::type) && is_serial(sides_.old) == is_serial(sides_.fresh);
  }

  auto is_serial(const MergeSide& side) const -> bool {
    const auto* column = side.facts.column(column_->key).column;
    return column != nullptr && column->identity == schema::Column::Identity::serial;
  }

  auto type() const -> std::string {
    const auto& from = keeps_type() ? old_ : fresh_;
    return from.cutter->text(from.field->type.span);
  }

  /// What `@default` or `@version` says is not said again.
  auto default_value() const -> std::string {
    if (fresh_.field->default_value == nullptr) return {};
    const auto keeps = is_same(ColumnPart::value);
    if (keeps && old_.field->default_value == nullptr) return {};
    const auto& from = keeps ? old_ : fresh_;
    return " = " + from.cutter->text(from.field->default_value->span);
  }

  static auto facts_at(const MergeItem& item, const Attribute& attribute)
      -> std::vector<const DeclaredFact*> {
    auto facts = std::vector<const DeclaredFact*>{};
    for (const auto* fact : item.facts) {
      const auto is_there = fact->place.file == attribute.span.file &&
                            fact->place.begin >= attribute.span.begin &&
                            fact->place.end <= attribute.span.end;
      if (is_there && !fact->is_doc) facts.push_back(fact);
    }
    return facts;
  }

  /// Of an attribute of the fresh field: an index, say, that the old models declare by itself.
  auto is_said_elsewhere(const Attribute& attribute) const -> bool {
    const auto facts = facts_at(fresh_, attribute);
    return !facts.empty() &&
           std::ranges::all_of(facts, [&](const auto* fact) { return sides_.is_said(*fact); });
  }

  void use(const std::string& name) {
    for (auto i = std::size_t{0}; i < used_.size(); ++i) {
      used_[i] = used_[i] || fresh_.field->attributes[i].name.text == name;
    }
  }

  auto is_of_foreign_key(const Attribute& attribute) const -> bool {
    if (fact_like(old_, "foreign key ") == nullptr) return false;
    if (attribute.name.text == "on_update" && attribute.words.empty()) return false;
    return std::ranges::find(of_foreign_keys, attribute.name.text) != of_foreign_keys.end();
  }

  /// An attribute of the old field, if it still holds.
  auto kept(const Attribute& attribute) -> std::string {
    if (!holds(attribute)) return {};
    use(attribute.name.text);
    return " " + old_.cutter->text(attribute.span);
  }

  auto holds(const Attribute& attribute) const -> bool {
    const auto& name = attribute.name.text;
    const auto facts = facts_at(old_, attribute);
    if (!facts.empty()) {
      return std::ranges::all_of(facts, [&](const auto* fact) { return sides_.is_so(*fact); });
    }
    if (is_of_foreign_key(attribute)) {
      return sides_.is_so(*fact_like(old_, "foreign key "));
    }
    const auto* part =
        std::ranges::find(parts_of_columns, name, &std::pair<std::string_view, ColumnPart>::first);
    if (part != parts_of_columns.end()) return is_same(part->second);
    // What a list is seen through, and from where.
    if (name == "inverse" || name == "through") return false;
    if (name == "column") return has_old_column_ && column_ != nullptr;
    return true;
  }

  const MergeSides& sides_;
  const MergeItem& old_;
  const MergeItem& fresh_;
  const DeclaredFact* column_;
  bool has_old_column_;
  std::vector<bool> used_;  // attributes of the fresh field
};

}  // namespace

auto merge_field(const MergeSides& sides, const MergeItem& old, const MergeItem& fresh)
    -> std::string {
  return FieldMerge{sides, old, fresh}.merge();
}

}  // namespace ormc::driver
