#include <map>

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::WasConflict;

/// Things of one kind that may not have been what others are.
class FormerNames {
 public:
  explicit FormerNames(diagnostics::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(const syntax::Name& name, const Attributes& attributes) {
    now_.emplace(name.text, name.span);
    if (const auto* was = find_attribute(attributes, "was")) former_.push_back(was);
  }

  void check() const {
    for (const auto* was : former_) {
      const auto other = now_.find(text_argument(*was).value_or(""));
      if (other == now_.end()) continue;
      diagnostics_.report(was->span, WasConflict{other->first})
          .label(other->second, WasConflict::first);
    }
  }

 private:
  diagnostics::Diagnostics& diagnostics_;
  std::map<std::string, Span> now_;
  std::vector<const syntax::Attribute*> former_;
};

}  // namespace

void check_former_names(Resolution& resolution) {
  // By module: what another module calls so is another thing.
  auto by_module = std::map<std::string, FormerNames>{};
  const auto in_module = [&](ModuleId module) -> FormerNames& {
    const auto& name = resolution.schema.at(module).name;
    return by_module.try_emplace(name, resolution.diagnostics).first->second;
  };
  for (const auto id : resolution.model_ids()) {
    const auto& draft = resolution.draft(id);
    if (!draft.syntax) continue;  // a junction that nobody wrote
    in_module(resolution.at(id).module).add(draft.syntax->name, draft.syntax->attributes);
    auto fields = FormerNames{resolution.diagnostics};
    for (const auto& field : draft.fields) fields.add(field.syntax->name, field.syntax->attributes);
    fields.check();
  }
  for (auto i = std::size_t{0}; i < resolution.enums.size(); ++i) {
    const auto* node = resolution.enums[i];
    in_module(resolution.schema.enums[i].module).add(node->name, node->attributes);
    auto values = FormerNames{resolution.diagnostics};
    for (const auto& value : node->values) values.add(value.name, value.attributes);
    values.check();
  }
  for (const auto& [module, names] : by_module) names.check();
}

}  // namespace ormc::schema
