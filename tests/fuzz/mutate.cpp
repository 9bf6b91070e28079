#include "fuzz/mutate.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace orm_fuzz {

namespace {

using Kind = Piece::Kind;
using namespace std::string_view_literals;

constexpr auto words = std::to_array<std::string_view>({
    "model",      "enum",        "type",       "domain",    "view",         "query",
    "module",     "abstract",    "extension",  "sql",       "function",     "select",
    "from",       "where",       "group",      "by",        "having",       "order",
    "limit",      "offset",      "insert",     "into",      "values",       "update",
    "set",        "delete",      "using",      "returning", "merge",        "with",
    "recursive",  "as",          "join",       "left",      "full",         "cross",
    "natural",    "lateral",     "on",         "union",     "intersect",    "except",
    "all",        "distinct",    "and",        "or",        "not",          "is",
    "null",       "true",        "false",      "unknown",   "case",         "when",
    "then",       "else",        "end",        "exists",    "any",          "in",
    "between",    "like",        "similar",    "to",        "escape",       "collate",
    "cast",       "array",       "row",        "interval",  "timestamp",    "time",
    "zone",       "at",          "over",       "partition", "window",       "filter",
    "within",     "rows",        "range",      "preceding", "current",      "default",
    "unique",     "index",       "check",      "include",   "exclude",      "constraint",
    "count",      "bigint",      "int",        "text",      "jsonb",        "numeric",
    "varchar",    "double",      "precision",  "bit",       "varying",      "@id",
    "@identity",  "@unique",     "@inverse",   "@table",    "@was",         "@version",
    "@generated", "@check",      "$x",         "$1",        "$0",           "$99999999999",
    "coalesce",   "nullif",      "greatest",   "grouping",  "extract",      "substring",
    "position",   "overlay",     "trim",       "sum",       "max",          "generate_series",
    "unnest",     "jsonb_agg",   "row_number", "now",       "current_date", "operator",
    "only",       "tablesample", "for",        "nowait",    "conflict",     "do",
    "nothing",    "cube",        "rollup",     "sets",
});

constexpr auto symbols = std::to_array<std::string_view>({
    "(",   ")",   "[",  "]",  "{",  "}",  ",",    ";",    ":",      "::",
    ".",   "..",  "*",  "=",  "=>", "->", "->>",  "?",    "!",      "-",
    "+",   "/",   "%",  "<",  "<=", "<>", "||",   "&&",   "@>",     "~",
    "!~*", "#>",  "^",  "@",  "$",  "'",  "\"",   "`",    "\\",     "\"\"\"",
    "$$",  "$a$", "/*", "*/", "//", "--", "///",  "E'\\", "U&'",    "1.",
    ".5",  "1e",  "()", "[]", "{}", "''", "\"\"", "[and", "[limit", "values $rows",
});

constexpr auto literals = std::to_array<std::string_view>({
    "0",
    "1",
    "-1",
    "2147483648",
    "9223372036854775808",
    "99999999999999999999999999999999999999",
    "1e400",
    "0.000000000000000000000000000001",
    "1_000",
    "0x1F",
    "''",
    "'a'",
    "'''",
    "'2020-02-30'",
    "'{1,2'",
    "'{}'",
    "E'\\u0041'",
    "E'\\ud800'",
    "B'102'",
    "X'fg'",
    "U&'\\0041'",
    "$$x$$",
    "null",
    "'[\"a\": }'",
    "'infinity'",
    "'1 day -2 hours'",
    "\"name\"",
    "\"\"",
    "true",
    "'00000000-0000-0000-0000-00000000000g'",
});

constexpr auto bytes = std::to_array<std::string_view>({
    "\0"sv,
    "\xFF"sv,
    "\xC3"sv,
    "\xE2\x80\xAE"sv,
    "\xE2\x80\x8B"sv,
    "\xEF\xBB\xBF"sv,
    "\xF0\x9F\x98\x80"sv,
    "\xC3\xA9"sv,
    "\r"sv,
    "\n"sv,
    "\t"sv,
    "\f"sv,
    "\x1B"sv,
    "'"sv,
    "\""sv,
    "$$"sv,
    "/*"sv,
    "(((((("sv,
    "\xED\xA0\x80"sv,
    "\xEF\xBF\xBF"sv,
});

constexpr auto brackets = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"(", ")"},
    {"[", "]"},
    {"{", "}"},
    {"array[", "]"},
    {"(select ", ")"},
    {"not ", ""},
    {"- ", ""},
    {"case when ", " then 1 end"},
    {"exists (select 1 from (", ") x)"},
    {"row(", ")"},
    {"[and ", "]"},
    {"(values (", "))"},
    {"coalesce(", ")"},
    {"x { ", " }"},
    {"cast(", " as text)"},
    {"/*", "*/"},
});

