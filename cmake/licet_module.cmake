include(${CMAKE_CURRENT_LIST_DIR}/layers.cmake)

# A module names its neighbours; what it may not name, or what is not yet defined, stops the build.
function(licet_check_layer name)
  if(NOT DEFINED LICET_MAY_NAME_${name})
    message(FATAL_ERROR "layer check: ${name} is not in cmake/layers.cmake")
  endif()
  foreach(d ${ARGN})
    if(NOT d IN_LIST LICET_MAY_NAME_${name})
      message(FATAL_ERROR "layer check: ${name} may not depend on ${d}"
                          " (cmake/layers.cmake allows: ${LICET_MAY_NAME_${name}})")
    endif()
    if(NOT TARGET licet_${d})
      message(FATAL_ERROR "layer check: ${name} depends on ${d}, which is not below it"
                          " (the add_subdirectory order is the layer order)")
    endif()
  endforeach()
endfunction()

# Tells a test or benchmark where this tree lies (source_dir.h).
function(licet_reads_source_tree target)
  if(NOT TARGET licet_source_dir)
    file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/source_dir.cc
         CONTENT "#include \"source_dir.h\"\nconst char* const licet::kSourceDir = \"${CMAKE_SOURCE_DIR}\";\n")
    add_library(licet_source_dir STATIC ${CMAKE_BINARY_DIR}/source_dir.cc)
    target_include_directories(licet_source_dir PUBLIC ${CMAKE_SOURCE_DIR}/cmake/include)
  endif()
  target_link_libraries(${target} PRIVATE licet_source_dir)
endfunction()

# licet_module(name SOURCES a.cc … [DEPENDS lower …] [LIBRARIES targets …] [TESTS a_test.cc …])
# One static library, one include root, nothing else visible. Every public header must compile alone.
# The target unit_tests builds the test programs of all modules.
function(licet_module name)
  cmake_parse_arguments(M "" "" "SOURCES;DEPENDS;LIBRARIES;TESTS" ${ARGN})
  licet_check_layer(${name} ${M_DEPENDS})
  add_library(licet_${name} STATIC ${M_SOURCES})
  target_include_directories(licet_${name} PUBLIC include PRIVATE .)
  foreach(d ${M_DEPENDS})
    target_link_libraries(licet_${name} PUBLIC licet_${d})
  endforeach()
  target_link_libraries(licet_${name} PRIVATE ${M_LIBRARIES})
  # edges.cc has what the compiler calls at every edge.
  if(LICET_FUZZ AND name MATCHES "^(base|snapshot|match|law|decide|ingest)$")
    target_compile_options(licet_${name} PRIVATE -fsanitize-coverage=trace-pc)
    target_link_libraries(licet_${name} PUBLIC licet_edges)
  endif()
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/include
       ${CMAKE_CURRENT_SOURCE_DIR}/include/*.h)
  foreach(h ${headers})
    string(MAKE_C_IDENTIFIER ${h} id)
    file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/alone_${id}.cc
         CONTENT "#include <${h}>\n#include <${h}>  // must compile alone, and twice\n")
    target_sources(licet_${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/alone_${id}.cc)
  endforeach()
  if(M_TESTS)
    add_executable(licet_${name}_test ${M_TESTS})
    target_include_directories(licet_${name}_test PRIVATE .)
    target_link_libraries(licet_${name}_test PRIVATE licet_${name} GTest::gtest_main)
    licet_reads_source_tree(licet_${name}_test)
    add_test(NAME ${name} COMMAND licet_${name}_test)
    set_tests_properties(${name} PROPERTIES LABELS unit)
    if(NOT TARGET unit_tests)
      add_custom_target(unit_tests)
    endif()
    add_dependencies(unit_tests licet_${name}_test)
  endif()
endfunction()
