#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/objects.hpp"
#include "catalog/oids.hpp"

namespace ormc::catalog {

namespace tables {
struct Extension;
}
struct DescribedExtension;

/// A member of a composite type or a table that is being added.
struct NewField {
  std::string name = {};
  TypeRef type = {};
  bool not_null = false;
};

/// A function, procedure or aggregate that is being added.
struct NewFunction {
  std::string schema = {};
  std::string name = {};
  FunctionKind kind = FunctionKind::function;
  Volatility volatility = Volatility::volatile_;
  NullBehavior nulls = NullBehavior::may_return_null;
  bool strict = false;
  bool returns_set = false;
  bool variadic = false;  // the last argument, an array or "any"
  std::int16_t default_count = 0;
  AggregateKind aggregate_kind = AggregateKind::none;
  std::int16_t direct_arguments = 0;
  std::vector<Oid> arguments = {};               // input arguments
  std::vector<std::string> argument_names = {};  // as many, or none; an empty name is no name
  std::vector<std::pair<std::string, Oid>> out_columns = {};
  Oid result = no_oid;  // `record` or the column's type when there are out columns
};

/// An operator that is being added; a prefix operator has no left type.
struct NewOperator {
  std::string schema = {};
  std::string name = {};
  Oid left = no_oid;
  Oid right = no_oid;
  Oid function = no_oid;  // its result type is the operator's
};

/// How a type's name was written. Unquoted SQL spellings (`int`, `char`, `timestamp with time
/// zone`) mean a type of pg_catalog; `"char"` and `pg_catalog.char` do not.
enum class Quoting : std::uint8_t { unquoted, quoted };

/// What PostgreSQL knows about types, casts, functions and operators: the server's own tables plus
/// what one program adds. Look-ups return rows that live as long as the catalogue does. Names are
/// exact: folding is the caller's matter.
///
/// The rules on top of the tables are functions beside it: `coercion.hpp`, `common_type.hpp`,
/// `resolve_operator.hpp`, `resolve_function.hpp`, `type_name.hpp`.
class Catalog {
 public:
  /// The built-in tables and nothing else; cheap.
  Catalog();
  Catalog(Catalog&&) noexcept = default;
  auto operator=(Catalog&&) noexcept -> Catalog& = default;
  Catalog(const Catalog&) = delete;  // rows point into the catalogue they were added to
  auto operator=(const Catalog&) -> Catalog& = delete;
  ~Catalog() = default;

  // ---- additions; each type brings its array type, and oids are given in order of addition

  auto add_enum(std::string_view schema, std::string_view name, std::span<const std::string> labels)
      -> Oid;
  auto add_domain(std::string_view schema, std::string_view name, TypeRef base, bool not_null)
      -> Oid;
  /// A composite type; its fields may be given later, so that types can refer to each other.
  auto add_composite(std::string_view schema,
                     std::string_view name,
                     std::span<const NewField> fields) -> Oid;
  /// The row type of a table or view.
  auto add_table_row_type(std::string_view schema,
                          std::string_view name,
                          std::span<const NewField> fields) -> Oid;
  /// The row types of the tables that a table inherits or is a partition of, or the type that it is
  /// of: its rows stand for theirs.
  auto set_parents(Oid row_type, std::span<const Oid> parents) -> void;
  /// Gives a composite or row type its fields, replacing those it had.
  auto set_fields(Oid composite, std::span<const NewField> fields) -> void;
  /// A range with its multirange, constructor functions and casts, as `create type as range` makes.
  /// The multirange is in the range's schema unless it has one of its own.
  auto add_range(std::string_view schema,
                 std::string_view name,
                 Oid subtype,
                 std::string_view multirange_name = {},
                 std::string_view multirange_schema = {}) -> Oid;
  /// A base type known by name only, of an extension that has no generated table.
  auto add_opaque_type(std::string_view schema, std::string_view name, char category) -> Oid;
  auto add_function(const NewFunction& function) -> Oid;
  auto add_operator(const NewOperator& op) -> Oid;
  auto add_collation(std::string_view schema, std::string_view name) -> void;
  /// An operator class of a family of its own.
  auto add_operator_class(OperatorClass row) -> void;
  auto add_cast(const Cast& cast) -> void;
  /// Makes visible what `create extension name` creates, in `schema`. False if nothing is known
  /// about the extension. Adding it again changes nothing.
  auto add_extension(std::string_view name, std::string_view schema = "public") -> bool;
  /// The same for one that `description`, the text of a file of `ormc catalog`, describes. Says
  /// what is wrong with a text that cannot be used.
  auto add_extension(std::string_view name, std::string_view schema, std::string_view description)
      -> std::optional<std::string>;
  /// The schemas that unqualified names are looked up in, after pg_catalog; `{"public"}` at first.
  auto set_search_path(std::vector<std::string> schemas) -> void;
  auto search_path() const -> std::span<const std::string> { return search_path_; }

