#include <algorithm>
#include <orm/detail/parameters.hpp>
#include <orm/error.hpp>
#include <string>

namespace orm::detail {

void parameters::grow() {
  auto* const fresh = new value[2 * capacity_];
  std::copy_n(values_, size_, fresh);
  if (values_ != inline_) release();
  values_ = fresh;
  capacity_ *= 2;
}

void parameters::release() noexcept { delete[] values_; }

void parameters::too_large() const {
  throw value_too_large(
      {.message = "parameter " + std::to_string(size_ + 1) + " is 1 GiB or more and cannot be sent",
       .query = std::string(statement_->name)});
}

void unknown_choice(const statement& of) {
  throw usage_error(
      {.message = "a choice is not one of its enumerators", .query = std::string(of.name)});
}

}  // namespace orm::detail
