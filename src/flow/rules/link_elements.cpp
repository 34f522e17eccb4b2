#include <algorithm>
#include <map>
#include <unordered_set>

#include "flow/rules/compile_logic.h"
#include "flow/rules/link.h"

namespace yiwang::dmn::detail {
namespace {

struct Found {
  Need need;
  std::uint32_t file;
};

class Linker {
 public:
  explicit Linker(House& house) : house_(house) {}

  void knowledge() {
    std::size_t k = 0;
    for (auto& file : house_.files) {
      for (const auto& source : file.definitions->knowledge) one_knowledge(source, house_.knowledge[k++]);
    }
  }
  void services() {
    std::size_t s = 0;
    for (auto& file : house_.files) {
      for (const auto& source : file.definitions->services) one_service(source, house_.services[s++]);
    }
  }
  void decisions() {
    std::size_t d = 0;
    for (auto& file : house_.files) {
      for (const auto& source : file.definitions->decisions) one_decision(source, house_.decisions[d++]);
    }
  }

 private:
  std::optional<Found> find(std::uint32_t file, const Reference& href, const std::string& element) {
    const auto hash = href.find('#');
    const auto space = hash == std::string::npos ? std::string{} : href.substr(0, hash);
    const auto id = hash == std::string::npos ? href : href.substr(hash + 1);
    const auto in = [&](std::uint32_t number) -> std::optional<Found> {
      const auto at = house_.files[number].by_id.find(id);
      return at == house_.files[number].by_id.end() ? std::nullopt : std::optional(Found{at->second, number});
    };
    const auto& mine = house_.files[file];
    if (space.empty() || space == mine.definitions->name_space) {
      if (auto found = in(file)) return found;
    }
    for (const auto& import : mine.imports) {
      if (space == house_.files[import.file].definitions->name_space) {
        if (auto found = in(import.file)) return found;
      }
    }
    house_.faults.push_back({"unknown_reference", element, {}, href, {}});
    return std::nullopt;
  }

  /// The name an element has in expressions, and its type.
  std::pair<std::string, feel::TypePtr> named(const Need& need) const {
    switch (need.what) {
      case Need::What::input: return {house_.inputs[need.index].name, house_.inputs[need.index].type};
      case Need::What::decision: return {house_.decisions[need.index].name, house_.decisions[need.index].type};
      case Need::What::knowledge: return {house_.knowledge[need.index].name, nullptr};
      case Need::What::service: break;
    }
    return {house_.services[need.index].name, nullptr};
  }

  void surround(Surroundings& around, std::uint32_t file, const std::vector<Reference>& references, const std::string& element) {
    std::map<std::uint32_t, std::vector<Need>> imported;
    for (const auto& href : references) {
      const auto found = find(file, href, element);
      if (!found) continue;
      if (found->file == file) bind(around, found->need);
      else imported[found->file].push_back(found->need);
    }
    for (const auto& import : house_.files[file].imports) {
      const auto at = imported.find(import.file);
      if (at == imported.end()) continue;
      if (import.name.empty()) {
        for (const auto& need : at->second) bind(around, need);
        continue;
      }
      Gathered gathered;
      std::vector<std::pair<std::string, feel::TypePtr>> members;
      for (const auto& need : at->second) {
        auto [name, type] = named(need);
        name = feel::normalise_name(name);
        members.emplace_back(name, type ? type : feel::Type::any());
        gathered.members.emplace_back(std::move(name), need);
      }
      gathered.slot = around.names.add(import.name, feel::Type::context_of(std::move(members)));
      around.gathered.push_back(std::move(gathered));
    }
  }
  void bind(Surroundings& around, const Need& need) {
    const auto [name, type] = named(need);
    around.bound.push_back({around.names.add(name, type), need});
  }

  void one_knowledge(const KnowledgeModel& source, KnowledgeAt& made) {
    auto& file = house_.files[made.file];
    made.around = std::make_unique<Surroundings>(file.names.get());
    surround(*made.around, made.file, source.required_knowledge, source.name);
    // A function may call itself.
    if (made.around->names.slot(feel::normalise_name(source.name)) < 0) {
      const auto self = file.by_id.find(source.id);
      if (self != file.by_id.end()) bind(*made.around, self->second);
    }
    Compiling with{*file.types, house_.faults, source.name};
    const auto* function = source.function ? std::get_if<FunctionDefinition>(&source.function->logic) : nullptr;
    made.parameter_names = std::make_unique<feel::Names>(&made.around->names);
    if (function == nullptr) {
      made.body = nothing();
      return;
    }
    for (const auto& each : function->parameters) {
      auto type = with.types.type(each.type_ref, source.name);
      made.parameter_slots.push_back(made.parameter_names->add(each.name, type));
      made.parameters.push_back({feel::normalise_name(each.name), std::move(type)});
    }
    if (function->kind != "FEEL" && !function->kind.ends_with("FEEL")) {
      const auto code = function->kind == "Java" ? "unsupported_java" : function->kind == "PMML" ? "unsupported_pmml" : "unsupported_language";
      with.fault(code, source.id, function->kind);
      made.body = nothing(code, source.name);
      made.refused = code;
      return;
    }
    made.body = compile_boxed(function->body, *made.parameter_names, with);
    if (!source.function->type_ref.empty() && !made.result) {
      auto type = with.types.type(source.function->type_ref, source.name);
      made.result = type && type->what == feel::Type::What::function ? type->result : type;
    }
  }

