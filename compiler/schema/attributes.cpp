#include "schema/attributes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "diagnostics/allow_diagnostics.hpp"
#include "diagnostics/catalogue.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/naming.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AttributeArguments;
using diagnostics::DuplicateAttribute;
using diagnostics::MisplacedAttribute;
using diagnostics::NotAllowable;
using diagnostics::UnknownAttribute;
using diagnostics::UnknownCode;

/// What an attribute takes in its parentheses.
enum class Takes : std::uint8_t {
  nothing,
  text,           // a string or a bare name
  optional_text,  // the same or nothing
  expr,           // one expression
  one_name,
  names,             // one or more
  model_and_names,   // a model, perhaps `module.Model`, and names
  words,             // "set null"
  expr_or_words,     // `@on_update`: an expression on a column, an action on a relation
  identity_options,  // nothing, or how the sequence counts
  options,           // `name = value`, one or more
  optional_word,     // one word or nothing
  word,              // one word, or a text
  codes,             // of warnings, one or more
  number
};

constexpr auto operator|(Place a, Place b) -> Place {
  return static_cast<Place>(static_cast<std::uint64_t>(a) | static_cast<std::uint64_t>(b));
}
constexpr auto holds(Place places, Place place) -> bool {
  return (static_cast<std::uint64_t>(places) & static_cast<std::uint64_t>(place)) != 0;
}

struct Spec {
  std::string_view name;
  Place places;
  Takes takes;
  std::string_view usage;
};

constexpr auto field = Place::column | Place::to_one;
constexpr auto constraint = Place::key | Place::foreign_key | Place::exclusion | Place::trigger;
constexpr auto routine = Place::function | Place::aggregate;
constexpr auto type = Place::enumeration | Place::domain | Place::composite | Place::range_type;
constexpr auto with_storage = Place::model | Place::view | Place::key | Place::exclusion;

constexpr auto specs = std::to_array<Spec>({
    {"id", field, Takes::optional_text, "@id"},
    {"identity",
     Place::column,
     Takes::identity_options,
     "@identity(always, start with 10, increment by 2)"},
    {"unique", field, Takes::optional_text, "@unique"},
    {"index", field, Takes::optional_text, "@index"},
    {"default", field, Takes::expr, "@default(expression)"},
    {"generated", Place::column, Takes::expr, "@generated(expression)"},
    {"check", Place::column, Takes::expr, "@check(condition)"},
    {"on_update", field, Takes::expr_or_words, "@on_update(expression)` or `@on_update(cascade)"},
    {"version", Place::column, Takes::nothing, "@version"},
    {"version", Place::extension, Takes::text, "@version(\"1.4\")"},
    {"column", field | Place::composite_field, Takes::text, "@column(\"name\")"},
    {"was",
     field | Place::model | Place::enumeration | Place::enum_value,
     Takes::text,
     "@was(\"old_name\")"},
    {"collate", Place::column | Place::composite_field, Takes::text, "@collate(\"C\")"},
    {"storage", Place::column | Place::view_column, Takes::text, "@storage(external)"},
    {"compression", Place::column | Place::view_column, Takes::text, "@compression(lz4)"},
    {"statistics",
     field | Place::index_element | Place::view_column,
     Takes::number,
     "@statistics(500)"},
    {"partition_of", Place::index | Place::key, Takes::text, "@partition_of(index_of_the_parent)"},
    {"row", Place::column, Takes::nothing, "@row"},
    {"inherited", field | Place::trigger, Takes::nothing, "@inherited"},
    {"sequence", Place::column, Takes::text, "@sequence(\"name\")"},
    {"with",
     with_storage | Place::column | Place::view_column,
     Takes::options,
     "@with(fillfactor = 70)"},
    {"options", Place::column, Takes::options, "@options(column_name = 'ID')"},
    {"tablespace", with_storage | Place::index, Takes::text, "@tablespace(\"name\")"},
    {"clustered", Place::key | Place::index, Takes::nothing, "@clustered"},
    {"unlogged", Place::model | Place::sequence, Takes::nothing, "@unlogged"},
    {"access_method", Place::model | Place::view, Takes::text, "@access_method(heap)"},
    {"replica_identity", Place::model, Takes::word, "@replica_identity(full)"},
    {"row_security",
     Place::model,
     Takes::optional_word,
     "@row_security` or `@row_security(forced)"},
    {"check_option", Place::view, Takes::optional_word, "@check_option(local)"},
    {"security_barrier", Place::view, Takes::nothing, "@security_barrier"},
    {"security_invoker", Place::view, Takes::nothing, "@security_invoker"},
    {"no_data", Place::view, Takes::nothing, "@no_data"},
    {"disabled", Place::trigger | Place::rule, Takes::nothing, "@disabled"},
    {"enabled", Place::trigger | Place::rule, Takes::text, "@enabled(always)"},
    {"target", Place::statistics, Takes::number, "@target(100)"},
    {"on_delete", Place::to_one, Takes::words, "@on_delete(cascade)"},
    {"match", Place::to_one, Takes::words, "@match(full)"},
    {"fields", Place::to_one, Takes::names, "@fields(a, b)"},
    {"references", Place::to_one, Takes::names, "@references(a, b)"},
    {"constraint", Place::to_one, Takes::text, "@constraint(\"name\")"},
    {"inverse", Place::other_side, Takes::one_name, "@inverse(field)"},
    {"through",
     Place::other_side,
     Takes::model_and_names,
     "@through(Junction, this_side, other_side)"},
    {"table",
     Place::model | Place::view | Place::other_side,
     Takes::text,
     "@table(\"schema.name\")"},
    {"schema",
     Place::model | Place::view | routine | Place::operation | Place::extension | Place::sequence |
         Place::statistics | type,
     Takes::text,
     "@schema(\"name\")"},
    {"name", type | routine | Place::sequence | Place::enum_value, Takes::text, "@name(\"name\")"},
    {"deferrable", field | constraint, Takes::nothing, "@deferrable"},
    {"initially_deferred", field | constraint, Takes::nothing, "@initially_deferred"},
    {"not_valid", Place::to_one | Place::foreign_key | Place::check, Takes::nothing, "@not_valid"},
    {"no_inherit", Place::check, Takes::nothing, "@no_inherit"},
    {"allow", Place::everything, Takes::codes, "@allow(ORM0250)"},
});

