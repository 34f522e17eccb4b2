#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cases/event.h"

namespace yiwang {

/// What a case's screen shows beyond its present state, read from its entries: who asked for and decided things, and when. The latest of each.
struct CaseStory {
  std::optional<Instant> queued_at;
  struct Extension {
    std::string state, reason, by, note;   // state: pending, granted, refused
    int days = 0;
    Instant asked;
    std::optional<Instant> decided;
  };
  std::optional<Extension> extension;
  struct Question {
    std::string text, answer;
    Instant asked;
    std::optional<Instant> answered;
  };
  std::optional<Question> question;
  struct Review {
    bool pass = false;
    std::string note;
    Instant at;
  };
  std::optional<Review> review;
  struct CardGiven {
    Card card;
    std::string reason;
    Instant at;
  };
  std::vector<CardGiven> cards;
  struct Partner {
    std::string partner, reference, reason;
    Instant at;
  };
  std::optional<Partner> partner;
  std::optional<Instant> answered_at, refused_at;
  std::string refusal_reason, resolved_by;
  CaseId split_from;
};

CaseStory read_story(const std::vector<Entry>& entries);

}  // namespace yiwang
