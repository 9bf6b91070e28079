#include "statement_text.hpp"

#include <algorithm>
#include <numeric>

namespace orm::detail {
namespace {

/// A list of items of which some may be left out.
struct open_list {
  std::string_view introducer;
  bool has_items = false;
};

auto number_of(std::vector<std::uint16_t>& parameters, std::uint16_t parameter) -> std::size_t {
  const auto at = std::find(parameters.begin(), parameters.end(), parameter);
  const auto number = static_cast<std::size_t>(at - parameters.begin()) + 1;
  if (at == parameters.end()) parameters.push_back(parameter);
  return number;
}

void append(statement_text& to, std::vector<open_list>& lists, const fragment& part) {
  switch (part.role) {
    case fragment_role::list:
      lists.push_back({part.text});
      return;
    case fragment_role::end:
      if (!lists.empty()) lists.pop_back();
      break;
    case fragment_role::item:
      if (!lists.empty()) {
        to.text += lists.back().has_items ? part.separator : lists.back().introducer;
        lists.back().has_items = true;
      }
      break;
    case fragment_role::otherwise:
      if (lists.empty() || lists.back().has_items) return;
      to.text += lists.back().introducer;
      lists.back().has_items = true;
      break;
    case fragment_role::text:
      break;
  }
  to.text += part.text;
  if (part.parameter >= 0) {
    to.text += '$';
    to.text += std::to_string(number_of(to.parameters, static_cast<std::uint16_t>(part.parameter)));
  }
}

// FNV-1a of 128 bits: spreads well, and names are compared by the server together with nothing
// else.
__extension__ using uint128 = unsigned __int128;
constexpr uint128 fnv_offset = uint128{0x6c62272e07bb0142} << 64 | 0x62b821756295c58d;
constexpr uint128 fnv_prime = uint128{0x0000000001000000} << 64 | 0x000000000000013b;

auto mix(uint128 hash, std::string_view bytes) -> uint128 {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * fnv_prime;
  return hash;
}

}  // namespace

auto assemble(const statement& of, std::uint64_t choice) -> statement_text {
  statement_text result;
  if (of.fragments.empty()) {
    result.text = of.text;
    result.parameters.resize(of.parameters.size());
    std::iota(result.parameters.begin(), result.parameters.end(), std::uint16_t{0});
    return result;
  }
  std::vector<open_list> lists;
  for (const fragment& part : of.fragments) {
    if ((choice & part.mask) == part.value) append(result, lists, part);
  }
  return result;
}

auto content_name(std::string_view text, const std::vector<std::uint32_t>& types) -> std::string {
  uint128 hash = mix(fnv_offset, text);
  for (const std::uint32_t type : types) hash = mix(hash, "," + std::to_string(type));
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string name = "orm_";
  for (int shift = 124; shift >= 0; shift -= 4) {
    name += hexadecimal[static_cast<std::size_t>(hash >> shift & 15)];
  }
  return name;
}

}  // namespace orm::detail
