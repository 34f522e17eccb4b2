#include "service/writer.h"

#include <atomic>
#include <future>
#include <thread>
#include <unordered_set>

#include "service/committer.h"
#include "service/job_queue.h"

namespace yiwang {
namespace {

// Below this many entries a batch waits for more, as long as more is ready: one sync then serves many.
constexpr std::size_t kWorthASync = 256;

Actor clock_actor() { return {Role::system, "clock", {}}; }

}  // namespace

struct Writer::Parts {
  Parts(Store& s, Advisers a, std::shared_ptr<const Cipher> c, WriterOptions o)
      : store(s), options(o), queue(static_cast<std::size_t>(a.city->settings.queue_length)), books(s, a, std::move(c)), advisers(std::move(a)) {}

  Store& store;
  WriterOptions options;
  JobQueue queue;
  Bookkeeper books;                        // ordering thread only
  std::vector<std::function<void(bool)>> answers;   // of what is pending
  std::size_t since_snapshot = 0;
  std::vector<std::function<void(const Change&)>> listeners;
  std::unique_ptr<Committer> committer;

  mutable std::mutex mutex;                // guards the rest
  Advisers advisers;
  std::unordered_set<std::uint64_t> timers_under_way;
  std::uint64_t seq = 0;
  std::string hash;
  std::size_t in_window = 0;
  std::vector<std::thread> threads;
  std::once_flag started;

