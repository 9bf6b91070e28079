#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/habits.hpp"

/// What reading one file can find: its bytes ORM0101 to ORM0119, its tokens ORM0120 to ORM0129, its
/// grammar ORM0130 to ORM0199.
namespace ormc::diagnostics {

// ---- limits

/// A file is larger than anything that a person wrote.
struct SourceTooLarge {
  static constexpr Info info{"ORM0101", Severity::error};
  std::size_t bytes = 0;
  std::size_t limit = 0;
  auto message() const -> std::string {
    return fmt::format("the file has {} bytes; at most {} are read", bytes, limit);
  }
  auto help() const -> std::optional<std::string> {
    return "split it; all files of one command line are one program";
  }
};

/// Brackets stand in brackets too deep. The primary span is the bracket that is one too many.
struct NestingTooDeep {
  static constexpr Info info{"ORM0102", Severity::error};
  static constexpr auto outermost = "the outermost bracket that is open here";
  std::size_t limit = 0;
  auto message() const -> std::string {
    return fmt::format("brackets are nested more than {} deep", limit);
  }
  auto help() const -> std::optional<std::string> {
    return "is a closing bracket missing? else take a part out, into a view or a common table "
           "expression";
  }
};

/// Too many prefix operators in a row, such as `not not not ...` or `- - - ...`.
struct TooManyPrefixOperators {
  static constexpr Info info{"ORM0103", Severity::error};
  std::size_t limit = 0;
  auto message() const -> std::string {
    return fmt::format("more than {} prefix operators in a row", limit);
  }
  auto help() const -> std::optional<std::string> { return "remove those that cancel out"; }
};

// ---- bytes

/// Bytes that are no UTF-8.
struct InvalidUtf8 {
  static constexpr Info info{"ORM0104", Severity::error};
  std::string reason;  // "an overlong encoding"
  std::size_t offset = 0;
  auto message() const -> std::string {
    return fmt::format("the file is not UTF-8: {} at byte {}", reason, offset);
  }
  auto help() const -> std::optional<std::string> { return "save the file as UTF-8"; }
};

/// The file begins with the byte order mark of UTF-16.
struct Utf16File {
  static constexpr Info info{"ORM0105", Severity::error};
  auto message() const -> std::string { return "the file is UTF-16"; }
  auto help() const -> std::optional<std::string> { return "save the file as UTF-8"; }
};

/// A byte 0, which no text has and PostgreSQL cannot store.
struct NulByte {
  static constexpr Info info{"ORM0106", Severity::error};
  std::size_t offset = 0;
  auto message() const -> std::string { return fmt::format("NUL at byte {}", offset); }
  auto help() const -> std::optional<std::string> {
    return "remove it; if the file has many, it is not text or not UTF-8";
  }
};

/// U+FFFE or U+FFFF, which are no characters.
struct Noncharacter {
  static constexpr Info info{"ORM0107", Severity::error};
  char32_t code_point = 0;
  auto message() const -> std::string {
    return fmt::format("U+{:04X} is not a character", static_cast<std::uint32_t>(code_point));
  }
  auto help() const -> std::optional<std::string> { return "remove it"; }
};

/// A character that makes an editor show text in another order than the compiler reads it.
struct BidirectionalControl {
  static constexpr Info info{"ORM0108", Severity::error};
  char32_t code_point = 0;
  auto message() const -> std::string {
    return fmt::format("bidirectional control character U+{:04X}",
                       static_cast<std::uint32_t>(code_point));
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "remove it: it hides what the file says; text that needs it is written "
        "`U&'\\{:04X}'`",
        static_cast<std::uint32_t>(code_point));
  }
  auto fix() const -> std::optional<std::string> { return std::string{}; }
};

/// A character that nobody sees, so that two different names or texts look alike.
struct InvisibleCharacter {
  static constexpr Info info{"ORM0109", Severity::error};
  char32_t code_point = 0;
  auto message() const -> std::string {
    return fmt::format("invisible character U+{:04X}", static_cast<std::uint32_t>(code_point));
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("remove it; text that needs it is written `U&'\\{:04X}'`",
                       static_cast<std::uint32_t>(code_point));
  }
  auto fix() const -> std::optional<std::string> { return std::string{}; }
};

/// A byte order mark that does not stand at the very beginning, mostly from files put together.
struct StrayByteOrderMark {
  static constexpr Info info{"ORM0110", Severity::error};
  auto message() const -> std::string { return "a byte order mark inside the file"; }
  auto help() const -> std::optional<std::string> {
    return "remove it; it may only be the first character";
  }
  auto fix() const -> std::optional<std::string> { return std::string{}; }
};