  // ---- types

  /// The row of an oid that exists.
  auto type(Oid oid) const -> const Type&;
  auto has_type(Oid oid) const -> bool;
  /// The type of a name, along the search path when `schema` is empty. Knows SQL's own spellings.
  /// `serial` and its kin are no types: see `find_serial`.
  auto find_type(std::string_view schema,
                 std::string_view name,
                 Quoting quoting = Quoting::unquoted) const -> std::optional<Oid>;
  /// The type of a column declared `serial`, `bigserial`, `smallserial`, `serial2` ...
  static auto find_serial(std::string_view name) -> std::optional<Oid>;
  /// The array type of a type, 0 if it has none; an array is its own array.
  auto array_of(Oid element) const -> Oid;
  /// The element type of an array (or of a domain over one), 0 for what is no array.
  auto element_of(Oid array) const -> Oid;
  /// The type under a domain, through domains over domains; other types are their own.
  auto base_type(Oid oid) const -> Oid;
  /// The same with the modifier that the domains fix; `type.modifier` stays for what is no domain.
  auto base_type(TypeRef type) const -> TypeRef;
  /// What arrays, domains and ranges are made of in the end; other types are their own.
  auto innermost(Oid oid) const -> Oid;
  /// What `x[i]` is: the element type, `jsonb` for `jsonb`, 0 for what takes no subscript.
  auto subscript_result(Oid container) const -> Oid;
  /// The fields of a composite or row type, or of a domain over one; empty for others.
  auto fields(Oid composite) const -> std::span<const TypeField>;
  /// The labels of an enum in order, or of a domain over one; empty for others.
  auto labels(Oid enumeration) const -> std::span<const std::string_view>;
  /// What values of a type without a binary form travel as: `text`, arrays of them as `text[]`; 0
  /// for all other types.
  auto text_form(Oid oid) const -> Oid;
  /// Whether a row type is `ancestor` or inherits from it, directly or not.
  auto inherits(Oid row_type, Oid ancestor) const -> bool;
  auto is_polymorphic(Oid oid) const -> bool;
  /// The range type of `subtype`, if exactly one has it; 0 otherwise.
  auto range_of(Oid subtype) const -> Oid;

  /// Whether values have an equality (`group by`, `distinct`, `union`), an ordering (`order by`), a
  /// hash. Composites and arrays have what their parts have.
  auto has_equality(Oid oid) const -> bool;
  auto has_ordering(Oid oid) const -> bool;

  // ---- casts

  /// The row of pg_cast, not looking through domains; null when there is none.
  auto find_cast(Oid source, Oid target) const -> const Cast*;

  // ---- functions and operators

  /// The row of an oid that exists.
  auto function(Oid oid) const -> const Function&;
  auto op(Oid oid) const -> const Operator&;
  /// All functions of a name, those of `schema` or those on the search path in its order.
  auto functions(std::string_view schema, std::string_view name) const
      -> std::vector<const Function*>;
  auto operators(std::string_view schema, std::string_view name) const
      -> std::vector<const Operator*>;

  // ---- indexes, collations, keywords

