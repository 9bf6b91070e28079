#include "syntax/bytes_gate.hpp"

#include <cstdint>
#include <string>

#include "diagnostics/syntax_diagnostics.hpp"
#include "source/character_kind.hpp"
#include "source/utf8.hpp"

namespace ormc::syntax {

namespace {

namespace diag = diagnostics;
using source::CharacterKind;
using source::Utf8Step;

constexpr auto max_findings = 20;
auto reason_of(Utf8Step::Status status) -> std::string {
  switch (status) {
    case Utf8Step::Status::valid:
      return {};
    case Utf8Step::Status::stray_continuation:
      return "a continuation byte without a beginning";
    case Utf8Step::Status::invalid_byte:
      return "a byte that no character has";
    case Utf8Step::Status::truncated:
      return "a character that is cut off";
    case Utf8Step::Status::overlong:
      return "an overlong encoding";
    case Utf8Step::Status::surrogate:
      return "an encoded surrogate";
    case Utf8Step::Status::too_large:
      return "a code point above U+10FFFF";
  }
  return {};
}

/// Walks over the bytes of one file. A run of equal findings is one finding.
class Gate {
 public:
  Gate(const source::SourceFile& file, diag::Diagnostics& diagnostics)
      : file_(file), text_(file.text()), diagnostics_(diagnostics) {}

  auto check() -> bool {
    auto at = byte_order_mark_size(text_);
    while (at < text_.size() && findings_ < max_findings) {
      if (text_[at] >= ' ' && text_[at] <= '~') {  // most of any file
        ++at;
        continue;
      }
      auto step = source::decode_utf8(text_, at);
      if (step.status != Utf8Step::Status::valid) {
        at = report_invalid(at, step.status);
      } else if (auto kind = source::character_kind(step.code_point); kind != CharacterKind::text) {
        at = report_run(at, kind, step.code_point);
      } else {
        at += step.length;
      }
    }
    return findings_ == 0;
  }

 private:
  auto span(std::size_t begin, std::size_t end) const -> source::Span {
    return {file_.id(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  auto report_invalid(std::size_t begin, Utf8Step::Status status) -> std::size_t {
    auto end = begin;
    while (end < text_.size()) {
      auto step = source::decode_utf8(text_, end);
      if (step.status == Utf8Step::Status::valid) break;
      end += step.length;
    }
    ++findings_;
    diagnostics_.report(span(begin, end),
                        diag::InvalidUtf8{.reason = reason_of(status), .offset = begin});
    return end;
  }

  auto report_run(std::size_t begin, CharacterKind kind, char32_t code_point) -> std::size_t {
    auto end = begin;
    while (end < text_.size()) {
      auto step = source::decode_utf8(text_, end);
      if (step.status != Utf8Step::Status::valid || step.code_point != code_point) break;
      end += step.length;
    }
    ++findings_;
    report(span(begin, end), kind, code_point);
    return end;
  }

  void report(source::Span where, CharacterKind kind, char32_t code_point) {
    switch (kind) {
      case CharacterKind::text:
        return;
      case CharacterKind::nul:
        diagnostics_.report(where, diag::NulByte{.offset = where.begin});
        return;
      case CharacterKind::noncharacter:
        diagnostics_.report(where, diag::Noncharacter{.code_point = code_point});
        return;
      case CharacterKind::bidirectional:
        diagnostics_.report(where, diag::BidirectionalControl{.code_point = code_point});
        return;
      case CharacterKind::invisible:
        diagnostics_.report(where, diag::InvisibleCharacter{.code_point = code_point});
        return;
      case CharacterKind::stray_byte_order_mark:
        diagnostics_.report(where, diag::StrayByteOrderMark{});
        return;
      case CharacterKind::control:
        diagnostics_.report(where, diag::ControlCharacter{.code_point = code_point});
        return;
    }
  }

  const source::SourceFile& file_;
  std::string_view text_;
  diag::Diagnostics& diagnostics_;
  int findings_ = 0;
};

}  // namespace

auto byte_order_mark_size(std::string_view text) -> std::size_t {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

auto check_bytes(const source::SourceFile& file,
                 diagnostics::Diagnostics& diagnostics,
                 const Limits& limits) -> bool {
  auto text = file.text();
  if (text.size() > limits.file_bytes) {
    diagnostics.report({file.id(), 0, 0},
                       diag::SourceTooLarge{.bytes = text.size(), .limit = limits.file_bytes});
    return false;
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    diagnostics.report({file.id(), 0, 2}, diag::Utf16File{});
    return false;
  }
  return Gate(file, diagnostics).check();
}

}  // namespace ormc::syntax
