#include <algorithm>
#include <charconv>

#include "catalog/type_name.hpp"
#include "diagnostics/column_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/overloaded.hpp"
#include "schema/type_meaning.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AmbiguousName;
using diagnostics::Diagnostics;
using diagnostics::SerialNotAllowed;
using diagnostics::TypeModifier;
using diagnostics::UnknownField;
using diagnostics::UnknownType;

auto quoting_of(const syntax::Name& name) -> catalog::Quoting {
  return name.quoted ? catalog::Quoting::quoted : catalog::Quoting::unquoted;
}

/// A name as the catalogue knows it.
auto catalog_name(const syntax::Name& name) -> std::string {
  return name.quoted ? name.text : fold(name.text);
}

auto find_catalog_type(const Schema& schema, const syntax::QualifiedName& name)
    -> std::optional<Oid> {
  if (name.parts.empty() || name.parts.size() > 2) return std::nullopt;
  const auto sql_schema = name.parts.size() == 2 ? catalog_name(name.parts.front()) : std::string{};
  const auto& last = name.parts.back();
  return schema.catalog.find_type(sql_schema, catalog_name(last), quoting_of(last));
}

void report_ambiguous(const Schema& schema,
                      const syntax::QualifiedName& name,
                      const std::vector<NamedObject>& found,
                      Diagnostics& diagnostics) {
  auto what = AmbiguousName{spelled(name), {}};
  for (const auto object : found) what.candidates.push_back(qualified_name_of(schema, object));
  auto& diagnostic = diagnostics.report(name.span, what);
  for (const auto object : found)
    diagnostic.label(span_of(schema, object), AmbiguousName::candidate);
}

/// The model before the last dot of `Author.id`, if there is one.
auto find_type_of_field(const Schema& schema, ModuleId from, const syntax::QualifiedName& name)
    -> std::optional<TypeOfField> {
  if (name.parts.size() < 2) return std::nullopt;
  auto owner = name;
  owner.parts.pop_back();
  const auto found = find_relation(schema, from, owner);
  if (!found || !std::holds_alternative<ModelId>(*found)) return std::nullopt;
  return TypeOfField{std::get<ModelId>(*found), name.parts.back()};
}

/// The value of a modifier: a whole number, perhaps negative.
auto modifier_value(const syntax::Expr& expr) -> std::optional<std::int64_t> {
  const auto* literal = std::get_if<syntax::Literal>(&expr.node);
  auto sign = std::int64_t{1};
  if (const auto* unary = std::get_if<syntax::Unary>(&expr.node);
      unary && unary->op.symbol == "-") {
    literal = std::get_if<syntax::Literal>(&unary->operand->node);
    sign = -1;
  }
  if (!literal || literal->kind != syntax::Literal::Kind::integer) return std::nullopt;
  auto value = std::int64_t{0};
  const auto* end = literal->text.data() + literal->text.size();
  const auto [rest, error] = std::from_chars(literal->text.data(), end, value);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return sign * value;
}

auto modifier_problem(catalog::TypeNameError::Kind kind) -> TypeModifier::Problem {
  using Kind = catalog::TypeNameError::Kind;
  using Problem = TypeModifier::Problem;
  switch (kind) {
    case Kind::unknown_type:
    case Kind::takes_no_modifier:
      return Problem::takes_none;
    case Kind::no_array:
      return Problem::no_array;
    case Kind::wrong_modifier_count:
      return Problem::wrong_count;
    case Kind::modifier_out_of_range:
      return Problem::out_of_range;
    case Kind::invalid_interval_fields:
      return Problem::fields;
  }
  return Problem::takes_none;
}

auto modifiers_span(const syntax::TypeName& type) -> Span {
  if (type.modifiers.empty()) return type.span;
  return type.modifiers.front()->span.to(type.modifiers.back()->span);
}

