#include "run_ormc.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "driver/run.hpp"

namespace orm_tests {
namespace {

namespace fs = std::filesystem;

auto read_all(const fs::path& path) -> std::string {
  auto in = std::ifstream(path, std::ios::binary);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

auto redirect(int to, const fs::path& path, int flags) -> void {
  auto fd = ::open(path.c_str(), flags, 0600);
  ::dup2(fd, to);
  ::close(fd);
}

}  // namespace

auto run_ormc(const std::vector<std::string>& arguments, const Surroundings& surroundings) -> Run {
  auto files = TemporaryFolder();
  files.write("in", surroundings.input);
  std::fflush(nullptr);  // what the test's own buffers hold is not the child's to write
  auto child = ::fork();
  if (child == 0) {
    redirect(STDIN_FILENO, files.path() / "in", O_RDONLY);
    auto output = surroundings.output.empty() ? files.path() / "out" : surroundings.output;
    redirect(STDOUT_FILENO, output, O_WRONLY | O_CREAT);
    redirect(STDERR_FILENO, files.path() / "err", O_WRONLY | O_CREAT);
    ::umask(static_cast<mode_t>(surroundings.mask));
    if (!surroundings.folder.empty()) fs::current_path(surroundings.folder);
    for (auto variable : surroundings.variables) {
      auto equals = variable.find('=');
      ::setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
    }
    ::_exit(ormc::driver::run(arguments));
  }
  auto status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1,
          read_all(files.path() / "out"),
          read_all(files.path() / "err")};
}

TemporaryFolder::TemporaryFolder() {
  auto pattern = (fs::temp_directory_path() / "ormc-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  auto ignored = std::error_code{};
  fs::remove_all(path_, ignored);
}

auto TemporaryFolder::write(const std::string& name, const std::string& text) const -> std::string {
  auto path = path_ / name;
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

auto TemporaryFolder::read(const std::string& name) const -> std::string {
  return read_all(path_ / name);
}

auto TemporaryFolder::names() const -> std::vector<std::string> {
  auto found = std::vector<std::string>{};
  for (const auto& entry : fs::directory_iterator(path_)) {
    found.push_back(entry.path().filename().string());
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace orm_tests
