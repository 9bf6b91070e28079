// Headers of programs of several files, and the layout of what is long: more than one case can
// hold.

#include "emit/cpp/emit_cpp.hpp"

#include <stdio.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "driver/compile.hpp"

namespace {

namespace fs = std::filesystem;

using Files = std::vector<std::pair<std::string, std::string>>;

/// The headers of a program by name.
auto emit(const Files& files) -> std::map<std::string, std::string> {
  auto sources = ormc::source::SourceSet{};
  for (const auto& [name, text] : files) sources.add(name, text);
  auto program = ormc::driver::compile(sources);
  for (const auto& each : program.diagnostics.all()) {
    INFO(each.message);
    REQUIRE(each.info.severity != ormc::diagnostics::Severity::error);
  }
  auto headers = std::map<std::string, std::string>{};
  for (auto& file :
       ormc::emit::cpp::emit_cpp(sources, program.schema, program.program, program.names)) {
    headers[file.path] = std::move(file.text);
  }
  return headers;
}

auto contains(const std::string& text, const std::string& part) -> bool {
  return text.find(part) != std::string::npos;
}

/// What the house's clang-format makes of `text`.
auto formatted(const std::string& text) -> std::string {
  auto path = fs::temp_directory_path() / ("ormc-format-" + std::to_string(::getpid()) + ".hpp");
  std::ofstream(path) << text;
  auto command = "clang-format --style=file:" + std::string(ORM_SOURCE_DIR) + "/.clang-format " +
                 path.string();
  auto* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  auto out = std::string{};
  auto buffer = std::array<char, 4096>{};
  for (auto count = std::fread(buffer.data(), 1, buffer.size(), pipe); count > 0;
       count = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    out.append(buffer.data(), count);
  }
  CHECK(::pclose(pipe) == 0);
  fs::remove(path);
  return out;
}

auto name_of(std::size_t length, char letter) -> std::string {
  return "n" + std::string(length, letter);
}

/// A program whose names have all lengths from `shortest`, so that each layout is at its edge once.
auto program_of_lengths(std::size_t shortest) -> std::string {
  auto text = std::string("module m;\nenum Kind { a, b }\n");
  for (auto length = shortest; length < shortest + 8; ++length) {
    auto model = "M" + name_of(length, 'm');
    text += "model " + model + " {\n  id: bigint @id @identity;\n";
    for (auto i = 0; i < 5; ++i) {
      text += "  " + name_of(length, static_cast<char>('a' + i)) +
              (i % 2 == 0 ? ": text?;\n" : ": Kind = 'a';\n");
    }
    text += "}\nquery q" + name_of(length, 'q') + "(x: int, y: Kind?, z: text) -> row[] {\n";
    text += "  select id, " + name_of(length, 'a') + ", $x as x, $y as y, $z as z from " + model +
            "\n}\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a header includes those whose types it uses, and no others") {
  auto headers = emit({{"a.orm", "module a; enum Color { red }"},
                       {"b.orm", "module b; model B { id: bigint @id; color: a.Color; }"},
                       {"c.orm", "module c; model C { id: bigint @id; b: b.B @index; }"}});
  CHECK(contains(headers.at("b.orm.hpp"), "#include \"a.orm.hpp\""));
  CHECK(contains(headers.at("b.orm.hpp"), "a::Color color = {};"));
  // A relation is its key: no type of the other module.
  CHECK_FALSE(contains(headers.at("c.orm.hpp"), "#include \"b.orm.hpp\""));
}

TEST_CASE("files that need each other are declared in one header") {
  auto headers =
      emit({{"a.orm", "module a; enum E { x } type T { u: b.U; }"},
            {"b.orm", "module b; type U { e: a.E; } model M { id: bigint @id; t: a.T; }"}});
  CHECK(contains(headers.at("b.orm.hpp"), "#include \"a.orm.hpp\""));
  CHECK_FALSE(contains(headers.at("b.orm.hpp"), "struct"));
  const auto& header = headers.at("a.orm.hpp");
  CHECK_FALSE(contains(header, "#include \"b.orm.hpp\""));
  CHECK(header.find("struct U {") < header.find("struct T {"));
  CHECK(header.find("struct T {") < header.find("struct M {"));
}

TEST_CASE("a type that a member hides is qualified") {
  auto headers = emit({{"a.orm", "module a; enum status { x }"},
                       {"b.orm",
                        "module b; enum kind { y }\n"
                        "model M { id: bigint @id; kind: kind; a: a.status; }"}});
  CHECK(contains(headers.at("b.orm.hpp"), "  b::kind kind = {};"));
  CHECK(contains(headers.at("b.orm.hpp"), "  ::a::status a = {};"));
}

TEST_CASE("a named row is declared once, before the queries that share it") {
  auto headers = emit({{"a.orm",
                        "model A { id: bigint @id; name: text; }\n"
                        "query one(id: bigint) -> Card? { select id, name from A where id = $id }\n"
                        "query all_of -> Card[] { select id, name from A }\n"}});
  const auto& header = headers.at("a.orm.hpp");
  CHECK(header.find("struct Card {") == header.rfind("struct Card {"));
  CHECK(contains(header, "using result = std::optional<Card>;"));
  CHECK(contains(header, "using result = std::vector<Card>;"));
}

TEST_CASE("only the headers of the runtime that are needed are included") {
  auto header = emit({{"a.orm", "model A { id: bigint @id; at: timestamptz; }"}}).at("a.orm.hpp");
  CHECK(contains(header, "#include <orm/chrono.hpp>\n#include <orm/query.hpp>\n"));
  CHECK_FALSE(contains(header, "json.hpp"));
}

TEST_CASE("headers are laid out as clang-format would") {
  if (std::system("clang-format --version >/dev/null 2>&1") != 0) {
    WARN("clang-format is not installed");
    return;
  }
  for (auto shortest : {1U, 9U, 17U, 25U}) {
    for (const auto& [path, text] : emit({{"m.orm", program_of_lengths(shortest)}})) {
      INFO("lengths from " << shortest);
      CHECK(text == formatted(text));
    }
  }
  for (const auto* model : {"blog.orm", "chinook.orm"}) {
    auto in = std::ifstream(fs::path(ORM_SOURCE_DIR) / "models" / model);
    auto text = std::string(std::istreambuf_iterator<char>(in), {});
    for (const auto& [path, header] : emit({{model, text}})) CHECK(header == formatted(header));
  }
}
