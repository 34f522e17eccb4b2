#include "service/job_queue.h"

namespace yiwang {

bool JobQueue::push(std::shared_ptr<Job> job) {
  {
    const std::lock_guard lock(mutex_);
    const bool always = job->kind == Job::Kind::fence || job->kind == Job::Kind::use;
    if (stopped_ || (!always && all_.size() >= capacity_)) return false;
    if (!job->ready) unadvised_.push_back(job);
    all_.push_back(std::move(job));
  }
  advice_wanted_.notify_one();
  front_ready_.notify_one();
  return true;
}

std::shared_ptr<Job> JobQueue::take_for_advice() {
  std::unique_lock lock(mutex_);
  advice_wanted_.wait(lock, [&] { return !unadvised_.empty() || stopped_; });
  if (unadvised_.empty()) return nullptr;
  auto job = std::move(unadvised_.front());
  unadvised_.pop_front();
  return job;
}

void JobQueue::advice_done(const std::shared_ptr<Job>& job) {
  bool front = false;
  {
    const std::lock_guard lock(mutex_);
    job->ready = true;
    front = !all_.empty() && all_.front() == job;
  }
  if (front) front_ready_.notify_one();
}

std::shared_ptr<Job> JobQueue::take_in_order(bool wait) {
  std::unique_lock lock(mutex_);
  const auto ready = [&] { return !all_.empty() && all_.front()->ready; };
  if (wait) front_ready_.wait(lock, [&] { return ready() || woken_ || (stopped_ && all_.empty()); });
  woken_ = false;
  if (!ready()) return nullptr;
  auto job = std::move(all_.front());
  all_.pop_front();
  return job;
}

std::shared_ptr<Job> JobQueue::take_front(bool wait) {
  std::unique_lock lock(mutex_);
  if (wait) front_ready_.wait(lock, [&] { return !all_.empty() || stopped_ || woken_; });
  woken_ = false;
  if (all_.empty()) return nullptr;
  auto job = std::move(all_.front());
  all_.pop_front();
  if (!job->ready) std::erase(unadvised_, job);
  return job;
}

void JobQueue::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  advice_wanted_.notify_all();
  front_ready_.notify_all();
}

bool JobQueue::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

void JobQueue::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  front_ready_.notify_one();
}

std::size_t JobQueue::size() const {
  const std::lock_guard lock(mutex_);
  return all_.size();
}

}  // namespace yiwang
