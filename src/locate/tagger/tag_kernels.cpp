#include "locate/tagger/tag_kernels.h"

// One copy for machines with AVX2, chosen when the program starts; three quarters of training time is spent here.
#define YIWANG_WIDE __attribute__((target_clones("avx2", "default")))

namespace yiwang {

YIWANG_WIDE void add_scaled(float* __restrict y, float a, const float* __restrict x, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) y[i] += a * x[i];
}

YIWANG_WIDE float add_scaled_and_dot(float* __restrict y, float a, const float* __restrict x, const float* __restrict w, std::size_t n) {
  float part[16] = {};
  std::size_t i = 0;
  for (; i + 16 <= n; i += 16) {
    for (std::size_t k = 0; k < 16; ++k) {
      y[i + k] += a * x[i + k];
      part[k] += w[i + k] * x[i + k];
    }
  }
  float sum = 0;
  for (; i < n; ++i) {
    y[i] += a * x[i];
    sum += w[i] * x[i];
  }
  for (const float one : part) sum += one;
  return sum;
}

YIWANG_WIDE float dot(const float* __restrict w, const float* __restrict x, std::size_t n) {
  float part[16] = {};
  std::size_t i = 0;
  for (; i + 16 <= n; i += 16) {
    for (std::size_t k = 0; k < 16; ++k) part[k] += w[i + k] * x[i + k];
  }
  float sum = 0;
  for (; i < n; ++i) sum += w[i] * x[i];
  for (const float one : part) sum += one;
  return sum;
}

}  // namespace yiwang
