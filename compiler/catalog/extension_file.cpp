#include "catalog/extension_file.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "catalog/json_problem.hpp"

namespace ormc::catalog {
namespace {

using Json = nlohmann::json;

constexpr auto format_version = 1;

/// Ends the reading; the text completes "`file` ...".
struct Unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One of some letters, the first of which is taken where there is none.
auto letter(const Json& json, const char* member, std::string_view letters) -> char {
  auto text = json.value(member, std::string(1, letters.front()));
  if (text.size() != 1 || letters.find(text) == std::string_view::npos) {
    throw Unusable(std::string("says of `") + member + "` what nothing can be: " + text);
  }
  return text.front();
}

auto subscripting_of(const std::string& word) -> Subscripting {
  if (word == "array") return Subscripting::array;
  if (word == "fixed_array") return Subscripting::fixed_array;
  if (word == "keyed") return Subscripting::keyed;
  return Subscripting::none;
}

/// Turns the description of one extension to rows. Types are named, functions and operators
/// numbered: above zero in the order of the file, below zero PostgreSQL's own number.
class Reader {
 public:
  Reader(const Catalog& catalog, const Json& json, Oid first)
      : catalog_(catalog), json_(json), out_(std::make_unique<DescribedExtension>()) {
    first_function_ = first + count("types");
    first_operator_ = first_function_ + count("functions");
    first_method_ = first_operator_ + count("operators");
    first_family_ = first_method_ + count("access_methods");
    families_ = json.value("families", std::int64_t{0});
    if (families_ < 0 || families_ > 1'000'000) throw Unusable("counts its families wrong");
    first_class_ = first_family_ + static_cast<Oid>(families_);
    out_->end = first_class_ + count("operator_classes");
    auto next = first;
    for (const auto& type : list("types")) {
      auto is_new = own_types_.emplace(type.at("type").get<std::string>(), next++).second;
      if (!is_new) throw Unusable("describes a type twice: " + type.at("type").get<std::string>());
    }
  }

  auto read() -> std::unique_ptr<DescribedExtension> {
    for (const auto& name : list("requires")) out_->required.push_back(keep(name));
    for (const auto& type : list("types")) read_type(type);
    check_types();
    for (const auto& cast : list("casts")) read_cast(cast);
    for (const auto& function : list("functions")) read_function(function);
    for (const auto& op : list("operators")) read_operator(op);
    for (const auto& method : list("access_methods")) read_method(method);
    for (const auto& each : list("operator_classes")) read_class(each);
    for (const auto& each : list("family_operators")) read_family_operator(each);
    out_->rows = {.name = keep(json_.at("name")),
                  .required = out_->required,
                  .composite_fields = out_->composite_fields,
                  .types = out_->types,
                  .casts = out_->casts,
                  .functions = out_->functions,
                  .operators = out_->operators,
                  .access_methods = out_->access_methods,
                  .operator_classes = out_->operator_classes,
                  .family_operators = out_->family_operators};
    return std::move(out_);
  }

 private:
  auto list(const char* member) const -> const Json& {
    static const auto none = Json::array();
    auto found = json_.find(member);
    return found == json_.end() ? none : *found;
  }
  auto count(const char* member) const -> Oid { return static_cast<Oid>(list(member).size()); }

  auto keep(const Json& text) -> std::string_view {
    return out_->strings.emplace_back(text.get<std::string>());
  }

  /// `schema.name`; without a schema before the dot it is where the extension is.
  static auto split(const std::string& reference) -> std::pair<std::string, std::string> {
    auto dot = reference.find('.');
    if (dot == std::string::npos) throw Unusable("names a type without a dot: " + reference);
    return {reference.substr(0, dot), reference.substr(dot + 1)};
  }

  auto type(const Json& row, const char* member) const -> Oid {
    auto found = row.find(member);
    return found == row.end() || found->is_null() ? no_oid : type(found->get<std::string>());
  }

