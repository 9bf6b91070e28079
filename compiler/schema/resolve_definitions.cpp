#include <algorithm>
#include <array>

#include "catalog/coercion.hpp"
#include "catalog/type_name.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/definition_text.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/operator_class.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using Token = syntax::DefinitionWords::Token;

/// What lies in a schema of the database, so that its name is qualified.
auto is_in_schema(std::string_view kind) -> bool {
  return kind == "collation" || kind.starts_with("operator") || kind.starts_with("text search") ||
         kind == "conversion";
}

/// Statements that are complete by themselves; the others begin with `create`.
auto is_statement(std::string_view kind) -> bool { return kind == "grant" || kind == "revoke"; }

auto unquoted(const Token& token) -> std::string {
  if (!token.text.starts_with('"')) return fold(token.text);
  auto parts = split_sql_name(token.text);
  return parts.empty() ? token.text : parts.front();
}

/// The name that the words begin with: one part, or two with a dot.
struct OwnName {
  std::string sql_schema;
  std::string name;
  std::size_t tokens = 0;
};

auto own_name(const std::vector<Token>& tokens, const std::string& sql_schema) -> OwnName {
  if (tokens.empty()) return {};
  if (tokens.size() > 2 && tokens[1].is_dot) {
    return {unquoted(tokens[0]), unquoted(tokens[2]), 3};
  }
  return {sql_schema, unquoted(tokens[0]), 1};
}

auto quoted(std::string_view sql_schema, std::string_view name) -> std::string {
  return catalog::quote_identifier(sql_schema) + "." + catalog::quote_identifier(name);
}

template <class Node, class Visit>
void each(const Resolution& resolution, Visit visit) {
  for (auto i = std::uint32_t{0}; i < resolution.trees.size(); ++i) {
    for (const auto& declaration : resolution.trees[i].declarations) {
      if (const auto* node = std::get_if<Node>(&declaration.node)) {
        visit(*node, ModuleId{i}, declaration.doc);
      }
    }
  }
}

/// Makes definitions of words.
class DefinitionResolver {
 public:
  DefinitionResolver(Resolution& resolution, ModuleId module)
      : resolution_(resolution), module_(module) {}

  void resolve(const syntax::Definition& node, const std::string& doc) {
    auto words = node.words;
    auto made = Definition{.module = module_,
                           .kind = node.kind,
                           .name = {},
                           .text = {},
                           .comment = {},
                           .depends_on = {},
                           .doc = doc,
                           .span = node.span};
    auto prefix = std::string{};
    if (node.kind == "default privileges") {
      prefix = "alter default privileges";
    } else if (node.kind == "text search mapping") {
      prefix = mapping_prefix(words);
    } else if (is_statement(node.kind)) {
      prefix = node.kind;
    } else {
      prefix = "create " + node.kind;
      name(made, words, prefix);
    }
    const auto state = node.kind == "event trigger" ? take_state(words) : std::string{};
    const auto name = made.name;
    add(std::move(made), definition_text(resolution_.schema, module_, prefix, words));
    if (state.empty() || resolution_.schema.definitions.empty()) return;
    auto& added = resolution_.schema.definitions.back();
    if (added.name == name) added.text += ";\nalter event trigger " + name + " " + state;
  }

  void resolve(const syntax::OperatorClass& node, const std::string& doc) {
    const auto& schema = resolution_.schema;
    const auto type = resolve_type(schema, module_, node.type, resolution_.diagnostics);
    if (!type) return;
    const auto in_schema = [&](const syntax::QualifiedName& name) {
      const auto text = [](const syntax::Name& part) {
        return part.quoted ? part.text : fold(part.text);
      };
      return name.parts.size() > 1 ? quoted(text(name.parts.front()), text(name.parts.back()))
                                   : quoted(schema.at(module_).sql_schema, text(name.parts.back()));
    };
    const auto method = catalog::quote_identifier(fold(node.method.text));
    auto made = Definition{.module = module_,
                           .kind = "operator class",
                           .name = in_schema(node.name),
                           .text = {},
                           .comment = {},
                           .depends_on = {},
                           .doc = doc,
                           .span = node.name.span};
    made.comment = "operator class " + made.name + " using " + method;
    auto prefix = "create operator class " + made.name;
    if (node.is_default) prefix += " default";
    prefix += " for type " +
              catalog::format_type(schema.catalog, *type, catalog::Qualification::always) +
              " using " + method;
    if (node.family) prefix += " family " + in_schema(*node.family);
    made.depends_on.push_back(spelled(node.type.name));
    add(std::move(made), definition_text(schema, module_, prefix + " as", node.words));
  }