/// A control character other than tab, line feed, carriage return and form feed.
struct ControlCharacter {
  static constexpr Info info{"ORM0111", Severity::error};
  char32_t code_point = 0;
  auto message() const -> std::string {
    return fmt::format("control character U+{:04X}", static_cast<std::uint32_t>(code_point));
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("remove it; text that needs it is written `E'\\u{:04X}'`",
                       static_cast<std::uint32_t>(code_point));
  }
  auto fix() const -> std::optional<std::string> { return std::string{}; }
};

// ---- tokens; those without an end are reported at their beginning

/// A text literal without its closing quote.
struct UnterminatedString {
  static constexpr Info info{"ORM0120", Severity::error};
  auto message() const -> std::string { return "this string has no end"; }
  auto help() const -> std::optional<std::string> {
    return "close it with `'`; a quote inside of a string is written twice";
  }
};

/// A quoted name without its closing quote.
struct UnterminatedIdentifier {
  static constexpr Info info{"ORM0121", Severity::error};
  auto message() const -> std::string { return "this quoted name has no end"; }
  auto help() const -> std::optional<std::string> {
    return "close it with `\"`; text is written in single quotes";
  }
};

/// `/*` without its `*/`.
struct UnterminatedComment {
  static constexpr Info info{"ORM0122", Severity::error};
  auto message() const -> std::string { return "this comment has no end"; }
  auto help() const -> std::optional<std::string> {
    return "close it with `*/`; comments nest, so each `/*` inside needs its own";
  }
};

/// `$tag$` without a second `$tag$`.
struct UnterminatedDollarQuote {
  static constexpr Info info{"ORM0123", Severity::error};
  std::string tag;  // with its dollars
  auto message() const -> std::string { return fmt::format("this `{}` text has no end", tag); }
  auto help() const -> std::optional<std::string> { return fmt::format("close it with `{}`", tag); }
};

/// `"""` without a second `"""`.
struct UnterminatedRawText {
  static constexpr Info info{"ORM0124", Severity::error};
  auto message() const -> std::string { return "this `\"\"\"` text has no end"; }
  auto help() const -> std::optional<std::string> { return "close it with `\"\"\"`"; }
};

/// A character that begins no token.
struct UnexpectedCharacter {
  static constexpr Info info{"ORM0125", Severity::error};
  std::string character;
  auto message() const -> std::string {
    return fmt::format("unexpected character `{}`", character);
  }
};

/// A name with letters beyond ASCII.
struct NotAsciiName {
  static constexpr Info info{"ORM0128", Severity::error};
  std::string name;
  std::string folded;  // as the database reads it
  auto message() const -> std::string {
    return fmt::format("the name `{}` is not written in ASCII", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "quote a name of the database: `\"{}\"`; what is declared here has an ASCII name, and the "
        "database's behind it: `@table(\"...\")`, `@column(\"...\")`, `@name(\"...\")`",
        folded);
  }
};

/// Digits with something behind them that belongs to no number.
struct MalformedNumber {
  static constexpr Info info{"ORM0126", Severity::error};
  std::string text;
  auto message() const -> std::string { return fmt::format("`{}` is not a number", text); }
  auto help() const -> std::optional<std::string> {
    return "put a space behind the digits; a name that begins with a digit is quoted";
  }
};

/// An escape of `E'...'`, `U&'...'` or `U&"..."` that says no character.
struct BadEscape {
  static constexpr Info info{"ORM0127", Severity::error};
  auto message() const -> std::string { return "an escape in this literal means no character"; }
  auto help() const -> std::optional<std::string> {
    return "`\\u` takes four hexadecimal digits, `\\U` eight, `U&'...'` four behind its backslash; "
           "bytes "
           "past 7F are written as characters";
  }
};

/// PostgreSQL's operator `@`, the absolute value, right before a name. Other languages write
/// parameters so, and this one its attributes.
struct AttributeAsOperator {
  static constexpr Info info{"ORM0592", Severity::warning};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`@{}` is the absolute value of `{}` here", name, name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "write `@ {}` or `abs({})`, or `${}` if a parameter is meant", name, name, name);
  }
};

// ---- grammar

/// Something else than what the grammar allows here.
struct UnexpectedToken {
  static constexpr Info info{"ORM0130", Severity::error};
  std::string seen;
  std::string expected;
  std::optional<Advice> advice = {};  // where it is a way of writing known from elsewhere
  auto message() const -> std::string {
    return fmt::format("expected {}, found {}", expected, seen);
  }
  auto help() const -> std::optional<std::string> {
    return advice ? std::optional(advice->text()) : std::nullopt;
  }
};

