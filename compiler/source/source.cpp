#include "source/source.hpp"

#include <algorithm>
#include <utility>

namespace ormc::source {

auto Span::to(Span other) const -> Span {
  return {file, std::min(begin, other.begin), std::max(end, other.end)};
}

SourceFile::SourceFile(FileId id, std::string path, std::string text)
    : id_(id), path_(std::move(path)), text_(std::move(text)), lines_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n') continue;
    if (text_[i] == '\n' || text_[i] == '\r') lines_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

auto SourceFile::position(std::uint32_t offset) const -> Position {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
  auto line = static_cast<std::uint32_t>(after - lines_.begin());
  auto begins = text_.begin() + lines_[line - 1];
  auto is_lead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  auto column = std::count_if(begins, text_.begin() + offset, is_lead) + 1;
  return {line, static_cast<std::uint32_t>(column)};
}

auto SourceFile::line(std::uint32_t number) const -> std::string_view {
  if (number < 1 || number > lines_.size()) return {};
  auto begins = lines_[number - 1];
  auto ends = number < lines_.size() ? lines_[number] : static_cast<std::uint32_t>(text_.size());
  auto text = std::string_view(text_).substr(begins, ends - begins);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

auto SourceFile::line_begin(std::uint32_t number) const -> std::uint32_t {
  return lines_[std::min<std::size_t>(number, lines_.size()) - 1];
}

auto SourceSet::add(std::string path, std::string text) -> FileId {
  auto id = FileId{static_cast<std::uint32_t>(files_.size())};
  files_.emplace_back(id, std::move(path), std::move(text));
  return id;
}

auto SourceSet::file(FileId id) const -> const SourceFile& {
  return files_[static_cast<std::size_t>(id)];
}

auto SourceSet::text(Span span) const -> std::string_view {
  return file(span.file).text().substr(span.begin, span.end - span.begin);
}

}  // namespace ormc::source
