#include "fuzz/reproducer.hpp"

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>

namespace orm_fuzz {

namespace {

/// A signal handler gets no arguments: what it must know stands here.
struct Armed {
  const char* path = nullptr;
  const char* text = nullptr;
  std::size_t size = 0;
};
Armed armed;

/// A crash may be an exhausted stack, so the handler has one of its own.
std::array<char, 64 * 1024> handler_stack;

void say(const char* text) {
  [[maybe_unused]] auto written = write(STDERR_FILENO, text, std::strlen(text));
}

void write_armed() {
  if (armed.path == nullptr) return;
  auto file = open(armed.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return;
  for (auto done = std::size_t{0}; done < armed.size;) {
    auto written = write(file, armed.text + done, armed.size - done);
    if (written <= 0) break;
    done += static_cast<std::size_t>(written);
  }
  close(file);
  say("the input is in ");
  say(armed.path);
  say("\n");
}

extern "C" void on_signal(int number) {
  say(number == SIGPROF ? "\nan input takes too long; " : "\nan input crashes the compiler; ");
  write_armed();
  std::signal(number, SIG_DFL);
  std::raise(number);
}

}  // namespace

void catch_crashes() {
  auto stack = stack_t{};
  stack.ss_sp = handler_stack.data();
  stack.ss_size = handler_stack.size();
  sigaltstack(&stack, nullptr);
  for (auto number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGPROF}) {
    struct sigaction action = {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    sigaction(number, &action, nullptr);
  }
}

namespace {

/// SIGPROF comes by the time that the process computes: a machine that has other work is no fault.
void set_timer(unsigned seconds) {
  auto timer = itimerval{};
  timer.it_value.tv_sec = seconds;
  setitimer(ITIMER_PROF, &timer, nullptr);
}

}  // namespace

void arm(const std::string& path, std::string_view text, unsigned seconds) {
  armed = {.path = path.c_str(), .text = text.data(), .size = text.size()};
  set_timer(seconds);
}

void disarm() {
  set_timer(0);
  armed = {};
}

void save_reproducer() { write_armed(); }

}  // namespace orm_fuzz
