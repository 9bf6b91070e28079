#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// The rows of the catalogue: what PostgreSQL's system tables say about types, casts, functions and
/// operators, as plain structs. Rows of the server are constants in `generated/`; rows of a program
/// (its enums, domains, functions) live in the `Catalog` that they were added to. Views and spans
/// point into one or the other and live as long.
namespace ormc::catalog {

/// PostgreSQL's own number for a built-in object; above `first_extension_oid` for what an extension
/// brings, above `first_user_oid` for what the program declares. 0 is no object.
using Oid = std::uint32_t;

inline constexpr Oid no_oid = 0;
inline constexpr Oid first_extension_oid = 0x40000000;
inline constexpr Oid first_described_oid = 0x60000000;  // of extensions that a file describes
inline constexpr Oid first_user_oid = 0x80000000;

/// A type with its modifier: `varchar(100)` is `{oid::varchar, 104}`; -1 is no modifier.
struct TypeRef {
  Oid oid = no_oid;
  std::int32_t modifier = -1;

  auto operator==(const TypeRef&) const -> bool = default;
};

/// pg_type.typtype.
enum class TypeKind : char {
  base = 'b',
  composite = 'c',
  domain = 'd',
  enumeration = 'e',
  pseudo = 'p',
  range = 'r',
  multirange = 'm',
};

/// pg_type.typcategory, as far as the rules name categories; user-defined categories are other
/// letters, which is why a `Type` stores a plain char.
namespace category {
inline constexpr char array = 'A';
inline constexpr char boolean = 'B';
inline constexpr char composite = 'C';
inline constexpr char date_time = 'D';
inline constexpr char enumeration = 'E';
inline constexpr char network = 'I';
inline constexpr char numeric = 'N';
inline constexpr char pseudo = 'P';
inline constexpr char range = 'R';
inline constexpr char string = 'S';
inline constexpr char timespan = 'T';
inline constexpr char user = 'U';
inline constexpr char bit_string = 'V';
inline constexpr char unknown = 'X';
inline constexpr char internal = 'Z';
}  // namespace category

/// What `x[i]` means for a type: nothing, an element of a true array (slices too), an element of a
/// fixed-length array such as `point`, or what stands under a key (`jsonb`, `hstore`).
enum class Subscripting : std::uint8_t { none, array, fixed_array, keyed };

struct Type {
  Oid oid = no_oid;
  std::string_view schema = {};
  std::string_view name = {};      // pg_type.typname: `int4`, `_int4`
  std::string_view sql_name = {};  // of format_type, without modifier: `integer`; empty if `name`
  TypeKind kind = TypeKind::base;
  char category = category::user;
  bool preferred = false;     // in its category
  bool has_modifier = false;  // `(n)` may follow
  bool collatable = false;
  bool not_null = false;  // of a domain: itself or a domain below it says `not null`
  Subscripting subscripting = Subscripting::none;
  std::int16_t length = -1;  // bytes; -1 variable, -2 C string
  Oid element = no_oid;      // what `x[i]` is, unless subscripting is `none`
  Oid array = no_oid;        // the type of its arrays
  TypeRef base = {};         // of a domain: the type right below, with modifier
  Oid subtype = no_oid;      // of a range and of a multirange: the type of the bounds
  Oid range = no_oid;        // of a multirange: its range
  Oid multirange = no_oid;   // of a range: its multirange
  bool of_relation = false;  // the row type of a table or view, not a free-standing composite
  bool text_only = false;    // has no binary form that clients could read

