// Language cases show codes, places and messages; how a terminal and an editor see them is here.

#include "diagnostics/render.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace ormc::diagnostics;
using ormc::source::FileId;
using ormc::source::SourceSet;

namespace {

struct UnknownThing {
  static constexpr Info info{"ORM0998", Severity::error};
  std::string name = "Usr";
  auto message() const -> std::string { return "unknown type `" + name + "`"; }
  auto help() const -> std::optional<std::string> { return "did you mean `User`?"; }
};

struct Doubtful {
  static constexpr Info info{"ORM0997", Severity::warning};
  auto message() const -> std::string { return "this is doubtful"; }
};

struct AlsoDoubtful {
  static constexpr Info info{"ORM0996", Severity::warning};
  auto message() const -> std::string { return "this too"; }
};

auto find(const SourceSet& sources, std::string_view what, std::uint32_t file = 0) -> Span {
  auto at = sources.file(FileId{file}).text().find(what);
  REQUIRE(at != std::string_view::npos);
  return {
      FileId{file}, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + what.size())};
}

/// The text of one finding at `where` in a file that holds `text`.
auto render_at(std::string text, std::string_view where) -> std::string {
  auto sources = SourceSet{};
  sources.add("a.orm", std::move(text));
  auto diagnostics = Diagnostics{};
  diagnostics.report(find(sources, where), Doubtful{});
  return render_text(diagnostics.all().front(), sources, Color::never);
}

}  // namespace

TEST_CASE("a finding shows code, place, line, caret and help") {
  auto sources = SourceSet{};
  sources.add("models/blog.orm", "model Post {\n  id: bigint @id;\n  author: Usr;\n}\n");
  auto diagnostics = Diagnostics{};
  diagnostics.report(find(sources, "Usr"), UnknownThing{});
  CHECK(render_text(diagnostics, sources, Color::never) ==
        "error ORM0998: unknown type `Usr`\n"
        " --> models/blog.orm:3:11\n"
        "  |\n"
        "3 |   author: Usr;\n"
        "  |           ^^^\n"
        "help: did you mean `User`?\n"
        "\n"
        "1 error\n");
}

TEST_CASE("labels stand under the same line, or have an excerpt of their own") {
  auto sources = SourceSet{};
  sources.add("a.orm", "one two\n\n\n\n\n\n\n\n\nten\n");
  sources.add("b.orm", "other\n");
  auto diagnostics = Diagnostics{};
  diagnostics.report(find(sources, "two"), Doubtful{})
      .label(find(sources, "one"), "because of this")
      .label(find(sources, "ten"), "and of that")
      .label(find(sources, "other", 1), "and of this here");
  CHECK(render_text(diagnostics.all().front(), sources, Color::never) ==
        "warning ORM0997: this is doubtful\n"
        "  --> a.orm:1:5\n"
        "   |\n"
        " 1 | one two\n"
        "   |     ^^^\n"
        "   | --- because of this\n"
        "  --> a.orm:10:1\n"
        "   |\n"
        "10 | ten\n"
        "   | --- and of that\n"
        "  --> b.orm:1:1\n"
        "   |\n"
        " 1 | other\n"
        "   | ----- and of this here\n");
}

TEST_CASE("tabs are four columns in the line and in the caret line") {
  CHECK(render_at("\tx\ty\n", "y") ==
        "warning ORM0997: this is doubtful\n"
        " --> a.orm:1:4\n"
        "  |\n"
        "1 |     x    y\n"
        "  |          ^\n");
}

TEST_CASE("wide and combining characters keep the caret in place") {
  CHECK(render_at("表 e\xCC\x81 x\n", "x").ends_with("1 | 表 e\xCC\x81 x\n  |      ^\n"));
}

