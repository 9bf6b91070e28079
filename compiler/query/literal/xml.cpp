#include "query/literal/xml.hpp"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <memory>
#include <optional>
#include <string>

#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

// libxml2 reads the text, as in the server, and with the same answers to what it finds: only
// well-formedness counts, not whether entities and namespaces are known; nothing is loaded.

struct FreeContext {
  void operator()(xmlParserCtxt* context) const {
    if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};
struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

auto no_entity(const char* /*url*/, const char* /*id*/, xmlParserCtxt* context) -> xmlParserInput* {
  return xmlNewStringInputStream(context, reinterpret_cast<const xmlChar*>(""));
}

/// Notes the errors that the server looks at, while it lives.
class ErrorWatch {
 public:
  ErrorWatch() : loader_(xmlGetExternalEntityLoader()) {
    xmlSetStructuredErrorFunc(this, &ErrorWatch::note);
    xmlSetExternalEntityLoader(no_entity);
  }
  ErrorWatch(const ErrorWatch&) = delete;
  auto operator=(const ErrorWatch&) -> ErrorWatch& = delete;
  ~ErrorWatch() {
    xmlSetStructuredErrorFunc(nullptr, nullptr);
    xmlSetExternalEntityLoader(loader_);
  }

  auto has_error() const -> bool { return has_error_; }

 private:
  static void note(void* watch, xmlErrorPtr error) {
    switch (error->domain) {
      case XML_FROM_NONE:
      case XML_FROM_MEMORY:
      case XML_FROM_IO:
      case XML_FROM_PARSER:
        break;
      default:
        return;
    }
    if (error->code == XML_WAR_UNDECLARED_ENTITY || error->level < XML_ERR_ERROR) return;
    static_cast<ErrorWatch*>(watch)->has_error_ = true;
  }

  xmlExternalEntityLoader loader_;
  bool has_error_ = false;
};

auto as_xml(const std::string& text) -> const xmlChar* {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

auto is_document(const std::string& text) -> bool {
  auto watch = ErrorWatch{};
  const auto context = std::unique_ptr<xmlParserCtxt, FreeContext>(xmlNewParserCtxt());
  const auto document = std::unique_ptr<xmlDoc, FreeDocument>(xmlCtxtReadDoc(
      context.get(), as_xml(text), nullptr, "UTF-8", XML_PARSE_NOENT | XML_PARSE_DTDATTR));
  context->myDoc = nullptr;
  return document != nullptr && !watch.has_error();
}

auto is_balanced(const std::string& text) -> bool {
  if (text.empty()) return true;
  auto watch = ErrorWatch{};
  const auto document =
      std::unique_ptr<xmlDoc, FreeDocument>(xmlNewDoc(reinterpret_cast<const xmlChar*>("1.0")));
  const auto code =
      xmlParseBalancedChunkMemory(document.get(), nullptr, nullptr, 0, as_xml(text), nullptr);
  return code == 0 && !watch.has_error();
}

constexpr auto is_xml_space(char c) -> bool {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
/// How many there were.
auto take_spaces(std::string_view& text) -> std::size_t {
  auto count = std::size_t{0};
  while (count < text.size() && is_xml_space(text[count])) ++count;
  text.remove_prefix(count);
  return count;
}
auto take_text(std::string_view& text, std::string_view wanted) -> bool {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(wanted.size());
  return true;
}

/// `= "value"`; what is in the quotes.
auto take_value(std::string_view& text) -> std::optional<std::string_view> {
  take_spaces(text);
  if (!take(text, '=')) return std::nullopt;
  take_spaces(text);
  if (!text.starts_with('"') && !text.starts_with('\'')) return std::nullopt;
  const auto end = text.find(text.front(), 1);
  if (end == std::string_view::npos) return std::nullopt;
  const auto value = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  return value;
}

auto is_name_part(std::string_view text) -> bool {
  if (text.empty()) return false;
  const auto c = static_cast<unsigned char>(text.front());
  const auto letter = c | 0x20U;
  return (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
         c == '_' || c == ':' || c >= 0x80;
}

/// Takes `<?xml version="1.0" encoding="utf-8" standalone="yes"?>` off the front, if one is there;
/// whether it is well-formed.
auto take_declaration(std::string_view& text) -> bool {
  constexpr auto begin = std::string_view{"<?xml"};
  if (!text.starts_with(begin) || is_name_part(text.substr(begin.size()))) return true;
  const auto whole = text;
  text.remove_prefix(begin.size());
  if (take_spaces(text) == 0 || !take_text(text, "version") || !take_value(text)) return false;
  auto spaces = take_spaces(text);
  if (take_text(text, "encoding")) {
    if (spaces == 0 || !take_value(text)) return false;
    spaces = take_spaces(text);
  }
  if (take_text(text, "standalone")) {
    if (spaces == 0) return false;
    const auto value = take_value(text);
    if (value != "yes" && value != "no") return false;
    take_spaces(text);
  }
  if (!take_text(text, "?>")) return false;
  for (const auto c : whole.substr(0, whole.size() - text.size())) {
    if (static_cast<unsigned char>(c) > 127) return false;
  }
  return true;
}

/// Whether a document type stands before the content; comments and instructions may come first.
auto has_document_type(std::string_view text) -> bool {
  while (true) {
    take_spaces(text);
    if (text.starts_with("<!DOCTYPE")) return true;
    auto end = std::string_view::npos;
    if (text.starts_with("<!--")) {
      end = text.find("--", 4);
      if (end == std::string_view::npos || end + 2 >= text.size() || text[end + 2] != '>')
        return false;
      end += 3;
    } else if (text.starts_with("<?")) {
      end = text.find("?>", 2);
      if (end == std::string_view::npos) return false;
      end += 2;
    } else {
      return false;
    }
    text.remove_prefix(end);
  }
}

}  // namespace

auto is_xml(std::string_view text) -> bool {
  const auto whole = std::string{text};
  if (is_document(whole)) return true;
  return take_declaration(text) && !has_document_type(text) && is_balanced(std::string{text});
}

}  // namespace ormc::query
