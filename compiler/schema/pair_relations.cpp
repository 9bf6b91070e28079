#include <algorithm>

#include "diagnostics/relation_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"
#include "schema/unique_columns.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AmbiguousInverse;
using diagnostics::DuplicateInverse;
using diagnostics::InverseCardinality;
using diagnostics::NoInverse;
using diagnostics::ThroughRelations;
using diagnostics::UnknownField;
using diagnostics::UnknownModel;
using diagnostics::WrongInverse;
using Kind = FieldDraft::Kind;

auto is_other_side(const FieldDraft& field) -> bool {
  return field.kind == Kind::list || field.kind == Kind::inverse_one;
}

/// The other side of one field: `field` of `model`, which is a list or to-one by `@inverse`.
class Pairing {
 public:
  Pairing(Resolution& resolution, ModelId model, std::size_t field)
      : resolution_(resolution),
        model_(model),
        place_(field),
        field_(resolution.draft(model).fields[field]),
        target_(*field_.target) {}

  /// Follows `@through` or `@inverse`.
  void pair_as_written() {
    const auto& attributes = field_.syntax->attributes;
    if (const auto* through = find_attribute(attributes, "through")) {
      pair_through(*through);
    } else if (const auto* inverse = find_attribute(attributes, "inverse")) {
      pair_with(name_arguments(*inverse).front());
    }
  }

  /// Finds the one field of the target that fits.
  void pair_by_inference() {
    if (field_.kind != Kind::list || field_.partner || field_.through) return;
    auto free = std::vector<std::size_t>{};
    auto taken = std::vector<std::size_t>{};
    for (auto i = std::size_t{0}; i < target_draft().fields.size(); ++i) {
      if (is_candidate(i)) (target_field(i).partner ? taken : free).push_back(i);
    }
    if (free.size() == 1) {
      pair_with_candidate(free.front());
    } else if (free.size() > 1) {
      report_ambiguous(free);
    } else if (!taken.empty()) {
      report_taken(taken.front());
    } else {
      report_nothing();
    }
  }

  void check_cardinality() {
    if (!is_other_side(field_) || !field_.partner) return;
    const auto& partner = target_field(*field_.partner);
    if (partner.kind != Kind::to_one) return;
    const auto unique = identifies_row(resolution_.schema.at(target_), partner.indices);
    if (unique == (field_.kind == Kind::inverse_one)) return;
    resolution_.diagnostics
        .report(field_.syntax->type.span,
                InverseCardinality{own_name(), target_name(), name_of(partner), unique})
        .label(partner.syntax->name.span, InverseCardinality::declared);
    field_.kind = Kind::failed;
  }

 private:
  auto target_draft() -> ModelDraft& { return resolution_.draft(target_); }
  auto target_field(std::size_t i) -> FieldDraft& { return target_draft().fields[i]; }
  static auto name_of(const FieldDraft& field) -> const std::string& {
    return field.syntax->name.text;
  }
  auto own_name() const -> const std::string& { return name_of(field_); }
  auto owner_name() const -> const std::string& { return resolution_.schema.at(model_).name; }
  auto target_name() const -> const std::string& { return resolution_.schema.at(target_).name; }

  // ---- @inverse

  void pair_with(const syntax::Name& name) {
    const auto place = resolution_.find_field_draft(target_, name.text);
    if (!place) {
      auto names = std::vector<std::string>{};
      for (const auto& field : target_draft().fields) names.push_back(name_of(field));
      resolution_.diagnostics.report(name.span, UnknownField{name.text, target_name(), names});
      field_.kind = Kind::failed;
      return;
    }
    auto& partner = target_field(*place);
    const auto broken = partner.kind == Kind::failed;
    if (broken || !fits(*place)) {
      if (!broken) {
        resolution_.diagnostics
            .report(name.span, WrongInverse{name.text, target_name(), owner_name()})
            .label(partner.syntax->name.span, WrongInverse::declared);
      }
      field_.kind = Kind::failed;
      return;
    }
    if (partner.partner && !(partner.kind == Kind::list && *partner.partner == place_)) {
      report_taken(*place);
      return;
    }
    field_.partner = *place;
    partner.partner = place_;
  }

