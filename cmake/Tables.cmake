# Tables made while building, from packages of the system; nothing of them is kept in the project.

# Traditional to simplified: OpenCC's dictionaries as C++ arrays for base/text.cpp.
function(yiwang_simplify_table target)
  find_program(OPENCC_DICT opencc_dict)
  find_path(OPENCC_DATA TSCharacters.ocd2 PATHS /usr/share/opencc /usr/local/share/opencc)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  if(NOT OPENCC_DICT OR NOT OPENCC_DATA)
    message(FATAL_ERROR "opencc_dict and TSCharacters.ocd2 are missing: install the package opencc")
  endif()
  set(folder ${CMAKE_BINARY_DIR}/tables)
  set(table ${folder}/simplify_table.inc)
  set(maker ${CMAKE_SOURCE_DIR}/src/base/make_simplify_table.py)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(
    OUTPUT ${table}
    COMMAND ${OPENCC_DICT} -i ${OPENCC_DATA}/TSCharacters.ocd2 -o ${folder}/characters.txt -f ocd2 -t text
    COMMAND ${OPENCC_DICT} -i ${OPENCC_DATA}/TSPhrases.ocd2 -o ${folder}/phrases.txt -f ocd2 -t text
    COMMAND Python3::Interpreter ${maker} ${folder}/characters.txt ${folder}/phrases.txt ${table}
    DEPENDS ${maker} ${OPENCC_DATA}/TSCharacters.ocd2 ${OPENCC_DATA}/TSPhrases.ocd2
    COMMENT "Making the traditional-to-simplified table"
    VERBATIM)
  target_sources(${target} PRIVATE ${table})
  target_include_directories(${target} PRIVATE ${folder})
endfunction()
