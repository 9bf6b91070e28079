// What the documentation shows is true: each ```orm block of README.md and docs/ compiles without a
// finding, and each ```cpp block compiles against the generated header of models/blog.orm. What a
// block leaves out is said in a comment before it that readers do not see:
//
//   <!-- test: with models/blog.orm -->          compiled together with that file
//   <!-- test: members of a model -->            the block stands in the braces of a model
//   <!-- test: body of a query -->               the block stands in the braces of a query
//   <!-- test: columns of a query -->            the block is the select list of a query over Post
//   <!-- test: finds ORM0391 -->                 this is what the compiler must find in it
//   <!-- test: file shop.orm -->                 cpp blocks may include its header, shop.orm.hpp
//   <!-- test: not compiled: WHY -->             it cannot be: a later stage's, a picture
//
// Several of them are separated by semicolons.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/render.hpp"
#include "driver/compile.hpp"
#include "emit/cpp/emit_cpp.hpp"
#include "syntax/format.hpp"

namespace {

namespace fs = std::filesystem;

const auto root = fs::path(ORM_SOURCE_DIR);

auto read_file(const fs::path& path) -> std::string {
  auto in = std::ifstream(path);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

/// One fenced block of a page.
struct Block {
  std::string page;
  std::size_t line = 0;
  std::string language;
  std::string text;
  std::vector<std::string> notes;  // of the comment before it

  auto place() const -> std::string { return fmt::format("{}:{}", page, line); }

  auto has(std::string_view note) const -> bool {
    return std::find(notes.begin(), notes.end(), note) != notes.end();
  }

  /// What stands behind the beginning of a note: the file of `with FILE`.
  auto behind(std::string_view beginning) const -> std::vector<std::string> {
    auto found = std::vector<std::string>{};
    for (const auto& note : notes) {
      if (note.starts_with(beginning)) found.push_back(note.substr(beginning.size()));
    }
    return found;
  }
};

auto trimmed(std::string_view text) -> std::string {
  auto begin = text.find_first_not_of(" \n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \n") + 1 - begin));
}

/// The notes of `<!-- test: a; b -->`.
auto notes_of(std::string_view line) -> std::vector<std::string> {
  constexpr auto begin = std::string_view{"<!-- test:"};
  if (!line.starts_with(begin)) return {};
  line.remove_prefix(begin.size());
  auto notes = std::vector<std::string>{};
  auto in = std::istringstream(std::string(line.substr(0, line.find("-->"))));
  for (auto note = std::string{}; std::getline(in, note, ';');) notes.push_back(trimmed(note));
  return notes;
}

auto blocks_of(const fs::path& page) -> std::vector<Block> {
  auto blocks = std::vector<Block>{};
  auto in = std::istringstream(read_file(page));
  auto inside = false;
  auto notes = std::vector<std::string>{};
  auto number = std::size_t{0};
  for (auto line = std::string{}; std::getline(in, line);) {
    ++number;
    if (line.starts_with("```")) {
      if (!inside) {
        blocks.push_back({page.lexically_relative(root), number, line.substr(3), "", notes});
        notes.clear();
      }
      inside = !inside;
    } else if (inside) {
      blocks.back().text += line + "\n";
    } else if (auto found = notes_of(line); !found.empty()) {
      notes = std::move(found);
    } else if (!line.empty()) {
      notes.clear();
    }
  }
  return blocks;
}

auto all_blocks(std::string_view language) -> std::vector<Block> {
  auto pages = std::vector<fs::path>{root / "README.md"};
  for (const auto& entry : fs::directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  std::sort(pages.begin(), pages.end());
  auto blocks = std::vector<Block>{};
  for (const auto& page : pages) {
    for (auto& block : blocks_of(page)) {
      if (block.language == language && block.behind("not compiled: ").empty()) {
        blocks.push_back(std::move(block));
      }
    }
  }
  return blocks;
}

/// A block as the file that it is a part of.
auto completed(const Block& block) -> std::string {
  if (block.has("members of a model")) {
    return fmt::format("model Example {{\n{}}}\n", block.text);
  }
  if (block.has("body of a query")) return fmt::format("query example {{\n{}}}\n", block.text);
  if (block.has("columns of a query")) {
    return fmt::format("query example {{ select\n{}\nfrom Post p }}\n", block.text);
  }
  return block.text;
}

/// The lines of a block as they stand in braces.
auto indented(const std::string& text) -> std::string {
  auto result = std::string{};
  auto lines = std::istringstream(text);
  for (auto line = std::string{}; std::getline(lines, line);) result += "  " + line + "\n";
  return result;
}

/// Writes the headers of the orm blocks that are files.
void write_headers(const fs::path& folder) {
  for (const auto& block : all_blocks("orm")) {
    for (const auto& name : block.behind("file ")) {
      auto sources = ormc::source::SourceSet{};
      sources.add(name, block.text);
      const auto compilation = ormc::driver::compile(sources);
      for (const auto& header : ormc::emit::cpp::emit_cpp(
               sources, compilation.schema, compilation.program, compilation.names)) {
        std::ofstream(folder / header.path) << header.text;
      }
    }
  }
}

}  // namespace

