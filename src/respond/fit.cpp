#include "respond/fit.h"

#include <cmath>

namespace yiwang {

double fits(const Question& question, const KnowledgeHit& hit) {
  if (question.empty() || hit.score <= 0) return 0;
  const double z = -3.94 + 1.73 * hit.covered + 1.01 * hit.nearest + 5.66 * hit.lead + (question.asks ? 2.75 : 0.0);
  return 1 / (1 + std::exp(-z));
}

}  // namespace yiwang
