// Nested rows from hostile bytes: whatever a server sends as records, arrays of them, flattened
// structs and parts, the outcome is a value or an orm::error, and no byte is read that is not
// there.

#include <libpq-fe.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <memory>
#include <orm/page.hpp>
#include <orm/parts.hpp>
#include <orm/query.hpp>
#include <string>
#include <vector>

#include "random_values.hpp"

namespace hostile {

struct Reply {
  std::int32_t id = {};
  std::optional<std::string> body;
  auto operator==(const Reply&) const -> bool = default;
};
struct Person {
  std::int64_t id = {};
  std::string name;
  std::optional<orm::numeric> score;
  auto operator==(const Person&) const -> bool = default;
  using fields = orm::members<&Person::id, &Person::name, &Person::score>;
};
struct Comment {
  std::int64_t id = {};
  Person author;
  std::optional<Person> editor;   // absent where its first column is NULL
  std::optional<Person> checker;  // absent where a marker before it is
  std::vector<Reply> replies;
  auto operator==(const Comment&) const -> bool = default;
  using fields = orm::members<&Comment::id,
                              orm::nested<&Comment::author, Person::fields>,
                              orm::nested<&Comment::editor, Person::fields>,
                              orm::nested<&Comment::checker, orm::marked<Person::fields>>,
                              &Comment::replies>;
};
/// A row of a query: like a comment, with comments in it as records, and others as a part.
struct Post {
  std::int64_t id = {};
  Person author;
  std::optional<Person> editor;
  std::optional<Person> checker;
  std::optional<Comment> latest;
  std::vector<Comment> comments;
  std::vector<Comment> talk;  // the part
  auto operator==(const Post&) const -> bool = default;
  using fields = orm::members<&Post::id,
                              orm::nested<&Post::author, Person::fields>,
                              orm::nested<&Post::editor, Person::fields>,
                              orm::nested<&Post::checker, orm::marked<Person::fields>>,
                              &Post::latest,
                              &Post::comments>;
};

}  // namespace hostile

template <>
struct orm::composite<hostile::Reply> {
  static constexpr orm::type type = orm::types::record;
  using members = orm::members<&hostile::Reply::id, &hostile::Reply::body>;
  static constexpr orm::type member_types[]{orm::types::int4, orm::types::text};
};
template <>
struct orm::composite<hostile::Comment> {
  static constexpr orm::type type = orm::types::record;
  using members = hostile::Comment::fields;
  static constexpr orm::type member_types[]{orm::types::int8,
                                            orm::types::int8,
                                            orm::types::text,
                                            orm::types::numeric,
                                            orm::types::int8,
                                            orm::types::text,
                                            orm::types::numeric,
                                            orm::types::int4,
                                            orm::types::int8,
                                            orm::types::text,
                                            orm::types::numeric,
                                            orm::types::record_array};
};

template <>
struct random_value<hostile::Reply> {
  static auto make(random_values& from) -> hostile::Reply {
    return {from.integer<std::int32_t>(),
            from.one_in(3) ? std::nullopt : std::optional{::make<std::string>(from)}};
  }
};
template <>
struct random_value<hostile::Person> {
  static auto make(random_values& from) -> hostile::Person {
    return {from.integer<std::int64_t>(),
            from.word(),
            from.one_in(3) ? std::nullopt : std::optional{::make<orm::numeric>(from)}};
  }
};
template <>
struct random_value<hostile::Comment> {
  static auto make(random_values& from) -> hostile::Comment {
    hostile::Comment made;
    made.id = from.integer<std::int64_t>();
    made.author = ::make<hostile::Person>(from);
    if (from.one_in(2)) made.editor = ::make<hostile::Person>(from);
    if (from.one_in(2)) made.checker = ::make<hostile::Person>(from);
    for (auto i = from.below(4); i > 0; --i) made.replies.push_back(::make<hostile::Reply>(from));
    return made;
  }
};
template <>
struct random_value<hostile::Post> {
  static auto make(random_values& from) -> hostile::Post {
    hostile::Post made;
    made.id = static_cast<std::int64_t>(from.below(6));
    made.author = ::make<hostile::Person>(from);
    if (from.one_in(2)) made.editor = ::make<hostile::Person>(from);
    if (from.one_in(2)) made.checker = ::make<hostile::Person>(from);
    if (from.one_in(2)) made.latest = ::make<hostile::Comment>(from);
    for (auto i = from.below(3); i > 0; --i) {
      made.comments.push_back(::make<hostile::Comment>(from));
    }
    return made;
  }
};

