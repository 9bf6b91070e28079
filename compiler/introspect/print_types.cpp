#include <fmt/format.h>

#include <algorithm>

#include "introspect/print.hpp"
#include "introspect/text.hpp"
#include "schema/object_name.hpp"

namespace ormc::introspect {
namespace {

/// A label as a name where it can be one.
auto label_text(const std::string& label) -> std::string {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  const auto starts_well = !label.empty() && !(label.front() >= '0' && label.front() <= '9');
  return starts_well && std::ranges::all_of(label, is_word) ? label : string_text(label);
}

/// The values of an enum. Labels that would be one name in C++, or none, get names of their own.
auto value_texts(const PrintContext& context, const EnumType& type) -> std::vector<std::string> {
  const auto& chosen = context.names.chosen.labels;
  auto scope = NameScope{};
  auto texts = std::vector<std::string>{};
  for (const auto& label : type.labels) {
    if (const auto kept = chosen.find({type.name, label}); kept != chosen.end()) {
      scope.take(kept->second);
    }
  }
  for (const auto& label : type.labels) {
    const auto kept = chosen.find({type.name, label});
    if (kept != chosen.end() && kept->second != label) {
      texts.push_back(fmt::format("{} @name({})", label_text(kept->second), quoted_text(label)));
    } else if (kept != chosen.end()) {
      texts.push_back(label_text(label));
    } else if (!collision_key(label).empty() && scope.is_free(label, label)) {
      scope.take(label);
      texts.push_back(label_text(label));
    } else {
      texts.push_back(fmt::format(
          "{} @name({})", scope.choose(field_name_of(label), label), quoted_text(label)));
    }
  }
  return texts;
}

}  // namespace

auto print_enum(const PrintContext& context, const EnumType& type) -> Declaration {
  const auto& name = context.names.types.at(type.id);
  const auto labels = value_texts(context, type);
  auto width = std::size_t{0};
  for (const auto& label : labels) width += label.size() + 2;
  const auto list = width < 80 ? fmt::format("{{ {} }}", fmt::join(labels, ", "))
                               : fmt::format("{{\n  {},\n}}", fmt::join(labels, ",\n  "));
  return {"enum",
          type.name.name,
          fmt::format("{}enum {}{} {}\n",
                      doc_of(type.comment),
                      name,
                      name_attribute("name", name, type.name.name),
                      list)};
}

auto print_domain(const PrintContext& context, const DomainType& type) -> Declaration {
  const auto& name = context.names.types.at(type.id);
  auto text = fmt::format("{}domain {} = {}",
                          doc_of(type.comment),
                          name,
                          context.type_text(type.base, type.name.schema));
  if (!type.collation.empty()) text += " collate " + sql_text(type.collation);
  if (!type.default_value.empty())
    text += " default " + default_text(type.default_value, type.base);
  if (type.not_null) text += " not null";
  for (const auto& check : type.checks) {
    const auto is_default = check.name == schema::make_object_name(type.name.name, {}, "check");
    const auto doc = doc_of(check.comment, "  ");
    text += doc.empty() ? " " : "\n" + doc + "  ";
    if (!is_default) text += fmt::format("constraint {} ", name_text(check.name));
    text += fmt::format("check ({})", condition_text(check.expression));
    if (!check.validated) text += " not valid";
  }
  text += name_attribute("name", name, type.name.name);
  return {"domain", type.name.name, text + ";\n"};
}

auto print_composite(const PrintContext& context, const Relation& type) -> Declaration {
  const auto& name = context.names.types.at(type.row_type);
  auto fields = std::string{};
  const auto& field_names = context.names.columns.at(type.id);
  for (auto i = std::size_t{0}; i < type.columns.size(); ++i) {
    const auto& column = type.columns[i];
    // Nothing in the database keeps NULL out of a field.
    fields += doc_of(column.comment, "  ");
    fields += fmt::format("  {}: {}?{}",
                          field_names[i],
                          context.type_text(column.type, type.name.schema),
                          name_attribute("column", field_names[i], column.name));
    if (!column.collation.empty())
      fields += fmt::format(" @collate({})", quoted_text(column.collation));
    fields += ";\n";
  }
  return {"type",
          type.name.name,
          fmt::format("{}type {}{} {{\n{}}}\n",
                      doc_of(type.comment),
                      name,
                      name_attribute("name", name, type.name.name),
                      fields)};
}

auto print_base_type(const PrintContext& context, const BaseType& type) -> Declaration {
  const auto& name = context.names.types.at(type.id);
  auto body = fmt::format("\n  {}\n", fmt::join(type.clauses, ",\n  "));
  return {"type",
          type.name.name,
          fmt::format("{}type {} = sql {}{};\n",
                      doc_of(type.comment),
                      name,
                      body_text(type.clauses.empty() ? std::string{} : body),
                      name_attribute("name", name, type.name.name))};
}

}  // namespace ormc::introspect
