#include "cases/event.h"

#include "base/json.h"

namespace yiwang {
namespace {

template <class E>
Result<Event> read_event(const json::Value& fields) {
  E event{};
  if (auto ok = json::read(fields, event); !ok) return tl::unexpected(ok.error());
  return Event{std::move(event)};
}

using Reader = Result<Event> (*)(const json::Value&);

/// Readers by kind, in the order of contract/events.yaml. An older version that must still be read gets its own reader beside the present one.
template <class... E>
constexpr std::array<Reader, sizeof...(E)> readers(std::variant<E...>*) {
  return {&read_event<E>...};
}
constexpr auto kReaders = readers(static_cast<Event*>(nullptr));

template <class... E>
constexpr bool in_contract_order(std::variant<E...>*) {
  std::size_t i = 0;
  return ((static_cast<std::size_t>(E::kind) == i++) && ...);
}
static_assert(in_contract_order(static_cast<Event*>(nullptr)), "the alternatives of Event follow contract/events.yaml");
static_assert(std::variant_size_v<Event> == kEventKinds.size());

Result<Event> read_one(const json::Value& item) {
  const auto malformed = [](std::string_view fault) { return refuse(Reason::malformed, {{"fault", std::string(fault)}}); };
  const auto* parts = item.if_array();
  if (parts == nullptr || parts->size() != 3) return malformed("event");
  const auto* code = (*parts)[0].if_string();
  const auto* version = (*parts)[1].if_int64();
  if (code == nullptr || version == nullptr) return malformed("event");
  const auto kind = parse<EventKind>(std::string_view(*code));
  if (!kind) return malformed("event_kind");
  if (*version != info(*kind).version) return malformed("event_version");
  return kReaders[static_cast<std::size_t>(*kind)]((*parts)[2]);
}

}  // namespace

EventKind kind_of(const Event& event) { return static_cast<EventKind>(event.index()); }

std::string encode_events(const std::vector<Event>& events) {
  std::string out = "[";
  for (const auto& event : events) {
    if (out.size() > 1) out += ',';
    const auto kind = kind_of(event);
    out += "[\"";
    out += code_of(kind);
    out += "\",";
    json::write(out, info(kind).version);
    out += ',';
    std::visit([&](const auto& e) { json::write(out, e); }, event);
    out += ']';
  }
  out += ']';
  return out;
}

Result<std::vector<Event>> decode_events(std::string_view text) {
  const auto value = json::parse_text(text);
  if (!value) return tl::unexpected(value.error());
  const auto* list = value->if_array();
  if (list == nullptr) return refuse(Reason::malformed, {{"fault", "list"}});
  std::vector<Event> events;
  events.reserve(list->size());
  for (const auto& item : *list) {
    auto event = read_one(item);
    if (!event) return refuse(Reason::malformed, {{"fault", std::string(code_of(event.error().reason))}}, event.error().field);
    events.push_back(*std::move(event));
  }
  return events;
}

}  // namespace yiwang