 private:
  /// Takes the definition's own name from the words, and puts it qualified into the prefix.
  void name(Definition& made, syntax::DefinitionWords& words, std::string& prefix) {
    auto& tokens = words.tokens;
    const auto own = own_name(tokens, resolution_.schema.at(module_).sql_schema);
    if (made.kind == "user mapping" || made.kind == "transform") {
      auto text = definition_text(resolution_.schema, module_, {}, words).text;
      made.name = text.substr(0, text.find(made.kind == "transform" ? " (" : " options"));
      if (made.kind == "transform") made.comment = made.kind + " " + made.name;
      return;
    }
    made.name = is_in_schema(made.kind) ? quoted(own.sql_schema, own.name)
                                        : catalog::quote_identifier(own.name);
    made.comment = made.kind + " " + made.name;
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(own.tokens));
    prefix += " " + made.name;
    if (!tokens.empty()) tokens.front().after_space = true;
    if (made.kind != "operator family") return;
    auto text = definition_text(resolution_.schema, module_, {}, words).text;
    made.comment += " " + text;
  }

  /// Takes `disable`, `enable always`, `enable replica` from the end of an event trigger's words:
  /// the database says these by themselves.
  static auto take_state(syntax::DefinitionWords& words) -> std::string {
    auto& tokens = words.tokens;
    const auto is_word = [&](std::size_t from_end, std::string_view word) {
      return tokens.size() > from_end && fold(tokens[tokens.size() - 1 - from_end].text) == word;
    };
    if (is_word(0, "disable")) {
      tokens.pop_back();
      return "disable";
    }
    for (const auto* word : {"always", "replica"}) {
      if (!is_word(0, word) || !is_word(1, "enable")) continue;
      tokens.resize(tokens.size() - 2);
      return std::string{"enable "} + word;
    }
    return {};
  }

  /// `text search mapping english2 for word with simple`: an alter, for there is no create.
  auto mapping_prefix(syntax::DefinitionWords& words) -> std::string {
    auto& tokens = words.tokens;
    const auto own = own_name(tokens, resolution_.schema.at(module_).sql_schema);
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(own.tokens));
    return "alter text search configuration " + quoted(own.sql_schema, own.name) + " add mapping";
  }

  void add(Definition made, DefinitionText text) {
    if (!is_sql(text, made.kind, resolution_.diagnostics)) return;
    made.text = std::move(text.text);
    for (auto& name : text.names) made.depends_on.push_back(std::move(name));
    resolution_.schema.definitions.push_back(std::move(made));
  }

  Resolution& resolution_;
  ModuleId module_;
};

}  // namespace

void resolve_collations(Resolution& resolution) {
  each<syntax::Definition>(
      resolution, [&](const syntax::Definition& node, ModuleId module, const std::string& /*doc*/) {
        if (node.kind != "collation") return;
        const auto own = own_name(node.words.tokens, resolution.schema.at(module).sql_schema);
        resolution.schema.catalog.add_collation(own.sql_schema, own.name);
      });
}

void resolve_operator_classes(Resolution& resolution) {
  each<syntax::OperatorClass>(
      resolution,
      [&](const syntax::OperatorClass& node, ModuleId module, const std::string& /*doc*/) {
        const auto type =
            resolve_type(resolution.schema, module, node.type, resolution.diagnostics);
        const auto* method = find_access_method(resolution, node.method);
        if (!type || method == nullptr) return;
        const auto text = [](const syntax::Name& part) {
          return part.quoted ? part.text : fold(part.text);
        };
        const auto& parts = node.name.parts;
        const auto sql_schema =
            parts.size() > 1 ? text(parts.front()) : resolution.schema.at(module).sql_schema;
        const auto name = text(parts.back());
        auto row = catalog::OperatorClass{};
        row.schema = sql_schema;
        row.name = name;
        row.method = method->oid;
        row.input = type->oid;
        row.is_default = node.is_default;
        resolution.schema.catalog.add_operator_class(row);
      });
}

void resolve_definitions(Resolution& resolution) {
  each<syntax::OperatorClass>(
      resolution, [&](const syntax::OperatorClass& node, ModuleId module, const std::string& doc) {
        DefinitionResolver{resolution, module}.resolve(node, doc);
      });
  each<syntax::Definition>(
      resolution, [&](const syntax::Definition& node, ModuleId module, const std::string& doc) {
        DefinitionResolver{resolution, module}.resolve(node, doc);
      });
}

}  // namespace ormc::schema
