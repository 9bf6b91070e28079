#pragma once

// What every generated header needs: rows, queries and the database that runs them.

#include <cstdint>
#include <optional>
#include <orm/codec.hpp>
#include <orm/database.hpp>
#include <orm/members.hpp>
#include <orm/parameter.hpp>
#include <orm/statement.hpp>
#include <orm/type.hpp>
#include <string>
#include <string_view>
#include <vector>
