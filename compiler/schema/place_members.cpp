#include "diagnostics/nearest.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::TargetOfMember;
using diagnostics::UnknownTarget;
using diagnostics::Unsupported;

/// A trigger and its kin: as a person would call it, and by which words it says what it is on.
struct Words {
  std::string_view what;
  std::string_view on;
};
auto words_of(const syntax::Index&) -> Words { return {"index", "on"}; }
auto words_of(const syntax::Trigger&) -> Words { return {"trigger", "on"}; }
auto words_of(const syntax::Policy&) -> Words { return {"policy", "on"}; }
auto words_of(const syntax::Rule&) -> Words { return {"rule", "to"}; }
auto words_of(const syntax::Statistics&) -> Words { return {"statistics", "from"}; }

auto name_of_member(const syntax::Name& name) -> const syntax::Name* { return &name; }
auto name_of_member(const std::optional<syntax::Name>& name) -> const syntax::Name* {
  return name ? &*name : nullptr;
}

/// Gives what is declared beside models to the models and views that it is on.
class MemberPlacer {
 public:
  explicit MemberPlacer(Resolution& resolution) : resolution_(resolution) {}

  template <class Node>
  void place(const Node& node, ModuleId module) {
    if (!node.table) {
      report(node, "Model", false, node.span);
      return;
    }
    const auto target = find_relation(resolution_.schema, module, *node.table);
    if (!target) {
      resolution_.diagnostics.report(
          node.table->span,
          UnknownTarget{spelled(*node.table),
                        diagnostics::nearest(
                            spelled(*node.table),
                            candidate_names(resolution_.schema, module, Wanted::relations))});
    } else if (const auto* model = std::get_if<ModelId>(&*target)) {
      add(resolution_.draft(*model), node);
    } else {
      add(resolution_.views[static_cast<std::size_t>(std::get<ViewId>(*target))], node);
    }
  }

  /// In a model's body nothing says what it is on.
  void check_inside(const ModelDraft& draft) {
    for (const auto* node : draft.indexes) check_inside(*node);
    for (const auto* node : draft.triggers) check_inside(*node);
    for (const auto* node : draft.policies) check_inside(*node);
    for (const auto* node : draft.rules) check_inside(*node);
    for (const auto* node : draft.statistics) check_inside(*node);
  }

 private:
  template <class Node>
  void check_inside(const Node& node) {
    if (node.table) report(node, spelled(*node.table), true, node.table->span);
  }

  template <class Node>
  void report(const Node& node, const std::string& target, bool inside, Span span) {
    const auto words = words_of(node);
    auto what = std::string{words.what};
    if (const auto* name = name_of_member(node.name)) what += " `" + name->text + "`";
    resolution_.diagnostics.report(
        span, TargetOfMember{what, std::string{words.on} + " " + target, inside});
  }

  static void add(ModelDraft& draft, const syntax::Index& node) { draft.indexes.push_back(&node); }
  static void add(ModelDraft& draft, const syntax::Trigger& node) {
    draft.triggers.push_back(&node);
  }
  static void add(ModelDraft& draft, const syntax::Policy& node) {
    draft.policies.push_back(&node);
  }
  static void add(ModelDraft& draft, const syntax::Rule& node) { draft.rules.push_back(&node); }
  static void add(ModelDraft& draft, const syntax::Statistics& node) {
    draft.statistics.push_back(&node);
  }
  static void add(ViewDraft& draft, const syntax::Trigger& node) {
    draft.triggers.push_back(&node);
  }
  static void add(ViewDraft& draft, const syntax::Rule& node) { draft.rules.push_back(&node); }
  void add(ViewDraft& draft, const syntax::Index& node) {
    if (draft.syntax->materialized) {
      draft.indexes.push_back(&node);
    } else {
      refuse(node, "an index of a view");
    }
  }
  void add(ViewDraft&, const syntax::Policy& node) { refuse(node, "a policy of a view"); }
  void add(ViewDraft& draft, const syntax::Statistics& node) {
    if (draft.syntax->materialized) {
      draft.statistics.push_back(&node);
    } else {
      refuse(node, "statistics of a view");
    }
  }

  template <class Node>
  void refuse(const Node& node, const std::string& what) {
    resolution_.diagnostics.report(
        node.span, Unsupported{what, "cannot be: it has no rows of its own", "put it on a model"});
  }

  Resolution& resolution_;
};

}  // namespace

void place_members(Resolution& resolution) {
  auto placer = MemberPlacer{resolution};
  for (const auto id : resolution.model_ids()) placer.check_inside(resolution.draft(id));
  for (auto i = std::uint32_t{0}; i < resolution.trees.size(); ++i) {
    for (const auto& declaration : resolution.trees[i].declarations) {
      std::visit(
          [&](const auto& node) {
            if constexpr (requires { words_of(node); }) placer.place(node, ModuleId{i});
          },
          declaration.node);
    }
  }
}

}  // namespace ormc::schema
