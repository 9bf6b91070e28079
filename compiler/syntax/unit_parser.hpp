#pragma once

#include <OrmParser.h>

#include <memory>
#include <utility>
#include <vector>

#include "syntax/token_source.hpp"
#include "syntax/unit_stream.hpp"
#include "syntax/units.hpp"

namespace ormc::syntax {

/// Gives ANTLR's parser one stretch of a file's tokens at a time. What it returns lives until the
/// next.
class UnitParser {
 public:
  template <class Context>
  using Rule = Context* (OrmParser::*)();

  explicit UnitParser(const Tokens& tokens)
      : tokens_(tokens), stream_(tokens.lexer.get()), parser_(&stream_) {
    parser_.removeErrorListeners();
  }

  /// The tokens of a unit.
  auto slice(Unit unit) const -> std::vector<antlr4::Token*> {
    auto tokens = std::vector<antlr4::Token*>{};
    tokens.reserve(unit.end - unit.begin + 1);
    for (auto i = unit.begin; i < unit.end; ++i) tokens.push_back(tokens_.tokens[i].get());
    return tokens;
  }

  /// What a rule makes of tokens, which end before token `end` of the file; null when they do not
  /// fit it. Two stages: SLL, and where that fails LL over the same tokens, whose verdict counts.
  template <class Context>
  auto attempt(const std::vector<antlr4::Token*>& tokens, std::size_t end, Rule<Context> rule)
      -> Context* {
    for (auto mode : {antlr4::atn::PredictionMode::SLL, antlr4::atn::PredictionMode::LL}) {
      restart(tokens, end, mode);
      parser_.setErrorHandler(bail_);
      try {
        return (parser_.*rule)();
      } catch (const antlr4::ParseCancellationException&) {
        continue;
      }
    }
    return nullptr;
  }

  /// Parses once more for `listener`, which learns where and why it fails.
  template <class Context>
  void explain(std::vector<antlr4::Token*> tokens,
               std::size_t end,
               Rule<Context> rule,
               antlr4::ANTLRErrorListener& listener) {
    restart(std::move(tokens), end, antlr4::atn::PredictionMode::LL);
    parser_.setErrorHandler(std::make_shared<antlr4::DefaultErrorStrategy>());
    parser_.addErrorListener(&listener);
    (parser_.*rule)();
    parser_.removeErrorListeners();
  }

 private:
  void restart(std::vector<antlr4::Token*> tokens,
               std::size_t end,
               antlr4::atn::PredictionMode mode) {
    stream_.show(std::move(tokens), *tokens_.tokens[end]);
    parser_.setInputStream(&stream_);
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
  }

  const Tokens& tokens_;
  UnitStream stream_;
  OrmParser parser_;
  std::shared_ptr<antlr4::BailErrorStrategy> bail_ = std::make_shared<antlr4::BailErrorStrategy>();
};

}  // namespace ormc::syntax
