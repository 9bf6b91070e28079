#include <algorithm>
#include <array>
#include <set>

#include "catalog/coercion.hpp"
#include "catalog/type_name.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/definition_text.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/operator_class.hpp"
#include "schema/passes.hpp"
#include "syntax/string_literal.hpp"

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
  if (fold(token.text.substr(0, 3)) == "u&\"") {
    return syntax::decode_unicode_name(token.text).value_or(token.text);
  }
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
  /// What may be names in each definition is kept in `other_names`.
  DefinitionResolver(Resolution& resolution,
                     ModuleId module,
                     std::vector<std::vector<std::string>>& other_names)
      : resolution_(resolution), module_(module), other_names_(other_names) {}

  void resolve(const syntax::Definition& node, const std::string& doc) {
    auto words = node.words;
    auto made = empty_definition(node, doc);
    auto prefix = std::string{};
    if (node.kind == "default privileges") {
      prefix = "alter default privileges";
    } else if (node.kind == "text search mapping") {
      prefix = mapping_prefix(made, words);
    } else if (is_statement(node.kind)) {
      prefix = node.kind;
    } else {
      prefix = "create " + node.kind;
      name(made, words, prefix);
    }
    const auto state = node.kind == "event trigger" ? take_state(words) : std::string{};
    const auto members =
        node.kind == "operator family" ? take_members(words) : syntax::DefinitionWords{};
    const auto name = made.name;
    const auto is_sound =
        add(std::move(made), definition_text(resolution_.schema, module_, prefix, words));
    if (!is_sound) return;
    if (!state.empty()) {
      resolution_.schema.definitions.back().text += ";\nalter event trigger " + name + " " + state;
    }
    if (!members.tokens.empty()) add_members(node, resolution_.schema.definitions.back(), members);
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
    made.depends_on.push_back(method);
    if (node.family) made.depends_on.push_back(in_schema(*node.family));
    add_operators(node.words, made.depends_on);
    add(std::move(made), definition_text(schema, module_, prefix + " as", node.words));
  }

  /// Definitions come after those that they name. Only when all are known can those be told from
  /// other words.
  static void settle(Schema& schema, const std::vector<std::vector<std::string>>& other_names) {
    auto names = std::set<std::string>{};
    for (const auto& definition : schema.definitions) names.insert(definition.name);
    for (auto i = std::size_t{0}; i < other_names.size(); ++i) {
      for (const auto& name : other_names[i]) {
        if (names.contains(name)) schema.definitions[i].depends_on.push_back(name);
      }
    }
  }

 private:
  auto empty_definition(const syntax::Definition& node, const std::string& doc) const
      -> Definition {
    // `trusted` and `default` belong to the statement, not to the kind.
    auto kind = node.kind;
    for (const auto* each : {"language", "conversion"}) {
      if (kind.ends_with(each)) kind = each;
    }
    return {.module = module_,
            .kind = std::move(kind),
            .name = {},
            .text = {},
            .comment = {},
            .depends_on = {},
            .doc = doc,
            .span = node.span};
  }

  /// What of a family belongs to no class, behind `as`: added once all that it is made of is there.
  void add_members(const syntax::Definition& node,
                   const Definition& family,
                   const syntax::DefinitionWords& words) {
    auto made = empty_definition(node, {});
    made.kind = "operator family member";
    made.depends_on.push_back(family.name);
    add_operators(words, made.depends_on);
    const auto prefix = "alter " + family.comment + " add";
    add(std::move(made), definition_text(resolution_.schema, module_, prefix, words));
  }

  static auto take_members(syntax::DefinitionWords& words) -> syntax::DefinitionWords {
    auto& tokens = words.tokens;
    const auto as =
        std::ranges::find_if(tokens, [](const Token& token) { return fold(token.text) == "as"; });
    if (as == tokens.end()) return {};
    auto members = syntax::DefinitionWords{{as + 1, tokens.end()}};
    tokens.erase(as, tokens.end());
    return members;
  }

  /// The operators among the words, with and without what qualifies them.
  static void add_operators(const syntax::DefinitionWords& words, std::vector<std::string>& into) {
    const auto& tokens = words.tokens;
    for (auto i = std::size_t{0}; i < tokens.size(); ++i) {
      if (tokens[i].text.find_first_not_of("+-*/<>=~!@#%^&|`?") != std::string::npos) continue;
      const auto is_qualified = i > 1 && tokens[i - 1].is_dot;
      into.push_back(is_qualified ? unquoted(tokens[i - 2]) + "." + tokens[i].text
                                  : tokens[i].text);
    }
  }

  /// Takes the definition's own name from the words, and puts it qualified into the prefix.
  void name(Definition& made, syntax::DefinitionWords& words, std::string& prefix) {
    auto& tokens = words.tokens;
    const auto own = own_name(tokens, resolution_.schema.at(module_).sql_schema);
    if (made.kind == "user mapping" || made.kind == "transform") {
      auto text = definition_text(resolution_.schema, module_, prefix, words).text;
      text.erase(0, std::min(prefix.size() + 1, text.size()));
      made.name = text.substr(0, text.find(made.kind == "transform" ? " (" : " options"));
      if (made.kind == "transform") made.comment = made.kind + " " + made.name;
      return;
    }
    made.name = is_in_schema(made.kind) ? quoted(own.sql_schema, own.name)
                                        : catalog::quote_identifier(own.name);
    made.comment = made.kind + " " + made.name;
    if (made.kind == "operator family") made.comment += using_words(tokens);
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(own.tokens));
    prefix += " " + made.name;
    if (!tokens.empty()) tokens.front().after_space = true;
  }

  /// ` using btree`: a family is told by its access method, too.
  static auto using_words(const std::vector<Token>& tokens) -> std::string {
    const auto place = std::ranges::find_if(
        tokens, [](const Token& token) { return fold(token.text) == "using"; });
    if (place == tokens.end() || place + 1 == tokens.end()) return {};
    return " using " + catalog::quote_identifier(unquoted(*(place + 1)));
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
  auto mapping_prefix(Definition& made, syntax::DefinitionWords& words) const -> std::string {
    auto& tokens = words.tokens;
    const auto own = own_name(tokens, resolution_.schema.at(module_).sql_schema);
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(own.tokens));
    made.depends_on.push_back(quoted(own.sql_schema, own.name));
    return "alter text search configuration " + made.depends_on.back() + " add mapping";
  }

  auto add(Definition made, DefinitionText text) -> bool {
    if (!is_sql(text, made.kind, resolution_.diagnostics)) return false;
    made.text = std::move(text.text);
    for (auto& name : text.names) made.depends_on.push_back(std::move(name));
    resolution_.schema.definitions.push_back(std::move(made));
    other_names_.push_back(std::move(text.other_names));
    return true;
  }

  Resolution& resolution_;
  ModuleId module_;
  std::vector<std::vector<std::string>>& other_names_;
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

