# Writes an .orm file with a query for each .sql file of a folder, the text of the file its body:
# `cmake -DFOLDER=... -DMODULE=... -DOUT=... -P`.
file(GLOB files ${FOLDER}/*.sql)
set(text "module ${MODULE};\n")
foreach(path IN LISTS files)
  cmake_path(GET path STEM name)
  file(READ ${path} body)
  string(APPEND text "\nquery ${name} {\n${body}}\n")
endforeach()
file(WRITE ${OUT} "${text}")
