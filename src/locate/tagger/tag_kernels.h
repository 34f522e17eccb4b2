#pragma once
#include <cstddef>

namespace yiwang {

/// y += a x, over n floats.
void add_scaled(float* y, float a, const float* x, std::size_t n);
/// y += a x and returns the dot product of w and x: the two things a backward pass asks of one row.
float add_scaled_and_dot(float* y, float a, const float* x, const float* w, std::size_t n);
float dot(const float* w, const float* x, std::size_t n);

}  // namespace yiwang
