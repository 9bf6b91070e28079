// What a program adds to the catalogue, and facts about PostgreSQL that a wrong table would break
// without any case noticing.

#include "catalog/catalog.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "catalog/resolve_function.hpp"
#include "catalog/type_name.hpp"

using namespace ormc::catalog;

TEST_CASE("types of the program are numbered in order and bring their arrays", "[catalog]") {
  Catalog catalog;
  const std::vector<std::string> labels{"draft", "published"};
  const Oid status = catalog.add_enum("blog", "status", labels);
  const Oid money = catalog.add_domain("blog", "price", {oid::numeric, 786438}, true);
  CHECK(status == first_user_oid);
  CHECK(money == first_user_oid + 2);
  CHECK(catalog.element_of(catalog.array_of(status)) == status);
  CHECK(catalog.labels(status).size() == 2);
  CHECK(catalog.base_type(TypeRef{money}) == TypeRef{oid::numeric, 786438});
  CHECK(catalog.type(money).not_null);
  CHECK(catalog.find_type("blog", "status") == status);
  CHECK_FALSE(catalog.find_type({}, "status"));
  catalog.set_search_path({"blog"});
  CHECK(catalog.find_type({}, "status") == status);
}

TEST_CASE("the catalogue can be moved with its rows in place", "[catalog]") {
  Catalog catalog;
  const Oid address = catalog.add_composite("public", "address", {});
  const std::vector<NewField> fields{{"street", {oid::text}},
                                     {"tags", {catalog.array_of(address)}}};
  catalog.set_fields(address, fields);
  const Type* row = &catalog.type(address);
  const Catalog moved = std::move(catalog);
  CHECK(&moved.type(address) == row);
  CHECK(moved.fields(address).front().name == "street");
  CHECK(moved.has_ordering(address));  // contains itself, and everything else can be compared
}

TEST_CASE("rows inherit from their parents' tables", "[catalog]") {
  Catalog catalog;
  const Oid a[] = {catalog.add_table_row_type("public", "a", {})};
  const Oid b[] = {catalog.add_table_row_type("public", "b", {})};
  catalog.set_parents(b[0], a);
  const Oid c = catalog.add_table_row_type("public", "c", {});
  catalog.set_parents(c, b);
  CHECK(catalog.inherits(c, a[0]));
  CHECK_FALSE(catalog.inherits(a[0], c));
}

TEST_CASE("ranges of the program come with multirange and constructors", "[catalog]") {
  Catalog catalog;
  const Oid range = catalog.add_range("public", "time_range", oid::time);
  CHECK(catalog.range_of(oid::time) == range);
  const Oid multirange = catalog.type(range).multirange;
  CHECK(catalog.type(multirange).name == "time_multirange");
  CHECK(catalog.functions({}, "time_range").size() == 2);
  CHECK(catalog.functions({}, "time_multirange").size() == 3);
}

TEST_CASE("SQL's names of types and the catalogue's are told apart", "[catalog]") {
  const Catalog catalog;
  CHECK(catalog.find_type({}, "char") == oid::bpchar);
  CHECK(catalog.find_type({}, "char", Quoting::quoted) == oid::char_);
  CHECK(catalog.find_type({}, "int") == oid::int4);
  CHECK_FALSE(catalog.find_type({}, "int", Quoting::quoted));
  CHECK_FALSE(catalog.find_type("pg_catalog", "integer"));
  CHECK_FALSE(catalog.find_type({}, "serial"));
  CHECK(Catalog::find_serial("bigserial") == oid::int8);
  CHECK_FALSE(Catalog::find_serial("integer"));
}

TEST_CASE("types of the program are quoted and qualified where needed", "[catalog]") {
  Catalog catalog;
  const Oid type = catalog.add_enum("Blog", "user", {});
  CHECK(format_type(catalog, {type}) == "\"Blog\".\"user\"");
  CHECK(format_type(catalog, {catalog.array_of(type)}, Qualification::never) == "\"user\"[]");
  catalog.set_search_path({"Blog"});
  CHECK(format_type(catalog, {type}) == "\"user\"");
  CHECK(format_type(catalog, {type}, Qualification::always) == "\"Blog\".\"user\"");
}

TEST_CASE("a modifier out of range names the range", "[catalog]") {
  const Catalog catalog;
  const std::vector<std::int64_t> arguments{2000};
  const auto resolved = resolve_type_name(catalog, {.name = "numeric", .modifiers = arguments});
  const auto& error = std::get<TypeNameError>(resolved);
  CHECK(error.kind == TypeNameError::Kind::modifier_out_of_range);
  CHECK(error.given == 2000);
  CHECK(error.maximum == 1000);
}