/// With an article, as in "an enum".
constexpr auto place_names = std::to_array<std::pair<Place, std::string_view>>({
    {Place::model, "a model"},
    {Place::abstract_model, "an abstract model"},
    {Place::column, "a column"},
    {Place::to_one, "a to-one relation"},
    {Place::other_side, "the other side of a relation"},
    {Place::enumeration, "an enum"},
    {Place::enum_value, "an enum's value"},
    {Place::domain, "a domain"},
    {Place::composite, "a composite type"},
    {Place::composite_field, "a composite type's field"},
    {Place::view, "a view"},
    {Place::view_column, "a column of a view"},
    {Place::function, "a function"},
    {Place::aggregate, "an aggregate"},
    {Place::operation, "an operator"},
    {Place::key, "a key"},
    {Place::foreign_key, "a foreign key"},
    {Place::index, "an index"},
    {Place::exclusion, "an exclusion constraint"},
    {Place::check, "a check"},
    {Place::extension, "an extension"},
    {Place::alias, "a type alias"},
    {Place::trigger, "a trigger"},
    {Place::rule, "a rule"},
    {Place::statistics, "statistics"},
    {Place::sequence, "a sequence"},
    {Place::range_type, "a range type"},
    {Place::index_element, "an element of an index"},
    {Place::query, "a query"},
    {Place::predicate, "a predicate"},
    {Place::shape, "a shape"},
    {Place::policy, "a policy"},
    {Place::default_order, "a default order"},
    {Place::module, "a module"},
});

auto names_of(Place places) -> std::string {
  auto result = std::string{};
  for (const auto& [place, name] : place_names) {
    if (!holds(places, place)) continue;
    if (!result.empty()) result += ", ";
    result += name;
  }
  return result;
}

auto name_of(Place place) -> std::string_view {
  return std::ranges::find(place_names, place, &decltype(place_names)::value_type::first)->second;
}

