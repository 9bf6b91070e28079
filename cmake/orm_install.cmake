# What `cmake --install` puts where, so that `find_package(orm)` gives orm::runtime, orm::ormc and
# orm_generate().

option(ORM_INSTALL "install ormc and the runtime" ${PROJECT_IS_TOP_LEVEL})
if(NOT ORM_INSTALL OR NOT TARGET ormc OR NOT TARGET orm_runtime)
  return()
endif()

include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/orm)

install(TARGETS ormc orm_runtime EXPORT ormTargets)
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/runtime/include/orm
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
install(EXPORT ormTargets NAMESPACE orm:: DESTINATION ${package_folder})

configure_package_config_file(cmake/ormConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/ormConfig.cmake
  INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/ormConfigVersion.cmake
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/ormConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/ormConfigVersion.cmake
  ${CMAKE_CURRENT_SOURCE_DIR}/cmake/orm_generate.cmake
  DESTINATION ${package_folder})
