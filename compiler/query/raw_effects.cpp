#include "query/raw_effects.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "query/volatility.hpp"

namespace ormc::query {
namespace {

using syntax::PostgresName;

constexpr auto postgres = std::string_view("pg_catalog");

/// Whether a name without a schema, or with that of PostgreSQL, may be one of PostgreSQL's own.
auto may_be_postgres(const PostgresName& name) -> bool {
  return name.size() == 1 || (name.size() == 2 && name.front() == postgres);
}

class RawSelect {
 public:
  RawSelect(const schema::Schema& schema, const syntax::PostgresUses& uses)
      : schema_(schema), uses_(uses) {}

  auto judge() -> RawSql {
    auto is_known = true;
    auto sql = RawSql{.text = {}, .reads_only = true, .is_volatile = uses_.samples};
    auto call = [&](const std::vector<const catalog::Function*>& functions) {
      is_known = is_known && !functions.empty();
      for (const auto* function : functions) {
        auto is_volatile = function->volatility == catalog::Volatility::volatile_;
        sql.is_volatile = sql.is_volatile || is_volatile;
        is_known = is_known && function->schema == postgres;
        if (is_volatile && !is_harmless(*function)) sql.reads_only = false;
      }
    };
    for (const auto& name : uses_.functions) call(functions_of(name));
    for (const auto& name : uses_.operators) {
      if (!is_word(name)) call(functions_behind(name));
    }
    is_known = is_known && std::ranges::all_of(uses_.relations, [this](const auto& relation) {
                 return is_table(relation);
               });
    sql.locks_rows = uses_.locks;
    sql.is_volatile = sql.is_volatile || !is_known;
    sql.reads_only = sql.reads_only && is_known && !uses_.writes && !uses_.locks;
    return sql;
  }

 private:
  auto functions_of(const PostgresName& name) const -> std::vector<const catalog::Function*> {
    if (!may_be_postgres(name)) return {};
    auto functions = schema_.catalog.functions(name.size() == 2 ? postgres : "", name.back());
    // One that the program declares may be meant, wherever it is.
    auto is_own = std::ranges::any_of(schema_.functions, [&](const schema::Function& own) {
      return name.size() == 1 && own.sql_name == name.back();
    });
    if (is_own) functions.clear();
    return functions;
  }

  auto functions_behind(const PostgresName& name) const -> std::vector<const catalog::Function*> {
    auto functions = std::vector<const catalog::Function*>{};
    if (!may_be_postgres(name)) return functions;
    for (const auto* op :
         schema_.catalog.operators(name.size() == 2 ? postgres : "", name.back())) {
      functions.push_back(&schema_.catalog.function(op->function));
    }
    return functions;
  }

  /// `between`, whose operators are PostgreSQL's business.
  static auto is_word(const PostgresName& name) -> bool {
    return std::isalpha(static_cast<unsigned char>(name.back().front())) != 0;
  }

  auto is_table(const PostgresName& name) const -> bool {
    if (name.size() == 1 && std::ranges::find(uses_.ctes, name.front()) != uses_.ctes.end()) {
      return true;
    }
    if (name.empty() || name.size() > 2) return false;
    auto in = name.size() == 2 ? std::string_view(name.front()) : "public";
    auto is_model = std::ranges::any_of(schema_.models, [&](const schema::Model& model) {
      return model.sql_schema == in && model.sql_name == name.back();
    });
    if (is_model) return true;
    auto of = name.size() == 2 ? in : postgres;
    if (of != postgres && of != "information_schema") return false;
    auto type = schema_.catalog.find_type(of, name.back(), catalog::Quoting::quoted);
    return type && schema_.catalog.type(*type).of_relation;
  }

  const schema::Schema& schema_;
  const syntax::PostgresUses& uses_;
};

}  // namespace

auto raw_select(const schema::Schema& schema, const syntax::PostgresUses& uses) -> RawSql {
  return RawSelect{schema, uses}.judge();
}

}  // namespace ormc::query