/// A type of the catalogue with its modifiers.
auto spell_catalog_type(const Schema& schema,
                        const syntax::TypeName& type,
                        Diagnostics& diagnostics) -> std::optional<TypeRef> {
  const auto name = spelled(type.name);
  auto modifiers = std::vector<std::int64_t>{};
  for (const auto* modifier : type.modifiers) {
    const auto value = modifier_value(*modifier);
    if (!value) {
      diagnostics.report(modifier->span, TypeModifier{name, TypeModifier::Problem::not_a_number});
      return std::nullopt;
    }
    modifiers.push_back(*value);
  }
  const auto& last = type.name.parts.back();
  const auto sql_schema =
      type.name.parts.size() == 2 ? catalog_name(type.name.parts.front()) : std::string{};
  const auto own_name = catalog_name(last);
  const auto result = catalog::resolve_type_name(schema.catalog,
                                                 {.schema = sql_schema,
                                                  .name = own_name,
                                                  .quoting = quoting_of(last),
                                                  .modifiers = modifiers,
                                                  .interval_fields = type.interval_fields,
                                                  .array_dimensions = type.array_dimensions});
  if (const auto* found = std::get_if<TypeRef>(&result)) return *found;
  const auto& error = std::get<catalog::TypeNameError>(result);
  diagnostics.report(modifiers_span(type),
                     TypeModifier{.type = name,
                                  .problem = modifier_problem(error.kind),
                                  .given = error.given,
                                  .minimum = error.minimum,
                                  .maximum = error.maximum});
  return std::nullopt;
}

/// The type of a field, for `Author.id`.
auto field_type(const Schema& schema, const TypeOfField& place, Diagnostics& diagnostics)
    -> std::optional<TypeRef> {
  const auto& model = schema.at(place.model);
  const auto field = find_field(schema, place.model, place.field);
  if (field && field->index() == 0) return model.columns[std::get<0>(*field).second].type;
  if (field) {
    const auto& relation = model.relations[std::get<1>(*field).second];
    if (relation.kind == Relation::Kind::to_one && relation.local_columns.size() == 1) {
      return model.columns[relation.local_columns.front()].type;
    }
  }
  if (is_failed_field(model, place.field)) return std::nullopt;
  const auto names = field_names(schema, place.model);
  diagnostics.report(place.field.span, UnknownField{place.field.text, model.name, names});
  return std::nullopt;
}

}  // namespace

namespace {

/// The multirange of one of the program's ranges, by its name in the database or in the language's
/// way of writing.
auto find_multirange(const Schema& schema, const syntax::QualifiedName& name)
    -> std::optional<Oid> {
  if (name.parts.empty() || name.parts.size() > 2) return std::nullopt;
  for (const auto& range : schema.range_types) {
    if (range.type == catalog::no_oid) continue;
    const auto oid = schema.catalog.type(range.type).multirange;
    const auto& row = schema.catalog.type(oid);
    const auto is_there = name.parts.size() == 1 || name.parts.front().text == row.schema ||
                          name.parts.front().text == schema.at(range.module).name;
    const auto& last = name.parts.back().text;
    if (is_there && (last == row.name || last == pascal_case(row.name))) return oid;
  }
  return std::nullopt;
}

}  // namespace

auto find_type_meaning(const Schema& schema,
                       ModuleId from,
                       const syntax::QualifiedName& name,
                       Diagnostics& diagnostics) -> TypeMeaning {
  auto found = find_by_name(schema, from, name, Wanted::types);
  if (found.empty()) {
    // A schema may be called as a table is: what is no field may be a type of that schema.
    const auto field = find_type_of_field(schema, from, name);
    const auto in_schema = find_by_sql_name(schema, from, name, Wanted::types);
    if (field && (in_schema.empty() || find_field(schema, field->model, field->field))) {
      return *field;
    }
    if (const auto oid = find_catalog_type(schema, name)) {
      // A type of this program is known by more than its oid.
      if (*oid < catalog::first_user_oid) return CatalogType{*oid};
    }
    found = find_by_sql_name(schema, from, name, Wanted::types);
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    if (const auto oid = find_multirange(schema, name)) return ImpliedType{*oid};
    return NoType{};
  }
  report_ambiguous(schema, name, found, diagnostics);
  return AmbiguousType{};
}

namespace {

/// The one number behind a type of the program's own that takes some: what it means is the
/// database's secret.
auto base_type_modifier(const Schema& schema, const syntax::TypeName& type, TypeRef named)
    -> const syntax::Expr* {
  const auto takes_some = schema.catalog.type(named.oid).has_modifier;
  if (!takes_some || type.modifiers.size() != 1) return nullptr;
  return modifier_value(*type.modifiers.front()) ? type.modifiers.front() : nullptr;
}

}  // namespace

