#include <charconv>

#include "flow/feel/expression.h"
#include "flow/process/state.h"

namespace yiwang::process {

namespace {

constexpr int kDeepestJson = 12;

void put(std::string& out, std::int64_t number) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// --- values: what JSON says exactly stays JSON, everything else is {"=": its FEEL text}

bool is_plain(const feel::Value& value, int depth) {
  if (depth > kDeepestJson) return false;
  switch (value.kind()) {
    case feel::Kind::null:
    case feel::Kind::boolean:
    case feel::Kind::string: return true;
    case feel::Kind::number: return value.as_number().to_int64().has_value();
    case feel::Kind::list:
      return true;
    case feel::Kind::context: return value.as_context().size() != 1 || value.as_context().begin()->first != "=";
    default: return false;
  }
}

void put(std::string& out, const feel::Value& value, int depth = 0) {
  if (!is_plain(value, depth)) {
    // A function cannot be written down; nothing in a process keeps one on purpose.
    if (value.is(feel::Kind::function)) {
      out += "null";
      return;
    }
    out += "{\"=\":";
    json::write_string(out, value.to_text());
    out += '}';
    return;
  }
  switch (value.kind()) {
    case feel::Kind::null: out += "null"; break;
    case feel::Kind::boolean: out += value.as_bool() ? "true" : "false"; break;
    case feel::Kind::number: put(out, *value.as_number().to_int64()); break;
    case feel::Kind::string: json::write_string(out, value.as_string()); break;
    case feel::Kind::list: {
      out += '[';
      bool first = true;
      for (const auto& item : value.as_list()) {
        if (!first) out += ',';
        first = false;
        put(out, item, depth + 1);
      }
      out += ']';
      break;
    }
    default: {
      out += '{';
      bool first = true;
      for (const auto& [name, item] : value.as_context()) {
        if (!first) out += ',';
        first = false;
        json::write_string(out, name);
        out += ':';
        put(out, item, depth + 1);
      }
      out += '}';
    }
  }
}

std::optional<feel::Value> value_of(const json::Value& in) {
  switch (in.kind()) {
    case boost::json::kind::null: return feel::Value();
    case boost::json::kind::bool_: return feel::Value::make_bool(in.get_bool());
    case boost::json::kind::int64: return feel::Value::make_number(in.get_int64());
    case boost::json::kind::string: return feel::Value::make_string(std::string_view(in.get_string()));
    case boost::json::kind::array: {
      feel::List items;
      items.reserve(in.get_array().size());
      for (const auto& item : in.get_array()) {
        auto one = value_of(item);
        if (!one) return std::nullopt;
        items.push_back(std::move(*one));
      }
      return feel::Value::make_list(std::move(items));
    }
    case boost::json::kind::object: {
      const auto& object = in.get_object();
      if (object.size() == 1 && object.begin()->key() == "=") {
        if (!object.begin()->value().is_string()) return std::nullopt;
        auto parsed = feel::Expression::parse(std::string_view(object.begin()->value().get_string()));
        if (!parsed) return std::nullopt;
        return parsed->evaluate(feel::Scope());
      }
      feel::Context entries;
      for (const auto& [name, item] : object) {
        auto one = value_of(item);
        if (!one) return std::nullopt;
        entries.put(std::string_view(name), std::move(*one));
      }
      return feel::Value::make_context(std::move(entries));
    }
    default: return std::nullopt;
  }
}

// --- rows: one array each, trailing zeros and empty texts left out

class Row {
 public:
  explicit Row(std::string& out) : out_(out) { out_ += '['; }
  Row& number(std::int64_t value) {
    if (value == 0) {
      ++skipped_;
      return *this;
    }
    next();
    put(out_, value);
    return *this;
  }
  Row& text(std::string_view value) {
    if (value.empty()) {
      ++skipped_;
      return *this;
    }
    next();
    json::write_string(out_, value);
    return *this;
  }
  Row& moment(Instant at) { return number(at.time_since_epoch().count()); }
  Row& values(const std::vector<feel::Value>& list) {
    if (list.empty()) {
      ++skipped_;
      return *this;
    }
    next();
    out_ += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i != 0) out_ += ',';
      put(out_, list[i]);
    }
    out_ += ']';
    return *this;
  }
  Row& variables(const Variables& all) {
    if (all.empty()) {
      ++skipped_;
      return *this;
    }
    next();
    out_ += '{';
    bool first = true;
    for (const auto& entry : all) {
      if (!first) out_ += ',';
      first = false;
      json::write_string(out_, entry.name);
      out_ += ':';
      put(out_, entry.value);
    }
    out_ += '}';
    return *this;
  }
  Row& signers(const std::vector<Signer>& list) {
    if (list.empty()) {
      ++skipped_;
      return *this;
    }
    next();
    out_ += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i != 0) out_ += ',';
      json::write_string(out_, list[i].who);
      out_ += list[i].done ? ",1" : ",0";
    }
    out_ += ']';
    return *this;
  }
  void close() { out_ += ']'; }

 private:
  void next() {
    for (; skipped_ > 0; --skipped_) {
      if (!first_) out_ += ',';
      first_ = false;
      out_ += '0';
    }
    if (!first_) out_ += ',';
    first_ = false;
  }
  std::string& out_;
  int skipped_ = 0;
  bool first_ = true;
};

