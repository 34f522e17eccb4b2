# How everything is compiled: C++20, warnings are errors, one cache for all build folders.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# Rooms are static libraries without generated public headers, so one need not wait for another to compile.
set(CMAKE_OPTIMIZE_DEPENDENCIES ON)
option(YIWANG_TESTS "build the tests" ON)
option(YIWANG_NATIVE "use every instruction of the building machine" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
# GCC 12 reports these inside its own standard library and Boost at -O2 with sanitizers; they say nothing about our code.
add_compile_options(-Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds -Wno-dangling-pointer)
if(YIWANG_NATIVE)
  add_compile_options(-march=native)
else()
  add_compile_options(-march=x86-64-v2)
endif()
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