  /// Whether the target's field is a relation back to this model that this one may be seen from.
  auto fits(std::size_t place) -> bool {
    const auto& partner = target_field(place);
    if (partner.target != model_ || is_self(place)) return false;
    if (partner.kind == Kind::to_one) return true;
    return partner.kind == Kind::list && field_.kind == Kind::list;
  }

  auto is_self(std::size_t place) const -> bool { return target_ == model_ && place == place_; }

  // ---- inference

  /// Whether the target's field could be meant by this list. Lists that say themselves what their
  /// other side is are not candidates for others.
  auto is_candidate(std::size_t place) -> bool {
    if (!fits(place)) return false;
    const auto& attributes = target_field(place).syntax->attributes;
    return !has_attribute(attributes, "inverse") && !has_attribute(attributes, "through");
  }

  void pair_with_candidate(std::size_t place) {
    auto& partner = target_field(place);
    if (partner.kind == Kind::list) {
      auto rivals = find_rivals();
      if (rivals.size() > 1) {
        // Each of them could be the other side of that one list.
        auto other = Pairing{resolution_, target_, place};
        other.report_ambiguous(rivals);
        for (const auto rival : rivals) resolution_.draft(model_).fields[rival].kind = Kind::failed;
        return;
      }
    }
    field_.partner = place;
    partner.partner = place_;
  }

  /// This model's lists of the target that have no other side yet.
  auto find_rivals() -> std::vector<std::size_t> {
    auto rivals = std::vector<std::size_t>{};
    const auto& fields = resolution_.draft(model_).fields;
    for (auto i = std::size_t{0}; i < fields.size(); ++i) {
      const auto& field = fields[i];
      const auto open = field.kind == Kind::list && field.target == target_ && !field.partner;
      if (open && !field.through && !(model_ == target_ && i != place_)) rivals.push_back(i);
    }
    return rivals;
  }

  void report_ambiguous(const std::vector<std::size_t>& candidates) {
    auto what = AmbiguousInverse{own_name(), owner_name(), target_name(), {}};
    for (const auto i : candidates) what.candidates.push_back(name_of(target_field(i)));
    auto& diagnostic = resolution_.diagnostics.report(field_.syntax->name.span, what);
    for (const auto i : candidates) {
      diagnostic.label(target_field(i).syntax->name.span, AmbiguousInverse::candidate);
    }
    field_.kind = Kind::failed;
  }

  void report_taken(std::size_t place) {
    const auto& partner = target_field(place);
    const auto& other = resolution_.draft(model_).fields[*partner.partner];
    resolution_.diagnostics
        .report(field_.syntax->name.span, DuplicateInverse{name_of(partner), target_name()})
        .label(other.syntax->name.span, DuplicateInverse::first);
    field_.kind = Kind::failed;
  }

  void report_nothing() {
    field_.kind = Kind::failed;
    // A field that failed might have been the one.
    for (const auto& field : target_draft().fields) {
      if (field.kind == Kind::failed && &field != &field_) return;
    }
    const auto self = target_ == model_;
    const auto suggestion =
        self ? own_name() + "_of: " + owner_name() + "[] @inverse(" + own_name() + ")"
             : snake_case(owner_name()) + ": " + owner_name();
    resolution_.diagnostics.report(
        field_.syntax->name.span,
        NoInverse{own_name(), owner_name(), target_name(), suggestion, self});
  }

  // ---- @through

  void pair_through(const syntax::Attribute& attribute) {
    const auto name = *model_argument(attribute);
    const auto junction = find_junction(name);
    if (!junction) {
      field_.kind = Kind::failed;
      return;
    }
    auto sides = name_arguments(attribute);
    // A junction with its module before it is no name alone.
    if (name.parts.size() == 1) sides.erase(sides.begin());
    const auto this_side = find_side(*junction, name.span, sides, 0, model_);
    if (!this_side) return;
    const auto other_side = find_side(*junction, name.span, sides, 1, target_);
    if (!other_side) return;
    field_.through = ThroughDraft{*junction, *this_side, *other_side};
  }

