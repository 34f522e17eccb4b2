# Run by Embed.cmake: writes each file of PAIRS (name=path) as a constant into the header OUT.
set(text "#pragma once\n#include <string_view>\n\nnamespace yiwang {\n")
foreach(pair IN LISTS PAIRS)
  string(REGEX MATCH "^[^=]*" name ${pair})
  string(REGEX REPLACE "^[^=]*=" "" path ${pair})
  file(READ ${path} body)
  # By its size: counting to the end of a long text is more than a compiler does for a constant.
  string(APPEND text "inline constexpr char ${name}Bytes[] = R\"~text~(${body})~text~\";\ninline constexpr std::string_view ${name}{${name}Bytes, sizeof ${name}Bytes - 1};\n")
endforeach()
string(APPEND text "}  // namespace yiwang\n")
file(WRITE ${OUT} "${text}")