constexpr auto links = std::to_array<std::string_view>({
    " and ",
    " or ",
    " + ",
    " || ",
    ", ",
    " union select ",
    ".",
    "::text ",
    " = ",
    " is not null and ",
    " collate \"C\" ",
    "[1]",
    " join x on true ",
    " ",
    ";\n",
    " between 1 and ",
});

/// One in so many inputs that could be very large is: these take a hundred times as long as others.
constexpr auto huge = std::size_t{24};

auto is_word(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || c == '@';
}

auto is_space(char c) -> bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }

auto kind_at(char c) -> Kind {
  if (is_space(c)) return Kind::space;
  if (is_digit(c)) return Kind::number;
  if (is_word(c)) return Kind::word;
  return c == '\'' || c == '"' ? Kind::string : Kind::symbol;
}

auto piece_end(std::string_view text, std::size_t begin, Kind kind) -> std::size_t {
  auto end = begin + 1;
  auto extend = [&](auto belongs) {
    while (end < text.size() && belongs(text[end])) ++end;
    return end;
  };
  switch (kind) {
    case Kind::space:
      return extend(is_space);
    case Kind::word:
      return extend(is_word);
    case Kind::number:
      return extend([](char c) { return is_digit(c) || c == '.'; });
    case Kind::string:
      end = text.find(text[begin], end);
      return end == std::string_view::npos ? text.size() : end + 1;
    case Kind::symbol:
      return end;
  }
  return end;
}

auto words_like(Kind kind) {
  return [kind](const Piece& piece) { return piece.kind == kind; };
}

}  // namespace

auto cut(std::string_view text) -> std::vector<Piece> {
  auto pieces = std::vector<Piece>{};
  for (auto at = std::size_t{0}; at < text.size();) {
    auto kind = kind_at(text[at]);
    auto end = piece_end(text, at, kind);
    pieces.push_back({kind, std::string(text.substr(at, end - at))});
    at = end;
  }
  return pieces;
}

auto join(const std::vector<Piece>& pieces) -> std::string {
  auto text = std::string{};
  for (const auto& piece : pieces) text += piece.text;
  return text;
}

Mutator::Mutator(const std::vector<std::string>& seeds, std::uint64_t number) : random_(number) {
  for (const auto& seed : seeds) seeds_.push_back(cut(seed));
}

auto Mutator::next() -> std::string {
  auto pieces = seed();
  for (auto changes = 1 + below(2) * below(4); changes > 0; --changes) mutate(pieces);
  auto text = join(pieces);
  if (below(8) == 0) mutate_bytes(text);
  return text;
}

auto Mutator::below(std::size_t bound) -> std::size_t {
  return bound == 0 ? 0 : static_cast<std::size_t>(random_() % bound);
}

auto Mutator::seed() -> const Pieces& { return seeds_[below(seeds_.size())]; }

auto Mutator::slice_of(const Pieces& pieces, std::size_t most) -> Slice {
  auto begin = below(pieces.size() + 1);
  return {begin, std::min(pieces.size(), begin + 1 + below(most))};
}

auto Mutator::word_of(const Pieces& pieces) -> std::string {
  auto count = std::count_if(pieces.begin(), pieces.end(), words_like(Kind::word));
  auto skip = below(static_cast<std::size_t>(count));
  for (const auto& piece : pieces) {
    if (piece.kind == Kind::word && skip-- == 0) return piece.text;
  }
  return std::string(words[below(words.size())]);
}

void Mutator::mutate(Pieces& pieces) {
  // Changes that keep a file well-formed come more often: they get past the parser.
  using Change = void (Mutator::*)(Pieces&);
  static constexpr auto changes = std::to_array<Change>({
      &Mutator::rename,
      &Mutator::rename,
      &Mutator::rename,
      &Mutator::rename,
      &Mutator::replace_literal,
      &Mutator::replace_literal,
      &Mutator::splice,
      &Mutator::splice,
      &Mutator::swap,
      &Mutator::insert,
      &Mutator::insert,
      &Mutator::erase,
      &Mutator::duplicate,
      &Mutator::nest,
      &Mutator::lengthen,
  });
  (this->*changes[below(changes.size())])(pieces);
}

void Mutator::erase(Pieces& pieces) {
  auto slice = slice_of(pieces, below(4) == 0 ? 40 : 3);
  pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(slice.begin),
               pieces.begin() + static_cast<std::ptrdiff_t>(slice.end));
}