  auto type(const std::string& reference) const -> Oid {
    if (auto own = own_types_.find(reference); own != own_types_.end()) return own->second;
    auto [schema, name] = split(reference);
    auto found = catalog_.find_type(schema, name, Quoting::quoted);
    // Where another extension is installed is the database's choice.
    if (!found) found = catalog_.find_type({}, name, Quoting::quoted);
    if (!found) throw Unusable("needs the type `" + reference + "`, which is not there");
    return *found;
  }

  auto required_type(const Json& row, const char* member) const -> Oid {
    auto found = type(row, member);
    if (found == no_oid) throw Unusable(std::string("leaves out the type of a `") + member + "`");
    return found;
  }

  /// The objects of the file of one kind: how many, and the number of the first.
  struct Numbers {
    std::int64_t count;
    Oid first;
  };

  /// PostgreSQL's own, below zero, must be among `known`.
  template <class Known>
  static auto numbered(const Json& row, const char* member, Numbers own, const Known& known)
      -> Oid {
    auto number = row.value(member, std::int64_t{0});
    if (number == 0) return no_oid;
    constexpr auto largest = std::int64_t{std::numeric_limits<Oid>::max()};
    auto is_there =
        number > 0 ? number <= own.count : number >= -largest && known(static_cast<Oid>(-number));
    if (!is_there) throw Unusable(std::string("names a `") + member + "` that is not there");
    return static_cast<Oid>(number < 0 ? -number : own.first + number - 1);
  }

  auto function(const Json& row) const -> Oid {
    return numbered(row, "function", {count("functions"), first_function_}, [](Oid oid) {
      return std::ranges::find(tables::functions(), oid, &Function::oid) !=
             tables::functions().end();
    });
  }
  auto op(const Json& row, const char* member) const -> Oid {
    return numbered(row, member, {count("operators"), first_operator_}, [](Oid oid) {
      return std::ranges::find(tables::operators(), oid, &Operator::oid) !=
             tables::operators().end();
    });
  }
  auto family(const Json& row) const -> Oid {
    return numbered(row, "family", {families_, first_family_}, [](Oid) { return true; });
  }

  /// What types are made of: going down from one must come to an end.
  static auto parts_of(const Type& type, const std::vector<tables::CompositeFields>& composites)
      -> std::vector<Oid> {
    auto parts = std::vector<Oid>{type.element, type.base.oid, type.subtype};
    for (const auto& composite : composites) {
      if (composite.type != type.oid) continue;
      for (const auto& field : composite.fields) parts.push_back(field.type.oid);
    }
    return parts;
  }

  void check_types() const {
    enum class Seen : std::uint8_t { no, open, done };
    auto seen = std::vector<Seen>(out_->types.size(), Seen::no);
    const auto first = first_function_ - count("types");
    // A list instead of recursion: the file says how deep it goes.
    auto todo = std::vector<std::size_t>{};
    for (std::size_t root = 0; root < seen.size(); ++root) {
      todo.push_back(root);
      while (!todo.empty()) {
        auto at = todo.back();
        if (seen[at] != Seen::no) {
          seen[at] = Seen::done;
          todo.pop_back();
          continue;
        }
        seen[at] = Seen::open;
        for (auto part : parts_of(out_->types[at], out_->composite_fields)) {
          if (part < first || part >= first_function_) continue;
          if (seen[part - first] == Seen::open) {
            throw Unusable("describes a type that is made of itself: " +
                           std::string{out_->types[at].name});
          }
          if (seen[part - first] == Seen::no) todo.push_back(part - first);
        }
      }
    }
  }

  auto schema_of(const Json& row) -> std::string_view {
    auto found = row.find("schema");
    return found == row.end() ? std::string_view{} : keep(*found);
  }

  /// Categories of types may be any letter.
  static auto category_of(const Json& row) -> char {
    auto text = row.value("category", std::string(1, category::user));
    return text.empty() ? category::user : text.front();
  }

