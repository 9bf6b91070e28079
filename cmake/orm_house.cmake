# The house: one place for language standard, warnings, sanitizers and build types.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Dev optimises like a release, keeps assertions, and carries line tables only: quick to link.
set(ORM_DEV_FLAGS "-O2 -g1" CACHE STRING "compiler flags of the Dev build type")
set(CMAKE_CXX_FLAGS_DEV "${ORM_DEV_FLAGS}")

find_program(ORM_CCACHE ccache)
if(ORM_CCACHE AND PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ORM_CCACHE})
endif()

set(ORM_SANITIZE "" CACHE STRING "value of -fsanitize= for everything of ours, or empty")
if(ORM_SANITIZE)
  add_compile_options(-fsanitize=${ORM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ORM_SANITIZE})
endif()

# The warnings that our code and our generated code must be clean under.
add_library(orm_warnings INTERFACE)
target_compile_options(orm_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor
  # g++ 12 finds overlaps of 2^63 bytes wherever strings are put together.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
