#pragma once

#include <string_view>

namespace ormc::query {

/// Whether a text is XML, a document or a part of one: which of them is asked for is a setting.
auto is_xml(std::string_view text) -> bool;

}  // namespace ormc::query
