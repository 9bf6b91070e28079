#include <algorithm>
#include <charconv>

#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/declared_names.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::UnknownOwner;
using diagnostics::UnknownWord;
using diagnostics::Unsupported;

class SequenceResolver {
 public:
  SequenceResolver(Resolution& resolution, ModuleId module)
      : resolution_(resolution), module_(module) {}

  void resolve(const syntax::Sequence& node, const std::string& doc) {
    check_attributes(node.attributes, Place::sequence, resolution_.diagnostics);
    auto sequence =
        Sequence{.module = module_,
                 .name = node.name.text,
                 .sql_schema = declared_schema(resolution_.schema, module_, node.attributes),
                 .sql_name = declared_sql_name(node.attributes, node.name),
                 .type = catalog::oid::int8,
                 .options = {},
                 .unlogged = has_attribute(node.attributes, "unlogged"),
                 .owner = {},
                 .doc = doc,
                 .span = node.name.span};
    if (node.type && !add_type(*node.type, sequence)) return;
    for (const auto& option : node.options) add_option(option, sequence.options);
    check_bounds(node, sequence);
    if (node.owner && !add_owner(*node.owner, sequence)) return;
    resolution_.schema.sequences.push_back(std::move(sequence));
  }

 private:
  auto add_type(const syntax::TypeName& written, Sequence& sequence) -> bool {
    const auto type = resolve_type(resolution_.schema, module_, written, resolution_.diagnostics);
    if (!type) return false;
    using namespace catalog;
    if (type->oid != oid::int2 && type->oid != oid::int4 && type->oid != oid::int8) {
      resolution_.diagnostics.report(
          written.span,
          Unsupported{"a sequence", "counts in whole numbers", "write smallint, int or bigint"});
      return false;
    }
    sequence.type = type->oid;
    return true;
  }

  void add_option(const syntax::Sequence::Option& option, SequenceOptions& into) {
    static const auto known = std::vector<std::string>{"start",
                                                       "increment",
                                                       "minvalue",
                                                       "maxvalue",
                                                       "cache",
                                                       "cycle",
                                                       "no minvalue",
                                                       "no maxvalue",
                                                       "no cycle"};
    auto* member = option.name == "start"       ? &into.start
                   : option.name == "increment" ? &into.increment
                   : option.name == "minvalue"  ? &into.minimum
                   : option.name == "maxvalue"  ? &into.maximum
                   : option.name == "cache"     ? &into.cache
                                                : nullptr;
    if (option.name == "cycle") into.cycle = true;
    if (member != nullptr && option.number) {
      auto value = std::int64_t{0};
      const auto& text = *option.number;
      const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (error == std::errc{}) {
        *member = value;
        return;
      }
      resolution_.diagnostics.report(
          option.span, Unsupported{"`" + text + "`", "is beyond what a sequence counts", ""});
    } else if (std::ranges::find(known, option.name) == known.end()) {
      resolution_.diagnostics.report(option.span,
                                     UnknownWord{"option of a sequence", option.name, known});
    }
  }

  /// What the server asks of a sequence: it counts, between two bounds, from a place between them.
  void check_bounds(const syntax::Sequence& node, const Sequence& sequence) {
    const auto& options = sequence.options;
    const auto is_rising = options.increment.value_or(1) > 0;
    const auto limit = sequence.type == catalog::oid::int2   ? std::int64_t{32767}
                       : sequence.type == catalog::oid::int4 ? std::int64_t{2147483647}
                                                             : std::int64_t{9223372036854775807};
    const auto least = options.minimum.value_or(is_rising ? 1 : -limit - 1);
    const auto most = options.maximum.value_or(is_rising ? limit : -1);
    const auto start = options.start.value_or(is_rising ? least : most);
    const auto refuse = [&](const char* what, const char* reason) {
      resolution_.diagnostics.report(node.name.span, Unsupported{what, reason, ""});
    };
    if (options.increment == 0) refuse("a sequence", "that adds 0 does not count");
    if (options.cache && *options.cache < 1) refuse("a sequence", "keeps at least one number");
    if (least >= most || least < -limit - 1 || most > limit) {
      refuse("a sequence", "has its least number below its greatest, and both in its type");
    } else if (start < least || start > most) {
      refuse("a sequence", "starts between its least number and its greatest");
    }
  }

  auto add_owner(const syntax::QualifiedName& written, Sequence& sequence) -> bool {
    if (written.parts.size() < 2) {
      resolution_.diagnostics.report(written.span, UnknownOwner{spelled(written)});
      return false;
    }
    auto table = written;
    table.parts.pop_back();
    const auto found = find_relation(resolution_.schema, module_, table);
    const auto* model = found ? std::get_if<ModelId>(&*found) : nullptr;
    const auto field =
        model ? find_field(resolution_.schema, *model, written.parts.back()) : std::nullopt;
    // The first alternative is a column.
    const auto* column = field ? std::get_if<0>(&*field) : nullptr;
    if (column == nullptr) {
      resolution_.diagnostics.report(written.span, UnknownOwner{spelled(written)});
      return false;
    }
    sequence.owner = *column;
    return true;
  }

  Resolution& resolution_;
  ModuleId module_;
};

}  // namespace

void resolve_sequences(Resolution& resolution) {
  for (auto i = std::uint32_t{0}; i < resolution.trees.size(); ++i) {
    for (const auto& declaration : resolution.trees[i].declarations) {
      const auto* node = std::get_if<syntax::Sequence>(&declaration.node);
      if (node) SequenceResolver{resolution, ModuleId{i}}.resolve(*node, declaration.doc);
    }
  }
}

}  // namespace ormc::schema
