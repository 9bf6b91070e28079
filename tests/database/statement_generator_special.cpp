#include <fmt/format.h>

#include "database/statement_generator.hpp"

namespace orm_tests {

/// Something that the wanted types alone do not make.
auto StatementGenerator::exotic(int depth) -> std::string {
  switch (below(16)) {
    case 0:
    case 1:
    case 2:
      return catalog_call(depth);
    case 3:
    case 4:
    case 5:
      return catalog_operator(depth);
    case 6:
    case 7:
      return cast_pair(depth);
    case 8:
      return row_comparison(depth);
    case 9:
      return composite_value(depth);
    case 10:
      return array_value(depth);
    case 11:
      return range_value(depth);
    case 12:
      return spelled_call(depth);
    case 13:
      return xml_value(depth);
    case 14:
      return quantified(depth);
    default:
      return chance(0.3) ? mistake(depth) : row_value(depth);
  }
}

auto StatementGenerator::row_value(int depth) -> std::string {
  switch (below(4)) {
    case 0:
      return scope_.empty() ? "row(1, 'a')" : scope_[below(scope_.size())].alias;
    case 1:
      return fmt::format("({}, {})", expr(any_want(), depth), expr(any_want(), depth));
    case 2:
      return scope_.empty() ? "row()"
                            : fmt::format("row({}.*)", scope_[below(scope_.size())].alias);
    default:
      return fmt::format("row({}, {})", expr(any_want(), depth), expr(any_want(), depth));
  }
}

auto StatementGenerator::row_comparison(int depth) -> std::string {
  auto first = any_want();
  auto second = any_want();
  auto row = [&] { return fmt::format("({}, {})", expr(first, depth), expr(second, depth)); };
  switch (below(7)) {
    case 0:
      return fmt::format("{} {} {}", row(), pick({"=", "<>", "<", "<=", ">", ">="}), row());
    case 1:
      return fmt::format("{} is {}distinct from {}", row(), pick({"", "not "}), row());
    case 2:
      return fmt::format("{} {}in ({}, {})", row(), pick({"", "not "}), row(), row());
    case 3: {
      auto saved = scope_;
      auto inner = select(1, {first, second});
      scope_ = saved;
      return fmt::format(
          "{} {} ({})", row(), pick({"in", "not in", "= any", "<> all", "< some"}), inner);
    }
    case 4:
      return fmt::format("{} is {}null", row(), pick({"", "not "}));
    case 5:
      return fmt::format("({}, {}) overlaps ({}, {})",
                         expr(Want::timestamp, 0),
                         expr(chance(0.5) ? Want::interval : Want::timestamp, 0),
                         expr(Want::timestamp, 0),
                         expr(chance(0.5) ? Want::interval : Want::timestamp, 0));
    default: {
      auto saved = scope_;
      auto inner = select(1, {first, second});
      scope_ = saved;
      return fmt::format("{} = ({})", row(), inner);
    }
  }
}

auto StatementGenerator::composite_value(int depth) -> std::string {
  switch (below(6)) {
    case 0:
      return fmt::format(
          "({}).{}", expr(Want::address, depth), pick({"street", "number", "zip", "nothing"}));
    case 1:
      return fmt::format("row({}, {}, {})::address",
                         expr(Want::text, depth),
                         expr(Want::integer, depth),
                         expr(Want::text, depth));
    case 2:
      return fmt::format("({})[{}].{}",
                         expr(Want::addresses, 0),
                         expr(Want::integer, 0),
                         pick({"street", "number"}));
    case 3:
      return scope_.empty() || scope_.back().columns.empty()
                 ? "null::person"
                 : fmt::format("({}).{}", scope_.back().alias, scope_.back().columns.front().name);
    case 4:
      return fmt::format("{} {} {}",
                         expr(Want::address, 0),
                         pick({"=", "<", "is distinct from", "<>"}),
                         expr(Want::address, 0));
    default:
      return scope_.empty() ? "null::address" : fmt::format("{}::text", scope_.front().alias);
  }
}

auto StatementGenerator::array_value(int depth) -> std::string {
  auto want = any_want();
  switch (below(9)) {
    case 0:
      return fmt::format("array[{}, {}]", expr(want, depth), expr(want, depth));
    case 1:
      return fmt::format(
          "array[[{}, {}], [{}, {}]]", expr(want, 0), expr(want, 0), expr(want, 0), expr(want, 0));
    case 2:
      return fmt::format("({})[{}:{}]",
                         expr(chance(0.5) ? Want::ints : Want::texts, 0),
                         chance(0.3) ? "" : expr(Want::integer, 0),
                         chance(0.3) ? "" : expr(Want::integer, 0));
    case 3: {
      auto saved = scope_;
      auto inner = select(1, {want});
      scope_ = saved;
      return fmt::format("array({})", inner);
    }
    case 4:
      return fmt::format("{} || {}", expr(Want::ints, depth), expr(Want::integer, depth));
    case 5:
      return fmt::format("array[{}, null, {}]", literal(want), literal(want));
    case 6:
      return fmt::format(
          "(array[[1, 2], [3, 4]])[{}][{}]", pick({"1", "1:2"}), pick({"2", ":1", "1"}));
    case 7:
      return fmt::format("{}['a']{}", column(Want::jsonb), pick({"", "[0]", "['b']", "[1.5]"}));
    default:
      return fmt::format("array[{}, {}]::{}[]", expr(want, 0), literal(Want::any), written_type());
  }
}

auto StatementGenerator::range_value(int depth) -> std::string {
  switch (below(7)) {
    case 0:
      return fmt::format("int4range({}, {}{})",
                         expr(Want::integer, depth),
                         expr(Want::integer, depth),
                         pick({"", ", '[]'"}));
    case 1:
      return fmt::format("{} {} {}",
                         expr(Want::range, depth),
                         pick({"+", "*", "-", "&&", "-|-", "<<", "@>", "="}),
                         expr(Want::range, depth));
    case 2:
      return fmt::format(
          "{} {} {}", expr(Want::range, depth), pick({"@>", "<@"}), expr(Want::integer, depth));
    case 3:
      return fmt::format("{}({})",
                         pick({"lower", "upper", "isempty", "multirange", "lower_inc"}),
                         expr(Want::range, depth));
    case 4:
      return fmt::format("{} {} {}",
                         expr(Want::times, 0),
                         pick({"@>", "&&"}),
                         expr(chance(0.5) ? Want::timestamp : Want::times, 0));
    case 5:
      return fmt::format("range_merge({}, {})", expr(Want::range, 0), expr(Want::range, 0));
    default:
      return fmt::format("tstzrange({}, {})", expr(Want::timestamp, 0), expr(Want::timestamp, 0));
  }
}

/// Functions that SQL spells with words.
auto StatementGenerator::spelled_call(int depth) -> std::string {
  auto t = [&] { return expr(Want::text, depth); };
  switch (below(26)) {
    case 0:
      return fmt::format("extract({} from {})",
                         pick({"year", "epoch", "'month'", "julian"}),
                         expr(chance(0.5) ? Want::timestamp : any_want(), depth));
    case 1:
      return fmt::format("overlay({} placing {} from {}{})",
                         t(),
                         t(),
                         expr(Want::integer, 0),
                         chance(0.5) ? " for 2" : "");
    case 2:
      return fmt::format("substring({} from {})", t(), chance(0.5) ? expr(Want::integer, 0) : t());
    case 3:
      return fmt::format("substring({} similar {} escape '#')", t(), t());
    case 4:
      return fmt::format(
          "substring({} for {})", chance(0.7) ? t() : expr(Want::bytes, 0), expr(Want::integer, 0));
    case 5:
      return fmt::format("trim({} {} from {})", pick({"leading", "trailing", "both"}), t(), t());
    case 6:
      return fmt::format("trim({})", chance(0.7) ? t() : expr(Want::bytes, 0));
    case 7:
      return fmt::format("normalize({}{})", t(), pick({"", ", nfd", ", NFKC"}));
    case 8:
      return fmt::format(
          "{} is {}{}normalized", t(), pick({"", "not "}), pick({"", "nfc ", "nfkd "}));
    case 9:
      return fmt::format("collation for ({})", expr(any_want(), 0));
    case 10:
      return fmt::format("treat({} as {})",
                         expr(any_want(), 0),
                         pick({"int", "text", "numeric", "bigint", "date"}));
    case 11:
      return pick({"current_date",
                   "current_time",
                   "current_timestamp(2)",
                   "localtime(1)",
                   "localtimestamp",
                   "current_user",
                   "session_user",
                   "user",
                   "current_role",
                   "current_catalog",
                   "current_schema"});
    case 12:
      return fmt::format("{} at time zone {}",
                         expr(Want::timestamp, depth),
                         chance(0.6) ? t() : expr(Want::interval, 0));
    case 13:
      return fmt::format("{} collate {}",
                         expr(chance(0.8) ? Want::text : any_want(), depth),
                         pick({"\"C\"", "\"POSIX\"", "\"default\"", "\"en_US\""}));
    case 14:
      return fmt::format(
          "{} {}similar to {}{}", t(), pick({"", "not "}), t(), pick({"", " escape '#'"}));
    case 15:
      return fmt::format("{} {}{} {} escape {}",
                         t(),
                         pick({"", "not "}),
                         pick({"like", "ilike"}),
                         t(),
                         pick({"'!'", "''"}));
    case 16:
      return fmt::format("{} between symmetric {} and {}",
                         expr(Want::integer, depth),
                         expr(Want::integer, 0),
                         expr(Want::numeric, 0));
    case 17:
      return fmt::format("position({} in {})",
                         chance(0.7) ? t() : expr(Want::bits, 0),
                         chance(0.7) ? t() : expr(Want::bits, 0));
    case 18:
      return fmt::format("{} is {}{}",
                         expr(Want::boolean, depth),
                         pick({"", "not "}),
                         pick({"true", "false", "unknown"}));
    case 19:
      return fmt::format("{} {}", expr(any_want(), depth), pick({"isnull", "notnull"}));
    case 20:
      return fmt::format("interval '1-2' {}",
                         pick({"year", "year to month", "hour to second", "second(2)"}));
    case 21:
      return fmt::format(
          "coalesce({}, {}, {})", expr(any_want(), 0), parameter(), literal(any_want()));
    case 22:
      return fmt::format(
          "greatest({}, {}, {})", expr(any_want(), 0), literal(any_want()), parameter());
    case 23:
      return fmt::format("case {} when {} then {} when {} then {} else {} end",
                         expr(any_want(), 0),
                         literal(any_want()),
                         parameter(),
                         literal(any_want()),
                         literal(any_want()),
                         expr(any_want(), 0));
    case 24:
      return fmt::format(
          "nullif({}, {})", expr(any_want(), 0), chance(0.4) ? parameter() : literal(any_want()));
    default:
      return fmt::format("{} in ({}, {}, {})",
                         expr(any_want(), 0),
                         literal(any_want()),
                         parameter(),
                         literal(any_want()));
  }
}

auto StatementGenerator::xml_value(int depth) -> std::string {
  auto x = [&] { return expr(Want::xml, 0); };
  auto any = [&] { return expr(any_want(), depth); };
  switch (below(13)) {
    case 0:
      return fmt::format("xmlelement(name a, {})", any());
    case 1:
      return fmt::format(
          "xmlelement(name \"b c\", xmlattributes({} as x, {} as y), {}, 'z')", any(), any(), x());
    case 2:
      return fmt::format("xmlforest({} as a, {} as b)", any(), any());
    case 3:
      return fmt::format("xmlforest({})", column(any_want()));
    case 4:
      return fmt::format("xmlconcat({}, {})", x(), chance(0.7) ? x() : any());
    case 5:
      return fmt::format("xmlparse({} {}{})",
                         pick({"document", "content"}),
                         expr(Want::text, 0),
                         pick({"", " preserve whitespace", " strip whitespace"}));
    case 6:
      return fmt::format("xmlpi(name php{})", chance(0.5) ? ", " + expr(Want::text, 0) : "");
    case 7:
      return fmt::format(
          "xmlroot({}, version {}{})",
          x(),
          pick({"'1.0'", "no value", "null"}),
          pick({"", ", standalone yes", ", standalone no", ", standalone no value"}));
    case 8:
      return fmt::format("xmlserialize({} {} as {})",
                         pick({"document", "content"}),
                         x(),
                         pick({"text", "varchar(20)", "char(5)", "int", "mail"}));
    case 9:
      return fmt::format("{} is {}document", chance(0.8) ? x() : any(), pick({"", "not "}));
    case 10:
      return fmt::format("xmlexists({} passing {}({}))",
                         pick({"'//a'", "'/b'"}),
                         pick({"", "by ref ", "by value "}),
                         x());
    case 11:
      return fmt::format("xpath('/a', {})", x());
    default:
      return fmt::format(
          "xmlelement(name a, xmlattributes({}), {})", column(any_want()), parameter());
  }
}

auto StatementGenerator::quantified(int depth) -> std::string {
  auto want = any_want();
  auto op = pick({"=", "<>", "<", ">=", "~", "like", "not like", "ilike", "&&", "||"});
  auto word = pick({"any", "some", "all"});
  if (chance(0.5)) {
    return fmt::format(
        "{} {} {} ({})",
        expr(want, depth),
        op,
        word,
        chance(0.7) ? fmt::format("array[{}, {}]", expr(want, 0), literal(want)) : parameter());
  }
  auto saved = scope_;
  auto inner = select(1, {want});
  scope_ = saved;
  return fmt::format("{} {} {} ({})", expr(want, depth), op, word, inner);
}

/// What is wrong in any place, or in most.
auto StatementGenerator::mistake(int depth) -> std::string {
  switch (below(14)) {
    case 0:
      return "no_such_column";
    case 1:
      return "no_such_function(1)";
    case 2:
      return "sum(1)";
    case 3:
      return fmt::format("sum(count(*)) over ({})", window_body());
    case 4:
      return "max(min(1))";
    case 5:
      return "generate_series(1, 2)";
    case 6:
      return fmt::format("coalesce(generate_series(1, 2), {})", expr(Want::integer, depth));
    case 7:
      return "row_number()";
    case 8:
      return fmt::format("{}::no_such_type", literal(any_want()));
    case 9:
      return "grouping(1)";
    case 10:
      return "default";
    case 11:
      return "lower(1)";
    case 12:
      return "count(*) filter (where count(*) > 1)";
    default:
      return "(select 1, 2)";
  }
}

auto StatementGenerator::frame() -> std::string {
  auto offset = [&] { return pick({"1", "2", "$1", "'1 day'::interval"}); };
  auto bound = [&] {
    auto text = pick({"unbounded preceding",
                      "current row",
                      "unbounded following",
                      "# preceding",
                      "# following"});
    auto place = text.find('#');
    if (place != std::string::npos) {
      auto value = offset();
      text.replace(place, 1, value == "$1" ? parameter() : value);
    }
    return text;
  };
  auto mode = pick({"rows", "range", "groups"});
  auto exclude = pick(
      {"", "", " exclude current row", " exclude group", " exclude ties", " exclude no others"});
  if (chance(0.3)) return fmt::format(" {} {}{}", mode, bound(), exclude);
  return fmt::format(" {} between {} and {}{}", mode, bound(), bound(), exclude);
}

auto StatementGenerator::window_body() -> std::string {
  auto text = std::string{};
  if (chance(0.6))
    text += "partition by " + (chance(0.7) ? column(any_want()) : expr(any_want(), 1));
  if (chance(0.7)) {
    text += (text.empty() ? "order by " : " order by ") +
            (chance(0.7) ? column(any_want()) : expr(any_want(), 1)) +
            pick({"", " desc", " nulls first", " using <"});
  }
  if (chance(0.4)) text += frame();
  return text;
}

auto StatementGenerator::window_call() -> std::string {
  auto over = chance(0.2)
                  ? std::string{"over w"}
                  : (chance(0.1) ? fmt::format("over (w{})", chance(0.5) ? frame() : " order by 1")
                                 : fmt::format("over ({})", window_body()));
  switch (below(9)) {
    case 0:
      return "row_number() " + over;
    case 1:
      return fmt::format("{}({}{}) {}",
                         pick({"lag", "lead"}),
                         expr(any_want(), 1),
                         pick({"", ", 2", ", 1, null"}),
                         over);
    case 2:
      return fmt::format("sum({}) {}", expr(Want::integer, 1), over);
    case 3:
      return fmt::format(
          "{}({}) {}", pick({"first_value", "last_value"}), expr(any_want(), 1), over);
    case 4:
      return fmt::format("nth_value({}, {}) {}", expr(any_want(), 0), expr(Want::integer, 0), over);
    case 5:
      return fmt::format("ntile({}) {}", expr(Want::integer, 0), over);
    case 6:
      return fmt::format("count(*) filter (where {}) {}", expr(Want::boolean, 0), over);
    case 7:
      return fmt::format(
          "{} {}", pick({"percent_rank()", "cume_dist()", "dense_rank()", "rank()"}), over);
    default:
      return fmt::format("array_agg({}) {}", expr(any_want(), 0), over);
  }
}

}  // namespace orm_tests
