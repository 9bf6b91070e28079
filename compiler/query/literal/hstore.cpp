#include "query/literal/hstore.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

/// What ends a word that is not quoted, besides spaces.
enum class Word : std::uint8_t { key, value };

class HstoreReader {
 public:
  explicit HstoreReader(std::string_view text) : rest_(text) {}

  auto read() -> Fault {
    for (skip_spaces(rest_); !rest_.empty(); skip_spaces(rest_)) {
      if (!word(Word::key) || !arrow()) return fault_;
      skip_spaces(rest_);
      if (rest_.empty()) return malformed("a key is without its value");
      if (!word(Word::value)) return fault_;
      skip_spaces(rest_);
      if (rest_.empty()) break;
      if (!take(rest_, ','))
        return malformed(fmt::format("a comma is missing before `{}`", rest_.front()));
    }
    return std::nullopt;
  }

 private:
  auto fail(std::string reason) -> bool {
    fault_ = malformed(std::move(reason));
    return false;
  }

  auto word(Word kind) -> bool {
    if (take(rest_, '"')) return quoted();
    const auto end = kind == Word::key ? '=' : ',';
    // A comma may be all there is of a value.
    if (kind == Word::key && rest_.starts_with('=')) return fail("a key is missing before `=`");
    auto is_first = true;
    while (!rest_.empty() && !is_space(rest_.front()) && (is_first || rest_.front() != end)) {
      is_first = false;
      if (!character()) return false;
    }
    return true;
  }

  auto quoted() -> bool {
    while (!rest_.starts_with('"')) {
      if (rest_.empty()) return fail("a quoted text has no end");
      if (!character()) return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  auto character() -> bool {
    if (take(rest_, '\\') && rest_.empty()) return fail("nothing follows a backslash");
    rest_.remove_prefix(1);
    return true;
  }

  auto arrow() -> bool {
    skip_spaces(rest_);
    return (take(rest_, '=') && take(rest_, '>')) || fail("`=>` is missing behind a key");
  }

  std::string_view rest_;
  Fault fault_;
};

}  // namespace

auto find_hstore_fault(std::string_view text) -> Fault { return HstoreReader{text}.read(); }

}  // namespace ormc::query