template <class T, class Write>
void list(std::string& out, std::string_view name, const std::vector<T>& items, const Write& write) {
  if (items.empty()) return;
  out += ",\"";
  out += name;
  out += "\":[";
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out += ',';
    Row row(out);
    write(row, items[i]);
    row.close();
  }
  out += ']';
}

/// Reads one row; what is left out is 0 or empty. Anything else makes the whole text bad.
class Cells {
 public:
  Cells(const json::Value& row, bool& bad) : bad_(bad), row_(row.if_array()) {
    if (row_ == nullptr) bad_ = true;
  }
  std::int64_t number() {
    const auto* at = next();
    if (at == nullptr) return 0;
    if (!at->is_int64()) {
      bad_ = true;
      return 0;
    }
    return at->get_int64();
  }
  int small() {
    const auto value = number();
    if (value < -1 || value > 2'000'000'000) bad_ = true;
    return static_cast<int>(value);
  }
  std::string text() {
    const auto* at = next();
    if (at == nullptr || zero(*at)) return {};
    if (!at->is_string()) {
      bad_ = true;
      return {};
    }
    return std::string(std::string_view(at->get_string()));
  }
  Instant moment() { return Instant{milliseconds{number()}}; }
  std::vector<feel::Value> values() {
    std::vector<feel::Value> out;
    const auto* at = next();
    if (at == nullptr || zero(*at)) return out;
    if (!at->is_array()) bad_ = true;
    else {
      for (const auto& item : at->get_array()) {
        auto one = value_of(item);
        if (!one) bad_ = true;
        else out.push_back(std::move(*one));
      }
    }
    return out;
  }
  Variables variables() {
    Variables out;
    const auto* at = next();
    if (at == nullptr || zero(*at)) return out;
    if (!at->is_object()) bad_ = true;
    else {
      for (const auto& [name, item] : at->get_object()) {
        auto one = value_of(item);
        if (!one) bad_ = true;
        else out.set(std::string_view(name), std::move(*one));
      }
    }
    return out;
  }
  std::vector<Signer> signers() {
    std::vector<Signer> out;
    const auto* at = next();
    if (at == nullptr || zero(*at)) return out;
    if (!at->is_array() || at->get_array().size() % 2 != 0) {
      bad_ = true;
      return out;
    }
    const auto& all = at->get_array();
    for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
      if (!all[i].is_string() || !all[i + 1].is_int64()) bad_ = true;
      else out.push_back({std::string(std::string_view(all[i].get_string())), all[i + 1].get_int64() != 0});
    }
    return out;
  }
  void close() {
    if (row_ != nullptr && at_ < row_->size()) bad_ = true;
  }

