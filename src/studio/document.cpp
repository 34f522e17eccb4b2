#include "studio/document.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "base/cipher.h"
#include "city/files.h"

namespace yiwang {
namespace fs = std::filesystem;
namespace {

struct Place {
  std::string_view folder, ending;
};
Place place_of_kind(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::process: return {"processes", ".bpmn"};
    case DocumentKind::rule: return {"rules", ".dmn"};
    case DocumentKind::form: return {"forms", ".json"};
    case DocumentKind::areas: return {"area_plans", ".json"};
    default: return {"", ".csv"};
  }
}

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::string unescaped(std::string text) {
  constexpr std::pair<std::string_view, std::string_view> kEntities[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
  for (const auto& [from, to] : kEntities) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  }
  return text;
}

/// The attribute of the first element with this local name. Only for titles in lists, where a broken file must not hide the others.
std::string attribute(std::string_view xml, std::string_view element, std::string_view name) {
  for (auto at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    const auto tag = xml.substr(at + 1, xml.find('>', at) - at - 1);
    const auto whole = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
    if (whole.substr(whole.find(':') + 1) != element) continue;   // npos + 1 is 0
    const auto wanted = std::string(name) + "=\"";
    for (auto from = tag.find(wanted); from != std::string_view::npos; from = tag.find(wanted, from + 1)) {
      if (from == 0 || std::string_view(" \t\r\n").find(tag[from - 1]) == std::string_view::npos) continue;
      from += wanted.size();
      return unescaped(std::string(tag.substr(from, tag.find('"', from) - from)));
    }
    return {};
  }
  return {};
}

std::string member(const json::Value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  return found && found->is_string() ? std::string(found->get_string()) : std::string{};
}

}  // namespace

std::string_view code_of(DocumentKind kind) { return kDocumentKinds[static_cast<std::size_t>(kind)]; }

std::optional<DocumentKind> parse_code(std::string_view code, DocumentKind*) {
  const auto* at = std::find(std::begin(kDocumentKinds), std::end(kDocumentKinds), code);
  if (at == std::end(kDocumentKinds)) return std::nullopt;
  return static_cast<DocumentKind>(at - std::begin(kDocumentKinds));
}

Done check_code(DocumentKind kind, std::string_view code) {
  if (is_table(kind)) return code == code_of(kind) ? done() : Done(refuse(Reason::unknown_document, {}, "code"));
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  if (code.empty() || code.size() > 64 || code[0] < 'a' || code[0] > 'z' || !std::all_of(code.begin(), code.end(), fits)) {
    return refuse(Reason::bad_text, {{"wanted", "^[a-z][a-z0-9_-]*$"}}, "code");
  }
  return done();
}

std::string edition_of(std::string_view text) { return to_hex(sha256(text)).substr(0, 12); }

fs::path file_of(DocumentKind kind, std::string_view code) {
  const auto place = place_of_kind(kind);
  return fs::path(place.folder) / (std::string(code) + std::string(place.ending));
}

fs::path tests_file_of(DocumentKind kind, std::string_view code) { return fs::path("tests") / code_of(kind) / (std::string(code) + ".json"); }

fs::path past_file_of(std::string_view process, std::string_view version) {
  return fs::path("processes") / "past" / (std::string(process) + "@" + std::string(version) + ".bpmn");
}

DocumentName name_of(DocumentKind kind, std::string_view code, std::string_view text) {
  DocumentName out;
  switch (kind) {
    case DocumentKind::matters: return {"事项目录", "Matters"};
    case DocumentKind::duties: return {"职责清单", "Duty list"};
    case DocumentKind::procedures: return {"办理规程", "Procedures"};
    case DocumentKind::process:
      out = {attribute(text, "process", "name"), attribute(text, "process", "yiwang:nameEn")};
      break;
    case DocumentKind::rule: out = {attribute(text, "definitions", "name"), attribute(text, "definitions", "yiwang:nameEn")}; break;
    case DocumentKind::areas:
      if (const auto value = json::parse_text(text)) out.zh = member(*value, "name");
      break;
    case DocumentKind::form:
      if (const auto value = json::parse_text(text)) {
        out = {member(*value, "title"), member(*value, "title_en")};
        if (out.en.empty()) out.en = member(*value, "x-title-en");
      }
      break;
  }
  if (out.zh.empty()) out.zh = code;
  return out;
}

CityFolder::CityFolder(const fs::path& root) : root_(root) {
  fs::path layer;
  for (int i = 0; i < 8; ++i) {
    layers_.push_back(layer);
    const auto extends = extends_of(read_whole(root_ / layer / "city.toml"));
    if (extends.empty()) break;
    layer = (layer / extends).lexically_normal();
    if (std::find(layers_.begin(), layers_.end(), layer) != layers_.end()) break;
  }
}

fs::path CityFolder::place_of(DocumentKind kind, std::string_view code) const {
  const auto file = file_of(kind, code);
  for (const auto& layer : layers_) {
    if (is_file(root_ / layer / file)) return layer / file;
  }
  return file;
}

std::optional<Document> CityFolder::find(DocumentKind kind, std::string_view code) const {
  if (!check_code(kind, code)) return std::nullopt;
  const auto file = place_of(kind, code);
  if (!is_file(root_ / file)) return std::nullopt;
  Document out;
  out.kind = kind;
  out.code = code;
  out.file = file;
  out.text = read_whole(root_ / file);
  out.version = edition_of(out.text);
  out.name = name_of(kind, code, out.text);
  for (const auto& layer : layers_) {
    const auto tests = root_ / layer / tests_file_of(kind, code);
    if (!is_file(tests)) continue;
    if (auto value = json::parse_text(read_whole(tests)); value && value->is_array()) out.tests = value->get_array();
    break;
  }
  return out;
}

std::vector<Document> CityFolder::all() const {
  std::vector<Document> out;
  for (const auto kind : {DocumentKind::process, DocumentKind::rule, DocumentKind::form}) {
    std::set<std::string> codes;
    const auto [folder, ending] = place_of_kind(kind);
    for (const auto& layer : layers_) {
      std::error_code error;
      for (const auto& item : fs::directory_iterator(root_ / layer / folder, error)) {
        if (item.is_regular_file() && item.path().extension() == ending) codes.insert(item.path().stem().string());
      }
    }
    for (const auto& code : codes) {
      if (auto found = find(kind, code)) out.push_back(std::move(*found));
    }
  }
  for (const auto kind : {DocumentKind::matters, DocumentKind::duties, DocumentKind::procedures}) {
    if (auto found = find(kind, code_of(kind))) out.push_back(std::move(*found));
  }
  return out;
}

std::optional<std::string> CityFolder::past(std::string_view process, std::string_view version) const {
  for (const auto& layer : layers_) {
    const auto path = root_ / layer / past_file_of(process, version);
    if (is_file(path)) return read_whole(path);
  }
  return std::nullopt;
}

}  // namespace yiwang