  /// Whether it is one of the arrays that `x[]` makes, not a fixed-length one.
  auto is_array() const -> bool { return subscripting == Subscripting::array && element != no_oid; }
};

/// A member of a composite type or of a table's row.
struct TypeField {
  std::string_view name = {};
  TypeRef type = {};
  bool not_null = false;  // never set for plain composites
};

/// pg_cast.castcontext, and the place that asks for a coercion: an operand, an assignment to a
/// column, `cast(x as t)`. Each allows what the ones before it allow.
enum class CoercionContext : char { implicit = 'i', assignment = 'a', explicit_ = 'e' };

/// pg_cast.castmethod.
enum class CastMethod : char { function = 'f', inout = 'i', binary = 'b' };

struct Cast {
  Oid source = no_oid;
  Oid target = no_oid;
  Oid function = no_oid;  // of method `function`
  CoercionContext context = CoercionContext::explicit_;
  CastMethod method = CastMethod::function;
};

/// pg_proc.prokind.
enum class FunctionKind : char { function = 'f', aggregate = 'a', window = 'w', procedure = 'p' };

enum class Volatility : char { immutable = 'i', stable = 's', volatile_ = 'v' };

/// pg_aggregate.aggkind; `none` for what is no aggregate.
enum class AggregateKind : char { none = '-', normal = 'n', ordered_set = 'o', hypothetical = 'h' };

/// When a function may return NULL. Sound: a function is in the second or third class only for a
/// reason (see generated/README.md); what is not known is `may_return_null`. An array passed as
/// `variadic` is an argument like others: such a call of a `never_null` function is NULL when the
/// array is.
enum class NullBehavior : std::uint8_t {
  may_return_null,     // may return NULL for non-null arguments
  null_for_null_only,  // NULL at most when an argument is; of an aggregate: at most when there is
                       // no input row whose arguments are all non-null
  never_null,  // never NULL, whatever the arguments are; of an aggregate: not over no rows either
};

/// A column of what a function with `out`, `inout` or `table` parameters returns.
struct OutColumn {
  std::string_view name = {};
  Oid type = no_oid;
};

struct Function {
  Oid oid = no_oid;
  std::string_view schema = {};
  std::string_view name = {};
  FunctionKind kind = FunctionKind::function;
  Volatility volatility = Volatility::volatile_;
  AggregateKind aggregate_kind = AggregateKind::none;
  NullBehavior nulls = NullBehavior::may_return_null;
  bool strict = false;  // returns NULL when any argument is NULL
  bool returns_set = false;
  std::int16_t default_count = 0;     // how many of the last arguments have defaults
  std::int16_t direct_arguments = 0;  // of ordered-set aggregates: those before `within group`
  Oid variadic_element = no_oid;      // element type of the last argument, `any` for variadic "any"
  Oid result = no_oid;
  std::span<const Oid> arguments = {};                    // input arguments only
  std::span<const std::string_view> argument_names = {};  // as many as arguments, or none at all
  std::span<const OutColumn> out_columns = {};  // empty unless the result is made of out parameters
};

/// pg_operator; a prefix operator has no left argument.
struct Operator {
  Oid oid = no_oid;
  std::string_view schema = {};
  std::string_view name = {};
  Oid left = no_oid;
  Oid right = no_oid;
  Oid result = no_oid;
  Oid function = no_oid;
  Oid commutator = no_oid;
  Oid negator = no_oid;
  bool can_hash = false;
  bool can_merge = false;
};

struct Collation {
  std::string_view schema = {};
  std::string_view name = {};
};

/// An index method: `btree`, `gin`.
struct AccessMethod {
  Oid oid = no_oid;
  std::string_view name = {};
  bool can_order = false;  // `asc`, `desc`, `nulls first`
  bool can_unique = false;
  bool can_multi_column = false;
  bool can_include = false;
  bool can_exclude = false;  // serves exclusion constraints
};

struct OperatorClass {
  Oid oid = no_oid;
  std::string_view schema = {};
  std::string_view name = {};
  Oid method = no_oid;
  Oid family = no_oid;
  Oid input = no_oid;
  bool is_default = false;  // of its method for its input type
};

/// pg_amop: an operator that a family of operator classes can serve.
struct FamilyOperator {
  Oid family = no_oid;
  Oid left = no_oid;
  Oid right = no_oid;
  Oid op = no_oid;
  std::int16_t strategy = 0;
  bool for_ordering = false;  // `order by x <-> y`
};

/// pg_get_keywords: where a word may stand without quotes.
enum class KeywordCategory : char {
  unreserved = 'U',
  column_name = 'C',       // not as a function's or a type's name
  type_or_function = 'T',  // as a function's or a type's name only
  reserved = 'R',
};

struct Keyword {
  std::string_view word = {};
  KeywordCategory category = KeywordCategory::unreserved;
  bool bare_label = false;  // may be a select list's label without `as`
};

}  // namespace ormc::catalog