void Mutator::duplicate(Pieces& pieces) {
  auto slice = slice_of(pieces, below(4) == 0 ? 40 : 5);
  auto copy = Pieces(pieces.begin() + static_cast<std::ptrdiff_t>(slice.begin),
                     pieces.begin() + static_cast<std::ptrdiff_t>(slice.end));
  pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(slice.end), copy.begin(), copy.end());
}

void Mutator::swap(Pieces& pieces) {
  if (pieces.empty()) return;
  std::swap(pieces[below(pieces.size())], pieces[below(pieces.size())]);
}

/// Puts a stretch of one seed in the place of a stretch of another.
void Mutator::splice(Pieces& pieces) {
  const auto& donor = seed();
  auto from = slice_of(donor, 30);
  auto into = slice_of(pieces, 30);
  auto at = pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(into.begin),
                         pieces.begin() + static_cast<std::ptrdiff_t>(into.end));
  pieces.insert(at,
                donor.begin() + static_cast<std::ptrdiff_t>(from.begin),
                donor.begin() + static_cast<std::ptrdiff_t>(from.end));
}

void Mutator::insert(Pieces& pieces) {
  auto is_symbol = below(2) == 0;
  auto text = is_symbol ? symbols[below(symbols.size())] : words[below(words.size())];
  auto piece = Piece{is_symbol ? Kind::symbol : Kind::word, " " + std::string(text) + " "};
  pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(below(pieces.size() + 1)), piece);
}

/// Puts another word in the place of a word, mostly one that the file has already.
void Mutator::rename(Pieces& pieces) {
  auto count =
      static_cast<std::size_t>(std::count_if(pieces.begin(), pieces.end(), words_like(Kind::word)));
  if (count == 0) return;
  auto skip = below(count);
  auto source = below(10);
  auto word = source < 6   ? word_of(pieces)
              : source < 8 ? word_of(seed())
                           : std::string(words[below(words.size())]);
  for (auto& piece : pieces) {
    if (piece.kind != Kind::word || skip-- != 0) continue;
    piece.text = word;
    return;
  }
}

void Mutator::replace_literal(Pieces& pieces) {
  auto is_literal = [](const Piece& piece) {
    return piece.kind == Kind::number || piece.kind == Kind::string;
  };
  auto count = static_cast<std::size_t>(std::count_if(pieces.begin(), pieces.end(), is_literal));
  if (count == 0) return;
  auto skip = below(count);
  for (auto& piece : pieces) {
    if (!is_literal(piece) || skip-- != 0) continue;
    piece.text = literals[below(literals.size())];
    return;
  }
}

/// Wraps a stretch in brackets, a few or very many.
void Mutator::nest(Pieces& pieces) {
  static constexpr auto few = std::to_array<std::size_t>({1, 1, 1, 2, 3, 20});
  static constexpr auto many = std::to_array<std::size_t>({100, 255, 300, 5000});
  auto slice = slice_of(pieces, 10);
  auto [open, close] = brackets[below(brackets.size())];
  auto depth = below(huge) == 0 ? many[below(many.size())] : few[below(few.size())];
  auto before = std::string{};
  auto behind = std::string{};
  for (auto i = std::size_t{0}; i < depth; ++i) {
    before += open;
    behind += close;
  }
  pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(slice.end), {Kind::symbol, behind});
  pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(slice.begin), {Kind::symbol, before});
}

/// Makes a chain of one piece, such as `a and a and a ...`, which no pass may recurse over.
void Mutator::lengthen(Pieces& pieces) {
  static constexpr auto few = std::to_array<std::size_t>({1, 1, 2, 3, 10});
  static constexpr auto many = std::to_array<std::size_t>({70, 500, 2000});
  if (pieces.empty()) return;
  auto at = below(pieces.size());
  auto link = links[below(links.size())];
  auto unit = std::string(link) + pieces[at].text;
  auto chain = pieces[at].text;
  auto length = below(huge) == 0 ? many[below(many.size())] : few[below(few.size())];
  for (auto left = length; left > 0; --left) chain += unit;
  pieces[at].text = chain;
}

void Mutator::mutate_bytes(std::string& text) {
  if (text.empty()) return;
  auto at = below(text.size());
  switch (below(4)) {
    case 0:
      text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << below(8)));
      return;
    case 1:
      text.erase(at, 1 + below(4));
      return;
    case 2:
      text.insert(at, bytes[below(bytes.size())]);
      return;
    default:
      text.resize(at);
      return;
  }
}

}  // namespace orm_fuzz