 private:
  static bool zero(const json::Value& value) { return value.is_int64() && value.get_int64() == 0; }
  const json::Value* next() {
    if (row_ == nullptr || at_ >= row_->size()) return nullptr;
    return &(*row_)[at_++];
  }
  bool& bad_;
  const boost::json::array* row_;
  std::size_t at_ = 0;
};

}  // namespace

std::string to_text(const State& state) {
  std::string out;
  out.reserve(512);
  out += "{\"process\":";
  json::write_string(out, state.process);
  out += ",\"version\":";
  json::write_string(out, state.version);
  out += ",\"next\":";
  put(out, static_cast<std::int64_t>(state.next));
  out += ",\"started\":";
  put(out, static_cast<std::int64_t>(state.started.time_since_epoch().count()));
  if (state.suspended) {
    out += ",\"suspended\":";
    put(out, static_cast<std::int64_t>(state.suspended->time_since_epoch().count()));
  }
  if (state.ended) {
    out += ",\"ended\":";
    put(out, static_cast<std::int64_t>(state.ended->time_since_epoch().count()));
    out += ",\"how\":";
    json::write_string(out, state.how);
  }
  list(out, "callees", state.callees, [](Row& row, const Callee& one) { row.text(one.process).text(one.version); });
  list(out, "scopes", state.scopes, [](Row& row, const Scope& one) {
    row.number(one.id).number(one.parent).number(one.token).number(one.node).number(one.callee).number((one.kept ? 1 : 0) + (one.interrupted ? 2 : 0)).variables(one.variables);
  });
  list(out, "tokens", state.tokens, [](Row& row, const Token& one) {
    row.number(one.id).number(one.scope).number(one.node).number(static_cast<int>(one.rest)).number(one.via + 1).number(one.loop).number(one.index);
  });
  list(out, "tasks", state.tasks, [](Row& row, const Task& one) {
    row.number(one.id).number(one.token).moment(one.opened).text(one.assigned).number(one.due ? one.due->time_since_epoch().count() : 0);
    row.text(one.owner).number(one.reminded).signers(one.signers);
  });
  list(out, "timers", state.timers, [](Row& row, const Timer& one) {
    row.number(one.token).number(one.scope).number(one.node).number(one.definition).moment(one.due).number(one.left);
  });
  list(out, "loops", state.loops, [](Row& row, const Loop& one) {
    row.number(one.token).number(one.total).number(one.started).number(one.done).values(one.items).values(one.results);
  });
  list(out, "incidents", state.incidents, [](Row& row, const Incident& one) {
    row.number(one.id).number(one.token).text(one.cause).text(one.detail).moment(one.since).number(one.leaving ? 1 : 0);
  });
  list(out, "finished", state.finished, [](Row& row, const Finished& one) { row.number(one.scope).number(one.node).number(one.kept); });
  list(out, "marks", state.marks, [](Row& row, const Mark& one) { row.number(one.token).number(one.scope).number(one.node).number(one.bits); });
  list(out, "past", state.past, [](Row& row, const Past& one) { row.number(one.scope).number(one.node).number(one.task).text(one.by).moment(one.at); });
  out += '}';
  return out;
}

