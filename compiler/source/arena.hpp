#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace ormc::source {

/// Owns the nodes of one tree. Nodes refer to each other by plain pointers, which live as long as
/// the arena; destruction walks a list, never the tree, so no depth of nesting can exhaust the
/// stack.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  auto operator=(Arena&&) noexcept -> Arena& = default;
  Arena(const Arena&) = delete;
  auto operator=(const Arena&) -> Arena& = delete;
  ~Arena() = default;

  /// Makes a node that lives as long as the arena.
  template <class T>
  auto make(T value) -> T* {
    auto* node = new T(std::move(value));
    nodes_.emplace_back(node, [](void* p) { delete static_cast<T*>(p); });
    return node;
  }

 private:
  std::vector<std::unique_ptr<void, void (*)(void*)>> nodes_;
};

}  // namespace ormc::source
