// Decoders are total: whatever the bytes, the outcome is a value or an orm::error.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "random_values.hpp"

namespace {

template <class T>
auto encoded(const T& value) -> std::string {
  orm::writer out;
  orm::codec<T>::encode(out, value);
  return std::string(out.view());
}

/// What decodes also encodes, and decodes to itself again (unless it holds a NaN).
template <class T>
void accept(std::string_view bytes) {
  T value{};
  try {
    orm::codec<T>::decode(bytes, value);
  } catch (const orm::error&) {
    return;
  }
  const std::string again = encoded(value);
  T second{};
  orm::codec<T>::decode(again, second);
  CHECK((second == value || !(value == value)));
}

auto mutated(random_values& random, std::string bytes) -> std::string {
  for (std::uint64_t i = 1 + random.below(3); i > 0; --i) {
    const std::size_t at = random.below(bytes.size() + 1);
    switch (random.below(5)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.insert(at, 1 + random.below(4), static_cast<char>(random.below(256)));
        break;
      case 2:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random.below(256));
        break;
      case 3:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random.one_in(2) ? 0xff : 0x7f);
        break;
      default:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ 1 << random.below(8));
        break;
    }
  }
  return bytes;
}

template <class T>
void attack() {
  random_values random{sizeof(T)};
  for (int i = 0; i < 5000; ++i) {
    const std::string good = encoded(make<T>(random));
    accept<T>(good);
    if (good.size() < 4000) accept<T>(mutated(random, good));
    std::string noise(random.below(64), '\0');
    for (char& c : noise) {
      c = static_cast<char>(random.one_in(3) ? random.below(256) : random.below(4));
    }
    accept<T>(noise);
  }
}

template <class... T>
void attack_all() {
  (attack<T>(), ...);
}

}  // namespace

TEST_CASE("hostile bytes do no harm") {
  attack_all<bool,
             char,
             std::int16_t,
             std::int32_t,
             std::int64_t,
             std::uint32_t,
             std::uint64_t,
             float,
             double,
             std::string,
             orm::bytes,
             orm::numeric,
             orm::uuid,
             orm::json,
             orm::jsonb,
             orm::jsonpath,
             orm::xml,
             orm::date,
             orm::timestamp,
             orm::timestamptz,
             orm::time,
             orm::timetz,
             orm::interval,
             orm::inet,
             orm::cidr,
             orm::macaddr,
             orm::macaddr8,
             orm::bit_string,
             orm::money,
             orm::tid,
             orm::pg_lsn,
             orm::point,
             orm::line,
             orm::lseg,
             orm::box,
             orm::path,
             orm::polygon,
             orm::circle,
             orm::tsvector,
             orm::tsquery,
             blog::Status>();
}

TEST_CASE("hostile bytes do no harm in containers either") {
  attack_all<std::vector<std::int32_t>,
             std::vector<std::optional<std::string>>,
             std::vector<bool>,
             orm::array<std::int32_t>,
             orm::array<std::optional<orm::numeric>>,
             orm::range<std::int32_t>,
             orm::range<orm::timestamptz>,
             orm::range<orm::numeric>,
             orm::multirange<std::int64_t>,
             blog::Address,
             std::vector<orm::range<orm::date>>>();
}

TEST_CASE("sizes that a value claims are held against its bytes") {
  using namespace std::string_literals;
  std::vector<std::int32_t> numbers;
  const auto decode = [&](const std::string& bytes) {
    orm::codec<std::vector<std::int32_t>>::decode(bytes, numbers);
  };
  CHECK_THROWS_AS(decode("\0\0\0\1\0\0\0\0\0\0\0\x17\x7f\xff\xff\xff\0\0\0\1"s), orm::decode_error);
  CHECK_THROWS_AS(
      decode("\0\0\0\2\0\0\0\0\0\0\0\x17\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\4\0\0\0\1"s),
      orm::decode_error);
  CHECK_THROWS_AS(decode("\0\0\0\1\0\0\0\1\0\0\0\x17\0\0\0\1\0\0\0\1\xff\xff\xff\xff"s),
                  orm::decode_error);
  CHECK_THROWS_AS(decode("\0\0\0\1\0\0\0\0\0\0\0\x17\0\0\0\1\0\0\0\1\xff\xff\xff\xfb\0\0\0\1"s),
                  orm::decode_error);
  decode("\0\0\0\1\0\0\0\0\0\0\0\x17\0\0\0\1\0\0\0\5\0\0\0\4\0\0\0\1"s);
  CHECK(numbers == std::vector<std::int32_t>{1});
}
