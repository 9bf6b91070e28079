#pragma once

#include <OrmParser.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "syntax/token_writer.hpp"

namespace ormc::syntax {

/// Gives each construct its layout: goes over the parse tree in the order of its tokens, writes
/// them, and says between them where lines may end. A rule without a layout of its own gets that of
/// its brackets, commas and parts, so that what the grammar learns is laid out from the first day.
///
/// What the writer of a file decides: whether a block, the clauses of a statement and a chain of
/// conditions stand on one line or on several (a line end at the first of their own joints), and
/// empty lines between members, declarations and statements. Everything else follows from the
/// tokens.
class Formatter {
 public:
  explicit Formatter(TokenWriter& out) : out_(out) {}

  /// Writes one declaration.
  void unit(antlr4::ParserRuleContext& context);

 private:
  using Node = antlr4::tree::ParseTree;
  using Context = antlr4::ParserRuleContext;
  /// Called before each child with its place among them.
  using Before = std::function<void(std::size_t)>;

  /// How far `and` and `or` stand to the right of the clause whose lines they begin.
  struct Chain {
    std::size_t of_and = 2;
    std::size_t of_or = 2;
  };

  void visit(Node& node);
  void rule(Context& context);

  /// What the children of a rule stand in.
  struct Bracket {
    enum class Kind : std::uint8_t { none, list, columns, block };
    Kind kind;
    std::optional<bool> fills = {};  // its items share lines; not known yet
    bool pairs = false;              // its items are keys and values in turn
    std::size_t commas = 0;          // that were written
  };

  // -- any rule (format_list.cpp)
  /// Writes the children of a rule: lists in parentheses and brackets, blocks in braces.
  void sequence(Context& context, const Before& before = {});
  void element(Context& context, std::size_t child);
  void open_list(Context& context, std::size_t child);
  void close_list(Node& node);
  void open_block(Context& context, std::size_t child);
  void close_block(Context& context, Node& node);
  void comma(Context& context, std::size_t child);
  void select_comma(Context& context, std::size_t child);
  void semicolon(Context& context, std::size_t child);
  /// A break that stays a line end if it is one in the source.
  void joint(Node& node, Break kind = Break::line, EmptyLines empty = EmptyLines::drop);

  // -- declarations (format_declaration.cpp)
  /// A declaration or member: what does not fit goes on, part by part, on indented lines.
  void parts(Context& context);
  void text_declaration(Context& context);
  void definition(Context& context);
  void operator_class(Context& context);
  void field(Context& context);
  void view_declaration(Context& context);
  /// Measures the names of a block's fields, so that their types stand below each other.
  void align_fields(Context& context, std::size_t open);

  // -- statements (format_query.cpp, format_write.cpp)
  /// How the items of a list share lines: neighbours that are plain, all, none.
  enum class Items : std::uint8_t { columns, fill, lines };

  void statement(Context& context);
  void query_clauses(Context& context);
  void select(Context& context);
  void clauses(Context& context);
  void clause(Context& context, std::size_t begin, std::size_t end);
  void hanging(Context& context, std::size_t begin, std::size_t end, Items items);
  void from_clause(Context& context, std::size_t begin, std::size_t end);
  void joins(Context& context);
  void join_tail(Context& context);
  void query_tail(Context& context);
  void shape_tail(Context& context);
  void window_specification(Context& context);
  void returning(Context& context);
  void insert_head(Context& context, std::size_t begin, std::size_t end);
  void update_head(Context& context, std::size_t begin, std::size_t end);
  void merge_when(Context& context);
  void on_conflict(Context& context);

  // -- expressions (format_expr.cpp)
  struct Stretch {
    std::size_t begin;
    std::size_t end;
  };
  void expr(Context& context);
  void chain(Context& context,
             const std::vector<std::uint8_t>& levels,
             Stretch stretch,
             Chain chain);
  void case_expr(Context& context);
  void case_when(Context& context);
  void call(Context& context);
  void string(Context& context);

  TokenWriter& out_;
  Chain chain_;                                      // of the next expression
  bool groups_select_ = false;                       // the next select is a group of its own
  std::vector<Bracket> brackets_;                    // of the rule that is being written
  std::unordered_map<Node*, std::size_t> paddings_;  // behind the names of fields
};

// -- looking at the tree (format_list.cpp)

/// The type of a token; 0 for a rule.
auto token_type(antlr4::tree::ParseTree& node) -> std::size_t;
/// The index of a rule; `no_rule` for a token.
auto rule_of(antlr4::tree::ParseTree& node) -> std::size_t;
inline constexpr auto no_rule = static_cast<std::size_t>(-1);
/// The indexes of its first and last token in the file.
auto first_token(antlr4::tree::ParseTree& node) -> std::size_t;
auto last_token(antlr4::tree::ParseTree& node) -> std::size_t;
/// Whether it is a text that ends a declaration without a semicolon; one in quotes does not.
auto ends_declaration(antlr4::tree::ParseTree& node) -> bool;
/// Whether an item of a list is short and plain: a name, a constant, with an alias perhaps. Such
/// items fill lines, all others have lines of their own.
auto is_plain(antlr4::tree::ParseTree& node) -> bool;

}  // namespace ormc::syntax
