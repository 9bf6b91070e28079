// Keywords are soft: each word of the grammar may be a name wherever a name is declared or
// qualified.

#include <OrmLexer.h>
#include <OrmParser.h>
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/render.hpp"
#include "syntax/format.hpp"
#include "syntax/parse.hpp"
#include "syntax/token_spacing.hpp"

namespace {

using namespace ormc;

auto keywords() -> std::vector<std::string> {
  auto input = antlr4::ANTLRInputStream("");
  auto lexer = OrmLexer(&input);
  const auto& vocabulary = lexer.getVocabulary();
  auto words = std::vector<std::string>{};
  for (auto type = std::size_t{1}; type <= vocabulary.getMaxTokenType(); ++type) {
    auto name = vocabulary.getSymbolicName(type);
    if (!name.starts_with("K_")) continue;
    auto word = name.substr(2);
    for (auto& c : word) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    words.push_back(word);
  }
  return words;
}

auto findings(const std::string& text) -> std::string {
  auto sources = source::SourceSet{};
  sources.add("keywords.orm", text);
  auto diagnostics = diagnostics::Diagnostics{};
  syntax::parse(sources.files().front(), diagnostics);
  return diagnostics::render_text(diagnostics, sources, diagnostics::Color::never);
}

/// Formats a declaration and says whether a name in it is still written as it was.
auto keeps(const std::string& text, const std::string& name) -> bool {
  auto sources = source::SourceSet{};
  sources.add("keywords.orm", text);
  auto diagnostics = diagnostics::Diagnostics{};
  auto formatted = syntax::format(sources.files().front(), diagnostics);
  return formatted && formatted->find(name) != std::string::npos;
}

/// `setof` before a type says that a function returns a set: a type of that name is quoted.
auto names_a_type(const std::string& pattern) -> bool {
  for (const auto* place : {"f: {0}", "-> {0}", "::{0}"}) {
    if (pattern.find(place) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("every keyword is a name in every position of a name") {
  const auto positions = std::vector<std::pair<std::string, std::string>>{
      {"module", "module {0};"},
      {"enum", "enum {0} {{ a }}"},
      {"enum label", "enum e {{ {0}, b }}"},
      {"domain", "domain {0} = text;"},
      {"composite", "type {0} {{ a: int; }}"},
      {"attribute argument", "model m {{ ids: m[] @inverse({0}); }}"},
      {"composite field", "type t {{ {0}: int; }}"},
      {"model", "model {0} {{ id: int; }}"},
      {"mixin", "model m : {0} {{ id: int; }}"},
      {"field", "model m {{ {0}: int; }}"},
      {"field type", "model m {{ f: {0}; }}"},
      {"key column", "model m {{ primary key (a, {0}); }}"},
      {"unique column", "model m {{ unique ({0}); }}"},
      {"included column", "model m {{ index (a) include ({0}); }}"},
      {"check name", "model m {{ check {0}: a > 1; }}"},
      {"referenced field", "query q(a: m.{0}) {{ select 1 }}"},
      {"view", "view {0} as select 1 as a;"},
      {"function", "function {0}(a: int) -> int language sql \"\"\" select 1 \"\"\";"},
      {"function parameter", "function f({0}: int) -> int language sql \"\"\" select 1 \"\"\";"},
      {"extension", "extension {0};"},
      {"opaque object", "sql {0} \"\"\" select 1 \"\"\""},
      {"query", "query {0} {{ select 1 as a }}"},
      {"query parameter", "query q({0}: int) {{ select ${0} }}"},
      {"row name", "query q -> {0}[] {{ select 1 as a }}"},
      {"after a dot", "query q {{ select t.{0} from m t }}"},
      {"second step of a path", "query q {{ select t.a.{0} from m t }}"},
      {"after as", "query q {{ select a as {0} from m }}"},
      {"schema-qualified table", "query q {{ select 1 from s.{0} t }}"},
      {"assigned column", "query q {{ update m set {0} = 1 }}"},
      {"inserted column", "query q {{ insert into m ({0}) values (1) }}"},
      {"cte", "query q {{ with {0} as (select 1) select 1 }}"},
      {"cast", "query q {{ select a::{0} from m }}"},
      {"named argument", "query q {{ select f({0} => 1) }}"},
  };
  for (const auto& word : keywords()) {
    for (const auto& [position, pattern] : positions) {
      if (word == "setof" && names_a_type(pattern)) continue;
      INFO(position << ": " << word);
      CHECK(findings(fmt::format(fmt::runtime(pattern), word)) == "");
      auto name = word;
      for (auto& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      CHECK(keeps(fmt::format(fmt::runtime(pattern), name), name));
    }
  }
}

namespace {

/// The states that are reached from `from` without a token.
void reach(antlr4::atn::ATNState* from, std::set<antlr4::atn::ATNState*>& reached) {
  if (!reached.insert(from).second) return;
  for (const auto& transition : from->transitions) {
    auto is_rule = transition->getSerializationType() == antlr4::atn::Transition::RULE;
    if (transition->isEpsilon() && !is_rule) reach(transition->target, reached);
  }
}

/// Whether a rule takes an identifier alone, by a token of its own.
auto takes_identifier(const antlr4::atn::ATN& atn, std::size_t rule) -> bool {
  auto states = std::set<antlr4::atn::ATNState*>{};
  reach(atn.ruleToStartState[rule], states);
  for (auto* state : states) {
    for (const auto& transition : state->transitions) {
      if (transition->isEpsilon() || !transition->matches(OrmParser::IDENTIFIER, 1, 1000)) continue;
      auto behind = std::set<antlr4::atn::ATNState*>{};
      reach(transition->target, behind);
      if (behind.count(atn.ruleToStopState[rule]) > 0) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("the formatter knows every rule whose words are names", "[format]") {
  auto input = antlr4::ANTLRInputStream("");
  auto lexer = OrmLexer(&input);
  auto tokens = antlr4::CommonTokenStream(&lexer);
  auto parser = OrmParser(&tokens);
  for (std::size_t rule = 0; rule < parser.getRuleNames().size(); ++rule) {
    INFO("is_name_rule in token_spacing.cpp lacks " << parser.getRuleNames()[rule]);
    if (takes_identifier(parser.getATN(), rule)) CHECK(syntax::is_name_rule(rule));
  }
}
