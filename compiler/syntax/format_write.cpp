#include <utility>

#include "syntax/formatter.hpp"

namespace ormc::syntax {

namespace {

constexpr auto indentation = std::size_t{2};

}  // namespace

/// `insert` up to what is inserted.
void Formatter::insert_head(Context& context, std::size_t begin, std::size_t end) {
  out_.open();
  auto before = std::size_t{0};
  for (auto i = begin; i < end; ++i) {
    auto& node = *context.children[i];
    auto type = token_type(node);
    auto is_source = type == OrmParser::K_DEFAULT ||
                     rule_of(node) == OrmParser::RuleQueryExpressionWith ||
                     (type == OrmParser::K_VALUES && before != OrmParser::K_DEFAULT);
    if (is_source) joint(node);
    element(context, i);
    before = type;
  }
  out_.close();
}

/// `update` up to its assignments.
void Formatter::update_head(Context& context, std::size_t begin, std::size_t end) {
  out_.open();
  auto child = begin;
  while (child < end && token_type(*context.children[child]) != OrmParser::K_SET)
    element(context, child++);
  if (child < end) {
    joint(*context.children[child]);
    hanging(context, child, end, Items::lines);
  }
  out_.close();
}

void Formatter::merge_when(Context& context) {
  auto around = std::exchange(brackets_, {{.kind = Bracket::Kind::none}});
  const auto end = context.children.size();
  out_.open();
  auto child = std::size_t{0};
  while (child < end && token_type(*context.children[child]) != OrmParser::K_THEN)
    element(context, child++);
  element(context, child++);
  out_.indent(indentation);
  out_.wish(Break::line);
  if (token_type(*context.children[child]) == OrmParser::K_UPDATE) {
    hanging(context, child, end, Items::lines);
  } else {
    for (; child < end; ++child) {
      if (token_type(*context.children[child]) == OrmParser::K_VALUES) out_.wish(Break::line);
      element(context, child);
    }
  }
  out_.dedent();
  out_.close();
  brackets_ = std::move(around);
}

void Formatter::on_conflict(Context& context) {
  auto around = std::exchange(brackets_, {{.kind = Bracket::Kind::none}});
  const auto end = context.children.size();
  out_.open();
  auto child = std::size_t{0};
  while (child < end && token_type(*context.children[child]) != OrmParser::K_SET)
    element(context, child++);
  out_.indent(indentation);
  if (child < end) {
    auto where = child;
    while (where < end && token_type(*context.children[where]) != OrmParser::K_WHERE) ++where;
    joint(*context.children[child]);
    hanging(context, child, where, Items::lines);
    if (where < end) joint(*context.children[where]);
    for (child = where; child < end; ++child) element(context, child);
  }
  out_.dedent();
  out_.close();
  brackets_ = std::move(around);
}

}  // namespace ormc::syntax
