# Files as text inside the program, so that one binary is enough: `yiwang_embed(target adapters/http/embedded.h kName=file ...)` makes a header with one
# string_view each.
function(yiwang_embed target header)
  set(out ${CMAKE_BINARY_DIR}/embedded)
  set(files)
  foreach(pair IN LISTS ARGN)
    string(REGEX REPLACE "^[^=]*=" "" file ${pair})
    list(APPEND files ${file})
  endforeach()
  add_custom_command(
    OUTPUT ${out}/${header}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out}/${header} "-DPAIRS=${ARGN}" -P ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
    COMMENT "Embedding ${header}"
    VERBATIM)
  target_sources(${target} PRIVATE ${out}/${header})
  target_include_directories(${target} PRIVATE ${out})
endfunction()
