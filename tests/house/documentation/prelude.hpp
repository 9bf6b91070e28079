#pragma once

// What the blocks of docs/cpp.md and README.md take for granted.

#include <cstdio>
#include <optional>
#include <orm/database.hpp>
#include <string>
#include <vector>

#include "blog.orm.hpp"

template <class... Values>
void use(const Values&...) {}

template <class Rows>
void show(const Rows&) {}

inline const auto q1 = blog::author_by_email{.email = "a@b.c"};
inline const auto q2 = blog::posts_of{.author = 1};
inline const auto since = orm::timestamptz{};
inline const auto drafts = std::vector<blog::Post::draft>{};
inline const auto rows = std::vector<blog::Post::draft>{};
