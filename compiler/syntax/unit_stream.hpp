#pragma once

#include <antlr4-runtime.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ormc::syntax {

/// Some tokens of a file, ended by an EOF of their own, which the parser may read again and again.
class UnitStream : public antlr4::TokenStream {
 public:
  /// `source` makes the tokens that error recovery conjures up.
  explicit UnitStream(antlr4::TokenSource* source) : source_(source) {}

  /// `after` is the token behind them: EOF stands at its place.
  void show(std::vector<antlr4::Token*> tokens, antlr4::Token& after) {
    tokens_ = std::move(tokens);
    at_ = 0;
    eof_ = std::make_unique<antlr4::CommonToken>(&after);
    eof_->setType(antlr4::Token::EOF);
    tokens_.push_back(eof_.get());
  }

  auto LT(ssize_t k) -> antlr4::Token* override {
    if (k < 0)
      return at_ < static_cast<std::size_t>(-k) ? nullptr
                                                : tokens_[at_ - static_cast<std::size_t>(-k)];
    auto index = at_ + static_cast<std::size_t>(k) - 1;
    return k == 0 ? nullptr : tokens_[std::min(index, tokens_.size() - 1)];
  }
  auto LA(ssize_t k) -> size_t override {
    auto* found = LT(k);
    return found == nullptr ? antlr4::Token::INVALID_TYPE : found->getType();
  }
  auto get(size_t index) const -> antlr4::Token* override { return tokens_[index]; }
  void consume() override {
    if (at_ + 1 < tokens_.size()) ++at_;
  }
  auto mark() -> ssize_t override { return 0; }
  void release(ssize_t) override {}
  auto index() -> size_t override { return at_; }
  void seek(size_t index) override { at_ = index; }
  auto size() -> size_t override { return tokens_.size(); }
  auto getSourceName() const -> std::string override { return {}; }
  auto getTokenSource() const -> antlr4::TokenSource* override { return source_; }
  auto getText(const antlr4::misc::Interval&) -> std::string override { return {}; }
  auto getText() -> std::string override { return {}; }
  auto getText(antlr4::RuleContext*) -> std::string override { return {}; }
  auto getText(antlr4::Token*, antlr4::Token*) -> std::string override { return {}; }

 private:
  std::vector<antlr4::Token*> tokens_;
  antlr4::TokenSource* source_;
  std::size_t at_ = 0;
  std::unique_ptr<antlr4::CommonToken> eof_;
};

}  // namespace ormc::syntax