/// What an attribute is on `place`, else what it is anywhere.
auto find_spec(std::string_view name, Place place) -> const Spec* {
  const auto* found = std::ranges::find_if(
      specs, [&](const Spec& spec) { return spec.name == name && holds(spec.places, place); });
  if (found == specs.end()) found = std::ranges::find(specs, name, &Spec::name);
  return found == specs.end() ? nullptr : found;
}

/// A name, also one like `user`, which is a value where values stand.
auto as_name(const syntax::Expr& expr) -> std::optional<syntax::Name> {
  if (const auto* ref = std::get_if<syntax::NameRef>(&expr.node)) {
    return ref->name.parts.size() == 1 ? std::optional(ref->name.parts.front()) : std::nullopt;
  }
  const auto* keyword = std::get_if<syntax::KeywordValue>(&expr.node);
  if (keyword == nullptr || keyword->precision != nullptr) return std::nullopt;
  return syntax::Name{keyword->keyword, false, expr.span};
}

auto as_text(const syntax::Expr& expr) -> std::optional<std::string> {
  if (auto name = as_name(expr)) return std::move(name->text);
  const auto* literal = std::get_if<syntax::Literal>(&expr.node);
  if (literal == nullptr || literal->kind != syntax::Literal::Kind::string) return std::nullopt;
  return literal->text;
}

auto fits(Takes takes, const syntax::Attribute& attribute) -> bool {
  const auto count = attribute.arguments.size();
  const auto is_name = [](syntax::ExprPtr expr) { return as_name(*expr).has_value(); };
  switch (takes) {
    case Takes::nothing:
      return count == 0 && attribute.words.empty();
    case Takes::text:
      return count == 1 && as_text(*attribute.arguments.front());
    case Takes::optional_text:
      return count == 0 || (count == 1 && as_text(*attribute.arguments.front()));
    case Takes::expr:
      return count == 1;
    case Takes::one_name:
      return count == 1 && is_name(attribute.arguments.front());
    case Takes::names:
    case Takes::codes:
      return count > 0 && std::ranges::all_of(attribute.arguments, is_name);
    case Takes::model_and_names:
      return count > 0 && model_argument(attribute) &&
             std::all_of(attribute.arguments.begin() + 1, attribute.arguments.end(), is_name);
    case Takes::words:
      return !words_argument(attribute).empty();
    case Takes::expr_or_words:
      return count == 1 || !attribute.words.empty();
    case Takes::identity_options:
      return identity_options(attribute).has_value();
    case Takes::options:
      return option_arguments(attribute).has_value();
    case Takes::optional_word:
      return count == 0 || (count == 1 && is_name(attribute.arguments.front()));
    case Takes::word:
      return !words_argument(attribute).empty() || (count == 1 && text_argument(attribute));
    case Takes::number:
      return number_argument(attribute).has_value();
  }
  return false;
}

auto suggestion(std::string_view name, Place place) -> std::optional<std::string> {
  auto candidates = std::vector<std::string_view>{};
  for (const auto& spec : specs) {
    if (holds(spec.places, place)) candidates.push_back(spec.name);
  }
  for (const auto& spec : specs) candidates.push_back(spec.name);
  return diagnostics::nearest(name, candidates);
}