Result<State> from_text(std::string_view text) {
  auto parsed = json::parse_text(text);
  if (!parsed) return tl::unexpected(parsed.error());
  if (!parsed->is_object()) return refuse(Reason::malformed, {{"detail", "no object"}});
  const auto& in = parsed->get_object();
  State out;
  bool bad = false;
  const auto rows = [&](std::string_view name, const auto& read) {
    const auto* at = in.if_contains(name);
    if (at == nullptr) return;
    if (!at->is_array()) {
      bad = true;
      return;
    }
    for (const auto& row : at->get_array()) {
      Cells cells(row, bad);
      read(cells);
      cells.close();
    }
  };
  const auto text_at = [&](std::string_view name) -> std::string {
    const auto* at = in.if_contains(name);
    if (at == nullptr || !at->is_string()) {
      bad = true;
      return {};
    }
    return std::string(std::string_view(at->get_string()));
  };
  const auto number_at = [&](std::string_view name, bool needed) -> std::optional<std::int64_t> {
    const auto* at = in.if_contains(name);
    if (at != nullptr && at->is_int64()) return at->get_int64();
    if (needed || at != nullptr) bad = true;
    return std::nullopt;
  };
  const auto moment_at = [&](std::string_view name) -> std::optional<Instant> {
    const auto at = number_at(name, false);
    return at ? std::optional(Instant{milliseconds{*at}}) : std::nullopt;
  };
  out.process = text_at("process");
  out.version = text_at("version");
  out.next = static_cast<int>(number_at("next", true).value_or(0));
  out.started = Instant{milliseconds{number_at("started", true).value_or(0)}};
  out.suspended = moment_at("suspended");
  out.ended = moment_at("ended");
  if (out.ended) out.how = text_at("how");
  // The order of evaluation inside braces is left to right.
  rows("callees", [&](Cells& c) { out.callees.push_back(Callee{c.text(), c.text()}); });
  rows("scopes", [&](Cells& c) {
    Scope one{c.small(), c.small(), c.small(), c.small(), c.small(), false, false, {}};
    const int flags = c.small();
    one.kept = (flags & 1) != 0;
    one.interrupted = (flags & 2) != 0;
    one.variables = c.variables();
    out.scopes.push_back(std::move(one));
  });
  rows("tokens", [&](Cells& c) {
    Token one{c.small(), c.small(), c.small(), Rest::ready, -1, 0, 0};
    const int rest = c.small();
    if (rest < 1 || rest > static_cast<int>(Rest::throwing)) bad = true;
    one.rest = static_cast<Rest>(rest);
    one.via = c.small() - 1;
    one.loop = c.small();
    one.index = c.small();
    out.tokens.push_back(one);
  });
  rows("tasks", [&](Cells& c) {
    Task one;
    one.id = c.small();
    one.token = c.small();
    one.opened = c.moment();
    one.assigned = c.text();
    if (const auto due = c.number(); due != 0) one.due = Instant{milliseconds{due}};
    one.owner = c.text();
    one.reminded = c.small();
    one.signers = c.signers();
    out.tasks.push_back(std::move(one));
  });
  rows("timers", [&](Cells& c) {
    Timer one{c.small(), c.small(), c.small(), c.small(), {}, 0};
    one.due = c.moment();
    one.left = c.small();
    out.timers.push_back(one);
  });
  rows("loops", [&](Cells& c) {
    Loop one{c.small(), c.small(), c.small(), c.small(), {}, {}};
    one.items = c.values();
    one.results = c.values();
    out.loops.push_back(std::move(one));
  });
  rows("incidents", [&](Cells& c) {
    Incident one;
    one.id = c.small();
    one.token = c.small();
    one.cause = c.text();
    one.detail = c.text();
    one.since = c.moment();
    one.leaving = c.small() != 0;
    out.incidents.push_back(std::move(one));
  });
  rows("finished", [&](Cells& c) { out.finished.push_back(Finished{c.small(), c.small(), c.small()}); });
  rows("marks", [&](Cells& c) {
    Mark one{c.small(), c.small(), c.small(), 0};
    one.bits = static_cast<unsigned>(c.number());
    out.marks.push_back(one);
  });
  rows("past", [&](Cells& c) {
    Past one{c.small(), c.small(), c.small(), {}, {}};
    one.by = c.text();
    one.at = c.moment();
    out.past.push_back(std::move(one));
  });
  if (bad || out.scopes.empty()) return refuse(Reason::malformed, {{"detail", "not the text of a running process"}});
  if (auto fault = fault_of(out); !fault.empty()) return refuse(Reason::malformed, {{"detail", std::move(fault)}});
  return out;
}

}  // namespace yiwang::process
