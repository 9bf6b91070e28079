#pragma once

#include <span>
#include <string_view>

/// Texts of the source tree that `ormc --explain` shows, put into the program when it is built
/// (`cmake/embed_texts.cmake`), so that it needs no file where it is installed.
namespace ormc::driver {

struct EmbeddedText {
  std::string_view name;
  std::string_view text;
};

/// The headers that define the diagnostics.
auto embedded_headers() -> std::span<const EmbeddedText>;

/// The error cases, by file name: `ORM0201_unknown_type.orm`.
auto embedded_cases() -> std::span<const EmbeddedText>;

}  // namespace ormc::driver
