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
enum class Place : std::uint32_t {
  model = 1U << 0U,
  abstract_model = 1U << 1U,
  column = 1U << 2U,
  to_one = 1U << 3U,      // a relation with a foreign key of its own
  other_side = 1U << 4U,  // a relation that is the other side of one
  enumeration = 1U << 5U,
  enum_value = 1U << 6U,
  domain = 1U << 7U,
  composite = 1U << 8U,
  composite_field = 1U << 9U,
  view = 1U << 10U,
  function = 1U << 11U,
  key = 1U << 12U,
  foreign_key = 1U << 13U,
  index = 1U << 14U,
  exclusion = 1U << 15U,
  check = 1U << 16U,
  extension = 1U << 17U,
  alias = 1U << 18U,
  aggregate = 1U << 19U,
  operation = 1U << 20U,
  trigger = 1U << 21U,
  rule = 1U << 22U,
  statistics = 1U << 23U,
  sequence = 1U << 24U,
  range_type = 1U << 25U,
  index_element = 1U << 26U,  // of an index or an exclusion
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
