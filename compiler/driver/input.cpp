#include "driver/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "diagnostics/driver_diagnostics.hpp"
#include "diagnostics/printable.hpp"
#include "syntax/parse.hpp"

namespace ormc::driver {
namespace {

namespace fs = std::filesystem;

/// What tells whether two paths are one file.
using Identity = std::pair<dev_t, ino_t>;

struct Input {
  std::string path;
  std::string text;
  std::optional<Identity> identity;
};

/// Reads files one after the other and collects what went wrong.
class Reader {
 public:
  Reader(source::SourceSet& sources, diagnostics::Diagnostics& diagnostics)
      : sources_(sources), diagnostics_(diagnostics) {}

  auto read(const std::string& path) -> void {
    auto is_stdin = path == "-";
    if (is_stdin && std::exchange(read_stdin_, true)) return;
    auto input = Input{is_stdin ? "stdin" : path, {}, {}};
    // Without O_NONBLOCK, opening a pipe would wait for its writer.
    auto fd = is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return report_unreadable(path, errno);
    if (is_stdin || is_new_file(fd, input)) {
      auto error = read_all(fd, input.text);
      if (error != 0) report_unreadable(path, error);
      if (input.text.size() > limit_)
        report(path, diagnostics::FileTooLarge{printable(path), limit_});
      inputs_.push_back(std::move(input));
    }
    if (!is_stdin) ::close(fd);
  }

  /// The files in an order that does not depend on the folder in which the compiler runs.
  auto take() -> std::vector<Input> {
    std::ranges::stable_sort(inputs_, {}, [](const Input& input) {
      return std::pair(fs::path(input.path).filename().native(), input.path);
    });
    return std::move(inputs_);
  }

 private:
  auto is_new_file(int fd, Input& input) -> bool {
    struct stat status {};
    if (::fstat(fd, &status) != 0) {
      report_unreadable(input.path, errno);
      return false;
    }
    if (!S_ISREG(status.st_mode)) {
      auto kind = S_ISDIR(status.st_mode)    ? "a folder"
                  : S_ISFIFO(status.st_mode) ? "a pipe"
                                             : "a device";
      report(input.path, diagnostics::NotARegularFile{printable(input.path), kind});
      return false;
    }
    input.identity = Identity{status.st_dev, status.st_ino};
    return std::ranges::find(inputs_, input.identity, &Input::identity) == inputs_.end();
  }

  /// Reads up to one byte more than the limit; the error number, or 0.
  auto read_all(int fd, std::string& text) const -> int {
    char buffer[1U << 16U];
    while (text.size() <= limit_) {
      auto count = ::read(fd, buffer, sizeof buffer);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return errno;
      if (count == 0) return 0;
      text.append(buffer, static_cast<std::size_t>(count));
    }
    return 0;
  }

  auto report_unreadable(const std::string& path, int error) -> void {
    auto siblings = std::vector<std::string>{};
    auto folder = fs::path(path).parent_path();
    auto ignored = std::error_code{};
    auto entries = fs::directory_iterator(folder.empty() ? fs::path(".") : folder, ignored);
    for (; !ignored && entries != fs::directory_iterator(); entries.increment(ignored)) {
      if (entries->path().extension() != ".orm") continue;
      siblings.push_back(printable((folder / entries->path().filename()).native()));
    }
    std::ranges::sort(siblings);
    auto suggestion = error == ENOENT ? diagnostics::nearest(printable(path), siblings)
                                      : std::optional<std::string>{};
    report(path,
           diagnostics::UnreadableFile{
               printable(path), std::generic_category().message(error), std::move(suggestion)});
  }

  template <class What>
  auto report(std::string_view path, const What& what) -> void {
    diagnostics_.report(place_of(sources_, path), what);
  }

  std::size_t limit_ = syntax::Limits{}.file_bytes;
  source::SourceSet& sources_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<Input> inputs_;
  bool read_stdin_ = false;
};

}  // namespace

auto printable(std::string_view path) -> std::string { return diagnostics::printable(path).text; }

auto place_of(source::SourceSet& sources, std::string_view path) -> source::Span {
  return {sources.add(printable(path), {}), 0, 0};
}

auto read_inputs(const std::vector<std::string>& paths,
                 source::SourceSet& sources,
                 diagnostics::Diagnostics& diagnostics) -> std::vector<std::string> {
  auto reader = Reader(sources, diagnostics);
  for (const auto& path : paths) reader.read(path);
  auto read = std::vector<std::string>{};
  if (diagnostics.has_errors()) return read;
  for (auto& input : reader.take()) {
    sources.add(printable(input.path), std::move(input.text));
    read.push_back(input.identity ? std::move(input.path) : "-");
  }
  return read;
}

}  // namespace ormc::driver
