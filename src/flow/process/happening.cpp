#include "flow/process/happening.h"

#include <array>

#include "base/json.h"

namespace yiwang::process {

namespace {
constexpr std::array<std::string_view, 38> kWords = {
    "started",  "entered",    "taken",       "not_taken", "left",    "task_opened", "task_closed", "task_cancelled", "timer_set",    "timer_cancelled", "fired",
    "message",  "signal",     "error",       "escalation", "decided", "script",      "called",      "joined",         "waiting",      "compensated",     "cancelled",
    "incident", "retried",    "skipped",     "returned",  "jumped",  "signer_added", "signer_removed", "delegated",   "transferred",  "withdrawn",       "reminded",
    "suspended", "resumed",   "variables_set", "migrated", "ended"};
static_assert(kWords[static_cast<std::size_t>(What::ended)] == "ended");

bool plain(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    if (c == ' ' || c == '"' || c == '=' || static_cast<unsigned char>(c) < 0x20) return false;
  }
  return true;
}
void append(std::string& out, std::string_view text) {
  if (plain(text)) out += text;
  else json::write_string(out, text);
}
}  // namespace

std::string_view code_of(What what) { return kWords[static_cast<std::size_t>(what)]; }

std::string to_text(const Happening& happening) {
  std::string out(code_of(happening.what));
  if (!happening.element.empty()) {
    out += ' ';
    out += happening.element;
  }
  if (!happening.name.empty() && happening.name != happening.element) {
    out += ' ';
    json::write_string(out, happening.name);
  }
  for (const auto& [key, value] : happening.facts) {
    out += ' ';
    out += key;
    out += '=';
    append(out, value);
  }
  return out;
}

std::string to_json_text(const std::vector<Happening>& trace) {
  std::string out = "[";
  for (const auto& happening : trace) {
    if (out.size() > 1) out += ',';
    out += "{\"what\":\"";
    out += code_of(happening.what);
    out += '"';
    if (!happening.element.empty()) {
      out += ",\"element\":";
      json::write_string(out, happening.element);
    }
    if (!happening.name.empty()) {
      out += ",\"name\":";
      json::write_string(out, happening.name);
    }
    if (!happening.facts.empty()) {
      out += ",\"facts\":{";
      bool first = true;
      for (const auto& [key, value] : happening.facts) {
        if (!first) out += ',';
        first = false;
        json::write_string(out, key);
        out += ':';
        json::write_string(out, value);
      }
      out += '}';
    }
    out += '}';
  }
  out += ']';
  return out;
}

}  // namespace yiwang::process