namespace {

using namespace hostile;

/// A column as it is sent; nothing for NULL.
using Sent = std::optional<std::string>;

template <class T>
auto sent(const T& value) -> Sent {
  orm::writer out;
  orm::codec<T>::encode(out, value);
  return std::string(out.view());
}
template <class T>
auto sent(const std::optional<T>& value) -> Sent {
  return value ? sent(*value) : std::nullopt;
}

/// A column and its type.
struct Field {
  orm::type type;
  Sent bytes;
};

auto record(const std::vector<Field>& fields) -> std::string {
  orm::writer out;
  out.int32(static_cast<std::int32_t>(fields.size()));
  for (const Field& each : fields) {
    out.uint32(each.type.oid);
    each.bytes ? out.field(*each.bytes) : out.null();
  }
  return std::string(out.view());
}

auto array(const std::vector<std::string>& records) -> std::string {
  orm::writer out;
  orm::detail::write_array_header(out, records.size(), false, orm::types::record);
  for (const std::string& each : records) out.field(each);
  return std::string(out.view());
}

void add(std::vector<Field>& to, const Person& person) {
  to.push_back({orm::types::int8, sent(person.id)});
  to.push_back({orm::types::text, person.name});
  to.push_back({orm::types::numeric, sent(person.score)});
}
void add(std::vector<Field>& to, const std::optional<Person>& person) {
  if (person) return add(to, *person);
  to.push_back({orm::types::int8, std::nullopt});
  to.push_back({orm::types::text, std::nullopt});
  to.push_back({orm::types::numeric, std::nullopt});
}
/// `id`, `author`, `editor`, `checker` of a comment or a post.
template <class T>
auto head(const T& of) -> std::vector<Field> {
  std::vector<Field> fields{{orm::types::int8, sent(of.id)}};
  add(fields, of.author);
  add(fields, of.editor);
  fields.push_back({orm::types::int4, of.checker ? sent(std::int32_t{1}) : std::nullopt});
  add(fields, of.checker);
  return fields;
}
auto fields_of(const Comment& comment) -> std::vector<Field> {
  std::vector<Field> fields = head(comment);
  std::vector<std::string> replies;
  for (const Reply& each : comment.replies) {
    replies.push_back(record({{orm::types::int4, sent(each.id)}, {orm::types::text, each.body}}));
  }
  fields.push_back({orm::types::record_array, array(replies)});
  return fields;
}
auto bytes_of(const Comment& comment) -> std::string { return record(fields_of(comment)); }
auto bytes_of(const std::vector<Comment>& comments) -> std::string {
  std::vector<std::string> records;
  for (const Comment& each : comments) records.push_back(bytes_of(each));
  return array(records);
}
auto columns_of(const std::vector<Field>& fields) -> std::vector<Sent> {
  std::vector<Sent> columns;
  for (const Field& each : fields) columns.push_back(each.bytes);
  return columns;
}
/// The columns of a comment as a row of a part: the key of its post is the first.
auto columns_of(std::int64_t post, const Comment& comment) -> std::vector<Sent> {
  std::vector<Sent> columns = columns_of(fields_of(comment));
  columns.insert(columns.begin(), sent(post));
  return columns;
}
/// The columns of a post; its key stands behind them once more, for the part.
auto columns_of(const Post& post) -> std::vector<Sent> {
  std::vector<Sent> columns = columns_of(head(post));
  columns.push_back(post.latest ? Sent{bytes_of(*post.latest)} : std::nullopt);
  columns.push_back(bytes_of(post.comments));
  columns.push_back(sent(post.id));
  return columns;
}

auto mutated(random_values& random, std::string bytes) -> std::string {
  for (std::uint64_t i = 1 + random.below(3); i > 0; --i) {
    const std::size_t at = random.below(bytes.size() + 1);
    switch (random.below(6)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.insert(at, 1 + random.below(4), static_cast<char>(random.below(256)));
        break;
      case 2:
        if (at < bytes.size()) bytes.erase(at, 1 + random.below(8));
        break;
      case 3:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random.one_in(2) ? 0xff : 0x7f);
        break;
      case 4:  // a small number: a count or a length that is nearly right
        if (at < bytes.size()) bytes[at] = static_cast<char>(random.below(20));
        break;
      default:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ 1 << random.below(8));
        break;
    }
  }
  return bytes;
}

/// Decodes from memory that ends where the bytes end, into a value that held something before.
template <class T>
auto decoded(const std::string& bytes, T value = {}) -> std::optional<T> {
  const std::unique_ptr<char[]> exact{new char[bytes.size()]};
  if (!bytes.empty()) std::memcpy(exact.get(), bytes.data(), bytes.size());
  try {
    orm::codec<T>::decode({exact.get(), bytes.size()}, value);
  } catch (const orm::error&) {
    return std::nullopt;
  }
  return value;
}

auto is_same(const std::vector<Comment>& left, const std::vector<Comment>& right) -> bool {
  return left == right;
}

}  // namespace

