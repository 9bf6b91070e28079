#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace ormc::source {

/// Names one file of a `SourceSet`. Ids are dense and start at 0, in command-line order.
enum class FileId : std::uint32_t {};

/// A half-open range of bytes of one file. An empty span marks a place between two bytes.
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  /// The smallest span that covers this one and `other`, which must be of the same file.
  auto to(Span other) const -> Span;
  auto operator==(const Span&) const -> bool = default;
};

/// A place as people count it: line and column start at 1; the column counts code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// One file's text as it was read, byte for byte, with its line starts. LF, CRLF and a lone CR each
/// end a line.
class SourceFile {
 public:
  SourceFile(FileId id, std::string path, std::string text);

  auto id() const -> FileId { return id_; }
  /// The path as the user wrote it: what diagnostics show.
  auto path() const -> const std::string& { return path_; }
  auto text() const -> std::string_view { return text_; }
  /// The place of byte `offset`; offsets past the end give the end.
  auto position(std::uint32_t offset) const -> Position;
  /// The text of a line (1-based) without its line end; empty past the last line.
  auto line(std::uint32_t number) const -> std::string_view;
  auto line_count() const -> std::uint32_t { return static_cast<std::uint32_t>(lines_.size()); }
  /// The byte at which a line (1-based) begins.
  auto line_begin(std::uint32_t number) const -> std::uint32_t;

 private:
  FileId id_;
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> lines_;
};

/// All files of one command line. Files never move once added, so views into them stay valid.
class SourceSet {
 public:
  /// Adds a file and returns its id. The text is kept as given.
  auto add(std::string path, std::string text) -> FileId;
  auto file(FileId id) const -> const SourceFile&;
  auto files() const -> const std::deque<SourceFile>& { return files_; }
  /// The bytes that `span` covers.
  auto text(Span span) const -> std::string_view;

 private:
  std::deque<SourceFile> files_;
};

}  // namespace ormc::source