TEST_CASE("extensions are visible once they are declared", "[catalog]") {
  Catalog catalog;
  CHECK_FALSE(catalog.find_type({}, "citext"));
  CHECK(catalog.add_extension("citext"));
  REQUIRE(catalog.find_type({}, "citext"));
  CHECK(catalog.type(*catalog.find_type({}, "citext")).schema == "public");
  CHECK_FALSE(catalog.operators({}, "%").empty());
  CHECK(catalog.functions({}, "similarity").empty());
  CHECK(catalog.add_extension("pg_trgm", "extensions"));
  CHECK(catalog.functions({}, "similarity").empty());
  CHECK(catalog.functions("extensions", "similarity").size() == 1);
  CHECK_FALSE(catalog.add_extension("no_such_extension"));
  CHECK(catalog.add_extension("earthdistance"));
  CHECK(catalog.find_type({}, "cube").has_value());  // required by it
}

TEST_CASE("grouping and ordering follow the parts of a type", "[catalog]") {
  const Catalog catalog;
  CHECK(catalog.has_equality(oid::jsonb));
  CHECK_FALSE(catalog.has_equality(oid::json));
  CHECK_FALSE(catalog.has_ordering(oid::json_array));
  CHECK(catalog.has_equality(oid::xid));
  CHECK_FALSE(catalog.has_ordering(oid::xid));
}

TEST_CASE("operator classes serve exclusion constraints", "[catalog]") {
  const Catalog catalog;
  const AccessMethod* gist = catalog.find_access_method("gist");
  REQUIRE(gist != nullptr);
  const OperatorClass* ranges = catalog.default_operator_class(gist->oid, oid::tstzrange);
  REQUIRE(ranges != nullptr);
  const auto overlaps = catalog.operators({}, "&&");
  const auto of_ranges = std::ranges::find(overlaps, Oid{oid::anyrange}, &Operator::left);
  REQUIRE(of_ranges != overlaps.end());
  CHECK(catalog.serves(*ranges, **of_ranges));
  CHECK(catalog.default_operator_class(gist->oid, oid::int4) == nullptr);
}

TEST_CASE("functions known to return NULL are not claimed not to", "[catalog]") {
  const Catalog catalog;
  for (const char* name : {"array_length",
                           "array_ndims",
                           "array_position",
                           "regexp_match",
                           "regexp_substr",
                           "date_part",
                           "extract",
                           "jsonb_extract_path",
                           "jsonb_path_query_first",
                           "jsonb_path_match",
                           "lag",
                           "lead",
                           "first_value",
                           "nth_value",
                           "stddev_samp",
                           "corr",
                           "scale",
                           "ts_lexize",
                           "current_schema",
                           "current_setting",
                           "pg_get_viewdef",
                           "obj_description",
                           "to_regclass",
                           "inet_client_addr",
                           "array_agg_finalfn",
                           "int8_avg",
                           "line_interpt",
                           "txid_current_if_assigned",
                           "pg_relation_size"}) {
    for (const Function* function : catalog.functions("pg_catalog", name)) {
      const bool lag_with_default =
          function->arguments.size() == 3 && function->name.starts_with("l");
      INFO(name << " " << function->oid);
      CHECK((!never_returns_null(*function) || lag_with_default));
    }
  }
  const auto is_claimed = [](const Function* function) { return never_returns_null(*function); };
  for (const char* name : {"lower", "upper", "substring"}) {
    const auto named = catalog.functions("pg_catalog", name);
    CHECK(std::ranges::any_of(named, is_claimed));        // of text by position
    CHECK_FALSE(std::ranges::all_of(named, is_claimed));  // of ranges, by pattern
  }
}

TEST_CASE("functions that make nothing NULL are known", "[catalog]") {
  const Catalog catalog;
  for (const char* name :
       {"now", "count", "concat", "row_number", "gen_random_uuid", "json_build_object"}) {
    for (const Function* function : catalog.functions("pg_catalog", name)) {
      INFO(name);
      CHECK(function->nulls == NullBehavior::never_null);
    }
  }
  for (const char* name : {"int4pl", "texteq", "char_length", "sum", "max", "textcat"}) {
    for (const Function* function : catalog.functions("pg_catalog", name)) {
      INFO(name);
      CHECK(function->nulls == NullBehavior::null_for_null_only);
    }
  }
  for (const Operator* op : catalog.operators("pg_catalog", "=")) {
    INFO(catalog.function(op->function).name);
    if (op->left == op->right) CHECK(never_returns_null(catalog.function(op->function)));
  }
}

TEST_CASE("names for suggestions are sorted and each there once", "[catalog]") {
  Catalog catalog;
  catalog.add_enum("public", "mood", {});
  const auto names = catalog.type_names();
  CHECK(std::ranges::is_sorted(names));
  CHECK(std::ranges::adjacent_find(names) == names.end());
  CHECK(std::ranges::binary_search(names, std::string_view{"mood"}));
  CHECK(std::ranges::binary_search(names, std::string_view{"timestamp with time zone"}));
  CHECK_FALSE(std::ranges::binary_search(names, std::string_view{"_mood"}));
}
