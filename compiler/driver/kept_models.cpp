#include "driver/kept_models.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "driver/input.hpp"
#include "sql/print.hpp"
#include "sql/statements.hpp"

namespace ormc::driver {
namespace {

using introspect::ChosenNames;
using introspect::SqlName;
using schema::Relation;

auto name_of(const schema::Model& model) -> SqlName { return {model.sql_schema, model.sql_name}; }

auto column_names(const schema::Model& model, const std::vector<schema::ColumnIndex>& columns)
    -> std::vector<std::string> {
  auto names = std::vector<std::string>{};
  for (const auto column : columns) names.push_back(model.columns[column].sql_name);
  return names;
}

void choose_relations(const schema::Schema& schema, const schema::Model& model, ChosenNames& into) {
  for (const auto& relation : model.relations) {
    const auto& target = schema.at(relation.target);
    switch (relation.kind) {
      case Relation::Kind::to_one:
        into.relations[{name_of(model), column_names(model, relation.local_columns)}] =
            relation.name;
        break;
      case Relation::Kind::inverse_one:
      case Relation::Kind::inverse_many:
        into.other_sides[{name_of(model),
                          {name_of(target), column_names(target, relation.target_columns)}}] =
            relation.name;
        break;
      case Relation::Kind::many_to_many:
        into.through[{name_of(model),
                      {name_of(schema.at(*relation.junction)),
                       column_names(schema.at(*relation.junction), relation.junction_local)}}] =
            relation.name;
        break;
    }
  }
}

/// Statements of a script; semicolons in quotes end none.
auto statements_of(std::string_view script) -> std::vector<std::string_view> {
  auto statements = std::vector<std::string_view>{};
  auto begin = std::size_t{0};
  for (auto at = std::size_t{0}; at < script.size();) {
    const auto c = script[at];
    if (c == '\'' || c == '"') {
      at = std::min(script.find(c, at + 1), script.size() - 1) + 1;
    } else if (c == '$') {
      const auto tag = script.substr(at, script.find('$', at + 1) + 1 - at);
      const auto end = tag.size() < 2 ? std::string_view::npos : script.find(tag, at + tag.size());
      at = end == std::string_view::npos ? at + 1 : end + tag.size();
    } else if (c == ';') {
      statements.push_back(script.substr(begin, at - begin));
      begin = ++at;
    } else {
      ++at;
    }
  }
  return statements;
}

auto is_name_char(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// Reads one part of a name at `at`, quoted or not; empty for none.
auto name_part(std::string_view text, std::size_t at) -> std::string_view {
  auto end = at;
  if (end < text.size() && text[end] == '"') {
    end = std::min(text.find('"', end + 1), text.size() - 1) + 1;
    while (end < text.size() && text[end] == '"') {
      end = std::min(text.find('"', end + 1), text.size() - 1) + 1;
    }
  } else {
    while (end < text.size() && is_name_char(text[end])) ++end;
  }
  return text.substr(at, end - at);
}

/// The first of `names` (`schema.name`) that a statement speaks of: what it is about.
auto subject_of(std::string_view statement, const std::set<std::string, std::less<>>& names)
    -> std::string {
  for (auto at = std::size_t{0}; at < statement.size();) {
    if (statement[at] == '\'') return {};
    const auto first = name_part(statement, at);
    if (first.empty()) {
      ++at;
      continue;
    }
    at += first.size();
    if (at >= statement.size() || statement[at] != '.') continue;
    const auto second = name_part(statement, at + 1);
    const auto whole = std::string{first} + "." + std::string{second};
    if (names.contains(whole)) return whole;
    at += 1 + second.size();
  }
  return {};
}

/// A program by what its declarations make.
class Made {
 public:
  explicit Made(const Compilation& compilation) : schema_(compilation.schema) {
    for (const auto& each : schema_.models) enter(each.span, each.sql_schema, each.sql_name);
    for (const auto& each : schema_.views) enter(each.span, each.sql_schema, each.sql_name);
    for (const auto& each : schema_.functions) enter(each.span, each.sql_schema, each.sql_name);
    for (const auto& each : schema_.aggregates) enter(each.span, each.sql_schema, each.sql_name);
    for (const auto& each : schema_.enums) enter_type(each);
    for (const auto& each : schema_.domains) enter_type(each);
    for (const auto& each : schema_.composites) enter_type(each);
    const auto script = sql::schema_sql(schema_, compilation.program);
    for (const auto statement : statements_of(script)) {
      const auto subject = subject_of(statement, names_);
      if (!subject.empty()) texts_[subject].append(statement).append(";");
    }
  }

  /// What a declaration is called in the database; empty for what has no name of its own there.
  auto name_at(source::Span span) const -> std::string {
    const auto place = places_.find({span.file, span.begin});
    return place == places_.end() ? std::string{} : place->second;
  }
  /// All statements about a name.
  auto text_of(const std::string& name) const -> std::string {
    const auto place = texts_.find(name);
    return place == texts_.end() ? std::string{} : place->second;
  }

 private:
  void enter(source::Span span, const std::string& sql_schema, const std::string& sql_name) {
    auto name = sql::quote_name({sql_schema, sql_name});
    names_.insert(name);
    places_.emplace(std::pair{span.file, span.begin}, std::move(name));
  }
  template <class Type>
  void enter_type(const Type& type) {
    enter(type.span, schema_.at(type.module).sql_schema, type.sql_name);
  }

  const schema::Schema& schema_;
  std::set<std::string, std::less<>> names_;
  std::map<std::pair<source::FileId, std::uint32_t>, std::string> places_;
  std::map<std::string, std::string, std::less<>> texts_;
};

/// A declaration with what stands before it.
struct Piece {
  std::string before;
  std::string text;
  std::string name;       // in the database; empty for what has none
  bool is_query = false;  // of the program alone: a query, a shape, a mixin, ...
};

auto is_of_program(const syntax::Declaration& declaration) -> bool {
  if (const auto* model = std::get_if<syntax::Model>(&declaration.node)) return model->is_abstract;
  return std::holds_alternative<syntax::NamedQuery>(declaration.node) ||
         std::holds_alternative<syntax::Predicate>(declaration.node) ||
         std::holds_alternative<syntax::NamedShape>(declaration.node) ||
         std::holds_alternative<syntax::TypeAlias>(declaration.node);
}

auto name_span(const syntax::Declaration& declaration) -> source::Span {
  return std::visit(
      [&](const auto& node) {
        if constexpr (requires { node.name.span; }) {
          return node.name.span;
        } else {
          return declaration.span;
        }
      },
      declaration.node);
}

/// Cuts a file into its declarations; what stands behind the last is lost in `rest`.
auto pieces_of(std::string_view text, const syntax::Tree& tree, const Made& made, std::string& rest)
    -> std::vector<Piece> {
  auto pieces = std::vector<Piece>{};
  auto at = std::size_t{0};
  for (const auto& declaration : tree.declarations) {
    const auto begin = declaration.span.begin;
    const auto end = declaration.span.end;
    pieces.push_back({std::string{text.substr(at, begin - at)},
                      std::string{text.substr(begin, end - begin)},
                      made.name_at(name_span(declaration)),
                      is_of_program(declaration)});
    at = end;
  }
  rest = std::string{text.substr(at)};
  return pieces;
}

auto without_space(std::string_view text) -> std::string {
  auto result = std::string{};
  for (const auto c : text) {
    if (c != ' ' && c != '\n' && c != '\t') result += c;
  }
  return result;
}

/// The lines before a declaration that are its documentation, behind the last other.
auto docs_of(const std::string& before) -> std::string {
  const auto place = before.find("///");
  return place == std::string::npos ? std::string{} : before.substr(place);
}

class Merge {
 public:
  Merge(const Made& old, const Made& made, bool is_whole)
      : old_(old), new_(made), is_whole_(is_whole) {}

  auto merge(const std::vector<Piece>& kept,
             const std::vector<Piece>& pulled,
             const std::string& rest) -> std::string {
    auto text = std::string{};
    auto used = std::vector<bool>(pulled.size(), false);
    for (const auto& piece : kept) {
      const auto place = find(piece, pulled, used);
      if (place) used[*place] = true;
      if (piece.is_query || (place && is_same(piece, pulled[*place])) || (!place && !is_whole_)) {
        text += piece.before + piece.text;
      } else if (place) {
        const auto& fresh = pulled[*place];
        auto before = piece.before.substr(0, piece.before.find("///"));
        text += before + docs_of(fresh.before) + fresh.text;
      }
    }
    for (auto i = std::size_t{0}; i < pulled.size(); ++i) {
      if (used[i] || is_implied(pulled[i])) continue;
      text += pulled[i].before + pulled[i].text;
    }
    return text + rest;
  }

 private:
  static auto find(const Piece& piece,
                   const std::vector<Piece>& pulled,
                   const std::vector<bool>& used) -> std::optional<std::size_t> {
    for (auto i = std::size_t{0}; i < pulled.size(); ++i) {
      if (used[i] || piece.name != pulled[i].name) continue;
      if (!piece.name.empty() || without_space(piece.text) == without_space(pulled[i].text))
        return i;
    }
    return std::nullopt;
  }

  auto is_same(const Piece& piece, const Piece& fresh) const -> bool {
    return piece.name.empty() || old_.text_of(piece.name) == new_.text_of(piece.name);
  }

  /// A table that the old models make without declaring it: the junction of two lists.
  auto is_implied(const Piece& piece) const -> bool {
    return !piece.name.empty() && !old_.text_of(piece.name).empty() &&
           old_.text_of(piece.name) == new_.text_of(piece.name);
  }

  const Made& old_;
  const Made& new_;
  bool is_whole_;
};

}  // namespace

KeptModels::KeptModels(const std::vector<std::string>& paths) {
  auto found = diagnostics::Diagnostics{};
  read_inputs(paths, sources_, found);
  compilation_ = compile(sources_);
}

auto KeptModels::chosen_names() const -> ChosenNames {
  const auto& schema = compilation_.schema;
  auto chosen = ChosenNames{};
  for (const auto& module : schema.modules) chosen.modules[module.sql_schema] = module.name;
  const auto choose_type = [&](const auto& type) {
    chosen.objects[{schema.at(type.module).sql_schema, type.sql_name}] = type.name;
  };
  for (const auto& type : schema.enums) choose_type(type);
  for (const auto& type : schema.domains) choose_type(type);
  for (const auto& type : schema.composites) choose_type(type);
  for (const auto& view : schema.views) {
    chosen.objects[{view.sql_schema, view.sql_name}] = view.name;
  }
  for (const auto& model : schema.models) {
    chosen.objects[name_of(model)] = model.name;
    for (const auto& column : model.columns) {
      chosen.fields[{name_of(model), column.sql_name}] = column.name;
    }
    choose_relations(schema, model, chosen);
  }
  return chosen;
}

auto KeptModels::merged(const std::vector<introspect::PulledFile>& files, bool is_whole) const
    -> std::vector<std::string> {
  auto texts = std::vector<std::string>{};
  auto fresh = source::SourceSet{};
  for (const auto& file : files) fresh.add(file.name + ".orm", file.text);
  const auto pulled = compile(fresh);
  const auto old = Made{compilation_};
  const auto made = Made{pulled};
  for (auto i = std::size_t{0}; i < files.size(); ++i) {
    auto text = files[i].text;
    for (auto j = std::size_t{0}; j < sources_.files().size(); ++j) {
      if (compilation_.schema.modules[j].sql_schema != files[i].sql_schema) continue;
      auto rest = std::string{};
      auto ignored = std::string{};
      const auto kept = pieces_of(sources_.files()[j].text(), compilation_.trees[j], old, rest);
      auto added = pieces_of(files[i].text, pulled.trees[i], made, ignored);
      // The first piece has the module's line before it.
      if (!added.empty()) added.front().before = "\n\n" + docs_of(added.front().before);
      text = Merge{old, made, is_whole}.merge(kept, added, rest);
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace ormc::driver