TEST_CASE("what a terminal would obey or hide is spelled out") {
  CHECK(render_at("a \x1b[31m\xE2\x80\xAE\xFFz\n", "z") ==
        "warning ORM0997: this is doubtful\n"
        " --> a.orm:1:10\n"
        "  |\n"
        "1 | a <U+001B>[31m<U+202E><FF>z\n"
        "  |                           ^\n");
  CHECK(render_at("\xE2\x80\xAE\n", "\xE2\x80\xAE").ends_with("1 | <U+202E>\n  | ^^^^^^^^\n"));

  auto sources = SourceSet{};
  sources.add("a\n\x1b.orm", "x");
  auto diagnostics = Diagnostics{};
  diagnostics.report(find(sources, "x"), UnknownThing{.name = "\x1b\n\xC3"});
  auto text = render_text(diagnostics.all().front(), sources, Color::never);
  CHECK(text.starts_with("error ORM0998: unknown type `<U+001B><U+000A><C3>`\n"));
  CHECK(text.find("--> a<U+000A><U+001B>.orm:1:1\n") != std::string::npos);
}

TEST_CASE("a span of several lines is underlined on its first") {
  CHECK(render_at("a {\n  b\n}\n", "{\n  b\n}").ends_with("1 | a {\n  |   ^\n"));
  CHECK(render_at("a {;\r\n  b\r\n}\r\n", "{;\r\n  b").ends_with("1 | a {;\n  |   ^^\n"));
}

TEST_CASE("an empty span and the end of the file have a caret") {
  auto sources = SourceSet{};
  sources.add("a.orm", "model A {\n");
  auto diagnostics = Diagnostics{};
  diagnostics.report({FileId{0}, 10, 10}, Doubtful{});
  CHECK(render_text(diagnostics.all().front(), sources, Color::never) ==
        "warning ORM0997: this is doubtful\n"
        " --> a.orm:2:1\n"
        "  |\n"
        "2 |\n"
        "  | ^\n");
}

TEST_CASE("a long line is cut around the span") {
  auto text = render_at(std::string(500, 'a') + "here" + std::string(500, 'b') + "\n", "here");
  CHECK(text ==
        "warning ORM0997: this is doubtful\n"
        " --> a.orm:1:501\n"
        "  |\n"
        "1 | ..." +
            std::string(48, 'a') + "here" + std::string(48, 'b') + "...\n" + "  |    " +
            std::string(48, ' ') + "^^^^\n");
  auto at_end = render_at(std::string(500, 'a') + "here\n", "here");
  CHECK(at_end.find("1 | ..." + std::string(96, 'a') + "here\n") != std::string::npos);
  auto long_span = std::string(500, 'x');
  CHECK(render_at("a " + long_span + " b\n", long_span)
            .ends_with("1 | a " + std::string(60, 'x') + "...\n  |   " + std::string(60, '^') +
                       "\n"));
}

TEST_CASE("a line of many megabytes renders at once") {
  auto line = std::string(std::size_t{16} << 20U, '\t');
  line[line.size() / 2] = 'x';
  CHECK(render_at(line, "x").size() < 1000);
}

TEST_CASE("a fix-it without help speaks for itself") {
  auto sources = SourceSet{};
  sources.add("a.orm", "one two\n");
  auto diagnostics = Diagnostics{};
  diagnostics.report(find(sources, "two"), Doubtful{})
      .fixit(find(sources, "two"), "three")
      .fixit(find(sources, "one"), "");
  CHECK(render_text(diagnostics.all().front(), sources, Color::never)
            .ends_with("help: write `three` at 1:5\nhelp: remove what stands at 1:1\n"));
}

TEST_CASE("colours are ANSI and only on request") {
  auto sources = SourceSet{};
  sources.add("a.orm", "x\n");
  auto diagnostics = Diagnostics{};
  diagnostics.report(find(sources, "x"), UnknownThing{});
  auto plain = render_text(diagnostics, sources, Color::never);
  auto colored = render_text(diagnostics, sources, Color::always);
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(colored.find("\x1b[1;31merror ORM0998\x1b[0m") != std::string::npos);
  auto stripped = std::string{};
  for (auto at = std::size_t{0}; at < colored.size(); ++at) {
    if (colored[at] == '\x1b') {
      at = colored.find('m', at);
    } else {
      stripped += colored[at];
    }
  }
  CHECK(stripped == plain);
}

