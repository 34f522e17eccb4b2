#include "studio/jobs.h"

namespace yiwang {
namespace {
constexpr std::size_t kMostWaiting = 8;
constexpr auto kKept = hours{24};
}  // namespace

void StudioJob::tell(json::Value result) {
  const std::lock_guard lock(mutex_);
  result_ = std::move(result);
}

json::Value StudioJob::result() const {
  const std::lock_guard lock(mutex_);
  return result_;
}

StudioJobs::~StudioJobs() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    if (present_) present_->cancelled = true;
  }
  wanted_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<std::uint64_t> StudioJobs::begin(std::uint64_t draft, Instant from, Instant to, Instant now, json::Value prepared, Work work) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= kMostWaiting) return refuse(Reason::busy, {{"retry_after_s", "30"}});
  std::erase_if(jobs_, [&](const auto& entry) {
    const auto& job = *entry.second;
    const std::lock_guard inner(job.mutex_);
    return job.state_ != "running" && job.begun + kKept < now;
  });
  auto job = std::make_shared<StudioJob>();
  job->id = next_++;
  job->draft = draft;
  job->from = from;
  job->to = to;
  job->begun = now;
  job->tell(std::move(prepared));
  jobs_[job->id] = job;
  waiting_.emplace_back(job, std::move(work));
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  wanted_.notify_all();
  return job->id;
}

void StudioJobs::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wanted_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
    if (stopped_) return;
    auto [job, work] = std::move(waiting_.front());
    waiting_.pop_front();
    present_ = job;
    lock.unlock();
    std::string fault;
    try {
      if (!job->cancelled) work(*job);
    } catch (const std::exception& e) {
      fault = e.what();
    }
    {
      const std::lock_guard inner(job->mutex_);
      job->fault_ = fault;
      job->state_ = !fault.empty() ? "failed" : job->cancelled ? "cancelled" : "done";
      if (job->state_ == "done") job->progress = 1;
    }
    lock.lock();
    present_.reset();
  }
}

Result<json::Value> StudioJobs::look(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return refuse(Reason::not_found);
  const auto& job = *found->second;
  const std::lock_guard inner(job.mutex_);
  return json::Object{{"id", job.id},   {"kind", "impact"}, {"draft_id", job.draft}, {"state", job.state_}, {"progress", job.progress.load()}, {"from", to_text(job.from)}, {"to", to_text(job.to)},
                      {"fault", job.fault_.empty() ? json::Value(nullptr) : json::Value(job.fault_)}, {"result", job.result_}};
}

Done StudioJobs::cancel(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return refuse(Reason::not_found);
  found->second->cancelled = true;
  return done();
}

}  // namespace yiwang