/// The file ends inside of a declaration.
struct UnexpectedEnd {
  static constexpr Info info{"ORM0131", Severity::error};
  std::string expected;
  auto message() const -> std::string {
    return fmt::format("expected {}, but the file ends here", expected);
  }
};

/// Comparisons, `like`, `between`, `in` and `is` do not chain in SQL.
struct ChainedComparison {
  static constexpr Info info{"ORM0132", Severity::error};
  std::string seen;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot follow another comparison", seen);
  }
  auto help() const -> std::optional<std::string> {
    return "put one of the comparisons in parentheses, or join two with `and`";
  }
};

/// `between` takes two bounds.
struct BetweenWithoutAnd {
  static constexpr Info info{"ORM0133", Severity::error};
  auto message() const -> std::string { return "`between` without its `and`"; }
  auto help() const -> std::optional<std::string> { return "write `x between low and high`"; }
};

/// `overlaps` with something else than two pairs of bounds.
struct OverlapsNeedsPairs {
  static constexpr Info info{"ORM0134", Severity::error};
  auto message() const -> std::string { return "`overlaps` compares two pairs"; }
  auto help() const -> std::optional<std::string> {
    return "write `(start, end) overlaps (start, end)`";
  }
};

/// `any (...)` and `all (...)` that no operator stands before.
struct QuantifierWithoutOperator {
  static constexpr Info info{"ORM0135", Severity::error};
  auto message() const -> std::string {
    return "`any` and `all` stand on the right of an operator";
  }
  auto help() const -> std::optional<std::string> { return "write `x = any (values)`"; }
};

/// A word that SQL reserves, where a column could stand.
struct ReservedWord {
  static constexpr Info info{"ORM0136", Severity::error};
  std::string word;
  auto message() const -> std::string { return fmt::format("`{}` is reserved by SQL", word); }
  auto help() const -> std::optional<std::string> {
    if (auto instead = instead_of_function(word)) return instead;
    return fmt::format("qualify it (`t.{0}`) or quote it (`\"{0}\"`)", word);
  }
  auto fix() const -> std::optional<std::string> {
    if (instead_of_function(word)) return std::nullopt;
    return fmt::format("\"{}\"", word);
  }
};

/// A clause behind one that it must stand before: `limit 1 order by id`.
struct MisplacedClause {
  static constexpr Info info{"ORM0139", Severity::error};
  std::string clause;
  std::string before;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot stand behind `{}`", clause, before);
  }
  auto help() const -> std::optional<std::string> {
    return "first comes `order by`, then `limit` and `offset`, then `for update`";
  }
};

/// A query has each of order by, limit, offset and the like once.
struct RepeatedClause {
  static constexpr Info info{"ORM0137", Severity::error};
  std::string clause;
  auto message() const -> std::string { return fmt::format("a second `{}`", clause); }
  auto help() const -> std::optional<std::string> {
    return fmt::format("a query has one `{}`; put the inner query in a `from` to have both",
                       clause);
  }
};

/// A `module` line that is not the first of its file.
struct MisplacedModule {
  static constexpr Info info{"ORM0138", Severity::error};
  auto message() const -> std::string {
    return "a file names its module once, before everything else";
  }
  auto help() const -> std::optional<std::string> {
    return "move the line to the top of the file, or the declarations to a file of their own";
  }
};

using SyntaxDiagnostics = TypeList<SourceTooLarge,
                                   NestingTooDeep,
                                   TooManyPrefixOperators,
                                   InvalidUtf8,
                                   Utf16File,
                                   NulByte,
                                   Noncharacter,
                                   BidirectionalControl,
                                   InvisibleCharacter,
                                   StrayByteOrderMark,
                                   ControlCharacter,
                                   UnterminatedString,
                                   UnterminatedIdentifier,
                                   UnterminatedComment,
                                   UnterminatedDollarQuote,
                                   UnterminatedRawText,
                                   UnexpectedCharacter,
                                   NotAsciiName,
                                   MalformedNumber,
                                   BadEscape,
                                   UnexpectedToken,
                                   UnexpectedEnd,
                                   ChainedComparison,
                                   BetweenWithoutAnd,
                                   OverlapsNeedsPairs,
                                   QuantifierWithoutOperator,
                                   ReservedWord,
                                   MisplacedClause,
                                   RepeatedClause,
                                   MisplacedModule,
                                   AttributeAsOperator>;

}  // namespace ormc::diagnostics
