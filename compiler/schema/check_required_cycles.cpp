#include <algorithm>

#include "diagnostics/relation_diagnostics.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::RequiredCycle;

/// Whether a row must find the one it refers to when it is inserted.
auto is_required(const Model& model, const ForeignKey& key) -> bool {
  return !key.initially_deferred && std::ranges::none_of(key.columns, [&](ColumnIndex column) {
    return model.columns[column].nullable;
  });
}

/// Looks for tables that require rows of each other: a walk in depth, the path kept by hand. A
/// table that requires itself is no trouble: a row may refer to itself.
class CycleSearch {
 public:
  explicit CycleSearch(Resolution& resolution)
      : resolution_(resolution), states_(resolution.schema.models.size(), State::unseen) {}

  void search(ModelId start) {
    if (state(start) == State::unseen) enter(start);
    while (!path_.empty()) {
      auto& step = path_.back();
      const auto& model = resolution_.schema.at(step.model);
      if (step.next == model.foreign_keys.size()) {
        state(step.model) = State::done;
        path_.pop_back();
        continue;
      }
      const auto& key = model.foreign_keys[step.next++];
      if (!is_required(model, key) || key.target == step.model) continue;
      if (state(key.target) == State::unseen) {
        enter(key.target);
      } else if (state(key.target) == State::on_path) {
        report(key);
      }
    }
  }

 private:
  enum class State : std::uint8_t { unseen, on_path, done };
  struct Step {
    ModelId model;
    std::size_t next = 0;
  };

  auto state(ModelId model) -> State& { return states_[static_cast<std::size_t>(model)]; }

  void enter(ModelId model) {
    state(model) = State::on_path;
    path_.push_back({model});
  }

  void report(const ForeignKey& closing) {
    const auto start = std::ranges::find(path_, closing.target, &Step::model);
    auto what = RequiredCycle{};
    for (auto step = start; step != path_.end(); ++step) {
      what.names.push_back(resolution_.schema.at(step->model).name);
    }
    what.names.push_back(what.names.front());
    auto& diagnostic = resolution_.diagnostics.report(closing.span, what);
    for (auto step = start; step + 1 != path_.end(); ++step) {
      const auto& key = resolution_.schema.at(step->model).foreign_keys[step->next - 1];
      diagnostic.label(key.span, RequiredCycle::step);
    }
  }

  Resolution& resolution_;
  std::vector<State> states_;
  std::vector<Step> path_;
};

}  // namespace

void check_required_cycles(Resolution& resolution) {
  auto search = CycleSearch{resolution};
  for (const auto model : resolution.model_ids()) search.search(model);
}

}  // namespace ormc::schema
