#pragma once

#include <cstddef>
#include <cstdint>
#include <orm/type.hpp>
#include <span>
#include <string_view>

namespace orm {

/// What a fragment is besides its text.
enum class fragment_role : std::uint8_t {
  text,  ///< the text as it stands
  list,  ///< opens a list: the text (" where ") appears before the list's first present item
  item,  ///< an item of the innermost open list: `separator` appears before it unless it is first
  otherwise,  ///< an item that is there only when the list has no other
  end,        ///< closes the innermost open list; its text, if any, appears in any case
};

/// A piece of a statement with optional parts. It is in the text when `(choice & mask) == value`,
/// where `choice` has one bit for each optional parameter, in order of declaration (set = present),
/// and as many bits as it takes for each `orm::choice`. A fragment may end in a parameter: `$n`,
/// numbered by first use, stands after its text. An item longer than one fragment goes on in `text`
/// fragments with the same mask.
struct fragment {
  std::uint64_t mask = 0;
  std::uint64_t value = 0;
  std::string_view text = {};
  int parameter = -1;  ///< index into `statement::parameters`, or -1
  fragment_role role = fragment_role::text;
  std::string_view separator = ", ";  ///< of an item
};

/// Everything that is known of a statement at compile time. Exactly one of `text` and `fragments`
/// is given. Statements are told apart by address: they must be static constants.
struct statement {
  std::string_view name;                     ///< of the query, for errors: `blog.author_by_email`
  std::string_view text = {};                ///< with all parameters, `$1` being the first
  std::span<const type> parameters = {};     ///< in order of `Query::parameters`
  std::span<const type> columns = {};        ///< in order of `Query::columns`
  std::span<const fragment> fragments = {};  ///< when the text depends on what is present
};

/// What a constraint is about.
enum class constraint_kind : std::uint8_t {
  primary_key,
  unique,
  foreign_key,
  check,
  exclusion,
  not_null,
};

/// A constraint that a statement may violate. Of `not_null`, which has no name of its own, `name`
/// is the column's.
struct constraint {
  constraint_kind kind;
  std::string_view table;
  std::string_view name;
};

/// What a query does besides returning its rows, whatever its parameters are.
struct effects {
  bool reads_only = false;   ///< may run in a read-only transaction, and so on a replica
  bool is_volatile = false;  ///< may give another result when it is run again on the same data
  bool locks_rows = false;   ///< has a locking clause: `for update`
  std::span<const constraint> violations = {};
};

/// The statements of a query that has several, in order: each is a struct with the query's members
/// that it takes as `parameters`, and a `statement`. They run as one transaction, or within the one
/// that is open. The query's own `statement` is the one among them that gives the result.
template <class... Steps>
struct steps {};

}  // namespace orm