  void read_type(const Json& row) {
    auto reference = row.at("type").get<std::string>();
    auto [schema, name] = split(reference);
    auto read = Type{.oid = own_types_.at(reference),
                     .schema = keep(schema),
                     .name = keep(name),
                     .kind = TypeKind{letter(row, "kind", "bcdeprm")},
                     .category = category_of(row),
                     .preferred = row.value("preferred", false),
                     .has_modifier = row.value("modifiers", false),
                     .collatable = row.value("collatable", false),
                     .not_null = row.value("not_null", false),
                     .subscripting = subscripting_of(row.value("subscript", std::string{})),
                     .length = row.value("length", std::int16_t{-1}),
                     .element = type(row, "element"),
                     .array = type(row, "array"),
                     .base = {type(row, "base"), row.value("base_modifier", std::int32_t{-1})},
                     .subtype = type(row, "subtype"),
                     .range = type(row, "range"),
                     .multirange = type(row, "multirange"),
                     .of_relation = row.value("relation", false),
                     .text_only = row.value("text_only", false)};
    if (read.kind == TypeKind::domain) required_type(row, "base");
    if (read.kind == TypeKind::range || read.kind == TypeKind::multirange) {
      required_type(row, "subtype");
    }
    for (const auto& label : row.value("labels", Json::array())) {
      out_->labels[read.oid].push_back(keep(label));
    }
    auto fields = std::vector<TypeField>{};
    for (const auto& field : row.value("fields", Json::array())) {
      fields.push_back({keep(field.at("name")),
                        {type(field, "type"), field.value("modifier", std::int32_t{-1})},
                        field.value("not_null", false)});
    }
    if (!fields.empty()) {
      const auto& kept = out_->field_lists.emplace_back(std::move(fields));
      out_->composite_fields.push_back({read.oid, kept});
    }
    out_->types.push_back(read);
  }

  void read_cast(const Json& row) {
    auto method = CastMethod{letter(row, "method", "fib")};
    auto called = function(row);
    if (method == CastMethod::function && called == no_oid) {
      throw Unusable("leaves out the function of a cast");
    }
    out_->casts.push_back({.source = required_type(row, "source"),
                           .target = required_type(row, "target"),
                           .function = called,
                           .context = CoercionContext{letter(row, "context", "eia")},
                           .method = method});
  }

  void read_function(const Json& row) {
    auto& arguments = out_->oid_lists.emplace_back();
    for (const auto& each : row.value("arguments", Json::array())) arguments.push_back(type(each));
    auto& names = out_->name_lists.emplace_back();
    for (const auto& each : row.value("names", Json::array())) names.push_back(keep(each));
    if (std::ranges::all_of(names, &std::string_view::empty)) names.clear();
    auto& columns = out_->column_lists.emplace_back();
    for (const auto& each : row.value("columns", Json::array())) {
      columns.push_back({keep(each.at("name")), type(each, "type")});
    }
    auto kind = FunctionKind{letter(row, "kind", "fawp")};
    auto defaults = row.value("defaults", std::int16_t{0});
    auto direct = row.value("direct", std::int16_t{0});
    auto is_fit = [&](std::int16_t number) {
      return number >= 0 && static_cast<std::size_t>(number) <= arguments.size();
    };
    if (!is_fit(defaults) || !is_fit(direct) ||
        (!names.empty() && names.size() != arguments.size())) {
      throw Unusable("counts the arguments of a function wrong");
    }
    auto variadic = type(row, "variadic");
    if (variadic != no_oid && arguments.empty()) {
      throw Unusable("counts the arguments of a function wrong");
    }
    auto nulls = row.value("comparison", false) ? NullBehavior::null_for_null_only
                                                : NullBehavior::may_return_null;
    out_->functions.push_back({.oid = static_cast<Oid>(first_function_ + out_->functions.size()),
                               .schema = schema_of(row),
                               .name = keep(row.at("name")),
                               .kind = kind,
                               .volatility = Volatility{letter(row, "volatility", "vsi")},
                               .aggregate_kind = AggregateKind{letter(row, "aggregate", "-noh")},
                               .nulls = nulls,
                               .strict = row.value("strict", false),
                               .returns_set = row.value("set", false),
                               .default_count = defaults,
                               .direct_arguments = direct,
                               .variadic_element = variadic,
                               .result = kind == FunctionKind::procedure
                                             ? type(row, "result")
                                             : required_type(row, "result"),
                               .arguments = arguments,
                               .argument_names = names,
                               .out_columns = columns});
  }

