# Takes ORM_ORMC for `orm::ormc`, after it has shown that it runs and writes for this runtime.
execute_process(COMMAND ${ORM_ORMC} --version
  OUTPUT_VARIABLE version ERROR_VARIABLE version RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "ORM_ORMC does not run: ${ORM_ORMC}: ${result}")
endif()
string(STRIP "${version}" version)
if(NOT version MATCHES "(^| )${PROJECT_VERSION}( |$)")
  message(FATAL_ERROR "ORM_ORMC is of another version than this runtime, ${PROJECT_VERSION}: `${version}`")
endif()
add_executable(orm::ormc IMPORTED GLOBAL)
set_target_properties(orm::ormc PROPERTIES IMPORTED_LOCATION ${ORM_ORMC})
