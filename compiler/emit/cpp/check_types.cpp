#include <algorithm>
#include <string_view>

#include "catalog/type_name.hpp"
#include "diagnostics/emit_diagnostics.hpp"
#include "emit/cpp/default_value.hpp"
#include "emit/cpp/emit_cpp.hpp"
#include "emit/cpp/emit_shape.hpp"
#include "emit/result_columns.hpp"
#include "query/returned_columns.hpp"
#include "sql/text_form.hpp"

namespace ormc::emit::cpp {
namespace {

/// Looks at every place that has a type.
class Checker {
 public:
  Checker(const Context& context, diagnostics::Diagnostics& diagnostics)
      : context_(context), diagnostics_(diagnostics) {}

  auto check() -> void {
    for (const auto& alias : context_.schema.aliases) check(alias);
    for (const auto& composite : context_.schema.composites) {
      if (sql::travels_as_text(context_.schema.catalog, composite.type)) continue;
      for (const auto& field : composite.fields) require_in_record(field.type, field.span);
    }
    for (std::size_t i = 0; i < context_.schema.views.size(); ++i) {
      if (context_.names.views[i].empty()) continue;
      for (const auto& column : context_.program.views[i].columns) {
        require_in_record(column.type, context_.schema.views[i].span);
      }
    }
    for (const auto& model : context_.schema.models) {
      for (const auto& column : model.columns) {
        if (!column.alias) require(column.type, column.span);
      }
    }
    for (const auto& shape : context_.program.shapes) {
      if (shape.query != nullptr) check(shape.query->shape);
    }
    for (const auto& query : context_.program.queries) check(query);
  }

 private:
  /// What a program says in C++ is copied to the header: it must be a name and nothing else.
  auto check(const schema::Alias& alias) -> void {
    constexpr auto letters =
        std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    auto require_fit = [&](std::string_view what, const std::string& text, std::string_view more) {
      auto is_fit = [&](char c) {
        return letters.find(c) != std::string_view::npos || more.find(c) != std::string_view::npos;
      };
      if (std::ranges::all_of(text, is_fit)) return;
      diagnostics_.report(alias.span, diagnostics::UnfitCppName{std::string(what), text});
    };
    require_fit("type", alias.cpp_type, ":<>, ");
    require_fit("header", alias.cpp_header, "/.-+");
  }

  auto check(const query::NamedQuery& query) -> void {
    for (const auto& parameter : query.parameters) {
      if (parameter.is_sent()) check(query, parameter);
    }
    check_text(*query.statement, column_spans(query));
    for (const auto& step : query.steps) {
      if (step.statement == query.statement) continue;
      // Its rows are read by nobody, and come all the same.
      check_text(*step.statement, {step.statement->columns.size(), step.statement->span});
    }
    if (query.result.kind == query::Result::Kind::model) return;
    if (query.result.kind == query::Result::Kind::count) return;  // nothing of them is read
    const auto& shape = query::shape_of(*query.statement);
    if (!shape.empty()) return check(shape);
    auto spans = column_spans(query);
    for (std::size_t i = 0; i < query.statement->columns.size(); ++i) {
      require(query.statement->columns[i].type, spans[i]);
    }
  }

  /// What has no binary form has to come as text.
  auto check_text(const query::Statement& statement, const std::vector<source::Span>& spans)
      -> void {
    if (query::only_returns_columns(statement)) return;
    for (std::size_t i = 0; i < statement.columns.size(); ++i) {
      require_binary(statement.columns[i].type, spans[i]);
    }
  }

  /// What a struct is in: a row, or a record that is one value of it.
  enum class Inside : std::uint8_t { row, record };

  auto check(const std::vector<query::ShapeField>& fields, Inside inside = Inside::row) -> void {
    using Kind = query::ShapeField::Kind;
    for (const auto& field : fields) {
      auto is_record = field.kind == Kind::record || field.kind == Kind::many;
      if (field.kind != Kind::column) {
        check(query::fields_of(field), is_record ? Inside::record : inside);
      } else if (inside == Inside::record) {
        require_in_record(field.expr->type, field.span);
      } else {
        require(field.expr->type, field.span);
      }
    }
  }

  auto require_in_record(schema::TypeRef type, source::Span span) -> void {
    if (require_binary(type, span)) require(type, span);
  }

  auto require_binary(schema::TypeRef type, source::Span span) -> bool {
    if (!sql::travels_as_text(context_.schema.catalog, type.oid)) return true;
    diagnostics_.report(span, diagnostics::NoBinaryForm{spelling(type)});
    return false;
  }

  auto check(const query::NamedQuery& query, const query::QueryParameter& parameter) -> void {
    if (!require(parameter.type, parameter.span)) return;
    auto place = Place{context_.namespace_of(query.module)};
    if (parameter.default_value == nullptr || default_value(context_, parameter, place)) return;
    diagnostics_.report(parameter.default_value->span,
                        diagnostics::NoCppDefault{parameter.name, spelling(parameter.type)});
  }

  auto require(schema::TypeRef type, source::Span span) -> bool {
    if (type.oid == query::error_type) return false;  // was reported where it failed
    if (context_.types.find(type)) return true;
    diagnostics_.report(span, diagnostics::NoCppType{spelling(type)});
    return false;
  }

  auto spelling(schema::TypeRef type) const -> std::string {
    return catalog::format_type(context_.schema.catalog, type);
  }

  const Context& context_;
  diagnostics::Diagnostics& diagnostics_;
};

}  // namespace

auto check_types(const schema::Schema& schema,
                 const query::Program& program,
                 const Names& names,
                 diagnostics::Diagnostics& diagnostics) -> void {
  auto context = Context(schema, program, names);
  Checker(context, diagnostics).check();
}

}  // namespace ormc::emit::cpp
