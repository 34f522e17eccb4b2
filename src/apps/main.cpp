#include <iostream>

#include "apps/city_command.h"
#include "apps/commands.h"
#include "apps/eval_matter.h"

int main(int argc, char** argv) {
  int exit_code = 0;
  CLI::App app{"Yiwang: one net to run a city. Reports in, settled cases out."};
  app.name("yiwang");
  app.set_version_flag("--version", "yiwang 0.1.0");
  app.require_subcommand(1);
  yiwang::add_serve(app, exit_code);
  yiwang::add_init(app, exit_code);
  yiwang::add_import(app, exit_code);
  yiwang::add_city_commands(app, exit_code);
  yiwang::add_trail(app, exit_code);
  yiwang::add_verify(app, exit_code);
  yiwang::add_eval_commands(app, exit_code);
  yiwang::add_bench(app, exit_code);
  yiwang::add_rehearse(app, exit_code);
  yiwang::add_dmn(app, exit_code);
  yiwang::add_bpmn(app, exit_code);
  yiwang::add_forms(app, exit_code);
  yiwang::add_learn(app, exit_code);
  yiwang::add_fill(app, exit_code);
  yiwang::add_standardise(app, exit_code);
  yiwang::add_places(app, exit_code);
  yiwang::add_areas(app, exit_code);
  yiwang::add_beidou(app, exit_code);
  yiwang::add_element_code(app, exit_code);
  yiwang::add_coordinates(app, exit_code);
  yiwang::add_geometry(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& said) {
    return app.exit(said);
  } catch (const std::exception& broken) {
    std::cerr << "yiwang: " << broken.what() << '\n';
    return 2;
  }
  return exit_code;
}
