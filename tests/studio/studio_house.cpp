#include "studio/studio_house.h"

#include <fstream>

#include "studio/candidate.h"

namespace yiwang::testing {
namespace fs = std::filesystem;

void install_small_city(const fs::path& data, Store& store) {
  const auto place = fs::path("city") / "first";
  fs::create_directories(data / place);
  fs::copy(fs::path(YIWANG_SOURCE_DIR) / "tests/city/small", data / place, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  store.set_current_city({small_city()->version, place.string(), 1});
}

StudioHouse::StudioHouse(const std::string& name) : folder("studio-" + name), house(folder.path() / "data", 1) {
  install_small_city(folder.path() / "data", house.store);
  studio = std::make_unique<Studio>(house.office, Publisher::Parts{house.store, *house.writer, folder.path() / "data", [](std::shared_ptr<const City> city) { return make_advisers(std::move(city)); }});
}

StudioDraftRow StudioHouse::draft(DocumentKind kind, const std::string& code, const std::string& text) {
  auto made = studio->make_draft(li(), {kind, code, {}, text, {}}, asking());
  if (!made) throw std::runtime_error("no draft: " + std::string(code_of(made.error().reason)));
  return *made;
}

StudioDraftRow StudioHouse::approved(DocumentKind kind, const std::string& code, const std::string& text) {
  const auto made = draft(kind, code, text);
  const auto submitted = studio->submit(li(), made.id, "因为需要", asking());
  if (!submitted) throw std::runtime_error("not submitted: " + std::string(code_of(submitted.error().reason)));
  const auto decided = studio->decide(wang(), made.id, true, {}, asking());
  if (!decided) throw std::runtime_error("not approved: " + std::string(code_of(decided.error().reason)));
  return *decided;
}

std::vector<std::string> StudioHouse::audit() {
  std::vector<std::string> out;
  for (const auto& row : house.store.audit_before(UINT64_MAX, 100)) out.push_back(row.login + " " + row.what);
  return out;
}

std::string duties_with(const std::string& lines) {
  std::ifstream in(fs::path(YIWANG_SOURCE_DIR) / "tests/city/small/duties.csv");
  return std::string(std::istreambuf_iterator<char>(in), {}) + lines;
}

std::string process_text(const std::string& code, const std::string& middle) {
  const auto list = [](const char* what, const std::vector<std::string>& flows) {
    std::string out;
    for (const auto& flow : flows) out += std::string("<") + what + ">" + flow + "</" + what + ">";
    return out;
  };
  const auto task = [&](const std::string& id, const std::string& name, const std::string& stage, const std::vector<std::string>& in, const std::string& out) {
    return "    <userTask id=\"" + id + "\" name=\"" + name + "\" yiwang:stage=\"" + stage + "\">" + list("incoming", in) + list("outgoing", {out}) + "</userTask>\n";
  };
  const auto flow = [](const std::string& id, const std::string& from, const std::string& to, const std::string& condition = {}) {
    const auto inner = condition.empty() ? std::string{} : "<conditionExpression xsi:type=\"tFormalExpression\">" + condition + "</conditionExpression>";
    return "    <sequenceFlow id=\"" + id + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\">" + inner + "</sequenceFlow>\n";
  };
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:yiwang=\"urn:yiwang:process:1\" id=\"d_" + code +
         "\" targetNamespace=\"urn:test\">\n"
         "  <process id=\"" + code + "\" name=\"测试流程\" isExecutable=\"true\">\n"
         "    <startEvent id=\"start\"><outgoing>e0</outgoing></startEvent>\n" +
         flow("e0", "start", "entry") + "    <exclusiveGateway id=\"entry\" default=\"f0\"><incoming>e0</incoming>" + list("outgoing", {"f0", "e1", "e2"}) + "</exclusiveGateway>\n" +
         flow("f0", "entry", "receive") + flow("e1", "entry", "accept", "entry = \"dispatched\"") + flow("e2", "entry", "handle", "entry = \"handling\"") +
         task("receive", "受理", "received", {"f0"}, "f1") + flow("f1", "receive", "accept") + task("accept", "签收", "dispatched", {"f1", "e1"}, "f2") +
         (middle.empty() ? flow("f2", "accept", "handle") : middle) + task("handle", "办理", "handling", {middle.empty() ? "f2" : "f9", "e2"}, "f10") + flow("f10", "handle", "end") +
         "    <endEvent id=\"end\"><incoming>f10</incoming></endEvent>\n"
         "  </process>\n</definitions>\n";
}

}  // namespace yiwang::testing
