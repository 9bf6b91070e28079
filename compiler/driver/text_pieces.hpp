#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/source.hpp"
#include "syntax/lexemes.hpp"
#include "syntax/tree.hpp"

namespace ormc::driver {

/// A declaration or a member with what belongs to it. All pieces of a file in a row, with what
/// stands around them, are the file, byte for byte.
struct Piece {
  std::string before;  // space and comments
  std::string text;    // with its `;` or `,`
  std::string after;   // comments behind it on its line
  source::Span span;   // of the declaration or member, without its `;`
};

/// Pieces in a row, and what stands around them.
struct Cut {
  std::string head;
  std::vector<Piece> pieces;
  std::string rest;
};

/// Cuts one file.
class FileCutter {
 public:
  explicit FileCutter(const source::SourceFile& file);

  /// At its declarations; the head is what stands before the first, up to `module ...;`.
  auto declarations(const syntax::Tree& tree) const -> Cut;
  /// A declaration with a body at the members in it; the head ends with `{`, the rest begins before
  /// `}`. Nothing when it has no body.
  auto body(source::Span declaration, const std::vector<source::Span>& members) const
      -> std::optional<Cut>;

  auto text(source::Span span) const -> std::string;
  /// The tokens inside of a span.
  auto words(source::Span span) const -> std::vector<std::string>;
  /// The comments inside of a span.
  auto comments(source::Span span) const -> std::vector<std::string>;

 private:
  /// Where the piece that ends at `end` is over: with its `;` or `,`, and with the comments behind.
  struct Ends {
    std::uint32_t text;
    std::uint32_t after;
  };
  auto ends(std::uint32_t end) const -> Ends;
  auto lexemes(source::Span span, bool are_comments) const -> std::vector<std::string>;
  auto slice(std::uint32_t begin, std::uint32_t end) const -> std::string;
  auto first_lexeme(std::uint32_t at) const -> std::size_t;
  auto pieces(std::uint32_t begin, const std::vector<source::Span>& spans, std::uint32_t end) const
      -> Cut;

  const source::SourceFile& file_;
  std::vector<syntax::Lexeme> lexemes_;
};

/// The `///` lines of what stands before something, without space around them.
auto docs_in(std::string_view before) -> std::vector<std::string>;
/// The same with other docs, where the old ones were or else right before what they are of. Without
/// any, the old ones stay as plain comments: somebody wrote them.
auto with_docs(std::string_view before, const std::vector<std::string>& docs) -> std::string;
/// The same with comments more, right before what they are of.
auto with_comments(std::string_view before, const std::vector<std::string>& comments)
    -> std::string;
/// What is left of it when what it stands before goes: all but the comments right above that.
auto left_behind(std::string_view before) -> std::string;

}  // namespace ormc::driver