  auto find_junction(const syntax::QualifiedName& name) -> std::optional<ModelId> {
    const auto& schema = resolution_.schema;
    const auto found = find_by_name(schema, field_.module, name, Wanted::relations);
    if (!found.empty() && std::holds_alternative<ModelId>(found.front())) {
      return std::get<ModelId>(found.front());
    }
    const auto names = candidate_names(schema, field_.module, Wanted::relations);
    const auto written = spelled(name);
    resolution_.diagnostics.report(name.span,
                                   UnknownModel{written, diagnostics::nearest(written, names)});
    return std::nullopt;
  }

  /// The junction's relation to `side`: the one named, else the only one.
  auto find_side(ModelId junction,
                 Span written,
                 const std::vector<syntax::Name>& names,
                 std::size_t argument,
                 ModelId side) -> std::optional<std::size_t> {
    const auto& draft = resolution_.draft(junction);
    const auto& schema = resolution_.schema;
    auto found = std::vector<std::size_t>{};
    for (auto i = std::size_t{0}; i < draft.fields.size(); ++i) {
      const auto& field = draft.fields[i];
      const auto is_named = names.size() <= argument || name_of(field) == names[argument].text;
      if (field.kind == Kind::to_one && field.target == side && is_named) found.push_back(i);
    }
    if (found.size() == 1) return found.front();
    field_.kind = Kind::failed;
    if (names.size() > argument) {
      const auto& name = names[argument];
      const auto named = resolution_.find_field_draft(junction, name.text);
      if (named && draft.fields[*named].kind == Kind::failed) return std::nullopt;
      resolution_.diagnostics.report(
          name.span, WrongInverse{name.text, schema.at(junction).name, schema.at(side).name});
      return std::nullopt;
    }
    for (const auto& field : draft.fields) {
      if (field.kind == Kind::failed && found.empty()) return std::nullopt;
    }
    resolution_.diagnostics
        .report(written,
                ThroughRelations{schema.at(junction).name, schema.at(side).name, found.size()})
        .label(schema.at(junction).span, ThroughRelations::declared);
    return std::nullopt;
  }

  Resolution& resolution_;
  ModelId model_;
  std::size_t place_;
  FieldDraft& field_;
  ModelId target_;
};

/// Two lists through one junction, in opposite directions, are each other's other side.
void pair_lists_through(Resolution& resolution, ModelId model, std::size_t place) {
  auto& field = resolution.draft(model).fields[place];
  if (field.kind != Kind::list || !field.through || field.partner) return;
  auto& others = resolution.draft(*field.target).fields;
  for (auto i = std::size_t{0}; i < others.size(); ++i) {
    auto& other = others[i];
    if (&other == &field || other.kind != Kind::list || !other.through || other.partner) continue;
    const auto& [junction, this_side, other_side] = *other.through;
    const auto mirrors = other.target == model && junction == field.through->junction &&
                         this_side == field.through->other_side &&
                         other_side == field.through->this_side;
    if (!mirrors) continue;
    field.partner = i;
    other.partner = place;
    return;
  }
}

template <class Visit>
void for_each_other_side(Resolution& resolution, Visit visit) {
  for (const auto model : resolution.model_ids()) {
    for (auto i = std::size_t{0}; i < resolution.draft(model).fields.size(); ++i) {
      if (is_other_side(resolution.draft(model).fields[i])) visit(model, i);
    }
  }
}

}  // namespace

void pair_relations(Resolution& resolution) {
  for_each_other_side(resolution, [&](ModelId model, std::size_t field) {
    Pairing{resolution, model, field}.pair_as_written();
  });
  for_each_other_side(resolution, [&](ModelId model, std::size_t field) {
    Pairing{resolution, model, field}.pair_by_inference();
  });
  for_each_other_side(resolution, [&](ModelId model, std::size_t field) {
    pair_lists_through(resolution, model, field);
    Pairing{resolution, model, field}.check_cardinality();
  });
  // A list whose partner failed fails with it.
  for_each_other_side(resolution, [&](ModelId model, std::size_t place) {
    auto& field = resolution.draft(model).fields[place];
    if (field.partner &&
        resolution.draft(*field.target).fields[*field.partner].kind == Kind::failed) {
      field.kind = Kind::failed;
    }
    if (!field.partner && !field.through) field.kind = Kind::failed;
  });
}

}  // namespace ormc::schema
