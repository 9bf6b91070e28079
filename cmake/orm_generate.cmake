# orm_generate(TARGET <target> MODELS <file.orm>... [OUT <folder>] [ALLOW <code>...] [DENY <code>...])
#
# Compiles the models with ormc when they change and lets <target> use the result: the folder of the
# headers is on its include path, and the runtime is linked. All files of one call are one program. The
# headers, schema.sql and program.json are in OUT, by default <target>_orm of the build tree.
# ALLOW and DENY are ormc's `--allow` and `--deny`: warnings that are not reported, warnings that are
# errors; `warnings` stands for all.

include_guard(GLOBAL)

if(TARGET ormc AND NOT TARGET orm::ormc)
  add_executable(orm::ormc ALIAS ormc)
endif()

function(orm_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;OUT" "MODELS;ALLOW;DENY")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_TARGET OR NOT arg_MODELS)
    message(FATAL_ERROR "usage: orm_generate(TARGET <target> MODELS <file.orm>... [OUT <folder>] [ALLOW <code>...] [DENY <code>...])")
  endif()
  if(NOT TARGET ${arg_TARGET})
    message(FATAL_ERROR "orm_generate: there is no target `${arg_TARGET}`")
  endif()
  if(NOT arg_OUT)
    set(arg_OUT ${arg_TARGET}_orm)
  endif()
  cmake_path(ABSOLUTE_PATH arg_OUT BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} NORMALIZE)

  set(models "")
  set(outputs ${arg_OUT}/schema.sql ${arg_OUT}/program.json)
  foreach(model IN LISTS arg_MODELS)
    cmake_path(ABSOLUTE_PATH model BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    cmake_path(GET model STEM LAST_ONLY stem)
    list(APPEND models ${model})
    list(APPEND outputs ${arg_OUT}/${stem}.orm.hpp)
  endforeach()

  set(warnings "")
  foreach(code IN LISTS arg_ALLOW)
    list(APPEND warnings --allow ${code})
  endforeach()
  foreach(code IN LISTS arg_DENY)
    list(APPEND warnings --deny ${code})
  endforeach()

  # Headers that did not change keep their time, so that nothing is rebuilt for them: what says that
  # the command ran is the stamp.
  set(stamp ${arg_OUT}.stamp)
  add_custom_command(OUTPUT ${stamp} BYPRODUCTS ${outputs}
    COMMAND orm::ormc build ${models} --out ${arg_OUT} ${warnings}
            --depfile ${arg_OUT}.d --depfile-target ${stamp}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${models} orm::ormc DEPFILE ${arg_OUT}.d
    COMMENT "Compiling the models of ${arg_TARGET}" VERBATIM)
  add_custom_target(${arg_TARGET}_orm DEPENDS ${stamp})
  add_dependencies(${arg_TARGET} ${arg_TARGET}_orm)

  get_target_property(kind ${arg_TARGET} TYPE)
  set(scope PUBLIC)
  if(kind STREQUAL INTERFACE_LIBRARY)
    set(scope INTERFACE)
  endif()
  target_include_directories(${arg_TARGET} ${scope} $<BUILD_INTERFACE:${arg_OUT}>)
  target_link_libraries(${arg_TARGET} ${scope} orm::runtime)
endfunction()