namespace {

/// What a method can do that PostgreSQL's own `handler` serves; all that there is when it is
/// another's.
auto abilities_of(const catalog::Catalog& catalog, const std::string& handler)
    -> catalog::AccessMethod {
  constexpr auto methods = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"bthandler", "btree"},
      {"hashhandler", "hash"},
      {"gisthandler", "gist"},
      {"ginhandler", "gin"},
      {"spghandler", "spgist"},
      {"brinhandler", "brin"},
  });
  const auto* known =
      std::ranges::find(methods, handler, [](const auto& pair) { return pair.first; });
  if (known != methods.end()) return *catalog.find_access_method(known->second);
  return {.can_order = true,
          .can_unique = true,
          .can_multi_column = true,
          .can_include = true,
          .can_exclude = true};
}

}  // namespace

void resolve_access_methods(Resolution& resolution) {
  // Numbers that no catalogue gives.
  constexpr auto first_number = Oid{0xF0000000};
  each<syntax::Definition>(
      resolution, [&](const syntax::Definition& node, ModuleId /*module*/, const std::string&) {
        const auto& tokens = node.words.tokens;
        const auto is_index = std::ranges::any_of(
            tokens, [](const Token& token) { return fold(token.text) == "index"; });
        if (node.kind != "access method" || tokens.empty() || !is_index) return;
        auto& methods = resolution.access_methods;
        auto& added = methods.emplace_back();
        added.name = unquoted(tokens.front());
        added.row = abilities_of(resolution.schema.catalog, unquoted(tokens.back()));
        added.row.oid = first_number + static_cast<Oid>(methods.size());
        added.row.name = added.name;
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
  auto other_names = std::vector<std::vector<std::string>>(resolution.schema.definitions.size());
  each<syntax::OperatorClass>(
      resolution, [&](const syntax::OperatorClass& node, ModuleId module, const std::string& doc) {
        DefinitionResolver{resolution, module, other_names}.resolve(node, doc);
      });
  each<syntax::Definition>(
      resolution, [&](const syntax::Definition& node, ModuleId module, const std::string& doc) {
        DefinitionResolver{resolution, module, other_names}.resolve(node, doc);
      });
  DefinitionResolver::settle(resolution.schema, other_names);
}

}  // namespace ormc::schema
