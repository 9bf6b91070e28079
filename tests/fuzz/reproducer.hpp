#pragma once

#include <string>
#include <string_view>

namespace orm_fuzz {

/// From here on, a signal that would end the process (a crash, an assertion, an exhausted stack,
/// the timer) first writes the armed input to its file.
void catch_crashes();

/// Makes `text` the input that a crash would write to `path`, and gives it `seconds` of CPU time.
/// Both must stay unchanged until `disarm`.
void arm(const std::string& path, std::string_view text, unsigned seconds);
void disarm();

/// Writes the armed input now: for what is reported without a crash.
void save_reproducer();

}  // namespace orm_fuzz
