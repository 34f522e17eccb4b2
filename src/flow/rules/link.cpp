#include "flow/rules/link.h"

#include <algorithm>

namespace yiwang::dmn::detail {
namespace {

constexpr std::size_t kMostFiles = 100;

bool is_dmn(const Import& import) { return import.type.empty() || import.type.find("/DMN/") != std::string::npos || import.type.find("/dmn") != std::string::npos; }

/// Adds a file and those it imports, each once; the number of the file.
Result<std::uint32_t> add_file(House& house, const std::shared_ptr<const Definitions>& definitions, std::span<const std::shared_ptr<const Definitions>> others,
                               std::vector<std::string>& under_way) {
  for (std::uint32_t i = 0; i < house.files.size(); ++i) {
    if (house.files[i].definitions == definitions) return i;
  }
  if (house.files.size() >= kMostFiles) return refuse(Reason::too_large, {{"limit", std::to_string(kMostFiles)}});
  const auto number = static_cast<std::uint32_t>(house.files.size());
  house.files.push_back({definitions, {}, nullptr, nullptr, {}});
  under_way.push_back(definitions->name_space);
  for (const auto& import : definitions->imports) {
    if (!is_dmn(import)) {
      house.faults.push_back({"unsupported_import", definitions->name, definitions->id, import.type, import.name});
      continue;
    }
    if (std::find(under_way.begin(), under_way.end(), import.name_space) != under_way.end()) {
      return refuse(Reason::malformed, {{"detail", "import_cycle"}, {"namespace", import.name_space}});
    }
    const auto found = std::find_if(others.begin(), others.end(), [&](const auto& other) { return other->name_space == import.name_space; });
    if (found == others.end()) return refuse(Reason::not_found, {{"namespace", import.name_space}, {"import", import.name}});
    const auto file = add_file(house, *found, others, under_way);
    if (!file) return file;
    house.files[number].imports.push_back({import.name, *file});
  }
  under_way.pop_back();
  return number;
}

/// The type that a variable of a function stands for is that of its result.
feel::TypePtr result_type(const feel::TypePtr& type) { return type && type->what == feel::Type::What::function ? type->result : type; }

void number_elements(House& house) {
  for (std::uint32_t f = 0; f < house.files.size(); ++f) {
    auto& file = house.files[f];
    const auto add = [&](const std::string& id, Need::What what, std::size_t index) {
      if (!id.empty() && !file.by_id.try_emplace(id, Need{what, static_cast<std::uint32_t>(index)}).second) {
        house.faults.push_back({"id_used_twice", file.definitions->name, id, {}, {}});
      }
    };
    for (const auto& each : file.definitions->inputs) {
      add(each.id, Need::What::input, house.inputs.size());
      house.inputs.push_back({each.variable.name, each.id, each.name, f, file.types->type(each.variable.type_ref, each.name)});
    }
    for (const auto& each : file.definitions->decisions) {
      add(each.id, Need::What::decision, house.decisions.size());
      house.decisions.push_back({each.name, each.id, f, file.types->type(each.variable.type_ref, each.name), nullptr, nullptr});
    }
    for (const auto& each : file.definitions->knowledge) {
      add(each.id, Need::What::knowledge, house.knowledge.size());
      KnowledgeAt made;
      made.name = each.name;
      made.id = each.id;
      made.file = f;
      made.result = result_type(file.types->type(each.variable.type_ref, each.name));
      house.knowledge.push_back(std::move(made));
    }
    for (const auto& each : file.definitions->services) {
      add(each.id, Need::What::service, house.services.size());
      ServiceAt made;
      made.name = each.name;
      made.id = each.id;
      made.file = f;
      made.result = result_type(file.types->type(each.variable.type_ref, each.name));
      house.services.push_back(std::move(made));
    }
  }
}

}  // namespace

Result<std::shared_ptr<const House>> build_house(std::shared_ptr<const Definitions> definitions, std::span<const std::shared_ptr<const Definitions>> others) {
  auto house = std::make_shared<House>();
  std::vector<std::string> under_way;
  if (auto main = add_file(*house, definitions, others, under_way); !main) return tl::unexpected(main.error());
  for (auto& file : house->files) file.types = std::make_unique<TypeBook>(*file.definitions, house->faults);
  for (auto& file : house->files) {
    for (const auto& import : file.imports) file.types->import(feel::normalise_name(import.name), *house->files[import.file].types);
  }
  for (auto& file : house->files) {
    file.names = std::make_unique<feel::Names>();
    file.types->teach(*file.names);
  }
  for (const auto& file : house->files) {
    const auto& from = *file.definitions;
    if (!from.language.empty()) house->faults.push_back({"unsupported_language", from.name, from.id, from.language, {}});
  }
  number_elements(*house);
  compile_elements(*house);
  return std::shared_ptr<const House>(std::move(house));
}

}  // namespace yiwang::dmn::detail
