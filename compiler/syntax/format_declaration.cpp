#include <algorithm>

#include "syntax/formatter.hpp"

namespace ormc::syntax {

namespace {

using antlr4::ParserRuleContext;
using antlr4::tree::ParseTree;

constexpr auto indentation = std::size_t{2};

/// Words of the grammar, which begin a part of a declaration (`include`, `where`, `on`).
auto is_word(ParseTree& node) -> bool {
  auto type = token_type(node);
  return type >= OrmParser::K_ALL && type < OrmParser::STAR;
}

auto first_type(ParseTree& rule) -> std::size_t {
  return dynamic_cast<ParserRuleContext&>(rule).start->getType();
}

auto last_type(ParseTree& rule) -> std::size_t {
  return dynamic_cast<ParserRuleContext&>(rule).stop->getType();
}

/// Names and the words of the grammar.
auto ends_word(std::size_t type) -> bool {
  return type == OrmParser::IDENTIFIER || type == OrmParser::QUOTED ||
         (type >= OrmParser::K_ALL && type < OrmParser::STAR);
}

/// Whether the next line of a declaration that does not fit may begin with a child: a clause behind
/// something that is whole.
auto begins_part(ParserRuleContext& context, std::size_t child) -> bool {
  if (child < 2) return false;
  auto& node = *context.children[child];
  auto& before = *context.children[child - 1];
  auto type = token_type(before);
  auto is_whole = type == 0 || type == OrmParser::CLOSE_PAREN || type == OrmParser::CLOSE_BRACKET ||
                  type == OrmParser::QUESTION;
  if (!is_whole) return false;
  if (token_type(node) == OrmParser::EQUALS) return context.getRuleIndex() == OrmParser::RuleField;
  if (token_type(node) != 0) return is_word(node);
  if (node.children.empty() || first_type(node) == OrmParser::OPEN_PAREN) return false;
  switch (rule_of(node)) {
    case OrmParser::RuleAttribute:
    case OrmParser::RuleText:
      return true;
    case OrmParser::RuleQueryBody:
      return first_type(node) == OrmParser::K_SQL;
    default:
      return first_token(node) < last_token(node);
  }
}

/// The field that a member of a block is, or null.
auto field_of(ParseTree& member) -> ParserRuleContext* {
  auto* context = dynamic_cast<ParserRuleContext*>(&member);
  if (context == nullptr || context->children.empty()) return nullptr;
  if (context->getRuleIndex() == OrmParser::RuleField) return context;
  auto& first = *context->children.front();
  return rule_of(first) == OrmParser::RuleField ? dynamic_cast<ParserRuleContext*>(&first)
                                                : nullptr;
}

}  // namespace

void Formatter::unit(Context& context) {
  paddings_.clear();
  chain_ = {};
  out_.wish(Break::hard, EmptyLines::keep);
  visit(context);
}

void Formatter::parts(Context& context) {
  // Further lines of a header stand apart from the lines of its block.
  auto has_block = std::ranges::any_of(
      context.children, [](auto* child) { return token_type(*child) == OrmParser::OPEN_BRACE; });
  sequence(context, [&](std::size_t child) {
    if (!begins_part(context, child)) return;
    out_.indent(has_block ? 2 * indentation : indentation);
    out_.wish(Break::fill);
    out_.dedent();
  });
}

/// What ends with a text, other than a query, has a semicolon behind it.
void Formatter::text_declaration(Context& context) {
  parts(context);
  if (ends_declaration(*context.children.back())) out_.append(";");
}

/// PostgreSQL's own words: lines end between words and behind commas.
void Formatter::definition(Context& context) {
  sequence(context, [&](std::size_t child) {
    if (child < 2 || token_type(*context.children[child - 1]) != 0) return;
    auto& node = *context.children[child];
    auto before = last_type(*context.children[child - 1]);
    auto is_word = node.children.size() > 0 && ends_word(first_type(node));
    auto may_end =
        before == OrmParser::COMMA || before == OrmParser::CLOSE_PAREN || ends_word(before);
    if (!is_word || !may_end) return;
    out_.indent(indentation);
    out_.wish(Break::fill);
    out_.dedent();
  });
}

/// What an operator class is made of stands on lines of its own.
void Formatter::operator_class(Context& context) {
  out_.open();
  auto is_inside = false;
  sequence(context, [&](std::size_t child) {
    auto& node = *context.children[child];
    if (child > 0 && token_type(*context.children[child - 1]) == OrmParser::K_AS) {
      is_inside = true;
      out_.indent(indentation);
      joint(node);
    } else if (is_inside && token_type(node) == OrmParser::SEMICOLON) {
      out_.dedent();
    } else if (is_inside && last_type(*context.children[child - 1]) == OrmParser::COMMA) {
      out_.wish(Break::fill);
    }
  });
  out_.close();
}

void Formatter::field(Context& context) {
  auto padding = paddings_.find(&context);
  sequence(context, [&](std::size_t child) {
    if (child == 2 && padding != paddings_.end()) out_.pad(padding->second);
    if (!begins_part(context, child)) return;
    out_.indent(indentation);
    out_.wish(Break::fill);
    out_.dedent();
  });
}

void Formatter::view_declaration(Context& context) {
  out_.open();
  auto has_query = false;
  sequence(context, [&](std::size_t child) {
    auto& node = *context.children[child];
    if (has_query) out_.dedent();
    has_query = rule_of(node) == OrmParser::RuleQuery;
    if (!has_query) return;
    out_.indent(indentation);
    joint(node);
  });
  out_.close();
}

void Formatter::align_fields(Context& context, std::size_t open) {
  struct FieldName {
    Node* field;
    std::size_t columns;
  };
  auto run = std::vector<FieldName>{};
  auto end_run = [&] {
    auto widest = std::size_t{0};
    for (const auto& name : run) widest = std::max(widest, name.columns);
    for (const auto& name : run) paddings_.emplace(name.field, widest - name.columns);
    run.clear();
  };
  for (auto i = open + 1; i < context.children.size(); ++i) {
    auto& member = *context.children[i];
    if (token_type(member) == OrmParser::CLOSE_BRACE) break;
    auto* field = field_of(member);
    if (field == nullptr || out_.begins_paragraph(first_token(*field))) end_run();
    if (field == nullptr) continue;
    auto& name = *field->children.front();
    run.push_back({field, out_.columns(first_token(name), last_token(name))});
  }
  end_run();
}

}  // namespace ormc::syntax
