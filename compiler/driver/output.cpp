#include "driver/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <deque>
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

/// Holds back the signals by which people and build tools end a run, so that between the first and
/// the last rename only what cannot be held back can stop it.
class HeldSignals {
 public:
  HeldSignals() {
    auto ends = sigset_t{};
    ::sigemptyset(&ends);
    for (auto number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) ::sigaddset(&ends, number);
    ::pthread_sigmask(SIG_BLOCK, &ends, &before_);
  }
  HeldSignals(const HeldSignals&) = delete;
  auto operator=(const HeldSignals&) -> HeldSignals& = delete;
  ~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

/// A new file beside its place, that anybody may read as the umask says.
auto create(const fs::path& path) -> Descriptor {
  return Descriptor(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
}

/// Writes all of `text`; the error number, or 0.
auto write_all(const Descriptor& fd, std::string_view text) -> int {
  while (!text.empty()) {
    auto written = ::write(fd.get(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// The change of one file: the new text is written beside its place, the old file gets a second
/// name there, then the new one is renamed over it. Unless it is kept, its end undoes all of that.
class Replacement {
 public:
  Replacement(const NewFile& file, std::size_t index) : target_(file.path) {
    // Names of their own length: that of the target may be as long as names can be.
    auto name = fmt::format("{}{}-{}", temporary_prefix, ::getpid(), index);
    new_ = file.path.parent_path() / fmt::format("{}-new{}", name, temporary_suffix);
    old_ = file.path.parent_path() / fmt::format("{}-old{}", name, temporary_suffix);
  }
  Replacement(const Replacement&) = delete;
  auto operator=(const Replacement&) -> Replacement& = delete;
  ~Replacement() {
    static_cast<void>(undo());
    if (new_exists_) ::unlink(new_.c_str());
    if (old_exists_) ::unlink(old_.c_str());
  }

  /// Writes and flushes the new text; the error number, or 0.
  auto write(const NewFile& file) -> int {
    auto fd = create(new_);
    if (fd.get() < 0) return errno;
    new_exists_ = true;
    if (file.permissions && ::fchmod(fd.get(), static_cast<mode_t>(*file.permissions)) != 0)
      return errno;
    if (auto error = write_all(fd, file.text)) return error;
    if (::fsync(fd.get()) != 0 && errno != EINVAL && errno != EROFS) return errno;
    return fd.close();
  }

  /// Gives the file that is there, if any, a second name; the error number, or 0.
  auto set_aside() -> int {
    if (::link(target_.c_str(), old_.c_str()) == 0) {
      old_exists_ = true;
      return 0;
    }
    if (errno == ENOENT) return 0;
    // Not every file system has second names, and not every file may have one: then it is a copy.
    auto error = std::error_code{};
    old_exists_ = true;
    fs::copy(target_, old_, fs::copy_options::copy_symlinks, error);
    return error.value();
  }

  /// Renames over the target; the error number, or 0.
  auto put() -> int {
    if (::rename(new_.c_str(), target_.c_str()) != 0) return errno;
    new_exists_ = false;
    is_put_ = true;
    return 0;
  }

  /// Puts the old file back, or nothing where nothing was; the error number, or 0.
  auto undo() -> int {
    if (!is_put_) return 0;
    auto result = old_exists_ ? ::rename(old_.c_str(), target_.c_str()) : ::unlink(target_.c_str());
    if (result != 0) return errno;
    is_put_ = false;
    old_exists_ = false;
    return 0;
  }

  /// The new file stays.
  auto keep() -> void { is_put_ = false; }

  auto target() const -> const fs::path& { return target_; }

 private:
  fs::path target_;
  fs::path new_;
  fs::path old_;
  bool new_exists_ = false;
  bool old_exists_ = false;
  bool is_put_ = false;
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
    if (error) return OutputFailure{folder, error.message(), {}};
    auto canonical = fs::canonical(folder, error);
    if (error) return OutputFailure{folder, error.message(), {}};
    paths.push_back(std::move(canonical));
  }
  std::ranges::sort(paths);
  auto repeated = std::ranges::unique(paths);
  paths.erase(repeated.begin(), repeated.end());
  for (const auto& path : paths) {
    auto error = folders.emplace_back(path).error();
    if (error != 0) return OutputFailure{path, error_text(error), {}};
  }
  return std::nullopt;
}

using Replacements = std::deque<Replacement>;

auto failure_of(const Replacement& replacement, int error) -> OutputFailure {
  return {replacement.target(), error_text(error), {}};
}

/// Why a file must not be put at `path`: what is there is none, such as a folder or /dev/null.
auto unfit_target(const fs::path& path) -> std::optional<std::string> {
  auto error = std::error_code{};
  auto there = fs::status(path, error);
  if (!fs::exists(there) || fs::is_regular_file(there)) return std::nullopt;
  if (fs::is_directory(there)) return error_text(EISDIR);
  return "it is not a regular file";
}

/// Writes beside their places what differs from what is there.
auto write_new(const std::vector<NewFile>& files, Replacements& replacements)
    -> std::optional<OutputFailure> {
  for (const auto& file : files) {
    if (has_text(file)) continue;
    if (auto reason = unfit_target(file.path)) return OutputFailure{file.path, *reason, {}};
    auto& added = replacements.emplace_back(file, replacements.size());
    if (auto failed = added.write(file)) return failure_of(added, failed);
  }
  return std::nullopt;
}

/// Puts all in their places, or puts back all that was there.
auto put_all(Replacements& replacements) -> std::optional<OutputFailure> {
  for (auto& replacement : replacements) {
    if (auto failed = replacement.set_aside()) return failure_of(replacement, failed);
  }
  auto failure = std::optional<OutputFailure>{};
  for (auto& replacement : replacements) {
    auto failed = replacement.put();
    if (failed == 0) continue;
    failure = failure_of(replacement, failed);
    break;
  }
  for (auto& replacement : replacements) {
    if (!failure) {
      replacement.keep();
    } else if (replacement.undo() != 0) {
      failure->replaced.push_back(replacement.target());
    }
  }
  return failure;
}

}  // namespace

auto publish(const std::vector<NewFile>& files) -> std::optional<OutputFailure> {
  auto folders = std::vector<Folder>{};
  folders.reserve(files.size());
  if (auto failure = open_folders(files, folders)) return failure;
  auto replacements = Replacements{};
  if (auto failure = write_new(files, replacements)) return failure;
  auto held = HeldSignals{};
  if (auto failure = put_all(replacements)) return failure;
  for (const auto& folder : folders) folder.flush();
  return std::nullopt;
}

}  // namespace ormc::driver
