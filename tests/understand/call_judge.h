#pragma once
#include <string>

#include "base/json.h"

namespace yiwang::testing {

struct Verdict {
  int stated = 0, filled = 0, right = 0;
  Verdict& operator+=(const Verdict& other) {
    stated += other.stated;
    filled += other.filled;
    right += other.right;
    return *this;
  }
};

/// Judges a filled field against gold as tests/understand/calls/judge.py does (README.md there): text by what must and must not be in it, whatever the width, marks and spelling of numbers.
Verdict judge(const std::string& field, const json::Value& gold, const json::Value& given);

}  // namespace yiwang::testing