  void read_operator(const Json& row) {
    auto called = function(row);
    if (called == no_oid) throw Unusable("leaves out the function of an operator");
    out_->operators.push_back({.oid = static_cast<Oid>(first_operator_ + out_->operators.size()),
                               .schema = schema_of(row),
                               .name = keep(row.at("name")),
                               .left = type(row, "left"),
                               .right = required_type(row, "right"),
                               .result = required_type(row, "result"),
                               .function = called,
                               .commutator = op(row, "commutator"),
                               .negator = op(row, "negator"),
                               .can_hash = row.value("hash", false),
                               .can_merge = row.value("merge", false)});
  }

  void read_method(const Json& row) {
    out_->access_methods.push_back(
        {.oid = static_cast<Oid>(first_method_ + out_->access_methods.size()),
         .name = keep(row.at("name")),
         .can_order = row.value("order", false),
         .can_unique = row.value("unique", false),
         .can_multi_column = row.value("multi_column", false),
         .can_include = row.value("include", false),
         .can_exclude = row.value("exclude", false)});
  }

  void read_class(const Json& row) {
    auto method = numbered(row, "method", {count("access_methods"), first_method_}, [](Oid oid) {
      return std::ranges::find(tables::access_methods(), oid, &AccessMethod::oid) !=
             tables::access_methods().end();
    });
    out_->operator_classes.push_back(
        {.oid = static_cast<Oid>(first_class_ + out_->operator_classes.size()),
         .schema = schema_of(row),
         .name = keep(row.at("name")),
         .method = method,
         .family = family(row),
         .input = required_type(row, "input"),
         .is_default = row.value("default", false)});
  }

  void read_family_operator(const Json& row) {
    out_->family_operators.push_back({.family = family(row),
                                      .left = type(row, "left"),
                                      .right = type(row, "right"),
                                      .op = op(row, "operator"),
                                      .strategy = row.value("strategy", std::int16_t{0}),
                                      .for_ordering = row.value("ordering", false)});
  }

  const Catalog& catalog_;
  const Json& json_;
  std::map<std::string, Oid> own_types_;
  Oid first_function_ = no_oid;
  Oid first_operator_ = no_oid;
  Oid first_method_ = no_oid;
  Oid first_family_ = no_oid;
  Oid first_class_ = no_oid;
  std::int64_t families_ = 0;
  std::unique_ptr<DescribedExtension> out_;
};

}  // namespace

auto read_extension(const Catalog& catalog, std::string_view name, std::string_view text, Oid first)
    -> std::variant<std::unique_ptr<DescribedExtension>, std::string> {
  try {
    auto json = Json::parse(text);
    if (json.at("format").get<int>() != format_version) return "is of another version of ormc";
    for (const auto& extension : json.at("extensions")) {
      if (extension.at("name") == name) return Reader{catalog, extension, first}.read();
    }
    return "does not describe `" + std::string{name} + "`";
  } catch (const Json::parse_error& error) {
    return not_json(text, error.byte);
  } catch (const Json::exception&) {
    return "is not what ormc writes";
  } catch (const Unusable& problem) {
    return problem.what();
  }
}

}  // namespace ormc::catalog
