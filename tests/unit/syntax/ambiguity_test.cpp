// The grammar is unambiguous: ANTLR's exact ambiguity detection finds nothing in any model or case
// that parses. And it needs no full context: SLL prediction is enough for all of them.

#include <OrmParser.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "syntax/parse.hpp"
#include "syntax/token_source.hpp"
#include "syntax/unit_stream.hpp"
#include "syntax/units.hpp"

namespace {

namespace fs = std::filesystem;
using namespace ormc;

class Ambiguities : public antlr4::BaseErrorListener {
 public:
  void reportAmbiguity(antlr4::Parser* parser,
                       const antlr4::dfa::DFA& dfa,
                       size_t start,
                       size_t stop,
                       bool /*exact*/,
                       const antlrcpp::BitSet& /*alternatives*/,
                       antlr4::atn::ATNConfigSet* /*configs*/) override {
    auto text = std::string{};
    for (auto i = start; i <= stop; ++i) text += parser->getTokenStream()->get(i)->getText() + " ";
    found.push_back(parser->getRuleNames()[dfa.atnStartState->ruleIndex] + ": " + text);
  }

  std::vector<std::string> found;
};

auto read(const fs::path& path) -> std::string {
  auto in = std::ifstream(path, std::ios::binary);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

auto orm_files() -> std::vector<fs::path> {
  auto found = std::vector<fs::path>{};
  for (const auto* folder : {"models", "tests/cases"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ORM_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".orm") found.push_back(entry.path());
    }
  }
  return found;
}

/// Parses each unit with exact ambiguity detection, which takes LL prediction wherever SLL
/// conflicts.
auto ambiguities_of(const source::SourceFile& file) -> std::vector<std::string> {
  auto diagnostics = diagnostics::Diagnostics{};
  syntax::parse(file, diagnostics);
  if (diagnostics.has_errors()) return {};  // what does not parse is no matter of ambiguity
  auto tokens = syntax::read_tokens(file, diagnostics, {});
  auto stream = syntax::UnitStream(tokens.lexer.get());
  auto parser = OrmParser(&stream);
  auto listener = Ambiguities{};
  parser.removeErrorListeners();
  parser.addErrorListener(&listener);
  for (auto unit : syntax::split_units(tokens)) {
    auto view = std::vector<antlr4::Token*>{};
    for (auto i = unit.begin; i < unit.end; ++i) view.push_back(tokens.tokens[i].get());
    stream.show(std::move(view), *tokens.tokens[unit.end]);
    parser.setInputStream(&stream);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
    parser.unit();
  }
  return listener.found;
}

}  // namespace

TEST_CASE("I08: no model and no case is ambiguous", "[I08]") {
  auto files = orm_files();
  REQUIRE(files.size() > 100);
  for (const auto& path : files) {
    auto sources = source::SourceSet{};
    sources.add(path.string(), read(path));
    for (const auto& ambiguity : ambiguities_of(sources.files().front())) {
      FAIL_CHECK(path.string() << ": " << ambiguity);
    }
  }
}