  bool threaded() const { return options.threads > 1; }
  void start();
  void advise_loop();
  void order_loop();
  void work(Job& job);
  void receive(Job& job);
  void command(Job& job);
  void flush(bool must);
  void publish_status();
  void reload();
};

Writer::Writer(Store& store, Advisers advisers, std::shared_ptr<const Cipher> cipher, WriterOptions options)
    : parts_(std::make_unique<Parts>(store, std::move(advisers), std::move(cipher), options)) {
  parts_->books.load();
  parts_->publish_status();
}

void Writer::Parts::start() {
  std::call_once(started, [this] {
    committer = std::make_unique<Committer>(store, threaded(), [this](const Change& change) { for (const auto& listener : listeners) listener(change); }, [this] { queue.wake(); });
    if (threaded()) {
      for (int i = 0; i < options.threads; ++i) threads.emplace_back([this] { advise_loop(); });
    }
    threads.emplace_back([this] { order_loop(); });
  });
}

Writer::~Writer() {
  auto& p = *parts_;
  p.start();
  p.queue.stop();
  for (auto& thread : p.threads) thread.join();
  p.committer->wait_idle();
  if (!p.committer->broken() && p.since_snapshot > 0) {
    try {
      p.store.save_snapshot("relations", p.books.snapshot());
    } catch (const std::exception&) {
      // The snapshot only shortens the next start; the ledger has everything.
    }
  }
  p.committer.reset();
}

void Writer::Parts::advise_loop() {
  while (auto job = queue.take_for_advice()) {
    run_pure_steps(job->arrival, job->advisers);
    queue.advice_done(job);
  }
}

void Writer::Parts::order_loop() {
  for (;;) {
    const bool wait = !books.has_pending() && answers.empty();
    auto job = threaded() ? queue.take_in_order(wait) : queue.take_front(wait);
    if (job) {
      if (!job->ready) run_pure_steps(job->arrival, job->advisers);
      work(*job);
      if (books.pending_entries() >= options.batch_most) flush(true);
      else if (books.pending_entries() >= kWorthASync) flush(false);
      continue;
    }
    if (!wait) {
      flush(true);
      continue;
    }
    if (queue.stopped() && queue.size() == 0) return;
  }
}

/// `must`: also when the committer is busy (then this waits, and the queue behind it is the back pressure).
void Writer::Parts::flush(bool must) {
  if (!must && threaded() && !committer->idle()) return;
  Commit commit{books.take(), std::move(answers)};
  answers.clear();
  since_snapshot += commit.pending.batch.ledger.size();
  if (since_snapshot >= options.snapshot_every) {
    commit.pending.snapshot = books.snapshot();
    since_snapshot = 0;
  }
  publish_status();
  committer->hand_over(std::move(commit));
  books.committed(committer->committed_seq());
}

void Writer::Parts::publish_status() {
  const std::lock_guard lock(mutex);
  seq = books.seq();
  hash = to_hex(books.hash());
  in_window = books.relater().size();
}

void Writer::Parts::reload() {
  committer->wait_idle();
  books.load();
  committer->reset();
  publish_status();
}

void Writer::Parts::work(Job& job) {
  if (committer->broken() && (job.kind == Job::Kind::receive || job.kind == Job::Kind::command)) {
    const Refusal refusal{Reason::unavailable};
    if (job.received) job.received(tl::unexpected(refusal));
    if (job.commanded) job.commanded(tl::unexpected(refusal));
    return;
  }
  switch (job.kind) {
    case Job::Kind::receive: receive(job); break;
    case Job::Kind::command: command(job); break;
    case Job::Kind::advise:
      run_ordered_steps(job.arrival, job.advisers, books.relater());
      job.advised(std::move(job.arrival.received.advice));
      break;
    case Job::Kind::search: job.found(books.relater().search(job.words, job.most)); break;
    case Job::Kind::use: books.use(job.advisers); break;
    case Job::Kind::fence:
      flush(true);
      committer->wait_idle();
      if (job.words == "reload") reload();
      job.fenced();
      break;
  }
}

void Writer::Parts::receive(Job& job) {
  auto outcome = books.receive(job.arrival, job.raw, job.by, job.at);
  answers.push_back([answer = std::move(job.received), outcome = std::move(outcome)](bool durable) {
    if (!durable && outcome) answer(refuse(Reason::unavailable));
    else answer(outcome);
  });
}

void Writer::Parts::command(Job& job) {
  const auto id = job.case_id.value;
  const bool timer = operation_of(*job.command) == Operation::pass_time;
  auto outcome = books.command(job.case_id, std::move(*job.command), job.by, job.expected_version, job.at, job.check);
  answers.push_back([this, id, timer, answer = std::move(job.commanded), outcome = std::move(outcome)](bool durable) {
    if (timer) {
      const std::lock_guard lock(mutex);
      timers_under_way.erase(id);
    }
    if (!answer) return;
    if (!durable && outcome) answer(refuse(Reason::unavailable));
    else answer(outcome);
  });
}

void Writer::receive(RawReport report, Actor by, Instant at, Received answer) {
  auto& p = *parts_;
  p.start();
  auto job = std::make_shared<Job>();
  job->kind = Job::Kind::receive;
  job->ready = false;
  job->advisers = advisers();
  if (auto ok = check_report(report, *job->advisers.city, at); !ok) {
    answer(tl::unexpected(ok.error()));
    return;
  }
  auto& told = job->arrival.received.report;
  told.channel = report.channel;
  told.external_id = report.external_id;
  told.received_at = report.received_at.value_or(at);
  told.happened_at = report.happened_at;
  told.title = report.title;
  told.text = report.text;
  told.point = report.point;
  told.address = report.address;
  told.attachments = report.attachments;
  told.rehearsal = report.rehearsal;
  job->arrival.received.chosen_matter = report.matter;
  job->arrival.received.chosen_unit = report.unit;
  job->raw = std::move(report);
  job->by = std::move(by);
  job->at = at;
  job->received = std::move(answer);
  if (!p.queue.push(job)) job->received(refuse(Reason::busy, {{"retry_after_s", "1"}}));
}

void Writer::command(CaseId id, Command command, Actor by, std::uint32_t expected_version, Instant at, Commanded answer, Check check) {
  auto& p = *parts_;
  p.start();
  auto job = std::make_shared<Job>();
  job->kind = Job::Kind::command;
  job->case_id = id;
  job->command = std::move(command);
  job->by = std::move(by);
  job->expected_version = expected_version;
  job->at = at;
  job->commanded = std::move(answer);
  job->check = std::move(check);
  if (!p.queue.push(job) && job->commanded) job->commanded(refuse(Reason::busy, {{"retry_after_s", "1"}}));
}

std::size_t Writer::pass_time(Instant now, std::size_t most) {
  auto& p = *parts_;
  p.start();
  std::size_t handed = 0;
  for (const auto id : p.store.due_timers(now.time_since_epoch().count(), most)) {
    {
      const std::lock_guard lock(p.mutex);
      if (!p.timers_under_way.insert(id).second) continue;
    }
    command(CaseId{id}, PassTime{}, clock_actor(), 0, now, [this, id](const auto& outcome) {
      if (outcome || outcome.error().reason != Reason::busy) return;
      const std::lock_guard lock(parts_->mutex);
      parts_->timers_under_way.erase(id);
    });
    ++handed;
  }
  return handed;
}

void Writer::drain() {
  auto& p = *parts_;
  p.start();
  std::promise<void> reached;
  auto job = std::make_shared<Job>();
  job->fenced = [&] { reached.set_value(); };
  if (p.queue.push(job)) reached.get_future().wait();
}

bool Writer::recover() {
  auto& p = *parts_;
  p.start();
  if (!p.committer->broken()) return true;
  std::promise<void> reached;
  auto job = std::make_shared<Job>();
  job->words = "reload";
  job->fenced = [&] { reached.set_value(); };
  if (!p.queue.push(job)) return false;
  reached.get_future().wait();
  return !p.committer->broken();
}

void Writer::on_change(std::function<void(const Change&)> listener) { parts_->listeners.push_back(std::move(listener)); }

void Writer::advise(RawReport draft, Instant at, std::function<void(Advice)> answer) {
  auto& p = *parts_;
  p.start();
  auto job = std::make_shared<Job>();
  job->kind = Job::Kind::advise;
  job->ready = false;
  job->advisers = advisers();
  auto& told = job->arrival.received.report;
  told.title = draft.title;
  told.text = draft.text;
  told.address = draft.address;
  told.point = draft.point;
  told.received_at = at;
  told.reporter.key = draft.reporter.external;   // the caller puts the blind key of the phone here
  job->arrival.received.chosen_matter = draft.matter;
  job->advised = std::move(answer);
  if (!p.queue.push(job)) job->advised({});
}

void Writer::search(std::string words, std::size_t most, std::function<void(std::vector<CaseId>)> answer) {
  auto& p = *parts_;
  p.start();
  auto job = std::make_shared<Job>();
  job->kind = Job::Kind::search;
  job->words = std::move(words);
  job->most = most;
  job->found = std::move(answer);
  if (!p.queue.push(job)) job->found({});
}

void Writer::use(Advisers advisers) {
  auto& p = *parts_;
  p.start();
  {
    const std::lock_guard lock(p.mutex);
    p.advisers = advisers;
  }
  auto job = std::make_shared<Job>();
  job->kind = Job::Kind::use;
  job->advisers = std::move(advisers);
  p.queue.push(job);
}

Advisers Writer::advisers() const {
  const std::lock_guard lock(parts_->mutex);
  return parts_->advisers;
}

Writer::Status Writer::status() const {
  const auto& p = *parts_;
  Status s;
  s.waiting = p.queue.size();
  s.capacity = p.queue.capacity();
  {
    const std::lock_guard lock(p.mutex);
    s.cases_in_window = p.in_window;
    s.seq = p.seq;
    s.hash = p.hash;
  }
  if (p.committer) {
    s.batches = p.committer->batches();
    s.last_batch = p.committer->last_batch();
    s.broken = p.committer->broken();
    s.fault = p.committer->fault();
  }
  return s;
}

}  // namespace yiwang
