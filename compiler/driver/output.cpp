#include "driver/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

namespace ormc::driver {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view temporary_prefix = ".ormc-";
constexpr std::string_view temporary_suffix = ".tmp";

auto error_text(int error) -> std::string { return std::generic_category().message(error); }

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  auto operator=(Descriptor&&) -> Descriptor& = delete;
  Descriptor(const Descriptor&) = delete;
  auto operator=(const Descriptor&) -> Descriptor& = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  auto get() const -> int { return fd_; }
  /// Closes now; the error number, or 0.
  auto close() -> int { return ::close(std::exchange(fd_, -1)) == 0 ? 0 : errno; }

 private:
  int fd_;
};

/// A folder that is being written to. While it is open, no other run writes there, as far as the
/// file system knows locks.
class Folder {
 public:
  explicit Folder(const fs::path& path)
      : path_(path), fd_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (fd_.get() < 0) error_ = errno;
    if (error_ != 0) return;
    auto result = 0;
    do result = ::flock(fd_.get(), LOCK_EX);
    while (result != 0 && errno == EINTR);
    if (result == 0) remove_leftovers();
  }

  /// Why it could not be opened: an error number, or 0.
  auto error() const -> int { return error_; }
  auto path() const -> const fs::path& { return path_; }
  /// Makes the renames in it durable. Not every file system can, and by then all is done.
  auto flush() const -> void { static_cast<void>(::fsync(fd_.get())); }

 private:
  // Temporary files exist only under the lock: those seen now belong to nobody.
  auto remove_leftovers() const -> void {
    auto error = std::error_code{};
    for (auto entry = fs::directory_iterator(path_, error);
         !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      auto name = entry->path().filename().native();
      auto ignored = std::error_code{};
      if (name.starts_with(temporary_prefix) && name.ends_with(temporary_suffix)) {
        fs::remove(entry->path(), ignored);
      }
    }
  }

  fs::path path_;
  Descriptor fd_;
  int error_ = 0;
};

/// A file written beside its place; removed again unless it is put there.
class Temporary {
 public:
  explicit Temporary(const NewFile& file)
      : target_(file.path),
        path_(file.path.parent_path() /
              fmt::format(
                  "{}{}{}", temporary_prefix, file.path.filename().native(), temporary_suffix)) {}
  Temporary(Temporary&& other) noexcept
      : target_(std::move(other.target_)),
        path_(std::move(other.path_)),
        exists_(std::exchange(other.exists_, false)) {}
  auto operator=(Temporary&&) -> Temporary& = delete;
  Temporary(const Temporary&) = delete;
  auto operator=(const Temporary&) -> Temporary& = delete;
  ~Temporary() {
    if (exists_) ::unlink(path_.c_str());
  }

  /// Writes and flushes; the error number, or 0.
  auto write(std::string_view text) -> int {
    auto fd = Descriptor(
        ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (fd.get() < 0) return errno;
    exists_ = true;
    while (!text.empty()) {
      auto written = ::write(fd.get(), text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return errno;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(fd.get()) != 0 && errno != EINVAL && errno != EROFS) return errno;
    return fd.close();
  }

  /// Renames over the target; the error number, or 0.
  auto put() -> int {
    if (::rename(path_.c_str(), target_.c_str()) != 0) return errno;
    exists_ = false;
    return 0;
  }

  auto target() const -> const fs::path& { return target_; }

 private:
  fs::path target_;
  fs::path path_;
  bool exists_ = false;
};

auto has_text(const NewFile& file) -> bool {
  auto error = std::error_code{};
  if (!fs::is_regular_file(file.path, error)) return false;
  if (fs::file_size(file.path, error) != file.text.size() || error) return false;
  auto in = std::ifstream(file.path, std::ios::binary);
  auto text = std::string(std::istreambuf_iterator<char>(in), {});
  return in.good() && text == file.text;
}

/// The folders of `files`, made and locked in one order for all runs.
auto open_folders(const std::vector<NewFile>& files, std::vector<Folder>& folders)
    -> std::optional<OutputFailure> {
  auto paths = std::vector<fs::path>{};
  for (const auto& file : files) {
    auto folder = file.path.parent_path().empty() ? fs::path(".") : file.path.parent_path();
    auto error = std::error_code{};
    fs::create_directories(folder, error);
    if (error) return OutputFailure{folder, error.message()};
    auto canonical = fs::canonical(folder, error);
    if (error) return OutputFailure{folder, error.message()};
    paths.push_back(std::move(canonical));
  }
  std::ranges::sort(paths);
  auto repeated = std::ranges::unique(paths);
  paths.erase(repeated.begin(), repeated.end());
  for (const auto& path : paths) {
    auto error = folders.emplace_back(path).error();
    if (error != 0) return OutputFailure{path, error_text(error)};
  }
  return std::nullopt;
}

}  // namespace

auto publish(const std::vector<NewFile>& files) -> std::optional<OutputFailure> {
  auto folders = std::vector<Folder>{};
  folders.reserve(files.size());
  if (auto failure = open_folders(files, folders)) return failure;

  auto temporaries = std::vector<Temporary>{};
  temporaries.reserve(files.size());
  for (const auto& file : files) {
    if (has_text(file)) continue;
    auto error = std::error_code{};
    if (fs::is_directory(file.path, error)) return OutputFailure{file.path, error_text(EISDIR)};
    auto failed = temporaries.emplace_back(file).write(file.text);
    if (failed != 0) return OutputFailure{file.path, error_text(failed)};
  }
  for (auto& temporary : temporaries) {
    if (auto failed = temporary.put()) return OutputFailure{temporary.target(), error_text(failed)};
  }
  for (const auto& folder : folders) folder.flush();
  return std::nullopt;
}

}  // namespace ormc::driver