  auto find_collation(std::string_view schema, std::string_view name) const -> const Collation*;
  auto find_access_method(std::string_view name) const -> const AccessMethod*;
  /// An operator class by name; null when the method has none of that name.
  auto find_operator_class(Oid method, std::string_view schema, std::string_view name) const
      -> const OperatorClass*;
  /// The operator class that an index uses when none is written; null when one must be.
  auto default_operator_class(Oid method, Oid type) const -> const OperatorClass*;
  /// Whether a class of `type`'s can serve `op` (as an exclusion constraint needs).
  auto serves(const OperatorClass& operator_class, const Operator& op) const -> bool;
  /// Whether an operator is one by which a btree orders, or negates its equality: only these
  /// compare rows.
  auto orders(const Operator& op) const -> bool;
  /// Whether an operator class takes a column of this type.
  auto accepts(const OperatorClass& operator_class, Oid type) const -> bool;
  static auto find_keyword(std::string_view word) -> const Keyword*;
  static auto keywords() -> std::span<const Keyword>;

  // ---- names, for did-you-mean; in a fixed order, each once

  auto type_names() const -> std::vector<std::string_view>;
  auto function_names() const -> std::vector<std::string_view>;
  auto operator_names() const -> std::vector<std::string_view>;
  auto collation_names() const -> std::vector<std::string_view>;
  auto access_method_names() const -> std::vector<std::string_view>;
  auto operator_class_names(Oid method) const -> std::vector<std::string_view>;
  static auto extension_names() -> std::vector<std::string_view>;

 private:
  /// The same inside of the composites `around` it.
  auto text_form(Oid oid, std::vector<Oid>& around) const -> Oid;

  /// What belongs to a type of the program beside its row.
  struct UserType {
    Type row = {};
    std::vector<TypeField> fields = {};
    std::vector<std::string_view> labels = {};
    std::vector<Oid> parents = {};
  };
  struct UserFunction {
    Function row = {};
    std::vector<Oid> arguments = {};
    std::vector<std::string_view> argument_names = {};
    std::vector<OutColumn> out_columns = {};
  };

  auto find_row(Oid oid) const -> const Type*;
  auto find_type_in(std::string_view schema, std::string_view name) const -> std::optional<Oid>;
  auto operator_classes(Oid method) const -> std::vector<const OperatorClass*>;
  auto keep(std::string_view text) -> std::string_view;
  auto new_oid() -> Oid { return next_oid_++; }
  auto insert_type(UserType added) -> UserType&;
  /// Names the type, numbers it, and makes its array type.
  auto add_type(Type row, std::string_view schema, std::string_view name) -> UserType&;
  auto add_range_functions(const Type& range, const Type& multirange) -> void;
  auto add_extension_rows(const tables::Extension& extension, std::string_view schema) -> void;
  auto add_extension_types(const tables::Extension& extension, std::string_view schema) -> void;

  // Deques, because rows that were handed out must not move.
  std::deque<std::string> strings_;
  std::deque<UserType> user_types_;
  std::deque<UserFunction> user_functions_;
  std::deque<Operator> user_operators_;
  std::map<Oid, std::size_t> type_places_;
  std::map<Oid, std::size_t> function_places_;
  std::map<Oid, std::size_t> operator_places_;
  std::multimap<std::string_view, Oid> type_names_;
  std::multimap<std::string_view, Oid> function_names_;
  std::multimap<std::string_view, Oid> operator_names_;
  std::map<std::pair<Oid, Oid>, Cast> user_casts_;
  std::deque<AccessMethod> extension_methods_;
  std::deque<OperatorClass> extension_classes_;
  std::vector<Collation> user_collations_;
  std::vector<FamilyOperator> extension_family_operators_ = {};
  std::map<std::string_view, std::string_view> extensions_;  // name -> schema
  std::vector<std::shared_ptr<const DescribedExtension>> described_ = {};
  std::vector<std::string> search_path_ = {};
  Oid next_oid_ = first_user_oid;
  Oid next_described_oid_ = first_described_oid;
};

}  // namespace ormc::catalog