TEST_CASE("records of records: what is sent, and nothing from hostile bytes") {
  random_values random{71};
  std::size_t refused = 0;
  for (int i = 0; i < 3000; ++i) {
    std::vector<Comment> comments(random.below(4));
    for (Comment& each : comments) each = make<Comment>(random);
    const std::string good = bytes_of(comments);
    const auto back = decoded<std::vector<Comment>>(good);
    REQUIRE(back);
    REQUIRE(is_same(*back, comments));
    for (int j = 0; j < 4; ++j) {
      const bool read = decoded(mutated(random, good), comments).has_value();
      refused += read ? 0 : 1;
    }
    std::string noise(random.below(90), '\0');
    for (char& c : noise) {
      c = static_cast<char>(random.one_in(4) ? random.below(256) : random.below(3));
    }
    static_cast<void>(decoded<Comment>(noise));
    static_cast<void>(decoded<std::vector<Comment>>(noise));
  }
  CHECK(refused > 6000);
}

TEST_CASE("a record that is cut short anywhere is refused") {
  random_values random{72};
  for (int i = 0; i < 40; ++i) {
    std::vector<Comment> comments(1 + random.below(2));
    for (Comment& each : comments) each = make<Comment>(random);
    const std::string good = bytes_of(comments);
    for (std::size_t size = 0; size < good.size(); size += size < 400 ? 1 : 37) {
      CHECK_FALSE(decoded<std::vector<Comment>>(good.substr(0, size)));
    }
    CHECK_FALSE(decoded<std::vector<Comment>>(good + '\0'));
  }
}

TEST_CASE("a record of other fields is a drift, not a value") {
  random_values random{73};
  const auto throws_drift = [](const std::vector<Field>& fields) {
    const std::string bytes = record(fields);
    Comment value;
    CHECK_THROWS_AS(orm::codec<Comment>::decode(bytes, value), orm::schema_drift);
  };
  for (int i = 0; i < 200; ++i) {
    const std::vector<Field> good = fields_of(make<Comment>(random));
    std::vector<Field> fields = good;
    fields.pop_back();
    throws_drift(fields);
    fields = good;
    fields.push_back({orm::types::int4, std::nullopt});
    throws_drift(fields);
    fields = good;
    const std::size_t at = random.below(fields.size());
    fields[at].type =
        fields[at].type.oid == orm::types::uuid.oid ? orm::types::int2 : orm::types::uuid;
    throws_drift(fields);
  }
}

// ---- rows and parts, by way of libpq's results

namespace {

struct posts {
  using result = std::vector<Post>;
  using columns = Post::fields;
  using parameters = orm::members<>;
  static constexpr orm::statement statement{.name = "posts"};

  struct talk_part {
    using columns = Comment::fields;
    static constexpr orm::statement statement{.name = "posts.talk"};
  };
  using parts = orm::parts<orm::part<talk_part, &Post::talk>>;
};

/// The same rows, without a part.
struct flat_posts {
  using result = std::vector<Post>;
  using columns = Post::fields;
  static constexpr orm::statement statement{.name = "flat_posts"};
};

auto answer(const std::vector<std::vector<Sent>>& rows, std::size_t width) -> orm::detail::result {
  PGresult* const made = PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK);
  std::vector<PGresAttDesc> columns(width);
  char name[] = "c";
  for (PGresAttDesc& each : columns) each = {name, 0, 0, 1, 0, -1, -1};
  REQUIRE(PQsetResultAttrs(made, static_cast<int>(width), columns.data()) != 0);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < width; ++column) {
      // `PQsetvalue` copies as many bytes as it is told, and wants to change none.
      Sent bytes = column < rows[row].size() ? rows[row][column] : std::nullopt;
      REQUIRE(PQsetvalue(made,
                         static_cast<int>(row),
                         static_cast<int>(column),
                         bytes ? bytes->data() : nullptr,
                         bytes ? static_cast<int>(bytes->size()) : -1) != 0);
    }
  }
  return orm::detail::result{made};
}

constexpr std::size_t post_width = 14;
constexpr std::size_t talk_width = 13;

auto mutate(random_values& random, std::vector<std::vector<Sent>>& rows) {
  if (rows.empty()) return;
  std::vector<Sent>& row = rows[random.below(rows.size())];
  Sent& column = row[random.below(row.size())];
  switch (random.below(5)) {
    case 0:
      column.reset();
      break;
    case 1:
      column = std::string(random.below(9), static_cast<char>(random.below(4)));
      break;
    case 2:
      std::swap(column, row[random.below(row.size())]);
      break;
    case 3:
      rows.push_back(rows[random.below(rows.size())]);
      break;
    default:
      if (column) column = mutated(random, *column);
  }
}

}  // namespace

