#include "catalog/catalog.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <ranges>
#include <set>

#include "catalog/coercion.hpp"
#include "catalog/tables.hpp"

namespace ormc::catalog {

namespace {

constexpr std::string_view pg_catalog = "pg_catalog";

/// The row of `oid` in a generated table that is sorted by oid, or null.
template <typename Row>
auto find_sorted(std::span<const Row> rows, Oid oid) -> const Row* {
  const auto place = std::ranges::lower_bound(rows, oid, {}, &Row::oid);
  return place != rows.end() && place->oid == oid ? &*place : nullptr;
}

/// The same through an index of places in a table that is sorted otherwise.
template <typename Row>
auto find_indexed(std::span<const Row> rows, std::span<const std::uint16_t> by_oid, Oid oid)
    -> const Row* {
  const auto place = std::ranges::lower_bound(
      by_oid, oid, {}, [rows](std::uint16_t index) { return rows[index].oid; });
  return place != by_oid.end() && rows[*place].oid == oid ? &rows[*place] : nullptr;
}

/// Where something is looked for: in the schema that was written, else along the path.
auto searched(std::string_view schema, std::span<const std::string> path)
    -> std::vector<std::string_view> {
  if (!schema.empty()) return {schema};
  auto schemas = std::vector<std::string_view>{pg_catalog};
  for (const std::string& on_path : path) {
    if (on_path != pg_catalog) schemas.push_back(on_path);
  }
  return schemas;
}

/// All of a name in some schemas, in their order: first those of a generated table, then those that
/// were added, by oid.
template <typename Row, typename At>
auto find_named(std::span<const Row> rows,
                const std::multimap<std::string_view, Oid>& added,
                std::string_view name,
                const std::vector<std::string_view>& schemas,
                const At& at) -> std::vector<const Row*> {
  auto found = std::vector<const Row*>{};
  for (const auto schema : schemas) {
    for (const Row& row : std::ranges::equal_range(rows, name, {}, &Row::name)) {
      if (row.schema == schema) found.push_back(&row);
    }
    const auto [first, last] = added.equal_range(name);
    for (const auto& [_, oid] : std::ranges::subrange(first, last)) {
      if (const Row& row = at(oid); row.schema == schema) found.push_back(&row);
    }
  }
  return found;
}

/// The spellings that PostgreSQL's grammar turns into a name of pg_catalog. Those that format_type
/// uses itself are in the types' rows; these are the others.
struct Spelling {
  std::string_view sql;
  Oid oid;
};
constexpr std::array grammar_spellings{
    Spelling{"bit varying", oid::varbit},
    Spelling{"char", oid::bpchar},
    Spelling{"char varying", oid::varchar},
    Spelling{"dec", oid::numeric},
    Spelling{"decimal", oid::numeric},
    Spelling{"float", oid::float8},
    Spelling{"int", oid::int4},
    Spelling{"national char", oid::bpchar},
    Spelling{"national char varying", oid::varchar},
    Spelling{"national character", oid::bpchar},
    Spelling{"national character varying", oid::varchar},
    Spelling{"nchar", oid::bpchar},
    Spelling{"nchar varying", oid::varchar},
    Spelling{"time", oid::time},
    Spelling{"timestamp", oid::timestamp},
};

auto find_spelling(std::string_view name) -> std::optional<Oid> {
  const auto place = std::ranges::lower_bound(grammar_spellings, name, {}, &Spelling::sql);
  if (place != grammar_spellings.end() && place->sql == name) return place->oid;
  // A scan of a few hundred lengths: only a dozen types have a spelling beside their name.
  for (const Type& type : tables::types()) {
    if (!type.sql_name.empty() && type.sql_name == name) return type.oid;
  }
  return std::nullopt;
}

struct Serial {
  std::string_view name;
  Oid oid;
};
constexpr std::array serials{
    Serial{"bigserial", oid::int8},
    Serial{"serial", oid::int4},
    Serial{"serial2", oid::int2},
    Serial{"serial4", oid::int4},
    Serial{"serial8", oid::int8},
    Serial{"smallserial", oid::int2},
};

/// The builtin type of a schema and a name.
auto find_builtin_type(std::string_view schema, std::string_view name) -> std::optional<Oid> {
  const auto types = tables::types();
  const auto named =
      std::ranges::equal_range(tables::types_by_name(), name, {}, [types](std::uint16_t index) {
        return types[index].name;
      });
  for (const std::uint16_t index : named) {
    if (types[index].schema == schema) return types[index].oid;
  }
  return std::nullopt;
}

/// Sorts and drops what is there twice.
auto unique_names(std::vector<std::string_view> names) -> std::vector<std::string_view> {
  std::ranges::sort(names);
  const auto rest = std::ranges::unique(names);
  names.erase(rest.begin(), rest.end());
  return names;
}

}  // namespace

Catalog::Catalog() : search_path_{"public"} {}

auto Catalog::set_search_path(std::vector<std::string> schemas) -> void {
  search_path_ = std::move(schemas);
}

// ---- types

auto Catalog::find_row(Oid oid) const -> const Type* {
  if (oid < first_extension_oid) return find_sorted(tables::types(), oid);
  const auto place = type_places_.find(oid);
  return place == type_places_.end() ? nullptr : &user_types_[place->second].row;
}

auto Catalog::type(Oid oid) const -> const Type& {
  // What failed to bind has no type: it is nothing in particular, so that no rule finds a second
  // fault.
  static constexpr auto none = Type{.name = "error", .kind = TypeKind::pseudo};
  if (oid == no_oid) return none;
  const Type* row = find_row(oid);
  assert(row && "the oid of a type comes from this catalogue");
  return *row;
}

auto Catalog::has_type(Oid oid) const -> bool { return find_row(oid) != nullptr; }

auto Catalog::find_type(std::string_view schema, std::string_view name, Quoting quoting) const
    -> std::optional<Oid> {
  if (schema.empty() && quoting == Quoting::unquoted) {
    if (const auto spelled = find_spelling(name)) return spelled;
  }
  if (schema.empty() || schema == pg_catalog) {
    if (const auto builtin = find_builtin_type(pg_catalog, name)) return builtin;
  }
  if (!schema.empty()) return find_type_in(schema, name);
  for (const std::string& on_path : search_path_) {
    if (const auto found = find_type_in(on_path, name)) return found;
  }
  return std::nullopt;
}

auto Catalog::find_type_in(std::string_view schema, std::string_view name) const
    -> std::optional<Oid> {
  if (const auto builtin = find_builtin_type(schema, name)) return builtin;
  const auto [first, last] = type_names_.equal_range(name);
  for (const auto& [_, oid] : std::ranges::subrange(first, last)) {
    if (type(oid).schema == schema) return oid;
  }
  return std::nullopt;
}

auto Catalog::find_serial(std::string_view name) -> std::optional<Oid> {
  const auto place = std::ranges::lower_bound(serials, name, {}, &Serial::name);
  if (place == serials.end() || place->name != name) return std::nullopt;
  return place->oid;
}

auto Catalog::array_of(Oid element) const -> Oid {
  const Type& row = type(element);
  if (row.array != no_oid) return row.array;
  return row.is_array() ? element : no_oid;
}

auto Catalog::element_of(Oid array) const -> Oid {
  const Type& row = type(base_type(array));
  return row.is_array() ? row.element : no_oid;
}

auto Catalog::base_type(Oid oid) const -> Oid {
  for (const Type* row = find_row(oid); row && row->kind == TypeKind::domain;) {
    oid = row->base.oid;
    row = find_row(oid);
  }
  return oid;
}

auto Catalog::base_type(TypeRef type) const -> TypeRef {
  for (const Type* row = find_row(type.oid); row && row->kind == TypeKind::domain;) {
    type = row->base;
    row = find_row(type.oid);
  }
  return type;
}

auto Catalog::subscript_result(Oid container) const -> Oid {
  const Type& row = type(base_type(container));
  return row.subscripting == Subscripting::none ? no_oid : row.element;
}

auto Catalog::fields(Oid composite) const -> std::span<const TypeField> {
  const Oid base = base_type(composite);
  if (base >= first_extension_oid) {
    const auto place = type_places_.find(base);
    return place == type_places_.end() ? std::span<const TypeField>{}
                                       : std::span{user_types_[place->second].fields};
  }
  const auto rows = tables::composite_fields();
  const auto place = std::ranges::lower_bound(rows, base, {}, &tables::CompositeFields::type);
  return place != rows.end() && place->type == base ? place->fields : std::span<const TypeField>{};
}

auto Catalog::labels(Oid enumeration) const -> std::span<const std::string_view> {
  const auto place = type_places_.find(base_type(enumeration));
  if (place == type_places_.end()) return {};
  return user_types_[place->second].labels;
}

auto Catalog::innermost(Oid oid) const -> Oid {
  while (has_type(oid)) {
    const Type& row = type(base_type(oid));
    const Oid next = row.is_array() ? row.element : row.subtype;
    if (next == no_oid) return row.oid;
    oid = next;
  }
  return oid;
}

auto Catalog::text_form(Oid oid) const -> Oid {
  std::vector<Oid> around;
  return text_form(oid, around);
}

auto Catalog::text_form(Oid oid, std::vector<Oid>& around) const -> Oid {
  if (!has_type(oid)) return no_oid;
  const Oid base = base_type(oid);
  const Type& row = type(base);
  // The last two have a binary form that nobody reads.
  if (row.text_only || base == oid::pg_snapshot || base == oid::txid_snapshot) return oid::text;
  // Of what extensions bring, these are read in binary; an enum or a composite has no struct.
  constexpr auto read_types =
      std::to_array<std::string_view>({"citext", "cube", "hstore", "lquery", "ltree", "ltxtquery"});
  const bool of_extension = base >= first_extension_oid && base < first_user_oid;
  const bool is_made_of_others = row.is_array() || row.subtype != no_oid || row.of_relation;
  if (of_extension && !is_made_of_others &&
      std::ranges::find(read_types, row.name) == read_types.end()) {
    return oid::text;
  }
  const auto is_text = [&](Oid part) { return text_form(part, around) != no_oid; };
  if (row.is_array()) return is_text(row.element) ? oid::text_array : no_oid;
  if (row.subtype != no_oid) return is_text(row.subtype) ? oid::text : no_oid;
  if (row.kind != TypeKind::composite) return no_oid;
  // A table that holds rows of its own is an error that was reported.
  if (std::ranges::find(around, base) != around.end()) return no_oid;
  around.push_back(base);
  const auto holds_text = std::ranges::any_of(
      fields(base), [&](const TypeField& field) { return is_text(field.type.oid); });
  around.pop_back();
  return holds_text ? oid::text : no_oid;
}

auto Catalog::inherits(Oid row_type, Oid ancestor) const -> bool {
  std::vector<Oid> open{row_type};
  std::set<Oid> seen;
  while (!open.empty()) {
    const Oid next = open.back();
    open.pop_back();
    if (next == ancestor) return true;
    if (!seen.insert(next).second) continue;
    const auto place = type_places_.find(next);
    if (place == type_places_.end()) continue;
    const auto& parents = user_types_[place->second].parents;
    open.insert(open.end(), parents.begin(), parents.end());
  }
  return false;
}

auto Catalog::is_polymorphic(Oid type) const -> bool {
  switch (type) {
    case oid::anyelement:
    case oid::anyarray:
    case oid::anynonarray:
    case oid::anyenum:
    case oid::anyrange:
    case oid::anymultirange:
    case oid::anycompatible:
    case oid::anycompatiblearray:
    case oid::anycompatiblenonarray:
    case oid::anycompatiblerange:
    case oid::anycompatiblemultirange:
      return true;
    default:
      return false;
  }
}

auto Catalog::range_of(Oid subtype) const -> Oid {
  std::vector<Oid> found;
  const auto collect = [&](const Type& row) {
    if (row.kind == TypeKind::range && row.subtype == subtype) found.push_back(row.oid);
  };
  std::ranges::for_each(tables::types(), collect);
  std::ranges::for_each(user_types_, collect, &UserType::row);
  return found.size() == 1 ? found.front() : no_oid;
}

// ---- casts

auto Catalog::find_cast(Oid source, Oid target) const -> const Cast* {
  if (const auto place = user_casts_.find({source, target}); place != user_casts_.end()) {
    return &place->second;
  }
  const auto rows = tables::casts();
  const auto key = [](const Cast& cast) { return std::pair{cast.source, cast.target}; };
  const auto place = std::ranges::lower_bound(rows, std::pair{source, target}, {}, key);
  return place != rows.end() && key(*place) == std::pair{source, target} ? &*place : nullptr;
}

// ---- functions and operators

auto Catalog::function(Oid oid) const -> const Function& {
  const auto place = function_places_.find(oid);
  if (place != function_places_.end()) return user_functions_[place->second].row;
  const Function* row = find_indexed(tables::functions(), tables::functions_by_oid(), oid);
  assert(row && "the oid of a function comes from this catalogue");
  return *row;
}

auto Catalog::op(Oid oid) const -> const Operator& {
  const auto place = operator_places_.find(oid);
  if (place != operator_places_.end()) return user_operators_[place->second];
  const Operator* row = find_indexed(tables::operators(), tables::operators_by_oid(), oid);
  assert(row && "the oid of an operator comes from this catalogue");
  return *row;
}

auto Catalog::functions(std::string_view schema, std::string_view name) const
    -> std::vector<const Function*> {
  const auto user = [&](Oid oid) -> const Function& { return function(oid); };
  return find_named(
      tables::functions(), function_names_, name, searched(schema, search_path_), user);
}

auto Catalog::operators(std::string_view schema, std::string_view name) const
    -> std::vector<const Operator*> {
  const auto user = [&](Oid oid) -> const Operator& { return op(oid); };
  return find_named(
      tables::operators(), operator_names_, name, searched(schema, search_path_), user);
}

// ---- collations and keywords

auto Catalog::find_collation(std::string_view schema, std::string_view name) const
    -> const Collation* {
  for (const Collation& row : user_collations_) {
    if (row.name == name && (schema.empty() || row.schema == schema)) return &row;
  }
  if (!schema.empty() && schema != pg_catalog) return nullptr;
  const auto rows = tables::collations();
  const auto place = std::ranges::lower_bound(rows, name, {}, &Collation::name);
  return place != rows.end() && place->name == name ? &*place : nullptr;
}

auto Catalog::find_keyword(std::string_view word) -> const Keyword* {
  const auto rows = tables::keywords();
  const auto place = std::ranges::lower_bound(rows, word, {}, &Keyword::word);
  return place != rows.end() && place->word == word ? &*place : nullptr;
}

auto Catalog::keywords() -> std::span<const Keyword> { return tables::keywords(); }

// ---- names

auto Catalog::type_names() const -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const Type& row : tables::types()) {
    if (row.kind == TypeKind::pseudo || row.kind == TypeKind::composite) continue;
    if (row.is_array() || row.schema != pg_catalog) continue;
    names.push_back(row.name);
    if (!row.sql_name.empty()) names.push_back(row.sql_name);
  }
  for (const Spelling& spelling : grammar_spellings) names.push_back(spelling.sql);
  for (const Serial& serial : serials) names.push_back(serial.name);
  for (const UserType& user : user_types_) {
    if (!user.row.is_array()) names.push_back(user.row.name);
  }
  return unique_names(std::move(names));
}

auto Catalog::function_names() const -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const Function& row : tables::functions()) names.push_back(row.name);
  for (const UserFunction& user : user_functions_) names.push_back(user.row.name);
  return unique_names(std::move(names));
}

auto Catalog::operator_names() const -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const Operator& row : tables::operators()) names.push_back(row.name);
  for (const Operator& row : user_operators_) names.push_back(row.name);
  return unique_names(std::move(names));
}

auto Catalog::collation_names() const -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const Collation& row : tables::collations()) names.push_back(row.name);
  for (const Collation& row : user_collations_) names.push_back(row.name);
  return unique_names(std::move(names));
}

auto Catalog::extension_names() -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const tables::Extension& extension : tables::extensions()) names.push_back(extension.name);
  return names;
}

}  // namespace ormc::catalog
