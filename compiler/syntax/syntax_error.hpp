#pragma once

#include <OrmParser.h>

#include <string>
#include <string_view>

namespace ormc::syntax {

/// Keeps the first error of one parse.
class FirstError : public antlr4::BaseErrorListener {
 public:
  void syntaxError(antlr4::Recognizer* recognizer,
                   antlr4::Token* offending,
                   size_t line,
                   size_t column,
                   const std::string& message,
                   std::exception_ptr error) override;

  antlr4::Token* offending = nullptr;
  antlr4::misc::IntervalSet expected;  // at the place where the parser stood
  std::size_t rule = 0;                // the innermost rule
};

/// What was expected there, in people's words: "an expression", "`;`", "a name".
auto describe_expected(const antlr4::misc::IntervalSet& expected, std::size_t rule) -> std::string;

/// A token as a message shows it: "`from`", "the end of the declaration".
auto describe_token(const antlr4::Token& token, std::string_view text) -> std::string;

}  // namespace ormc::syntax
