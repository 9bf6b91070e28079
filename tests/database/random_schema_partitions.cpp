#include <fmt/format.h>

#include <algorithm>

#include "database/random_schema.hpp"

namespace random_schema {
namespace {

enum class Method { range, list, hash };

/// The column that a table is partitioned by, and bounds of it.
struct PartitionKey {
  const char* type;
  const char* values[4];
};
constexpr PartitionKey partition_keys[] = {
    {"int", {"minvalue", "0", "100", "maxvalue"}},
    {"date", {"'2000-01-01'", "'2001-01-01'", "'2002-06-30'", "maxvalue"}},
    {"timestamptz", {"'2000-01-01 00:00+00'", "'2001-01-01'", "'2030-01-01'", "maxvalue"}},
    {"text collate \"C\"", {"minvalue", "'b'", "'it''s'", "maxvalue"}},
    {"bigint", {"-5", "12345678901", "92345678901", "maxvalue"}},
};

auto method_word(Method method) -> std::string {
  return method == Method::range ? "range" : method == Method::list ? "list" : "hash";
}

class PartitionTree {
 public:
  explicit PartitionTree(Writer& writer) : writer_(writer) {}

  void make() {
    root_.schema = writer_.schema();
    root_.name = root_.schema + "." + writer_.name("parted", 20);
    root_.partition_column = "part";
    root_.has_id = writer_.chance(80);
    key_ = &partition_keys[writer_.pick(std::size(partition_keys))];
    root_.partition_type = key_->type;
    const auto method = static_cast<Method>(writer_.pick(3));
    if (!make_root(method)) return;
    writer_.comment_on("table " + root_.name);
    add_early_indexes();
    divide(root_.name, method, 0);
    for (auto& part : parts_) add_own(part);
    if (root_.has_id && !is_expression_ && writer_.chance(30)) add_key_alone();
    writer_.tables.push_back(root_);
    for (auto& part : parts_) writer_.tables.push_back(std::move(part));
  }

 private:
  auto make_root(Method method) -> bool {
    auto taken = std::set<std::string>{"id", "part"};
    auto parts = std::vector<std::string>{fmt::format("part {}", key_->type)};
    if (root_.has_id) parts.insert(parts.begin() + static_cast<long>(writer_.pick(2)), "id bigint");
    for (auto i = 1 + writer_.pick(4); i > 0; --i) {
      const auto& kind = writer_.any(writer_.kinds);
      root_.columns.push_back({writer_.name("c", 15, taken), kind});
      parts.push_back(root_.columns.back().name + " " + column_definition(writer_, kind));
    }
    if (writer_.chance(40)) {
      parts.push_back(fmt::format("check ({})", conditions(writer_, root_.columns)));
    }
    columns_ = parts;
    is_expression_ = writer_.chance(12);
    if (root_.has_id && !is_expression_ && writer_.chance(60)) {
      parts.emplace_back(writer_.one_of({"primary key (id, part)",
                                         "constraint parted_key primary key (part, id)",
                                         "unique (id, part)"}));
      has_primary_key_ = parts.back().find("primary") != std::string::npos;
      root_.keys.emplace_back(parts.back().find("(id") != std::string::npos ? "id, part"
                                                                            : "part, id");
    }
    const auto key = is_expression_ ? std::string{"(coalesce(part, null))"} : std::string{"part"};
    return writer_.say(fmt::format("create table {} ({}) partition by {} ({})",
                                   root_.name,
                                   fmt::join(parts, ", "),
                                   method_word(method),
                                   key));
  }

  /// Indexes and keys that the partitions get when they are made or attached; some alike but for
  /// their names.
  void add_early_indexes() {
    for (auto i = writer_.pick(3); i > 0; --i) {
      writer_.say(fmt::format("create index {} on {} ({})",
                              writer_.chance(50) ? writer_.name("early") : "",
                              root_.name,
                              writer_.any(root_.columns).name));
    }
  }

  auto bound(Method method, std::size_t number, std::size_t count) -> std::string {
    switch (method) {
      case Method::hash:
        return fmt::format("for values with (modulus {}, remainder {})", count, number);
      case Method::list:
        return fmt::format("for values in ({}{})",
                           list_value(number),
                           number == 0 && writer_.chance(30) ? ", null" : "");
      case Method::range:
        return fmt::format(
            "for values from ({}) to ({})", key_->values[number], key_->values[number + 1]);
    }
    return {};
  }

  auto list_value(std::size_t number) const -> std::string {
    const auto value = std::string{key_->values[number == 0 ? 1 : 2]};
    return value;
  }

  void divide(const std::string& parent, Method method, int level) {
    const auto count = 1 + writer_.pick(2);
    for (auto i = std::size_t{0}; i < count; ++i) {
      add_partition(parent, bound(method, i, count), level);
    }
    if (method != Method::hash && writer_.chance(50)) add_partition(parent, "default", level);
  }