auto to_integer(std::string_view text) -> std::optional<std::int64_t> {
  auto value = std::int64_t{0};
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A whole number as an expression: `5`, `-5`.
auto integer_value(const syntax::Expr& expr) -> std::optional<std::int64_t> {
  if (const auto* literal = std::get_if<syntax::Literal>(&expr.node)) {
    if (literal->kind != syntax::Literal::Kind::integer) return std::nullopt;
    return to_integer(literal->text);
  }
  const auto* unary = std::get_if<syntax::Unary>(&expr.node);
  if (!unary || unary->op.symbol != "-") return std::nullopt;
  const auto value = integer_value(*unary->operand);
  return value ? std::optional{-*value} : std::nullopt;
}

auto sequence_member(SequenceOptions& sequence, std::string_view name)
    -> std::optional<std::int64_t>* {
  if (name == "start") return &sequence.start;
  if (name == "increment") return &sequence.increment;
  if (name == "minimum" || name == "minvalue") return &sequence.minimum;
  if (name == "maximum" || name == "maxvalue") return &sequence.maximum;
  if (name == "cache") return &sequence.cache;
  return nullptr;
}

/// `always`, `by_default`, `cycle`, `start = 10` as expressions.
auto read_identity_option(const syntax::Expr& expr, IdentityOptions& options) -> bool {
  if (const auto name = as_name(expr)) {
    options.always = options.always || name->text == "always";
    options.sequence.cycle = options.sequence.cycle || name->text == "cycle";
    return name->text == "always" || name->text == "by_default" || name->text == "cycle";
  }
  const auto* binary = std::get_if<syntax::Binary>(&expr.node);
  if (!binary || binary->op.symbol != "=") return false;
  const auto name = as_name(*binary->left);
  auto* member = name ? sequence_member(options.sequence, name->text) : nullptr;
  const auto value = integer_value(*binary->right);
  if (!member || !value) return false;
  *member = value;
  return true;
}

/// The words of `always, start with 10, increment by -5`.
auto read_identity_words(std::string_view text, IdentityOptions& options) -> bool {
  auto words = std::vector<std::string_view>{};
  for (auto i = std::size_t{0}; i < text.size();) {
    const auto end = std::min(text.find_first_of(" ,", i), text.size());
    if (end > i) words.push_back(text.substr(i, end - i));
    i = end + 1;
  }
  std::optional<std::int64_t>* member = nullptr;
  auto sign = std::string_view{};  // that stands apart from its number
  for (const auto word : words) {
    if (member) {
      if (word == "with" || word == "by") continue;
      if (word == "-" || word == "+") {
        sign = word;
        continue;
      }
      const auto number = std::string{std::exchange(sign, {})}.append(word);
      *member = to_integer(number.starts_with('+') ? number.substr(1) : number);
      if (!*member) return false;
      member = nullptr;
    } else if (word == "always" || word == "cycle") {
      (word == "always" ? options.always : options.sequence.cycle) = true;
    } else if (word != "by" && word != "default" && word != "by_default") {
      member = sequence_member(options.sequence, word);
      if (!member) return false;
    }
  }
  return member == nullptr;
}

/// Whether each code is one of a warning that models can have.
void check_codes(const syntax::Attribute& attribute, diagnostics::Diagnostics& diagnostics) {
  auto warnings = std::vector<std::string>{};
  for (const auto& entry : diagnostics::catalogue()) {
    if (entry.is_warning_of_models()) warnings.emplace_back(entry.code);
  }
  for (const auto& code : name_arguments(attribute)) {
    const auto entry =
        std::ranges::find(diagnostics::catalogue(), code.text, &diagnostics::CatalogueEntry::code);
    if (entry == diagnostics::catalogue().end()) {
      diagnostics.report(code.span,
                         UnknownCode{code.text, diagnostics::nearest(code.text, warnings)});
    } else if (!entry->is_warning_of_models()) {
      diagnostics.report(code.span,
                         NotAllowable{code.text, entry->severity == diagnostics::Severity::error});
    }
  }
}

}  // namespace

void check_attributes(const Attributes& attributes,
                      Place place,
                      diagnostics::Diagnostics& diagnostics) {
  auto seen = std::map<std::string_view, Span>{};
  for (const auto& attribute : attributes) {
    const auto& name = attribute.name.text;
    const auto* spec = find_spec(name, place);
    if (!spec) {
      diagnostics.report(attribute.name.span, UnknownAttribute{name, suggestion(name, place)});
      continue;
    }
    if (!holds(spec->places, place)) {
      diagnostics.report(attribute.name.span,
                         MisplacedAttribute{name, name_of(place), names_of(spec->places)});
      continue;
    }
    const auto [first, is_new] = seen.emplace(name, attribute.name.span);
    if (!is_new) {
      diagnostics.report(attribute.name.span, DuplicateAttribute{name})
          .label(first->second, DuplicateAttribute::first);
      continue;
    }
    if (!fits(spec->takes, attribute)) {
      diagnostics.report(attribute.span, AttributeArguments{name, std::string{spec->usage}});
    } else if (spec->takes == Takes::codes) {
      check_codes(attribute, diagnostics);
    }
  }
}

