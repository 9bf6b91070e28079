#include <algorithm>
#include <cstring>
#include <orm/array.hpp>
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

array_elements::array_elements(parameters& to)
    : to_(to), out_(to.open()), array_(out_.expected()), header_(out_.size()) {
  out_.int32(1);
  out_.int32(0);  // whether there are NULLs, below
  out_.uint32(out_.oid_of(element_of(array_, types::text)));
  out_.int32(0);  // how many elements, below
  out_.int32(1);
}

void array_elements::take(std::size_t start) {
  const std::string_view written = out_.view().substr(start);
  reader in{written};
  array_dimension dimensions[6];
  std::size_t size = 0;
  const std::size_t count = array_header(in, dimensions, size);
  if (count > 1 || (count == 1 && dimensions[0].lower_bound != 1)) {
    throw usage_error(
        {.message = "an array of several dimensions, or one that does not begin at 1, cannot be in "
                    "a batch",
         .query = std::string(to_.of().name)});
  }
  has_null_ = has_null_ || load<std::uint32_t>(written.data() + 4) != 0;
  const std::string_view elements = in.rest();
  if (!elements.empty()) {
    std::memmove(out_.written() + start, elements.data(), elements.size());
  }
  out_.shrink(start + elements.size());
  rows_.insert(rows_.end(), size, row_);
}

void array_elements::finish() {
  if (rows_.size() > 0x3fffffff) {
    throw value_too_large({.message = "the arrays of a batch have too many elements"});
  }
  char* const header = out_.written() + header_;
  store(header + 4, std::uint32_t{has_null_ ? 1U : 0U});
  store(header + 12, static_cast<std::uint32_t>(rows_.size()));
  to_.close();
  writer& out = to_.open();
  write_array_header(out, rows_.size(), false, types::int4);
  for (const std::int32_t row : rows_) encode_field(out, row);
  to_.close();
}

void unknown_choice(const statement& of) {
  throw usage_error(
      {.message = "a choice is not one of its enumerators", .query = std::string(of.name)});
}

}  // namespace orm::detail
