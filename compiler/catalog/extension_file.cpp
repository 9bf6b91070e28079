#include "catalog/extension_file.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

namespace ormc::catalog {
namespace {

using Json = nlohmann::json;

constexpr auto format_version = 1;

/// Ends the reading; the text completes "`file` ...".
struct Unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

auto first_char(const Json& json, const char* member, char otherwise) -> char {
  auto text = json.value(member, std::string(1, otherwise));
  return text.empty() ? otherwise : text.front();
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
    first_class_ = first_family_ + json.value("families", Oid{0});
    out_->end = first_class_ + count("operator_classes");
    auto next = first;
    for (const auto& type : list("types")) own_types_.emplace(type.at("type"), next++);
  }

  auto read() -> std::unique_ptr<DescribedExtension> {
    for (const auto& name : list("requires")) out_->required.push_back(keep(name));
    for (const auto& type : list("types")) read_type(type);
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

  static auto numbered(const Json& row, const char* member, Oid first) -> Oid {
    auto number = row.value(member, std::int64_t{0});
    if (number == 0) return no_oid;
    return static_cast<Oid>(number < 0 ? -number : first + number - 1);
  }

  auto schema_of(const Json& row) -> std::string_view {
    auto found = row.find("schema");
    return found == row.end() ? std::string_view{} : keep(*found);
  }

  void read_type(const Json& row) {
    auto reference = row.at("type").get<std::string>();
    auto [schema, name] = split(reference);
    auto read = Type{.oid = own_types_.at(reference),
                     .schema = keep(schema),
                     .name = keep(name),
                     .kind = TypeKind{first_char(row, "kind", 'b')},
                     .category = first_char(row, "category", category::user),
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
    out_->casts.push_back({.source = type(row, "source"),
                           .target = type(row, "target"),
                           .function = numbered(row, "function", first_function_),
                           .context = CoercionContext{first_char(row, "context", 'e')},
                           .method = CastMethod{first_char(row, "method", 'f')}});
  }

  void read_function(const Json& row) {
    auto& arguments = out_->oid_lists.emplace_back();
    for (const auto& each : row.value("arguments", Json::array())) arguments.push_back(type(each));
    auto& names = out_->name_lists.emplace_back();
    for (const auto& each : row.value("names", Json::array())) names.push_back(keep(each));
    auto& columns = out_->column_lists.emplace_back();
    for (const auto& each : row.value("columns", Json::array())) {
      columns.push_back({keep(each.at("name")), type(each, "type")});
    }
    auto nulls = row.value("comparison", false) ? NullBehavior::null_for_null_only
                                                : NullBehavior::may_return_null;
    out_->functions.push_back({.oid = static_cast<Oid>(first_function_ + out_->functions.size()),
                               .schema = schema_of(row),
                               .name = keep(row.at("name")),
                               .kind = FunctionKind{first_char(row, "kind", 'f')},
                               .volatility = Volatility{first_char(row, "volatility", 'v')},
                               .aggregate_kind = AggregateKind{first_char(row, "aggregate", '-')},
                               .nulls = nulls,
                               .strict = row.value("strict", false),
                               .returns_set = row.value("set", false),
                               .default_count = row.value("defaults", std::int16_t{0}),
                               .direct_arguments = row.value("direct", std::int16_t{0}),
                               .variadic_element = type(row, "variadic"),
                               .result = type(row, "result"),
                               .arguments = arguments,
                               .argument_names = names,
                               .out_columns = columns});
  }

  void read_operator(const Json& row) {
    out_->operators.push_back({.oid = static_cast<Oid>(first_operator_ + out_->operators.size()),
                               .schema = schema_of(row),
                               .name = keep(row.at("name")),
                               .left = type(row, "left"),
                               .right = type(row, "right"),
                               .result = type(row, "result"),
                               .function = numbered(row, "function", first_function_),
                               .commutator = numbered(row, "commutator", first_operator_),
                               .negator = numbered(row, "negator", first_operator_),
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
    out_->operator_classes.push_back(
        {.oid = static_cast<Oid>(first_class_ + out_->operator_classes.size()),
         .schema = schema_of(row),
         .name = keep(row.at("name")),
         .method = numbered(row, "method", first_method_),
         .family = numbered(row, "family", first_family_),
         .input = type(row, "input"),
         .is_default = row.value("default", false)});
  }

  void read_family_operator(const Json& row) {
    out_->family_operators.push_back({.family = numbered(row, "family", first_family_),
                                      .left = type(row, "left"),
                                      .right = type(row, "right"),
                                      .op = numbered(row, "operator", first_operator_),
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
  } catch (const Json::exception&) {
    return "is not what ormc writes";
  } catch (const Unusable& problem) {
    return problem.what();
  }
}

}  // namespace ormc::catalog
