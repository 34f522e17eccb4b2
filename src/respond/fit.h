#pragma once
#include "respond/knowledge_index.h"

namespace yiwang {

/// The probability that an article answers what somebody said, from 0 to 1: a logistic function of how much of it the article's title, questions and keywords cover, how
/// near the nearest of them is, how far ahead it is of the next, and whether it was asked as a question at all. Fitted on the open half of
/// tests/respond (questions.csv, no_answer.csv); docs/knowledge.md says how it holds on the other half.
double fits(const Question& question, const KnowledgeHit& hit);

}  // namespace yiwang
