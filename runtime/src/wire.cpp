#include <cstdlib>
#include <limits>
#include <new>
#include <orm/codec.hpp>
#include <orm/error.hpp>
#include <orm/wire.hpp>
#include <string>

#include "session_state.hpp"

namespace orm {

namespace detail {

void wrong_length(std::size_t expected, std::size_t actual) {
  throw decode_error({.message = "expected a value of " + std::to_string(expected) +
                                 " bytes, got " + std::to_string(actual)});
}

void malformed(const char* what) {
  throw decode_error({.message = std::string("malformed value: ") + what});
}

void unexpected_null() { throw decode_error({.message = "NULL where the type has none"}); }

}  // namespace detail

void writer::too_large() {
  throw value_too_large({.message = "a value of 1 GiB or more cannot be sent"});
}

void writer::grow(std::size_t more) {
  const std::size_t used = size();
  if (more > largest || used > 2 * largest - more) too_large();
  std::size_t capacity = 2 * static_cast<std::size_t>(end_ - begin_);
  if (capacity < used + more) capacity = used + more;
  char* const fresh = static_cast<char*>(std::malloc(capacity));
  if (fresh == nullptr) throw std::bad_alloc();
  std::memcpy(fresh, begin_, used);
  if (begin_ != inline_) release();
  begin_ = fresh;
  at_ = fresh + used;
  end_ = fresh + capacity;
}

void writer::release() noexcept { std::free(begin_); }

auto writer::resolve(const type& type) -> std::uint32_t {
  if (type.name == nullptr || !numbered_) return 0;
  if (types_ == nullptr) {
    throw usage_error({.message = "a type with a name needs a connection to be written"});
  }
  return types_->oid_of(type);
}

}  // namespace orm
