#include "syntax/bytes_gate.hpp"

#include <cstdint>
#include <string>

#include "diagnostics/syntax_diagnostics.hpp"
#include "source/utf8.hpp"

namespace ormc::syntax {

namespace {

namespace diag = diagnostics;
using source::Utf8Step;

constexpr auto max_findings = 20;
constexpr auto byte_order_mark = char32_t{0xFEFF};

/// What a code point is to the compiler, whatever token it stands in.
enum class Kind : std::uint8_t {
  text,
  nul,
  noncharacter,
  bidirectional,
  invisible,
  stray_byte_order_mark,
  control,
};

auto kind_of_ascii(char32_t c) -> Kind {
  if (c >= 0x20 && c != 0x7F) return Kind::text;
  if (c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f') return Kind::text;
  return c == 0 ? Kind::nul : Kind::control;
}

auto kind_of(char32_t c) -> Kind {
  if (c < 0x80) return kind_of_ascii(c);
  if (c < 0xA0) return Kind::control;
  if (c == 0x061C || c == 0x200E || c == 0x200F) return Kind::bidirectional;
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return Kind::bidirectional;
  if ((c >= 0x200B && c <= 0x200D) || c == 0x2060) return Kind::invisible;
  // Line and paragraph separators: an editor breaks the line there, so that what looks like code
  // may be the rest of a comment.
  if (c == 0x2028 || c == 0x2029) return Kind::invisible;
  if (c == byte_order_mark) return Kind::stray_byte_order_mark;
  if (c == 0xFFFE || c == 0xFFFF) return Kind::noncharacter;
  return Kind::text;
}

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
      } else if (auto kind = kind_of(step.code_point); kind != Kind::text) {
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

  auto report_run(std::size_t begin, Kind kind, char32_t code_point) -> std::size_t {
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

  void report(source::Span where, Kind kind, char32_t code_point) {
    switch (kind) {
      case Kind::text:
        return;
      case Kind::nul:
        diagnostics_.report(where, diag::NulByte{.offset = where.begin});
        return;
      case Kind::noncharacter:
        diagnostics_.report(where, diag::Noncharacter{.code_point = code_point});
        return;
      case Kind::bidirectional:
        diagnostics_.report(where, diag::BidirectionalControl{.code_point = code_point});
        return;
      case Kind::invisible:
        diagnostics_.report(where, diag::InvisibleCharacter{.code_point = code_point});
        return;
      case Kind::stray_byte_order_mark:
        diagnostics_.report(where, diag::StrayByteOrderMark{});
        return;
      case Kind::control:
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

auto is_readable(std::string_view text) -> bool {
  for (auto at = std::size_t{0}; at < text.size();) {
    auto step = source::decode_utf8(text, at);
    if (step.status != Utf8Step::Status::valid) return false;
    if (kind_of(step.code_point) != Kind::text) return false;
    at += step.length;
  }
  return true;
}

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
