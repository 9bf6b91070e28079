// RELIABILITY I24: whatever goes wrong inside of ormc is an exit code and a message, never a
// signal.

#include "driver/guard.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <new>
#include <stdexcept>
#include <string>

#include "driver/run.hpp"
#include "run_ormc.hpp"

using orm_tests::run_ormc;
using orm_tests::TemporaryFolder;
using ormc::driver::guarded;

namespace {

struct Ended {
  int exit_code = -1;  // -1 when ended by a signal
  std::string text;    // on standard error
};

/// Runs `command` guarded, in a process of its own.
auto end_of(const std::function<int()>& command) -> Ended {
  auto pipe = std::array<int, 2>{};
  REQUIRE(::pipe(pipe.data()) == 0);
  auto child = ::fork();
  if (child == 0) {
    auto no_core = rlimit{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::dup2(pipe[1], STDERR_FILENO);
    ::_exit(guarded(command));
  }
  ::close(pipe[1]);
  auto ended = Ended{};
  auto buffer = std::array<char, 4096>{};
  for (auto got = ssize_t{0}; (got = ::read(pipe[0], buffer.data(), buffer.size())) > 0;) {
    ended.text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(pipe[0]);
  auto status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status)) ended.exit_code = WEXITSTATUS(status);
  return ended;
}

auto asks_for_report(const std::string& text) -> bool {
  return text.find("internal error") != std::string::npos &&
         text.find("please report it with the files") != std::string::npos;
}

[[maybe_unused]] auto recurse(int depth) -> int {
  auto frame = std::array<volatile char, 1000>{};
  frame[0] = static_cast<char>(depth);
  return depth == 0 ? 0 : recurse(depth + 1) + frame[0];
}

}  // namespace

TEST_CASE("I24: what is thrown is an internal error, and asks for a report", "[I24]") {
  auto ended = end_of([]() -> int { throw std::logic_error("a promise was broken"); });
  CHECK(ended.exit_code == 70);
  CHECK(asks_for_report(ended.text));
  CHECK(ended.text.find("a promise was broken") != std::string::npos);
  ended = end_of([]() -> int { throw "no exception"; });
  CHECK(ended.exit_code == 70);
  CHECK(asks_for_report(ended.text));
}

TEST_CASE("I24: memory that runs out is the system's failure", "[I24]") {
  auto ended = end_of([]() -> int { throw std::bad_alloc(); });
  CHECK(ended.exit_code == 3);
  CHECK(ended.text == "ormc: memory ran out\n");
}

TEST_CASE("I24: what a command returns is what comes out", "[I24]") {
  for (auto code : {0, 1, 2, 3}) CHECK(end_of([&] { return code; }).exit_code == code);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("I24: a failed assertion and an exhausted stack are internal errors too", "[I24]") {
  auto ended = end_of([]() -> int { std::abort(); });
  CHECK(ended.exit_code == 70);
  CHECK(asks_for_report(ended.text));
  ended = end_of([]() -> int { return recurse(1); });
  CHECK(ended.exit_code == 70);
  CHECK(asks_for_report(ended.text));
  ended = end_of([]() -> int { return ::raise(SIGFPE); });
  CHECK(ended.exit_code == 70);
}
#endif

TEST_CASE("I05: ormc brings a stack of its own", "[I05]") {
  auto folder = TemporaryFolder();
  auto nested = std::string("query q { select ");
  for (auto i = 0; i < 250; ++i) nested += "(select ";
  nested += "1" + std::string(250, ')') + " as x }\n";
  struct Task {
    std::vector<std::string> arguments;
    int exit_code;
  };
  auto task = Task{{"check", folder.write("a.orm", nested)}, -1};
  auto attributes = pthread_attr_t{};
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, std::size_t{256} << 10U);
  auto thread = pthread_t{};
  auto body = [](void* data) -> void* {
    auto& given = *static_cast<Task*>(data);
    given.exit_code = ormc::driver::run(given.arguments);
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, body, &task) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  CHECK(task.exit_code == 0);
}

TEST_CASE("I24: output that nobody takes is the system's failure", "[I24]") {
  auto folder = TemporaryFolder();
  auto file = folder.write("a.orm", "model A { id: bigint @id; }\n");
  for (const auto& arguments :
       {std::vector<std::string>{"describe", file, "--json"}, std::vector<std::string>{"--help"}}) {
    auto run = run_ormc(arguments, {.output = "/dev/full"});
    CHECK(run.exit_code == 3);
    CHECK(run.err.find("cannot write to standard output") != std::string::npos);
  }
}