TEST_CASE("at most 100 errors are shown, and all are counted") {
  auto sources = SourceSet{};
  sources.add("a.orm", std::string(300, 'x'));
  auto diagnostics = Diagnostics{};
  CHECK(render_text(diagnostics, sources, Color::never).empty());
  for (auto i = 0U; i < 250; ++i) diagnostics.report({FileId{0}, i, i + 1}, UnknownThing{});
  diagnostics.report({FileId{0}, 0, 1}, Doubtful{});
  auto text = render_text(diagnostics, sources, Color::never);
  auto shown = 0;
  for (auto at = text.find("error ORM"); at != std::string::npos;
       at = text.find("error ORM", at + 1)) {
    ++shown;
  }
  CHECK(shown == 100);
  CHECK(text.ends_with("\n\n250 errors (the first 100 are shown) and 1 warning\n"));
}

TEST_CASE("of the warnings with one code ten are shown, and all are counted") {
  auto sources = SourceSet{};
  sources.add("a.orm", std::string(300, 'x'));
  auto diagnostics = Diagnostics{};
  for (auto i = 0U; i < 11; ++i) diagnostics.report({FileId{0}, i, i + 1}, Doubtful{});
  CHECK(render_text(diagnostics, sources, Color::never)
            .ends_with("1 more warning ORM0997 is not shown: `--diagnostics=json` has all, "
                       "`--allow ORM0997` none\n11 warnings\n"));
  for (auto i = 11U; i < 150; ++i) diagnostics.report({FileId{0}, i, i + 1}, Doubtful{});
  diagnostics.report({FileId{0}, 200, 201}, AlsoDoubtful{});
  const auto text = render_text(diagnostics, sources, Color::never);
  CHECK(text.find("warning ORM0996") != std::string::npos);
  CHECK(
      text.ends_with("140 more warnings ORM0997 are not shown: `--diagnostics=json` has all, "
                     "`--allow ORM0997` none\n151 warnings\n"));
  CHECK(nlohmann::json::parse(render_json(diagnostics, sources))["diagnostics"].size() == 151);
}

TEST_CASE("JSON holds bytes, lines and columns of both ends") {
  auto sources = SourceSet{};
  sources.add("a.orm", "é one\ntwo\n");
  auto diagnostics = Diagnostics{};
  diagnostics.report(find(sources, "one\ntwo"), UnknownThing{})
      .label(find(sources, "two"), "here")
      .fixit(find(sources, "one"), "1");
  diagnostics.report(find(sources, "two"), Doubtful{});
  auto document = nlohmann::json::parse(render_json(diagnostics, sources));
  auto range = nlohmann::json{{"begin", {{"offset", 3}, {"line", 1}, {"column", 3}}},
                              {"end", {{"offset", 10}, {"line", 2}, {"column", 4}}}};
  const auto& first = document["diagnostics"][0];
  CHECK(first["code"] == "ORM0998");
  CHECK(first["severity"] == "error");
  CHECK(first["message"] == "unknown type `Usr`");
  CHECK(first["help"] == "did you mean `User`?");
  CHECK(first["file"] == "a.orm");
  CHECK(first["range"] == range);
  CHECK(first["labels"][0]["text"] == "here");
  CHECK(first["labels"][0]["range"]["begin"]["line"] == 2);
  CHECK(first["fixits"][0]["replacement"] == "1");
  CHECK(document["diagnostics"][1]["severity"] == "warning");
  CHECK(document["diagnostics"][1]["help"].is_null());
  CHECK(document["diagnostics"][1]["labels"] == nlohmann::json::array());
}

TEST_CASE("JSON is valid whatever the bytes") {
  auto sources = SourceSet{};
  sources.add("\xFF.orm", "x");
  auto diagnostics = Diagnostics{};
  CHECK(render_json(diagnostics, sources) == "{\n  \"diagnostics\": []\n}\n");
  diagnostics.report(find(sources, "x"), UnknownThing{.name = "\xC3("});
  auto document = nlohmann::json::parse(render_json(diagnostics, sources));
  CHECK(document["diagnostics"][0]["message"] == "unknown type `\xEF\xBF\xBD(`");
  CHECK(document["diagnostics"][0]["file"] == "\xEF\xBF\xBD.orm");
}
