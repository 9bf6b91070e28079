// What a program and its extensions add to the built-in tables.

#include <algorithm>
#include <cassert>

#include "catalog/catalog.hpp"
#include "catalog/extension_file.hpp"
#include "catalog/tables.hpp"

namespace ormc::catalog {

namespace {

constexpr std::size_t name_limit = 63;

/// The name of an array type, as makeArrayTypeName builds it: `_` before, cut to the limit.
auto array_type_name(std::string_view element) -> std::string {
  return std::string{"_"}.append(element.substr(0, name_limit - 1));
}

/// The name of a multirange type that `create type as range` makes up.
auto multirange_type_name(std::string_view range) -> std::string {
  if (const auto place = range.find("range"); place != std::string_view::npos) {
    return std::string{range.substr(0, place)}.append("multi").append(range.substr(place));
  }
  return std::string{range}.append("_multirange");
}

}  // namespace

auto Catalog::keep(std::string_view text) -> std::string_view {
  return strings_.emplace_back(text);
}

auto Catalog::insert_type(UserType added) -> UserType& {
  UserType& kept = user_types_.emplace_back(std::move(added));
  type_places_.emplace(kept.row.oid, user_types_.size() - 1);
  type_names_.emplace(kept.row.name, kept.row.oid);
  return kept;
}

auto Catalog::add_type(Type row, std::string_view schema, std::string_view name) -> UserType& {
  row.oid = new_oid();
  row.schema = keep(schema);
  row.name = keep(name);
  row.array = new_oid();
  const Type array{.oid = row.array,
                   .schema = row.schema,
                   .name = keep(array_type_name(name)),
                   .category = category::array,
                   .has_modifier = row.has_modifier,
                   .collatable = row.collatable,
                   .subscripting = Subscripting::array,
                   .element = row.oid};
  UserType& kept = insert_type({.row = row});
  insert_type({.row = array});
  return kept;
}

auto Catalog::add_enum(std::string_view schema,
                       std::string_view name,
                       std::span<const std::string> labels) -> Oid {
  UserType& added =
      add_type({.kind = TypeKind::enumeration, .category = category::enumeration, .length = 4},
               schema,
               name);
  for (const std::string& label : labels) added.labels.push_back(keep(label));
  return added.row.oid;
}

auto Catalog::add_domain(std::string_view schema,
                         std::string_view name,
                         TypeRef base,
                         bool not_null) -> Oid {
  const Type& below = type(base.oid);
  const Type row{.kind = TypeKind::domain,
                 .category = below.category,
                 .collatable = below.collatable,
                 .not_null = not_null || below.not_null,
                 .length = below.length,
                 .base = base};
  return add_type(row, schema, name).row.oid;
}

auto Catalog::add_composite(std::string_view schema,
                            std::string_view name,
                            std::span<const NewField> fields) -> Oid {
  const Type row{.kind = TypeKind::composite, .category = category::composite};
  const Oid added = add_type(row, schema, name).row.oid;
  set_fields(added, fields);
  return added;
}

auto Catalog::add_table_row_type(std::string_view schema,
                                 std::string_view name,
                                 std::span<const NewField> fields) -> Oid {
  const Type row{.kind = TypeKind::composite, .category = category::composite, .of_relation = true};
  const Oid added = add_type(row, schema, name).row.oid;
  set_fields(added, fields);
  return added;
}

auto Catalog::set_parents(Oid row_type, std::span<const Oid> parents) -> void {
  const auto place = type_places_.find(row_type);
  assert(place != type_places_.end() && "parents are given to a row type of the program");
  user_types_[place->second].parents.assign(parents.begin(), parents.end());
}

auto Catalog::set_fields(Oid composite, std::span<const NewField> fields) -> void {
  const auto place = type_places_.find(composite);
  assert(place != type_places_.end() && "fields are given to a composite of the program");
  std::vector<TypeField> kept;
  kept.reserve(fields.size());
  for (const NewField& field : fields) {
    kept.push_back({.name = keep(field.name), .type = field.type, .not_null = field.not_null});
  }
  user_types_[place->second].fields = std::move(kept);
}

auto Catalog::add_range(std::string_view schema,
                        std::string_view name,
                        Oid subtype,
                        std::string_view multirange_name,
                        std::string_view multirange_schema) -> Oid {
  const std::string made_up = multirange_type_name(name);
  const std::string_view other = multirange_name.empty() ? made_up : multirange_name;
  UserType& range = add_type(
      {.kind = TypeKind::range, .category = category::range, .subtype = subtype}, schema, name);
  UserType& multirange =
      add_type({.kind = TypeKind::multirange, .category = category::range, .subtype = subtype},
               multirange_schema.empty() ? schema : multirange_schema,
               other);
  range.row.multirange = multirange.row.oid;
  multirange.row.range = range.row.oid;
  add_range_functions(range.row, multirange.row);
  return range.row.oid;
}

auto Catalog::add_range_functions(const Type& range, const Type& multirange) -> void {
  const auto constructor = [&](const Type& made, std::vector<Oid> arguments, bool strict) {
    return NewFunction{
        .schema = std::string{made.schema},
        .name = std::string{made.name},
        .volatility = Volatility::immutable,
        .nulls = strict ? NullBehavior::null_for_null_only : NullBehavior::never_null,
        .strict = strict,
        .arguments = std::move(arguments),
        .result = made.oid};
  };
  add_function(constructor(range, {range.subtype, range.subtype}, false));
  add_function(constructor(range, {range.subtype, range.subtype, oid::text}, false));
  add_function(constructor(multirange, {}, true));
  const Oid from_range = add_function(constructor(multirange, {range.oid}, true));
  NewFunction from_ranges = constructor(multirange, {range.array}, true);
  from_ranges.variadic = true;
  add_function(from_ranges);
  add_cast({.source = range.oid,
            .target = multirange.oid,
            .function = from_range,
            .context = CoercionContext::explicit_,
            .method = CastMethod::function});
}

auto Catalog::add_opaque_type(std::string_view schema, std::string_view name, char category)
    -> Oid {
  // Whether such a type takes modifiers is unknown; it is let have them.
  return add_type({.category = category, .has_modifier = true, .text_only = true}, schema, name)
      .row.oid;
}

auto Catalog::add_function(const NewFunction& function) -> Oid {
  UserFunction& added = user_functions_.emplace_back();
  added.arguments = function.arguments;
  for (const std::string& name : function.argument_names)
    added.argument_names.push_back(keep(name));
  for (const auto& [name, type] : function.out_columns)
    added.out_columns.push_back({keep(name), type});
  Oid variadic_element = no_oid;
  if (function.variadic && !function.arguments.empty()) {
    const Oid last = function.arguments.back();
    switch (last) {
      case oid::any:
        variadic_element = oid::any;
        break;
      case oid::anyarray:
        variadic_element = oid::anyelement;
        break;
      case oid::anycompatiblearray:
        variadic_element = oid::anycompatible;
        break;
      default:
        variadic_element = element_of(last);
        break;
    }
  }
  added.row = {.oid = new_oid(),
               .schema = keep(function.schema),
               .name = keep(function.name),
               .kind = function.kind,
               .volatility = function.volatility,
               .aggregate_kind = function.aggregate_kind,
               .nulls = function.nulls,
               .strict = function.strict,
               .returns_set = function.returns_set,
               .default_count = function.default_count,
               .direct_arguments = function.direct_arguments,
               .variadic_element = variadic_element,
               .result = function.result,
               .arguments = added.arguments,
               .argument_names = added.argument_names,
               .out_columns = added.out_columns};
  function_places_.emplace(added.row.oid, user_functions_.size() - 1);
  function_names_.emplace(added.row.name, added.row.oid);
  return added.row.oid;
}

auto Catalog::add_operator(const NewOperator& op) -> Oid {
  const Operator& added =
      user_operators_.emplace_back(Operator{.oid = new_oid(),
                                            .schema = keep(op.schema),
                                            .name = keep(op.name),
                                            .left = op.left,
                                            .right = op.right,
                                            .result = function(op.function).result,
                                            .function = op.function});
  operator_places_.emplace(added.oid, user_operators_.size() - 1);
  operator_names_.emplace(added.name, added.oid);
  return added.oid;
}

auto Catalog::add_cast(const Cast& cast) -> void {
  user_casts_.insert_or_assign({cast.source, cast.target}, cast);
}

auto Catalog::add_collation(std::string_view schema, std::string_view name) -> void {
  auto row = Collation{};
  row.schema = keep(schema);
  row.name = keep(name);
  user_collations_.push_back(row);
}

auto Catalog::add_operator_class(OperatorClass row) -> void {
  row.oid = new_oid();
  row.family = new_oid();
  row.schema = keep(row.schema);
  row.name = keep(row.name);
  extension_classes_.push_back(row);
}

auto Catalog::add_extension(std::string_view name, std::string_view schema) -> bool {
  if (name == "plpgsql") return true;  // every database has it, and it brings no types
  const auto all = tables::extensions();
  const auto found = std::ranges::lower_bound(all, name, {}, &tables::Extension::name);
  if (found == all.end() || found->name != name) return false;
  if (extensions_.contains(name)) return true;
  for (const std::string_view required : found->required) add_extension(required, schema);
  add_extension_rows(*found, schema);
  return true;
}

auto Catalog::add_extension(std::string_view name,
                            std::string_view schema,
                            std::string_view description) -> std::optional<std::string> {
  auto read = read_extension(*this, name, description, next_described_oid_);
  if (auto* problem = std::get_if<std::string>(&read)) return std::move(*problem);
  std::shared_ptr<const DescribedExtension> described =
      std::move(std::get<std::unique_ptr<DescribedExtension>>(read));
  described_.push_back(described);
  next_described_oid_ = described->end;
  add_extension_rows(described->rows, schema);
  for (const auto& [type, labels] : described->labels) {
    user_types_[type_places_.at(type)].labels = labels;
  }
  return std::nullopt;
}

auto Catalog::add_extension_rows(const tables::Extension& extension, std::string_view schema)
    -> void {
  const std::string_view kept_schema = keep(schema);
  extensions_.emplace(extension.name, kept_schema);
  add_extension_types(extension, kept_schema);
  for (const Cast& row : extension.casts) add_cast(row);
  for (Function row : extension.functions) {
    if (row.schema.empty()) row.schema = kept_schema;
    user_functions_.emplace_back().row = row;
    function_places_.emplace(row.oid, user_functions_.size() - 1);
    function_names_.emplace(row.name, row.oid);
  }
  for (Operator row : extension.operators) {
    if (row.schema.empty()) row.schema = kept_schema;
    user_operators_.push_back(row);
    operator_places_.emplace(row.oid, user_operators_.size() - 1);
    operator_names_.emplace(row.name, row.oid);
  }
  for (OperatorClass row : extension.operator_classes) {
    if (row.schema.empty()) row.schema = kept_schema;
    extension_classes_.push_back(row);
  }
  extension_methods_.insert(
      extension_methods_.end(), extension.access_methods.begin(), extension.access_methods.end());
  extension_family_operators_.insert(extension_family_operators_.end(),
                                     extension.family_operators.begin(),
                                     extension.family_operators.end());
}

auto Catalog::add_extension_types(const tables::Extension& extension, std::string_view schema)
    -> void {
  for (Type row : extension.types) {
    if (row.schema.empty()) row.schema = schema;
    UserType added{.row = row};
    for (const tables::CompositeFields& composite : extension.composite_fields) {
      if (composite.type == row.oid) {
        added.fields.assign(composite.fields.begin(), composite.fields.end());
      }
    }
    insert_type(std::move(added));
  }
}

}  // namespace ormc::catalog
