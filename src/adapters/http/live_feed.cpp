#include "adapters/http/live_feed.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "adapters/http/json_out.h"
#include "adapters/http/queues.h"
#include "service/calls/call_desk.h"
#include "service/groups/group_desk.h"

namespace yiwang {
namespace {

constexpr std::chrono::seconds kHeartbeat{15};
constexpr std::chrono::seconds kCountsEvery{2};
constexpr std::size_t kStreamsOfOne = 20;

std::string event_text(const LiveEvent& event) {
  JsonOut out;
  out.begin()("id", event.case_id)("number", event.number)("version", event.version)("stage", event.stage).text("unit", event.unit);
  out("queue_changes", true).end();
  return "id: " + std::to_string(event.id) + "\nevent: case\ndata: " + out.take() + "\n\n";
}

}  // namespace

std::string queue_counts_json(Office& office, const Identity& who) {
  JsonOut out;
  out.begin().begin("counts");
  for (const auto& [queue, count] : office.queue_counts(who)) out(queue_outside(queue), count);
  out.end().end();
  return out.take();
}

LiveFeed::LiveFeed(Office& office, std::function<bool()> rehearses, std::string version)
    : office_(office), rehearses_(std::move(rehearses)), version_(std::move(version)) {
  subscription_ = office_.live().subscribe([this](const LiveEvent& event) { tell(event); }, 0);
  thread_ = std::thread([this] { loop(); });
}

LiveFeed::~LiveFeed() { stop(); }

void LiveFeed::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (stopped_) return;
    stopped_ = true;
    followers_.clear();
  }
  office_.live().unsubscribe(subscription_);
  stopped_changed_.notify_all();
  thread_.join();
}

std::size_t LiveFeed::followers() const {
  const std::lock_guard lock(mutex_);
  return followers_.size();
}

bool LiveFeed::concerns(const Follower& follower, const LiveEvent& event) const {
  if (!follower.units.empty()) return std::find(follower.units.begin(), follower.units.end(), event.unit) != follower.units.end();
  if (follower.who.areas.empty() || event.area.empty()) return true;
  const auto city = office_.city();
  return std::any_of(follower.who.areas.begin(), follower.who.areas.end(), [&](const auto& area) { return city->area_within(event.area, area); });
}

void LiveFeed::tell(const LiveEvent& event) {
  const std::lock_guard lock(mutex_);
  if (followers_.empty()) return;
  std::string text;
  for (const auto& follower : followers_) {
    // A unit that lost a case is not named in the event, but its counts change all the same.
    follower->changed = true;
    if (event.id <= follower->sent || !concerns(*follower, event)) continue;
    if (text.empty()) text = event_text(event);
    follower->sent = event.id;
    follower->stream->send(text);
  }
}

void LiveFeed::tell_call(const CallChange& change) {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const auto& follower : followers_) {
    if (follower->who.login != change.agent && !follower->who.has(Role::supervisor)) continue;
    if (text.empty()) {
      JsonOut out;
      out.begin()("id", change.id)("agent", change.agent)("state", change.state)("revision", change.revision)("lines", change.lines).end();
      // Without an id of its own, so that a browser that comes back still names the last case event.
      text = "event: call\ndata: " + out.take() + "\n\n";
    }
    follower->stream->send(text);
  }
}

void LiveFeed::tell_group(const GroupAlert& alert) {
  const auto city = office_.city();
  const auto touches = [&](const Identity& who) {
    if (!may_see_groups(who)) return false;
    if (who.areas.empty()) return true;
    return std::any_of(alert.areas.begin(), alert.areas.end(), [&](const auto& told) {
      return told.empty() || std::any_of(who.areas.begin(), who.areas.end(), [&](const auto& area) { return city->area_within(told, area); });
    });
  };
  JsonOut out;
  out.begin()("id", alert.group)("name", alert.name)("people", alert.people)("pace", alert.burst ? "burst" : "lasting").end();
  const auto text = "event: group\ndata: " + out.take() + "\n\n";
  const std::lock_guard lock(mutex_);
  for (const auto& follower : followers_) {
    if (touches(follower->who)) follower->stream->send(text);
  }
}

