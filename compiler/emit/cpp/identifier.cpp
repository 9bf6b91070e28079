#include "emit/cpp/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "emit/cpp/macros.hpp"

namespace ormc::emit::cpp {
namespace {

// C++23's keywords and alternative tokens, sorted, and the words that begin a module directive.
constexpr auto keywords = std::to_array<std::string_view>({
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "if",
    "import",
    "inline",
    "int",
    "long",
    "module",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "static_assert",
    "static_cast",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "typeof",
    "union",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
});

// What generated code names without its own qualification: a member or a namespace of one of these
// names would hide it.
constexpr auto runtime_names = std::to_array<std::string_view>({"orm", "std"});

auto is_letter(char c) -> bool { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }
auto is_upper(char c) -> bool { return c >= 'A' && c <= 'Z'; }

}  // namespace

auto is_reserved(std::string_view name) -> bool {
  return std::ranges::binary_search(keywords, name) || is_macro(name);
}

auto identifier(std::string_view name) -> std::string {
  auto out = std::string{};
  auto replaced_last = false;  // the last character stands for something C++ does not take
  for (auto c : name) {
    auto takes = is_letter(c) || is_digit(c) || c == '_';
    if (takes && !(c == '_' && out.ends_with('_'))) out += c;
    if (!takes && !out.empty() && !out.ends_with('_')) out += '_';
    replaced_last = !takes;
  }
  if (replaced_last && out.ends_with('_')) out.pop_back();
  if (out.size() > 1 && out[0] == '_' && is_upper(out[1])) out.erase(0, 1);
  if (out.empty() || out == "_") out = "unnamed";
  if (is_digit(out[0])) out.insert(0, 1, '_');
  if (is_reserved(out) || std::ranges::find(runtime_names, out) != runtime_names.end()) out += '_';
  return out;
}

auto UniqueNames::add(std::string_view name) -> std::string {
  auto unique = std::string(name);
  for (auto n = 2; !taken_.insert(unique).second; ++n) unique = fmt::format("{}_{}", name, n);
  return unique;
}

}  // namespace ormc::emit::cpp
