#include "schema/definition_text.hpp"

#include <algorithm>
#include <array>

#include "catalog/type_name.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/overloaded.hpp"
#include "syntax/postgres_parser.hpp"

namespace ormc::schema {
namespace {

using Token = syntax::DefinitionWords::Token;

auto name_of(const Token& token) -> syntax::Name {
  if (!token.text.starts_with('"')) return {token.text, false, token.span};
  auto text = std::string{};
  for (auto i = std::size_t{1}; i + 1 < token.text.size(); ++i) {
    text += token.text[i];
    if (token.text[i] == '"') ++i;
  }
  return {std::move(text), true, token.span};
}

auto quoted(std::string_view sql_schema, std::string_view name) -> std::string {
  return catalog::quote_identifier(sql_schema) + "." + catalog::quote_identifier(name);
}

auto sql_name_of(const Schema& schema, NamedObject object) -> std::string {
  return std::visit(
      Overloaded{
          [&](ModelId id) { return quoted(schema.at(id).sql_schema, schema.at(id).sql_name); },
          [&](ViewId id) { return quoted(schema.at(id).sql_schema, schema.at(id).sql_name); },
          [&](AliasId id) {
            return catalog::format_type(
                schema.catalog, schema.at(id).type, catalog::Qualification::always);
          },
          [&](auto id) {
            const auto& named = schema.at(id);
            return quoted(schema.at(named.module).sql_schema, named.sql_name);
          }},
      object);
}

/// What a name of one or two parts leads to, as SQL.
auto find_sql_name(const Schema& schema, ModuleId module, const syntax::QualifiedName& name)
    -> std::optional<std::string> {
  const auto is_dotted = name.parts.size() > 1;
  for (const auto wanted : {Wanted::relations, Wanted::types}) {
    auto found = find_by_name(schema, module, name, wanted);
    if (found.empty() && is_dotted) found = find_by_sql_name(schema, module, name, wanted);
    if (found.size() == 1) return sql_name_of(schema, found.front());
  }
  const auto& last = name.parts.back().text;
  for (const auto& function : schema.functions) {
    const auto is_named = function.name == last || (is_dotted && function.sql_name == last);
    const auto is_there = !is_dotted || name.parts.front().text == function.sql_schema ||
                          name.parts.front().text == schema.at(function.module).name;
    if (is_named && is_there) return quoted(function.sql_schema, function.sql_name);
  }
  return std::nullopt;
}

/// The names that a definition would have that is called so here.
void add_other_names(const Schema& schema,
                     ModuleId module,
                     const syntax::QualifiedName& name,
                     std::vector<std::string>& into) {
  const auto text = [](const syntax::Name& part) {
    return part.quoted ? part.text : fold(part.text);
  };
  const auto last = text(name.parts.back());
  if (name.parts.size() > 1) {
    into.push_back(quoted(text(name.parts.front()), last));
    return;
  }
  into.push_back(quoted(schema.at(module).sql_schema, last));
  into.push_back(catalog::quote_identifier(last));
}

/// A word that no name can be unless it is quoted: `with`, though a table be called so.
auto is_word_of_sql(const Token& token) -> bool {
  return !token.text.starts_with('"') &&
         catalog::quote_identifier(fold(token.text)).starts_with('"');
}

/// Which tokens may name what the program declares. Names of roles, schemas and columns are the
/// database's own: in a grant only what stands between `on` and `to` is looked up.
auto may_be_replaced(std::string_view kind, const std::vector<Token>& tokens) -> std::vector<bool> {
  const auto is_grant = kind == "grant" || kind == "revoke";
  const auto is_of_others = kind == "alter default privileges" || kind == "create user mapping";
  auto result = std::vector<bool>(tokens.size(), !is_grant && !is_of_others);
  for (auto i = std::size_t{0}; i + 1 < tokens.size(); ++i) {
    if (tokens[i + 1].text == "=") result[i] = false;  // the name of an option
  }
  for (auto i = std::size_t{0}; i < tokens.size(); ++i) {
    if (is_word_of_sql(tokens[i])) result[i] = false;
  }
  if (kind.starts_with("alter text search configuration")) {
    // In front of `with` stand kinds of tokens.
    for (auto i = std::size_t{0}; i < tokens.size() && fold(tokens[i].text) != "with"; ++i) {
      result[i] = false;
    }
  }
  if (!is_grant) return result;
  static constexpr auto others = std::to_array<std::string_view>(
      {"database", "foreign", "language", "large", "parameter", "schema", "tablespace"});
  auto depth = 0;
  auto is_open = false;
  for (auto i = std::size_t{0}; i < tokens.size(); ++i) {
    const auto word = fold(tokens[i].text);
    if (word == "(") ++depth;
    if (word == ")") --depth;
    if (depth == 0 && (word == "to" || word == "from")) is_open = false;
    // `f(post integer)`: in front of a type stands the name of an argument.
    const auto is_argument = depth > 0 && i + 1 < tokens.size() && tokens[i + 1].is_name;
    result[i] = is_open && !is_argument;
    const auto next = i + 1 < tokens.size() ? fold(tokens[i + 1].text) : std::string{};
    if (depth == 0 && word == "on") is_open = std::ranges::find(others, next) == others.end();
  }
  return result;
}

}  // namespace

auto DefinitionText::span_at(std::size_t offset) const -> Span {
  auto result = places.empty() ? Span{} : places.front().second;
  for (const auto& [begin, span] : places) {
    if (begin <= offset) result = span;
  }
  return result;
}

auto definition_text(const Schema& schema,
                     ModuleId module,
                     std::string prefix,
                     const syntax::DefinitionWords& words) -> DefinitionText {
  const auto& tokens = words.tokens;
  const auto is_free = may_be_replaced(prefix, tokens);
  auto result = DefinitionText{std::move(prefix), {}, {}, {}};
  const auto append = [&](const Token& token, const std::string& text) {
    if (token.after_space && !result.text.empty()) result.text += ' ';
    result.places.emplace_back(result.text.size(), token.span);
    result.text += text;
  };
  for (auto i = std::size_t{0}; i < tokens.size(); ++i) {
    const auto has_qualifier = i + 2 < tokens.size() && tokens[i + 1].is_dot;
    if (!is_free[i] || (!tokens[i].is_name && !has_qualifier)) {
      append(tokens[i], tokens[i].text);
      continue;
    }
    auto name = syntax::QualifiedName{{name_of(tokens[i])}, tokens[i].span};
    if (has_qualifier) name.parts.push_back(name_of(tokens[i + 2]));
    const auto found = find_sql_name(schema, module, name);
    append(tokens[i], found.value_or(tokens[i].text));
    if (found) {
      result.names.push_back(spelled(name));
    } else {
      add_other_names(schema, module, name, result.other_names);
    }
    if (!has_qualifier) continue;
    if (!found) {
      append(tokens[i + 1], ".");
      append(tokens[i + 2], tokens[i + 2].text);
    }
    i += 2;
  }
  return result;
}

auto is_sql(const DefinitionText& text,
            const std::string& kind,
            diagnostics::Diagnostics& diagnostics) -> bool {
  const auto parsed = syntax::parse_with_postgres(text.text);
  const auto* error = std::get_if<syntax::PostgresSyntaxError>(&parsed);
  if (error == nullptr) return true;
  diagnostics.report(text.span_at(error->offset),
                     diagnostics::InvalidDefinition{kind, error->message});
  return false;
}

}  // namespace ormc::schema
