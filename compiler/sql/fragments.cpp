#include "sql/fragments.hpp"

#include <utility>

namespace ormc::sql {
namespace {

using Role = Fragment::Role;

/// Goes along the text from mark to mark. What was passed and belongs to no fragment yet is
/// `open_`.
class Cutter {
 public:
  explicit Cutter(const Layout::Marked& statement) : statement_(statement) {}

  auto cut() -> std::vector<Fragment> {
    for (const auto& mark : statement_.marks) {
      pass(mark.place);
      at(mark);
    }
    pass(statement_.text.size());
    flush();
    return std::move(fragments_);
  }

 private:
  void pass(std::size_t place) {
    if (place <= at_) return;
    open_ += statement_.text.substr(at_, place - at_);
    at_ = place;
  }

  void at(const Mark& mark) {
    switch (mark.kind) {
      case Mark::Kind::part_begin:
        flush();
        presences_.push_back(both(presences_.back(), mark.presence));
        break;
      case Mark::Kind::part_end:
        flush();
        presences_.pop_back();
        break;
      case Mark::Kind::list_begin:
        flush();
        lists_.push_back(false);
        break;
      case Mark::Kind::item_begin:
        begin_item();
        presences_.push_back(both(presences_.back(), mark.presence));
        break;
      case Mark::Kind::item_end:
        flush();
        presences_.pop_back();
        break;
      case Mark::Kind::otherwise:
        introduce();
        add({.text = mark.text, .role = Role::otherwise});
        break;
      case Mark::Kind::list_end:
        flush();
        lists_.pop_back();
        role_ = Role::end;
        break;
      case Mark::Kind::parameter:
        flush(mark.index);
        at_ += mark.length;
        break;
    }
  }

  /// What stands before the first item introduces the list, what stands between two separates them.
  void begin_item() {
    if (!introduce()) separator_ = std::exchange(open_, {});
    role_ = Role::item;
  }

  auto introduce() -> bool {
    if (lists_.back()) return false;
    lists_.back() = true;
    add({.text = std::exchange(open_, {}), .role = Role::list});
    return true;
  }

  void flush(std::optional<std::uint32_t> parameter = std::nullopt) {
    if (open_.empty() && !parameter && role_ == Role::text) return;
    auto fragment = Fragment{.text = std::exchange(open_, {}),
                             .parameter = parameter,
                             .role = std::exchange(role_, Role::text)};
    if (fragment.role == Role::item && !separator_.empty()) {
      fragment.separator = std::exchange(separator_, {});
    }
    add(std::move(fragment));
  }

  void add(Fragment fragment) {
    fragment.mask = presences_.back().mask;
    fragment.value = presences_.back().value;
    fragments_.push_back(std::move(fragment));
  }

  /// The conditions of what is lowered hold those of the parts around it already; those of trees
  /// that were made by hand need not.
  static auto both(const tree::Presence& outer, const tree::Presence& inner) -> tree::Presence {
    return {outer.mask | inner.mask, outer.value | inner.value};
  }

  const Layout::Marked& statement_;
  std::vector<Fragment> fragments_;
  std::vector<tree::Presence> presences_{{}};
  std::vector<bool> lists_;  // whether they have an item
  std::string open_;
  std::string separator_;
  Role role_ = Role::text;
  std::size_t at_ = 0;
};

}  // namespace

auto cut_fragments(const Layout::Marked& statement) -> std::vector<Fragment> {
  return Cutter{statement}.cut();
}

}  // namespace ormc::sql
