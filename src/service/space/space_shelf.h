#pragma once
#include <memory>
#include <mutex>

#include "service/space/space.h"

namespace yiwang {

/// The newest city's Space: made by the first who asks after a change of city while others wait for it. May be used from any thread.
class SpaceShelf {
 public:
  std::shared_ptr<const Space> of(const std::shared_ptr<const City>& city) {
    const std::lock_guard lock(mutex_);
    if (space_ == nullptr || made_for_ != city) {
      space_ = std::make_shared<const Space>(city);
      made_for_ = city;
    }
    return space_;
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<const City> made_for_;
  std::shared_ptr<const Space> space_;
};

}  // namespace yiwang