void LiveFeed::follow(const CallPtr& call, std::uint64_t after) {
  auto follower = std::make_shared<Follower>();
  follower->who = call->request.who();
  follower->units = units_of(follower->who, *office_.city());
  follower->sent = after;
  Response head;
  head.type = "text/event-stream; charset=utf-8";
  head.headers.emplace_back("X-Accel-Buffering", "no");
  follower->stream = call->open_stream(std::move(head));
  if (!follower->stream) return;
  JsonOut hello;
  hello.begin()("version", version_)("now", call->request.now)("rehearsal", rehearses_()).end();
  follower->stream->send("retry: 3000\nevent: hello\ndata: " + hello.take() + "\n\n");
  if (after != 0) {
    // What was missed is told from what the live list still holds; its first id shows whether that reaches back far enough.
    const auto missed = kept_after(after);
    if (missed.gap) follower->stream->send("event: reset\ndata: {}\n\n");
    else follower->sent = tell_missed(*follower, missed.events);
  }
  const auto told = follower->sent;
  register_follower(follower);
  // Once more for what came between reading and registering; told twice it does no harm, a version says the same.
  if (told != 0) tell_missed(*follower, kept_after(told).events);
}

LiveFeed::Missed LiveFeed::kept_after(std::uint64_t after) {
  Missed out;
  std::uint64_t first = 0;
  const auto id = office_.live().subscribe(
      [&](const LiveEvent& event) {
        if (first == 0) first = event.id;
        if (event.id > after) out.events.push_back(event);
      },
      1);
  office_.live().unsubscribe(id);
  out.gap = first == 0 || first > after + 1;
  return out;
}

std::uint64_t LiveFeed::tell_missed(const Follower& follower, const std::vector<LiveEvent>& events) const {
  auto last = follower.sent;
  for (const auto& event : events) {
    if (concerns(follower, event)) follower.stream->send(event_text(event));
    last = std::max(last, event.id);
  }
  return last;
}

void LiveFeed::register_follower(std::shared_ptr<Follower> follower) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  std::size_t mine = 0;
  for (auto it = followers_.rbegin(); it != followers_.rend(); ++it) {
    if ((*it)->who.login == follower->who.login && ++mine >= kStreamsOfOne) {
      followers_.erase(std::next(it).base());
      break;
    }
  }
  followers_.push_back(std::move(follower));
}

std::string LiveFeed::counts_of(const Identity& who) {
  try {
    return queue_counts_json(office_, who);
  } catch (const std::exception& fault) {
    spdlog::warn("live counts: {}", fault.what());
    return {};
  }
}

void LiveFeed::loop() {
  auto beat = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    stopped_changed_.wait_for(lock, kCountsEvery, [&] { return stopped_; });
    if (stopped_) return;
    followers_.remove_if([](const auto& follower) { return follower->stream->closed(); });
    std::vector<std::shared_ptr<Follower>> waiting;
    for (const auto& follower : followers_) {
      if (std::exchange(follower->changed, false)) waiting.push_back(follower);
    }
    const bool heartbeat = std::chrono::steady_clock::now() - beat >= kHeartbeat;
    if (heartbeat) {
      beat = std::chrono::steady_clock::now();
      for (const auto& follower : followers_) follower->stream->send(": still here\n\n");
    }
    lock.unlock();
    std::string login, counts;
    std::sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) { return a->who.login < b->who.login; });
    for (const auto& follower : waiting) {
      if (counts.empty() || follower->who.login != login) {
        login = follower->who.login;
        counts = counts_of(follower->who);
      }
      if (counts.empty() || counts == follower->counts) continue;
      follower->counts = counts;
      follower->stream->send("event: counts\ndata: " + counts + "\n\n");
    }
    lock.lock();
  }
}

}  // namespace yiwang
