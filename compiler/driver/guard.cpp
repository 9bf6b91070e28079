#include "driver/guard.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>

#include "driver/command_line.hpp"

namespace ormc::driver {
namespace {

constexpr auto ask_for_report =
    "this is a mistake in ormc: please report it with the files that caused it\n";

/// The signal may be about an exhausted stack, so its handler has one of its own.
std::array<char, 64UL * 1024> handler_stack;

/// Brackets may nest 256 deep, and some passes recurse over them: 2 MiB are enough, whatever the
/// stack of whoever calls. It is address space only until it is used.
constexpr auto stack_bytes = std::size_t{32} << 20U;

auto say(const char* text) -> void {
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text, std::strlen(text));
}

extern "C" void end_with_report(int number) {
  say("ormc: internal error: ");
  // What an assertion says is on standard error already; strsignal may not be called here.
  say(number == SIGABRT ? "an assertion failed\n" : "a fault of memory or arithmetic\n");
  say(ask_for_report);
  ::_exit(exit_code::internal_error);
}

auto catch_faults() -> void {
  // Sanitizers say more about a fault than we could.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  auto stack = stack_t{};
  stack.ss_sp = handler_stack.data();
  stack.ss_size = handler_stack.size();
  ::sigaltstack(&stack, nullptr);
  for (auto number : {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV}) {
    struct sigaction action = {};
    action.sa_handler = end_with_report;
    action.sa_flags = SA_ONSTACK;
    ::sigaction(number, &action, nullptr);
  }
#endif
}

auto caught(const std::function<int()>& command) noexcept -> int {
  try {
    return command();
  } catch (const std::bad_alloc&) {
    std::fputs("ormc: memory ran out\n", stderr);
    return exit_code::system_failed;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "ormc: internal error: %s\n", error.what());
  } catch (...) {
    std::fputs("ormc: internal error: something was thrown that has no name\n", stderr);
  }
  std::fputs(ask_for_report, stderr);
  return exit_code::internal_error;
}

/// What the thread is given, and what it gives back.
struct Task {
  const std::function<int()>& command;
  int result;
};

auto run_task(void* data) -> void* {
  auto& task = *static_cast<Task*>(data);
  catch_faults();
  task.result = caught(task.command);
  return nullptr;
}

}  // namespace

auto guarded(const std::function<int()>& command) noexcept -> int {
  // A closed pipe and a full quota are errors of a write, not reasons to die.
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  auto task = Task{command, exit_code::internal_error};
  auto attributes = pthread_attr_t{};
  ::pthread_attr_init(&attributes);
  ::pthread_attr_setstacksize(&attributes, stack_bytes);
  auto thread = pthread_t{};
  const auto failed = ::pthread_create(&thread, &attributes, run_task, &task);
  ::pthread_attr_destroy(&attributes);
  if (failed != 0) {
    run_task(&task);
  } else {
    ::pthread_join(thread, nullptr);
  }
  return task.result;
}

}  // namespace ormc::driver