TEST_CASE("rows with structs, records and parts: what is sent, and nothing from hostile answers") {
  random_values random{74};
  std::size_t refused = 0;
  constexpr int rounds = 3000;
  for (int i = 0; i < rounds; ++i) {
    std::vector<Post> all(random.below(4));
    std::vector<std::vector<Sent>> rows;
    std::vector<std::vector<Sent>> talk;
    for (std::size_t n = 0; n < all.size(); ++n) {
      all[n] = make<Post>(random);
      all[n].id = static_cast<std::int64_t>(n);
      rows.push_back(columns_of(all[n]));
      for (auto more = random.below(3); more > 0; --more) {
        all[n].talk.push_back(make<Comment>(random));
        talk.push_back(columns_of(all[n].id, all[n].talk.back()));
      }
    }
    const auto decode = [&] {
      const orm::detail::result results[]{answer(rows, post_width), answer(talk, talk_width)};
      return orm::detail::decode_all<posts>(results);
    };
    const bool is_same = decode() == all;
    REQUIRE(is_same);
    for (auto more = 1 + random.below(2); more > 0; --more) {
      mutate(random, random.one_in(2) ? talk : rows);
    }
    try {
      static_cast<void>(decode());
    } catch (const orm::error&) {
      ++refused;
    }
  }
  CHECK(refused > rounds / 4);
}

TEST_CASE("answers of other widths are a drift") {
  random_values random{75};
  const std::vector<std::vector<Sent>> rows{columns_of(make<Post>(random))};
  for (const std::size_t width :
       {std::size_t{0}, std::size_t{1}, std::size_t{15}, std::size_t{16}}) {
    const orm::detail::result results[]{answer(rows, width), answer({}, talk_width)};
    CHECK_THROWS_AS(orm::detail::decode_all<posts>(results), orm::schema_drift);
    const orm::detail::result others[]{answer(rows, post_width), answer({}, width)};
    if (width != talk_width) {
      CHECK_THROWS_AS(orm::detail::decode_all<posts>(others), orm::schema_drift);
    }
    CHECK_THROWS_AS(orm::detail::decode_all<flat_posts>(results), orm::schema_drift);
  }
}

TEST_CASE("a row of a part without its row is left out, whatever its key") {
  random_values random{76};
  Post post = make<Post>(random);
  const Comment comment = make<Comment>(random);
  std::vector<std::vector<Sent>> talk;
  for (const Sent& key :
       {Sent{}, Sent{""}, Sent{"\1"}, Sent{std::string(40, '\0')}, sent(post.id + 1)}) {
    talk.push_back(columns_of(post.id, comment));
    talk.back().front() = key;
  }
  const orm::detail::result results[]{answer({columns_of(post)}, post_width),
                                      answer(talk, talk_width)};
  const auto back = orm::detail::decode_all<posts>(results);
  REQUIRE(back.size() == 1);
  CHECK(back.front().talk.empty());
}

// ---- cursors

namespace {

struct cursor {
  enum class order { one, other, third };
  order sort = {};
  std::optional<orm::numeric> price;
  std::int64_t id = {};
  std::string name;
  std::vector<std::optional<std::string>> tags;
  auto operator==(const cursor&) const -> bool = default;

  using choices = orm::members<&cursor::sort>;
  static constexpr std::size_t choice_counts[]{3};
  using keys = orm::members<&cursor::price, &cursor::id, &cursor::name, &cursor::tags>;
  static constexpr std::uint32_t identity = 0x12345678;
};

}  // namespace

TEST_CASE("a cursor whose check sum is right and whose content is not is refused") {
  random_values random{77};
  std::size_t refused = 0;
  for (int i = 0; i < 5000; ++i) {
    cursor made{.sort = static_cast<cursor::order>(random.below(3)),
                .price = std::nullopt,
                .id = random.integer<std::int64_t>(),
                .name = random.word(),
                .tags = make<std::vector<std::optional<std::string>>>(random)};
    if (random.one_in(2)) made.price = make<orm::numeric>(random);
    const std::string text = orm::to_text(made);
    const bool is_same = orm::cursor_from<cursor>(text) == made;
    REQUIRE(is_same);
    const std::string content =
        mutated(random, orm::detail::cursor_content(text, cursor::identity));
    try {
      // What is read is a cursor, and has a text of its own.
      const auto read =
          orm::cursor_from<cursor>(orm::detail::cursor_text(content, cursor::identity));
      const bool again = orm::cursor_from<cursor>(orm::to_text(read)) == read;
      CHECK((again || !(read == read)));
    } catch (const orm::invalid_cursor&) {
      ++refused;
    }
  }
  CHECK(refused > 1000);
}
