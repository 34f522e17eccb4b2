#include "learn/jobs.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace yiwang {
namespace {

constexpr std::size_t kMostWaiting = 4;
constexpr auto kKept = hours{24};
constexpr int kNice = 15;

/// Linux gives each thread its own priority; the desks' threads go before this one.
void step_back() { ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), kNice); }

}  // namespace

void LearnJob::at(std::string doing, double done) {
  const std::lock_guard lock(mutex_);
  doing_ = std::move(doing);
  progress = done;
}

void LearnJob::made(std::uint64_t model) {
  const std::lock_guard lock(mutex_);
  model_ = model;
}

LearnJobs::~LearnJobs() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    if (present_) present_->cancelled = true;
  }
  wanted_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void LearnJobs::work(LearnJob& job, const Work& work) {
  std::string fault;
  try {
    if (!job.cancelled) work(job);
  } catch (const std::exception& e) {
    fault = e.what();
  }
  const std::lock_guard lock(job.mutex_);
  job.fault_ = fault;
  job.state_ = !fault.empty() ? "failed" : job.cancelled && job.model_ == 0 ? "cancelled" : "done";
  if (job.state_ == "done") job.progress = 1;
}

Result<std::uint64_t> LearnJobs::begin(const std::string& by, Instant now, Work wanted, bool at_once) {
  auto job = std::make_shared<LearnJob>();
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= kMostWaiting) return refuse(Reason::busy, {{"retry_after_s", "60"}});
    std::erase_if(jobs_, [&](const auto& entry) {
      const std::lock_guard inner(entry.second->mutex_);
      return entry.second->state_ != "running" && entry.second->begun + kKept < now;
    });
    job->id = next_++;
    job->by = by;
    job->begun = now;
    jobs_[job->id] = job;
    if (!at_once) {
      waiting_.emplace_back(job, std::move(wanted));
      if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    }
  }
  if (at_once) work(*job, wanted);
  else wanted_.notify_all();
  return job->id;
}

void LearnJobs::run() {
  step_back();
  std::unique_lock lock(mutex_);
  for (;;) {
    wanted_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
    if (stopped_) return;
    auto [job, wanted] = std::move(waiting_.front());
    waiting_.pop_front();
    present_ = job;
    lock.unlock();
    work(*job, wanted);
    lock.lock();
    present_.reset();
  }
}

bool LearnJobs::busy() const {
  const std::lock_guard lock(mutex_);
  return present_ != nullptr || !waiting_.empty();
}

Result<json::Value> LearnJobs::look(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return refuse(Reason::not_found);
  const auto& job = *found->second;
  const std::lock_guard inner(job.mutex_);
  return json::Object{{"id", job.id},
                      {"by", job.by},
                      {"state", job.state_},
                      {"doing", job.state_ == "running" ? json::Value(job.doing_) : json::Value(nullptr)},
                      {"progress", job.progress.load()},
                      {"begun_at", to_text(job.begun)},
                      {"fault", job.fault_.empty() ? json::Value(nullptr) : json::Value(job.fault_)},
                      {"model", job.model_ == 0 ? json::Value(nullptr) : json::Value(job.model_)}};
}

Done LearnJobs::cancel(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return refuse(Reason::not_found);
  found->second->cancelled = true;
  return done();
}

}  // namespace yiwang