auto spell_type(const Schema& schema,
                const syntax::TypeName& type,
                std::optional<TypeRef> named,
                Diagnostics& diagnostics) -> std::optional<TypeRef> {
  if (!named) return spell_catalog_type(schema, type, diagnostics);
  if (const auto* modifier = base_type_modifier(schema, type, *named)) {
    named->modifier = static_cast<std::int32_t>(*modifier_value(*modifier));
  } else if (!type.modifiers.empty()) {
    diagnostics.report(modifiers_span(type),
                       TypeModifier{spelled(type.name), TypeModifier::Problem::takes_none});
    return std::nullopt;
  }
  if (type.array_dimensions == 0) return named;
  return TypeRef{schema.catalog.array_of(named->oid), named->modifier};
}

void report_unknown_type(const Schema& schema,
                         ModuleId from,
                         const syntax::TypeName& type,
                         Diagnostics& diagnostics) {
  const auto name = spelled(type.name);
  if (type.name.parts.size() == 1 && catalog::Catalog::find_serial(fold(name))) {
    diagnostics.report(type.name.span, SerialNotAllowed{name});
    return;
  }
  auto candidates = candidate_names(schema, from, Wanted::types);
  // Array types have names of their own that nobody means.
  for (const auto known : schema.catalog.type_names()) {
    if (!known.starts_with('_')) candidates.emplace_back(known);
  }
  diagnostics.report(type.name.span, UnknownType{name, diagnostics::nearest(name, candidates)});
}

auto type_of(const Schema& schema, NamedObject object) -> TypeRef {
  return std::visit(Overloaded{[&](EnumId id) { return TypeRef{schema.at(id).type}; },
                               [&](DomainId id) { return TypeRef{schema.at(id).type}; },
                               [&](CompositeId id) { return TypeRef{schema.at(id).type}; },
                               [&](RangeTypeId id) { return TypeRef{schema.at(id).type}; },
                               [&](BaseTypeId id) { return TypeRef{schema.at(id).type}; },
                               [&](ModelId id) { return TypeRef{schema.at(id).row_type}; },
                               [&](ViewId) { return TypeRef{}; },
                               [&](AliasId id) { return schema.at(id).type; }},
                    object);
}

namespace {

/// The rows of a view are of a type, too, which is no type of a field.
auto view_row_type(const Schema& schema, ModuleId from, const syntax::QualifiedName& name)
    -> std::optional<TypeRef> {
  const auto relation = find_relation(schema, from, name);
  const auto* id = relation ? std::get_if<ViewId>(&*relation) : nullptr;
  if (id == nullptr) return std::nullopt;
  return TypeRef{schema.at(*id).row_type};
}

/// A view of the module itself comes before what is called so in another.
auto hides(const Schema& schema,
           ModuleId from,
           const syntax::QualifiedName& name,
           NamedObject object) -> bool {
  const auto is_here = [&](ModuleId module) {
    return schema.at(module).name == schema.at(from).name;
  };
  if (name.parts.size() != 1 || is_here(module_of(schema, object))) return false;
  const auto relation = find_relation(schema, from, name);
  const auto* view = relation ? std::get_if<ViewId>(&*relation) : nullptr;
  return view != nullptr && is_here(schema.at(*view).module);
}

}  // namespace

auto resolve_type(const Schema& schema,
                  ModuleId from,
                  const syntax::TypeName& type,
                  Diagnostics& diagnostics) -> std::optional<TypeRef> {
  const auto usable = [&](TypeRef named) -> std::optional<TypeRef> {
    // A type that could not be resolved itself has been reported where it is declared.
    if (named.oid == catalog::no_oid) return std::nullopt;
    return spell_type(schema, type, named, diagnostics);
  };
  return std::visit(
      Overloaded{[&](NoType) -> std::optional<TypeRef> {
                   if (const auto row = view_row_type(schema, from, type.name)) return usable(*row);
                   report_unknown_type(schema, from, type, diagnostics);
                   return std::nullopt;
                 },
                 [](AmbiguousType) -> std::optional<TypeRef> { return std::nullopt; },
                 [&](NamedObject object) {
                   const auto row = hides(schema, from, type.name, object)
                                        ? view_row_type(schema, from, type.name)
                                        : std::nullopt;
                   return usable(row ? *row : type_of(schema, object));
                 },
                 [&](ImpliedType implied) { return usable(TypeRef{implied.oid}); },
                 [&](const TypeOfField& field) -> std::optional<TypeRef> {
                   const auto found = field_type(schema, field, diagnostics);
                   return found ? usable(*found) : std::nullopt;
                 },
                 [&](CatalogType) { return spell_type(schema, type, std::nullopt, diagnostics); }},
      find_type_meaning(schema, from, type.name, diagnostics));
}

}  // namespace ormc::schema
