#include "system_faults.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <new>
#include <thread>
#include <vector>

namespace orm_tests {
namespace {

constexpr auto unsupported = 125;

constexpr auto watched = std::to_array<unsigned>({
#ifdef SYS_open
    SYS_open,
#endif
#ifdef SYS_rename
    SYS_rename,
#endif
#ifdef SYS_link
    SYS_link,
#endif
#ifdef SYS_unlink
    SYS_unlink,
#endif
#ifdef SYS_renameat
    SYS_renameat,
#endif
    SYS_openat,
    SYS_write,
    SYS_fsync,
    SYS_linkat,
    SYS_renameat2,
    SYS_unlinkat,
    SYS_flock,
    SYS_close,
});

/// Makes the kernel ask before each of the watched calls of this thread; the descriptor to answer
/// on, or -1.
auto watch_this_thread() -> int {
  auto program = std::vector<sock_filter>{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
  };
  for (auto number : watched) {
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF));
  }
  program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  auto filter = sock_fprog{static_cast<unsigned short>(program.size()), program.data()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return static_cast<int>(
      ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter));
}

auto fails(const Fault& fault, std::size_t call) -> bool {
  switch (fault.kind) {
    case Fault::Kind::none:
    case Fault::Kind::kill:
      return false;
    case Fault::Kind::once:
      return call == fault.call;
    case Fault::Kind::onward:
      return call >= fault.call;
  }
  return false;
}

auto answer_next(int listener, const Fault& fault, std::size_t call) -> bool {
  auto question = seccomp_notif{};
  if (::ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &question) != 0) return false;
  if (fault.kind == Fault::Kind::kill && call == fault.call) ::kill(::getpid(), SIGKILL);
  auto answer = seccomp_notif_resp{};
  answer.id = question.id;
  if (fails(fault, call)) {
    answer.error = -fault.error;
  } else {
    answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  }
  return ::ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer) == 0;
}

/// In the child: the body in a thread that is watched from this one.
auto supervise(const Fault& fault, const std::function<int()>& body, std::size_t& calls) -> int {
  auto listener = std::atomic<int>{-2};
  auto done = std::atomic<bool>{false};
  auto result = unsupported;
  auto worker = std::thread([&] {
    auto fd = watch_this_thread();
    listener = fd;
    if (fd >= 0) result = body();
    done = true;
  });
  while (listener == -2) std::this_thread::yield();
  while (!done) {
    auto waiting = pollfd{listener, POLLIN, 0};
    if (::poll(&waiting, 1, 1) <= 0 || (waiting.revents & POLLIN) == 0) continue;
    if (answer_next(listener, fault, calls)) ++calls;
  }
  worker.join();
  return result;
}

}  // namespace

auto run_with_fault(const Fault& fault, const std::function<int()>& body) -> FaultyRun {
  auto* shared = ::mmap(
      nullptr, sizeof(std::size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) throw std::bad_alloc();
  auto* calls = new (shared) std::size_t{0};
  auto child = ::fork();
  if (child == 0) {
    auto counted = std::size_t{0};
    auto code = supervise(fault, body, counted);
    *calls = counted;
    ::_exit(code);
  }
  auto status = 0;
  ::waitpid(child, &status, 0);
  auto run = FaultyRun{true, WIFEXITED(status) ? WEXITSTATUS(status) : -1, *calls};
  run.is_supported = run.exit_code != unsupported;
  ::munmap(shared, sizeof(std::size_t));
  return run;
}

}  // namespace orm_tests