TEST_CASE("every orm block of the documentation compiles") {
  for (const auto& block : all_blocks("orm")) {
    auto sources = ormc::source::SourceSet{};
    for (const auto& file : block.behind("with ")) {
      REQUIRE(fs::exists(root / file));
      sources.add(file, read_file(root / file));
    }
    sources.add("example.orm", completed(block));
    auto compilation = ormc::driver::compile(sources);
    compilation.diagnostics.sort();
    auto found = std::vector<std::string>{};
    for (const auto& each : compilation.diagnostics.all()) found.emplace_back(each.info.code);
    INFO(block.place() << "\n"
                       << ormc::diagnostics::render_text(
                              compilation.diagnostics, sources, ormc::diagnostics::Color::never));
    CHECK(found == block.behind("finds "));
  }
}

TEST_CASE("every orm block of the documentation is formatted") {
  for (const auto& block : all_blocks("orm")) {
    if (block.has("columns of a query")) continue;
    auto whole = block;
    if (block.has("body of a query") || block.has("members of a model"))
      whole.text = indented(block.text);
    auto text = completed(whole);
    auto sources = ormc::source::SourceSet{};
    sources.add("example.orm", text);
    auto diagnostics = ormc::diagnostics::Diagnostics{};
    INFO(block.place());
    CHECK(ormc::syntax::format(sources.files().front(), diagnostics) == text);
  }
}

TEST_CASE("every cpp block of the documentation compiles") {
  auto text = std::string{"#include \"prelude.hpp\"\n"};
  for (const auto& block : all_blocks("cpp")) {
    const auto whole = block.text.find("#include") != std::string::npos ||
                       block.text.find("int main") != std::string::npos;
    auto body = block.text;
    // Several programs of one file: each has a `main` of its own.
    if (auto at = body.find("int main"); at != std::string::npos)
      body.replace(at, 8, "int program");
    auto includes = std::string{};
    auto rest = std::string{};
    auto in = std::istringstream(body);
    for (auto line = std::string{}; std::getline(in, line);) {
      (line.starts_with("#include") ? includes : rest) += line + "\n";
    }
    const auto function = !whole || body.find("int program") == std::string::npos;
    // A block that does not open the database itself finds it open.
    const auto opens = rest.find("orm::database db") != std::string::npos;
    const auto* opening = opens ? "inline void example() {"
                                : "inline void example([[maybe_unused]] orm::database& db) {";
    text += fmt::format("{}namespace block_{} {{\n{}\n# line {} \"{}\"\n{}{}\n}}\n",
                        includes,
                        block.line,
                        function ? opening : "",
                        block.line + 1,
                        block.page,
                        rest,
                        function ? "}" : "");
  }
  auto folder = (fs::temp_directory_path() / "orm-documentation-XXXXXX").string();
  REQUIRE(mkdtemp(folder.data()) != nullptr);
  write_headers(folder);
  const auto file = fs::path(folder) / "blocks.cpp";
  std::ofstream(file) << text;
  const auto command =
      fmt::format("'{}' -std=c++20 -fsyntax-only -w -I '{}' -I '{}' -I '{}' '{}' 2>&1",
                  ORM_CXX,
                  (root / "tests/house/documentation").string(),
                  (root / "generated/models").string(),
                  (root / "runtime/include").string(),
                  file.string());
  auto output = std::string{};
  auto buffer = std::array<char, 4096>{};
  auto* pipe = popen(command.c_str(), "r");
  while (auto size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), size);
  }
  const auto status = pclose(pipe);
  fs::remove_all(folder);
  INFO(output);
  CHECK(status == 0);
}