  void one_service(const DecisionService& source, ServiceAt& made) {
    const auto gather = [&](const std::vector<Reference>& references, Need::What wanted, std::vector<std::uint32_t>& into) {
      for (const auto& href : references) {
        const auto found = find(made.file, href, source.name);
        if (found && found->need.what == wanted) into.push_back(found->need.index);
      }
    };
    gather(source.input_data, Need::What::input, made.inputs);
    gather(source.input_decisions, Need::What::decision, made.input_decisions);
    gather(source.outputs, Need::What::decision, made.outputs);
    for (const auto each : made.inputs) made.parameters.push_back({feel::normalise_name(house_.inputs[each].name), house_.inputs[each].type});
    for (const auto each : made.input_decisions) made.parameters.push_back({feel::normalise_name(house_.decisions[each].name), house_.decisions[each].type});
  }

  void one_decision(const Decision& source, DecisionAt& made) {
    auto& file = house_.files[made.file];
    std::vector<Reference> references = source.required_inputs;
    references.insert(references.end(), source.required_decisions.begin(), source.required_decisions.end());
    references.insert(references.end(), source.required_knowledge.begin(), source.required_knowledge.end());
    made.around = std::make_unique<Surroundings>(file.names.get());
    surround(*made.around, made.file, references, source.name);
    if (!source.logic) return;
    const auto faults_before = house_.faults.size();
    Compiling with{*file.types, house_.faults, source.name};
    made.logic = compile_boxed(source.logic, made.around->names, with);
    if (!add_loose(source, made)) return;
    // Once more, now that the undeclared names have places.
    house_.faults.resize(faults_before);
    made.logic = compile_boxed(source.logic, made.around->names, with);
  }

  /// Names that are used but declared nowhere in the model are taken from the input: many hand-written tables declare nothing.
  bool add_loose(const Decision& source, DecisionAt& made) {
    std::vector<std::string> names;
    made.logic->needs(names);
    const auto& known = declared(made.file);
    const auto own = feel::normalise_name(source.name);
    bool any = false;
    for (const auto& name : names) {
      if (made.around->names.slot(name) >= 0 || (name != own && known.contains(name))) continue;
      made.around->loose.push_back({made.around->names.add(name), name, column_type(source, name, *house_.files[made.file].types)});
      any = true;
    }
    return any;
  }

  static feel::TypePtr column_type(const Decision& source, const std::string& name, TypeBook& types) {
    const auto* table = table_of(source.logic);
    if (table == nullptr) return nullptr;
    for (const auto& clause : table->inputs) {
      if (feel::normalise_name(clause.expression) == name) return types.find(clause.type_ref);
    }
    return nullptr;
  }

  /// Every name that an element or import of the file has.
  const std::unordered_set<std::string>& declared(std::uint32_t file) {
    const bool known = declared_.contains(file);
    auto& out = declared_[file];
    if (known) return out;
    const auto add = [&](const auto& elements) {
      for (const auto& each : elements) {
        out.insert(feel::normalise_name(each.name));
        out.insert(feel::normalise_name(each.variable.name));
      }
    };
    const auto& from = *house_.files[file].definitions;
    add(from.inputs);
    add(from.decisions);
    add(from.knowledge);
    add(from.services);
    for (const auto& each : from.imports) out.insert(feel::normalise_name(each.name));
    return out;
  }

  std::map<std::uint32_t, std::unordered_set<std::string>> declared_;
  House& house_;
};

/// Decisions that need themselves, by way of others.
void find_cycles(House& house) {
  enum : std::uint8_t { fresh, open, done };
  std::vector<std::uint8_t> state(house.decisions.size(), fresh);
  const auto needed = [&](std::uint32_t d) {
    std::vector<std::uint32_t> out;
    const auto& around = *house.decisions[d].around;
    for (const auto& each : around.bound) {
      if (each.need.what == Need::What::decision) out.push_back(each.need.index);
    }
    for (const auto& gathered : around.gathered) {
      for (const auto& [name, need] : gathered.members) {
        if (need.what == Need::What::decision) out.push_back(need.index);
      }
    }
    return out;
  };
  struct Step {
    std::uint32_t decision;
    std::vector<std::uint32_t> needed;
    std::size_t next;
  };
  for (std::uint32_t start = 0; start < house.decisions.size(); ++start) {
    if (state[start] != fresh) continue;
    std::vector<Step> path;
    path.push_back({start, needed(start), 0});
    state[start] = open;
    while (!path.empty()) {
      auto& at = path.back();
      if (at.next == at.needed.size()) {
        state[at.decision] = done;
        path.pop_back();
        continue;
      }
      const auto to = at.needed[at.next++];
      if (state[to] == open) house.faults.push_back({"cycle", house.decisions[to].name, house.decisions[to].id, {}, {}});
      if (state[to] != fresh) continue;
      state[to] = open;
      path.push_back({to, needed(to), 0});
    }
  }
}

}  // namespace

void compile_elements(House& house) {
  Linker linker(house);
  linker.knowledge();
  linker.services();
  linker.decisions();
  find_cycles(house);
}

}  // namespace yiwang::dmn::detail
