#include "source/utf8.hpp"

namespace ormc::source {

namespace {

using Status = Utf8Step::Status;

/// What a lead byte announces.
struct Lead {
  std::size_t length;  // of the whole sequence
  char32_t bits;       // of the code point that the lead byte holds
  char32_t smallest;   // code point that needs this length
};

auto read_lead(unsigned char byte) -> Lead {
  if (byte < 0xE0U) return {2, byte & 0x1FU, 0x80};
  if (byte < 0xF0U) return {3, byte & 0x0FU, 0x800};
  return {4, byte & 0x07U, 0x10000};
}

auto judge(char32_t code_point, char32_t smallest) -> Status {
  if (code_point < smallest) return Status::overlong;
  if (code_point >= 0xD800 && code_point <= 0xDFFF) return Status::surrogate;
  if (code_point > 0x10FFFF) return Status::too_large;
  return Status::valid;
}

}  // namespace

auto decode_utf8(std::string_view text, std::size_t offset) -> Utf8Step {
  auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x80U) return {Status::valid, byte, 1};
  if (byte < 0xC0U) return {Status::stray_continuation, 0, 1};
  if (byte >= 0xF8U) return {Status::invalid_byte, 0, 1};
  auto lead = read_lead(byte);
  auto code_point = lead.bits;
  for (auto i = std::size_t{1}; i < lead.length; ++i) {
    if (offset + i >= text.size() || begins_code_point(text[offset + i])) {
      return {Status::truncated, 0, i};
    }
    code_point = (code_point << 6U) | (static_cast<unsigned char>(text[offset + i]) & 0x3FU);
  }
  return {judge(code_point, lead.smallest), code_point, lead.length};
}

}  // namespace ormc::source