  void add_partition(const std::string& parent, const std::string& bound, int level) {
    auto part = root_;
    part.schema = writer_.chance(85) ? root_.schema : writer_.schema();
    part.name = part.schema + "." + writer_.name("piece", 15);
    part.is_partition = true;
    part.root = root_.name;
    const auto is_divided = level < 2 && writer_.chance(25);
    const auto method = Method::hash;
    const auto tail = is_divided ? " partition by hash (part)" : "";
    const auto is_made = writer_.chance(60) ? make_partition(part, parent, bound, tail)
                                            : attach(part, parent, bound, tail);
    if (!is_made) return;
    parts_.push_back(part);
    if (is_divided) divide(part.name, method, level + 1);
  }

  auto make_partition(const Table& part,
                      const std::string& parent,
                      const std::string& bound,
                      const std::string& tail) -> bool {
    return writer_.say(
        fmt::format("create table {} partition of {} {}{}", part.name, parent, bound, tail));
  }

  /// A table with the same columns, in another order and with gaps, and perhaps with equal indexes
  /// and keys of its own.
  auto attach(const Table& part,
              const std::string& parent,
              const std::string& bound,
              const std::string& tail) -> bool {
    const auto temporary = writer_.name("stage");
    if (!writer_.say(fmt::format("create table {} (like {} {})",
                                 part.name,
                                 parent,
                                 writer_.one_of({"including defaults including constraints",
                                                 "including all",
                                                 "including constraints including indexes"})))) {
      return false;
    }
    if (!tail.empty() || writer_.chance(50)) {
      writer_.say(fmt::format("drop table {}", part.name));
      auto columns = columns_;
      if (writer_.chance(70)) std::ranges::rotate(columns, columns.begin() + 1);
      columns.insert(columns.begin() + static_cast<long>(writer_.pick(columns.size())), "gone int");
      if (!writer_.say(
              fmt::format("create table {} ({}){}", part.name, fmt::join(columns, ", "), tail))) {
        return false;
      }
      writer_.say(fmt::format("alter table {} drop column gone", part.name));
    }
    if (writer_.chance(40)) {
      writer_.say(fmt::format("create index {} on {} ({})",
                              writer_.name("own_early"),
                              part.name,
                              writer_.any(root_.columns).name));
    }
    // Early versions of the server take such a key for a part of a primary key.
    if (!has_primary_key_ && root_.has_id && tail.empty() && writer_.chance(40)) {
      writer_.say(fmt::format("alter table {} add constraint {} unique (id, part)",
                              part.name,
                              writer_.name("own_key")));
    }
    return writer_.say(
        fmt::format("alter table {} attach partition {} {}", parent, part.name, bound));
  }

  /// A key on the whole table alone, and on some of its partitions, perhaps as another kind of key.
  void add_key_alone() {
    const auto kind = has_primary_key_ || writer_.chance(40) ? "unique" : "primary key";
    for (const auto* column : {"id", "part"}) {
      writer_.say(fmt::format("alter table {} alter column {} set not null", root_.name, column));
    }
    const auto schema = root_.schema + ".";
    const auto whole = writer_.name("alone");
    const auto columns = writer_.one_of({"id, part", "part, id"});
    if (!writer_.say(fmt::format(
            "alter table only {} add constraint {} {} ({})", root_.name, whole, kind, columns))) {
      return;
    }
    writer_.comment_on(fmt::format("constraint {} on {}", whole, root_.name));
    for (const auto& part : parts_) {
      if (!writer_.chance(70)) continue;
      const auto name = writer_.name("alone_part");
      const auto is_made = writer_.say(fmt::format("alter table {}{} add constraint {} {} ({})",
                                                   writer_.chance(20) ? "only " : "",
                                                   part.name,
                                                   name,
                                                   writer_.chance(75) ? kind : "unique",
                                                   columns));
      if (!is_made || !writer_.chance(85)) continue;
      writer_.say(
          fmt::format("alter index {}{} attach partition {}.{}", schema, whole, part.schema, name));
      writer_.comment_on(fmt::format("constraint {} on {}", name, part.name));
    }
  }

  /// What only a partition has.
  void add_own(Table& part) {
    const auto& column = writer_.any(root_.columns);
    if (writer_.chance(25)) {
      writer_.say(fmt::format("alter table {} alter column {} set default {}",
                              part.name,
                              column.name,
                              column.kind.value));
    }
    if (writer_.chance(15)) {
      writer_.say(
          fmt::format("alter table {} alter column {} set not null", part.name, column.name));
    }
    if (writer_.chance(15)) {
      writer_.say(fmt::format(
          "alter table only {} add check ({})", part.name, condition(writer_.any(root_.columns))));
    }
    if (writer_.chance(15)) {
      writer_.say(
          fmt::format("alter table {} alter column {} set statistics 77", part.name, column.name));
    }
    if (writer_.chance(15))
      writer_.say(fmt::format("alter table {} set (fillfactor = 60)", part.name));
    writer_.comment_on("table " + part.name, 15);
    writer_.comment_on(fmt::format("column {}.{}", part.name, column.name), 10);
  }

  Writer& writer_;
  const PartitionKey* key_ = nullptr;
  Table root_;
  std::vector<Table> parts_;
  std::vector<std::string> columns_;
  bool is_expression_ = false;
  bool has_primary_key_ = false;
};

}  // namespace

void add_partitioned_tables(Writer& writer) {
  if (writer.chance(45)) PartitionTree{writer}.make();
  if (writer.chance(10)) PartitionTree{writer}.make();
}

}  // namespace random_schema
