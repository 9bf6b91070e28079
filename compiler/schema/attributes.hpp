#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "schema/schema.hpp"

/// Attributes: which there are, where each may stand, and what it may be given.
namespace ormc::schema {

/// What an attribute stands on. One bit each, so that an attribute can name all its places.
enum class Place : std::uint64_t {
  model = 1ULL << 0U,
  abstract_model = 1ULL << 1U,
  column = 1ULL << 2U,
  to_one = 1ULL << 3U,      // a relation with a foreign key of its own
  other_side = 1ULL << 4U,  // a relation that is the other side of one
  enumeration = 1ULL << 5U,
  enum_value = 1ULL << 6U,
  domain = 1ULL << 7U,
  composite = 1ULL << 8U,
  composite_field = 1ULL << 9U,
  view = 1ULL << 10U,
  function = 1ULL << 11U,
  key = 1ULL << 12U,
  foreign_key = 1ULL << 13U,
  index = 1ULL << 14U,
  exclusion = 1ULL << 15U,
  check = 1ULL << 16U,
  extension = 1ULL << 17U,
  alias = 1ULL << 18U,
  aggregate = 1ULL << 19U,
  operation = 1ULL << 20U,
  trigger = 1ULL << 21U,
  rule = 1ULL << 22U,
  statistics = 1ULL << 23U,
  sequence = 1ULL << 24U,
  range_type = 1ULL << 25U,
  index_element = 1ULL << 26U,  // of an index or an exclusion
  query = 1ULL << 27U,
  predicate = 1ULL << 28U,
  shape = 1ULL << 29U,
  policy = 1ULL << 30U,
  default_order = 1ULL << 31U,
  module = 1ULL << 32U,
  view_column = 1ULL << 33U,
  everything = (1ULL << 34U) - 1,
};

using Attributes = std::vector<syntax::Attribute>;

/// Reports attributes that do not exist, do not belong on `place`, come twice, or have the wrong
/// arguments.
void check_attributes(const Attributes& attributes,
                      Place place,
                      diagnostics::Diagnostics& diagnostics);

/// The attribute of a name, if it is there with arguments that fit. When it comes twice, the first.
auto find_attribute(const Attributes& attributes, std::string_view name)
    -> const syntax::Attribute*;
inline auto has_attribute(const Attributes& attributes, std::string_view name) -> bool {
  return find_attribute(attributes, name) != nullptr;
}

/// The string, or the bare name, that an attribute was given first.
auto text_argument(const syntax::Attribute& attribute) -> std::optional<std::string>;
/// The text of `@name("text")`, if the attribute is there.
auto attribute_text(const Attributes& attributes, std::string_view name)
    -> std::optional<std::string>;
/// The model that an attribute was given first: `@through(auth.Member, user, group)`.
auto model_argument(const syntax::Attribute& attribute) -> std::optional<syntax::QualifiedName>;
/// The names that an attribute was given: `@fields(a, b)`.
auto name_arguments(const syntax::Attribute& attribute) -> std::vector<syntax::Name>;
/// The words that an attribute was given, in lower case: "set null".
auto words_argument(const syntax::Attribute& attribute) -> std::string;

/// The options that an attribute was given, values as PostgreSQL keeps them: `@with(fillfactor =
/// 70)`. Nothing when anything in it is no option.
auto option_arguments(const syntax::Attribute& attribute) -> std::optional<Options>;
/// The value of an option as PostgreSQL keeps it: numbers, names and texts as they are written.
auto option_value(const syntax::Expr& expr) -> std::optional<std::string>;
/// The whole number that an attribute was given.
auto number_argument(const syntax::Attribute& attribute) -> std::optional<std::int32_t>;

/// `@identity(always, start = 10, increment = 5)`; what is wrong with it, if anything.
struct IdentityOptions {
  bool always = false;
  SequenceOptions sequence;
};
auto identity_options(const syntax::Attribute& attribute) -> std::optional<IdentityOptions>;

}  // namespace ormc::schema
