#pragma once

#include <cstddef>
#include <functional>

namespace orm_tests {

/// What happens at a call into the file system.
struct Fault {
  enum class Kind : unsigned char {
    none,
    once,    // that call fails, the next ones work again
    onward,  // that call fails, and so do all after it
    kill,    // the process is gone, as by kill -9
  };
  Kind kind = Kind::none;
  std::size_t call = 0;  // counted from 0
  int error = 0;         // the errno of a call that fails
};

struct FaultyRun {
  bool is_supported = true;  // false: the kernel or a container does not let calls be watched
  int exit_code = -1;        // -1 when killed
  std::size_t calls = 0;     // how many there were; 0 when killed
};

/// Runs `body` in a process of its own, where calls that open, write, flush, link, rename, remove
/// or close files are counted, and one of them goes wrong. The kernel stops each of them and asks
/// (a seccomp listener), so that nothing is preloaded and no call is missed.
auto run_with_fault(const Fault& fault, const std::function<int()>& body) -> FaultyRun;

}  // namespace orm_tests
