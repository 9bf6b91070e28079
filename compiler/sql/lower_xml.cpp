#include <string>
#include <utility>
#include <vector>

#include "sql/lower.hpp"
#include "sql/print.hpp"

namespace ormc::sql {

namespace {

/// Puts the words and expressions of a phrase together.
class PhraseBuilder {
 public:
  void words(std::string_view text) {
    if (phrase_.parts.empty() || phrase_.parts.back().expr) phrase_.parts.emplace_back();
    phrase_.parts.back().words += text;
  }
  void expr(tree::ExprPtr expr, bool operand = false) {
    if (phrase_.parts.empty() || phrase_.parts.back().expr) phrase_.parts.emplace_back();
    phrase_.parts.back().expr = expr;
    phrase_.parts.back().operand = operand;
  }
  /// A comma, but before the first of a list.
  void separate() {
    if (!first_) words(", ");
    first_ = false;
  }
  void begin_list() { first_ = true; }
  auto take() -> tree::Phrase { return std::move(phrase_); }

 private:
  tree::Phrase phrase_;
  bool first_ = true;
};

auto head(syntax::XmlCall::Kind kind) -> std::string_view {
  using Kind = syntax::XmlCall::Kind;
  switch (kind) {
    case Kind::concat:
      return "xmlconcat(";
    case Kind::element:
      return "xmlelement(";
    case Kind::forest:
      return "xmlforest(";
    case Kind::parse:
      return "xmlparse(";
    case Kind::pi:
      return "xmlpi(";
    case Kind::root:
      return "xmlroot(";
    case Kind::serialize:
      return "xmlserialize(";
  }
  return "";
}

auto standalone_words(syntax::XmlCall::Standalone standalone) -> std::string_view {
  using Standalone = syntax::XmlCall::Standalone;
  switch (standalone) {
    case Standalone::unspecified:
      return "";
    case Standalone::yes:
      return ", standalone yes";
    case Standalone::no:
      return ", standalone no";
    case Standalone::no_value:
      return ", standalone no value";
  }
  return "";
}

}  // namespace

auto Lowering::node(const ir::XmlCall& call, const ir::Expr& expr) -> tree::ExprPtr {
  using Kind = syntax::XmlCall::Kind;
  auto phrase = PhraseBuilder{};
  phrase.words(head(call.kind));
  if (!call.name.empty()) {
    phrase.separate();
    phrase.words("name " + quote_name({call.name}));
  }
  if (!call.values.empty()) {
    phrase.separate();
    auto attributes = call.kind == Kind::element;
    if (attributes) phrase.words("xmlattributes(");
    phrase.begin_list();
    for (const auto& value : call.values) {
      phrase.separate();
      auto lowered = operand(value.value);
      const auto* column = std::get_if<tree::Column>(&lowered->node);
      phrase.expr(lowered);
      // A column gives its name by itself, escaped in full.
      if (value.name_written || !column || column->name.back() != value.name) {
        phrase.words(" as " + quote_name({value.name}));
      }
    }
    if (attributes) phrase.words(")");
  }
  if (call.kind == Kind::parse || call.kind == Kind::serialize) {
    phrase.words(call.document ? "document " : "content ");
  }
  for (const auto* argument : call.arguments) {
    auto version = call.kind == Kind::root && argument != call.arguments.front();
    phrase.separate();
    if (version) phrase.words("version ");
    phrase.expr(this->expr(*argument));
  }
  if (call.kind == Kind::root && call.arguments.size() == 1) phrase.words(", version no value");
  if (call.preserves) phrase.words(*call.preserves ? " preserve whitespace" : " strip whitespace");
  if (call.kind == Kind::serialize) phrase.words(" as " + type(expr.type));
  phrase.words(standalone_words(call.standalone));
  phrase.words(")");
  return make(phrase.take());
}

auto Lowering::xml_table(const ir::XmlTableSource& source, const ir::Range& range)
    -> tree::Functions {
  auto phrase = PhraseBuilder{};
  phrase.words("xmltable(");
  if (!source.namespaces.empty()) {
    phrase.words("xmlnamespaces(");
    phrase.begin_list();
    for (const auto& space : source.namespaces) {
      phrase.separate();
      if (!space.name) phrase.words("default ");
      phrase.expr(operand(space.uri), true);
      if (space.name) phrase.words(" as " + quote_name({*space.name}));
    }
    phrase.words("), ");
  }
  phrase.expr(operand(source.row), true);
  phrase.words(" passing ");
  phrase.expr(operand(source.document), true);
  phrase.words(" columns ");
  phrase.begin_list();
  for (std::size_t i = 0; i < source.columns.size(); ++i) {
    const auto& column = source.columns[i];
    phrase.separate();
    phrase.words(quote_name({source.names[i]}));
    phrase.words(column.ordinality ? " for ordinality" : " " + type(range.columns[i].type));
    if (column.path) {
      phrase.words(" path ");
      phrase.expr(operand(column.path), true);
    }
    if (column.default_value) {
      phrase.words(" default ");
      phrase.expr(operand(column.default_value), true);
    }
    if (column.not_null) phrase.words(" not null");
  }
  phrase.words(")");
  auto functions = tree::Functions{};
  functions.calls = {make(phrase.take())};
  functions.lateral = source.lateral;
  return functions;
}

}  // namespace ormc::sql
