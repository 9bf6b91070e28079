#include "tests/unit/schema/resolved.hpp"

#include <algorithm>
#include <stdexcept>

#include "schema/resolve.hpp"
#include "syntax/parse.hpp"

namespace ormc::schema_test {

Resolved::Resolved(std::vector<std::pair<std::string, std::string>> files) {
  for (auto& [path, text] : files) sources.add(std::move(path), std::move(text));
  for (const auto& file : sources.files()) trees.push_back(syntax::parse(file, diagnostics));
  schema = schema::resolve(trees, sources, diagnostics);
  diagnostics.sort();
}

Resolved::Resolved(std::string text)
    : Resolved(std::vector{std::pair{std::string{"test.orm"}, std::move(text)}}) {}

auto Resolved::codes() const -> std::vector<std::string> {
  auto result = std::vector<std::string>{};
  for (const auto& diagnostic : diagnostics.all()) result.emplace_back(diagnostic.info.code);
  return result;
}

auto Resolved::model_id(std::string_view name) const -> schema::ModelId {
  const auto place = std::ranges::find(schema.models, name, &schema::Model::name);
  if (place == schema.models.end()) throw std::runtime_error("no model " + std::string{name});
  return schema::ModelId{static_cast<std::uint32_t>(place - schema.models.begin())};
}

auto Resolved::model(std::string_view name) const -> const schema::Model& {
  return schema.at(model_id(name));
}

auto Resolved::relation(std::string_view model_name, std::string_view name) const
    -> const schema::Relation& {
  const auto& relations = model(model_name).relations;
  const auto place = std::ranges::find(relations, name, &schema::Relation::name);
  if (place == relations.end()) throw std::runtime_error("no relation " + std::string{name});
  return *place;
}

auto dotted(const std::string& text) -> syntax::QualifiedName {
  auto result = syntax::QualifiedName{};
  auto begin = std::size_t{0};
  while (begin <= text.size()) {
    const auto end = std::min(text.find('.', begin), text.size());
    result.parts.push_back({text.substr(begin, end - begin), false, {}});
    begin = end + 1;
  }
  return result;
}

}  // namespace ormc::schema_test
