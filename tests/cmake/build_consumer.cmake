# Configures, builds and runs the consumer below WORK: against an install of ORM_BUILD, or with the
# sources of ORM_SOURCE. Then checks that nothing is generated twice.

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "failed: ${command}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK}/consumer ${WORK}/prefix)
set(options -S ${CONSUMER} -B ${WORK}/consumer -G ${GENERATOR}
  -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER})
if(ORM_BUILD)
  run(${CMAKE_COMMAND} --install ${ORM_BUILD} --prefix ${WORK}/prefix)
  list(APPEND options -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_BUILD_TYPE=Release)
else()
  # With no ORM_ORMC all of ormc is built once more, with the flags of the build around it.
  list(APPEND options
    -DORM_SOURCE=${ORM_SOURCE} -DCMAKE_BUILD_TYPE=${BUILD_TYPE} -DORM_ORMC=${ORM_ORMC})
endif()

run(${CMAKE_COMMAND} ${options})
run(${CMAKE_COMMAND} --build ${WORK}/consumer --target consumer -j 2)
run(${WORK}/consumer/consumer)

# A second build has nothing to do: the header keeps its time.
set(header ${WORK}/consumer/consumer_orm/shop.orm.hpp)
file(TIMESTAMP ${header} before "%s")
execute_process(COMMAND ${CMAKE_COMMAND} -E sleep 1.1)
file(TOUCH ${WORK}/consumer/consumer_orm.stamp)
run(${CMAKE_COMMAND} --build ${WORK}/consumer --target consumer)
file(TIMESTAMP ${header} after "%s")
if(NOT before STREQUAL after)
  message(FATAL_ERROR "an unchanged header was written again")
endif()