auto find_attribute(const Attributes& attributes, std::string_view name)
    -> const syntax::Attribute* {
  const auto place = std::ranges::find(
      attributes, name, [](const auto& a) -> std::string_view { return a.name.text; });
  if (place == attributes.end()) return nullptr;
  const auto is_sound = std::ranges::any_of(
      specs, [&](const Spec& spec) { return spec.name == name && fits(spec.takes, *place); });
  return is_sound ? &*place : nullptr;
}

auto text_argument(const syntax::Attribute& attribute) -> std::optional<std::string> {
  if (attribute.arguments.empty()) return std::nullopt;
  const auto text = as_text(*attribute.arguments.front());
  return text ? std::optional{*text} : std::nullopt;
}

auto attribute_text(const Attributes& attributes, std::string_view name)
    -> std::optional<std::string> {
  const auto* attribute = find_attribute(attributes, name);
  return attribute ? text_argument(*attribute) : std::nullopt;
}

auto model_argument(const syntax::Attribute& attribute) -> std::optional<syntax::QualifiedName> {
  if (attribute.arguments.empty()) return std::nullopt;
  const auto& first = *attribute.arguments.front();
  if (const auto name = as_name(first)) return syntax::QualifiedName{{*name}, name->span};
  const auto* ref = std::get_if<syntax::NameRef>(&first.node);
  return ref != nullptr ? std::optional{ref->name} : std::nullopt;
}

auto name_arguments(const syntax::Attribute& attribute) -> std::vector<syntax::Name> {
  auto result = std::vector<syntax::Name>{};
  for (const auto* argument : attribute.arguments) {
    if (const auto name = as_name(*argument)) result.push_back(*name);
  }
  return result;
}

auto words_argument(const syntax::Attribute& attribute) -> std::string {
  if (!attribute.words.empty()) return attribute.words;
  if (attribute.arguments.size() != 1) return {};
  const auto name = as_name(*attribute.arguments.front());
  return name ? fold(name->text) : std::string{};
}

auto option_value(const syntax::Expr& expr) -> std::optional<std::string> {
  if (const auto text = as_text(expr)) return text;
  if (const auto* literal = std::get_if<syntax::Literal>(&expr.node)) return literal->text;
  const auto* unary = std::get_if<syntax::Unary>(&expr.node);
  if (!unary || unary->op.symbol != "-") return std::nullopt;
  const auto value = option_value(*unary->operand);
  return value ? std::optional{"-" + *value} : std::nullopt;
}

auto option_arguments(const syntax::Attribute& attribute) -> std::optional<Options> {
  auto result = Options{};
  for (const auto* argument : attribute.arguments) {
    const auto* binary = std::get_if<syntax::Binary>(&argument->node);
    const auto* name = binary ? std::get_if<syntax::NameRef>(&binary->left->node) : nullptr;
    if (!name || binary->op.symbol != "=") return std::nullopt;
    const auto value = option_value(*binary->right);
    if (!value) return std::nullopt;
    auto dotted = std::string{};
    for (const auto& part : name->name.parts) {
      if (!dotted.empty()) dotted += '.';
      dotted += part.text;
    }
    result.emplace_back(std::move(dotted), *value);
  }
  if (result.empty()) return std::nullopt;
  return result;
}

auto number_argument(const syntax::Attribute& attribute) -> std::optional<std::int32_t> {
  if (attribute.arguments.size() != 1) return std::nullopt;
  const auto value = integer_value(*attribute.arguments.front());
  if (!value || *value < -1 || *value > 10000) return std::nullopt;
  return static_cast<std::int32_t>(*value);
}

auto identity_options(const syntax::Attribute& attribute) -> std::optional<IdentityOptions> {
  auto options = IdentityOptions{};
  for (const auto* argument : attribute.arguments) {
    if (!read_identity_option(*argument, options)) return std::nullopt;
  }
  if (!read_identity_words(attribute.words, options)) return std::nullopt;
  return options;
}

}  // namespace ormc::schema
